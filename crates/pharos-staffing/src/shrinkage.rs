//! From agents at work to people on the roster.

use crate::error::{StaffingError, within};

/// Share of paid time in which people do not take contacts: breaks, meetings, training, leave, sickness.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shrinkage {
    share: f64,
}

impl Shrinkage {
    /// Shrinkage of `share` of the paid time, 0 <= share < 1.
    ///
    /// # Errors
    /// [`StaffingError::Invalid`] outside that range.
    pub fn new(share: f64) -> Result<Self, StaffingError> {
        within("shrinkage", share, 0.0, 0.999, "but must be 0 or more and below 1; maybe it is in percent")?;
        Ok(Self { share })
    }

    /// Independent parts together: of those not on leave some are in training, of the rest some on a break.
    ///
    /// # Errors
    /// [`StaffingError::Invalid`] for a part outside its range.
    pub fn one_after_another(parts: &[f64]) -> Result<Self, StaffingError> {
        let mut present = 1.0;
        for &part in parts {
            present *= 1.0 - Self::new(part)?.share;
        }
        Self::new(1.0 - present)
    }

    /// The share.
    pub fn share(self) -> f64 {
        self.share
    }

    /// People to schedule so that `agents` are at work: agents / (1 - share), not agents x (1 + share).
    pub fn scheduled(self, agents: f64) -> f64 {
        agents / (1.0 - self.share)
    }

    /// Agents at work of `people` scheduled.
    pub fn at_work(self, people: f64) -> f64 {
        people * (1.0 - self.share)
    }
}

#[cfg(test)]
mod tests;
