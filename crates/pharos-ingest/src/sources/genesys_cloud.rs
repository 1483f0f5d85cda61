//! Genesys Cloud: conversation details of the analytics API and its data export jobs.
//!
//! Format: `AnalyticsConversation` of the public API: participants with sessions, sessions with segments. A file holds an
//! answer (`{"conversations": [...]}`), a list, or one conversation a line. A conversation is complete in itself and its
//! later version replaces the earlier one, so nothing is kept and derived again.

mod conversation;
mod segments;

use std::io::Read;

use serde_json::{Map, Value as Json};

use super::json::{self, JsonRecord};
use super::rows::Gathered;
use super::{Derived, IngestError, Source, SourceContext, SourceRecord, SplitRecords};
use crate::readers::{Reject, reject_row};

pub(super) struct GenesysCloud;

impl Source for GenesysCloud {
    fn name(&self) -> &'static str {
        "genesys-cloud"
    }

    fn keeps_records(&self) -> bool {
        false
    }

    fn split(&self, file: &mut dyn Read, name: &str, _: &SourceContext) -> Result<SplitRecords, IngestError> {
        let bytes = json::read_whole(file, name)?;
        let (objects, rejects) = json::objects(&bytes, &["conversations"]);
        let mut split =
            SplitRecords { read: (objects.len() + rejects.len()) as u64, rejects, ..SplitRecords::default() };
        let mut seen = std::collections::HashSet::new();
        for object in objects {
            match record(&object, name) {
                Ok(record) if seen.insert((record.key.clone(), record.text.clone())) => {
                    split.records.push(record)
                }
                Ok(_) => split.duplicate += 1,
                Err(reason) => {
                    let row = reject_row(object.text.as_bytes());
                    split.rejects.push(Reject { line: object.line, reason: reason.to_owned(), row });
                }
            }
        }
        Ok(split)
    }

    fn derive(&self, records: &[SourceRecord], context: &SourceContext) -> Derived {
        let mut gathered = Gathered::new(records, context);
        let mut newest = std::collections::BTreeMap::new();
        for (index, record) in records.iter().enumerate() {
            let known = newest.entry(record.key.as_str()).or_insert(index);
            let (old, new) = (&records[*known], record);
            if (new.version, &new.text) > (old.version, &old.text) {
                *known = index;
            }
        }
        for index in newest.into_values() {
            match serde_json::from_str::<Map<String, Json>>(&records[index].text) {
                Ok(fields) => segments::rows(index, records[index].version, &fields, context, &mut gathered),
                Err(error) => gathered.reject(index, format!("no JSON object: {error}")),
            }
        }
        gathered.finish()
    }
}

fn record(object: &JsonRecord, file: &str) -> Result<SourceRecord, &'static str> {
    let fields = &object.object;
    let key = json::id(fields, "conversationId").ok_or("no conversation: conversationId is missing")?;
    let at_us =
        json::instant(fields, "conversationStart").ok_or("a conversation without conversationStart")?;
    if !fields.get("participants").is_some_and(Json::is_array) {
        return Err("a conversation without participants; maybe an aggregate, not conversation details");
    }
    let version = conversation::newest_instant(fields).unwrap_or(at_us);
    Ok(SourceRecord {
        group: key.clone(),
        key,
        at_us,
        version,
        file: file.to_owned(),
        line: object.line,
        text: object.text.clone(),
    })
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
