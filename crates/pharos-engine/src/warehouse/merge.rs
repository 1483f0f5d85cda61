//! Merging new rows into a table: per key the greatest (version, sequence) stays, what loses goes to the history.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array, RecordBatch, UInt64Array};
use arrow::compute::{concat_batches, filter_record_batch, take_record_batch};
use arrow::datatypes::{Int64Type, TimestampMicrosecondType};
use arrow::row::{RowConverter, SortField};
use pharos_schema::Table;

use super::file::{DataFile, read_file, write_file};
use super::key_hashes::{self, Sought};
use super::{Change, Heads, Result, Shelf, Warehouse, WarehouseError};

#[cfg(test)]
mod tests;

/// What became of an incoming row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowStatus {
    /// its key was new
    Inserted,
    /// it replaced an older version
    Replaced,
    /// it was replaced within the same batch, or an even newer version is stored: kept in the history
    Superseded,
    /// the stored row is the same, or the same row lost before and stands in the history
    Unchanged,
    /// the same row stands earlier in the batch, or came earlier under the same ingest sequence
    Duplicate,
}

/// What a merge did.
#[derive(Clone, Debug, Default)]
pub struct MergeReport {
    /// Status of every incoming row, in order.
    pub rows: Vec<RowStatus>,
}

impl MergeReport {
    /// Number of rows of that status.
    pub fn count(&self, status: RowStatus) -> u64 {
        self.rows.iter().filter(|row| **row == status).count() as u64
    }
}

const IDENTITY: [&str; 5] = ["key", "source_name", "source_version", "ingest_seq", "content_hash"];

impl Warehouse {
    /// Merges rows of the table's schema into it, on top of `heads`; moves `heads` (nothing is visible to others until
    /// the caller publishes them). Rows carry their own `ingest_seq`; `sequence` names the commit.
    ///
    /// # Errors
    /// The file system, a damaged file, rows of another shape.
    pub async fn merge(
        &self,
        table: &'static Table,
        heads: &mut Heads,
        rows: RecordBatch,
        sequence: i64,
    ) -> Result<MergeReport> {
        if rows.num_rows() == 0 {
            return Ok(MergeReport::default());
        }
        let stored = Stored {
            current: self.files(table, heads).await?,
            history: self.shelf_files(table, Shelf::History, heads).await?,
        };
        let warehouse = self.clone();
        let plan = tokio::task::spawn_blocking(move || plan(&warehouse, table, &stored, rows, sequence))
            .await
            .map_err(|error| WarehouseError::Rows {
                table: table.name.into(),
                detail: error.to_string(),
            })??;
        let history = Change { added: plan.history, removed: Vec::new() };
        self.commit(table, Shelf::History, heads, history, sequence).await?;
        let change = Change { added: plan.added, removed: plan.removed };
        self.commit(table, Shelf::Current, heads, change, sequence).await?;
        Ok(MergeReport { rows: plan.statuses })
    }

    /// A file as one batch in the table's schema, compared with its seal first: what is damaged must not be written anew.
    pub(super) fn whole(&self, table: &Table, path: &std::path::Path) -> Result<RecordBatch> {
        self.verify_file(path)?;
        whole(table, path)
    }
}

/// Files a merge looks into.
struct Stored {
    current: Arc<Vec<DataFile>>,
    history: Arc<Vec<DataFile>>,
}

struct Plan {
    statuses: Vec<RowStatus>,
    added: Vec<DataFile>,
    removed: Vec<DataFile>,
    history: Vec<DataFile>,
}

fn plan(
    warehouse: &Warehouse,
    table: &'static Table,
    stored: &Stored,
    rows: RecordBatch,
    sequence: i64,
) -> Result<Plan> {
    let rows = with_content_hash(table, &rows)?;
    let identity = Identity::of(&rows);
    let mut statuses = vec![RowStatus::Inserted; rows.num_rows()];
    let mut winners = choose(&identity, &mut statuses);
    let folder = warehouse.folder(table);
    let mut days: HashMap<usize, Option<String>> = HashMap::new();
    let mut plan = Plan { statuses: Vec::new(), added: Vec::new(), removed: Vec::new(), history: Vec::new() };
    let mut losers: Vec<RecordBatch> = Vec::new();
    let (low, high) = key_range(&identity);
    let (sought, known) = (Sought::of(identity.sources, identity.keys), &warehouse.kept.keys);
    for file in stored.current.iter().filter(|file| file.may_hold_keys(low, high)) {
        let path = folder.join(&file.path);
        if known.lacks(&path, &sought) {
            continue;
        }
        warehouse.verify_file(&path)?;
        let mut met = Met { days: &mut days, day: &file.day, hashes: Vec::new() };
        let beaten = compare(&path, &identity, &mut winners, &mut statuses, &mut met)?;
        if beaten.is_empty() {
            known.note(path, met.hashes);
            continue;
        }
        let (kept, lost) = split(table, &path, &beaten)?;
        if kept.num_rows() > 0 {
            plan.added.push(write_noted(warehouse, table, file.day.as_deref(), &kept, sequence)?);
        }
        plan.removed.push(file.clone());
        losers.push(lost);
    }
    let history = warehouse.history_folder(table);
    for file in stored.history.iter().filter(|file| file.may_hold_keys(low, high)) {
        known_losers(&history.join(&file.path), &identity, &mut statuses)?;
    }
    let own_days = days_of(table, &rows);
    let mut by_day: BTreeMap<Option<String>, Vec<u64>> = BTreeMap::new();
    let mut superseded: Vec<u64> = Vec::new();
    for (row, status) in statuses.iter().enumerate() {
        match status {
            RowStatus::Inserted | RowStatus::Replaced => {
                let day = days.get(&row).cloned().unwrap_or_else(|| own_days[row].clone());
                by_day.entry(day).or_default().push(row as u64);
            }
            RowStatus::Superseded => superseded.push(row as u64),
            RowStatus::Unchanged | RowStatus::Duplicate => {}
        }
    }
    let parts: Vec<(Option<String>, Vec<u64>)> = by_day.into_iter().collect();
    plan.added.extend(side_by_side(&parts, |(day, places)| {
        let part = take(table, &rows, places.clone())?;
        write_noted(warehouse, table, day.as_deref(), &part, sequence)
    })?);
    if !superseded.is_empty() {
        losers.push(take(table, &rows, superseded)?);
    }
    plan.history = write_history(warehouse, table, &losers, sequence)?;
    plan.statuses = statuses;
    Ok(plan)
}

/// Writes a file and remembers its keys.
fn write_noted(
    warehouse: &Warehouse,
    table: &Table,
    day: Option<&str>,
    rows: &RecordBatch,
    sequence: i64,
) -> Result<DataFile> {
    let folder = warehouse.folder(table);
    let file = write_file(&folder, table, day, rows, sequence)?;
    let identity = Identity::of(rows);
    let hashes = key_hashes::hashes(identity.sources, identity.keys).collect();
    warehouse.kept.keys.note(folder.join(&file.path), hashes);
    Ok(file)
}

/// The columns that identify and order rows.
struct Identity<'a> {
    keys: &'a arrow::array::StringArray,
    sources: &'a arrow::array::StringArray,
    versions: &'a Int64Array,
    sequences: &'a Int64Array,
    hashes: &'a Int64Array,
}

impl<'a> Identity<'a> {
    fn of(rows: &'a RecordBatch) -> Self {
        let text = |index: usize| rows.column(index).as_string::<i32>();
        let number = |index: usize| rows.column(index).as_primitive::<Int64Type>();
        Identity {
            keys: text(0),
            sources: text(1),
            versions: number(2),
            sequences: number(3),
            hashes: number(5),
        }
    }

    /// The same of a stored file's columns, read by name.
    fn named(rows: &'a RecordBatch, path: &std::path::Path) -> Result<Self> {
        let text = |name: &str| rows.column_by_name(name).map(|column| column.as_string::<i32>());
        let number = |name: &str| rows.column_by_name(name).map(|column| column.as_primitive::<Int64Type>());
        let columns = (
            text("key"),
            text("source_name"),
            number("source_version"),
            number("ingest_seq"),
            number("content_hash"),
        );
        let (Some(keys), Some(sources), Some(versions), Some(sequences), Some(hashes)) = columns else {
            let detail = "it lacks the common columns".to_owned();
            return Err(WarehouseError::File { path: path.to_owned(), detail });
        };
        Ok(Identity { keys, sources, versions, sequences, hashes })
    }

    fn name(&self, row: usize) -> (&'a str, &'a str) {
        (self.sources.value(row), self.keys.value(row))
    }

    fn order(&self, row: usize) -> (i64, i64) {
        (self.versions.value(row), self.sequences.value(row))
    }
}

/// Within the batch: the greatest order wins, the later row between equals; equal content is a duplicate.
fn choose<'a>(identity: &Identity<'a>, statuses: &mut [RowStatus]) -> HashMap<(&'a str, &'a str), usize> {
    let mut winners: HashMap<(&str, &str), usize> = HashMap::with_capacity(statuses.len());
    for row in 0..statuses.len() {
        let Some(best) = winners.get_mut(&identity.name(row)) else {
            winners.insert(identity.name(row), row);
            continue;
        };
        let same_version = identity.versions.value(row) == identity.versions.value(*best);
        if same_version && identity.hashes.value(row) == identity.hashes.value(*best) {
            statuses[row] = RowStatus::Duplicate;
        } else if identity.order(row) >= identity.order(*best) {
            statuses[*best] = RowStatus::Superseded;
            *best = row;
        } else {
            statuses[row] = RowStatus::Superseded;
        }
    }
    winners
}

fn key_range<'a>(identity: &Identity<'a>) -> (&'a str, &'a str) {
    (
        arrow::compute::min_string(identity.keys).unwrap_or_default(),
        arrow::compute::max_string(identity.keys).unwrap_or_default(),
    )
}

/// What a stored file is found to hold.
struct Met<'a> {
    /// Its day, for each row of the batch whose key it holds.
    days: &'a mut HashMap<usize, Option<String>>,
    day: &'a Option<String>,
    /// Of all its keys.
    hashes: Vec<u64>,
}

/// Compares a stored file with the winners; gives the places of stored rows that are beaten.
fn compare<'a>(
    path: &std::path::Path,
    identity: &Identity<'a>,
    winners: &mut HashMap<(&'a str, &'a str), usize>,
    statuses: &mut [RowStatus],
    all: &mut Met<'_>,
) -> Result<Vec<usize>> {
    let mut beaten = Vec::new();
    let mut offset = 0;
    for batch in read_file(path, Some(&IDENTITY))? {
        let stored = Identity::named(&batch, path)?;
        all.hashes.extend(key_hashes::hashes(stored.sources, stored.keys));
        for row in 0..batch.num_rows() {
            let Some(&mine) = winners.get(&stored.name(row)) else { continue };
            all.days.insert(mine, all.day.clone());
            let (version, sequence) = stored.order(row);
            let same = version == identity.versions.value(mine)
                && stored.hashes.value(row) == identity.hashes.value(mine);
            // The same commit brought it in an earlier stretch: the source says it twice.
            let is_own = sequence == identity.sequences.value(mine);
            statuses[mine] = if same {
                if is_own { RowStatus::Duplicate } else { RowStatus::Unchanged }
            } else if identity.order(mine) < (version, sequence) {
                RowStatus::Superseded
            } else {
                beaten.push(offset + row);
                RowStatus::Replaced
            };
        }
        offset += batch.num_rows();
    }
    Ok(beaten)
}

/// Rows that lose and stand in the history already came before: nothing becomes of them.
fn known_losers(path: &std::path::Path, identity: &Identity<'_>, statuses: &mut [RowStatus]) -> Result<()> {
    let mut losers: HashMap<(&str, &str, i64, i64), usize> = HashMap::new();
    for row in (0..statuses.len()).filter(|row| statuses[*row] == RowStatus::Superseded) {
        let (source, key) = identity.name(row);
        losers.insert((source, key, identity.versions.value(row), identity.hashes.value(row)), row);
    }
    if losers.is_empty() {
        return Ok(());
    }
    for batch in read_file(path, Some(&IDENTITY))? {
        let stored = Identity::named(&batch, path)?;
        for row in 0..batch.num_rows() {
            let (source, key) = stored.name(row);
            let name = (source, key, stored.versions.value(row), stored.hashes.value(row));
            if let Some(place) = losers.get(&name).copied() {
                statuses[place] = RowStatus::Unchanged;
            }
        }
    }
    Ok(())
}

/// A stored file's rows: those that stay and those that are beaten.
pub(super) fn split(
    table: &Table,
    path: &std::path::Path,
    beaten: &[usize],
) -> Result<(RecordBatch, RecordBatch)> {
    let rows = whole(table, path)?;
    let mut lost = vec![false; rows.num_rows()];
    for place in beaten {
        lost[*place] = true;
    }
    let lost = BooleanArray::from(lost);
    let kept = arrow::compute::not(&lost).map_err(|error| shape(table, &error))?;
    let pick = |mask: &BooleanArray| filter_record_batch(&rows, mask).map_err(|error| shape(table, &error));
    Ok((pick(&kept)?, pick(&lost)?))
}

/// A file as one batch in the table's schema.
fn whole(table: &Table, path: &std::path::Path) -> Result<RecordBatch> {
    let batches = read_file(path, None)?;
    concat_batches(&table.arrow_schema(), &batches).map_err(|error| shape(table, &error))
}

/// Writes rows that lost into the table's history, filed by their own days.
pub(super) fn write_history(
    warehouse: &Warehouse,
    table: &'static Table,
    losers: &[RecordBatch],
    sequence: i64,
) -> Result<Vec<DataFile>> {
    let all = concat_batches(&table.arrow_schema(), losers).map_err(|error| shape(table, &error))?;
    let mut by_day: BTreeMap<Option<String>, Vec<u64>> = BTreeMap::new();
    for (row, day) in days_of(table, &all).into_iter().enumerate() {
        by_day.entry(day).or_default().push(row as u64);
    }
    let folder = warehouse.history_folder(table);
    by_day
        .into_iter()
        .map(|(day, places)| {
            write_file(&folder, table, day.as_deref(), &take(table, &all, places)?, sequence)
        })
        .collect()
}

/// UTC day of every row by the table's clocks; `None` for tables that are not filed by day, 1970-01-01 without a clock.
pub(crate) fn days_of(table: &Table, rows: &RecordBatch) -> Vec<Option<String>> {
    if table.day_from.is_empty() {
        return vec![None; rows.num_rows()];
    }
    let clocks: Vec<_> = table
        .day_from
        .iter()
        .filter_map(|name| rows.column_by_name(name))
        .map(|column| column.as_primitive::<TimestampMicrosecondType>())
        .collect();
    let mut names: HashMap<i64, String> = HashMap::new();
    (0..rows.num_rows())
        .map(|row| {
            let instant = clocks.iter().find(|clock| clock.is_valid(row)).map_or(0, |clock| clock.value(row));
            let day = instant.div_euclid(86_400_000_000);
            Some(names.entry(day).or_insert_with(|| day_name(day)).clone())
        })
        .collect()
}

fn day_name(day: i64) -> String {
    jiff::Timestamp::from_second(day.saturating_mul(86_400))
        .map(|instant| instant.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
        .unwrap_or_else(|_| "1970-01-01".into())
}

pub(super) fn take(table: &Table, rows: &RecordBatch, places: Vec<u64>) -> Result<RecordBatch> {
    take_record_batch(rows, &UInt64Array::from(places)).map_err(|error| shape(table, &error))
}

pub(super) fn shape(table: &Table, error: &arrow::error::ArrowError) -> WarehouseError {
    WarehouseError::Rows { table: table.name.to_owned(), detail: error.to_string() }
}

/// Threads that write or hash side by side: the disk is waited for as well.
const THREADS: usize = 4;

/// Does the work for each item, on several threads; results come in the items' order.
fn side_by_side<I: Sync, O: Send>(items: &[I], work: impl Fn(&I) -> Result<O> + Sync) -> Result<Vec<O>> {
    let share = items.len().div_ceil(THREADS).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Result<Vec<O>>>()))
            .collect();
        let mut done = Vec::with_capacity(items.len());
        for thread in threads {
            done.extend(thread.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause))?);
        }
        Ok(done)
    })
}

/// Fills `content_hash`: 64 bits of BLAKE3 over site and the table's own columns in Arrow's row format.
pub(super) fn with_content_hash(table: &'static Table, rows: &RecordBatch) -> Result<RecordBatch> {
    let content: Vec<ArrayRef> =
        [4].into_iter().chain(6..rows.num_columns()).map(|index| rows.column(index).clone()).collect();
    let starts: Vec<usize> = (0..rows.num_rows()).step_by(HASHED_AT_ONCE).collect();
    let hashes = side_by_side(&starts, |start| {
        let length = HASHED_AT_ONCE.min(rows.num_rows() - start);
        let slices: Vec<ArrayRef> = content.iter().map(|column| column.slice(*start, length)).collect();
        hashes_of(&slices).map_err(|error| shape(table, &error))
    })?;
    let hashes: Int64Array = hashes.concat().into();
    let mut columns = rows.columns().to_vec();
    columns[5] = Arc::new(hashes);
    RecordBatch::try_new(table.arrow_schema(), columns).map_err(|error| shape(table, &error))
}

/// Rows hashed at once: their row format fits the memory of a processor.
const HASHED_AT_ONCE: usize = 8_192;

fn hashes_of(content: &[ArrayRef]) -> std::result::Result<Vec<i64>, arrow::error::ArrowError> {
    let fields = content.iter().map(|column| SortField::new(column.data_type().clone())).collect();
    let converted = RowConverter::new(fields)?.convert_columns(content)?;
    let hash = |row: arrow::row::Row<'_>| {
        let mut first = [0; 8];
        first.copy_from_slice(&blake3::hash(row.as_ref()).as_bytes()[..8]);
        i64::from_le_bytes(first)
    };
    Ok(converted.iter().map(hash).collect())
}
