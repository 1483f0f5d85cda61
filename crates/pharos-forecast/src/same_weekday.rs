//! Means of the same weekday of the last weeks.

use crate::days::{DayMember, median};
use crate::grid::weekday;

/// Mean or median of the last `weeks` values of the same weekday; one week is the seasonal naive forecast.
#[derive(Debug, Clone)]
pub(crate) struct SameWeekday {
    weeks: usize,
    by_median: bool,
    last: [Vec<f64>; 7],
}

impl SameWeekday {
    pub fn new(weeks: usize, by_median: bool) -> Self {
        Self { weeks, by_median, last: Default::default() }
    }
}

impl DayMember for SameWeekday {
    fn name(&self) -> String {
        format!("same weekday {} {}", self.weeks, if self.by_median { "median" } else { "mean" })
    }

    fn update(&mut self, day: i64, value: f64) {
        if value.is_finite() {
            let last = &mut self.last[weekday(day)];
            last.push(value);
            if last.len() > self.weeks {
                last.remove(0);
            }
        }
    }

    fn forecast(&self, day: i64) -> Option<f64> {
        let last = &self.last[weekday(day)];
        if last.is_empty() {
            return None;
        }
        if self.by_median {
            return median(last.clone());
        }
        Some(last.iter().sum::<f64>() / last.len() as f64)
    }
}
