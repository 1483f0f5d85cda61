//! How much work will come, by interval, day and week, and how sure that is.
//!
//! The reading order: [`grid_of`] lays a history out on the local clock; [`forecast`] answers for contacts,
//! [`forecast_workload`] for contacts, handle time and, from both, workload. Around it: [`cleaning`] finds odd days and
//! slots for a person to judge, [`Event`] and [`holidays`] are what is known of days before they come, [`intraday`]
//! updates the rest of a day from what has come in, [`accuracy`] judges a forecast afterwards.
//!
//! Everything is a pure function of its arguments; what is drawn has a seed. Sources stand at each part; the methods
//! together in `docs/forecast-methods.md`.
#![cfg_attr(test, allow(clippy::expect_used))]

pub mod accuracy;
mod backtest;
pub mod cleaning;
mod conformal;
mod days;
mod decomposed;
mod error;
mod events;
mod fading_histogram;
mod forecast;
mod futures;
mod grid;
mod history;
pub mod holidays;
pub mod intraday;
mod last_year;
mod level;
#[cfg(test)]
mod made;
mod pool;
mod same_weekday;
mod shape;
mod small_count;
pub mod table;
mod two_speed;
mod weights;
mod workload;
mod yearly;

pub use error::ForecastError;
pub use events::{Event, KindEffect, pool_effects};
pub use forecast::{Effort, Forecast, MemberWeight, Request, forecast, forecast_with};
pub use futures::{Futures, value_at};
pub use grid::Grid;
pub use history::{Layout, LayoutNotes, Point, grid_of};
pub use workload::{Workloads, forecast_workload, forecast_workload_with};
