//! What goes out about people.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::support::{Assignment, Concern, Pulse, Recognition, SupportPlan};
use crate::problem::Problem;

/// What a use case answers, in the shape that is described. The shapes have the fields of the use cases' views; a test of
/// the real server asks for each.
pub(crate) fn shaped<T: DeserializeOwned>(it: &impl Serialize) -> Result<T, Problem> {
    let value = serde_json::to_value(it).and_then(serde_json::from_value);
    value.map_err(|error| Problem::from(pharos_app::AppError::Internal(error.to_string())))
}

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

list!("People by name.", People, people, Person);
list!("To-dos, the most urgent first.", Todos, todos, Todo);
list!("1:1s in the order of their time.", OneOnOnes, one_on_ones, OneOnOne);

/// A point of an agenda; which fields are there depends on its kind.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Point {
    /// how_are_you, open_action, done_action, kudos, concern, plan, learning, trend
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    overdue: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    metric: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    better: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    course: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    done: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    of: Option<u64>,
}

/// Somebody who is there.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Person {
    /// the agent
    agent_id: String,
    /// the name
    name: String,
    /// the team
    #[schema(required)]
    team: Option<String>,
    /// the site
    #[schema(required)]
    site: Option<String>,
    /// the role
    #[schema(required)]
    role: Option<String>,
    /// the shift
    #[schema(required)]
    shift: Option<String>,
    /// who leads the agent
    #[schema(required)]
    supervisor: Option<String>,
    /// first day, RFC 3339
    #[schema(required)]
    hired_at: Option<String>,
    /// the last noted talk, RFC 3339
    #[schema(required)]
    last_talk_at: Option<String>,
    /// days since
    #[schema(required)]
    days_since_talk: Option<i64>,
    /// days beyond the rhythm
    talk_overdue_days: i64,
    /// concerns that are open and that the reader may see
    open_concerns: u64,
    /// a support plan is under way
    has_plan: bool,
}

/// A line of the card.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ScoreLine {
    /// id of the metric
    metric: String,
    /// version of its definition
    version: u64,
    /// unit of the values
    unit: String,
    /// up or down is better
    direction: String,
    /// weight, of all lines together 1
    weight: f64,
    /// the value; null without data
    #[schema(required)]
    value: Option<f64>,
    /// lower limit, 95 %
    #[schema(required)]
    lo: Option<f64>,
    /// upper limit
    #[schema(required)]
    hi: Option<f64>,
    /// what it stands on
    n: u64,
    /// the target
    #[schema(required)]
    target: Option<f64>,
    /// the value in the eight weeks before
    #[schema(required)]
    past: Option<f64>,
    /// what colleagues have on the same work
    #[schema(required)]
    peers: Option<f64>,
    /// the value drawn towards colleagues' by how little is known, and its 95 % interval: [value, least, greatest]
    #[schema(required)]
    shrunken: Option<[f64; 3]>,
    /// better, same, worse, unknown
    to_target: String,
    /// against the own past
    to_past: String,
    /// against colleagues
    to_peers: String,
}

/// The card.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Scorecard {
    /// whose
    agent_id: String,
    /// by name
    agent: String,
    /// first day, as 2026-05-01
    from: String,
    /// first day after
    to: String,
    /// share of the weight at or beyond its target, of what can be told
    #[schema(required)]
    reached: Option<f64>,
    /// the lines
    lines: Vec<ScoreLine>,
    /// metrics in which the person is surely better
    strengths: Vec<String>,
    /// metrics in which the person is surely worse
    areas: Vec<String>,
}

/// A talk as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Talk {
    /// its id
    id: String,
    /// when
    at: String,
    /// who noted it
    by: String,
    /// the note
    text: String,
}

/// A to-do as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Todo {
    /// its id
    id: String,
    /// what is to be done
    text: String,
    /// who does it
    owner_id: String,
    /// by name
    owner: String,
    /// whom it is about
    #[schema(required)]
    agent_id: Option<String>,
    /// by name
    #[schema(required)]
    agent: Option<String>,
    /// when it is due
    #[schema(required)]
    due_at: Option<String>,
    /// its day has passed
    overdue: bool,
    /// when it was done
    #[schema(required)]
    done_at: Option<String>,
    /// what it comes from
    #[schema(required)]
    source_kind: Option<String>,
    /// which one
    #[schema(required)]
    source_id: Option<String>,
    /// who made it
    made_by: String,
    /// it is a promise, made to this customer or employee
    #[schema(required)]
    promised_to: Option<String>,
}

impl From<pharos_app::TodoView> for Todo {
    fn from(it: pharos_app::TodoView) -> Self {
        Todo {
            id: it.id,
            text: it.text,
            owner_id: it.owner_id,
            owner: it.owner,
            agent_id: it.agent_id,
            agent: it.agent,
            due_at: it.due_at,
            overdue: it.overdue,
            done_at: it.done_at,
            source_kind: it.source_kind,
            source_id: it.source_id,
            made_by: it.made_by,
            promised_to: it.promised_to,
        }
    }
}

/// A 1:1 as shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct OneOnOne {
    /// its id
    id: String,
    /// with whom
    agent_id: String,
    /// by name
    agent: String,
    /// who leads it
    lead_id: String,
    /// by name
    lead: String,
    /// planned, held, missed, cancelled
    state: String,
    /// when
    planned_at: String,
    /// until when
    ends_at: String,
    /// when it was held
    #[schema(required)]
    held_at: Option<String>,
    /// days between two of the series
    #[schema(required)]
    every_days: Option<i64>,
    /// what about
    topic: String,
    /// notes both can read
    shared_notes: String,
    /// notes of the lead alone; null for everybody else
    #[schema(required)]
    private_notes: Option<String>,
    /// to-dos agreed in it
    actions: Vec<Todo>,
}

/// What somebody passed in a half-year.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct LearningLine {
    /// as 2026-H1
    half_year: String,
    /// courses, assessments, certifications passed
    passed: u64,
    /// of these certifications
    certifications: u64,
}

/// A person's page. What is not the reader's to see is empty or absent.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct AgentPage {
    /// the person
    person: Person,
    /// the reader is the person
    own: bool,
    /// the reader leads the person
    leads: bool,
    /// the scorecard, where switched on and the reader may see it
    #[schema(required)]
    scorecard: Option<Scorecard>,
    /// concerns
    concerns: Vec<Concern>,
    /// support plans
    plans: Vec<SupportPlan>,
    /// courses to take and taken
    learning: Vec<Assignment>,
    /// kudos, wins, badges
    recognitions: Vec<Recognition>,
    /// talks noted
    talks: Vec<Talk>,
    /// 1:1s the reader takes part in
    one_on_ones: Vec<OneOnOne>,
    /// to-dos about the person
    todos: Vec<Todo>,
    /// the agenda of the next 1:1
    agenda: Vec<Point>,
    /// courses passed by half-year, the newest first
    learned: Vec<LearningLine>,
}

/// The agent's own day.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct MyDay {
    /// the page of one's own; null for somebody who is no agent
    #[schema(required)]
    page: Option<AgentPage>,
    /// the next meetings, today's first
    meetings: Vec<OneOnOne>,
    /// to-dos
    todos: Vec<Todo>,
    /// surveys that can be answered
    pulses: Vec<Pulse>,
    /// what was agreed with the works council, in the centre's own words
    notice: String,
    /// what may be judged of persons
    settings: PeopleSettings,
    /// who the reader is among the owners of to-dos
    me: String,
}

/// What may be judged of persons. Every switch can be off; nothing else of the product depends on one being on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleSettings {
    /// figures of single persons: seen by the person and the direct lead only
    groups_only: bool,
    /// the weekly watch for decline
    watch_decline: bool,
    /// a concern of the watch is the agent's alone for some days
    agent_first: bool,
    /// how many days
    agent_first_days: i64,
    /// scorecards
    scorecards: bool,
    /// badges are given
    badges: bool,
    /// kudos can be seen by the team
    kudos_public: bool,
    /// days between two talks with the same person
    talk_every_days: i64,
    /// what was agreed with the works council, in the centre's own words; shown to every agent
    notice: String,
    /// lines of the scorecard
    scorecard: Vec<ScorecardItem>,
}

/// A line of the scorecard.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScorecardItem {
    /// id of the metric; one fit for a person
    metric: String,
    /// weight, above zero
    weight: f64,
    /// the target, in the metric's unit
    #[schema(required)]
    target: Option<f64>,
}

/// The address of one's calendar.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CalendarAddress {
    /// when it was made; null: there is none
    #[schema(required)]
    made_at: Option<String>,
    /// the secret of the address; told once, when it is made
    #[schema(required)]
    secret: Option<String>,
}
