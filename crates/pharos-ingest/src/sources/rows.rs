//! Collecting rows, findings and versions while a source derives.

use std::collections::BTreeMap;

use pharos_schema::{TableBuilder, Value};

use super::{Derived, Finding, SourceContext, SourceRecord};
use crate::readers::{Reject, reject_row};

pub(super) const SECOND_US: i64 = 1_000_000;

/// Everything a derivation gathers.
pub(super) struct Gathered<'a> {
    context: &'a SourceContext,
    records: &'a [SourceRecord],
    tables: Vec<(TableBuilder, Vec<u64>)>,
    findings: BTreeMap<&'static str, (u64, String)>,
    derived: Derived,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(records: &'a [SourceRecord], context: &'a SourceContext) -> Self {
        let (tables, findings) = (Vec::new(), BTreeMap::new());
        Gathered { context, records, tables, findings, derived: Derived::default() }
    }

    /// Adds a row that came from the record of that index.
    pub(super) fn row(
        &mut self,
        table: &'static str,
        record: usize,
        key: &str,
        version: i64,
        values: Vec<(&'static str, Value)>,
    ) {
        let common = [
            ("key", Value::from(key)),
            ("source_name", Value::from(self.context.source_name.as_str())),
            ("source_version", Value::Count(version)),
            ("site", Value::from(self.context.site.as_str())),
        ];
        let Some((builder, origins)) = self.table(table) else { return };
        match builder.push(common.into_iter().chain(values)) {
            Ok(()) => origins.push(record as u64),
            Err(error) => self.reject(record, error.to_string()),
        }
    }

    /// Notes something that looks wrong.
    pub(super) fn finding(&mut self, check: &'static str, example: impl FnOnce() -> String) {
        let entry = self.findings.entry(check).or_insert_with(|| (0, example()));
        entry.0 += 1;
    }

    /// A record that cannot be understood.
    pub(super) fn reject(&mut self, record: usize, reason: String) {
        if let Some(record) = self.records.get(record) {
            let row = reject_row(record.text.as_bytes());
            self.derived.rejects.push(Reject { line: record.line, reason, row });
        }
    }

    /// The batches and findings.
    pub(super) fn finish(mut self) -> Derived {
        for (mut builder, origins) in self.tables {
            let table = builder.table();
            match builder.finish() {
                Ok(batch) if !origins.is_empty() => self.derived.batches.push((table, batch, origins)),
                Ok(_) => {}
                Err(error) => {
                    self.derived.rejects.push(Reject {
                        line: 0,
                        reason: error.to_string(),
                        row: String::new(),
                    });
                }
            }
        }
        let finding = |(check, (count, example)): (&str, (u64, String))| Finding {
            check: check.to_owned(),
            count,
            example,
        };
        self.derived.findings = self.findings.into_iter().map(finding).collect();
        self.derived
    }

    fn table(&mut self, name: &str) -> Option<&mut (TableBuilder, Vec<u64>)> {
        let place = match self.tables.iter().position(|(builder, _)| builder.table().name == name) {
            Some(place) => place,
            None => {
                self.tables.push((TableBuilder::new(pharos_schema::table(name)?), Vec::new()));
                self.tables.len() - 1
            }
        };
        self.tables.get_mut(place)
    }
}

/// A text, or NULL.
pub(super) fn text(value: Option<&str>) -> Value {
    value.filter(|text| !text.is_empty()).map_or(Value::Null, Value::from)
}

/// An instant, or NULL.
pub(super) fn instant(us: Option<i64>) -> Value {
    us.map_or(Value::Null, Value::Instant)
}

/// Seconds or a number, or NULL.
pub(super) fn number(value: Option<f64>) -> Value {
    value.map_or(Value::Null, Value::Number)
}

/// A count, or NULL.
pub(super) fn count(value: Option<i64>) -> Value {
    value.map_or(Value::Null, Value::Count)
}

/// Seconds from one instant to another, whole milliseconds; `None` where one is not known or they run backwards.
pub(super) fn seconds_between(from_us: Option<i64>, until_us: Option<i64>) -> Option<f64> {
    let span_us = until_us?.checked_sub(from_us?)?;
    (span_us >= 0).then(|| (span_us as f64 / 1e3).round() / 1e3)
}

/// A version that grows with the newest instant known and with the number of records behind it.
pub(super) fn knowledge_version(newest_us: i64, records: usize) -> i64 {
    newest_us.div_euclid(1000).saturating_mul(1000).saturating_add(records.min(999) as i64)
}
