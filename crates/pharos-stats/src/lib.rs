//! Statistical methods, pure functions with stated sources.
