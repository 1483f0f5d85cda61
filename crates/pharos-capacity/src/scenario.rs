//! Best, likely, worst, and the cost of waiting.

use serde::{Deserialize, Serialize};

use crate::error::{CapacityError, within};
use crate::plan::{Plan, Problem, evaluate, plan};

/// How a year may turn out, against the numbers of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlook {
    /// What the user calls it.
    pub name: String,
    /// Work times this.
    #[serde(default = "one")]
    pub volume: f64,
    /// Hazards of leaving times this.
    #[serde(default = "one")]
    pub attrition: f64,
    /// Share of offers accepted times this (kept at most 1).
    #[serde(default = "one")]
    pub accepted: f64,
    /// Weeks from decision to first day, more than planned.
    #[serde(default)]
    pub lead_weeks_more: u32,
}

/// What an outlook means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutlookResult {
    /// The outlook.
    pub outlook: Outlook,
    /// The plan that is best if it comes so.
    pub own_plan: Plan,
    /// What the plan made for the likely numbers leads to if it comes so.
    pub likely_plan: Plan,
}

/// What it costs to decide later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// Weeks waited.
    pub weeks: u32,
    /// Cost of the best plan decided now.
    pub cost_now: f64,
    /// Cost of the best plan decided then.
    pub cost_later: f64,
    /// The difference.
    pub extra: f64,
    /// Person-weeks missing of the plan decided now.
    pub short_now: f64,
    /// Person-weeks missing of the plan decided then.
    pub short_later: f64,
}

fn one() -> f64 {
    1.0
}

/// Each outlook with its own best plan, and with the classes of `likely`.
///
/// # Errors
/// As [`plan`].
pub fn outlooks(
    problem: &Problem,
    likely: &Plan,
    outlooks: &[Outlook],
) -> Result<Vec<OutlookResult>, CapacityError> {
    let starts = likely.starts();
    let one = |outlook: &Outlook| {
        let changed = under(problem, outlook)?;
        Ok(OutlookResult {
            outlook: outlook.clone(),
            own_plan: plan(&changed)?,
            likely_plan: evaluate(&changed, &starts)?,
        })
    };
    outlooks.iter().map(one).collect()
}

/// What waiting `weeks` before any decision costs.
///
/// # Errors
/// As [`plan`].
pub fn waiting(problem: &Problem, now: &Plan, weeks: u32) -> Result<Waiting, CapacityError> {
    let mut late = problem.clone();
    late.rules.lead_weeks += weeks;
    let later = plan(&late)?;
    Ok(Waiting {
        weeks,
        cost_now: now.cost.total(),
        cost_later: later.cost.total(),
        extra: later.cost.total() - now.cost.total(),
        short_now: now.short_person_weeks(),
        short_later: later.short_person_weeks(),
    })
}

/// The problem as the outlook has it.
///
/// # Errors
/// [`CapacityError::Invalid`] for a factor outside its range.
pub fn under(problem: &Problem, outlook: &Outlook) -> Result<Problem, CapacityError> {
    within("volume of an outlook", outlook.volume, 0.0, 100.0, "but must be 0 or more; 1 changes nothing")?;
    within(
        "accepted of an outlook",
        outlook.accepted,
        0.01,
        100.0,
        "but must be above 0; 1 changes nothing",
    )?;
    let mut changed = problem.clone();
    for required in &mut changed.required {
        *required *= outlook.volume;
    }
    changed.workforce.attrition = problem.workforce.attrition.scaled(outlook.attrition)?;
    changed.funnel.accepted = (problem.funnel.accepted * outlook.accepted).min(1.0);
    changed.rules.lead_weeks += outlook.lead_weeks_more;
    Ok(changed)
}

#[cfg(test)]
mod tests;
