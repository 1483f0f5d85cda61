//! The list of fact tables, one file per family.

mod contacts;
mod dimensions;
mod people;
mod planning;
mod raw;
mod voice_of_customer;
mod work;

use crate::table::Table;

/// All fact tables in the order the documentation shows them.
pub const TABLES: &[&Table] = &[
    &contacts::CONTACT_SEGMENTS,
    &contacts::AGENT_OFFERS,
    &contacts::AGENT_INTERVALS,
    &contacts::CALLBACKS,
    &contacts::MESSAGES,
    &work::WORK_ITEMS,
    &work::WORK_ITEM_EVENTS,
    &voice_of_customer::SURVEY_ANSWERS,
    &voice_of_customer::SELF_SERVICE_STEPS,
    &voice_of_customer::OUTCOMES,
    &voice_of_customer::UTTERANCES,
    &people::EVALUATION_ANSWERS,
    &people::LEARNING_RESULTS,
    &people::COACHING_SESSIONS,
    &people::RECOGNITIONS,
    &people::GOAL_RESULTS,
    &planning::PLANNED_ACTIVITIES,
    &planning::FORECASTS,
    &planning::REQUIREMENTS,
    &raw::INTERVAL_REPORTS,
    &raw::SOURCE_EVENTS,
    &dimensions::EMPLOYMENT,
    &dimensions::AGENT_SKILLS,
    &dimensions::CUSTOMERS,
    &dimensions::CUSTOMER_KEYS,
    &dimensions::QUEUES,
    &dimensions::CALENDARS,
];

/// The table of that name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

/// A column that holds an id, a word and so on; the short forms keep the lists readable.
mod short {
    use crate::table::{Column, Kind};

    pub(super) const fn id(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::Id, doc)
    }
    pub(super) const fn word(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::Word, doc)
    }
    pub(super) const fn text(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::FreeText, doc)
    }
    pub(super) const fn instant(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::Instant, doc)
    }
    pub(super) const fn seconds(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::Seconds, doc)
    }
    pub(super) const fn count(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::Count, doc)
    }
    pub(super) const fn number(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::Number, doc)
    }
    pub(super) const fn flag(name: &'static str, doc: &'static str) -> Column {
        Column::new(name, Kind::Flag, doc)
    }
    pub(super) const ATTRIBUTES: Column =
        Column::new("attributes", Kind::Attributes, "JSON object of the source's own fields");
}
