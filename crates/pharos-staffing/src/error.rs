//! What can be wrong with a question to this crate.

/// A staffing question that has no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum StaffingError {
    /// An input outside the values it can have.
    #[error("{what} is {value}, {rule}")]
    Invalid {
        /// The input's name.
        what: &'static str,
        /// The value given.
        value: f64,
        /// What it should be, with advice.
        rule: &'static str,
    },
    /// No number of agents meets the target.
    #[error("no number of agents meets the target: {reason}")]
    Unreachable {
        /// What stands in the way, with advice.
        reason: &'static str,
    },
    /// Too little data for an estimate.
    #[error("{what} needs at least {least} observations, there are {found}; maybe a longer period helps")]
    TooFew {
        /// The estimate wanted.
        what: &'static str,
        /// The least number of observations.
        least: usize,
        /// The observations given.
        found: usize,
    },
}

/// Checks that `value` is finite and inside `low..=high`.
pub(crate) fn within(
    what: &'static str,
    value: f64,
    low: f64,
    high: f64,
    rule: &'static str,
) -> Result<(), StaffingError> {
    if value.is_finite() && value >= low && value <= high {
        Ok(())
    } else {
        Err(StaffingError::Invalid { what, value, rule })
    }
}

/// Checks that `value` is finite and above zero.
pub(crate) fn positive(what: &'static str, value: f64, rule: &'static str) -> Result<(), StaffingError> {
    if value.is_finite() && value > 0.0 { Ok(()) } else { Err(StaffingError::Invalid { what, value, rule }) }
}
