//! Zendesk Support: tickets with their metrics, metric events, comments, field history or audits, satisfaction ratings,
//! users and groups.
//!
//! Shapes as in the public API and in exports of it (JSON lines or lists, an answer that wraps a list, Singer messages, CSV
//! tables). What an object is, is told by its fields. Objects of one ticket come in several files, so records are kept and
//! tickets derived again. Only the fields used are kept; texts of messages are not.

mod items;
mod object;
mod ratings;
mod ticket;

use std::collections::BTreeMap;
use std::io::Read;

use arrow::array::{Array, AsArray};
use serde_json::{Map, Value as Json};

use super::json::{self, JsonRecord};
use super::rows::Gathered;
use super::{Derived, IngestError, Source, SourceContext, SourceRecord, SplitRecords};
use crate::readers::{ReadOptions, Reject, open_bytes, reject_row};

/// Names under which an answer of the API wraps its list.
const LISTS: &[&str] = &[
    "tickets",
    "ticket_metrics",
    "ticket_metric_events",
    "satisfaction_ratings",
    "users",
    "groups",
    "comments",
    "ticket_comments",
    "audits",
    "ticket_audits",
];

pub(super) struct Zendesk;

impl Source for Zendesk {
    fn name(&self) -> &'static str {
        "zendesk"
    }

    fn keeps_records(&self) -> bool {
        true
    }

    fn split(&self, file: &mut dyn Read, name: &str, _: &SourceContext) -> Result<SplitRecords, IngestError> {
        let bytes = json::read_whole(file, name)?;
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
        let (objects, rejects) = match first {
            Some(b'{' | b'[') => json::objects(&bytes, LISTS),
            _ => table(bytes, name)?,
        };
        let mut split =
            SplitRecords { read: (objects.len() + rejects.len()) as u64, rejects, ..SplitRecords::default() };
        let mut seen = std::collections::HashSet::new();
        for object in objects {
            match record(&object, name) {
                Ok(Some(record))
                    if seen.insert((record.key.clone(), record.version, record.text.clone())) =>
                {
                    split.records.push(record);
                }
                Ok(Some(_)) => split.duplicate += 1,
                // A message of the export's protocol is no record.
                Ok(None) => split.read -= 1,
                Err(reason) => {
                    let row = reject_row(object.text.as_bytes());
                    split.rejects.push(Reject { line: object.line, reason, row });
                }
            }
        }
        Ok(split)
    }

    fn derive(&self, records: &[SourceRecord], context: &SourceContext) -> Derived {
        let mut gathered = Gathered::new(records, context);
        let mut newest: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, record) in records.iter().enumerate() {
            let known = newest.entry(record.key.as_str()).or_insert(index);
            if (record.version, &record.text) > (records[*known].version, &records[*known].text) {
                *known = index;
            }
        }
        let mut objects = Vec::new();
        for index in newest.into_values() {
            match serde_json::from_str::<Map<String, Json>>(&records[index].text) {
                Ok(fields) => objects.push((index, fields)),
                Err(error) => gathered.reject(index, format!("no JSON object: {error}")),
            }
        }
        let (tickets, people) = ticket::gather(records, &objects, context);
        for (id, ticket) in &tickets {
            items::rows(id, ticket, &people, &mut gathered);
            ratings::rows(id, ticket, &people, &mut gathered);
        }
        gathered.finish()
    }
}

fn record(object: &JsonRecord, file: &str) -> Result<Option<SourceRecord>, String> {
    let fields = match (json::text(&object.object, "type"), json::inner(&object.object, "record")) {
        (Some("RECORD"), Some(record)) => record,
        (Some("SCHEMA" | "STATE" | "ACTIVATE_VERSION"), _) => return Ok(None),
        _ => &object.object,
    };
    let list = object.list.as_deref().or_else(|| json::text(&object.object, "stream"));
    let known = object::known(fields, list)?;
    Ok(Some(SourceRecord {
        key: known.key,
        group: known.group,
        at_us: known.at_us,
        version: known.version,
        file: file.to_owned(),
        line: object.line,
        text: Json::Object(known.kept).to_string(),
    }))
}

/// A CSV table as objects of its filled fields.
fn table(bytes: Vec<u8>, name: &str) -> Result<(Vec<JsonRecord>, Vec<Reject>), IngestError> {
    let (mut records, mut rejects) = (Vec::new(), Vec::new());
    for batch in open_bytes(name, bytes, &ReadOptions::default())? {
        let batch = batch?;
        let schema = batch.batch.schema();
        for row in 0..batch.batch.num_rows() {
            let mut object = Map::new();
            for (field, column) in schema.fields().iter().zip(batch.batch.columns()) {
                if let Some(column) = column.as_string_opt::<i32>().filter(|column| !column.is_null(row)) {
                    object.insert(field.name().clone(), column.value(row).into());
                }
            }
            let text = Json::Object(object.clone()).to_string();
            records.push(JsonRecord { line: batch.line_of(row), list: None, object, text });
        }
        rejects.extend(batch.rejects);
    }
    Ok((records, rejects))
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
