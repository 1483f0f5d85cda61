//! When somebody was last talked with, and when it is time again: a rhythm that needs no reason.

use serde::Serialize;

/// Microseconds of a day.
const DAY_US: i64 = 86_400_000_000;

/// Where somebody stands in the rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rhythm {
    /// The last talk; None: none is noted.
    pub last_us: Option<i64>,
    /// Full days since.
    pub days: Option<i64>,
    /// Days beyond the rhythm, 0 within it.
    pub overdue_days: i64,
}

/// Where somebody stands: `last_us` the last talk, `since_us` from when somebody could have been talked with (hired, or the
/// records begin), `every_days` the rhythm.
pub fn rhythm(last_us: Option<i64>, since_us: i64, every_days: i64, now_us: i64) -> Rhythm {
    let days = |from: i64| (now_us - from).max(0) / DAY_US;
    let waited = days(last_us.unwrap_or(since_us));
    Rhythm { last_us, days: last_us.map(days), overdue_days: (waited - every_days).max(0) }
}

#[cfg(test)]
mod tests;
