//! What can be wrong with a question to this crate.

/// A question of capacity that has no answer.
#[derive(Debug, thiserror::Error)]
pub enum CapacityError {
    /// An input outside the values it can have.
    #[error("{what} is {value}, {rule}")]
    Invalid {
        /// The input's name.
        what: String,
        /// The value given.
        value: String,
        /// What it should be, with advice.
        rule: &'static str,
    },
    /// Too little data for an estimate.
    #[error("{what} needs at least {least}, there are {found}; maybe a longer period helps")]
    TooFew {
        /// The estimate wanted.
        what: &'static str,
        /// The least number.
        least: usize,
        /// The number given.
        found: usize,
    },
    /// The plan's text cannot be read.
    #[error("the hiring plan is not readable: {0}")]
    Toml(#[from] toml::de::Error),
}

/// Checks that `value` is finite and inside `low..=high`.
pub(crate) fn within(
    what: &str,
    value: f64,
    low: f64,
    high: f64,
    rule: &'static str,
) -> Result<(), CapacityError> {
    if value.is_finite() && value >= low && value <= high {
        Ok(())
    } else {
        Err(CapacityError::Invalid { what: what.to_owned(), value: value.to_string(), rule })
    }
}

/// Checks that `value` is a share.
pub(crate) fn share(what: &str, value: f64) -> Result<(), CapacityError> {
    within(what, value, 0.0, 1.0, "but must be 0..1; maybe it is in percent")
}
