//! The streaming door: facts that are acknowledged only when they are on disk.

use pharos_schema::{Table, row_from_json, table};
use pharos_store::NewFact;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::marks::Marks;
use crate::{App, AppError, Result, now_us};

/// Rows waiting to be folded beyond which the door asks the sender to come back later.
const INBOX_MAX: u64 = 200_000;

/// Faults named in the answer to a batch; the sender mends these first.
const FAULTS_MAX: usize = 10;

/// A column that says the row is about something that has ended, by table; rows of tables without one are complete at once.
const ENDS: [(&str, &str); 4] = [
    ("contact_segments", "ended_at"),
    ("agent_intervals", "ended_at"),
    ("callbacks", "reached_at"),
    ("work_items", "solved_at"),
];

/// A batch of facts.
#[derive(Clone, Copy, Debug)]
pub struct FactsRequest<'a> {
    /// the fact table
    pub table: &'a str,
    /// the source's name, for rows that do not name one
    pub source_name: &'a str,
    /// JSON lines: one object of the table's columns each
    pub body: &'a str,
    /// the sender's name for this batch
    pub idempotency_key: Option<&'a str>,
}

/// What the sender is told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FactsAnswer {
    /// ingest sequence of the batch
    pub sequence: i64,
    /// rows of the batch
    pub accepted: u64,
    /// the batch was there already
    #[serde(skip)]
    pub repeated: bool,
}

impl App {
    /// Accepts a batch: all of it, or nothing. It is on disk when this returns.
    ///
    /// # Errors
    /// Rows at fault (line and cause), a key used with another body, an inbox that is full.
    pub async fn accept_facts(&self, request: FactsRequest<'_>) -> Result<FactsAnswer> {
        let table = table(request.table).ok_or_else(|| AppError::NotFound {
            what: "fact table",
            name: request.table.to_owned(),
            advice: "; maybe `contact_segments`".to_owned(),
        })?;
        if INBOX_MAX < self.store.inbox_len().await? {
            return Err(AppError::Busy("the inbox is full; maybe try again in a minute".to_owned()));
        }
        let marks = self.marks().await?;
        let facts = parse(table, request.source_name, request.body, marks.as_deref())?;
        let hash =
            blake3::hash(format!("{}\n{}\n{}", request.table, request.source_name, request.body).as_bytes());
        let hash = hash.to_hex();
        let idempotency = request.idempotency_key.map(|key| (key, hash.as_str()));
        let accepted = self.store.accept(idempotency, &facts, now_us()).await?;
        let answer: FactsAnswer = serde_json::from_str(&accepted.response)
            .map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(FactsAnswer { repeated: accepted.repeated, ..answer })
    }
}

fn parse(
    table: &'static Table,
    source_name: &str,
    body: &str,
    marks: Option<&Marks>,
) -> Result<Vec<NewFact>> {
    let mut facts = Vec::new();
    let mut faults = Vec::new();
    for (index, line) in body.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match fact(table, source_name, line, marks) {
            Ok(fact) => facts.push(fact),
            Err(cause) => faults.push(format!("line {}: {cause}", index + 1)),
        }
        if FAULTS_MAX <= faults.len() {
            break;
        }
    }
    if !faults.is_empty() {
        return Err(AppError::Input(faults.join("\n")));
    }
    if facts.is_empty() {
        return Err(AppError::Input("the body holds no row; it must be one JSON object a line".to_owned()));
    }
    Ok(facts)
}

fn fact(
    table: &'static Table,
    source_name: &str,
    line: &str,
    marks: Option<&Marks>,
) -> std::result::Result<NewFact, String> {
    let mut object: Map<String, Value> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    row_from_json(table, &object).map_err(|error| error.to_string())?;
    // Somebody who was erased does not come back by a stream.
    let is_erased =
        marks.is_some_and(|marks| marks.in_object(table, &object).erase_object(table, &mut object));
    let text = |name: &str| {
        object.get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let has = |name: &str| object.get(name).is_some_and(|value| !value.is_null());
    let ended = ENDS.iter().find(|(name, _)| *name == table.name).is_none_or(|(_, column)| has(column));
    Ok(NewFact {
        table: table.name.to_owned(),
        source_name: text("source_name")
            .filter(|_| has("source_name"))
            .unwrap_or_else(|| source_name.to_owned()),
        key: text("key").unwrap_or_default(),
        source_version: object.get("source_version").and_then(Value::as_i64).unwrap_or(0),
        row: if is_erased { Value::Object(object.clone()).to_string() } else { line.to_owned() },
        ended,
    })
}

#[cfg(test)]
mod tests;
