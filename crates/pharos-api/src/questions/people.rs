//! What comes in about people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use crate::body::understood as taken;

/// Which people's records.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfAgent {
    /// Of this person; of everybody the reader may see where it is left out.
    pub(crate) agent: Option<String>,
    /// Only what nobody has decided yet.
    #[serde(default)]
    pub(crate) undecided: bool,
}

/// An answer to a pulse survey.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PulseAnswerNew {
    /// 1 to 5
    #[schema(minimum = 1, maximum = 5)]
    pub(crate) value: i64,
    /// free words
    #[serde(default)]
    pub(crate) comment: String,
}

/// A concern to be opened by a person.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConcernNew {
    /// what was noticed, in words the person can read
    text: String,
}

/// A step on a concern's way.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConcernStep {
    /// `see`, `contest`, `sign`, `drop`, `close`
    step: String,
    /// why; needed to contest, sign and drop
    reason: String,
}

/// A course to be made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CourseNew {
    /// its name
    name: String,
    /// `course`, `assessment`, `certification`
    kind: String,
    /// share of the points that passes, 0..1; null: finishing is enough
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pass_mark: Option<f64>,
    /// what it is about
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

/// A course to be given to people.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssignmentNew {
    /// the people
    #[serde(default)]
    agent_ids: Vec<String>,
    /// when it is due
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
}

/// A result to be noted.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultNew {
    /// points reached
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    /// points possible
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<f64>,
    /// finished, where there are no points
    #[serde(default, skip_serializing_if = "Option::is_none")]
    passed: Option<bool>,
    /// when; now where null
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

/// A 1:1 to be planned.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneOnOneNew {
    /// when
    planned_at: String,
    /// seconds; half an hour where null
    #[serde(default, skip_serializing_if = "Option::is_none")]
    length_s: Option<i64>,
    /// days between two of the series; null: this one alone
    #[serde(default, skip_serializing_if = "Option::is_none")]
    every_days: Option<i64>,
    /// what about
    #[serde(default, skip_serializing_if = "Option::is_none")]
    topic: Option<String>,
}

/// A change of a 1:1; what is null stays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneOnOneChange {
    /// `held`, `missed`, `cancelled`, `planned`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    /// another time
    #[serde(default, skip_serializing_if = "Option::is_none")]
    planned_at: Option<String>,
    /// notes both can read
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shared_notes: Option<String>,
    /// notes of the lead alone
    #[serde(default, skip_serializing_if = "Option::is_none")]
    private_notes: Option<String>,
    /// actions agreed: each becomes a to-do
    #[serde(default)]
    actions: Vec<ActionNew>,
}

/// An action agreed in a 1:1.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionNew {
    /// what is to be done
    text: String,
    /// `agent` or `lead`
    who: String,
    /// until when
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
}

/// A plan to be proposed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanNew {
    /// what is to be better, and how one will see it
    aim: String,
    /// the concern it comes from; it must be signed
    #[serde(default, skip_serializing_if = "Option::is_none")]
    concern_id: Option<String>,
    /// when it is looked at again
    #[serde(default, skip_serializing_if = "Option::is_none")]
    review_at: Option<String>,
    /// what is done
    #[serde(default)]
    measures: Vec<PlanMeasureNew>,
}

/// A measure to be agreed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanMeasureNew {
    /// `talks`, `hours`, `learning`, `other_work`, `other`
    kind: String,
    /// in words
    text: String,
    /// until when
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
}

/// A change of a plan; what is null stays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanChange {
    /// the person agrees, or (false, with a reason) does not agree to it as it stands
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agree: Option<bool>,
    /// why not
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// another measure
    #[serde(default, skip_serializing_if = "Option::is_none")]
    add_measure: Option<PlanMeasureNew>,
    /// the measure of that place is done
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measure_done: Option<u64>,
    /// looked at again on
    #[serde(default, skip_serializing_if = "Option::is_none")]
    review_at: Option<String>,
    /// `back`, `partly`, `not_back`: ends a plan that was agreed; `withdrawn`: one that was not
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    /// in words
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A survey to be opened.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PulseNew {
    /// the question
    question: String,
    /// until when it can be answered
    closes_at: String,
}

/// A recognition to be given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecognitionNew {
    /// who receives it
    agent_id: String,
    /// `kudos` to somebody, or a `win` of one's own
    kind: String,
    /// what for
    text: String,
}

/// A talk to be noted.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TalkNew {
    /// two lines
    text: String,
    /// when; now where null
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

/// A to-do to be made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TodoNew {
    /// what is to be done
    text: String,
    /// who does it; the maker where null
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner_id: Option<String>,
    /// whom it is about
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agent_id: Option<String>,
    /// a date or instant
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
    /// what it comes from: `one_on_one`, `plan`, `huddle`, `goal`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_kind: Option<String>,
    /// which one
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_id: Option<String>,
    /// it is a promise, made to this customer or employee
    #[serde(default, skip_serializing_if = "Option::is_none")]
    promised_to: Option<String>,
}

/// A change of a to-do; what is null stays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TodoChange {
    /// done, or not after all
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<bool>,
    /// another day; empty for none
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
    /// other words
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}
