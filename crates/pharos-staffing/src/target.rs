//! What is promised.

use crate::error::{StaffingError, positive, within};
use crate::performance::{Performance, ServiceLevelKind};

/// A miss below this counts as met: it is the size of rounding, and "90 %" with exactly 90 % is met.
const TIE: f64 = 1e-12;

/// A combination of promises; all that are given must hold. At least one is needed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Target {
    /// "80 % in 20 seconds".
    pub service: Option<ServiceTarget>,
    /// Greatest average speed of answer.
    pub asa_s_max: Option<f64>,
    /// Greatest share of abandoned contacts.
    pub abandon_max: Option<f64>,
    /// Greatest occupancy of the agents.
    pub occupancy_max: Option<f64>,
    /// Greatest share that waits.
    pub p_wait_max: Option<f64>,
    /// Greatest share turned away.
    pub p_block_max: Option<f64>,
}

/// A promised service level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ServiceTarget {
    /// Which of the five definitions.
    pub kind: ServiceLevelKind,
    /// The promised share, 0 < share < 1.
    pub share: f64,
    /// Within this time.
    pub threshold_s: f64,
}

impl Target {
    /// "`share` answered within `threshold_s`, of offered".
    pub fn service(share: f64, threshold_s: f64) -> Self {
        let kind = ServiceLevelKind::AnsweredOfOffered;
        Self { service: Some(ServiceTarget { kind, share, threshold_s }), ..Self::default() }
    }

    /// The threshold of the promised service level.
    pub fn threshold_s(&self) -> Option<f64> {
        self.service.map(|service| service.threshold_s)
    }

    /// Whether a state keeps all promises.
    pub fn met(&self, state: &Performance) -> bool {
        let at_most = |value: f64, limit: Option<f64>| limit.is_none_or(|limit| value <= limit * (1.0 + TIE));
        let service = match (self.service, state.service) {
            (None, _) => true,
            (Some(promise), Some(levels)) => levels.of(promise.kind) >= promise.share - TIE,
            (Some(_), None) => false,
        };
        service
            && state.steady
            && at_most(state.asa_s, self.asa_s_max)
            && at_most(state.p_abandon, self.abandon_max)
            && at_most(state.occupancy, self.occupancy_max)
            && at_most(state.p_wait, self.p_wait_max)
            && at_most(state.p_block, self.p_block_max)
    }

    /// Checks the numbers of the target.
    ///
    /// # Errors
    /// [`StaffingError::Invalid`] names the first number outside its range, or an empty target.
    pub fn check(&self) -> Result<(), StaffingError> {
        const SHARE: &str = "but must be above 0 and below 1; maybe it is in percent";
        if *self == Self::default() {
            let rule = "but at least one is needed; maybe a service level";
            return Err(StaffingError::Invalid { what: "the number of promises", value: 0.0, rule });
        }
        if let Some(service) = self.service {
            within("sl_target", service.share, 1e-9, 1.0 - 1e-9, SHARE)?;
            within("threshold_s", service.threshold_s, 0.0, f64::MAX, "but must be zero or more")?;
        }
        if let Some(asa_s) = self.asa_s_max {
            positive("asa_s_max", asa_s, "but must be above zero")?;
        }
        let shares = [
            ("abandon_max", self.abandon_max),
            ("occupancy_max", self.occupancy_max),
            ("p_wait_max", self.p_wait_max),
            ("p_block_max", self.p_block_max),
        ];
        for (what, share) in shares {
            if let Some(share) = share {
                within(what, share, 1e-12, 1.0, SHARE)?;
            }
        }
        Ok(())
    }
}
