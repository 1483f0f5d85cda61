//! What a table and a column are.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};

/// What a column holds; it decides the Arrow type and the unit a screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier of something (never a name shown to people).
    Id,
    /// A word of a closed or open list: channel, result, reason.
    Word,
    /// Free text written by a person; removed on erasure.
    FreeText,
    /// A JSON object of the source's own fields, reachable as the dimension `attr:NAME`; removed on erasure.
    Attributes,
    /// An instant, UTC, microseconds.
    Instant,
    /// A duration in seconds.
    Seconds,
    /// A whole number.
    Count,
    /// A number: points, amounts, weights.
    Number,
    /// Yes, no, or not known.
    Flag,
}

impl Kind {
    /// The Arrow type of the column, the same in memory and in the Parquet files.
    pub fn data_type(self) -> DataType {
        match self {
            Kind::Id | Kind::Word | Kind::FreeText | Kind::Attributes => DataType::Utf8,
            Kind::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Kind::Seconds | Kind::Number => DataType::Float64,
            Kind::Count => DataType::Int64,
            Kind::Flag => DataType::Boolean,
        }
    }

    /// The kind as tables of answers name it: text, number, count, flag, instant.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Id | Kind::Word | Kind::FreeText | Kind::Attributes => "text",
            Kind::Instant => "instant",
            Kind::Seconds | Kind::Number => "number",
            Kind::Count => "count",
            Kind::Flag => "flag",
        }
    }
}

/// One column of a fact table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name as published; units come last (`wait_s`).
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Meaning in one sentence; closed word lists are named here.
    pub doc: &'static str,
}

impl Column {
    pub(crate) const fn new(name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Column { name, kind, doc }
    }
}

/// One fact table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name as published.
    pub name: &'static str,
    /// Version of the table's shape; grows when a column changes its meaning.
    pub version: u32,
    /// What a row is.
    pub doc: &'static str,
    /// Own columns, without the common ones.
    pub columns: &'static [Column],
    /// The first of these that is known gives the UTC day the row is filed under. Empty: a small table, not filed by day.
    pub day_from: &'static [&'static str],
    /// Columns that hold persons: erased ids replace `customer_id` and `agent_id`.
    pub person_columns: &'static [&'static str],
}

/// The columns every fact table begins with.
pub const COMMON: &[Column] = &[
    Column::new("key", Kind::Id, "the row's natural key within its source"),
    Column::new("source_name", Kind::Id, "the source the row came from, as named at import"),
    Column::new(
        "source_version",
        Kind::Count,
        "the source's own version of the row; the greatest wins, 0 where there is none",
    ),
    Column::new(
        "ingest_seq",
        Kind::Count,
        "number of the import or batch that brought the row; decides between equal versions",
    ),
    Column::new("site", Kind::Id, "the site the row belongs to"),
    Column::new(
        "content_hash",
        Kind::Count,
        "hash of the row's own columns: tells a re-delivery from a change; set by the store",
    ),
];

impl Table {
    /// Common and own columns in their published order.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        COMMON.iter().chain(self.columns.iter())
    }

    /// The column of that name, common ones included.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.all_columns().find(|column| column.name == name)
    }

    /// The Arrow schema of the stored rows: every column nullable but the first four.
    pub fn arrow_schema(&self) -> SchemaRef {
        let fields: Vec<Field> = self
            .all_columns()
            .enumerate()
            .map(|(index, column)| Field::new(column.name, column.kind.data_type(), index >= 4))
            .collect();
        Arc::new(Schema::new(fields))
    }
}
