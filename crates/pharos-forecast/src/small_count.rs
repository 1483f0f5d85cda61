//! Few contacts a day: a gamma-Poisson rate that forgets.

use crate::days::DayMember;
use crate::grid::weekday;
use crate::level::Start;

/// A Poisson rate with a gamma prior, both sums of which fade (power discounting: Harvey and Fernandes 1989, West and
/// Harrison 1997), times a factor of the weekday that is drawn to 1 while it has seen little. On the plain scale, so its
/// mean is right where the log's would not be.
#[derive(Debug, Clone)]
pub(crate) struct SmallCount {
    keep: f64,
    contacts: f64,
    exposure: f64,
    weekday_contacts: [f64; 7],
    weekday_expected: [f64; 7],
}

/// Contacts' worth of evidence that a weekday is like the others.
const WEEKDAY_PRIOR: f64 = 10.0;

impl SmallCount {
    pub fn new(keep: f64, start: &Start) -> Self {
        let rate = start.level.exp();
        Self {
            keep,
            contacts: 2.0 * rate,
            exposure: 2.0,
            weekday_contacts: [0.0; 7],
            weekday_expected: [0.0; 7],
        }
    }

    fn rate(&self) -> f64 {
        self.contacts / self.exposure
    }

    fn factor(&self, w: usize) -> f64 {
        (self.weekday_contacts[w] + WEEKDAY_PRIOR) / (self.weekday_expected[w] + WEEKDAY_PRIOR)
    }
}

impl DayMember for SmallCount {
    fn name(&self) -> String {
        format!("rate of few contacts, kept {}", self.keep)
    }

    fn update(&mut self, day: i64, value: f64) {
        if !value.is_finite() {
            return;
        }
        let w = weekday(day);
        let factor = self.factor(w);
        let rate = self.rate();
        self.contacts = self.keep * self.contacts + value;
        self.exposure = self.keep * self.exposure + factor;
        self.weekday_contacts[w] = 0.99 * self.weekday_contacts[w] + value;
        self.weekday_expected[w] = 0.99 * self.weekday_expected[w] + rate;
    }

    fn forecast(&self, day: i64) -> Option<f64> {
        Some(self.rate() * self.factor(weekday(day)))
    }
}
