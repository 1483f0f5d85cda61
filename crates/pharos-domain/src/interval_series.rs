use serde::{Deserialize, Serialize};

/// A stretch of time that carries a value: a slot of 15 or 30 minutes, a day, a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// Start (instant, inclusive), microseconds since 1970-01-01T00:00:00Z.
    pub start_us: i64,
    /// Length in seconds: more than 0. A local day of a clock change has 23 or 25 hours.
    pub length_s: u32,
}

impl Interval {
    /// End (instant, exclusive).
    pub fn end_us(self) -> i64 {
        self.start_us.saturating_add(i64::from(self.length_s) * 1_000_000)
    }
}

/// Values on intervals in time order that do not overlap. Intervals without a value (closed) are absent, never zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntervalSeries<T> {
    points: Vec<(Interval, T)>,
}

/// Intervals that overlap or run backwards.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "interval {index} begins before the one before it ends; maybe the rows are not sorted or are doubled"
)]
pub struct NotRising {
    /// Place of the offending interval, from 0.
    pub index: usize,
}

impl<T> IntervalSeries<T> {
    /// A series from its points.
    ///
    /// # Errors
    /// [`NotRising`] where an interval begins before the one before it ends.
    pub fn new(points: Vec<(Interval, T)>) -> Result<Self, NotRising> {
        match points.windows(2).position(|pair| pair[1].0.start_us < pair[0].0.end_us()) {
            Some(index) => Err(NotRising { index: index + 1 }),
            None => Ok(Self { points }),
        }
    }

    /// The points in time order.
    pub fn points(&self) -> &[(Interval, T)] {
        &self.points
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The value whose interval holds an instant.
    pub fn at(&self, instant_us: i64) -> Option<&T> {
        let after = self.points.partition_point(|(interval, _)| interval.start_us <= instant_us);
        let (interval, value) = self.points.get(after.checked_sub(1)?)?;
        (instant_us < interval.end_us()).then_some(value)
    }

    /// The same intervals with other values.
    pub fn map<U>(&self, mut value: impl FnMut(Interval, &T) -> U) -> IntervalSeries<U> {
        IntervalSeries { points: self.points.iter().map(|(at, old)| (*at, value(*at, old))).collect() }
    }
}

#[cfg(test)]
mod tests;
