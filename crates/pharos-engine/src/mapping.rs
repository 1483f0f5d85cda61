//! A user's file through a mapping into rows of fact tables.
//!
//! A mapping's right-hand sides are SQL over the columns of one record. They are parsed, looked through (no subquery, no
//! table can be named) and evaluated over the one table `source`. A record for which a value cannot be made is rejected
//! with its reason; all others go on.

mod functions;
mod statement;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, RecordBatch, StringArray, UInt64Array,
};
use arrow::compute::{concat_batches, filter_record_batch, take_record_batch};
use arrow::datatypes::{DataType, Field, Int64Type, Schema};
use datafusion::prelude::{SessionConfig, SessionContext};
use pharos_calendar::Zone;
use pharos_ingest::mapping::{Mapping, Target};
use pharos_ingest::readers::{Reject, SourceBatch, with_positions};
use pharos_schema::Table;
use thiserror::Error;

use functions::Faults;

/// What an import knows beside its file.
#[derive(Clone, Debug)]
pub struct ImportContext {
    /// Name of the source.
    pub source_name: String,
    /// Site of the rows.
    pub site: Option<String>,
    /// Zone of times without one.
    pub zone: Zone,
}

/// A stretch of records as rows of fact tables.
#[derive(Debug)]
pub struct Evaluated {
    /// Rows by target.
    pub rows: Vec<EvaluatedRows>,
    /// Records left out by every target, by the name of the filter.
    pub filtered: BTreeMap<String, u64>,
    /// Records for which a row could not be made.
    pub rejects: Vec<Reject>,
}

/// Rows of one fact table.
#[derive(Debug)]
pub struct EvaluatedRows {
    /// The table.
    pub table: &'static Table,
    /// The rows; `ingest_seq` is 0.
    pub batch: RecordBatch,
    /// The record each row came from, as the place in the stretch, from 0.
    pub records: Vec<u64>,
}

/// Why a mapping cannot be evaluated at all.
#[derive(Debug, Error)]
pub enum MappingError {
    /// The SQL is at fault: the target, the column, the cause.
    #[error("mapping, target {table}, {place}: {cause}")]
    Sql {
        /// the target
        table: String,
        /// column, key, version or filter
        place: String,
        /// the cause
        cause: String,
    },
    /// The engine failed.
    #[error("the mapping could not be evaluated: {0}")]
    Engine(#[from] datafusion::error::DataFusionError),
    /// Rows of another shape.
    #[error("the mapping could not be evaluated: {0}")]
    Arrow(#[from] arrow::error::ArrowError),
}

type Result<T> = std::result::Result<T, MappingError>;

/// Number of the record, the first column of the table `source`.
const RECORD: &str = "record__";

/// Evaluates a mapping over a stretch of records.
///
/// # Errors
/// SQL that does not hold for these columns, with the place.
pub async fn evaluate(mapping: &Mapping, batch: &SourceBatch, context: &ImportContext) -> Result<Evaluated> {
    let faults = Faults::default();
    let session = session(mapping, context, &faults);
    let source = source_table(&batch.batch)?;
    let mut kept: Vec<(usize, &'static Table, RecordBatch)> = Vec::new();
    for (index, target) in mapping.targets.iter().enumerate() {
        let Some(table) = pharos_schema::table(&target.table) else { continue };
        let statement = statement::of(table, target, source.schema_ref())?;
        let rows = run(&session, &source, &statement, table, &faults).await?;
        kept.push((index, table, rows));
    }
    finish(mapping, batch, context, kept, &faults)
}

fn session(mapping: &Mapping, context: &ImportContext, faults: &Faults) -> SessionContext {
    let mut config = SessionConfig::new().with_target_partitions(1).with_information_schema(false);
    config.options_mut().sql_parser.map_string_types_to_utf8view = false;
    let session = SessionContext::new_with_config(config);
    functions::register(&session, &context.zone, mapping.read.decimal_comma.unwrap_or(false), faults);
    session
}

/// The records with their number first and every column reachable by position.
fn source_table(batch: &RecordBatch) -> Result<RecordBatch> {
    let positioned = with_positions(batch)?;
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(0..batch.num_rows() as i64));
    let mut fields = vec![Arc::new(Field::new(RECORD, DataType::Int64, false))];
    fields.extend(positioned.schema().fields().iter().cloned());
    let mut columns = vec![numbers];
    columns.extend(positioned.columns().iter().cloned());
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)?)
}

/// Runs a statement; where it fails on some record the stretch is halved until the record is found and noted as a fault.
async fn run(
    session: &SessionContext,
    source: &RecordBatch,
    statement: &str,
    table: &'static Table,
    faults: &Faults,
) -> Result<RecordBatch> {
    let schema = statement::schema(table);
    let mut done: Vec<RecordBatch> = Vec::new();
    let mut open = vec![source.clone()];
    while let Some(stretch) = open.pop() {
        session.deregister_table("source")?;
        session.register_batch("source", stretch.clone())?;
        let frame = session.sql(statement).await.map_err(|error| statement::fault(table, &error))?;
        match frame.collect().await {
            Ok(batches) => done.extend(batches),
            Err(error) if stretch.num_rows() == 1 => {
                let record = stretch.column(0).as_primitive::<Int64Type>().value(0);
                faults.note(record, cause(&error));
            }
            Err(_) => {
                let half = stretch.num_rows() / 2;
                open.push(stretch.slice(0, half));
                open.push(stretch.slice(half, stretch.num_rows() - half));
            }
        }
    }
    // DataFusion may give texts as views; the tables hold plain ones.
    let plain = |batch: RecordBatch| {
        let columns = batch.columns().iter().zip(schema.fields());
        let columns = columns.map(|(column, field)| arrow::compute::cast(column, field.data_type()));
        RecordBatch::try_new(schema.clone(), columns.collect::<std::result::Result<_, _>>()?)
    };
    let done: Vec<RecordBatch> = done.into_iter().map(plain).collect::<std::result::Result<_, _>>()?;
    let rows = match done.as_slice() {
        [one] => one.clone(),
        _ => concat_batches(&schema, &done)?,
    };
    // Only where stretches were halved do they come in another order.
    if rows.column(0).as_primitive::<Int64Type>().values().is_sorted() {
        return Ok(rows);
    }
    let order = arrow::compute::sort_to_indices(rows.column(0), None, None)?;
    Ok(take_record_batch(&rows, &order)?)
}

fn cause(error: &datafusion::error::DataFusionError) -> String {
    let text = error.find_root().to_string();
    text.lines().next().unwrap_or_default().to_owned()
}

fn finish(
    mapping: &Mapping,
    batch: &SourceBatch,
    context: &ImportContext,
    kept: Vec<(usize, &'static Table, RecordBatch)>,
    faults: &Faults,
) -> Result<Evaluated> {
    let records = batch.batch.num_rows();
    let mut fed = vec![false; records];
    for (_, table, rows) in &kept {
        note_missing(table, rows, faults);
        for record in rows.column(0).as_primitive::<Int64Type>().values() {
            fed[*record as usize] = true;
        }
    }
    let faults = faults.take();
    let mut evaluated = Evaluated { rows: Vec::new(), filtered: BTreeMap::new(), rejects: Vec::new() };
    for record in (0..records).filter(|record| !fed[*record] && !faults.contains_key(&(*record as i64))) {
        let reason = mapping
            .targets
            .iter()
            .find(|target| target.filter.is_some())
            .and_then(|target| target.filter_reason.clone())
            .unwrap_or_else(|| "filter".to_owned());
        let _ = record;
        *evaluated.filtered.entry(reason).or_default() += 1;
    }
    for (record, reason) in &faults {
        let record = *record as usize;
        let row = text_of(&batch.batch, record);
        evaluated.rejects.push(Reject { line: batch.line_of(record), reason: reason.clone(), row });
    }
    for (index, table, rows) in kept {
        let good: BooleanArray = rows
            .column(0)
            .as_primitive::<Int64Type>()
            .values()
            .iter()
            .map(|record| Some(!faults.contains_key(record)))
            .collect();
        let rows = filter_record_batch(&rows, &good)?;
        if rows.num_rows() > 0 {
            evaluated.rows.push(fact_rows(table, &mapping.targets[index], context, batch, &rows)?);
        }
    }
    Ok(evaluated)
}

/// Records without a key or without any of the table's times are rejected.
fn note_missing(table: &'static Table, rows: &RecordBatch, faults: &Faults) {
    let records = rows.column(0).as_primitive::<Int64Type>();
    let keys = rows.column(1);
    let clocks: Vec<&ArrayRef> = table.day_from.iter().filter_map(|name| rows.column_by_name(name)).collect();
    for row in 0..rows.num_rows() {
        if keys.is_null(row) {
            faults.note(records.value(row), format!("the key of {} is empty", table.name));
        } else if !table.day_from.is_empty() && clocks.iter().all(|clock| clock.is_null(row)) {
            let names = table.day_from.join(", ");
            faults.note(records.value(row), format!("{} needs a time: none of {names} is known", table.name));
        }
    }
}

fn fact_rows(
    table: &'static Table,
    target: &Target,
    context: &ImportContext,
    batch: &SourceBatch,
    rows: &RecordBatch,
) -> Result<EvaluatedRows> {
    let count = rows.num_rows();
    let records: Vec<u64> =
        rows.column(0).as_primitive::<Int64Type>().values().iter().map(|record| *record as u64).collect();
    let key: ArrayRef =
        if target.row_hash { row_hashes(&batch.batch, &records)? } else { rows.column(1).clone() };
    let versions: Int64Array =
        rows.column(2).as_primitive::<Int64Type>().iter().map(|version| Some(version.unwrap_or(0))).collect();
    let columns = table.all_columns().enumerate().map(|(place, column)| -> ArrayRef {
        match place {
            0 => key.clone(),
            1 => Arc::new(StringArray::from_iter_values(std::iter::repeat_n(&context.source_name, count))),
            2 => Arc::new(versions.clone()),
            3 => Arc::new(Int64Array::from(vec![0; count])),
            4 => match rows.column_by_name("site") {
                Some(site) if target.columns.contains_key("site") => site.clone(),
                _ => Arc::new(StringArray::from(vec![context.site.as_deref(); count])),
            },
            5 => Arc::new(Int64Array::new_null(count)),
            _ => rows
                .column_by_name(column.name)
                .cloned()
                .unwrap_or_else(|| arrow::array::new_null_array(&column.kind.data_type(), count)),
        }
    });
    let batch = RecordBatch::try_new(table.arrow_schema(), columns.collect())?;
    Ok(EvaluatedRows { table, batch, records })
}

/// Keys of records without a natural one: a hash of the text, and the number of the occurrence within the stretch's equal
/// records so that equal records stay apart.
fn row_hashes(batch: &RecordBatch, records: &[u64]) -> Result<ArrayRef> {
    let taken = take_record_batch(batch, &UInt64Array::from(records.to_vec()))?;
    let texts: Vec<ArrayRef> = taken
        .columns()
        .iter()
        .map(|column| arrow::compute::cast(column, &DataType::Utf8))
        .collect::<std::result::Result<_, _>>()?;
    let columns: Vec<&StringArray> = texts.iter().map(|column| column.as_string::<i32>()).collect();
    let keys = (0..records.len()).map(|row| {
        let fields = columns.iter().map(|column| column.is_valid(row).then(|| column.value(row)));
        pharos_ingest::functions::row_hash(fields)
    });
    Ok(Arc::new(StringArray::from_iter_values(keys)))
}

fn text_of(batch: &RecordBatch, row: usize) -> String {
    let cells = batch
        .columns()
        .iter()
        .map(|column| arrow::util::display::array_value_to_string(column, row).unwrap_or_default());
    cells.collect::<Vec<_>>().join("\t")
}
