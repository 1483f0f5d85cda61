//! When somebody was last talked with, and when it is time again: a rhythm that needs no reason.

use serde::Serialize;

/// Where somebody stands in the rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rhythm {
    /// Days since the last talk; None: none is noted.
    pub days: Option<i64>,
    /// Days beyond the rhythm, 0 within it.
    pub overdue_days: i64,
}

/// Where somebody stands, in days of the calendar where the centre is (a talk of yesterday evening is one day ago): `talked`
/// ago the last talk, `known` ago somebody could first have been talked with (hired, or the records begin), `every` the rhythm.
pub fn rhythm(talked: Option<i64>, known: i64, every: i64) -> Rhythm {
    let days = talked.map(|it| it.max(0));
    Rhythm { days, overdue_days: (days.unwrap_or(known) - every).max(0) }
}

#[cfg(test)]
mod tests;
