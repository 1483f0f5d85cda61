//! What a change would do: today's plan of a queue simulated before and after, on the same random numbers.

use pharos_domain::{IntervalSeries, WorkloadForecast};
use pharos_simulation::{
    Distribution, Estimate, Group, Handle, Horizon, Patience, Queue, Route, Scenario, ScenarioError,
    SimulateOptions, Totals, compare,
};
use pharos_staffing::plan::SlotPlan;
use serde::{Deserialize, Serialize};

use crate::plan_rights::may_read_plans;
use crate::staffing::StaffingRequest;
use crate::{App, AppError, Permission, Reason, Result};

mod change;
mod kept;

pub use change::{Bot, Changes, Hours};
pub use kept::{Keep, KeptScenario};

/// Days simulated for each side.
const DAYS: u32 = 300;

/// Today's plan of a queue on one day, and what would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioRequest {
    /// the queue, the day (`from`..`to`, at most one), the promise and how contacts are handled
    pub staffing: StaffingRequest,
    /// what would change
    #[serde(default)]
    pub changes: Changes,
    /// prices
    #[serde(default)]
    pub prices: Prices,
    /// the same seed gives the same answer
    #[serde(default = "seed")]
    pub seed: u64,
}

/// Prices, in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// a paid hour of an agent
    #[serde(default)]
    pub agent_hour: f64,
    /// a contact that gave up
    #[serde(default)]
    pub abandoned: f64,
    /// a contact the bot took
    #[serde(default)]
    pub bot_contact: f64,
}

/// Before, after, and the difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioAnswer {
    /// what was asked
    pub request: ScenarioRequest,
    /// where the workload is from
    pub source: String,
    /// days simulated for each side
    pub days: u32,
    /// without the changes
    pub before: Side,
    /// with them
    pub after: Side,
    /// after less before
    pub change: Side,
}

/// One side. Intervals are of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// answered within the threshold / offered
    pub service_level: Estimate,
    /// share that gave up
    pub abandon: Estimate,
    /// mean wait of the answered
    pub asa_s: Estimate,
    /// time with a contact / time on duty
    pub occupancy: Estimate,
    /// contacts that reached agents' queues
    pub offered: Estimate,
    /// contacts the bot took
    pub contained: f64,
    /// paid agent hours
    pub paid_hours: f64,
    /// what the day costs
    pub cost: Estimate,
}

fn seed() -> u64 {
    1
}

impl App {
    /// Simulates a change.
    ///
    /// # Errors
    /// No right to read plans, a request at fault, data that cannot be read.
    pub async fn scenario(
        &self,
        permission: &Permission,
        request: &ScenarioRequest,
    ) -> Result<ScenarioAnswer> {
        may_read_plans(permission)?;
        let staffed = self.staffed(permission, &request.staffing).await?;
        let patience_s = request.staffing.handling.patience_s.or(staffed.facts.patience_s.map(|it| it.value));
        let plan = Plan {
            workload: &staffed.workload,
            slots: &staffed.slots,
            patience_s,
            handle_cv: staffed.facts.handle_time_cv2.map_or(1.0, f64::sqrt),
            first_hour: self.first_hour(&staffed.slots).await?,
        };
        answer(request, &plan, staffed.source.clone())
    }
}

impl App {
    async fn first_hour(&self, slots: &IntervalSeries<SlotPlan>) -> Result<f64> {
        let zone = self.zone().await?;
        let first = slots.points().first().map_or(0, |(at, _)| zone.instant_to_local(at.start_us));
        Ok(first.rem_euclid(86_400_000_000) as f64 / 3.6e9)
    }
}

/// Today's plan as the simulation needs it.
pub(crate) struct Plan<'a> {
    pub(crate) workload: &'a IntervalSeries<WorkloadForecast>,
    pub(crate) slots: &'a IntervalSeries<SlotPlan>,
    pub(crate) patience_s: Option<f64>,
    pub(crate) handle_cv: f64,
    /// Local hour of the day at which the first slot begins.
    pub(crate) first_hour: f64,
}

/// The pure part: both sides built, simulated, priced.
pub(crate) fn answer(request: &ScenarioRequest, plan: &Plan<'_>, source: String) -> Result<ScenarioAnswer> {
    request.changes.check()?;
    let before = change::day(request, plan, &Changes::default())?;
    let after = change::day(request, plan, &request.changes)?;
    let options = SimulateOptions { seed: request.seed, contacts: None, half_width_max: None };
    let compared = compare(&before.scenario, &after.scenario, options).map_err(input)?;
    let prices = &request.prices;
    let side = |totals: &Totals, paid_hours: f64, contained: f64| Side {
        service_level: totals.service_level,
        abandon: totals.p_abandon,
        asa_s: totals.asa_s,
        occupancy: totals.occupancy,
        offered: totals.offered,
        contained,
        paid_hours,
        cost: priced(totals.abandoned, prices, paid_hours, contained),
    };
    Ok(ScenarioAnswer {
        request: request.clone(),
        source,
        days: DAYS,
        before: side(&compared.total_before, before.paid_hours, before.contained),
        after: side(&compared.total_after, after.paid_hours, after.contained),
        change: side(
            &compared.change,
            after.paid_hours - before.paid_hours,
            after.contained - before.contained,
        ),
    })
}

/// Hours and contained contacts are certain, the abandoned have an interval.
fn priced(abandoned: Estimate, prices: &Prices, paid_hours: f64, contained: f64) -> Estimate {
    let certain = prices.agent_hour * paid_hours + prices.bot_contact * contained;
    let of = |value: Option<f64>| value.map(|value| certain + prices.abandoned * value);
    Estimate {
        value: of(abandoned.value),
        se: abandoned.se.map(|se| se * prices.abandoned),
        lo: of(abandoned.lo),
        hi: of(abandoned.hi),
        n: abandoned.n,
    }
}

/// What a day cannot be simulated from.
fn input(error: ScenarioError) -> AppError {
    let words = error.to_string();
    match error {
        ScenarioError::Value { value, .. } => {
            AppError::refused(Reason::NumberRange, words).with("value", value)
        }
        _ => AppError::Input(words),
    }
}

#[cfg(test)]
mod tests;
