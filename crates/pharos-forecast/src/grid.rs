//! The history on the local clock: days x slots, closed and unknown kept apart from zero.

use pharos_calendar::{Date, date_of_local};

const DAY_US: i64 = 86_400_000_000;

/// The date of a count of days since 1970-01-01.
pub(crate) fn date_of(day: i64) -> Date {
    date_of_local(day * DAY_US)
}

/// Weekday of a day number, Monday 0 to Sunday 6.
pub(crate) fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

/// A history of one measure on the local clock: one row of slots a day. A slot without a value (closed, or not
/// recorded) is absent, which is not zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    first_day: i64,
    slot_starts_s: Vec<u32>,
    slot_s: u32,
    /// days x slots; NaN where there is no value.
    values: Vec<f64>,
    /// By weekday from Monday: which slots are open.
    open: [Vec<bool>; 7],
}

impl Grid {
    /// A grid from its parts.
    pub(crate) fn from_parts(
        first_day: i64,
        slot_starts_s: Vec<u32>,
        slot_s: u32,
        values: Vec<f64>,
        open: [Vec<bool>; 7],
    ) -> Self {
        Self { first_day, slot_starts_s, slot_s, values, open }
    }

    /// Number of days.
    pub fn days(&self) -> usize {
        self.values.len() / self.slots()
    }

    /// Number of slots a day has.
    pub fn slots(&self) -> usize {
        self.slot_starts_s.len()
    }

    /// First day, as a count of days since 1970-01-01.
    pub fn first_day(&self) -> i64 {
        self.first_day
    }

    /// Length of a slot in seconds (a day: 86400).
    pub fn slot_s(&self) -> u32 {
        self.slot_s
    }

    /// Starts of the slots in seconds since midnight of the wall clock, rising.
    pub fn slot_starts_s(&self) -> &[u32] {
        &self.slot_starts_s
    }

    /// The slots of a day (from 0); NaN where there is no value.
    pub fn day(&self, day: usize) -> &[f64] {
        &self.values[day * self.slots()..(day + 1) * self.slots()]
    }

    pub(crate) fn day_mut(&mut self, day: usize) -> &mut [f64] {
        let slots = self.slots();
        &mut self.values[day * slots..(day + 1) * slots]
    }

    /// Weekday of a day counted from the first (also beyond the last): Monday 0 to Sunday 6.
    pub fn weekday(&self, day: usize) -> usize {
        weekday(self.first_day + day as i64)
    }

    /// Which slots are open on a weekday (Monday 0).
    pub fn open_on(&self, weekday: usize) -> &[bool] {
        &self.open[weekday]
    }

    /// Whether a weekday has any open slot.
    pub fn is_open_weekday(&self, weekday: usize) -> bool {
        self.open[weekday].iter().any(|open| *open)
    }

    /// The date of a day counted from the first.
    pub fn date(&self, day: usize) -> Date {
        date_of(self.first_day + day as i64)
    }

    /// The same history with only its first days.
    #[must_use]
    pub fn until(&self, days: usize) -> Self {
        let mut res = self.clone();
        res.values.truncate(days * self.slots());
        res
    }
}
