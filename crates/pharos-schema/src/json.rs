//! Rows of a fact table as JSON objects: the shape of the streaming door and of the inbox.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Float64Type, Int64Type, TimestampMicrosecondType};
use serde_json::{Map, Value as Json};
use thiserror::Error;

use crate::rows::Value;
use crate::table::{COMMON, Column, Kind, Table};

/// Why an object is no row of the table.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum JsonRowError {
    /// The table has no such column.
    #[error("{table} has no column `{column}`{advice}")]
    UnknownColumn {
        /// the table
        table: &'static str,
        /// the name given
        column: String,
        /// what may help, beginning with a semicolon; often empty
        advice: String,
    },
    /// A column that the store sets.
    #[error("the column `{column}` is set by the store; maybe leave it out")]
    SetByStore {
        /// the column
        column: String,
    },
    /// A value of another kind.
    #[error("`{column}` is {value}; it must be {wanted}")]
    WrongValue {
        /// the column
        column: &'static str,
        /// the value, cut after 80 characters
        value: String,
        /// what the column holds
        wanted: &'static str,
    },
    /// No key.
    #[error("the row has no `key`; maybe the id the source knows it by")]
    NoKey,
}

/// The columns of an object as values of the table's columns, in the object's order. Instants are RFC 3339 texts with an
/// offset, attributes an object or its text; NULL columns may be left out.
///
/// # Errors
/// [`JsonRowError`] for the first thing that does not fit.
pub fn row_from_json(
    table: &'static Table,
    object: &Map<String, Json>,
) -> Result<Vec<(&'static str, Value)>, JsonRowError> {
    let mut row = Vec::with_capacity(object.len());
    for (name, json) in object {
        if matches!(name.as_str(), "ingest_seq" | "content_hash") {
            return Err(JsonRowError::SetByStore { column: name.clone() });
        }
        let column = table.column(name).ok_or_else(|| unknown(table, name))?;
        row.push((column.name, value(column, json)?));
    }
    let has_key = row
        .iter()
        .any(|(name, value)| *name == "key" && matches!(value, Value::Text(text) if !text.is_empty()));
    if has_key { Ok(row) } else { Err(JsonRowError::NoKey) }
}

/// The first rows of a batch as JSON cells: texts, numbers, flags, instants as RFC 3339 in UTC, NULL as null.
pub fn json_cells(batch: &RecordBatch, rows_max: usize) -> Vec<Vec<Json>> {
    let row = |row: usize| batch.columns().iter().map(|column| cell(column.as_ref(), row)).collect();
    (0..batch.num_rows().min(rows_max)).map(row).collect()
}

fn cell(column: &dyn Array, row: usize) -> Json {
    if column.is_null(row) {
        return Json::Null;
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Timestamp(..) => {
            let instant = column.as_primitive::<TimestampMicrosecondType>().value(row);
            jiff::Timestamp::from_microsecond(instant).map_or(Json::Null, |it| it.to_string().into())
        }
        // Fact tables have no other types.
        _ => Json::Null,
    }
}

fn value(column: &'static Column, json: &Json) -> Result<Value, JsonRowError> {
    let read = match (column.kind, json) {
        (_, Json::Null) => Some(Value::Null),
        (Kind::Id | Kind::Word | Kind::FreeText | Kind::Attributes, Json::String(text)) => {
            Some(text.as_str().into())
        }
        (Kind::Id | Kind::Word, Json::Number(number)) => Some(number.to_string().into()),
        (Kind::Attributes, Json::Object(_)) => Some(json.to_string().into()),
        (Kind::Instant, Json::String(text)) => {
            text.parse::<jiff::Timestamp>().ok().map(|instant| Value::Instant(instant.as_microsecond()))
        }
        (Kind::Seconds | Kind::Number, Json::Number(number)) => number.as_f64().map(Value::Number),
        (Kind::Count, Json::Number(number)) => number.as_i64().map(Value::Count),
        (Kind::Flag, Json::Bool(flag)) => Some(Value::Flag(*flag)),
        _ => None,
    };
    read.ok_or_else(|| JsonRowError::WrongValue {
        column: column.name,
        value: json.to_string().chars().take(80).collect(),
        wanted: wanted(column.kind),
    })
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Id | Kind::Word | Kind::FreeText => "a text",
        Kind::Attributes => "an object",
        Kind::Instant => "an instant such as \"2026-03-01T09:00:00+02:00\"",
        Kind::Seconds => "a number of seconds",
        Kind::Number => "a number",
        Kind::Count => "a whole number",
        Kind::Flag => "true or false",
    }
}

fn unknown(table: &'static Table, name: &str) -> JsonRowError {
    let own = table.columns.iter().chain(COMMON);
    let near = own
        .map(|column| column.name)
        .find(|known| known.eq_ignore_ascii_case(name) || known.starts_with(name));
    JsonRowError::UnknownColumn {
        table: table.name,
        column: name.to_owned(),
        advice: near.map_or_else(String::new, |near| format!("; maybe `{near}`")),
    }
}

#[cfg(test)]
mod tests;
