//! The relations metric files read, each derived one written once, as SQL over the fact tables of a question.
//!
//! Every relation has columns by the names of `pharos_metric::RELATIONS`; users' words never enter this text.

mod agents;
mod contacts;
mod forecasts;
mod messages;
mod surveys;
mod work;

/// Totals a system exports, of queues and days without contacts: where there is one contact of whatever source, contacts are
/// all that counts, so what an old system's report says of a day is not added to the contacts of the new one.
pub const REPORTS: &str = "reports_without_contacts";

/// Survey answers where nothing of their contact is asked for.
const ANSWERS_ALONE: &str = "survey_answers_alone";

/// Parts of a roll-up.
pub const PARTS: &str = "rollup_parts";

/// Contacts linked with their neighbours beforehand.
pub const LINKED: &str = "linked_contacts";

/// Corrected segments as they count now, and as they counted before; for marking numbers.
pub const CORRECTED: &str = "corrected_segments";

const CORRECTED_SEGMENTS: &str = "
    SELECT * FROM contact_segments WHERE excluded IS NULL AND is_corrected_contact_segments(source_name, key)
    UNION ALL
    SELECT * FROM uncorrected_contact_segments WHERE excluded IS NULL AND is_corrected_contact_segments(source_name, key)";

const WITHOUT_CONTACTS: &str = "
    SELECT r.* FROM interval_reports r LEFT ANTI JOIN (
        SELECT DISTINCT queue, day_start(coalesce(enqueued_at, started_at), site) AS day_at FROM contact_segments
        WHERE excluded IS NULL
    ) c ON c.queue = r.queue AND c.day_at = day_start(r.starts_at, r.site)";

/// SQL of a relation, without the brackets around it. `None`: no such relation.
pub fn sql(name: &str) -> Option<String> {
    Some(match name {
        "contact_segments" => contacts::SEGMENTS.to_owned(),
        "contacts" => contacts::contacts(),
        "contact_sequence" => contacts::sequence(),
        "cases" => contacts::cases(),
        "contact_time" => agents::CONTACT_TIME.to_owned(),
        "state_time" => agents::STATE_TIME.to_owned(),
        "agent_days" => agents::AGENT_DAYS.to_owned(),
        "message_episodes" => messages::episodes(),
        "reply_turns" => messages::turns(),
        "items" => work::ITEMS.to_owned(),
        "open_items" => work::OPEN_ITEMS.to_owned(),
        "survey_answers" => surveys::ANSWERS.to_owned(),
        "agent_offers" => "SELECT * FROM agent_offers".to_owned(),
        "callbacks" => "SELECT * FROM callbacks".to_owned(),
        "interval_reports" => "SELECT * FROM interval_reports".to_owned(),
        "learning_results" => "SELECT * FROM learning_results".to_owned(),
        "coaching_sessions" => "SELECT * FROM coaching_sessions".to_owned(),
        "forecast_slots" => forecasts::SLOTS.to_owned(),
        ANSWERS_ALONE => "SELECT * FROM survey_answers".to_owned(),
        PARTS => format!("SELECT * FROM {PARTS}"),
        LINKED => format!("SELECT * FROM {LINKED}"),
        REPORTS => WITHOUT_CONTACTS.to_owned(),
        CORRECTED => CORRECTED_SEGMENTS.to_owned(),
        name if is_held(name) => format!("SELECT * FROM {name}"),
        _ => return None,
    })
}

/// Names of the relations that are held in memory while many questions are asked, by the name of what they hold.
const HELD: [(&str, &str); 8] = [
    ("contacts", "held_contacts"),
    ("contact_sequence", "held_contact_sequence"),
    ("cases", "held_cases"),
    ("agent_days", "held_agent_days"),
    ("message_episodes", "held_message_episodes"),
    ("reply_turns", "held_reply_turns"),
    ("items", "held_items"),
    ("forecast_slots", "held_forecast_slots"),
];

/// The name under which a relation is held; `None`: it is quickly made.
pub fn held(name: &str) -> Option<&'static str> {
    HELD.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// True for the name of a held relation.
pub fn is_held(name: &str) -> bool {
    HELD.iter().any(|it| it.1 == name)
}

/// Tables to be worked out, in this order, before the relation is read: name and SQL, for rows of the period where it has one.
pub fn steps(name: &str, from_us: Option<i64>, to_us: Option<i64>) -> Vec<(&'static str, String)> {
    if name == "forecast_slots" { forecasts::steps(from_us, to_us) } else { Vec::new() }
}

/// Fact tables a relation reads.
pub fn tables(name: &str) -> &'static [&'static str] {
    match name {
        "contact_segments" | "contacts" | "contact_sequence" | "contact_time" => &["contact_segments"],
        "cases" => &["contact_segments", "work_items"],
        "state_time" => &["agent_intervals"],
        "agent_days" => &["contact_segments", "agent_intervals"],
        "message_episodes" | "reply_turns" => &["messages", "work_item_events"],
        "items" => &["work_items", "work_item_events", "messages"],
        "open_items" => &["work_items", "work_item_events"],
        "survey_answers" => &["survey_answers", "contact_segments"],
        "agent_offers" => &["agent_offers"],
        "callbacks" => &["callbacks"],
        "interval_reports" => &["interval_reports"],
        "learning_results" => &["learning_results"],
        "coaching_sessions" => &["coaching_sessions"],
        "forecast_slots" => &["forecasts", "contact_segments"],
        ANSWERS_ALONE => &["survey_answers"],
        REPORTS => &["interval_reports", "contact_segments"],
        CORRECTED => &["contact_segments"],
        _ => &[],
    }
}

/// The relation without what it takes from other tables, for scans that name nothing of it.
pub fn alone(name: &'static str) -> &'static str {
    match name {
        "survey_answers" => ANSWERS_ALONE,
        other => other,
    }
}

/// True if the relation's rows depend on rows of other days (so a question about one day still reads all days).
pub fn looks_around(name: &str) -> bool {
    !matches!(
        name,
        "contact_segments"
            | "corrected_segments"
            | "agent_offers"
            | "callbacks"
            | "interval_reports"
            | ANSWERS_ALONE
    )
}
