//! Which questions are about single persons, and how many persons their answers show: what the audit log notes.

use std::collections::BTreeSet;

use pharos_engine::query::{Answer, Rows};
use serde_json::Value;

use crate::{QueryRequest, RowsRequest};

/// Columns that name a person.
const PERSON_COLUMNS: [&str; 8] =
    ["agent_id", "agent", "customer_id", "customer", "owner", "owner_then", "solved_by", "supervisor"];

/// True if a question splits by agents or picks single ones.
pub(crate) fn is_individual(request: &QueryRequest) -> bool {
    names_any(request, &PERSON_COLUMNS)
}

/// True if a question is about people, teams or sites.
pub(crate) fn is_of_a_part(request: &QueryRequest) -> bool {
    is_individual(request) || names_any(request, &["team", "site"])
}

fn names_any(request: &QueryRequest, names: &[&str]) -> bool {
    let filter = request.filter.as_deref().unwrap_or_default();
    let words: BTreeSet<&str> = filter.split(|it: char| !it.is_ascii_alphanumeric() && it != '_').collect();
    request.by.iter().any(|name| names.contains(&name.as_str()))
        || names.iter().any(|name| words.contains(name))
}

/// Agents that an answer names.
pub(crate) fn persons_in_answers<'a>(answers: impl Iterator<Item = &'a Answer>) -> usize {
    let mut persons = BTreeSet::new();
    for answer in answers {
        let Some(place) = answer.by.iter().position(|name| name == "agent") else { continue };
        persons.extend(answer.rows.iter().filter_map(|row| row.dims.get(place)?.as_deref()));
    }
    persons.len()
}

/// Agents and customers that rows name.
pub(crate) fn persons_in_rows(rows: &Rows) -> usize {
    let places: Vec<usize> = rows
        .columns
        .iter()
        .enumerate()
        .filter(|(_, (name, _))| PERSON_COLUMNS.contains(&name.as_str()))
        .map(|(place, _)| place)
        .collect();
    let mut persons = BTreeSet::new();
    for row in &rows.rows {
        for place in &places {
            if let Some(Value::String(person)) = row.get(*place) {
                persons.insert(person.as_str());
            }
        }
    }
    persons.len()
}

/// The same of rows in columns.
pub(crate) fn persons_in_batches(batches: &[pharos_schema::RecordBatch]) -> usize {
    let mut persons = BTreeSet::new();
    for batch in batches {
        for name in PERSON_COLUMNS {
            persons.extend(pharos_schema::distinct_texts(batch, name));
        }
    }
    persons.len()
}

/// A question in the words of the command line, for the log.
pub(crate) fn words(request: &QueryRequest) -> String {
    let mut words = vec![format!("--metric {}", request.metrics.join(","))];
    if !request.by.is_empty() {
        words.push(format!("--by {}", request.by.join(",")));
    }
    let options = [
        ("where", &request.filter),
        ("from", &request.from),
        ("to", &request.to),
        ("tz", &request.tz),
        ("as-of", &request.as_of),
        ("compare", &request.compare),
    ];
    words
        .extend(options.iter().filter_map(|(name, value)| value.as_ref().map(|it| format!("--{name} {it}"))));
    if !request.grain.is_empty() && request.grain != "none" {
        words.push(format!("--grain {}", request.grain));
    }
    words.join(" ")
}

/// The same for rows.
pub(crate) fn words_of_rows(request: &RowsRequest) -> String {
    let part = request.part.as_ref().map_or_else(String::new, |part| format!(" part {part}"));
    let limit = request.limit.map_or_else(|| "all".to_owned(), |limit| limit.to_string());
    format!("{} --rows{part} {limit} from {}", words(&request.query), request.offset)
}
