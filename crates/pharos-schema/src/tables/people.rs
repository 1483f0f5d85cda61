//! Quality, learning, coaching, recognition, goals.

use super::short::{ATTRIBUTES, count, flag, id, instant, number, seconds, text, word};
use crate::table::Table;

/// An answered item of an evaluation.
pub const EVALUATION_ANSWERS: Table = Table {
    name: "evaluation_answers",
    version: 1,
    doc: "an answered item of an evaluation",
    columns: &[
        id("evaluation_id", "the evaluation"),
        word("kind", "sample, targeted, calibration"),
        word("form", "the form"),
        count("form_version", "version of the form"),
        word("section", "section of the form"),
        word("item", "item of the form"),
        number("weight", "weight of the item"),
        word("critical", "customer, business, compliance; NULL: not critical"),
        flag("not_applicable", "the item did not apply"),
        number("points", "points given"),
        number("of", "points possible"),
        instant("evaluated_at", "handed in"),
        id("evaluator", "who evaluated"),
        id("agent_id", "who was evaluated"),
        id("contact_id", "the contact evaluated"),
        word("appealed", "open, upheld, refused; NULL: not appealed"),
        ATTRIBUTES,
    ],
    day_from: &["evaluated_at"],
    person_columns: &["agent_id", "evaluator"],
};

/// A result of a course, assessment or certification.
pub const LEARNING_RESULTS: Table = Table {
    name: "learning_results",
    version: 1,
    doc: "a result of a course, assessment or certification",
    columns: &[
        id("agent_id", "the agent"),
        word("course", "the course"),
        word("kind", "course, assessment, certification"),
        count("attempt", "number of the attempt, from 1"),
        number("score", "points reached"),
        number("of", "points possible"),
        flag("passed", "passed or finished"),
        instant("due_at", "due"),
        instant("at", "handed in; NULL: assigned only"),
        ATTRIBUTES,
    ],
    day_from: &["at", "due_at"],
    person_columns: &["agent_id"],
};

/// A coaching session planned, held or missed.
pub const COACHING_SESSIONS: Table = Table {
    name: "coaching_sessions",
    version: 1,
    doc: "a coaching session planned, held or missed",
    columns: &[
        id("agent_id", "the agent"),
        id("coach_id", "the coach"),
        instant("planned_at", "planned for"),
        instant("held_at", "held"),
        seconds("length_s", "length"),
        word("topic", "topic"),
        ATTRIBUTES,
    ],
    day_from: &["planned_at", "held_at"],
    person_columns: &["agent_id", "coach_id"],
};

/// A kudos, win or badge.
pub const RECOGNITIONS: Table = Table {
    name: "recognitions",
    version: 1,
    doc: "a kudos, win or badge",
    columns: &[
        id("from_id", "who gave it"),
        id("agent_id", "who received it"),
        word("kind", "kudos, win, badge"),
        text("text", "what for"),
        instant("at", "when"),
    ],
    day_from: &["at"],
    person_columns: &["agent_id", "from_id"],
};

/// A goal's value at a date.
pub const GOAL_RESULTS: Table = Table {
    name: "goal_results",
    version: 1,
    doc: "a goal's value at a date",
    columns: &[
        id("goal_id", "the goal"),
        count("goal_version", "version of the goal"),
        id("agent_id", "the agent, for goals of one person"),
        number("value", "the value"),
        instant("at", "when"),
    ],
    day_from: &["at"],
    person_columns: &["agent_id"],
};
