//! The words of a contact centre as types: ids, channels, states, outcomes, and what features hand to each other.
//!
//! [`IntervalSeries`] carries values on the intervals of a calendar; [`WorkloadForecast`] is what a forecast says of one
//! interval and what staffing asks for.

mod interval_series;
mod quantiles;
mod workload;

pub use interval_series::{Interval, IntervalSeries, NotRising};
pub use quantiles::Quantiles;
pub use workload::WorkloadForecast;
