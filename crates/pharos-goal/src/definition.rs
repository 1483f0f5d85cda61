//! What a goal says: the part that is agreed, signed and, when it changes, changes by a revision with its reason.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assess::{Direction, Mode};
use crate::target::{Target, Whom};

/// A goal as it was agreed, one version of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Definition {
    /// Its name in one line.
    pub title: String,
    /// What is achieved.
    pub what: String,
    /// What it looks like when reached.
    pub success: String,
    /// What happens then.
    pub afterwards: String,
    /// How it is reached, in a sentence; the steps stand in the plan.
    pub how: String,
    /// Why it matters: for the customer, the agent, the culture.
    pub why: Benefits,
    /// Where the work happens.
    pub place: String,
    /// In which role those concerned take part.
    pub role: String,
    /// Ids of the people it is for; empty: all of the scope.
    pub people: Vec<String>,
    /// Who assesses it.
    pub assessors: Vec<String>,
    /// One or two who report progress.
    pub owners: Vec<String>,
    /// Who wrote it together and sign measure and source off.
    pub co_authors: Vec<String>,
    /// How it is measured; `None`: a project goal, done when its milestones are.
    pub measure: Option<Measure>,
    /// First day.
    pub starts: Option<Date>,
    /// Last day.
    pub by: Option<Date>,
    /// Days on which it is reviewed.
    pub reviews: Vec<Date>,
    /// Steps on the way with their own date; of a project goal, the goal itself.
    pub milestones: Vec<Milestone>,
    /// Numbers that must not get worse meanwhile.
    pub guardrails: Vec<Guardrail>,
    /// What hangs on it.
    pub reward: Option<Reward>,
    /// Id of the objective it serves.
    pub objective: Option<String>,
    /// Id of the goal it is part of.
    pub parent: Option<String>,
    /// How its progress is made from its parts, where it has some.
    pub roll_up: RollUp,
}

impl Default for Definition {
    fn default() -> Self {
        Definition {
            title: String::new(),
            what: String::new(),
            success: String::new(),
            afterwards: String::new(),
            how: String::new(),
            why: Benefits::default(),
            place: String::new(),
            role: String::new(),
            people: Vec::new(),
            assessors: Vec::new(),
            owners: Vec::new(),
            co_authors: Vec::new(),
            measure: None,
            starts: None,
            by: None,
            reviews: Vec::new(),
            milestones: Vec::new(),
            guardrails: Vec::new(),
            reward: None,
            objective: None,
            parent: None,
            roll_up: RollUp::Own,
        }
    }
}

/// What the goal does, and for whom.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Benefits {
    /// For the customer.
    pub customer: String,
    /// For the agent.
    pub agent: String,
    /// For the culture.
    pub culture: String,
}

/// The number behind a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Id of the metric.
    pub metric: String,
    /// Version of its definition.
    #[serde(default)]
    pub version: u32,
    /// Its parameters, those at their default left out.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// Rows that count, such as `shift = 'night'`; empty: all.
    #[serde(default)]
    pub filter: String,
    /// What is asked of the number.
    pub target: Target,
    /// Of whom.
    #[serde(default = "together")]
    pub whom: Whom,
    /// Which way is better, where the metric itself has none (a band, a volume).
    #[serde(default)]
    pub direction: Option<Direction>,
    /// Length of a period.
    pub period: PeriodLength,
    /// When the target has to hold.
    #[serde(default = "once")]
    pub mode: Mode,
    /// Cases from which a member is judged.
    #[serde(default)]
    pub n_min: u64,
    /// The dimension whose parts are shown with what each contributed, such as `team`.
    #[serde(default)]
    pub parts: Option<String>,
    /// Where it started from, measured and frozen.
    #[serde(default)]
    pub baseline: Option<Baseline>,
    /// First and last day of the window the baseline is computed over.
    #[serde(default)]
    pub baseline_window: Option<[Date; 2]>,
}

fn together() -> Whom {
    Whom::Together
}

fn once() -> Mode {
    Mode::Once
}

/// How long one period of a goal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodLength {
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// First day of the window.
    pub from: Date,
    /// Last day of the window.
    pub to: Date,
    /// The metric over it, in the metric's unit; of a count the mean of its periods. `None`: no value there.
    pub value: Option<f64>,
    /// Cases behind it.
    pub n: u64,
    /// When it was frozen, RFC 3339.
    pub frozen_at: String,
}

/// A step on the way with a date of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// Names it within the goal.
    pub id: String,
    /// What is done then.
    pub title: String,
    /// Its day.
    pub due: Date,
    /// The number to stand at by then, in the metric's unit; `None`: somebody says that it is done.
    #[serde(default)]
    pub value: Option<f64>,
    /// Whose own milestone it is; `None`: everybody's.
    #[serde(default)]
    pub owner: Option<String>,
}

/// A number that must not get worse while the goal is pursued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guardrail {
    /// Id of the metric.
    pub metric: String,
    /// Share of the baseline it may get worse by before it counts as broken (0.05: five percent of it).
    pub worse_by: f64,
    /// Its value over the goal's baseline window, frozen.
    #[serde(default)]
    pub baseline: Option<f64>,
}

/// What hangs on a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reward {
    /// What is given.
    pub what: String,
    /// To whom.
    pub to: String,
}

/// How the progress of a goal with parts is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollUp {
    /// From its own metric; the parts explain it.
    Own,
    /// Mean of the parts' ways.
    Mean,
    /// The part that is least far.
    Least,
    /// Share of the parts that are reached.
    ShareReached,
}

/// What changes while people work on a goal, without a revision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// The action plan.
    pub steps: Vec<Step>,
    /// What may stand in the way.
    pub obstacles: Vec<Obstacle>,
    /// What is needed.
    pub resources: Vec<Resource>,
    /// Milestones somebody said are done: id and day.
    pub done: BTreeMap<String, Date>,
}

/// A step of the action plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Names it within the goal.
    pub id: String,
    /// What is done.
    pub title: String,
    /// By whom.
    #[serde(default)]
    pub owner: Option<String>,
    /// First day.
    #[serde(default)]
    pub starts: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub due: Option<Date>,
    /// What it should change.
    #[serde(default)]
    pub expected_effect: String,
    /// When it was done.
    #[serde(default)]
    pub done_on: Option<Date>,
}

/// Something that may stand in the way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Obstacle {
    /// Names it within the goal.
    pub id: String,
    /// What.
    pub what: String,
    /// What is done about it.
    #[serde(default)]
    pub response: String,
    /// When it happened; then it becomes an action or a revision.
    #[serde(default)]
    pub happened_on: Option<Date>,
    /// Id of the step it became.
    #[serde(default)]
    pub became_step: Option<String>,
}

/// A tool, a skill, time or money that is needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Names it within the goal.
    pub id: String,
    /// What.
    pub what: String,
    /// Who gets it.
    #[serde(default)]
    pub owner: Option<String>,
    /// How far the request is.
    #[serde(default)]
    pub state: ResourceState,
}

/// How far a request is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceState {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
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

impl Definition {
    /// The parts that are missing, in the order of the form.
    pub fn missing(&self, work: &Work) -> Vec<Missing> {
        let why = [&self.why.customer, &self.why.agent, &self.why.culture];
        let change = |it: &Measure| {
            matches!(it.target, Target::RelativeChange { .. } | Target::Change { .. })
                && it.baseline.as_ref().and_then(|it| it.value).is_none()
                && it.baseline_window.is_none()
        };
        let empty = |text: &String| text.trim().is_empty();
        let parts = [
            (Missing::Title, empty(&self.title)),
            (Missing::What, empty(&self.what)),
            (Missing::Success, empty(&self.success)),
            (Missing::Afterwards, empty(&self.afterwards)),
            (Missing::ForWhom, empty(&self.role) && self.people.is_empty()),
            (Missing::Assessor, self.assessors.is_empty()),
            (Missing::Owner, self.owners.is_empty()),
            (Missing::Measure, self.measure.is_none() && self.milestones.is_empty()),
            (Missing::Baseline, self.measure.as_ref().is_some_and(change)),
            (Missing::Guardrail, self.measure.is_some() && self.guardrails.is_empty()),
            (Missing::How, empty(&self.how)),
            (Missing::Plan, work.steps.is_empty()),
            (Missing::Obstacles, work.obstacles.is_empty()),
            (Missing::Why, why.into_iter().all(empty)),
            (Missing::Objective, self.objective.is_none() && self.parent.is_none()),
            (Missing::Place, empty(&self.place)),
            (Missing::Starts, self.starts.is_none()),
            (Missing::By, self.by.is_none()),
            (Missing::Reviews, self.reviews.is_empty()),
        ];
        parts.into_iter().filter(|it| it.1).map(|it| it.0).collect()
    }
}

#[cfg(test)]
mod tests;
