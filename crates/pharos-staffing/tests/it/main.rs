//! The crate against values from outside it.

// Helpers of tests are tests.
#![allow(clippy::unwrap_used)]

mod february;
mod publications;
mod reference;
mod staffing_reference;
