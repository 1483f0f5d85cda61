//! From offers to starts: not everyone who gets an offer comes.

use pharos_stats::tail;
use serde::{Deserialize, Serialize};

use crate::error::{CapacityError, share, within};

/// The way from an offer to an agent on the floor. Shares of the step before.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funnel {
    /// Offers accepted.
    pub accepted: f64,
    /// Of those, people who come on the first day.
    pub came: f64,
    /// Of those, people who pass the training.
    pub passed: f64,
}

/// Offers for one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offers {
    /// Offers so that on average the class is full.
    pub expected: u64,
    /// Offers so that the class is full with the probability asked for.
    pub sure: u64,
}

impl Funnel {
    /// Checks the numbers.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] for a share outside 0..1 or nobody at all.
    pub fn check(&self) -> Result<(), CapacityError> {
        for (what, value) in [("accepted", self.accepted), ("came", self.came), ("passed", self.passed)] {
            share(what, value)?;
            within(what, value, 0.01, 1.0, "so nobody would ever come; maybe a typing error")?;
        }
        Ok(())
    }

    /// Starts per offer.
    pub fn starts_per_offer(&self) -> f64 {
        self.accepted * self.came
    }

    /// Offers for `starts` people on the first day; `probability` that at least so many come, offers being independent
    /// (a binomial number).
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] for a probability outside 0..1.
    pub fn offers(&self, starts: u64, probability: f64) -> Result<Offers, CapacityError> {
        self.check()?;
        within("probability of a full class", probability, 0.0, 0.9999, "but must be 0 or more and below 1")?;
        let expected = (starts as f64 / self.starts_per_offer() - 1e-9).ceil() as u64;
        let mut sure = starts;
        while starts > 0 && at_least(sure, starts, self.starts_per_offer()) < probability {
            sure += 1;
        }
        Ok(Offers { expected, sure })
    }
}

fn at_least(offers: u64, starts: u64, share: f64) -> f64 {
    if share >= 1.0 {
        return if offers >= starts { 1.0 } else { 0.0 };
    }
    tail::binomial(offers, share).map_or(0.0, |terms| terms.from(starts))
}

#[cfg(test)]
mod tests;
