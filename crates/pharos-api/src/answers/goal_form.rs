//! The answers of the guided form.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::goals::GoalWarning;
use crate::questions::goals::{
    GoalBaseline, GoalDefinition, GoalDirection, GoalMissing, GoalMode, GoalPeriod, GoalTarget, GoalWhom,
};

/// The answer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalAssessment {
    /// Probability of reaching the target by the date; None when refused.
    p: Option<f64>,
    /// Lower end of the probability: the model's parameters are not known, and a second opinion may disagree.
    p_lo: Option<f64>,
    /// Upper end of the probability.
    p_hi: Option<f64>,
    /// Where the judged number (mean of the last periods, best or worst period) will lie with 80 %; when refused, the
    /// interval of the overall share, if there is one.
    band80: Option<[f64; 2]>,
    /// How the answer was found.
    method: String,
    /// Facts of the past.
    reached_before: GoalReachedBefore,
    /// A target with a probability of 50 to 70 %.
    step: Option<GoalSmallerStep>,
    /// Periods with a value.
    n: u64,
    /// Why no probability is given.
    refused: Option<String>,
}

/// A target within reach.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalSmallerStep {
    /// The target.
    target: f64,
    /// Its probability.
    p: f64,
}

/// How often and when the target was held in the past.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalReachedBefore {
    /// Share of past windows at or beyond the target; None without a window.
    share: Option<f64>,
    /// Start of the last period of the last such window.
    last: Option<String>,
    /// Longest run of such windows, in periods.
    longest: u64,
}

/// How a process metric moves with the aim.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalDriverStrength {
    /// Id of the metric.
    metric: String,
    /// Partial correlation of the changes from period to period, -1..=1: positive where the aim gets better when the metric
    /// gets greater. The other metrics are held constant where the history is long enough.
    strength: f64,
    /// Lower end of its 95 % interval.
    lo: f64,
    /// Upper end.
    hi: f64,
    /// Adjusted for the number of metrics looked at.
    q: f64,
    /// Pairs of periods.
    n: u64,
    /// Other metrics held constant.
    held: u64,
}

/// A number to stand at on a day.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalMilestonePoint {
    /// The day.
    due: String,
    /// The number.
    value: f64,
}

/// What the form answers.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalFormAnswer {
    /// the day it is looked at
    today: String,
    /// parts that are missing, in the order of the form
    missing: Vec<GoalMissing>,
    /// what is warned of
    warnings: Vec<GoalWarning>,
    /// why the metric cannot be fed; `None`: it can
    not_fed: Option<String>,
    /// unit of the numbers
    unit: Option<String>,
    /// which way is better
    direction: Option<GoalDirection>,
    /// where it starts from, over the window shown
    baseline: Option<GoalBaseline>,
    /// the target in numbers, `[least, greatest]`
    aim: Option<[Option<f64>; 2]>,
    /// the metric's history
    history: Option<GoalHistory>,
    /// of a goal about members: the share of them that held the target, period by period; absent where single people are
    /// out of sight or no period is like the goal's
    member_history: Option<GoalHistory>,
    /// how likely the target is reached by the date; of a goal about members in shares of them
    assessment: Option<GoalAssessment>,
    /// what became of goals this history would have seen: how far the probability can be trusted here
    record: Option<GoalCalibration>,
    /// process metrics that move with the aim here
    drivers: Vec<GoalDriver>,
    /// a number to watch beside it, preselected
    guardrails: Vec<GoalGuardrailProposal>,
    /// milestones on the way
    milestones: Vec<GoalMilestonePoint>,
    /// whether the people are there whom the promise needs; absent where that is not the question, or no plan can say
    people_there: Option<GoalPeopleThere>,
}

/// People required for the last week of a goal about waiting, and people there: weeks of 40 paid hours, 30 % of them away from
/// contacts.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalPeopleThere {
    /// paid hours the promise asks for, a week
    required_hours: f64,
    /// paid hours of the people who will be there, a week
    present_hours: f64,
    /// people (full-time) who will be there
    people: f64,
    /// present / required; above 1 there are enough
    share: Option<f64>,
    /// weeks from the newest data to the time asked about
    weeks_ahead: u32,
}

/// The history of a metric.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalHistory {
    /// length of its periods
    period: GoalPeriod,
    /// the periods, oldest first
    periods: Vec<GoalHistoryPoint>,
    /// limits of natural variation: centre, lower, upper (individuals chart); `None` with less than two values
    limits: Option<[f64; 3]>,
    /// where its level changed, if it did
    shift: Option<GoalShift>,
}

/// A change of level in the history.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalShift {
    /// first day of the first period on the new level
    on: String,
    /// the days between which that lies with 95 % confidence; absent where it cannot be told
    between: Option<[String; 2]>,
    /// mean of the periods before
    before: f64,
    /// mean of the periods from there on
    after: f64,
}

/// A period of the history.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalHistoryPoint {
    /// first day
    start: String,
    /// the number
    value: Option<f64>,
    /// what stands behind it
    n: Option<u64>,
    /// lower bound (95 %)
    lo: Option<f64>,
    /// upper bound (95 %)
    hi: Option<f64>,
}

/// Of pseudo-goals given a probability, how many were reached.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalCalibration {
    /// pseudo-goals
    n: u64,
    /// share that was reached
    base_rate: f64,
    /// mean squared error of the probabilities
    brier: f64,
    /// 1 - brier / brier of always saying the base rate
    skill: Option<f64>,
    /// mean difference of said and come
    calibration_error: f64,
    /// share of outcomes inside the 80 % band
    coverage80: f64,
    /// per tenth: how many, mean said, share that came
    bins: Vec<(u64, f64, f64)>,
}

/// A process metric that moves with the aim. Not called a cause.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalDriver {
    /// how strongly, how surely
    #[serde(flatten)]
    driver: GoalDriverStrength,
    /// true where the history tells it from chance (q at most 0.1)
    told_apart: bool,
}

/// A guardrail that is proposed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalGuardrailProposal {
    /// the metric
    metric: String,
    /// it has values here
    fed: bool,
}

/// What was made of a sentence.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalSentence {
    /// Id of the metric.
    metric: Option<String>,
    /// Other metrics the words may mean.
    alternatives: Vec<String>,
    /// What is asked, in the metric's unit.
    target: Option<GoalTarget>,
    /// Where it starts from as the sentence says; the measured baseline decides.
    stated_from: Option<f64>,
    /// Which way the words want the number to go.
    direction: Option<GoalDirection>,
    /// Of whom.
    whom: GoalWhom,
    /// When it has to hold.
    mode: GoalMode,
    /// Length of a period.
    period: GoalPeriod,
    /// First day, where the sentence says one.
    starts: Option<String>,
    /// Last day.
    by: Option<String>,
    /// Rows that count: dimension and value.
    scope: Vec<(String, String)>,
    /// Parameters of the metric that the sentence names.
    params: Vec<(String, String)>,
    /// Why it is still a dream; empty: it is a goal.
    dream: Vec<GoalDream>,
    /// What should be asked.
    questions: Vec<GoalAsk>,
}

/// What makes a sentence a dream.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
// What is missing is what the word says: in the answer it stands alone.
#[allow(clippy::enum_variant_names)]
pub(crate) enum GoalDream {
    /// Nothing in it can be measured.
    NoMetric,
    /// No number.
    NoNumber,
    /// No date and no period.
    NoDate,
}

/// A question the form asks back.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalAsk {
    /// "+10 %" of a share: percent of it, or points?
    PercentOrPoints,
    /// The words want the number to get worse: was the opposite meant?
    DirectionContradicts,
    /// Several metrics fit.
    WhichMetric,
    /// The date has passed.
    DatePassed,
    /// Every single one, or together?
    EveryOneOrTogether,
    /// A number without a unit: seconds, minutes, percent?
    WhichUnit,
    /// It names a part (the night shift) that no data know: everybody counts until one is chosen.
    NoSuchPart,
}

/// What was made of a sentence: what was read, and a draft of the goal for the form.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalSentenceAnswer {
    /// what was read, and what is asked back
    read: GoalSentence,
    /// the goal as far as it goes
    draft: GoalDefinition,
}
