//! How much hangs on one agent and on the forecast.

use crate::error::StaffingError;
use crate::performance::{Performance, performance};
use crate::queue::Queue;
use crate::required::min_agents;
use crate::target::Target;

/// The neighbourhood of a staffing decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// As decided.
    pub at: Performance,
    /// With one agent less; `None` with a single agent.
    pub one_less: Option<Performance>,
    /// With one agent more.
    pub one_more: Performance,
    /// With contacts changed by `volume_change` and the same agents.
    pub at_changed_volume: Performance,
    /// Agents the changed volume would need.
    pub agents_at_changed_volume: u32,
    /// The change of volume used, as a share.
    pub volume_change: f64,
}

/// What one agent and a change of volume (0.1: 10 % more contacts) do to `agents` agents under `target`.
///
/// # Errors
/// As [`performance`] and [`min_agents`].
pub fn sensitivity(
    queue: &Queue,
    agents: u32,
    target: &Target,
    volume_change: f64,
) -> Result<Sensitivity, StaffingError> {
    crate::error::within("volume_change", volume_change, -0.99, 99.0, "but must be a share such as 0.1")?;
    let threshold_s = target.threshold_s();
    let changed = Queue { workload: queue.workload.scaled(1.0 + volume_change), ..*queue };
    Ok(Sensitivity {
        at: performance(queue, agents, threshold_s)?,
        one_less: (agents > 1).then(|| performance(queue, agents - 1, threshold_s)).transpose()?,
        one_more: performance(queue, agents.saturating_add(1), threshold_s)?,
        at_changed_volume: performance(&changed, agents, threshold_s)?,
        agents_at_changed_volume: min_agents(&changed, target)?,
        volume_change,
    })
}

#[cfg(test)]
mod tests;
