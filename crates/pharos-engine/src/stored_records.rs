//! Raw records of sources whose contacts run over several files: as rows of `source_events`, and read back.

use std::collections::HashSet;

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::datatypes::{Int64Type, TimestampMicrosecondType};
use arrow::error::ArrowError;
use pharos_ingest::sources::{SourceContext, SourceRecord};
use pharos_schema::{Table, TableBuilder, Value, table};

use crate::warehouse::{Heads, Warehouse, WarehouseError, read_file};

/// The table of raw records.
pub const SOURCE_EVENTS: &str = "source_events";

/// Records as rows of `source_events`, one row each, in order.
///
/// # Errors
/// Our own mistake only: a table without the columns it has.
pub fn rows(
    records: &[SourceRecord],
    context: &SourceContext,
) -> Result<(&'static Table, RecordBatch), ArrowError> {
    let missing = |cause: String| ArrowError::SchemaError(cause);
    let table = table(SOURCE_EVENTS).ok_or_else(|| missing(format!("there is no table {SOURCE_EVENTS}")))?;
    let mut builder = TableBuilder::new(table);
    for record in records {
        let line = i64::try_from(record.line).unwrap_or(i64::MAX);
        builder
            .push([
                ("key", Value::from(record.key.as_str())),
                ("source_name", context.source_name.as_str().into()),
                ("source_version", Value::Count(record.version)),
                ("site", context.site.as_str().into()),
                ("contact_id", record.group.as_str().into()),
                ("at", Value::Instant(record.at_us)),
                ("file", record.file.as_str().into()),
                ("line", Value::Count(line)),
                ("text", record.text.as_str().into()),
            ])
            .map_err(|error| missing(error.to_string()))?;
    }
    Ok((table, builder.finish()?))
}

/// Stored records of a source, whole groups: every record of a group of which one record lies at `from_us` or later, or
/// which is named in `groups`.
///
/// # Errors
/// A damaged file.
pub async fn touched(
    warehouse: &Warehouse,
    heads: &Heads,
    source_name: &str,
    from_us: i64,
    mut groups: HashSet<String>,
) -> Result<Vec<SourceRecord>, WarehouseError> {
    let Some(table) = table(SOURCE_EVENTS) else { return Ok(Vec::new()) };
    let files = warehouse.files(table, heads).await?;
    let mut late = Vec::new();
    let mut early = Vec::new();
    for file in files.iter() {
        let is_late = file.instants("at").is_none_or(|(_, latest)| from_us <= latest);
        if is_late { late.push(warehouse.path(table, file)) } else { early.push(warehouse.path(table, file)) }
    }
    for path in late.iter().chain(&early) {
        warehouse.verify_file(path)?;
    }
    for path in &late {
        for batch in read_file(path, Some(&["source_name", "contact_id", "at"]))? {
            let of_source = records(&batch, source_name, |_, at_us| from_us <= at_us);
            groups.extend(of_source.into_iter().map(|record| record.group));
        }
    }
    let mut found = Vec::new();
    for path in late.iter().chain(&early) {
        for batch in read_file(path, None)? {
            found.extend(records(&batch, source_name, |group, _| groups.contains(group)));
        }
    }
    Ok(found)
}

/// The records of a batch that are of the source and wanted; columns that were not read are empty.
fn records(batch: &RecordBatch, source_name: &str, wanted: impl Fn(&str, i64) -> bool) -> Vec<SourceRecord> {
    let texts = |name: &str| batch.column_by_name(name).map(|column| column.as_string::<i32>());
    let numbers = |name: &str| batch.column_by_name(name).map(|column| column.as_primitive::<Int64Type>());
    let (sources, groups) = (texts("source_name"), texts("contact_id"));
    let instants = batch.column_by_name("at").map(|column| column.as_primitive::<TimestampMicrosecondType>());
    let (keys, files, lines) = (texts("key"), texts("file"), numbers("line"));
    let (all_texts, versions) = (texts("text"), numbers("source_version"));
    let text = |column: Option<&StringArray>, row: usize| {
        column
            .filter(|column| column.is_valid(row))
            .map_or_else(String::new, |column| column.value(row).to_owned())
    };
    let mut found = Vec::new();
    for row in 0..batch.num_rows() {
        let at_us = instants.map_or(0, |column| column.value(row));
        let group = groups.filter(|column| column.is_valid(row)).map_or("", |column| column.value(row));
        let is_of_source = sources.is_some_and(|column| column.value(row) == source_name);
        if is_of_source && wanted(group, at_us) {
            found.push(SourceRecord {
                key: text(keys, row),
                group: group.to_owned(),
                at_us,
                version: versions.map_or(0, |column| column.value(row)),
                file: text(files, row),
                line: lines.map_or(0, |column| u64::try_from(column.value(row)).unwrap_or(0)),
                text: text(all_texts, row),
            });
        }
    }
    found
}
