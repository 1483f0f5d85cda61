//! Tickets, cases, back-office items.

use super::short::{ATTRIBUTES, count, flag, id, instant, seconds, word};
use crate::table::Table;

/// A ticket, case or back-office item as it is now.
pub const WORK_ITEMS: Table = Table {
    name: "work_items",
    version: 1,
    doc: "a ticket, case or back-office item as it is now",
    columns: &[
        id("item_id", "the item"),
        word("item_type", "incident, request, problem, question, back_office"),
        word("channel", "the channel it came by"),
        word("reason", "reason or category"),
        word("product", "product concerned"),
        word("priority", "priority as the source names it"),
        id("customer_id", "who asks"),
        word("queue", "group or queue it stands in"),
        id("owner", "the agent responsible; NULL: nobody"),
        word("state", "new, open, pending, on_hold, solved, closed"),
        word("source_state", "the source's own word"),
        instant("created_at", "created"),
        instant("updated_at", "last change"),
        instant("first_response_at", "first public reply of a person"),
        instant("first_solved_at", "solved for the first time"),
        instant("solved_at", "solved for the last time; NULL while open"),
        id("solved_by", "the agent who solved it last"),
        instant("closed_at", "closed"),
        count("reopened", "times reopened"),
        count("reassignments", "hand-overs from one owner or group to the next"),
        count("public_replies", "public replies of agents"),
        instant("escalated_at", "first escalation"),
        instant("escalation_ended_at", "the escalation was closed"),
        seconds("on_hold_s", "time on hold until last solved"),
        seconds(
            "requester_wait_s",
            "time the customer waited (new, open, on hold) until last solved, as the source says",
        ),
        instant("first_reply_due_at", "deadline of the first reply"),
        instant("next_reply_due_at", "deadline of the next reply"),
        instant("next_reply_at", "the next reply that the deadline is about"),
        instant("due_at", "deadline of the resolution"),
        flag("sla_met", "the source says the target was met"),
        ATTRIBUTES,
    ],
    day_from: &["created_at", "updated_at"],
    person_columns: &["customer_id", "owner", "solved_by"],
};

/// One change of a work item.
pub const WORK_ITEM_EVENTS: Table = Table {
    name: "work_item_events",
    version: 1,
    doc: "one change of a work item",
    columns: &[
        id("item_id", "the item"),
        instant("at", "when"),
        word("event", "created, taken, assigned, state, replied, solved, reopened, closed, escalated, other"),
        word("activity", "the source's own word"),
        word("from_state", "state before: new, open, pending, on_hold, solved, closed"),
        word("to_state", "state after"),
        id("owner", "owner after the event; NULL: nobody or not known"),
        flag("owner_changed", "the event changed the owner"),
        id("agent_id", "who did it"),
        word("queue", "group or queue after the event"),
        id("customer_id", "the item's customer"),
        ATTRIBUTES,
    ],
    day_from: &["at"],
    person_columns: &["customer_id", "owner", "agent_id"],
};
