//! Forecasts: run, published, judged, updated within the day.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::staffing::StaffingQuestion;

/// Which series, and how far.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForecastQuestion {
    /// The queue; all of the centre's part where absent.
    #[serde(default)]
    queue: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    /// Rows that count, in the words of a query.
    #[serde(default)]
    filter: Option<String>,
    /// `15m`, `30m`, `hour`, `day`
    #[serde(default = "half_hour")]
    interval: String,
    /// First day ahead, a local date; the day of the newest event where absent.
    #[serde(default)]
    from: Option<String>,
    #[serde(default = "four_weeks")]
    days: u16,
}

/// What a forecast says of one number: mean, median, bounds of the 80 % and the 95 % interval.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Spread {
    mean: f64,
    q025: f64,
    q10: f64,
    q50: f64,
    q90: f64,
    q975: f64,
}

/// One interval.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ForecastSlot {
    starts_at: String,
    contacts: Spread,
    handle_s: Option<Spread>,
    /// Agent seconds of work.
    workload_s: Option<Spread>,
}

/// Days together.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ForecastPart {
    /// First local day.
    from: String,
    /// Local day after the last.
    to: String,
    contacts: Spread,
    handle_s: Option<Spread>,
    workload_s: Option<Spread>,
}

/// A past day.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct CameDay {
    date: String,
    /// Null on closed days.
    contacts: Option<f64>,
    handle_s: Option<f64>,
}

/// A model of the pool.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ForecastMember {
    member: String,
    /// Weight 1 to 3, 4 to 9, 10 to 18 and more days ahead.
    weights: Vec<f64>,
}

/// What a kind of event did.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct LearnedEffect {
    kind: String,
    /// Factor on a day's volume.
    factor: f64,
    days: f64,
}

/// An event of the calendars, of a country or of planners.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct PlanningEvent {
    id: Option<String>,
    name: String,
    /// `closed`: nobody is there.
    kind: String,
    from: String,
    to: String,
    /// Share added as a person expects.
    expected: Option<f64>,
    /// calendar, country, planner
    source: String,
}

/// Events planners entered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanningEvents {
    pub(crate) events: Vec<PlanningEvent>,
}

/// An odd day, or intervals of it.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct OddDay {
    date: String,
    /// Second of the wall clock from; null: the whole day.
    from_s: Option<i32>,
    to_s: Option<i32>,
    /// empty, high, low, gaps
    kind: String,
    came: Option<f64>,
    usual: f64,
    deviations: f64,
    /// Name of an event that explains it.
    event: Option<String>,
    /// keep, leave_out, replace
    decision: Option<String>,
    value: Option<f64>,
    reason: Option<String>,
    /// Name of who decided.
    decided_by: Option<String>,
    decided_at: Option<String>,
}

/// A forecast with everything it stands on.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Forecast {
    request: ForecastQuestion,
    time_zone: String,
    /// Nothing that came at or after was looked at.
    origin: String,
    interval_s: u32,
    /// Open intervals ahead.
    slots: Vec<ForecastSlot>,
    days: Vec<ForecastPart>,
    weeks: Vec<ForecastPart>,
    months: Vec<ForecastPart>,
    came: Vec<CameDay>,
    members: Vec<ForecastMember>,
    /// Past origins the weights and intervals were learned from.
    origins: u64,
    learned: Vec<LearnedEffect>,
    events: Vec<PlanningEvent>,
    odd: Vec<OddDay>,
    doubled: u64,
    off_hours: u64,
    by_opening_hours: bool,
    inputs_hash: String,
}

/// A forecast to publish.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublishForecast {
    question: ForecastQuestion,
    #[serde(default)]
    note: String,
}

/// A published forecast in a list.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ForecastEntry {
    id: String,
    queue: Option<String>,
    channel: Option<String>,
    filter: Option<String>,
    interval_s: u32,
    origin: String,
    from: String,
    to: String,
    made_by: String,
    made_at: String,
    note: String,
    inputs_hash: String,
    /// When it became the plan.
    plan_at: Option<String>,
    /// Manual changes.
    changes: u64,
}

/// A published forecast with its course over days.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ForecastLine {
    entry: ForecastEntry,
    /// Contacts a day from the first day on, manual changes in them; empty for old ones.
    days: Vec<f64>,
    first_day: String,
}

/// Published forecasts of a series, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ForecastList {
    pub(crate) forecasts: Vec<ForecastLine>,
}

/// A manual change of a forecast.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ManualChange {
    from: String,
    to: String,
    /// Factor on contacts.
    contacts: f64,
    /// Factor on handle time.
    handle_time: f64,
    reason: String,
    made_by: String,
    made_at: String,
}

/// A published forecast with its values.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct StoredForecast {
    entry: ForecastEntry,
    /// Members with their weights, seed, events, decisions.
    #[schema(value_type = Object)]
    model: serde_json::Value,
    /// As the models said.
    statistical: Vec<ForecastSlot>,
    /// With the manual changes.
    adjusted: Vec<ForecastSlot>,
    days: Vec<ForecastPart>,
    changes: Vec<ManualChange>,
}

/// A change to make by hand.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForecastChange {
    /// Inclusive: a date is midnight on the queue's clock.
    from: String,
    /// Exclusive.
    to: String,
    #[serde(default = "one")]
    contacts: f64,
    #[serde(default = "one")]
    handle_time: f64,
    reason: String,
}

/// An event to enter.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPlanningEvent {
    name: String,
    /// campaign, outage, price_change, release, closed, or a word of one's own
    kind: String,
    from: String,
    to: String,
    #[serde(default)]
    queue: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    /// Share added to the volume as expected.
    #[serde(default)]
    expected: Option<f64>,
}

/// What forecasts learn from an odd day.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CleaningDecision {
    #[serde(default)]
    queue: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    filter: Option<String>,
    date: String,
    #[serde(default)]
    from_s: Option<i32>,
    #[serde(default)]
    to_s: Option<i32>,
    /// keep, leave_out, replace, undecided
    decision: String,
    #[serde(default)]
    value: Option<f64>,
    #[serde(default)]
    reason: String,
}

/// Whose holidays count.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct PlanningSettings {
    /// ISO 3166-1 alpha-2; null: the calendars' holidays only.
    country: Option<String>,
    countries: Vec<String>,
}

/// Whose holidays shall count.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanningCountry {
    #[serde(default)]
    pub(crate) country: Option<String>,
}

/// What is judged.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccuracyQuestion {
    question: ForecastQuestion,
    /// Weekly origins of the past to forecast from; 0: what was published is judged.
    #[serde(default)]
    backtest: u16,
}

/// How good forecasts were.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ForecastAccuracy {
    request: AccuracyQuestion,
    forecasts: u64,
    rows: Vec<AccuracyRow>,
    misses: Vec<ForecastMiss>,
}

/// Figures of a set of stretches.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct AccuracyRow {
    /// interval, day, week
    level: String,
    /// First of the days ahead; null: all.
    ahead_from: Option<i64>,
    ahead_to: Option<i64>,
    /// contacts, handle_time, workload
    measure: String,
    /// statistical, adjusted
    version: String,
    /// all; plan: what was scheduled by; usual: without days of events the forecast did not know
    set: String,
    n: u64,
    came: f64,
    wape: f64,
    bias: f64,
    coverage_80: f64,
    coverage_95: f64,
    pinball: f64,
    same_slot_wape: Option<f64>,
    poisson_floor: Option<f64>,
}

/// Why the workload of a forecast was missed, agent seconds: came - said = event + volume + handle + rest.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ForecastMiss {
    id: String,
    from: String,
    to: String,
    days: u64,
    said_s: f64,
    adjusted_s: f64,
    came_s: f64,
    event_s: f64,
    volume_s: f64,
    handle_s: f64,
    rest_s: f64,
    /// Share of the days with more contacts than said.
    level_days: f64,
}

/// Which day of a queue, as seen at which moment.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntradayQuestion {
    /// `from` is the day; `to` is not looked at.
    staffing: StaffingQuestion,
    /// What came at or after is not looked at; the newest event where absent.
    #[serde(default)]
    at: Option<String>,
}

/// A day so far, its rest, and the people it takes.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Intraday {
    request: IntradayQuestion,
    date: String,
    time_zone: String,
    at: String,
    /// `forecast:ID`, `forecast_now`
    source: String,
    /// Factor on the rest of the day.
    level: f64,
    level_sd: f64,
    ratio: Option<f64>,
    /// How much of the ratio is believed.
    weight: f64,
    handle_level: f64,
    came: f64,
    said: f64,
    day_said: Spread,
    day_now: Spread,
    slots: Vec<IntradaySlot>,
}

/// One interval of the day.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct IntradaySlot {
    starts_at: String,
    length_s: u32,
    said: Spread,
    /// Null: not over yet.
    came: Option<f64>,
    now: Spread,
    handle_said_s: Option<f64>,
    handle_came_s: Option<f64>,
    handle_now_s: Option<f64>,
    agents_said: Option<u32>,
    agents_now: Option<u32>,
}

fn half_hour() -> String {
    "30m".to_owned()
}

fn four_weeks() -> u16 {
    28
}

fn one() -> f64 {
    1.0
}
