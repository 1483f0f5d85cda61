//! Which columns of the fact tables hold persons, and what becomes of a column when a person is erased.

use crate::table::{Kind, Table};

/// A kind of person the facts speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// somebody who contacts the centre
    Customer,
    /// somebody who works there
    Agent,
}

impl Person {
    /// Both kinds.
    pub const ALL: [Person; 2] = [Person::Customer, Person::Agent];

    /// As stored and typed: `customer`, `agent`.
    pub fn as_str(self) -> &'static str {
        match self {
            Person::Customer => "customer",
            Person::Agent => "agent",
        }
    }
}

/// What erasing a person does to a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasureRule {
    /// Holds ids of such persons: the erased id takes the place of the person's. `is_subject` says that the row is about
    /// that person, so that its texts go too.
    PersonId {
        /// the row is about that person
        is_subject: bool,
    },
    /// An id that may be made from a person's: where a person's stands in it as a word, the erased one takes its place.
    MadeOfIds,
    /// A raw line that must stay readable: as `MadeOfIds`.
    RawText,
    /// Text about people: gone from rows about the person, and wherever the person's id or name stands in it.
    Text,
    /// Says nothing of a person.
    Keep,
}

/// Columns that name agents, and whether the row is about the one named.
const AGENTS: [(&str, bool); 8] = [
    ("agent_id", true),
    ("owner", true),
    ("solved_by", true),
    ("evaluator", true),
    ("coach_id", true),
    ("from_id", true),
    ("supervisor", false),
    ("transferred_to", false),
];

/// Columns that name customers.
const CUSTOMERS: [(&str, bool); 3] = [("customer_id", true), ("identity", true), ("transferred_to", false)];

/// What erasing such a person does to a column of a table.
pub fn erasure_rule(table: &Table, column: &str, person: Person) -> ErasureRule {
    let named: &[(&str, bool)] = match person {
        Person::Agent => &AGENTS,
        Person::Customer => &CUSTOMERS,
    };
    if let Some((_, is_subject)) = named.iter().find(|(name, _)| *name == column) {
        return ErasureRule::PersonId { is_subject: *is_subject };
    }
    let kind = table.column(column).map(|column| column.kind);
    match (table.name, kind) {
        // The source's own name is no person.
        (_, Some(Kind::Id)) if matches!(column, "source_name" | "site") => ErasureRule::Keep,
        (_, Some(Kind::Id)) => ErasureRule::MadeOfIds,
        ("source_events", Some(Kind::FreeText)) => ErasureRule::RawText,
        // Names of queues, calendars and holidays are no persons' either.
        ("queues" | "calendars", _) => ErasureRule::Keep,
        (_, Some(Kind::FreeText | Kind::Attributes)) => ErasureRule::Text,
        _ => ErasureRule::Keep,
    }
}

/// Columns of a table that hold ids of such persons.
pub fn person_id_columns(table: &Table, person: Person) -> Vec<&'static str> {
    let all = table.all_columns().map(|column| column.name);
    all.filter(|name| matches!(erasure_rule(table, name, person), ErasureRule::PersonId { .. })).collect()
}

#[cfg(test)]
mod tests;
