//! Staffing of a queue.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which queue, when, and what is promised.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffingQuestion {
    /// The queue; all of the centre's part where absent.
    #[serde(default)]
    queue: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    /// Inclusive: a date is midnight in the centre's time.
    from: String,
    /// Exclusive.
    to: String,
    /// `15m`, `30m`, `hour`
    #[serde(default = "half_hour")]
    interval: String,
    target: StaffingTarget,
    #[serde(default)]
    handling: StaffingHandling,
    /// Share of paid time away from contacts.
    #[serde(default)]
    shrinkage: f64,
    /// Work times this.
    #[serde(default = "one")]
    volume: f64,
    /// Handle time times this.
    #[serde(default = "one")]
    handle_time: f64,
    /// Probability for which the surer number of agents is found.
    #[serde(default = "sure")]
    sure: f64,
}

/// The promise; all that is given must hold.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffingTarget {
    #[serde(default)]
    service_level: Option<f64>,
    #[serde(default = "twenty")]
    threshold_s: f64,
    /// answered_of_offered, patient, of_answered, excluding_short_abandons, answered_or_abandoned
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    asa_s_max: Option<f64>,
    #[serde(default)]
    abandon_max: Option<f64>,
    #[serde(default)]
    occupancy_max: Option<f64>,
}

/// How contacts are handled.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffingHandling {
    /// Mean patience; measured in the queue where absent.
    #[serde(default)]
    patience_s: Option<f64>,
    /// Contacts at the same time; above 1 it is chat.
    #[serde(default)]
    slots: Option<u32>,
    /// Share by which each further chat lengthens all.
    #[serde(default)]
    growth: Option<f64>,
    /// The work may wait so long (e-mail, back office).
    #[serde(default)]
    due_s: Option<f64>,
    /// Share of the time between contacts that work which may wait can use; 0.6 where absent.
    #[serde(default)]
    usable_share: Option<f64>,
}

/// Staffing by interval, with the risk.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Staffing {
    request: StaffingQuestion,
    /// Where the workload is from: `same_slot_mean:WEEKS`, `forecast:ID`.
    source: String,
    /// erlang_a, erlang_c, chat, deferred
    model: String,
    patience_s: Option<f64>,
    facts: QueueFacts,
    slots: Vec<StaffingSlot>,
    days: Vec<StaffingDay>,
    warnings: Vec<StaffingWarning>,
    /// Intervals with contacts but no handle time: not staffed.
    left_out: u64,
}

/// A measured number with what stands behind it.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Measured {
    value: f64,
    lo: Option<f64>,
    hi: Option<f64>,
    n: u64,
}

/// What the queue's own records say.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct QueueFacts {
    patience_s: Option<Measured>,
    abandoned: Option<Measured>,
    handle_s: Option<Measured>,
    handle_time_cv2: Option<f64>,
}

/// One interval.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct StaffingSlot {
    starts_at: String,
    length_s: u32,
    contacts: f64,
    contacts_lo: f64,
    contacts_hi: f64,
    handle_s: f64,
    load_erl: f64,
    /// Agents at work.
    agents: f64,
    /// People to schedule.
    scheduled: f64,
    /// Probability that the promise holds.
    p_met: Option<f64>,
    agents_sure: Option<u32>,
    /// Agents for 10 % more contacts.
    agents_at_more: Option<u32>,
    service_level: Option<f64>,
    abandon: Option<f64>,
    asa_s: Option<f64>,
    occupancy: Option<f64>,
    service_level_one_less: Option<f64>,
    service_level_one_more: Option<f64>,
    /// Hours of work open at the end, for work that may wait.
    backlog_h: Option<f64>,
    /// Hours of work that may wait which the agents can do between contacts.
    spare_h: Option<f64>,
}

/// One local day.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct StaffingDay {
    date: String,
    contacts: f64,
    agent_hours: f64,
    scheduled_hours: f64,
    agents_most: f64,
    p_met: Option<f64>,
    service_level: Option<f64>,
    /// Hours of work that may wait which the agents can do between contacts.
    spare_hours: Option<f64>,
}

/// An assumption that fails.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct StaffingWarning {
    code: String,
    intervals: u64,
    example: String,
}

/// What was published.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Requirements {
    plan_id: String,
    rows: u64,
    made_at: String,
}

fn half_hour() -> String {
    "30m".to_owned()
}

fn one() -> f64 {
    1.0
}

fn sure() -> f64 {
    0.8
}

fn twenty() -> f64 {
    20.0
}
