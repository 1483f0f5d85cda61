//! Amazon Connect: contact records and the agent event stream, told apart by their fields.
//!
//! Formats: the admin guide's "Contact records data model" and "Agent event streams data model". Both are delivered at
//! least once: of a contact record the greatest `LastUpdateTimestamp` counts, an agent event is known by its `EventId`.
//! Objects may stand one a line, in an array, or run together as Firehose writes them. Only the fields used are kept.

mod agent_events;
mod contacts;

use std::collections::HashMap;
use std::io::Read;

use serde_json::{Map, Value as Json};

use super::json::{self, JsonRecord};
use super::rows::Gathered;
use super::{Derived, IngestError, Source, SourceContext, SourceRecord, SplitRecords};
use crate::readers::{Reject, reject_row};

pub(super) struct AmazonConnect;

impl Source for AmazonConnect {
    fn name(&self) -> &'static str {
        "amazon-connect"
    }

    fn keeps_records(&self) -> bool {
        true
    }

    fn split(&self, file: &mut dyn Read, name: &str, _: &SourceContext) -> Result<SplitRecords, IngestError> {
        let bytes = json::read_whole(file, name)?;
        let (objects, rejects) = json::objects(&bytes, &[]);
        let mut split =
            SplitRecords { read: (objects.len() + rejects.len()) as u64, rejects, ..SplitRecords::default() };
        let mut seen = std::collections::HashSet::new();
        for object in objects {
            match record(&object, name) {
                Ok(record) if seen.insert((record.key.clone(), record.version, record.text.clone())) => {
                    split.records.push(record);
                }
                Ok(_) => split.duplicate += 1,
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
        let mut contact_records = HashMap::new();
        let mut events = HashMap::new();
        for (index, record) in records.iter().enumerate() {
            let Ok(object) = serde_json::from_str::<Map<String, Json>>(&record.text) else {
                gathered.reject(index, "no JSON object".to_owned());
                continue;
            };
            if object.contains_key("EventId") {
                events.entry(record.key.as_str()).or_insert((index, object));
                continue;
            }
            let known =
                contact_records.entry(record.key.as_str()).or_insert_with(|| (index, record, object.clone()));
            if (record.version, &record.text) > (known.1.version, &known.1.text) {
                *known = (index, record, object);
            }
        }
        let contact_records =
            contact_records.into_values().map(|(index, _, object)| (index, object)).collect();
        contacts::rows(contact_records, context, &mut gathered);
        agent_events::rows(records, events.into_values().collect(), context, &mut gathered);
        gathered.finish()
    }
}

fn record(object: &JsonRecord, file: &str) -> Result<SourceRecord, String> {
    let fields = &object.object;
    let made = |key: String, group: String, at_us: i64, version: i64, kept: Map<String, Json>| SourceRecord {
        key,
        group,
        at_us,
        version,
        file: file.to_owned(),
        line: object.line,
        text: Json::Object(kept).to_string(),
    };
    if let (Some(event), Some(agent)) = (json::id(fields, "EventId"), json::text(fields, "AgentARN")) {
        let at_us = json::instant(fields, "EventTimestamp").ok_or("an agent event without EventTimestamp")?;
        return Ok(made(event, agent.to_owned(), at_us, 0, agent_events::keep(fields)));
    }
    let Some(contact) = json::id(fields, "ContactId") else {
        return Err("neither a contact record (ContactId) nor an agent event (EventId, AgentARN)".to_owned());
    };
    if !["InitiationMethod", "InitiationTimestamp", "LastUpdateTimestamp"]
        .iter()
        .any(|name| fields.contains_key(*name))
    {
        return Err("no contact record; maybe a transcript or analysis of the contact".to_owned());
    }
    let updated_us = json::instant(fields, "LastUpdateTimestamp");
    let at_us = json::instant(fields, "InitiationTimestamp")
        .or(updated_us)
        .ok_or("a contact record without InitiationTimestamp and LastUpdateTimestamp")?;
    let group = json::id(fields, "InitialContactId").unwrap_or_else(|| contact.clone());
    Ok(made(contact, group, at_us, updated_us.unwrap_or(at_us), contacts::keep(fields)))
}

/// The last part of an ARN: `agent/e7c9...` -> `e7c9...`.
fn arn_id(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
