//! What people are warned of when they set a goal. Warnings never block, they say what is known and leave the decision; only a
//! target the metric cannot have is not begun with.

use std::collections::BTreeMap;

use jiff::Unit;
use serde::{Deserialize, Serialize};

use crate::assess::{Assessment, Direction, Mode};
use crate::definition::{Definition, PeriodLength, Work};
use crate::target::{Aim, Target, Whom};

/// What is known of a metric.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricFacts {
    /// Its id.
    pub id: String,
    /// Unit the engine returns.
    pub unit: String,
    /// `up`, `down`, `band`, `none`.
    pub direction: String,
    /// Narrowest level it is fit for: `agent`, `team`, `queue`.
    pub level: String,
    /// Metrics to watch beside it.
    pub guard: Vec<String>,
    /// What a value can be at least and at most: a share of cases 0 and 1, times and counts 0.
    pub possible: [Option<f64>; 2],
}

/// A warning, by a code the page words, with what the words need.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// What is warned of.
    pub code: Code,
    /// Values for the words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<&'static str, String>,
}

/// What is warned of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
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

/// Goals a person can follow at once.
pub const GOALS_PER_PERSON_MAX: usize = 3;
/// Share of past windows that reached the target from which it is called easy.
const EASY_SHARE: f64 = 0.6;
/// Probability from which it is called easy, and below which unlikely.
const EASY_P: f64 = 0.95;
const UNLIKELY_P: f64 = 0.2;
/// Days below which a goal is questioned as too short, above which as too long.
const DAYS_MIN: i32 = 28;
const DAYS_MAX: i32 = 550;

/// Metrics that drive bad behaviour when people are held to them.
const HANDLE_TIME: [&str; 6] = ["aht", "talk.", "acw", "hold.", "throughput_time", "contacts_per_hour"];
const SURVEY_SCORE: [&str; 5] = ["csat.", "nps", "ces.", "fcr.survey", "esat"];
const VOLUME: [&str; 5] = ["handled", "solved", "answered", "contacts_per_", "resolved"];
const STRICT: [&str; 4] = ["adherence", "conformance", "aht", "acw"];
/// What a person cannot bring about.
const NOT_IN_HANDS: [&str; 6] = ["asa", "wait_", "abandon", "sl.", "occupancy", "backlog"];

/// Pairs that pull against each other when each gets better: beginning of one id with its direction, of the other.
const PULLS: [(&str, Direction, &str, Direction); 10] = [
    ("aht", Direction::Down, "fcr.", Direction::Up),
    ("aht", Direction::Down, "csat.", Direction::Up),
    ("aht", Direction::Down, "nps", Direction::Up),
    ("aht", Direction::Down, "transfer_rate", Direction::Down),
    ("handled", Direction::Up, "fcr.", Direction::Up),
    ("handled", Direction::Up, "csat.", Direction::Up),
    ("solved", Direction::Up, "reopen_rate", Direction::Down),
    ("occupancy", Direction::Up, "sl.", Direction::Up),
    ("occupancy", Direction::Up, "asa", Direction::Down),
    ("transfer_rate", Direction::Down, "fcr.", Direction::Up),
];

/// A goal beside others.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it says.
    pub goal: &'a Definition,
    /// Which way its number should go.
    pub direction: Option<Direction>,
}

/// Warnings of the goal itself. `metric` is what is known of its metric, `assessment` what its history says.
pub fn warnings(
    goal: &Definition,
    work: &Work,
    metric: Option<&MetricFacts>,
    assessment: Option<&Assessment>,
) -> Vec<Warning> {
    let mut found = Vec::new();
    if let Some((metric, measure)) = metric.zip(goal.measure.as_ref()) {
        let personal = measure.whom != Whom::Together || measure.filter.contains("agent");
        of_metric(&mut found, metric, personal, measure.target);
        of_target(&mut found, goal, metric);
        if goal.guardrails.is_empty() {
            let mut warning = with(Code::NoGuardrail, "metric", &metric.id);
            warning.values.insert("proposed", metric.guard.join(" "));
            found.push(warning);
        }
        if goal.reward.is_some() {
            of_reward(&mut found, metric, personal, assessment);
        }
    }
    if let Some(assessment) = assessment {
        of_history(&mut found, goal, assessment);
    }
    let days = goal.starts.zip(goal.by).and_then(|(from, to)| from.until((Unit::Day, to)).ok());
    match days.map(|it| it.get_days() + 1) {
        Some(days) if days < DAYS_MIN => found.push(with(Code::TooShort, "days", &days.to_string())),
        Some(days) if DAYS_MAX < days => found.push(with(Code::TooLong, "days", &days.to_string())),
        _ => {}
    }
    if goal.objective.is_none() && goal.parent.is_none() {
        found.push(plain(Code::TiedToNothing));
    }
    if work.steps.is_empty() {
        found.push(plain(Code::NoPlan));
    }
    found
}

/// Warnings about the goal beside others that are pursued at the same time.
pub fn beside(goal: &Beside<'_>, others: &[Beside<'_>]) -> Vec<Warning> {
    let mut found = Vec::new();
    for person in goal.goal.owners.iter().chain(&goal.goal.people) {
        let has = |it: &&Beside<'_>| it.goal.owners.contains(person) || it.goal.people.contains(person);
        let count = 1 + others.iter().filter(|it| it.id != goal.id).filter(has).count();
        if GOALS_PER_PERSON_MAX < count && !found.iter().any(|it: &Warning| it.values["person"] == *person) {
            let mut warning = with(Code::TooManyGoals, "person", person);
            warning.values.insert("goals", count.to_string());
            found.push(warning);
        }
    }
    let pursued = |it: &Beside<'_>| Some((it.goal.measure.as_ref()?.metric.clone(), it.direction?));
    let Some(mine) = pursued(goal) else { return found };
    for other in others.iter().filter(|it| it.id != goal.id) {
        let Some(theirs) = pursued(other) else { continue };
        let pulls = PULLS.iter().any(|(a, up_a, b, up_b)| {
            let is = |it: &(String, Direction), id: &str, way: Direction| it.0.starts_with(id) && it.1 == way;
            (is(&mine, a, *up_a) && is(&theirs, b, *up_b)) || (is(&theirs, a, *up_a) && is(&mine, b, *up_b))
        });
        if pulls {
            let mut warning = with(Code::ConflictByRule, "goal", other.id);
            warning.values.insert("title", other.goal.title.clone());
            found.push(warning);
        }
    }
    found
}

/// True where the target is a number the metric cannot have: 900 % of the cases, less than no time.
pub fn is_impossible(goal: &Definition, metric: &MetricFacts) -> bool {
    let Some(measure) = goal.measure.as_ref() else { return false };
    let start = measure.baseline.as_ref().and_then(|it| it.value);
    let direction = direction_of(goal, &metric.direction).unwrap_or(Direction::Up);
    let numbers = match measure.target.aim(start, direction) {
        Ok(Aim::AtLeast(value) | Aim::AtMost(value)) => vec![value],
        Ok(Aim::Within(lo, hi)) => vec![lo, hi],
        Err(_) => Vec::new(),
    };
    let [least, greatest] = metric.possible;
    numbers.iter().any(|it| least.is_some_and(|least| *it < least) || greatest.is_some_and(|most| most < *it))
}

/// True for metrics whose id begins with one of the beginnings.
fn begins(id: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|it| id.starts_with(it))
}

fn of_metric(found: &mut Vec<Warning>, metric: &MetricFacts, personal: bool, target: Target) {
    let id = metric.id.as_str();
    let level = if personal { "agent" } else { "team" };
    let mut say = |code, holds: bool| {
        if holds {
            let mut warning = with(code, "metric", id);
            warning.values.insert("level", level.to_owned());
            found.push(warning);
        }
    };
    say(Code::HandleTime, begins(id, &HANDLE_TIME));
    say(Code::SurveyScore, begins(id, &SURVEY_SCORE));
    say(Code::Volume, begins(id, &VOLUME));
    say(Code::WiderLevel, personal && metric.level != "agent");
    let one_side = !matches!(target, Target::Band { .. });
    say(Code::BandMetric, metric.direction == "band" && one_side && !begins(id, &HANDLE_TIME));
    say(Code::RetireStrict, personal && begins(id, &STRICT));
}

fn of_target(found: &mut Vec<Warning>, goal: &Definition, metric: &MetricFacts) {
    let Some(measure) = goal.measure.as_ref() else { return };
    let own = match metric.direction.as_str() {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        _ => None,
    };
    if is_impossible(goal, metric) {
        found.push(with(Code::Impossible, "metric", &metric.id));
    }
    let start = measure.baseline.as_ref().and_then(|it| it.value);
    let worse = match (own, measure.direction, measure.target, start) {
        (Some(own), Some(asked), _, _) if own != asked => true,
        (Some(_), _, Target::RelativeChange { share }, _) => share < 0.0,
        (Some(_), _, Target::Change { by }, _) => by < 0.0,
        (Some(own), _, Target::Value { value }, Some(start)) => {
            value != start && !own.reaches(value, start) && measure.mode != Mode::Each
        }
        _ => false,
    };
    if worse {
        found.push(with(Code::DirectionContradicts, "metric", &metric.id));
    }
    if metric.unit == "share"
        && let Target::RelativeChange { share } = measure.target
    {
        let mut warning = with(Code::PercentOrPoints, "share", &share.to_string());
        if let Some(start) = start {
            warning.values.insert("percent", (start * (1.0 + share)).to_string());
            warning.values.insert("points", (start + share).to_string());
        }
        found.push(warning);
    }
}

fn of_history(found: &mut Vec<Warning>, goal: &Definition, assessment: &Assessment) {
    let share = assessment.reached_before.share;
    // A goal that holds in each period wants what was there already to stay.
    let each = goal.measure.as_ref().is_some_and(|it| it.mode == Mode::Each);
    let easy = share.is_some_and(|it| EASY_SHARE <= it) || assessment.p.is_some_and(|it| EASY_P <= it);
    if easy && !each {
        let mut warning = plain(Code::TooEasy);
        warning.values.insert("share", share.unwrap_or(0.0).to_string());
        warning.values.extend(assessment.p.map(|it| ("p", it.to_string())));
        found.push(warning);
    }
    if share == Some(0.0) {
        found.push(plain(Code::BeyondAnything));
    }
    if let Some(p) = assessment.p.filter(|it| *it < UNLIKELY_P) {
        let mut warning = with(Code::Unlikely, "p", &p.to_string());
        warning.values.extend(assessment.step.map(|it| ("step", it.target.to_string())));
        found.push(warning);
    }
}

fn of_reward(
    found: &mut Vec<Warning>,
    metric: &MetricFacts,
    personal: bool,
    assessment: Option<&Assessment>,
) {
    if let Some(p) = assessment.and_then(|it| it.p).filter(|it| *it < UNLIKELY_P) {
        found.push(with(Code::RewardUnlikely, "p", &p.to_string()));
    }
    if begins(&metric.id, &NOT_IN_HANDS) || (personal && metric.level != "agent") {
        found.push(with(Code::RewardNotInHands, "metric", &metric.id));
    }
    if begins(&metric.id, &HANDLE_TIME)
        || begins(&metric.id, &SURVEY_SCORE)
        || begins(&metric.id, &VOLUME)
        || metric.guard.len() > 1
    {
        found.push(with(Code::RewardGameable, "metric", &metric.id));
    }
}

fn plain(code: Code) -> Warning {
    Warning { code, values: BTreeMap::new() }
}

fn with(code: Code, name: &'static str, value: &str) -> Warning {
    Warning { code, values: BTreeMap::from([(name, value.to_owned())]) }
}

/// Which way a goal's number should go: the metric's own direction, else what the goal says, else the side its target lies on.
pub fn direction_of(goal: &Definition, metric_direction: &str) -> Option<Direction> {
    let measure = goal.measure.as_ref()?;
    let stated = match metric_direction {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        _ => measure.direction,
    };
    let start = measure.baseline.as_ref().and_then(|it| it.value);
    stated.or(match (measure.target, start) {
        (Target::Value { value }, Some(start)) if value < start => Some(Direction::Down),
        (Target::Value { .. } | Target::Band { .. }, _) => Some(Direction::Up),
        _ => None,
    })
}

/// The period in which a goal's metric is asked for when its history is shown: its own, a month for what is longer.
pub fn history_period(period: PeriodLength) -> PeriodLength {
    match period {
        PeriodLength::Whole | PeriodLength::HalfYear | PeriodLength::Year => PeriodLength::Month,
        period => period,
    }
}

#[cfg(test)]
mod tests;
