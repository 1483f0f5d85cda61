//! What a change would do.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::staffing::StaffingQuestion;

/// Today's plan of a queue on one day, and what would change.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioQuestion {
    staffing: StaffingQuestion,
    #[serde(default)]
    changes: ScenarioChanges,
    #[serde(default)]
    prices: ScenarioPrices,
    /// The same seed gives the same answer.
    #[serde(default = "seed")]
    seed: u64,
}

/// What would change; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioChanges {
    /// Contacts times this.
    #[serde(default)]
    volume: Option<f64>,
    #[serde(default)]
    handle_time: Option<f64>,
    #[serde(default)]
    patience: Option<f64>,
    /// Agents more in every interval; below zero: fewer.
    #[serde(default)]
    agents: Option<i32>,
    #[serde(default)]
    bot: Option<ScenarioBot>,
    #[serde(default)]
    hours: Option<ScenarioHours>,
}

/// A bot in front of the queue.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioBot {
    /// Share of contacts it settles.
    containment: f64,
    /// Handle time of the others times this.
    #[serde(default)]
    handle_time: Option<f64>,
}

/// The queue is open only then, local hours.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioHours {
    from_h: f64,
    to_h: f64,
    /// Share of the contacts of closed hours that come in open hours instead.
    #[serde(default)]
    moved: f64,
}

/// Prices, in one currency.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioPrices {
    #[serde(default)]
    agent_hour: f64,
    #[serde(default)]
    abandoned: f64,
    #[serde(default)]
    bot_contact: f64,
}

/// Before, after, and the difference.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ScenarioAnswer {
    request: ScenarioQuestion,
    source: String,
    /// Days simulated for each side.
    days: u32,
    before: ScenarioSide,
    after: ScenarioSide,
    /// After less before; surer than either, as both see the same random numbers.
    change: ScenarioSide,
}

/// One side.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ScenarioSide {
    service_level: SimulatedValue,
    abandon: SimulatedValue,
    asa_s: SimulatedValue,
    occupancy: SimulatedValue,
    offered: SimulatedValue,
    contained: f64,
    paid_hours: f64,
    cost: SimulatedValue,
}

/// A simulated value with its 95 % interval.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct SimulatedValue {
    value: Option<f64>,
    se: Option<f64>,
    lo: Option<f64>,
    hi: Option<f64>,
    n: f64,
}

/// A scenario to keep.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeepScenario {
    name: String,
    /// Others who may see plans see it too.
    #[serde(default)]
    shared: bool,
    question: ScenarioQuestion,
}

/// A kept scenario.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct KeptScenario {
    id: String,
    name: String,
    mine: bool,
    shared: bool,
    made_at: String,
    answer: ScenarioAnswer,
}

/// Kept scenarios, newest first.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct KeptScenarios {
    pub(crate) scenarios: Vec<KeptScenario>,
}

fn seed() -> u64 {
    1
}
