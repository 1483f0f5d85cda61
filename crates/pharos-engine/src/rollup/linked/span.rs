//! The longest contact: from the start of its first segment to the start of its last.
//!
//! It bounds how far from a week the segments of the week's contacts can lie. What is known of some files grows with new
//! ones: only their contacts are looked for in the others. A file that went away can only have made it longer.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::TimestampMicrosecondType;
use pharos_schema::Table;
use serde::{Deserialize, Serialize};

use super::weeks::{FOLDER, WEEK_US};
use crate::dataset::Dataset;
use crate::query::{QueryError, Result};
use crate::rollup::parts;
use crate::warehouse::{DataFile, WarehouseError, read_file};

/// Name of its file.
pub(super) const FILE: &str = "span.json";
/// Contacts looked at together: some 300 MB.
const CONTACTS_MAX: u64 = 8_000_000;
/// Beyond that weeks would read too much around them.
const SPAN_US_MAX: i64 = 8 * WEEK_US;

/// The longest contact of some files.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(crate) struct Span {
    files: BTreeSet<String>,
    longest_us: i64,
}

impl Span {
    /// True if weeks can be read by themselves: where contacts last for months, everything is read.
    pub(super) fn is_short(&self) -> bool {
        self.longest_us <= SPAN_US_MAX
    }

    /// The longest contact in whole days, so that it seldom changes; microseconds.
    pub(super) fn days_us(&self) -> i64 {
        const DAY_US: i64 = 86_400_000_000;
        (self.longest_us + DAY_US - 1).div_euclid(DAY_US) * DAY_US
    }
}

/// The span over files and inbox, begun from what is stored; `None`: nothing is stored, or contacts are too long.
pub(super) async fn of(
    dataset: &Dataset,
    table: &'static Table,
    files: &[DataFile],
) -> Result<Option<Arc<Span>>> {
    let kept = dataset.warehouse.kept().span.lock().ok().and_then(|kept| kept.clone());
    let known = match kept {
        Some(known) => Some(known),
        None => stored(&parts::root(&dataset.warehouse).join(FOLDER)).map(Arc::new),
    };
    let Some(known) = known else { return Ok(None) };
    let known = match files.iter().all(|file| known.files.contains(&file.path)) {
        true => known,
        false => Arc::new(extended(dataset, table, files, &known).await?),
    };
    if let Ok(mut kept) = dataset.warehouse.kept().span.lock() {
        *kept = Some(known.clone());
    }
    let mut span = Span::clone(&known);
    if let Some(rows) = dataset.inbox.get(table.name) {
        let paths = files.iter().map(|file| dataset.warehouse.path(table, file)).collect();
        let new = New { paths: Vec::new(), rows: Some(rows.clone()), count: rows.num_rows() as u64 };
        span.longest_us = span.longest_us.max(longest(new, paths).await?);
    }
    Ok(span.is_short().then(|| Arc::new(span)))
}

/// What is known, with the files it does not know yet.
pub(super) async fn extended(
    dataset: &Dataset,
    table: &'static Table,
    files: &[DataFile],
    known: &Span,
) -> Result<Span> {
    let path = |file: &DataFile| dataset.warehouse.path(table, file);
    let (old, new): (Vec<&DataFile>, Vec<&DataFile>) =
        files.iter().partition(|file| known.files.contains(&file.path));
    let count = new.iter().map(|file| file.stats.num_records).sum();
    let new: Vec<PathBuf> = new.into_iter().map(path).collect();
    let old: Vec<PathBuf> = old.into_iter().map(path).collect();
    dataset.warehouse.verify(new.clone(), dataset.threads).await?;
    let new = New { paths: new, rows: None, count };
    let longest_us = known.longest_us.max(longest(new, old).await?);
    Ok(Span { files: files.iter().map(|file| file.path.clone()).collect(), longest_us })
}

/// What is stored; nothing where it is damaged.
pub(super) fn stored(folder: &Path) -> Option<Span> {
    let text = std::fs::read_to_string(folder.join(FILE)).ok()?;
    let (hash, body) = text.split_once('\n')?;
    (blake3::hash(body.as_bytes()).to_hex().as_str() == hash).then(|| serde_json::from_str(body).ok())?
}

/// Stores it under the hash of its own words.
pub(super) fn store(folder: &Path, span: &Span) -> Result<()> {
    let path = folder.join(FILE);
    let io = |source| QueryError::Warehouse(WarehouseError::Io { path: path.clone(), source });
    let body = serde_json::to_string(span).map_err(|error| QueryError::Question(error.to_string()))?;
    let beside = folder.join(format!(".{}.unfinished", uuid::Uuid::new_v4().simple()));
    std::fs::create_dir_all(folder).map_err(io)?;
    std::fs::write(&beside, format!("{}\n{body}", blake3::hash(body.as_bytes()).to_hex())).map_err(io)?;
    std::fs::rename(&beside, &path).map_err(io)
}

/// Files and rows whose contacts are measured.
struct New {
    paths: Vec<PathBuf>,
    rows: Option<RecordBatch>,
    count: u64,
}

/// The longest contact with a segment in the new files or rows; the old files may hold others of its segments.
async fn longest(new: New, old: Vec<PathBuf>) -> Result<i64> {
    let work = move || -> std::result::Result<i64, WarehouseError> {
        let rounds = new.count / CONTACTS_MAX + 1;
        let mut longest_us = 0;
        for round in 0..rounds {
            let mut found: HashMap<u64, (i64, i64)> = HashMap::new();
            let mut widen = |batch: &RecordBatch, is_new: bool| {
                starts(batch, |hash, at_us| match found.get_mut(&hash) {
                    _ if hash % rounds != round => {}
                    Some((low, high)) => (*low, *high) = ((*low).min(at_us), (*high).max(at_us)),
                    None if is_new => drop(found.insert(hash, (at_us, at_us))),
                    None => {}
                });
            };
            new.rows.iter().for_each(|rows| widen(rows, true));
            for path in &new.paths {
                read_file(path, Some(&COLUMNS))?.iter().for_each(|batch| widen(batch, true));
            }
            for path in &old {
                read_file(path, Some(&COLUMNS))?.iter().for_each(|batch| widen(batch, false));
            }
            longest_us = found.into_values().map(|(low, high)| high - low).fold(longest_us, i64::max);
        }
        Ok(longest_us)
    };
    let found = tokio::task::spawn_blocking(work).await;
    Ok(found.map_err(|error| QueryError::Question(format!("contacts could not be measured: {error}")))??)
}

const COLUMNS: [&str; 4] = ["key", "source_name", "contact_id", "started_at"];

/// A hash of every contact and the start of each of its segments. Two contacts of one hash can only make the span longer.
fn starts(batch: &RecordBatch, mut each: impl FnMut(u64, i64)) {
    let text = |name: &str| batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
    let started = batch.column_by_name("started_at");
    let started = started.and_then(|column| column.as_primitive_opt::<TimestampMicrosecondType>());
    let (Some(keys), Some(sources), Some(contacts), Some(started)) =
        (text("key"), text("source_name"), text("contact_id"), started)
    else {
        return;
    };
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    for row in (0..batch.num_rows()).filter(|row| started.is_valid(*row)) {
        let contact = if contacts.is_valid(row) { contacts.value(row) } else { keys.value(row) };
        each(hasher.hash_one((sources.value(row), contact)), started.value(row));
    }
}

/// Least and greatest start of rows; `None` where one is unknown.
pub(super) fn started(rows: &RecordBatch) -> Option<(i64, i64)> {
    let column = rows.column_by_name("started_at")?.as_primitive_opt::<TimestampMicrosecondType>()?;
    if 0 < column.null_count() {
        return None;
    }
    Some((arrow::compute::min(column)?, arrow::compute::max(column)?))
}

/// Names that may stand in the folder beside the weeks.
pub(super) fn names() -> HashSet<String> {
    HashSet::from([FILE.to_owned()])
}
