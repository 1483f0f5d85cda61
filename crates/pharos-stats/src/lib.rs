//! Statistical methods, pure functions with stated sources.
//!
//! Nothing here reads a clock or a file, and what draws random numbers takes the seed as an argument. A method that
//! cannot answer (too few observations, a value that is not finite) gives `None`, never a number made up.

pub mod adjusted_mean;
pub mod calibration;
pub mod change_point;
pub mod control_chart;
pub mod correlation;
pub mod funnel;
pub mod interval;
pub mod kaplan_meier;
pub mod level_shift;
pub mod linear;
pub mod local_level;
pub mod multiple;
pub mod peer_share;
pub mod quantile;
pub mod random_effects;
pub mod random_intercept;
pub mod run_length;
pub mod tail;

pub use interval::Interval;

#[cfg(test)]
mod reference;
