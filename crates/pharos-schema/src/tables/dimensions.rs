//! Dimensions with validity: people, skills, customers, queues, calendars. They are small and not filed by day.

use super::short::{ATTRIBUTES, flag, id, instant, number, seconds, text, word};
use crate::table::Table;

/// Who belonged where, from when to when.
pub const EMPLOYMENT: Table = Table {
    name: "employment",
    version: 1,
    doc: "who belonged to which team, from when to when; a validity starts at a site midnight",
    columns: &[
        id("agent_id", "the agent"),
        text("name", "the agent's name"),
        word("team", "team"),
        id("supervisor", "supervisor"),
        word("role", "agent, supervisor, planner, quality, manager, director, other"),
        word("shift", "early, late, night, day or the centre's own word"),
        word("contract", "contract type"),
        number("fte", "full-time share 0..1"),
        instant("hired_at", "first day of employment"),
        instant("left_at", "last day of employment has ended"),
        word("leaving_kind", "voluntary, involuntary, internal, season, training"),
        flag("regretted", "the centre would have liked to keep the person"),
        instant("valid_from", "this row holds from"),
        instant("valid_to", "this row holds until; NULL: still"),
        ATTRIBUTES,
    ],
    day_from: &[],
    person_columns: &["agent_id", "name"],
};

/// What an agent can do.
pub const AGENT_SKILLS: Table = Table {
    name: "agent_skills",
    version: 1,
    doc: "what an agent can do",
    columns: &[
        id("agent_id", "the agent"),
        word("skill", "skill or queue"),
        number("level", "level, greater is better"),
        instant("valid_from", "from"),
        instant("valid_to", "until; NULL: still"),
    ],
    day_from: &[],
    person_columns: &["agent_id"],
};

/// What is known of a customer.
pub const CUSTOMERS: Table = Table {
    name: "customers",
    version: 1,
    doc: "what is known of a customer",
    columns: &[
        id("customer_id", "the customer"),
        text("name", "name"),
        word("segment", "segment"),
        number("value", "value to the company, money a year"),
        instant("since", "customer since"),
        instant("churned_at", "left"),
        instant("valid_from", "from"),
        instant("valid_to", "until; NULL: still"),
        ATTRIBUTES,
    ],
    day_from: &[],
    person_columns: &["customer_id", "name"],
};

/// Identities of one customer over channels.
pub const CUSTOMER_KEYS: Table = Table {
    name: "customer_keys",
    version: 1,
    doc: "identities of one customer over channels",
    columns: &[
        id("identity", "number, address or handle as it stands in `customer_id` of the facts"),
        id("customer_id", "the customer it belongs to"),
        word("rule", "how it was matched: source, exact_phone, exact_email, manual"),
        instant("valid_from", "from"),
        instant("valid_to", "until; NULL: still"),
    ],
    day_from: &[],
    person_columns: &["identity", "customer_id"],
};

/// Queues with their targets and hours.
pub const QUEUES: Table = Table {
    name: "queues",
    version: 1,
    doc: "queues with their targets and opening hours",
    columns: &[
        word("queue", "the queue"),
        text("name", "name shown to people"),
        word("channel", "channel"),
        seconds("threshold_s", "service level threshold"),
        number("target", "service level target, 0..1"),
        seconds("short_abandon_s", "abandons up to here are short"),
        word("calendar", "opening hours by name"),
        instant("valid_from", "from"),
        instant("valid_to", "until; NULL: still"),
    ],
    day_from: &[],
    person_columns: &[],
};

/// Opening hours, holidays and special events.
pub const CALENDARS: Table = Table {
    name: "calendars",
    version: 1,
    doc: "opening hours by name, holidays and special events",
    columns: &[
        word("calendar", "name of the opening hours; NULL: every calendar of the site"),
        word("kind", "hours, holiday, event"),
        text("name", "name of the holiday or event"),
        word("event_kind", "campaign, outage, price_change, release, holiday, other"),
        text("hours", "opening hours as text: mon-fri 07:00-21:00; sat 08:00-12:00"),
        instant("valid_from", "from"),
        instant("valid_to", "until; NULL: still"),
    ],
    day_from: &[],
    person_columns: &[],
};
