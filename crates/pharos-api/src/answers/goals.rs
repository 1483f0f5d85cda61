//! How goals stand, as it goes out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::questions::goals::{GoalDefinition, GoalDirection, GoalMissing, GoalWork};

/// How the members stand.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalMembers {
    /// Members with a value from at least `n_min` cases.
    eligible: u64,
    /// Those among them that hold the aim.
    holding: u64,
    /// `holding / eligible`, None without an eligible member.
    share: Option<f64>,
    /// True when as many hold it as the target asks; None without an eligible member.
    reached: Option<bool>,
    /// Eligible members that do not hold it, in the order given.
    below: Vec<String>,
    /// Members with too few cases to be judged, in the order given.
    not_judged: Vec<String>,
}

/// The status of a goal.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalStatus {
    /// Its first day is still to come.
    NotStarted,
    /// No value yet.
    NoData,
    /// The aim holds now.
    Reached,
    /// At most a tenth of the whole way behind the plan.
    OnTrack,
    /// At most a quarter of the whole way behind the plan.
    AtRisk,
    /// Further behind.
    OffTrack,
    /// Its last day has passed and the aim does not hold.
    Missed,
}

/// Progress on a day.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalPace {
    /// The status by rule.
    status: GoalStatus,
    /// Part of the way gone: 0 at the baseline, 1 at the target, negative where things got worse. None without a value.
    way: Option<f64>,
    /// Part of the way the plan asks for by today, 0..=1.
    planned_way: f64,
    /// Value the plan asks for today.
    planned_value: f64,
    /// When the target would be met if things go on as since the start; None when they do not move towards it or it
    /// would take more than ten times the planned time.
    expected_on: Option<String>,
}

/// Where a goal stands.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalStanding {
    /// Status, way, plan and expected date.
    #[serde(flatten)]
    progress: GoalPace,
    /// The number that is set against the target today; of a goal about members the share that holds.
    value: Option<f64>,
    /// Cases behind it.
    n: Option<f64>,
    /// The target in numbers: `[least, greatest]`, open ends `None`. Of a goal about members, what is asked of each.
    aim: [Option<f64>; 2],
    /// Periods over that have a value, and those of them in which the target held. For goals that hold in each period.
    periods: Option<[u64; 2]>,
    /// The period that is not over: value so far, what is left, and left per day that remains.
    current: Option<GoalCurrent>,
    /// Part of the time that has passed, 0..=1.
    time_share: f64,
    /// The members, where the target is about them.
    members: Option<GoalMembers>,
}

/// The period that is running.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalCurrent {
    /// First day.
    start: String,
    /// Last day.
    last: String,
    /// The number so far.
    value: Option<f64>,
    /// What is still missing, of a count; `None` for anything else.
    left: Option<f64>,
    /// Days left, today not counted.
    days_left: u64,
    /// `left` per day that is left; `None` without a day or a count.
    left_per_day: Option<f64>,
    /// At this pace the count ends here; `None` for anything else.
    heading_for: Option<f64>,
}

/// Progress of a goal from its parts.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalRolledUp {
    /// Parts with a number.
    parts: u64,
    /// Parts that are reached.
    reached: u64,
    /// The way by the rule; `None` without a part that has one, or where the goal has its own number.
    way: Option<f64>,
}

/// A goal with all its versions.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Goal {
    /// its id
    id: String,
    /// `draft`, `active`, `reached`, `missed`, `retired`
    state: String,
    /// the version that holds
    version: i32,
    /// its place in the order of importance, from 0
    place: i32,
    /// what it says
    definition: GoalDefinition,
    /// plan, obstacles, resources, milestones done
    work: GoalWork,
    /// who made it
    made_by: String,
    /// when, RFC 3339
    made_at: String,
    /// since when it is pursued
    activated_at: Option<String>,
    /// when it ended
    ended_at: Option<String>,
    /// why
    end_reason: Option<String>,
    /// the goal it is the next step of
    follows: Option<String>,
    /// parts that are missing, in the order of the form
    missing: Vec<GoalMissing>,
}

/// A version of a goal.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalVersion {
    /// from 1
    version: i32,
    /// what it said
    definition: GoalDefinition,
    /// why it was made
    reason: String,
    /// by whom
    made_by: String,
    /// when, RFC 3339
    made_at: String,
    /// how things stand under it, for a version that could be evaluated
    progress: Option<GoalProgress>,
}

/// How a goal stands.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalProgress {
    /// the day it is looked at: the newest day of the data, in the centre's zone
    today: String,
    /// status, number, way, plan, expected date, members
    standing: Option<GoalStanding>,
    /// why there is none
    cannot: Option<String>,
    /// unit of the numbers
    unit: String,
    /// which way is better
    direction: Option<GoalDirection>,
    /// the goal's periods from its first day on
    periods: Vec<GoalPeriodValue>,
    /// what each part contributed
    parts: Vec<GoalContribution>,
    /// numbers that must not get worse
    guardrails: Vec<GoalGuardrailState>,
    /// periods that read differently than when they were last shown
    restated: Vec<GoalRestated>,
    /// how the goal's parts stand, rolled up by its rule
    rolled_up: Option<GoalRolledUp>,
}

/// A period with its number.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalPeriodValue {
    /// first day
    start: String,
    /// first day after
    end: String,
    /// the number; of a goal about members the share that holds
    value: Option<f64>,
    /// what stands behind it
    n: Option<f64>,
    /// lower bound (95 %)
    lo: Option<f64>,
    /// upper bound (95 %)
    hi: Option<f64>,
    /// the period is over
    over: bool,
}

/// What a part contributed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalContribution {
    /// the part: a team, a queue, ...
    part: String,
    /// its number
    value: Option<f64>,
    /// what stands behind it
    n: Option<f64>,
    /// share of all there is behind the goal's number
    share: Option<f64>,
    /// how far the part moves the goal's number from its target, in the number's unit: positive is better. Its distance
    /// from the target, times its share.
    pull: Option<f64>,
}

/// A number that must not get worse.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalGuardrailState {
    /// the metric
    metric: String,
    /// its value since the goal's first day
    value: Option<f64>,
    /// what stands behind it
    n: Option<u64>,
    /// its value before
    baseline: Option<f64>,
    /// the worst value that is still within the guardrail
    limit: Option<f64>,
    /// `kept`, `broken`, `unknown`
    state: String,
}

/// A period that reads differently now.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalRestated {
    /// first day
    start: String,
    /// what was shown
    was: Option<f64>,
    /// what it is now
    is: Option<f64>,
    /// cases behind it then
    n_was: Option<f64>,
    /// cases behind it now
    n_is: Option<f64>,
}

/// An entry as shown.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalEntry {
    /// its number
    id: i64,
    /// the version it is about
    version: i32,
    /// its kind
    kind: String,
    /// who; empty: the product
    author: String,
    /// whom it is about
    about: Option<String>,
    /// when, RFC 3339
    at: String,
    /// in words
    text: String,
    /// 1..5
    score: Option<u8>,
    /// 1..5
    satisfied: Option<u8>,
    /// seeing results
    seeing_results: Option<bool>,
    /// periods that read differently, of a restatement
    restated: Vec<Value>,
}

/// The votes of confidence: the last of each person.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalConfidence {
    /// how many voted
    n: u64,
    /// mean of 1..5; `None` without a vote
    mean: Option<f64>,
    /// how many gave 1, 2, 3, 4, 5
    counts: [u64; 5],
    /// concerns, the newest first
    concerns: Vec<String>,
}

/// Somebody below target without feedback.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalFeedbackMissing {
    /// the goal
    goal: String,
    /// its title
    title: String,
    /// the agent
    agent: String,
    /// when feedback was last recorded, RFC 3339; `None`: never
    last_feedback: Option<String>,
}

/// A purpose or objective with what hangs on it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Purpose {
    /// its id
    id: String,
    /// `purpose` or `objective`
    kind: String,
    /// id of what it serves
    parent: Option<String>,
    /// in one line
    title: String,
    /// in more words
    text: String,
    /// who answers for it
    owner: Option<String>,
    /// its place
    place: i32,
    /// it no longer holds
    retired: bool,
    /// ids of the goals that are pursued for it
    goals: Vec<String>,
    /// what is missing: `owner`, `link`, `goals`
    gaps: Vec<String>,
}

/// A goal as it is on an agent's own page.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct MyGoal {
    /// the goal
    goal: String,
    /// its title
    title: String,
    /// the metric
    metric: String,
    /// unit of the numbers
    unit: String,
    /// first day of the period that is running
    period_start: String,
    /// the agent today
    today: Option<f64>,
    /// the agent in the running period so far
    value: Option<f64>,
    /// cases behind it
    n: Option<u64>,
    /// lower bound (95 %)
    lo: Option<f64>,
    /// upper bound (95 %)
    hi: Option<f64>,
    /// the agent over the baseline's window
    own_baseline: Option<f64>,
    /// everybody of the goal in the running period
    team: Option<f64>,
    /// the target in numbers, `[least, greatest]`
    aim: [Option<f64>; 2],
    /// of a count: what is left to the target, per day left in the period
    left_per_day: Option<f64>,
    /// the filter that leads to the own contacts behind the number
    filter: String,
    /// the average of all is below the target itself, so that the cause is not the person
    team_cause: bool,
}

/// A warning, by a code the page words, with what the words need.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalWarning {
    /// What is warned of.
    code: GoalWarningCode,
    /// Values for the words.
    #[serde(default)]
    values: BTreeMap<String, String>,
}

/// What is warned of.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalWarningCode {
    /// Handle time as a goal: people hang up, transfer and skip notes to meet it; of a person all the more.
    HandleTime,
    /// A survey score made the goal itself: people pick whom to ask and beg for marks.
    SurveyScore,
    /// A volume limits people, invites picking easy work and varies with what comes in.
    Volume,
    /// The metric says something about a wider level than the one it is asked of.
    WiderLevel,
    /// The metric is best within a range; one side alone drives it too far.
    BandMetric,
    /// The target lies on the worse side of the metric.
    DirectionContradicts,
    /// The target is a number the metric cannot have.
    Impossible,
    /// "+10 %" of a share may be percent or points.
    PercentOrPoints,
    /// Inside what chance brings anyway.
    TooEasy,
    /// Beyond anything reached so far.
    BeyondAnything,
    /// The odds are low.
    Unlikely,
    /// The time is too short to tell a change from chance.
    TooShort,
    /// The time is so long that nobody works on it today.
    TooLong,
    /// Tied to no objective.
    TiedToNothing,
    /// No step of an action plan.
    NoPlan,
    /// No number that must not get worse.
    NoGuardrail,
    /// One person has too many goals.
    TooManyGoals,
    /// Two goals pull against each other, by a rule of the field.
    ConflictByRule,
    /// Two goals pull against each other in this centre's history.
    ConflictByHistory,
    /// The reward is unlikely to be earned.
    RewardUnlikely,
    /// The reward hangs on what is not in the people's hands.
    RewardNotInHands,
    /// The reward hangs on a number that is easily gamed.
    RewardGameable,
    /// A strict number is asked of each person: retiring it may help more than meeting it.
    RetireStrict,
}
