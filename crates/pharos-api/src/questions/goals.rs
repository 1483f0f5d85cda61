//! What a goal says, as it comes in and goes out. The shapes are those of the application; they pass as values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A goal as it was agreed, one version of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct GoalDefinition {
    /// Its name in one line.
    title: String,
    /// What is achieved.
    what: String,
    /// What it looks like when reached.
    success: String,
    /// What happens then.
    afterwards: String,
    /// How it is reached, in a sentence; the steps stand in the plan.
    how: String,
    /// Why it matters: for the customer, the agent, the culture.
    why: GoalBenefits,
    /// Where the work happens.
    place: String,
    /// In which role those concerned take part.
    role: String,
    /// Ids of the people it is for; empty: all of the scope.
    people: Vec<String>,
    /// Who assesses it.
    assessors: Vec<String>,
    /// One or two who report progress.
    owners: Vec<String>,
    /// Who wrote it together and sign measure and source off.
    co_authors: Vec<String>,
    /// How it is measured; `None`: a project goal, done when its milestones are.
    measure: Option<GoalMeasure>,
    /// First day.
    starts: Option<String>,
    /// Last day.
    by: Option<String>,
    /// Days on which it is reviewed.
    reviews: Vec<String>,
    /// Steps on the way with their own date; of a project goal, the goal itself.
    milestones: Vec<GoalMilestone>,
    /// Numbers that must not get worse meanwhile.
    guardrails: Vec<GoalGuardrail>,
    /// What hangs on it.
    reward: Option<GoalReward>,
    /// Id of the objective it serves.
    objective: Option<String>,
    /// Id of the goal it is part of.
    parent: Option<String>,
    /// How its progress is made from its parts, where it has some.
    roll_up: GoalRollUp,
}

/// What the goal does, and for whom.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct GoalBenefits {
    /// For the customer.
    customer: String,
    /// For the agent.
    agent: String,
    /// For the culture.
    culture: String,
}

/// The number behind a goal.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalMeasure {
    /// Id of the metric.
    metric: String,
    /// Version of its definition.
    #[serde(default)]
    version: u32,
    /// Its parameters, those at their default left out.
    #[serde(default)]
    params: BTreeMap<String, String>,
    /// Rows that count, such as `shift = 'night'`; empty: all.
    #[serde(default)]
    filter: String,
    /// What is asked of the number.
    target: GoalTarget,
    /// Of whom.
    #[serde(default)]
    whom: GoalWhom,
    /// Which way is better, where the metric itself has none (a band, a volume).
    #[serde(default)]
    direction: Option<GoalDirection>,
    /// Length of a period.
    period: GoalPeriod,
    /// When the target has to hold.
    #[serde(default)]
    mode: GoalMode,
    /// Cases from which a member is judged.
    #[serde(default)]
    n_min: u64,
    /// The dimension whose parts are shown with what each contributed, such as `team`.
    #[serde(default)]
    parts: Option<String>,
    /// Where it started from, measured and frozen.
    #[serde(default)]
    baseline: Option<GoalBaseline>,
    /// First and last day of the window the baseline is computed over.
    #[serde(default)]
    baseline_window: Option<[String; 2]>,
}

/// How long one period of a goal is.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalPeriod {
    /// A day.
    Day,
    /// A week from the centre's first weekday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a calendar year.
    HalfYear,
    /// A calendar year.
    Year,
    /// The whole time from the first to the last day, counted together.
    Whole,
}

/// Where a goal started from: measured over a window and frozen.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalBaseline {
    /// First day of the window.
    from: String,
    /// Last day of the window.
    to: String,
    /// The metric over it, in the metric's unit; of a count the mean of its periods. `None`: no value there.
    value: Option<f64>,
    /// Cases behind it.
    n: u64,
    /// When it was frozen, RFC 3339.
    frozen_at: String,
}

/// A step on the way with a date of its own.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalMilestone {
    /// Names it within the goal.
    id: String,
    /// What is done then.
    title: String,
    /// Its day.
    due: String,
    /// The number to stand at by then, in the metric's unit; `None`: somebody says that it is done.
    #[serde(default)]
    value: Option<f64>,
    /// Whose own milestone it is; `None`: everybody's.
    #[serde(default)]
    owner: Option<String>,
}

/// A number that must not get worse while the goal is pursued.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalGuardrail {
    /// Id of the metric.
    metric: String,
    /// Share of the baseline it may get worse by before it counts as broken (0.05: five percent of it).
    worse_by: f64,
    /// Its value over the goal's baseline window, frozen.
    #[serde(default)]
    baseline: Option<f64>,
}

/// What hangs on a goal.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalReward {
    /// What is given.
    what: String,
    /// To whom.
    to: String,
}

/// How the progress of a goal with parts is made.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalRollUp {
    /// From its own metric; the parts explain it.
    #[default]
    Own,
    /// Mean of the parts' ways.
    Mean,
    /// The part that is least far.
    Least,
    /// Share of the parts that are reached.
    ShareReached,
}

/// What changes while people work on a goal, without a revision.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct GoalWork {
    /// The action plan.
    steps: Vec<GoalStep>,
    /// What may stand in the way.
    obstacles: Vec<GoalObstacle>,
    /// What is needed.
    resources: Vec<GoalResource>,
    /// Milestones somebody said are done: id and day.
    done: BTreeMap<String, String>,
}

/// A step of the action plan.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalStep {
    /// Names it within the goal.
    id: String,
    /// What is done.
    title: String,
    /// By whom.
    #[serde(default)]
    owner: Option<String>,
    /// First day.
    #[serde(default)]
    starts: Option<String>,
    /// Last day.
    #[serde(default)]
    due: Option<String>,
    /// What it should change.
    #[serde(default)]
    expected_effect: String,
    /// When it was done.
    #[serde(default)]
    done_on: Option<String>,
}

/// Something that may stand in the way.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalObstacle {
    /// Names it within the goal.
    id: String,
    /// What.
    what: String,
    /// What is done about it.
    #[serde(default)]
    response: String,
    /// When it happened; then it becomes an action or a revision.
    #[serde(default)]
    happened_on: Option<String>,
    /// Id of the step it became.
    #[serde(default)]
    became_step: Option<String>,
}

/// A tool, a skill, time or money that is needed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalResource {
    /// Names it within the goal.
    id: String,
    /// What.
    what: String,
    /// Who gets it.
    #[serde(default)]
    owner: Option<String>,
    /// How far the request is.
    #[serde(default)]
    state: GoalResourceState,
}

/// How far a request is.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalResourceState {
    /// Asked for.
    #[default]
    Asked,
    /// Promised.
    Granted,
    /// There.
    InPlace,
    /// Not given.
    Refused,
}

/// A part a goal should have and has not: listed, never a reason to block.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalMissing {
    /// No title.
    Title,
    /// What is achieved.
    What,
    /// What it looks like when reached.
    Success,
    /// What happens then.
    Afterwards,
    /// How it is reached.
    How,
    /// Why it matters to the customer, the agent and the culture.
    Why,
    /// Where the work happens.
    Place,
    /// Who it is for and in which role.
    ForWhom,
    /// Who assesses it.
    Assessor,
    /// Who reports progress.
    Owner,
    /// A number, or milestones of a project.
    Measure,
    /// Where it starts from.
    Baseline,
    /// The first day.
    Starts,
    /// The last day.
    By,
    /// When it is reviewed.
    Reviews,
    /// A tie to purpose and objectives.
    Objective,
    /// A step of an action plan.
    Plan,
    /// What may stand in the way.
    Obstacles,
    /// A number that must not get worse.
    Guardrail,
}

/// The number asked for, as people state it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum GoalTarget {
    /// At least (or at most, where less is better) this value.
    Value {
        /// In the unit of the metric.
        value: f64,
    },
    /// Better than the baseline by this share of it (0.1: 10 % more, or less where less is better).
    RelativeChange {
        /// Share of the baseline.
        share: f64,
    },
    /// Better than the baseline by so much (0.05 of a share: five percentage points).
    Change {
        /// In the unit of the metric.
        by: f64,
    },
    /// Neither below nor above.
    Band {
        /// Least value.
        lo: f64,
        /// Greatest value.
        hi: f64,
    },
}

/// Of whom it is asked.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "of")]
pub(crate) enum GoalWhom {
    /// Of the scope as a whole.
    #[default]
    Together,
    /// Of every eligible member.
    EachMember,
    /// Of at least this share of the eligible members.
    ShareOfMembers {
        /// 0..=1.
        share: f64,
    },
}

/// Which way is better.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalDirection {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// When the target has to hold.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalMode {
    /// In at least one period by the date.
    #[default]
    Once,
    /// In every period up to the date.
    Each,
    /// In the mean of the last so many periods up to the date.
    Sustained(u32),
}

/// A goal as it is stated: what people send.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct GoalDraft {
    /// what it says
    definition: GoalDefinition,
    /// plan, obstacles, resources
    work: GoalWork,
    /// the goal it is the next step of
    follows: Option<String>,
}

/// How a goal ends.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalEnd {
    /// `reached`, `missed`, `retired`
    state: String,
    /// why
    reason: String,
}

/// What somebody says.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewGoalEntry {
    /// `comment`, `confidence`, `feedback`, `check_in`, `sign_off`, `read`, `proposal`
    kind: String,
    /// whom it is about (an agent), for feedback to a person
    about: Option<String>,
    /// in words
    text: String,
    /// 1..5: confidence, or how it feels
    score: Option<u8>,
    /// 1..5: satisfied with it
    satisfied: Option<u8>,
    /// seeing results
    seeing_results: Option<bool>,
}

/// A purpose or objective as people state it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct NewPurpose {
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
    /// its place among those beside it
    place: i32,
    /// it no longer holds
    retired: bool,
}

/// What a board compares.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct BoardSpec {
    /// its title
    title: String,
    /// the metric
    metric: String,
    /// rows that count, such as the team
    filter: String,
    /// `agent` or `team`
    by: String,
    /// first day
    starts: Option<String>,
    /// last day: then it is a contest with an end
    ends: Option<String>,
    /// what the winners get
    prize: String,
    /// those who take part; of agents only who agreed is shown
    taking_part: Vec<String>,
}
