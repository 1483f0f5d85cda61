//! What can be wrong with the input of a forecast.

/// What can be wrong with the input of a forecast.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ForecastError {
    /// Nothing lies before the origin.
    #[error("no value before the origin {origin}; maybe the origin is mistyped or the history begins later")]
    NoHistory {
        /// The origin's date.
        origin: String,
    },
    /// An interval that cannot be used.
    #[error("an interval of {interval_s} s {reason}; maybe one of 15m 30m 1h 1d")]
    Interval {
        /// The interval asked for.
        interval_s: u32,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two histories that should lie on the same grid do not.
    #[error("contacts and handle times lie on different intervals or days; maybe one was cut elsewhere")]
    Grids,
}
