//! Published plans: schedules, forecasts, requirements.

use super::short::{ATTRIBUTES, count, id, instant, number, seconds, word};
use crate::table::Table;

/// What a published schedule says.
pub const PLANNED_ACTIVITIES: Table = Table {
    name: "planned_activities",
    version: 1,
    doc: "what a published schedule says",
    columns: &[
        id("agent_id", "the agent"),
        word("activity", "activity code"),
        word("class", "queue_work, break, meal, meeting, training, coaching, leave, sickness, off"),
        instant("starts_at", "begins"),
        instant("ends_at", "ends"),
        count("version", "version of the schedule"),
        instant("published_at", "published"),
        instant("superseded_at", "replaced by a later version"),
        ATTRIBUTES,
    ],
    day_from: &["starts_at"],
    person_columns: &["agent_id"],
};

/// A published forecast value.
pub const FORECASTS: Table = Table {
    name: "forecasts",
    version: 1,
    doc: "a published forecast value of one slot",
    columns: &[
        id("forecast_id", "the published forecast"),
        word("queue", "the queue"),
        word("channel", "the channel"),
        word("measure", "contacts, handle_time_s, workload_s"),
        instant("slot_at", "the slot begins"),
        seconds("slot_s", "length of the slot"),
        instant("made_at", "made at"),
        seconds("lead_s", "time ahead"),
        number("mean", "expected value"),
        number("q025", "2.5 % quantile"),
        number("q10", "10 % quantile"),
        number("q50", "median"),
        number("q90", "90 % quantile"),
        number("q975", "97.5 % quantile"),
    ],
    day_from: &["slot_at"],
    person_columns: &[],
};

/// Required staff of a plan.
pub const REQUIREMENTS: Table = Table {
    name: "requirements",
    version: 1,
    doc: "required staff of one slot of a plan",
    columns: &[
        id("plan_id", "the plan"),
        word("queue", "the queue"),
        word("channel", "the channel"),
        instant("slot_at", "the slot begins"),
        seconds("slot_s", "length of the slot"),
        number("agents", "agents required"),
        instant("made_at", "made at"),
    ],
    day_from: &["slot_at"],
    person_columns: &[],
};
