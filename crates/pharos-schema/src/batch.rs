//! Whole batches of a fact table: what their carriers need without knowing Arrow.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int64Array, RecordBatch, StringArray};
use arrow::compute::concat_batches;
use arrow::datatypes::{DataType, Field, Schema};
use arrow::error::ArrowError;
use serde::Serialize;

use crate::table::Table;

/// Places of the common columns.
const SOURCE_NAME: usize = 1;
const INGEST_SEQ: usize = 3;
/// Structs that become columns together: what they are in between stays in the processor's cache.
const ROWS_AT_ONCE: usize = 4_096;

/// The same rows with another ingest sequence.
///
/// # Errors
/// A batch that is not of a fact table's schema.
pub fn with_sequence(batch: &RecordBatch, sequence: i64) -> Result<RecordBatch, ArrowError> {
    let numbers: ArrayRef = Arc::new(Int64Array::from_value(sequence, batch.num_rows()));
    with_column(batch, INGEST_SEQ, numbers)
}

/// The same rows under another source name.
///
/// # Errors
/// A batch that is not of a fact table's schema.
pub fn with_source(batch: &RecordBatch, source_name: &str) -> Result<RecordBatch, ArrowError> {
    let names: ArrayRef =
        Arc::new(StringArray::from_iter_values(std::iter::repeat_n(source_name, batch.num_rows())));
    with_column(batch, SOURCE_NAME, names)
}

fn with_column(batch: &RecordBatch, index: usize, values: ArrayRef) -> Result<RecordBatch, ArrowError> {
    let mut columns = batch.columns().to_vec();
    match columns.get_mut(index) {
        Some(column) => *column = values,
        None => return Err(ArrowError::SchemaError("the batch lacks the common columns".to_owned())),
    }
    RecordBatch::try_new(batch.schema(), columns)
}

/// Batches of one schema as one.
///
/// # Errors
/// Batches of several schemas, or none.
pub fn concat(batches: &[RecordBatch]) -> Result<RecordBatch, ArrowError> {
    match batches {
        [] => Err(ArrowError::SchemaError("there is no batch to join".to_owned())),
        [one] => Ok(one.clone()),
        [first, ..] => concat_batches(&first.schema(), batches),
    }
}

/// The different values of a text column; nothing where the batch has no such column.
pub fn distinct_texts(batch: &RecordBatch, column: &str) -> BTreeSet<String> {
    let mut values: BTreeSet<String> = BTreeSet::new();
    let Some(texts) = batch.column_by_name(column).and_then(|column| column.as_string_opt::<i32>()) else {
        return values;
    };
    let mut last = None;
    for text in texts.iter().flatten() {
        // Neighbours are often equal: most rows need no look-up.
        if last != Some(text) && !values.contains(text) {
            values.insert(text.to_owned());
        }
        last = Some(text);
    }
    values
}

/// Rows of a struct whose fields bear the names of the table's columns, instants as microseconds. The source's name and the
/// sequence are given here; columns without a field are NULL.
///
/// # Errors
/// A field that does not fit its column, or a row without a key.
pub fn from_structs<S: Serialize>(
    table: &'static Table,
    source_name: &str,
    sequence: i64,
    rows: &[S],
) -> Result<RecordBatch, ArrowError> {
    let published = table.arrow_schema();
    let lenient: Vec<Field> =
        published.fields().iter().map(|field| field.as_ref().clone().with_nullable(true)).collect();
    let mut decoder = arrow_json::ReaderBuilder::new(Arc::new(Schema::new(lenient))).build_decoder()?;
    let mut parts = Vec::new();
    for rows in rows.chunks(ROWS_AT_ONCE) {
        decoder.serialize(rows)?;
        parts.extend(decoder.flush()?);
    }
    if parts.is_empty() {
        return Ok(RecordBatch::new_empty(published));
    }
    let batch = concat(&parts)?;
    let n = batch.num_rows();
    let mut columns = batch.columns().to_vec();
    columns[SOURCE_NAME] = Arc::new(StringArray::from_iter_values(std::iter::repeat_n(source_name, n)));
    columns[INGEST_SEQ] = Arc::new(Int64Array::from_value(sequence, n));
    for (field, column) in published.fields().iter().zip(&mut columns) {
        // A version that is not stated is 0, as everywhere.
        if field.data_type() == &DataType::Int64 && !field.is_nullable() && 0 < column.null_count() {
            *column = Arc::new(
                column
                    .as_primitive::<arrow::datatypes::Int64Type>()
                    .iter()
                    .map(|it| it.unwrap_or(0))
                    .collect::<Int64Array>(),
            );
        }
    }
    RecordBatch::try_new(published, columns)
}

#[cfg(test)]
mod tests;
