use serde::{Deserialize, Serialize};

use crate::Quantiles;

/// What a forecast says of one interval of one queue. The three are drawn together: their quantiles come from the same
/// seeded futures, so the workload's are not the products of the other two's.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WorkloadForecast {
    /// Contacts offered in the interval.
    pub contacts: Quantiles,
    /// Mean handle time of the interval's contacts, in seconds; `None` where the source cannot say.
    pub handle_s: Option<Quantiles>,
    /// Contacts x handle time: agent seconds of work offered; `None` without a handle time.
    pub workload_s: Option<Quantiles>,
}

impl WorkloadForecast {
    /// Offered load in erlang of an interval of `length_s` seconds (mean, and at each quantile).
    pub fn load_erl(&self, length_s: u32) -> Option<Quantiles> {
        (length_s > 0).then(|| self.workload_s.map(|work| work.scaled(1.0 / f64::from(length_s))))?
    }
}

#[cfg(test)]
mod tests;
