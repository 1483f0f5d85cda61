//! Rewriting the files in which persons stand.

use std::collections::BTreeSet;
use std::path::Path;

use arrow::array::{Array, AsArray};
use pharos_schema::{Person, Table};
use serde_json::{Map, Value};

use super::file::{DataFile, read_file, write_file};
use super::merge::{shape, with_content_hash};
use super::{Change, Heads, Result, Shelf, Warehouse, WarehouseError};
use crate::erasure::Erasure;

/// What erasing did, or would do, to a table and its history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EraseReport {
    /// files written anew
    pub files: u64,
    /// rows changed
    pub rows: u64,
}

/// What must be known of persons before their rows are rewritten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// contacts of the customers
    pub contacts: BTreeSet<String>,
    /// names as people write them
    pub spoken: BTreeSet<String>,
}

impl Warehouse {
    /// Contacts and written names of persons, over a table and its history.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn traces(&self, table: &'static Table, heads: &Heads, erasure: &Erasure) -> Result<Traces> {
        let has = |name: &str| table.column(name).is_some();
        let contacts = has("contact_id") && has("customer_id") && !erasure.customers.is_empty();
        let names = matches!(table.name, "employment" | "customers");
        if !contacts && !names {
            return Ok(Traces::default());
        }
        let (warehouse, erasure) = (self.clone(), erasure.clone());
        let paths = self.paths(table, heads).await?;
        blocking(table, move || {
            let mut traces = Traces::default();
            for path in paths {
                let rows = warehouse.whole(table, &path)?;
                let about = erasure.rows_about(table, &rows);
                let texts = |name: &str| rows.column_by_name(name).map(|column| column.as_string::<i32>());
                let customers = texts("customer_id");
                for row in about {
                    let cell = |name: &str| {
                        texts(name).filter(|column| column.is_valid(row)).map(|column| column.value(row))
                    };
                    let is_customers = customers.is_some_and(|column| {
                        column.is_valid(row) && erasure.customers.contains_key(column.value(row))
                    });
                    if contacts && is_customers {
                        traces.contacts.extend(cell("contact_id").map(str::to_owned));
                    }
                    let is_own = is_customers
                        || cell("agent_id").is_some_and(|agent| erasure.agents.contains_key(agent));
                    if names && is_own {
                        // A single short word is found in too many texts.
                        traces
                            .spoken
                            .extend(cell("name").filter(|name| 4 <= name.chars().count()).map(str::to_owned));
                    }
                }
            }
            Ok(traces)
        })
        .await
    }

    /// All ids of such persons that stand in a table and its history.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn person_ids(
        &self,
        table: &'static Table,
        heads: &Heads,
        person: Person,
    ) -> Result<BTreeSet<String>> {
        let warehouse = self.clone();
        let paths = self.paths(table, heads).await?;
        blocking(table, move || {
            let mut ids = BTreeSet::new();
            for path in paths {
                warehouse.verify_file(&path)?;
                for batch in read_file(&path, None)? {
                    ids.extend(crate::erasure::possible_ids(table, &batch, person));
                }
            }
            Ok(ids)
        })
        .await
    }

    /// Takes persons out of a table and its history as the commit `sequence`; moves `heads`. Nothing is written where
    /// `dry_run` is set.
    ///
    /// # Errors
    /// The file system, a damaged file.
    pub async fn erase(
        &self,
        table: &'static Table,
        heads: &mut Heads,
        erasure: &Erasure,
        sequence: i64,
        dry_run: bool,
    ) -> Result<EraseReport> {
        let mut report = EraseReport::default();
        for shelf in Shelf::ALL {
            let files = self.listing(table, shelf, heads).await?;
            let (warehouse, erasure) = (self.clone(), erasure.clone());
            let folder = self.root.join(shelf.name(table));
            let (change, rows) = blocking(table, move || {
                rewrite(&warehouse, &folder, table, &files, &erasure, sequence, dry_run)
            })
            .await?;
            report.files += change.removed.len() as u64;
            report.rows += rows;
            if !dry_run {
                self.commit(table, shelf, heads, change, sequence).await?;
            }
        }
        Ok(report)
    }

    /// Rows of a table, its history left out, that are about persons or name them, as JSON objects.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn rows_about(
        &self,
        table: &'static Table,
        heads: &Heads,
        erasure: &Erasure,
    ) -> Result<Vec<Map<String, Value>>> {
        let (warehouse, erasure) = (self.clone(), erasure.clone());
        let files = self.listing(table, Shelf::Current, heads).await?;
        let folder = self.folder(table);
        blocking(table, move || {
            let mut found = Vec::new();
            for file in files {
                let rows = warehouse.whole(table, &folder.join(&file.path))?;
                let about = erasure.rows_about(table, &rows);
                if !about.is_empty() {
                    found.extend(objects(table, &rows, about)?);
                }
            }
            Ok(found)
        })
        .await
    }

    /// Live data files of a table and its history.
    async fn paths(&self, table: &Table, heads: &Heads) -> Result<Vec<std::path::PathBuf>> {
        let mut paths = Vec::new();
        for shelf in Shelf::ALL {
            let folder = self.root.join(shelf.name(table));
            paths.extend(self.listing(table, shelf, heads).await?.iter().map(|file| folder.join(&file.path)));
        }
        Ok(paths)
    }
}

/// Rows as JSON objects, NULLs left out.
pub(crate) fn objects(
    table: &Table,
    rows: &arrow::array::RecordBatch,
    places: Vec<usize>,
) -> Result<Vec<Map<String, Value>>> {
    let places = places.into_iter().map(|place| place as u64).collect();
    let picked = super::merge::take(table, rows, places)?;
    let mut writer = arrow_json::ArrayWriter::new(Vec::new());
    let failed = |detail: String| WarehouseError::Rows { table: table.name.to_owned(), detail };
    writer.write(&picked).map_err(|error| failed(error.to_string()))?;
    writer.finish().map_err(|error| failed(error.to_string()))?;
    let bytes = writer.into_inner();
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))
}

fn rewrite(
    warehouse: &Warehouse,
    folder: &Path,
    table: &'static Table,
    files: &[DataFile],
    erasure: &Erasure,
    sequence: i64,
    dry_run: bool,
) -> Result<(Change, u64)> {
    let mut change = Change::default();
    let mut changed_rows = 0;
    for file in files {
        let rows = warehouse.whole(table, &folder.join(&file.path))?;
        let Some(new) = erasure.erase(table, &rows).map_err(|error| shape(table, &error))? else { continue };
        let new = with_content_hash(table, &new)?;
        let numbers = |batch: &arrow::array::RecordBatch| {
            batch.column(5).as_primitive::<arrow::datatypes::Int64Type>().clone()
        };
        let keys = |batch: &arrow::array::RecordBatch| batch.column(0).as_string::<i32>().clone();
        let (old_hashes, new_hashes) = (numbers(&rows), numbers(&new));
        let (old_keys, new_keys) = (keys(&rows), keys(&new));
        changed_rows += (0..rows.num_rows())
            .filter(|row| {
                old_hashes.value(*row) != new_hashes.value(*row)
                    || old_keys.value(*row) != new_keys.value(*row)
            })
            .count() as u64;
        if !dry_run {
            change.added.push(write_file(folder, table, file.day.as_deref(), &new, sequence)?);
        }
        change.removed.push(file.clone());
    }
    Ok((change, changed_rows))
}

async fn blocking<T: Send + 'static>(
    table: &Table,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| WarehouseError::Rows { table: table.name.into(), detail: error.to_string() })?
}
