//! The rows the demo centre is written as: one struct for each fact table, its fields the table's columns.
//!
//! Instants are microseconds of UTC, durations seconds in whole milliseconds. `None` is what a source could not say.
//! Columns of a table that the centre never fills have no field; they are NULL.
//! `key` is unique in its table and source; of rows with the same key the greatest `source_version` holds.

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
    /// inbound, transfer, callback
    pub initiation: &'static str,
    pub customer_id: Option<String>,
    pub entry_point: Option<&'static str>,
    pub language: Option<&'static str>,
    pub priority: Option<&'static str>,
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
    pub hold_count: Option<i64>,
    pub acw_s: Option<f64>,
    /// Contacts the agent had at the same time when this one began, itself included.
    pub concurrency: Option<i64>,
    /// End of the conversation: connected_at + talk_s + hold_s; the after-contact work follows.
    pub ended_at: Option<i64>,
    /// customer, agent, system
    pub ended_by: Option<&'static str>,
    /// blind, attended, queue
    pub transfer_kind: Option<&'static str>,
    pub transferred_to: Option<&'static str>,
    pub escalated: Option<bool>,
    pub escalated_at: Option<i64>,
    pub disposition: Option<&'static str>,
    /// What the agent says.
    pub resolved: Option<bool>,
    /// test
    pub excluded: Option<&'static str>,
    /// A JSON object.
    pub attributes: Option<String>,
}

/// One ringing of one agent.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct AgentOffer {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub segment_id: String,
    pub contact_id: String,
    pub agent_id: String,
    pub queue: &'static str,
    pub channel: &'static str,
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
    /// interacting, idle, off_queue
    pub routing_status: &'static str,
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
    /// The segment in whose queue the call-back was chosen.
    pub segment_id: String,
    pub contact_id: String,
    /// The segment in which the customer was reached.
    pub callback_segment_id: Option<String>,
    pub customer_id: Option<String>,
    pub queue: &'static str,
    pub channel: &'static str,
    pub requested_at: i64,
    pub promised_at: i64,
    pub attempts: i64,
    pub first_attempt_at: Option<i64>,
    pub reached_at: Option<i64>,
    pub cancelled_at: Option<i64>,
    /// customer, centre
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
    pub customer_id: Option<String>,
    pub channel: &'static str,
    pub queue: &'static str,
}

/// A ticket as it was at the end of a day it changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WorkItem {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub item_id: String,
    pub item_type: &'static str,
    pub channel: &'static str,
    pub reason: Option<&'static str>,
    pub product: Option<&'static str>,
    pub priority: Option<&'static str>,
    pub customer_id: Option<String>,
    pub queue: &'static str,
    pub owner: Option<String>,
    /// new, open, pending, solved
    pub state: &'static str,
    pub created_at: i64,
    pub updated_at: i64,
    pub first_response_at: Option<i64>,
    pub first_solved_at: Option<i64>,
    /// Last solved; None while open.
    pub solved_at: Option<i64>,
    pub solved_by: Option<String>,
    /// Times it was opened again.
    pub reopened: i64,
    pub reassignments: i64,
    /// Public replies of agents.
    pub public_replies: i64,
    pub escalated_at: Option<i64>,
    pub escalation_ended_at: Option<i64>,
    pub first_reply_due_at: Option<i64>,
    /// Deadline of the solution.
    pub due_at: Option<i64>,
    pub sla_met: Option<bool>,
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
    /// created, taken, assigned, state, solved, reopened, escalated
    pub event: &'static str,
    /// The source's word.
    pub activity: &'static str,
    pub from_state: Option<&'static str>,
    pub to_state: &'static str,
    /// After the event.
    pub owner: Option<String>,
    pub owner_changed: bool,
    pub agent_id: Option<String>,
    pub queue: &'static str,
    pub customer_id: Option<String>,
}

/// One question asked, or left unasked of an eligible contact, and perhaps answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct SurveyAnswer {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub survey_id: String,
    /// csat, nps, ces, fcr
    pub kind: &'static str,
    /// after_contact, relationship
    pub moment: &'static str,
    pub question: &'static str,
    pub scale_min: f64,
    pub scale_max: f64,
    /// up: the greatest answer is the best.
    pub scale_direction: &'static str,
    pub wording_version: &'static str,
    pub channel: &'static str,
    pub eligible: bool,
    pub eligible_at: Option<i64>,
    pub sent_at: Option<i64>,
    pub answered_at: Option<i64>,
    pub value: Option<f64>,
    pub comment: Option<&'static str>,
    pub contact_id: Option<String>,
    pub item_id: Option<String>,
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
    pub customer_id: Option<String>,
    /// ivr
    pub channel: &'static str,
    pub node: &'static str,
    pub version: &'static str,
    pub action: &'static str,
    /// ok, agent_requested, completed, abandoned
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
    /// Full-time share.
    pub fte: f64,
    pub hired_at: i64,
    pub left_at: Option<i64>,
    /// voluntary, involuntary
    pub leaving_kind: Option<&'static str>,
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
    /// 2 first choice, 1 overflow.
    pub level: f64,
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
    /// Yearly value in the centre's currency.
    pub value: f64,
    pub since: i64,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
}

/// An identity of a customer: what stands as customer_id in e-mail and social facts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct CustomerKey {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub identity: String,
    pub customer_id: String,
    /// exact_email
    pub rule: &'static str,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Queue {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    pub queue: &'static str,
    pub name: &'static str,
    pub channel: &'static str,
    pub threshold_s: f64,
    pub target: f64,
    pub short_abandon_s: f64,
    /// Its opening hours: the queue's own name.
    pub calendar: &'static str,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
}

/// Opening hours of a queue, a day on which a site is closed, or an event that changes the arrivals.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Calendar {
    pub key: String,
    pub source_version: i64,
    pub site: &'static str,
    /// None: every calendar of the site.
    pub calendar: Option<&'static str>,
    /// hours, holiday, event
    pub kind: &'static str,
    pub name: &'static str,
    /// campaign, outage, holiday
    pub event_kind: Option<&'static str>,
    /// As `sun-thu 08:00-20:00; fri 08:00-13:00`.
    pub hours: Option<&'static str>,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
}

/// A site: not a table, but what the tables' `site` means.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteSettings {
    /// Its name.
    pub site: &'static str,
    /// IANA time zone.
    pub time_zone: &'static str,
    /// sunday or monday.
    pub first_weekday: &'static str,
    /// Main language (BCP 47).
    pub language: &'static str,
}
