//! Data files: sorted Parquet with statistics in Delta's form.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::{SortColumn, SortOptions, lexsort_to_indices, take_record_batch};
use arrow::datatypes::{DataType, Int64Type, TimestampMicrosecondType};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;
use pharos_schema::Table;
use serde::{Deserialize, Serialize};

use super::seal::Hashing;
use super::{Result, WarehouseError};

/// Rows that are compressed and skipped together.
const ROWS_PER_GROUP: usize = 256 * 1024;
/// Ids that single rows are looked up by.
const LOOKED_UP: [&str; 3] = ["contact_id", "segment_id", "item_id"];

/// One live data file of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct DataFile {
    /// Path within the table's folder.
    pub path: String,
    /// UTC day the file is filed under, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// Bytes.
    pub size: u64,
    /// What stands in it.
    pub stats: Stats,
    /// BLAKE3 of its bytes, for a file just written; the log does not say it.
    pub hash: Option<String>,
}

/// Statistics of a data file, in the shape of Delta's log.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Stats {
    /// rows
    pub num_records: u64,
    /// least values of key, source_name, ingest_seq and the instants
    pub min_values: BTreeMap<String, serde_json::Value>,
    /// greatest values (instants rounded up to the millisecond)
    pub max_values: BTreeMap<String, serde_json::Value>,
    /// NULLs of the instants
    pub null_count: BTreeMap<String, serde_json::Value>,
}

impl DataFile {
    /// Least and greatest instant of a column in microseconds; `None` where the column is NULL throughout or unknown.
    pub fn instants(&self, column: &str) -> Option<(i64, i64)> {
        let parse = |values: &BTreeMap<String, serde_json::Value>| {
            let text = values.get(column)?.as_str()?;
            text.parse::<jiff::Timestamp>().ok().map(|instant| instant.as_microsecond())
        };
        Some((parse(&self.stats.min_values)?, parse(&self.stats.max_values)?))
    }

    /// True if the column is NULL in every row.
    pub fn all_null(&self, column: &str) -> bool {
        self.stats.null_count.get(column).and_then(serde_json::Value::as_u64) == Some(self.stats.num_records)
    }

    /// The source of all its rows; `None` where they are of several, or it cannot be told without reading.
    pub(crate) fn only_source(&self) -> Option<&str> {
        let low = self.stats.min_values.get("source_name")?.as_str()?;
        let high = self.stats.max_values.get("source_name")?.as_str()?;
        (low == high).then_some(low)
    }

    /// True if rows of that sequence may stand in it.
    pub(super) fn may_hold_sequence(&self, sequence: i64) -> bool {
        let bound = |values: &BTreeMap<String, serde_json::Value>| values.get("ingest_seq")?.as_i64();
        match (bound(&self.stats.min_values), bound(&self.stats.max_values)) {
            (Some(low), Some(high)) => low <= sequence && sequence <= high,
            _ => true,
        }
    }

    /// True if keys between the two may stand in it.
    pub(crate) fn may_hold_keys(&self, low: &str, high: &str) -> bool {
        let bound = |values: &BTreeMap<String, serde_json::Value>| {
            values.get("key").and_then(|value| value.as_str().map(str::to_owned))
        };
        match (bound(&self.stats.min_values), bound(&self.stats.max_values)) {
            (Some(least), Some(greatest)) => least.as_str() <= high && low <= greatest.as_str(),
            _ => true,
        }
    }
}

/// Sorts the rows and writes them as a new file under the table's folder.
pub(super) fn write_file(
    folder: &Path,
    table: &Table,
    day: Option<&str>,
    rows: &RecordBatch,
    sequence: i64,
) -> Result<DataFile> {
    let rows = sorted(table, rows)?;
    let name = format!("part-{sequence:012}-{}.parquet", uuid::Uuid::new_v4().simple());
    let path = day.map_or_else(|| name.clone(), |day| format!("day={day}/{name}"));
    let absolute = folder.join(&path);
    let io = |source| WarehouseError::Io { path: absolute.clone(), source };
    if let Some(parent) = absolute.parent() {
        std::fs::create_dir_all(parent).map_err(io)?;
    }
    let out = File::create(&absolute).map_err(io)?;
    let level = ZstdLevel::try_new(1).unwrap_or_default();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROWS_PER_GROUP));
    let properties = with_filters(properties, table, &rows).build();
    let damaged = |error: parquet::errors::ParquetError| WarehouseError::File {
        path: absolute.clone(),
        detail: error.to_string(),
    };
    let mut writer =
        ArrowWriter::try_new(Hashing::new(out), rows.schema(), Some(properties)).map_err(damaged)?;
    writer.write(&rows).map_err(damaged)?;
    let (out, hash) = writer.into_inner().map_err(damaged)?.finish();
    out.sync_all().map_err(io)?;
    let size = out.metadata().map_err(io)?.len();
    Ok(DataFile { path, day: day.map(str::to_owned), size, stats: stats(&rows), hash: Some(hash) })
}

/// A filter for each id a row is looked up by: whoever asks for one contact opens no file that does not hold it.
fn with_filters(
    properties: WriterPropertiesBuilder,
    table: &Table,
    rows: &RecordBatch,
) -> WriterPropertiesBuilder {
    let keys = (table.name == "contact_segments").then_some("key");
    let ids = LOOKED_UP
        .into_iter()
        .chain(keys)
        .filter(|name| rows.column_by_name(name).is_some_and(|column| column.null_count() < column.len()));
    ids.fold(properties, |properties, name| {
        let values = rows.num_rows().min(ROWS_PER_GROUP) as u64;
        properties
            .set_column_bloom_filter_fpp(ColumnPath::from(name), 0.01)
            .set_column_bloom_filter_max_ndv(ColumnPath::from(name), values)
    })
}

/// All rows of a data file, or some columns of them.
///
/// # Errors
/// A file that is missing or damaged.
pub fn read_file(path: &Path, columns: Option<&[&str]>) -> Result<Vec<RecordBatch>> {
    let file = File::open(path).map_err(|source| WarehouseError::Io { path: path.to_owned(), source })?;
    let damaged = |detail: String| WarehouseError::File { path: path.to_owned(), detail };
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| damaged(error.to_string()))?;
    let mask = match columns {
        None => parquet::arrow::ProjectionMask::all(),
        Some(names) => {
            parquet::arrow::ProjectionMask::columns(builder.parquet_schema(), names.iter().copied())
        }
    };
    builder
        .with_projection(mask)
        .with_batch_size(64 * 1024)
        .build()
        .map_err(|error| damaged(error.to_string()))?
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|error| damaged(error.to_string()))
}

/// Arrow schema of a data file.
pub(crate) fn schema_of(path: &Path) -> Result<arrow::datatypes::SchemaRef> {
    let file = File::open(path).map_err(|source| WarehouseError::Io { path: path.to_owned(), source })?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(|error| WarehouseError::File { path: path.to_owned(), detail: error.to_string() })?;
    Ok(builder.schema().clone())
}

fn sorted(table: &Table, rows: &RecordBatch) -> Result<RecordBatch> {
    let wanted = ["queue"].into_iter().chain(table.day_from.first().copied()).chain(["key"]);
    let columns: Vec<SortColumn> = wanted
        .filter_map(|name| rows.column_by_name(name))
        .map(|values| SortColumn {
            values: values.clone(),
            options: Some(SortOptions { descending: false, nulls_first: true }),
        })
        .collect();
    let failed = |error: arrow::error::ArrowError| WarehouseError::Rows {
        table: table.name.to_owned(),
        detail: error.to_string(),
    };
    let order = lexsort_to_indices(&columns, None).map_err(failed)?;
    take_record_batch(rows, &order).map_err(failed)
}

fn stats(rows: &RecordBatch) -> Stats {
    let mut stats = Stats { num_records: rows.num_rows() as u64, ..Stats::default() };
    for (field, column) in rows.schema().fields().iter().zip(rows.columns()) {
        let name = field.name();
        let bounds = match field.data_type() {
            DataType::Timestamp(..) => {
                stats.null_count.insert(name.clone(), column.null_count().into());
                let instants = column.as_primitive::<TimestampMicrosecondType>();
                arrow::compute::min(instants).zip(arrow::compute::max(instants)).and_then(|(low, high)| {
                    let text = |ms: i64| Some(jiff::Timestamp::from_millisecond(ms).ok()?.to_string());
                    Some((text(low.div_euclid(1000))?.into(), text((high + 999).div_euclid(1000))?.into()))
                })
            }
            DataType::Int64 if name == "ingest_seq" => {
                let numbers = column.as_primitive::<Int64Type>();
                arrow::compute::min(numbers)
                    .zip(arrow::compute::max(numbers))
                    .map(|(low, high)| (low.into(), high.into()))
            }
            DataType::Utf8 if name == "key" || name == "source_name" => {
                let keys = column.as_string::<i32>();
                arrow::compute::min_string(keys)
                    .zip(arrow::compute::max_string(keys))
                    .map(|(low, high)| (low.into(), high.into()))
            }
            _ => None,
        };
        if let Some((low, high)) = bounds {
            stats.min_values.insert(name.clone(), low);
            stats.max_values.insert(name.clone(), high);
        }
    }
    stats
}
