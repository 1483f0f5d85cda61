//! Dimensions with validity: opening hours, teams of agents, segments of customers, identities.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch, StringArray, TimestampMicrosecondArray, UInt64Array};
use arrow::compute::{concat_batches, take_record_batch};
use arrow::datatypes::{DataType, Field, Int64Type, Schema, TimeUnit, TimestampMicrosecondType};
use pharos_calendar::OpeningHours;
use pharos_schema::Table;

use super::Dataset;
use crate::functions::Hours;
use crate::warehouse::WarehouseError;

type Result<T> = std::result::Result<T, WarehouseError>;

/// What every question needs of the small tables.
#[derive(Debug)]
pub(crate) struct Dimensions {
    pub(crate) hours: Arc<Hours>,
    /// Identities of customers, aliases followed.
    pub(super) customer_ids: Arc<HashMap<String, String>>,
    pub(super) agents: RecordBatch,
    pub(super) customers: RecordBatch,
}

/// Opening hours by queue and site, holidays taken out.
pub(super) async fn hours(dataset: &Dataset) -> Result<Hours> {
    let mut named: HashMap<(String, String), OpeningHours> = HashMap::new();
    let calendars = dataset.small("calendars").await?;
    let mut holidays: Vec<(Option<String>, Option<String>, i64)> = Vec::new();
    for batch in &calendars {
        for row in 0..batch.num_rows() {
            let site = text(batch, "site", row);
            let name = text(batch, "calendar", row);
            match text(batch, "kind", row).as_deref() {
                Some("hours") => {
                    let parsed =
                        text(batch, "hours", row).and_then(|hours| hours.parse::<OpeningHours>().ok());
                    if let Some(parsed) = parsed {
                        named.insert((site.unwrap_or_default(), name.unwrap_or_default()), parsed);
                    }
                }
                Some("holiday") => {
                    if let Some(from) = instant(batch, "valid_from", row) {
                        holidays.push((site, name, from));
                    }
                }
                _ => {}
            }
        }
    }
    for ((site, name), hours) in &mut named {
        for (at_site, calendar, from) in &holidays {
            let meant = at_site.as_ref().is_none_or(|at| at == site)
                && calendar.as_ref().is_none_or(|own| own == name);
            if meant {
                let zone = dataset.centre.site_zones.get(site).unwrap_or(&dataset.centre.zone);
                *hours = hours.clone().with_exception(zone.local_date(*from), &[]);
            }
        }
    }
    let mut found = Hours::default();
    let mut in_order: Vec<(&(String, String), &OpeningHours)> = named.iter().collect();
    in_order.sort_unstable_by_key(|(name, _)| *name);
    for ((site, name), hours) in in_order {
        if name.is_empty() {
            found.sites.insert(site.clone(), hours.clone());
        } else {
            found.calendars.entry(name.clone()).or_insert_with(|| hours.clone());
        }
    }
    for batch in &dataset.small("queues").await? {
        for row in 0..batch.num_rows() {
            let (Some(queue), Some(calendar)) = (text(batch, "queue", row), text(batch, "calendar", row))
            else {
                continue;
            };
            let site = text(batch, "site", row).unwrap_or_default();
            let hours = named
                .get(&(site, calendar.clone()))
                .or_else(|| named.iter().find(|((_, name), _)| *name == calendar).map(|(_, hours)| hours));
            if let Some(hours) = hours {
                found.queues.insert(queue, hours.clone());
            }
        }
    }
    Ok(found)
}

/// One row per source and key, the greatest version, in their order.
pub(super) fn latest(table: &Table, parts: &[RecordBatch]) -> Result<RecordBatch> {
    let failed = |error: arrow::error::ArrowError| WarehouseError::Rows {
        table: table.name.to_owned(),
        detail: error.to_string(),
    };
    let all = concat_batches(&table.arrow_schema(), parts).map_err(failed)?;
    let words = |index: usize| all.column(index).as_string::<i32>();
    let numbers = |index: usize| all.column(index).as_primitive::<Int64Type>();
    let (keys, sources, versions, sequences) = (words(0), words(1), numbers(2), numbers(3));
    let mut best: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in 0..all.num_rows() {
        let order = |row: usize| (versions.value(row), sequences.value(row));
        let known = best.entry((sources.value(row), keys.value(row))).or_insert(row);
        if order(*known) < order(row) {
            *known = row;
        }
    }
    let places: UInt64Array = best.into_values().map(|row| row as u64).collect::<Vec<_>>().into();
    take_record_batch(&all, &places).map_err(failed)
}

/// Identities of customers.
pub(super) async fn customer_keys(dataset: &Dataset) -> Result<HashMap<String, String>> {
    let mut keys = HashMap::new();
    for batch in dataset.small("customer_keys").await? {
        for row in 0..batch.num_rows() {
            if let (Some(from), Some(to)) = (text(&batch, "identity", row), text(&batch, "customer_id", row))
            {
                keys.insert(from, to);
            }
        }
    }
    Ok(keys)
}

/// Works them out: agents' teams and customers' segments are timelines without overlap, a row holds until the next of the
/// same person.
pub(super) async fn dimensions(dataset: &Dataset) -> Result<Dimensions> {
    let agents = timeline(
        dataset,
        "employment",
        "agent_id",
        &["team", "shift"],
        Some("hired_at"),
        &dataset.aliases.agents,
    )
    .await?;
    let customers =
        timeline(dataset, "customers", "customer_id", &["segment"], None, &dataset.aliases.customers).await?;
    let customer_ids = merged(customer_keys(dataset).await?, &dataset.aliases.customers);
    Ok(Dimensions {
        hours: Arc::new(hours(dataset).await?),
        customer_ids: Arc::new(customer_ids),
        agents,
        customers,
    })
}

fn merged(mut keys: HashMap<String, String>, aliases: &HashMap<String, String>) -> HashMap<String, String> {
    for target in keys.values_mut() {
        if let Some(other) = aliases.get(target) {
            target.clone_from(other);
        }
    }
    for (from, to) in aliases {
        keys.entry(from.clone()).or_insert_with(|| to.clone());
    }
    keys
}

async fn timeline(
    dataset: &Dataset,
    table: &str,
    id: &str,
    words: &[&str],
    since: Option<&str>,
    aliases: &HashMap<String, String>,
) -> Result<RecordBatch> {
    type Entry = (Vec<Option<String>>, Option<i64>, Option<i64>);
    let mut people: BTreeMap<String, BTreeMap<i64, Entry>> = BTreeMap::new();
    for batch in dataset.small(table).await? {
        for row in 0..batch.num_rows() {
            let Some(person) = text(&batch, id, row) else { continue };
            let person = aliases.get(&person).cloned().unwrap_or(person);
            let from = instant(&batch, "valid_from", row).unwrap_or(i64::MIN / 4);
            let values = words.iter().map(|word| text(&batch, word, row)).collect();
            let since = since.and_then(|since| instant(&batch, since, row));
            people.entry(person).or_default().insert(from, (values, since, instant(&batch, "valid_to", row)));
        }
    }
    let mut ids = Vec::new();
    let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); words.len()];
    let (mut sinces, mut froms, mut tos) = (Vec::new(), Vec::new(), Vec::new());
    for (person, rows) in people {
        let starts: Vec<i64> = rows.keys().copied().collect();
        for (index, (from, (values, since, to))) in rows.into_iter().enumerate() {
            let next = starts.get(index + 1).copied();
            ids.push(person.clone());
            for (column, value) in columns.iter_mut().zip(values) {
                column.push(value);
            }
            sinces.push(since);
            froms.push(from);
            tos.push(to.into_iter().chain(next).min().unwrap_or(i64::MAX / 4));
        }
    }
    let instants = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let mut fields = vec![Field::new("person", DataType::Utf8, false)];
    fields.extend(words.iter().map(|word| Field::new(*word, DataType::Utf8, true)));
    fields.extend(["since", "valid_from", "valid_to"].map(|name| Field::new(name, instants.clone(), true)));
    let schema = Arc::new(Schema::new(fields));
    let mut arrays: Vec<Arc<dyn Array>> = vec![Arc::new(StringArray::from(ids))];
    arrays.extend(columns.into_iter().map(|column| Arc::new(StringArray::from(column)) as Arc<dyn Array>));
    arrays.push(Arc::new(TimestampMicrosecondArray::from(sinces).with_timezone("UTC")));
    arrays.push(Arc::new(TimestampMicrosecondArray::from(froms).with_timezone("UTC")));
    arrays.push(Arc::new(TimestampMicrosecondArray::from(tos).with_timezone("UTC")));
    RecordBatch::try_new(schema, arrays)
        .map_err(|error| WarehouseError::Rows { table: table.to_owned(), detail: error.to_string() })
}

pub(super) fn text(batch: &RecordBatch, name: &str, row: usize) -> Option<String> {
    let column = batch.column_by_name(name)?.as_string::<i32>();
    column.is_valid(row).then(|| column.value(row).to_owned())
}

pub(super) fn instant(batch: &RecordBatch, name: &str, row: usize) -> Option<i64> {
    let column = batch.column_by_name(name)?.as_primitive::<TimestampMicrosecondType>();
    column.is_valid(row).then(|| column.value(row))
}
