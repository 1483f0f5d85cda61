//! The demo centre.
