//! What customers said and did: surveys, self-service, outcomes, transcripts.

use super::short::{ATTRIBUTES, count, flag, id, instant, number, text, word};
use crate::table::Table;

/// One survey question asked and perhaps answered.
pub const SURVEY_ANSWERS: Table = Table {
    name: "survey_answers",
    version: 1,
    doc: "one survey question asked and perhaps answered; a contact that was eligible but not asked has a row without sent_at",
    columns: &[
        id("survey_id", "the survey as sent to one person"),
        word("kind", "csat, nps, ces, fcr, felt_heard, repeat_information, pulse, other"),
        word("moment", "after_contact, relationship"),
        word("question", "the question's name"),
        number("scale_min", "lowest value of the scale"),
        number("scale_max", "highest value of the scale"),
        word("scale_direction", "up: greater is better; down: smaller is better"),
        word("wording_version", "version of the wording"),
        word("channel", "the channel it was asked on"),
        flag("eligible", "the contact could have been asked"),
        instant("eligible_at", "the contact ended and could have been asked about"),
        instant("sent_at", "asked"),
        instant("answered_at", "answered"),
        number("value", "the answer on its own scale"),
        text("comment", "what the customer added"),
        id("contact_id", "the contact it is about"),
        id("item_id", "the work item it is about"),
        id("customer_id", "the customer"),
        id("agent_id", "the agent of the contact"),
        word("queue", "the queue of the contact"),
        ATTRIBUTES,
    ],
    day_from: &["sent_at", "answered_at", "eligible_at"],
    person_columns: &["customer_id", "agent_id"],
};

/// A step in an IVR, bot or help page.
pub const SELF_SERVICE_STEPS: Table = Table {
    name: "self_service_steps",
    version: 1,
    doc: "a step in an IVR, bot or help page",
    columns: &[
        id("visit_id", "the visit"),
        id("customer_id", "the customer"),
        word("channel", "ivr, bot, web, app"),
        word("node", "menu, page or intent"),
        word("version", "version of the flow"),
        word("action", "what the customer did"),
        word("result", "ok, no_match, timeout, agent_requested, completed, abandoned, queued"),
        instant("at", "when"),
        ATTRIBUTES,
    ],
    day_from: &["at"],
    person_columns: &["customer_id"],
};

/// A sale, stage, order, complaint, churn or recovery step.
pub const OUTCOMES: Table = Table {
    name: "outcomes",
    version: 1,
    doc: "a sale, stage, order, complaint, churn or recovery step",
    columns: &[
        id("customer_id", "the customer"),
        id("contact_id", "the contact it belongs to"),
        id("agent_id", "the agent it is credited to"),
        word("kind", "sale, stage, order, complaint, churn, recovery, cancellation"),
        word("stage", "stage reached"),
        word("product", "product concerned"),
        number("amount", "money in the centre's currency"),
        instant("at", "when"),
        ATTRIBUTES,
    ],
    day_from: &["at"],
    person_columns: &["customer_id", "agent_id"],
};

/// One turn of a transcript.
pub const UTTERANCES: Table = Table {
    name: "utterances",
    version: 1,
    doc: "one turn of a transcript, redacted",
    columns: &[
        id("contact_id", "the contact"),
        count("turn", "number of the turn, from 0"),
        word("speaker", "customer, agent, bot"),
        count("begin_ms", "milliseconds from the start"),
        count("end_ms", "milliseconds from the start"),
        text("text", "what was said, redacted"),
        word("language", "language (BCP 47)"),
        instant("at", "instant of the turn"),
        id("agent_id", "the agent"),
    ],
    day_from: &["at"],
    person_columns: &["agent_id"],
};
