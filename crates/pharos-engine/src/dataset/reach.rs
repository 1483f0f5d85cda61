//! How far the data of each source reach: told by the log where a file is of one source, read once where it is of several.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::TimestampMicrosecondType;
use pharos_schema::{Table, table};

use super::{Dataset, HAPPENED, latest};
use crate::query::QueryError;
use crate::warehouse::{DataFile, WarehouseError, read_file};

/// Microseconds of a millisecond: what the log rounds to.
const MS_US: i64 = 1_000;

/// How far the rows of a source reach in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// rows
    pub rows: u64,
    /// oldest instant of anything that happened, microseconds; rounded down to the millisecond, as the log has it
    pub oldest_us: Option<i64>,
    /// newest, rounded up
    pub newest_us: Option<i64>,
}

/// By source.
pub(crate) type Reaches = BTreeMap<String, Reach>;

/// Tables of what customers asked for, with the columns that say when it began.
const ARRIVALS: [(&str, &[&str]); 2] =
    [("contact_segments", &["started_at", "enqueued_at"]), ("interval_reports", &["starts_at"])];

impl Dataset {
    /// How far arrivals are known: the latest instant at which a contact began. What happens to an old ticket later, or is
    /// entered about people, moves the newest event but tells of no contacts. `None` without any.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub async fn newest_contact_us(&self) -> Result<Option<i64>, WarehouseError> {
        let mut newest = None;
        for (table, columns) in ARRIVALS.iter().filter_map(|(name, columns)| Some((table(name)?, columns))) {
            for file in self.warehouse.files(table, &self.heads).await?.iter() {
                let of_file = columns.iter().filter_map(|name| file.instants(name)).map(|(_, high)| high);
                newest = newest.max(of_file.max());
            }
            if let Some(rows) = self.inbox.get(table.name) {
                newest = newest.max(columns.iter().filter_map(|name| latest(rows, name)).max());
            }
        }
        Ok(newest)
    }

    /// By source, how many rows a table has and from when to when. A row that waits in the inbox and one on disk that it
    /// replaces are one row.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn reach(&self, table: &'static Table) -> Result<BTreeMap<String, Reach>, QueryError> {
        if !self.has_rows(table.name) {
            return Ok(BTreeMap::new());
        }
        let clocks: Vec<&'static str> = HAPPENED
            .iter()
            .copied()
            .filter(|name| table.column(name).is_some() && !table.day_from.is_empty())
            .collect();
        let files = self.warehouse.files(table, &self.heads).await?;
        let mut found = Reaches::new();
        for file in files.iter() {
            if let Some(source) = file.only_source() {
                let instants = clocks.iter().filter_map(|name| file.instants(name));
                let (oldest, newest): (Vec<i64>, Vec<i64>) = instants.unzip();
                add(
                    &mut found,
                    source,
                    Reach {
                        rows: file.stats.num_records,
                        oldest_us: oldest.into_iter().min(),
                        newest_us: newest.into_iter().max(),
                    },
                );
            } else {
                for (source, reach) in self.reaches_of(&self.warehouse.path(table, file), &clocks)? {
                    add(&mut found, &source, reach);
                }
            }
        }
        let Some(inbox) = self.inbox.get(table.name) else { return Ok(found) };
        for (source, reach) in reaches(inbox, &clocks) {
            add(&mut found, &source, reach);
        }
        let mut waiting: HashSet<(String, String)> =
            identities(inbox).map(|(source, key)| (source.to_owned(), key.to_owned())).collect();
        let keys = || waiting.iter().map(|(_, key)| key.as_str());
        let (Some(low), Some(high)) = (keys().min(), keys().max()) else { return Ok(found) };
        let near: Vec<&DataFile> = files.iter().filter(|file| file.may_hold_keys(low, high)).collect();
        for file in near {
            for rows in read_file(&self.warehouse.path(table, file), Some(&["source_name", "key"]))? {
                for (source, key) in identities(&rows) {
                    let twin = (source.to_owned(), key.to_owned());
                    if waiting.remove(&twin)
                        && let Some(reach) = found.get_mut(source)
                    {
                        reach.rows -= 1;
                    }
                }
            }
        }
        Ok(found)
    }

    /// What stands in a file of several sources; files never change, so each is read once.
    fn reaches_of(&self, path: &Path, clocks: &[&'static str]) -> Result<Reaches, WarehouseError> {
        let kept = &self.warehouse.kept().reaches;
        if let Ok(kept) = kept.lock()
            && let Some(known) = kept.get(path)
        {
            return Ok(known.clone());
        }
        let columns: Vec<&str> = ["source_name"].into_iter().chain(clocks.iter().copied()).collect();
        let mut found = Reaches::new();
        for rows in read_file(path, Some(&columns))? {
            for (source, reach) in reaches(&rows, clocks) {
                add(&mut found, &source, reach);
            }
        }
        if let Ok(mut kept) = kept.lock() {
            kept.insert(path.to_owned(), found.clone());
        }
        Ok(found)
    }
}

fn add(found: &mut Reaches, source: &str, more: Reach) {
    let reach = match found.get_mut(source) {
        Some(reach) => reach,
        None => found.entry(source.to_owned()).or_default(),
    };
    reach.rows += more.rows;
    reach.oldest_us = [reach.oldest_us, more.oldest_us].into_iter().flatten().min();
    reach.newest_us = reach.newest_us.max(more.newest_us);
}

fn reaches(rows: &RecordBatch, clocks: &[&str]) -> Reaches {
    let mut found = Reaches::new();
    let Some(names) = rows.column_by_name("source_name").and_then(|it| it.as_string_opt::<i32>()) else {
        return found;
    };
    let clocks: Vec<_> = clocks
        .iter()
        .filter_map(|name| rows.column_by_name(name)?.as_primitive_opt::<TimestampMicrosecondType>())
        .collect();
    for row in (0..rows.num_rows()).filter(|row| names.is_valid(*row)) {
        let instants = || clocks.iter().filter(|clock| clock.is_valid(row)).map(|clock| clock.value(row));
        let oldest_us = instants().min().map(|us| us.div_euclid(MS_US) * MS_US);
        let newest_us = instants().max().map(|us| (us + MS_US - 1).div_euclid(MS_US) * MS_US);
        add(&mut found, names.value(row), Reach { rows: 1, oldest_us, newest_us });
    }
    found
}

/// Source and key of each row.
fn identities(rows: &RecordBatch) -> impl Iterator<Item = (&str, &str)> {
    let text = |name: &str| rows.column_by_name(name).and_then(|it| it.as_string_opt::<i32>());
    let both = text("source_name").zip(text("key"));
    both.into_iter()
        .flat_map(|(sources, keys)| sources.iter().zip(keys.iter()).filter_map(|(one, other)| one.zip(other)))
}

#[cfg(test)]
mod tests;
