//! The rows the demo centre is written as: one struct for each fact table, its fields the table's columns.
//!
//! Instants are microseconds of UTC, durations seconds in whole milliseconds. `None` is what a source could not say.
//! `key` is unique in its table and source; of rows with the same key the greatest `source_version` holds.

use std::collections::BTreeMap;

use serde::Serialize;

/// A contact's stay in one queue and the handling that follows; a transfer makes a new one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ContactSegment {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub segment_id: String,
    pub contact_id: String,
    pub previous_segment_id: Option<String>,
    /// The work item it belongs to.
    pub case_id: Option<String>,
    /// voice, chat, email, social
    pub channel: &'static str,
    /// inbound, outbound
    pub direction: &'static str,
    /// customer, transfer, callback, reply
    pub initiation: &'static str,
    pub customer_id: Option<String>,
    pub entry_point: Option<&'static str>,
    pub language: Option<&'static str>,
    pub priority: Option<i32>,
    pub reason: Option<&'static str>,
    pub product: Option<&'static str>,
    pub started_at: i64,
    pub self_service_s: Option<f64>,
    /// None for a call-back: it is not taken from a queue.
    pub queue: Option<&'static str>,
    /// It had to wait (nobody was free).
    pub queued: Option<bool>,
    pub enqueued_at: Option<i64>,
    pub left_queue_at: Option<i64>,
    pub wait_s: Option<f64>,
    /// answered, abandoned, flowed_out, lost, waiting
    pub queue_result: Option<&'static str>,
    pub queue_result_detail: Option<&'static str>,
    pub agent_id: Option<String>,
    pub connected_at: Option<i64>,
    pub talk_s: Option<f64>,
    pub hold_s: Option<f64>,
    pub hold_count: Option<i32>,
    pub acw_s: Option<f64>,
    /// Contacts the agent had at the same time when this one began, itself included.
    pub concurrency: Option<i32>,
    /// End of the conversation: connected_at + talk_s + hold_s; the after-contact work follows.
    pub ended_at: Option<i64>,
    /// customer, agent, system
    pub ended_by: Option<&'static str>,
    /// cold, warm
    pub transfer_kind: Option<&'static str>,
    pub transferred_to: Option<&'static str>,
    pub escalated: Option<bool>,
    pub disposition: Option<&'static str>,
    /// What the agent says.
    pub resolved: Option<bool>,
    /// test, internal, monitor
    pub excluded: Option<&'static str>,
    pub attributes: Option<BTreeMap<&'static str, String>>,
}

/// One ringing of one agent.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct AgentOffer {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub segment_id: String,
    pub agent_id: String,
    pub offered_at: i64,
    pub ring_s: f64,
    /// answered, no_answer, rejected, busy, caller_gone
    pub result: &'static str,
}

/// A stretch of one agent in one exclusive main state.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct AgentInterval {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub agent_id: String,
    /// Canonical: available_idle, ringing, talking, holding, acw, off_contact_work, break, meal, meeting, training,
    /// not_responding.
    pub state: &'static str,
    pub source_state: &'static str,
    pub started_at: i64,
    pub ended_at: i64,
}

/// A promised call-back.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Callback {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub callback_id: String,
    /// The segment in whose queue the call-back was chosen.
    pub requested_segment_id: String,
    /// The segment in which the customer was reached.
    pub reached_segment_id: Option<String>,
    pub customer_id: Option<String>,
    pub queue: &'static str,
    pub requested_at: i64,
    pub promised_at: i64,
    pub attempts: i32,
    pub first_attempt_at: Option<i64>,
    pub reached_at: Option<i64>,
    pub cancelled_at: Option<i64>,
    /// customer, agent, system
    pub cancelled_by: Option<&'static str>,
    pub agent_id: Option<String>,
}

/// One message of a chat, e-mail or social conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Message {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub contact_id: Option<String>,
    pub item_id: Option<String>,
    pub at: i64,
    /// customer, agent, bot, auto
    pub author_kind: &'static str,
    pub public: bool,
    pub agent_id: Option<String>,
}

/// A ticket as it was at the end of a day it changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WorkItem {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub item_id: String,
    pub r#type: &'static str,
    pub channel: &'static str,
    pub reason: Option<&'static str>,
    pub product: Option<&'static str>,
    pub priority: Option<i32>,
    pub customer_id: Option<String>,
    pub created_at: i64,
    /// Deadline of the solution.
    pub due_at: Option<i64>,
    /// Deadline of the first reply.
    pub first_response_due_at: Option<i64>,
    pub sla_met: Option<bool>,
    pub first_response_at: Option<i64>,
    /// Where it is now: new, open, pending, solved.
    pub state: &'static str,
    pub first_solved_at: Option<i64>,
    /// Last solved.
    pub solved_at: Option<i64>,
    /// Times it was opened again.
    pub reopened: i32,
    pub reassignments: i32,
    pub escalated_at: Option<i64>,
    pub owner: Option<String>,
    pub queue: &'static str,
    pub attributes: Option<BTreeMap<&'static str, String>>,
}

/// One change of a ticket.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WorkItemEvent {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub item_id: String,
    pub at: i64,
    /// created, taken_in_charge, reassigned, pending, replied, escalated, solved, reopened
    pub event: &'static str,
    pub from_state: Option<&'static str>,
    pub to_state: &'static str,
    pub agent_id: Option<String>,
    pub queue: &'static str,
}

/// One question asked, or left unasked of an eligible contact, and perhaps answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct SurveyAnswer {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub survey_id: String,
    /// after_contact, relationship
    pub survey_kind: &'static str,
    /// csat, nps, ces, resolved
    pub question: &'static str,
    pub scale_min: f64,
    pub scale_max: f64,
    /// up: the greatest answer is the best.
    pub scale_direction: &'static str,
    pub wording_version: i32,
    pub channel: &'static str,
    pub eligible: bool,
    pub sent_at: Option<i64>,
    pub answered_at: Option<i64>,
    pub value: Option<f64>,
    pub comment: Option<&'static str>,
    pub contact_id: Option<String>,
    pub customer_id: Option<String>,
    pub agent_id: Option<String>,
    pub queue: Option<&'static str>,
}

/// A step of a caller in the voice menu.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct SelfServiceStep {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub visit_id: String,
    /// The contact that followed, where one did.
    pub contact_id: Option<String>,
    pub customer_id: Option<String>,
    pub channel: &'static str,
    pub node: &'static str,
    pub version: i32,
    pub action: &'static str,
    /// ok, no_match, agent_requested, completed, gave_up
    pub result: &'static str,
    pub at: i64,
}

/// A stretch of an agent's (or leader's) employment in one team.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Employment {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub agent_id: String,
    pub name: String,
    pub team: Option<&'static str>,
    /// Agent id of the leader.
    pub supervisor: Option<String>,
    /// agent, supervisor, manager
    pub role: &'static str,
    pub shift: &'static str,
    pub contract: &'static str,
    pub hired_at: i64,
    pub left_at: Option<i64>,
    /// voluntary, involuntary
    pub leave_kind: Option<&'static str>,
    pub regretted: Option<bool>,
    /// From this site midnight ..
    pub valid_from: i64,
    /// .. to this one, exclusive; None while it holds.
    pub valid_to: Option<i64>,
}

/// A queue an agent may take contacts of.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct AgentSkill {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub agent_id: String,
    pub skill: &'static str,
    /// 1 first choice, 2 overflow.
    pub level: i32,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Customer {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub customer_id: String,
    pub segment: &'static str,
    pub language: &'static str,
    /// Yearly value in the centre's currency.
    pub value: f64,
    pub since: i64,
}

/// An identity of a customer on a channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct CustomerKey {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub customer_id: String,
    /// phone, email
    pub kind: &'static str,
    pub value: String,
    pub match_rule: &'static str,
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Queue {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub queue: &'static str,
    pub channel: &'static str,
    pub time_zone: &'static str,
    pub first_weekday: &'static str,
    pub threshold_s: f64,
    pub target: f64,
    pub short_abandon_s: f64,
    /// As `sun-thu 08:00-20:00, fri 08:00-13:00`.
    pub hours: &'static str,
    pub calendar: &'static str,
}

/// A day on which a site is closed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Calendar {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub calendar: &'static str,
    /// Local date, as 2026-05-01.
    pub date: String,
    pub name: &'static str,
    pub open: bool,
}
