//! Which files of a table hold rows of some ids: asked of each file's bounds and filters first, of its id columns then.
//!
//! An id says nothing about the day its file is filed under, so every file is a candidate. A query over all of them plans and
//! opens each; this looks at no more than the footer of nearly all.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::AsArray;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use parquet::file::statistics::Statistics;
use pharos_schema::Table;

use crate::dataset::Dataset;
use crate::query::QueryError;
use crate::warehouse::{DataFile, WarehouseError};

/// Rows of one id in a file of many are few: a small batch is decoded faster than a large one.
const BATCH_ROWS: usize = 8 * 1024;

/// Paths (within the table's folder) of the candidates in which one of the columns reads one of the values.
///
/// # Errors
/// A file that is missing or damaged.
pub(super) async fn holding(
    dataset: &Dataset,
    table: &'static Table,
    columns: &'static [&'static str],
    values: BTreeSet<String>,
    is_candidate: &(dyn Fn(&DataFile) -> bool + Sync),
) -> Result<BTreeSet<String>, QueryError> {
    let files = dataset.warehouse.files(table, &dataset.heads).await?;
    let candidates: Vec<(String, PathBuf)> = files
        .iter()
        .filter(|file| is_candidate(file))
        .map(|file| (file.path.clone(), dataset.warehouse.path(table, file)))
        .collect();
    let threads = dataset.threads.max(1);
    dataset.warehouse.verify(candidates.iter().map(|(_, path)| path.clone()).collect(), threads).await?;
    let work = move || side_by_side(&candidates, columns, &values, threads);
    let found = tokio::task::spawn_blocking(work).await;
    Ok(found.map_err(|error| failed(Path::new(table.name), &error.to_string()))??)
}

fn side_by_side(
    candidates: &[(String, PathBuf)],
    columns: &[&str],
    values: &BTreeSet<String>,
    threads: usize,
) -> Result<BTreeSet<String>, WarehouseError> {
    let share = candidates.len().div_ceil(threads).max(1);
    let look = |part: &[(String, PathBuf)]| {
        let mut found = BTreeSet::new();
        for (name, path) in part {
            if holds(path, columns, values)? {
                found.insert(name.clone());
            }
        }
        Ok(found)
    };
    std::thread::scope(|scope| {
        let work: Vec<_> = candidates.chunks(share).map(|part| scope.spawn(move || look(part))).collect();
        let mut all = BTreeSet::new();
        for thread in work {
            let gone = |_| failed(Path::new("facts"), "looking for an id failed");
            all.extend(thread.join().map_err(gone)??);
        }
        Ok(all)
    })
}

fn failed(path: &Path, detail: &str) -> WarehouseError {
    WarehouseError::File { path: path.to_owned(), detail: detail.to_owned() }
}

/// True if one of the columns reads one of the values in some row of the file.
fn holds(path: &Path, columns: &[&str], values: &BTreeSet<String>) -> Result<bool, WarehouseError> {
    let file = File::open(path).map_err(|source| WarehouseError::Io { path: path.to_owned(), source })?;
    let damaged = |error: ParquetError| failed(path, &error.to_string());
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(damaged)?;
    let schema = builder.parquet_schema();
    let places: Vec<usize> =
        (0..schema.num_columns()).filter(|place| columns.contains(&schema.column(*place).name())).collect();
    let mut groups = Vec::new();
    for group in 0..builder.metadata().num_row_groups() {
        if may_hold(&builder, group, &places, values).map_err(damaged)? {
            groups.push(group);
        }
    }
    if groups.is_empty() {
        return Ok(false);
    }
    let mask = ProjectionMask::leaves(builder.parquet_schema(), places);
    let reader = builder.with_row_groups(groups).with_projection(mask).with_batch_size(BATCH_ROWS).build();
    for batch in reader.map_err(damaged)? {
        let batch = batch.map_err(|error| failed(path, &error.to_string()))?;
        let texts = batch.columns().iter().filter_map(|column| column.as_string_opt::<i32>());
        if texts.flat_map(|column| column.iter().flatten()).any(|text| values.contains(text)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// False if bounds or filters of the columns exclude every value.
fn may_hold(
    builder: &ParquetRecordBatchReaderBuilder<File>,
    group: usize,
    places: &[usize],
    values: &BTreeSet<String>,
) -> Result<bool, ParquetError> {
    for &place in places {
        let bounds = builder.metadata().row_group(group).column(place).statistics();
        let inside: Vec<&String> =
            values.iter().filter(|value| bounds.is_none_or(|it| is_within(it, value))).collect();
        if inside.is_empty() {
            continue;
        }
        let filter = builder.get_row_group_column_bloom_filter(group, place)?;
        if filter.is_none_or(|filter| inside.iter().any(|value| filter.check(&value.as_str()))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Bounds may be shortened, which leaves them bounds.
fn is_within(bounds: &Statistics, value: &str) -> bool {
    let Statistics::ByteArray(texts) = bounds else { return true };
    match (texts.min_bytes_opt(), texts.max_bytes_opt()) {
        (Some(least), Some(greatest)) => least <= value.as_bytes() && value.as_bytes() <= greatest,
        _ => true,
    }
}
