//! The closed list of relations a measure can read: fact tables as they are, and what is derived from them.
//!
//! The engine writes each derived relation once (`pharos-engine/src/relations/`); here stand its columns, clocks and the
//! dimensions it can be split by, so that a metric file is checked without the engine.

use pharos_schema::{Kind, table};

/// A relation a measure can read.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// Name used in metric files.
    pub name: &'static str,
    /// What a row is.
    pub doc: &'static str,
    /// The fact table whose columns it has; empty for relations with own columns only.
    pub base: &'static str,
    /// Columns beside (or instead of) those of the base table.
    pub derived: &'static [DerivedColumn],
    /// Instants that can file a row under a period; the first is the default.
    pub clocks: &'static [Clock],
    /// Dimensions, beside `site` and `source`, it can be split by.
    pub dimensions: &'static [&'static str],
}

/// A column a relation adds.
#[derive(Clone, Copy, Debug)]
pub struct DerivedColumn {
    /// Name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Meaning.
    pub doc: &'static str,
}

/// A named instant of a row.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Name used in metric files and the parameter `clock`.
    pub name: &'static str,
    /// The instant, over the relation's columns.
    pub expression: &'static str,
}

/// A dimension users split and filter by.
#[derive(Clone, Copy, Debug)]
pub struct Dimension {
    /// Name, as in `--by`.
    pub name: &'static str,
    /// word, agent, or number (hour of the day, weekday).
    pub kind: &'static str,
}

/// All dimensions; `attr:NAME` comes beside them where a relation has attributes.
pub const DIMENSIONS: &[Dimension] = &[
    Dimension { name: "channel", kind: "word" },
    Dimension { name: "queue", kind: "word" },
    Dimension { name: "site", kind: "word" },
    Dimension { name: "team", kind: "word" },
    Dimension { name: "shift", kind: "word" },
    Dimension { name: "tenure_band", kind: "word" },
    Dimension { name: "agent", kind: "agent" },
    Dimension { name: "reason", kind: "word" },
    Dimension { name: "product", kind: "word" },
    Dimension { name: "segment", kind: "word" },
    Dimension { name: "language", kind: "word" },
    Dimension { name: "direction", kind: "word" },
    Dimension { name: "priority", kind: "word" },
    Dimension { name: "hour_of_day", kind: "number" },
    Dimension { name: "weekday", kind: "number" },
    Dimension { name: "source", kind: "word" },
    Dimension { name: "entry_point", kind: "word" },
];

/// The relation of that name.
pub fn relation(name: &str) -> Option<&'static Relation> {
    RELATIONS.iter().find(|relation| relation.name == name)
}

/// The dimension of that name.
pub fn dimension(name: &str) -> Option<&'static Dimension> {
    DIMENSIONS.iter().find(|dimension| dimension.name == name)
}

impl Relation {
    /// Kind of a column, base table's or derived.
    pub fn column(&self, name: &str) -> Option<Kind> {
        self.derived
            .iter()
            .find(|column| column.name == name)
            .map(|column| column.kind)
            .or_else(|| table(self.base).and_then(|base| base.column(name)).map(|column| column.kind))
    }

    /// The clock of that name.
    pub fn clock(&self, name: &str) -> Option<&'static Clock> {
        self.clocks.iter().find(|clock| clock.name == name)
    }

    /// True if it can be split or filtered by the dimension (`attr:NAME` included).
    pub fn has_dimension(&self, name: &str) -> bool {
        matches!(name, "site" | "source" | "hour_of_day" | "weekday")
            || self.dimensions.contains(&name)
            || (name.starts_with("attr:") && self.column("attributes").is_some())
    }

    /// Names of all columns.
    pub fn column_names(&self) -> Vec<&'static str> {
        let base = table(self.base).into_iter().flat_map(|base| base.all_columns().map(|column| column.name));
        base.chain(self.derived.iter().map(|column| column.name)).collect()
    }
}

const fn derived(name: &'static str, kind: Kind, doc: &'static str) -> DerivedColumn {
    DerivedColumn { name, kind, doc }
}

const fn clock(name: &'static str, expression: &'static str) -> Clock {
    Clock { name, expression }
}

const AGENT_DIMENSIONS: [&str; 4] = ["agent", "team", "shift", "tenure_band"];

const SEGMENT_DIMENSIONS: &[&str] = &[
    "channel",
    "queue",
    "team",
    "shift",
    "tenure_band",
    "agent",
    "reason",
    "product",
    "segment",
    "language",
    "direction",
    "priority",
    "entry_point",
];

const ITEM_DIMENSIONS: &[&str] = &[
    "channel",
    "queue",
    "team",
    "shift",
    "tenure_band",
    "agent",
    "reason",
    "product",
    "segment",
    "priority",
];

const CONTACT_COLUMNS: &[DerivedColumn] = &[
    derived("contact_id", Kind::Id, "the contact"),
    derived("customer_id", Kind::Id, "the customer after `customer_keys`"),
    derived("agent_id", Kind::Id, "the last agent who answered"),
    derived("channel", Kind::Word, "channel of the first segment"),
    derived("direction", Kind::Word, "direction of the first segment"),
    derived("queue", Kind::Word, "first queue"),
    derived("reason", Kind::Word, "reason, the last one known"),
    derived("product", Kind::Word, "product, the last one known"),
    derived("language", Kind::Word, "language"),
    derived("priority", Kind::Word, "priority of the first segment"),
    derived("entry_point", Kind::Word, "entry point"),
    derived("started_at", Kind::Instant, "start of the first segment"),
    derived("ended_at", Kind::Instant, "end of the last segment"),
    derived("segments", Kind::Count, "segments of the contact"),
    derived("is_offered", Kind::Flag, "a segment was answered or abandoned"),
    derived("is_answered", Kind::Flag, "a segment was answered"),
    derived("is_handled", Kind::Flag, "a segment was answered and has ended"),
    derived("resolved", Kind::Flag, "marked as resolved, the last statement known"),
    derived("transfers", Kind::Count, "segments that were transferred out"),
    derived("escalations", Kind::Count, "segments that were escalated"),
    derived("self_service_s", Kind::Seconds, "time in self-service of all segments"),
    derived("case_id", Kind::Id, "the case"),
];

/// All relations.
pub const RELATIONS: &[Relation] = &[
    Relation {
        name: "contact_segments",
        doc: "contact segments that count: excluded, test and monitor rows are left out",
        base: "contact_segments",
        derived: &[],
        clocks: &[
            clock("enqueued_else_started", "coalesce(enqueued_at, started_at)"),
            clock("started", "started_at"),
            clock("enqueued", "enqueued_at"),
            clock("left_self_service", "plus_seconds(started_at, self_service_s)"),
            clock("answered", "connected_at"),
            clock("ended", "ended_at"),
        ],
        dimensions: SEGMENT_DIMENSIONS,
    },
    Relation {
        name: "contacts",
        doc: "contacts: the segments of one contact together",
        base: "",
        derived: CONTACT_COLUMNS,
        clocks: &[clock("started", "started_at"), clock("ended", "ended_at")],
        dimensions: SEGMENT_DIMENSIONS,
    },
    Relation {
        name: "contact_sequence",
        doc: "contacts with the distance to the previous and next contact of the same customer; outbound ones, which we made, are left out",
        base: "",
        derived: &[
            CONTACT_COLUMNS[0],
            CONTACT_COLUMNS[1],
            CONTACT_COLUMNS[2],
            CONTACT_COLUMNS[3],
            CONTACT_COLUMNS[4],
            CONTACT_COLUMNS[5],
            CONTACT_COLUMNS[6],
            CONTACT_COLUMNS[7],
            CONTACT_COLUMNS[8],
            CONTACT_COLUMNS[9],
            CONTACT_COLUMNS[10],
            CONTACT_COLUMNS[11],
            CONTACT_COLUMNS[12],
            CONTACT_COLUMNS[13],
            CONTACT_COLUMNS[14],
            CONTACT_COLUMNS[15],
            CONTACT_COLUMNS[16],
            CONTACT_COLUMNS[17],
            CONTACT_COLUMNS[18],
            CONTACT_COLUMNS[19],
            CONTACT_COLUMNS[20],
            CONTACT_COLUMNS[21],
            derived(
                "previous_gap_s",
                Kind::Seconds,
                "start of the customer's previous contact to this start",
            ),
            derived(
                "previous_gap_reason_s",
                Kind::Seconds,
                "the same, previous contact with the same reason",
            ),
            derived("next_gap_s", Kind::Seconds, "this start to the start of the customer's next contact"),
            derived("next_gap_reason_s", Kind::Seconds, "the same, next contact with the same reason"),
            derived("next_gap_channel_s", Kind::Seconds, "the same, next contact on the same channel"),
            derived(
                "next_gap_reason_channel_s",
                Kind::Seconds,
                "the same, next contact with the same reason and channel",
            ),
        ],
        clocks: &[clock("started", "started_at"), clock("ended", "ended_at")],
        dimensions: SEGMENT_DIMENSIONS,
    },
    Relation {
        name: "cases",
        doc: "cases: the contacts of one case, else contacts of one customer and reason not more than 7 days apart",
        base: "",
        derived: &[
            derived("case_key", Kind::Id, "the case"),
            derived("customer_id", Kind::Id, "the customer"),
            derived("agent_id", Kind::Id, "the last agent who answered"),
            derived("channel", Kind::Word, "channel of the first contact"),
            derived("queue", Kind::Word, "queue of the first contact"),
            derived("reason", Kind::Word, "reason"),
            derived("product", Kind::Word, "product"),
            derived("priority", Kind::Word, "priority of the first contact"),
            derived("started_at", Kind::Instant, "start of the first contact"),
            derived(
                "closed_at",
                Kind::Instant,
                "the work item of the case was closed or solved; NULL while open or where there is none",
            ),
            derived("contacts", Kind::Count, "contacts"),
            derived("inbound_contacts", Kind::Count, "inbound contacts"),
            derived("transfers", Kind::Count, "transfers"),
            derived("channel_switches", Kind::Count, "changes of channel from one contact to the next"),
            derived("repeats", Kind::Count, "contacts after the first"),
            derived("escalations", Kind::Count, "escalations"),
            derived("search_s", Kind::Seconds, "time in self-service before the contacts"),
        ],
        clocks: &[clock("started", "started_at"), clock("closed", "closed_at")],
        dimensions: &[
            "channel",
            "queue",
            "team",
            "shift",
            "tenure_band",
            "agent",
            "reason",
            "product",
            "segment",
            "priority",
        ],
    },
    Relation {
        name: "agent_offers",
        doc: "ringings of agents",
        base: "agent_offers",
        derived: &[],
        clocks: &[clock("offered", "offered_at")],
        dimensions: &["channel", "queue", "agent", "team", "shift", "tenure_band"],
    },
    Relation {
        name: "state_time",
        doc: "agents' states cut at local slots (15 minutes where the question needs them, else hours)",
        base: "agent_intervals",
        derived: &[
            derived("slot_at", Kind::Instant, "the cut piece begins"),
            derived(
                "state_s",
                Kind::Seconds,
                "seconds of the piece; a state that lasts is counted up to the as-of instant",
            ),
        ],
        clocks: &[clock("overlap", "slot_at")],
        dimensions: &AGENT_DIMENSIONS,
    },
    Relation {
        name: "contact_time",
        doc: "agents' handling of contacts, with the part in which no other contact of the agent was open",
        base: "contact_segments",
        derived: &[
            derived("contact_s", Kind::Seconds, "connected to end, after-contact work included"),
            derived(
                "busy_s",
                Kind::Seconds,
                "the part not covered by an earlier contact of the same agent: sums to wall-clock time with at least one contact",
            ),
        ],
        clocks: &[clock("overlap", "connected_at")],
        dimensions: SEGMENT_DIMENSIONS,
    },
    Relation {
        name: "agent_days",
        doc: "an agent's local day: contacts handled, time logged in, time on queue",
        base: "",
        derived: &[
            derived("agent_id", Kind::Id, "the agent"),
            derived("day_at", Kind::Instant, "the day begins, site time"),
            derived("handled", Kind::Count, "contacts handled that ended on the day"),
            derived(
                "logged_in_s",
                Kind::Seconds,
                "time in any state but offline; NULL where the source has no states",
            ),
            derived(
                "on_queue_s",
                Kind::Seconds,
                "time available, ringing, talking, holding or in after-contact work; NULL where the source has no states",
            ),
        ],
        clocks: &[clock("ended", "day_at")],
        dimensions: &AGENT_DIMENSIONS,
    },
    Relation {
        name: "callbacks",
        doc: "promised callbacks",
        base: "callbacks",
        derived: &[],
        clocks: &[
            clock("requested", "requested_at"),
            clock("promised", "promised_at"),
            clock("reached", "reached_at"),
        ],
        dimensions: &["channel", "queue", "agent", "team", "shift", "tenure_band", "segment"],
    },
    Relation {
        name: "message_episodes",
        doc: "conversations from the customer's first message to the first public reply of a person; a reopened item begins a new one; conversations opened by an agent are left out",
        base: "",
        derived: &[
            derived("conversation_id", Kind::Id, "work item or contact"),
            derived("episode", Kind::Count, "number, from 0"),
            derived("customer_id", Kind::Id, "the customer"),
            derived("agent_id", Kind::Id, "who replied first"),
            derived("channel", Kind::Word, "channel"),
            derived("queue", Kind::Word, "queue"),
            derived("first_message_at", Kind::Instant, "the customer's first message"),
            derived("first_reply_at", Kind::Instant, "first public reply of a person; NULL: none yet"),
        ],
        clocks: &[clock("first_customer_message", "first_message_at")],
        dimensions: &["channel", "queue", "agent", "team", "shift", "tenure_band", "segment"],
    },
    Relation {
        name: "reply_turns",
        doc: "answered turns: the customer's earliest unanswered message and the public reply of a person; a message still unanswered when its item is solved or closed waits no longer",
        base: "",
        derived: &[
            derived("conversation_id", Kind::Id, "work item or contact"),
            derived("customer_id", Kind::Id, "the customer"),
            derived("agent_id", Kind::Id, "who replied"),
            derived("channel", Kind::Word, "channel"),
            derived("queue", Kind::Word, "queue"),
            derived("message_at", Kind::Instant, "the earliest unanswered message"),
            derived("reply_at", Kind::Instant, "the reply"),
            derived("is_first", Kind::Flag, "the first reply of its episode"),
        ],
        clocks: &[clock("customer_message", "message_at")],
        dimensions: &["channel", "queue", "agent", "team", "shift", "tenure_band", "segment"],
    },
    Relation {
        name: "items",
        doc: "work items with what their events and messages say",
        base: "work_items",
        derived: &[
            derived("events", Kind::Count, "events of the item; NULL: the source gives none"),
            derived("taken_count", Kind::Count, "events in which an agent took the item in charge"),
            derived("first_owner", Kind::Id, "first owner"),
            derived("last_solver", Kind::Id, "who solved it last"),
            derived("without_owner_s", Kind::Seconds, "time without an owner until last solved"),
            derived("waiting_s", Kind::Seconds, "time in new, open and on hold until last solved"),
            derived(
                "on_hold_first_s",
                Kind::Seconds,
                "time on hold until first solved, from events, else `on_hold_s` where it was solved once; NULL: not known",
            ),
            derived(
                "on_hold_full_s",
                Kind::Seconds,
                "time on hold until last solved, from events, else `on_hold_s`; NULL: not known",
            ),
            derived(
                "closes",
                Kind::Count,
                "times it went from another state to solved or closed (solved to closed is no second time); NULL: no events",
            ),
            derived(
                "first_close_at",
                Kind::Instant,
                "became solved or closed for the first time, from events, else the earliest of first_solved_at, solved_at, closed_at",
            ),
            derived("first_event_at", Kind::Instant, "first event"),
            derived("last_event_at", Kind::Instant, "last event"),
            derived(
                "agent_replies",
                Kind::Count,
                "public replies of agents, from messages, else as the source says",
            ),
        ],
        clocks: &[
            clock("created", "created_at"),
            // An item that was solved, reopened and is open again has no `solved_at`; what asks for "solved at least once"
            // needs it all the same. Other measures filter by `solved_at`.
            clock("solved", "coalesce(solved_at, first_solved_at, closed_at)"),
            clock("closed", "first_close_at"),
            clock("escalated", "escalated_at"),
            clock("resolution_deadline", "due_at"),
            clock("first_reply_deadline", "first_reply_due_at"),
            clock("next_reply_deadline", "next_reply_due_at"),
        ],
        dimensions: ITEM_DIMENSIONS,
    },
    Relation {
        name: "open_items",
        doc: "work items open at an instant: the end of each period, not after the as-of instant",
        base: "work_items",
        derived: &[
            derived("instant_at", Kind::Instant, "the instant"),
            derived("period_at", Kind::Instant, "the last microsecond of the period the instant closes"),
            derived("state_then", Kind::Word, "state at the instant"),
            derived("owner_then", Kind::Id, "owner at the instant"),
        ],
        clocks: &[clock("instant", "period_at")],
        dimensions: ITEM_DIMENSIONS,
    },
    Relation {
        name: "survey_answers",
        doc: "survey questions asked, with reason, product and language of the contact they are about",
        base: "survey_answers",
        derived: &[
            derived("reason", Kind::Word, "reason of the contact"),
            derived("product", Kind::Word, "product of the contact"),
            derived("language", Kind::Word, "language of the contact"),
        ],
        clocks: &[
            clock("asked", "coalesce(sent_at, answered_at, eligible_at)"),
            clock("answered", "answered_at"),
        ],
        dimensions: &[
            "channel",
            "queue",
            "agent",
            "team",
            "shift",
            "tenure_band",
            "reason",
            "product",
            "segment",
            "language",
        ],
    },
    Relation {
        name: "interval_reports",
        doc: "totals a system exports",
        base: "interval_reports",
        derived: &[],
        clocks: &[clock("started", "starts_at")],
        dimensions: &["channel", "queue", "agent", "team", "shift", "tenure_band", "direction"],
    },
    Relation {
        name: "learning_results",
        doc: "courses, assessments, certifications: assigned, tried, passed",
        base: "learning_results",
        derived: &[],
        clocks: &[clock("due", "due_at"), clock("event", "at")],
        dimensions: &AGENT_DIMENSIONS,
    },
    Relation {
        name: "coaching_sessions",
        doc: "coaching and 1:1s: planned, held, missed",
        base: "coaching_sessions",
        derived: &[],
        clocks: &[clock("due", "planned_at"), clock("event", "held_at")],
        dimensions: &AGENT_DIMENSIONS,
    },
];
