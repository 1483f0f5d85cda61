//! Totals a system exports, and raw lines kept.

use super::short::{count, id, instant, number, seconds, text, word};
use crate::table::Table;

/// A total a system exports. Where contacts of the same source, queue and slot exist, they win; the two are never added.
pub const INTERVAL_REPORTS: Table = Table {
    name: "interval_reports",
    version: 1,
    doc: "a total a system exports for a queue and slot; never added to contacts of the same source, queue and slot",
    columns: &[
        word("queue", "the queue"),
        word("channel", "the channel"),
        word("direction", "inbound, outbound"),
        id("agent_id", "the agent, for reports by agent"),
        instant("starts_at", "the slot begins"),
        seconds("interval_s", "length of the slot"),
        word(
            "measure",
            "offered, answered, abandoned, answered_in_threshold, wait_s, talk_s, hold_s, acw_s, handled, refused, entered, longest_wait_s",
        ),
        number("threshold_s", "threshold of answered_in_threshold"),
        number("value", "the total"),
    ],
    day_from: &["starts_at"],
    person_columns: &["agent_id"],
};

/// A raw line or event kept: contacts that grow over several files are derived from these again.
pub const SOURCE_EVENTS: Table = Table {
    name: "source_events",
    version: 1,
    doc: "a raw line or event of a source whose contacts run over several files",
    columns: &[
        id("contact_id", "the call or contact the line belongs to, as the source names it"),
        instant("at", "instant of the line"),
        word("file", "file it was first read from, without its folder"),
        count("line", "line in that file, from 1"),
        text("text", "the line"),
    ],
    day_from: &["at"],
    person_columns: &[],
};
