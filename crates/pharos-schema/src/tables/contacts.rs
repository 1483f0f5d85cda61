//! Contacts: segments, offers to agents, agents' states, callbacks, messages.

use super::short::{ATTRIBUTES, count, flag, id, instant, seconds, word};
use crate::table::Table;

/// A contact's stay in one queue and the handling that follows.
pub const CONTACT_SEGMENTS: Table = Table {
    name: "contact_segments",
    version: 1,
    doc: "a contact's stay in one queue and the handling that follows; a transfer makes a new segment",
    columns: &[
        id("segment_id", "the segment; equals the key where the source names none"),
        id("contact_id", "the contact the segment belongs to"),
        id("previous_segment_id", "the segment this one was transferred from"),
        id("case_id", "the case, ticket or issue the contact is about"),
        word("channel", "voice, chat, email, social, sms, messaging, callback, video, task"),
        word("direction", "inbound, outbound, internal"),
        word("initiation", "how it began: inbound, outbound, transfer, callback, api, queue_transfer"),
        id("customer_id", "the customer, NULL where unknown"),
        word("entry_point", "number, address or page the customer used"),
        word("language", "language of the contact (BCP 47)"),
        word("priority", "priority as the source names it"),
        word("reason", "contact reason"),
        word("product", "product concerned"),
        instant("started_at", "the contact reached the centre"),
        seconds("self_service_s", "time in self-service before the queue"),
        word("queue", "the queue"),
        flag("queued", "it really had to queue"),
        instant("enqueued_at", "it entered the queue; NULL where it never had to wait there"),
        instant("left_queue_at", "it left the queue"),
        seconds("wait_s", "wait in the queue; 0 where it was answered at once, NULL where not known"),
        word("queue_result", "answered, abandoned, flowed_out, lost, waiting"),
        word("queue_result_detail", "the source's own word for the result"),
        id("agent_id", "the agent"),
        instant("connected_at", "agent and customer were connected"),
        seconds("talk_s", "both connected and not on hold"),
        seconds("hold_s", "customer on hold"),
        count("hold_count", "times on hold"),
        seconds("acw_s", "after-contact work"),
        count("concurrency", "contacts the agent had at once when this one began"),
        instant("ended_at", "the segment ended"),
        word("ended_by", "customer, agent, system, third_party"),
        flag("ended_on_hold", "it ended while the customer was on hold"),
        word("transfer_kind", "blind, attended, queue, external; NULL: not transferred"),
        word("transferred_to", "queue, agent or number it was transferred to"),
        flag("consulted", "the agent asked somebody inside during the contact"),
        flag("escalated", "passed to a higher tier or a supervisor"),
        instant("escalated_at", "when it was escalated"),
        word("disposition", "wrap-up code"),
        flag("resolved", "the agent marked it as resolved"),
        word("excluded", "why it never counts: test, internal, monitor, corrected"),
        ATTRIBUTES,
    ],
    day_from: &["started_at", "enqueued_at", "connected_at", "ended_at"],
    person_columns: &["customer_id", "agent_id"],
};

/// One ringing of one agent.
pub const AGENT_OFFERS: Table = Table {
    name: "agent_offers",
    version: 1,
    doc: "one ringing of one agent",
    columns: &[
        id("segment_id", "the segment offered"),
        id("contact_id", "the contact offered"),
        id("agent_id", "the agent who was rung"),
        word("queue", "the queue it came from"),
        word("channel", "the channel"),
        instant("offered_at", "the ringing began"),
        seconds("ring_s", "how long it rang"),
        word("result", "answered, no_answer, rejected, busy, caller_gone"),
        ATTRIBUTES,
    ],
    day_from: &["offered_at"],
    person_columns: &["agent_id"],
};

/// A stretch of one agent in one exclusive main state.
pub const AGENT_INTERVALS: Table = Table {
    name: "agent_intervals",
    version: 1,
    doc: "a stretch of one agent in one exclusive main state",
    columns: &[
        id("agent_id", "the agent"),
        word(
            "state",
            "offline, available_idle, ringing, talking, holding, acw, off_contact_work, break, meal, meeting, training, coaching, not_responding, system_problem",
        ),
        word("source_state", "the source's own word"),
        word(
            "routing_status",
            "interacting, communicating, idle, off_queue (Genesys routing status), where the source has it",
        ),
        instant("started_at", "the state began"),
        instant("ended_at", "the state ended; NULL while it lasts"),
        ATTRIBUTES,
    ],
    day_from: &["started_at"],
    person_columns: &["agent_id"],
};

/// A promised callback.
pub const CALLBACKS: Table = Table {
    name: "callbacks",
    version: 1,
    doc: "a promised callback",
    columns: &[
        id("segment_id", "the segment in which it was requested"),
        id("contact_id", "the contact in which it was requested"),
        id("callback_segment_id", "the segment in which the customer was reached"),
        id("customer_id", "the customer"),
        word("queue", "the queue it was requested in"),
        word("channel", "the channel of the request"),
        instant("requested_at", "requested"),
        instant("promised_at", "promised for"),
        count("attempts", "attempts so far"),
        instant("first_attempt_at", "first attempt"),
        instant("reached_at", "the customer was spoken to"),
        instant("cancelled_at", "cancelled"),
        word("cancelled_by", "customer, centre"),
        id("agent_id", "the agent of the last attempt"),
        ATTRIBUTES,
    ],
    day_from: &["requested_at"],
    person_columns: &["customer_id", "agent_id"],
};

/// One message or comment of a contact or item.
pub const MESSAGES: Table = Table {
    name: "messages",
    version: 1,
    doc: "one message or comment of a contact or work item",
    columns: &[
        id("contact_id", "the contact it belongs to"),
        id("item_id", "the work item it belongs to"),
        instant("at", "sent or written"),
        word("author_kind", "customer, agent, bot, auto"),
        flag("public", "the customer can read it"),
        id("agent_id", "the agent who wrote it"),
        id("customer_id", "the customer of the conversation"),
        word("channel", "the channel"),
        word("queue", "the queue of the conversation"),
        ATTRIBUTES,
    ],
    day_from: &["at"],
    person_columns: &["customer_id", "agent_id"],
};
