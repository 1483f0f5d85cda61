//! What goes out about concerns, plans, learning, recognition, pulse surveys.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A list under its own name, so that more can be said beside it later.
macro_rules! list {
    ($doc:literal, $name:ident, $field:ident, $of:ident) => {
        #[doc = $doc]
        #[derive(Debug, Serialize, ToSchema)]
        pub(crate) struct $name {
            pub(crate) $field: Vec<$of>,
        }
    };
}

list!("Courses by name.", Courses, courses, Course);
list!("Courses people have to take, what is late first.", Assignments, assignments, Assignment);
list!("Concerns, the newest first.", Concerns, concerns, Concern);
list!("Support plans, the newest first.", SupportPlans, plans, SupportPlan);
list!("How plans ended, by kind of measure.", PlanWorths, kinds, PlanWorth);
list!("Pulse surveys, the newest first.", Pulses, pulses, Pulse);

/// Kudos, small wins, badges, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Recognitions {
    pub(crate) recognitions: Vec<Recognition>,
    /// Who can be thanked, by name.
    pub(crate) colleagues: Vec<Colleague>,
}

/// Somebody who can be thanked.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Colleague {
    agent_id: String,
    name: String,
    /// The team, which tells namesakes apart.
    #[schema(required)]
    team: Option<String>,
}

/// What one metric showed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ConcernSign {
    /// id of the metric
    metric: String,
    /// first week of the change (its Monday)
    #[schema(required)]
    since: Option<String>,
    /// probability of such a sign in somebody who stays as he is
    p: f64,
    /// relative change
    #[schema(required)]
    effect: Option<f64>,
    /// lower limit, 95 %
    #[schema(required)]
    lo: Option<f64>,
    /// upper limit
    #[schema(required)]
    hi: Option<f64>,
    /// weeks it stands on
    n: u64,
}

/// What was done, when, by whom.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ConcernLog {
    /// when
    at: String,
    /// by whom
    by: String,
    /// opened, see, contest, sign, drop, close
    what: String,
    /// why
    text: String,
}

/// A concern as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Concern {
    /// its id
    id: String,
    /// whom it is about
    agent_id: String,
    /// by name
    agent: String,
    /// `statistics` or `person`
    source: String,
    /// open, contested, signed, dropped, closed
    state: String,
    /// when it was opened
    opened_at: String,
    /// when the person it is about saw it
    #[schema(required)]
    seen_at: Option<String>,
    /// what was noticed, of a person's concern
    text: String,
    /// what the metrics showed, the surest first
    signs: Vec<ConcernSign>,
    /// expected share of false ones among such concerns
    #[schema(required)]
    q: Option<f64>,
    /// what would explain it: mix, tenure, schedule, team
    #[schema(required)]
    explained_by: Option<String>,
    /// share of the team's people with the same change: a cause of the team is likelier then
    #[schema(required)]
    team_share: Option<f64>,
    /// the way so far
    log: Vec<ConcernLog>,
    /// what the reader can do now
    steps: Vec<String>,
}

/// A measure as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct PlanMeasure {
    /// `talks`, `hours`, `learning`, `other_work`, `other`
    kind: String,
    /// in words
    text: String,
    /// until when
    #[schema(required)]
    due_at: Option<String>,
    /// when it was done
    #[schema(required)]
    done_at: Option<String>,
}

/// A plan as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct SupportPlan {
    /// its id
    id: String,
    /// for whom
    agent_id: String,
    /// by name
    agent: String,
    /// who proposed it
    lead: String,
    /// what is to be better
    aim: String,
    /// the concern it comes from
    #[schema(required)]
    concern_id: Option<String>,
    /// proposed, declined, agreed, ended
    state: String,
    /// since when
    made_at: String,
    /// when the person agreed
    #[schema(required)]
    agreed_at: Option<String>,
    /// when the person said no to it as it stood
    #[schema(required)]
    declined_at: Option<String>,
    /// why
    declined_because: String,
    /// when it is looked at again
    #[schema(required)]
    review_at: Option<String>,
    /// that day has passed
    review_due: bool,
    /// what is done
    measures: Vec<PlanMeasure>,
    /// back, partly, not_back, withdrawn
    #[schema(required)]
    outcome: Option<String>,
    /// in words
    note: String,
    /// when it ended
    #[schema(required)]
    ended_at: Option<String>,
    /// the reader can agree now, or decline
    can_agree: bool,
    /// the reader leads it
    can_lead: bool,
    /// outcomes the reader can end it with now
    ends: Vec<String>,
}

/// How plans with a kind of measure ended.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct PlanWorth {
    /// the kind of measure
    kind: String,
    /// plans that ended
    ended: u64,
    /// of these, things were back
    back: u64,
    /// of these, partly
    partly: u64,
}

/// A course somebody has to take, as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Assignment {
    /// its id
    id: String,
    /// the course
    course_id: String,
    /// by name
    course: String,
    /// `course`, `assessment`, `certification`
    kind: String,
    /// who
    agent_id: String,
    /// by name
    agent: String,
    /// `assigned`, `passed`, `failed`
    state: String,
    /// when it is due
    #[schema(required)]
    due_at: Option<String>,
    /// late and not passed
    overdue: bool,
    /// tries so far
    attempts: u64,
    /// share of the points of the last try
    #[schema(required)]
    last_share: Option<f64>,
    /// when it was passed
    #[schema(required)]
    passed_at: Option<String>,
}

/// A course as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Course {
    /// its id
    id: String,
    /// its name
    name: String,
    /// `course`, `assessment`, `certification`
    kind: String,
    /// share of the points that passes
    #[schema(required)]
    pass_mark: Option<f64>,
    /// what it is about
    description: String,
    /// people it was given to, of those the reader may see
    assigned: u64,
    /// of these, finished or passed
    passed: u64,
    /// of these, late
    overdue: u64,
}

/// A recognition as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Recognition {
    /// its id
    id: String,
    /// `kudos`, `win`, `badge`
    kind: String,
    /// who gave it
    from: String,
    /// who received it
    agent_id: String,
    /// by name
    agent: String,
    /// what for; the badge's word
    text: String,
    /// when
    at: String,
}

/// What a team answered.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct PulseGroup {
    /// the team; null: all together
    #[schema(required)]
    team: Option<String>,
    /// answers; null: fewer than five, or it could be reckoned from the others
    #[schema(required)]
    n: Option<u64>,
    /// mean on 0..100
    #[schema(required)]
    mean: Option<f64>,
    /// number of each answer, 1 to 5
    spread: Vec<u64>,
}

/// A survey as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Pulse {
    /// its id
    id: String,
    /// the question
    question: String,
    /// since when
    opened_at: String,
    /// until when
    closes_at: String,
    /// it can be answered
    open: bool,
    /// the reader has answered
    answered: bool,
    /// answers from which something is shown
    answers_min: u64,
    /// what was answered
    groups: Vec<PulseGroup>,
    /// free words, without order and name; empty below five answers
    comments: Vec<String>,
}

/// What a look found.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct DeclineLook {
    /// Monday of the last week looked at
    #[schema(required)]
    week: Option<String>,
    /// agents judged
    judged: u64,
    /// agents not judged: new, back from leave, or without colleagues on the same work
    not_judged: u64,
    /// agents whose figures moved for another reason: mix, season, tenure
    explained: u64,
    /// concerns opened
    opened: u64,
    /// metrics looked at
    metrics: Vec<String>,
    /// seed of the simulated null
    seed: u64,
}
