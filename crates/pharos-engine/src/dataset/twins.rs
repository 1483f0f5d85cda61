//! Stored rows of keys that wait in the inbox or are corrected.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::Path;

use arrow::array::{AsArray, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::datatypes::Int64Type;
use pharos_schema::Table;

use super::Dataset;
use crate::warehouse::{DataFile, WarehouseError, read_file};

/// Names remembered of a file, at most.
const REMEMBERED_MAX: usize = 200_000;

type Result<T> = std::result::Result<T, WarehouseError>;

/// A stored row.
pub(crate) struct Twin {
    /// Place of its name among those looked for.
    pub(crate) place: usize,
    /// Day it is filed under.
    pub(crate) day: Option<String>,
    version: i64,
    sequence: i64,
}

/// The stored rows of names (key, source), each of which is stored once at most. Files are looked through in their order; what
/// a file does not hold is remembered, since files never change and rows wait for a while.
pub(crate) fn twins<'f>(
    dataset: &Dataset,
    table: &'static Table,
    names: &[(&str, &str)],
    files: impl Iterator<Item = &'f DataFile>,
) -> Result<Vec<Twin>> {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let hashes: Vec<u64> = names.iter().map(|name| hasher.hash_one(name)).collect();
    let mut left: Vec<bool> = vec![true; names.len()];
    let mut found = Vec::new();
    for file in files {
        let path = dataset.warehouse.path(table, file);
        let absent = absent(dataset, &path);
        let candidates: HashMap<(&str, &str), usize> = names
            .iter()
            .enumerate()
            .filter(|(place, (key, _))| {
                left[*place] && file.may_hold_keys(key, key) && !absent.contains(&hashes[*place])
            })
            .map(|(place, name)| (*name, place))
            .collect();
        if candidates.is_empty() {
            continue;
        }
        dataset.warehouse.verify_file(&path)?;
        let twins = twins_in(&path, file, &candidates)?;
        twins.iter().for_each(|twin| left[twin.place] = false);
        remember(dataset, &path, candidates.values().filter(|place| left[**place]).map(|it| hashes[*it]));
        found.extend(twins);
    }
    Ok(found)
}

/// Rows of the inbox that no row of these files is newer than.
pub(super) fn newest(
    dataset: &Dataset,
    table: &'static Table,
    rows: &RecordBatch,
    files: &[&DataFile],
) -> Result<RecordBatch> {
    let (keys, sources) = (rows.column(0).as_string::<i32>(), rows.column(1).as_string::<i32>());
    let number = |index: usize| rows.column(index).as_primitive::<Int64Type>();
    let (versions, sequences) = (number(2), number(3));
    let names: Vec<(&str, &str)> =
        (0..rows.num_rows()).map(|row| (keys.value(row), sources.value(row))).collect();
    let mut stays = vec![true; rows.num_rows()];
    for twin in twins(dataset, table, &names, files.iter().copied())? {
        let own = (versions.value(twin.place), sequences.value(twin.place));
        stays[twin.place] = (twin.version, twin.sequence) <= own;
    }
    if stays.iter().all(|stays| *stays) {
        return Ok(rows.clone());
    }
    filter_record_batch(rows, &BooleanArray::from(stays))
        .map_err(|error| WarehouseError::Rows { table: table.name.to_owned(), detail: error.to_string() })
}

fn twins_in(path: &Path, file: &DataFile, candidates: &HashMap<(&str, &str), usize>) -> Result<Vec<Twin>> {
    let mut found = Vec::new();
    for batch in read_file(path, Some(&["key", "source_name", "source_version", "ingest_seq"]))? {
        let text = |name: &str| batch.column_by_name(name).map(|column| column.as_string::<i32>());
        let number = |name: &str| batch.column_by_name(name).map(|column| column.as_primitive::<Int64Type>());
        let columns = (text("key"), text("source_name"), number("source_version"), number("ingest_seq"));
        let (Some(keys), Some(sources), Some(versions), Some(sequences)) = columns else {
            let detail = "it lacks the common columns".to_owned();
            return Err(WarehouseError::File { path: path.to_owned(), detail });
        };
        for row in 0..batch.num_rows() {
            if let Some(place) = candidates.get(&(keys.value(row), sources.value(row))) {
                let (version, sequence) = (versions.value(row), sequences.value(row));
                found.push(Twin { place: *place, day: file.day.clone(), version, sequence });
            }
        }
    }
    Ok(found)
}

fn absent(dataset: &Dataset, path: &Path) -> HashSet<u64> {
    let kept = dataset.warehouse.kept().absent.lock();
    kept.ok().and_then(|kept| kept.get(path).cloned()).unwrap_or_default()
}

fn remember(dataset: &Dataset, path: &Path, hashes: impl Iterator<Item = u64>) {
    if let Ok(mut kept) = dataset.warehouse.kept().absent.lock() {
        let known = kept.entry(path.to_owned()).or_default();
        if REMEMBERED_MAX < known.len() {
            known.clear();
        }
        known.extend(hashes);
    }
}
