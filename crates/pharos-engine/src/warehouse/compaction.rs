//! Compaction: a day in many small files becomes one file.

use std::collections::BTreeMap;

use arrow::compute::concat_batches;
use pharos_schema::Table;

use super::file::{DataFile, write_file};
use super::merge::shape;
use super::{Change, Heads, Result, Shelf, Warehouse, WarehouseError};

/// More files than this under one day are made into one.
const FILES_PER_DAY: usize = 8;

/// A day of more bytes than this is left as it is.
const LARGE_DAY_BYTES: u64 = 256 << 20;

impl Warehouse {
    /// Compacts the days of a table that stand in many files; moves `heads`. Gives the number of days compacted.
    ///
    /// # Errors
    /// The file system or a damaged file.
    pub async fn compact(&self, table: &'static Table, heads: &mut Heads, sequence: i64) -> Result<usize> {
        let mut days: BTreeMap<Option<String>, Vec<DataFile>> = BTreeMap::new();
        for file in self.files(table, heads).await?.iter() {
            days.entry(file.day.clone()).or_default().push(file.clone());
        }
        days.retain(|_, files| {
            files.len() > FILES_PER_DAY && files.iter().map(|file| file.size).sum::<u64>() < LARGE_DAY_BYTES
        });
        if days.is_empty() {
            return Ok(0);
        }
        let count = days.len();
        let warehouse = self.clone();
        let work = tokio::task::spawn_blocking(move || rewrite(&warehouse, table, &days, sequence));
        let (added, removed) = work.await.map_err(|error| WarehouseError::Rows {
            table: table.name.into(),
            detail: error.to_string(),
        })??;
        self.commit(table, Shelf::Current, heads, Change { added, removed }, sequence).await?;
        Ok(count)
    }
}

fn rewrite(
    warehouse: &Warehouse,
    table: &'static Table,
    days: &BTreeMap<Option<String>, Vec<DataFile>>,
    sequence: i64,
) -> Result<(Vec<DataFile>, Vec<DataFile>)> {
    let folder = warehouse.folder(table);
    let mut added = Vec::new();
    let mut removed = Vec::new();
    for (day, files) in days {
        let parts: Vec<_> = files
            .iter()
            .map(|file| warehouse.whole(table, &folder.join(&file.path)))
            .collect::<Result<_>>()?;
        let rows = concat_batches(&table.arrow_schema(), &parts).map_err(|error| shape(table, &error))?;
        added.push(write_file(&folder, table, day.as_deref(), &rows, sequence)?);
        removed.extend(files.iter().cloned());
    }
    Ok((added, removed))
}
