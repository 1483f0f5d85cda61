//! Columns of a batch by name, read row by row.

use std::collections::HashMap;

use arrow::array::{Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use pharos_schema::{Kind, Table};

/// The columns that are there.
pub(super) struct Columns<'a> {
    texts: HashMap<&'a str, &'a StringArray>,
    numbers: HashMap<&'a str, &'a Float64Array>,
    counts: HashMap<&'a str, &'a Int64Array>,
    instants: HashMap<&'a str, &'a TimestampMicrosecondArray>,
}

/// A column with its name.
pub(super) type Named<'a, T> = (&'static str, &'a T);

impl<'a> Columns<'a> {
    /// The durations of a table that the batch has.
    pub(super) fn seconds(&self, table: &Table) -> Vec<Named<'a, Float64Array>> {
        let durations = table.columns.iter().filter(|column| column.kind == Kind::Seconds);
        durations.filter_map(|column| Some((column.name, *self.numbers.get(column.name)?))).collect()
    }

    /// The instants of a column.
    pub(super) fn instants(&self, name: &str) -> Option<&'a TimestampMicrosecondArray> {
        self.instants.get(name).copied()
    }

    pub(super) fn new(batch: &'a RecordBatch) -> Columns<'a> {
        Columns { texts: all(batch), numbers: all(batch), counts: all(batch), instants: all(batch) }
    }

    pub(super) fn text(&self, name: &str, row: usize) -> Option<&'a str> {
        self.texts.get(name).filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }

    pub(super) fn number(&self, name: &str, row: usize) -> Option<f64> {
        self.numbers.get(name).filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }

    pub(super) fn count(&self, name: &str, row: usize) -> Option<i64> {
        self.counts.get(name).filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }

    pub(super) fn instant(&self, name: &str, row: usize) -> Option<i64> {
        self.instants.get(name).filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }

    /// The row's key, to name it in an example.
    pub(super) fn key(&self, row: usize) -> String {
        self.text("key", row).unwrap_or("a row without key").to_owned()
    }
}

fn all<T: 'static>(batch: &RecordBatch) -> HashMap<&str, &T> {
    let fields = batch.schema_ref().fields().iter().zip(batch.columns());
    fields
        .filter_map(|(field, array)| Some((field.name().as_str(), array.as_any().downcast_ref::<T>()?)))
        .collect()
}
