//! Building Arrow batches of a fact table row by row, for importers of sources that are no tables.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Float64Builder, Int64Builder, RecordBatch, StringBuilder,
    TimestampMicrosecondBuilder,
};
use thiserror::Error;

use crate::table::{Kind, Table};

/// A value on its way into a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The source cannot say.
    Null,
    /// For ids, words, free text and attributes.
    Text(String),
    /// An instant in microseconds since 1970 UTC.
    Instant(i64),
    /// For seconds and numbers.
    Number(f64),
    /// For counts.
    Count(i64),
    /// For flags.
    Flag(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// Why a row could not be built: a mistake of the importer, not of the data.
#[derive(Debug, Error, PartialEq)]
pub enum RowError {
    /// No such column.
    #[error("table {table} has no column `{column}`")]
    UnknownColumn {
        /// the table
        table: &'static str,
        /// the name asked for
        column: String,
    },
    /// The value does not fit the column's kind.
    #[error("column `{column}` of {table} holds {kind:?}, not {value:?}")]
    WrongKind {
        /// the table
        table: &'static str,
        /// the column
        column: &'static str,
        /// what it holds
        kind: Kind,
        /// what was given
        value: Value,
    },
}

/// Collects rows of one table and turns them into a batch.
///
/// `ingest_seq` is left at 0 here: the store gives it when the batch is accepted.
pub struct TableBuilder {
    table: &'static Table,
    index: HashMap<&'static str, usize>,
    columns: Vec<ColumnBuilder>,
    rows: usize,
}

impl TableBuilder {
    /// An empty builder for the table.
    pub fn new(table: &'static Table) -> Self {
        let columns: Vec<_> = table.all_columns().map(|column| ColumnBuilder::new(column.kind)).collect();
        let index = table.all_columns().enumerate().map(|(place, column)| (column.name, place)).collect();
        TableBuilder { table, index, columns, rows: 0 }
    }

    /// The table that is built.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds a row; columns that are not named become NULL (version and sequence become 0).
    ///
    /// # Errors
    /// An unknown column or a value of the wrong kind; the row is then not added.
    pub fn push<'a>(&mut self, values: impl IntoIterator<Item = (&'a str, Value)>) -> Result<(), RowError> {
        let mut row: Vec<Value> = vec![Value::Null; self.columns.len()];
        row[2] = Value::Count(0);
        row[3] = Value::Count(0);
        for (name, value) in values {
            let place = *self
                .index
                .get(name)
                .ok_or_else(|| RowError::UnknownColumn { table: self.table.name, column: name.to_owned() })?;
            let column = self.table.all_columns().nth(place).unwrap_or(&self.table.columns[0]);
            if !fits(column.kind, &value) {
                return Err(RowError::WrongKind {
                    table: self.table.name,
                    column: column.name,
                    kind: column.kind,
                    value,
                });
            }
            row[place] = value;
        }
        for (column, value) in self.columns.iter_mut().zip(row) {
            column.push(value);
        }
        self.rows += 1;
        Ok(())
    }

    /// The rows as a batch in the table's schema; the builder is empty afterwards.
    ///
    /// # Errors
    /// Where a row lacks its key or its source name (Arrow refuses NULL there).
    pub fn finish(&mut self) -> Result<RecordBatch, arrow::error::ArrowError> {
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        self.rows = 0;
        RecordBatch::try_new(self.table.arrow_schema(), arrays)
    }
}

fn fits(kind: Kind, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(_) => matches!(kind, Kind::Id | Kind::Word | Kind::FreeText | Kind::Attributes),
        Value::Instant(_) => kind == Kind::Instant,
        Value::Number(_) => matches!(kind, Kind::Seconds | Kind::Number),
        Value::Count(_) => kind == Kind::Count,
        Value::Flag(_) => kind == Kind::Flag,
    }
}

enum ColumnBuilder {
    Text(StringBuilder),
    Instant(TimestampMicrosecondBuilder),
    Number(Float64Builder),
    Count(Int64Builder),
    Flag(BooleanBuilder),
}

impl ColumnBuilder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Id | Kind::Word | Kind::FreeText | Kind::Attributes => {
                ColumnBuilder::Text(StringBuilder::new())
            }
            Kind::Instant => ColumnBuilder::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            Kind::Seconds | Kind::Number => ColumnBuilder::Number(Float64Builder::new()),
            Kind::Count => ColumnBuilder::Count(Int64Builder::new()),
            Kind::Flag => ColumnBuilder::Flag(BooleanBuilder::new()),
        }
    }

    fn push(&mut self, value: Value) {
        match (self, value) {
            (ColumnBuilder::Text(builder), Value::Text(text)) => builder.append_value(text),
            (ColumnBuilder::Text(builder), _) => builder.append_null(),
            (ColumnBuilder::Instant(builder), Value::Instant(instant)) => builder.append_value(instant),
            (ColumnBuilder::Instant(builder), _) => builder.append_null(),
            (ColumnBuilder::Number(builder), Value::Number(number)) => builder.append_value(number),
            (ColumnBuilder::Number(builder), _) => builder.append_null(),
            (ColumnBuilder::Count(builder), Value::Count(count)) => builder.append_value(count),
            (ColumnBuilder::Count(builder), _) => builder.append_null(),
            (ColumnBuilder::Flag(builder), Value::Flag(flag)) => builder.append_value(flag),
            (ColumnBuilder::Flag(builder), _) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            ColumnBuilder::Text(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Instant(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Number(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Count(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Flag(builder) => Arc::new(builder.finish()),
        }
    }
}
