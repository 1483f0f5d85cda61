//! From hours of work to people on the payroll.

use serde::{Deserialize, Serialize};

use crate::error::{CapacityError, within};

/// What one week asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeekDemand {
    /// Hours agents must be at work, taking contacts or ready for them: the sum of the required agents over the week's
    /// intervals, or the workload over the occupancy wanted.
    pub agent_hours: f64,
    /// Share of the paid time at work that is not for contacts: breaks, meetings, coaching, training, lateness.
    pub in_office_shrinkage: f64,
    /// Share of the people away: leave and sickness; a holiday month has more.
    pub leave: f64,
}

impl WeekDemand {
    /// Checks the numbers.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] names the first number outside its range.
    pub fn check(&self) -> Result<(), CapacityError> {
        const RULE: &str = "but must be 0 or more and below 1; maybe it is in percent";
        within("agent hours of a week", self.agent_hours, 0.0, 1e9, "but must be 0 or more")?;
        within("in-office shrinkage", self.in_office_shrinkage, 0.0, 0.99, RULE)?;
        within("share on leave", self.leave, 0.0, 0.99, RULE)
    }

    /// Full-time people needed: hours / (paid hours x (1 - in office) x (1 - leave)); those on leave take no breaks, so the
    /// two parts multiply.
    pub fn people(&self, paid_hours: f64) -> f64 {
        self.agent_hours / (paid_hours * (1.0 - self.in_office_shrinkage) * (1.0 - self.leave))
    }
}

/// Hours at work for hours of handling at an occupancy: the rougher way, where no interval plan exists.
///
/// # Errors
/// [`CapacityError::Invalid`] for an occupancy outside 0..1 or no occupancy.
pub fn agent_hours(handling_hours: f64, occupancy: f64) -> Result<f64, CapacityError> {
    within("hours of handling", handling_hours, 0.0, 1e9, "but must be 0 or more")?;
    within("occupancy", occupancy, 0.05, 1.0, "but must be 0.05..1; maybe it is in percent")?;
    Ok(handling_hours / occupancy)
}

#[cfg(test)]
mod tests;
