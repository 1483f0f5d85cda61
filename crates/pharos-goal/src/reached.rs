//! Was it reached before: facts of the history, no model.

use jiff::civil::Date;
use serde::Serialize;

use crate::assess::Direction;
use crate::history::Regular;

/// How often and when the target was held in the past.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachedBefore {
    /// Share of past windows at or beyond the target; None without a window.
    pub share: Option<f64>,
    /// Start of the last period of the last such window.
    pub last: Option<Date>,
    /// Longest run of such windows, in periods.
    pub longest: u64,
}

/// Windows are means of `window` consecutive periods that all have a value. A missing period ends a run.
pub fn reached_before(history: &Regular, target: f64, direction: Direction, window: usize) -> ReachedBefore {
    let (mut windows, mut held, mut run, mut longest, mut last) = (0_u64, 0_u64, 0_u64, 0_u64, None);
    for periods in history.periods.windows(window.max(1)) {
        let values: Option<Vec<f64>> = periods.iter().map(|it| it.value).collect();
        let reached = values.map(|values| {
            windows += 1;
            direction.reaches(values.iter().sum::<f64>() / values.len() as f64, target)
        });
        run = if reached == Some(true) { run + 1 } else { 0 };
        if reached == Some(true) {
            held += 1;
            last = periods.last().map(|it| it.start);
        }
        longest = longest.max(run);
    }
    ReachedBefore { share: (0 < windows).then(|| held as f64 / windows as f64), last, longest }
}

#[cfg(test)]
mod tests;
