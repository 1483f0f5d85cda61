//! Answers as rows, CSV, JSON, Arrow, text.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow::error::ArrowError;
use pharos_metric::{Measure, ParamValue};
use serde_json::{Value, json};

mod json;
pub use json::RowsJson;

/// Values of the dimensions of a row, shared by the numbers of one group.
pub type Dims = Arc<[Option<String>]>;

/// A table of numbers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Dimensions it is split by.
    pub by: Vec<String>,
    /// One row per metric, period and group.
    pub rows: Vec<AnswerRow>,
    /// What each number means.
    pub definitions: Vec<Definition>,
    /// The data clock, microseconds.
    pub as_of_us: i64,
    /// Sources of the data; filled by the application, which knows the imports.
    pub sources: Vec<String>,
}

/// One number with all that belongs to it.
#[derive(Clone, Debug)]
pub struct AnswerRow {
    /// The metric.
    pub metric: Arc<str>,
    /// Version of its definition.
    pub version: u32,
    /// Parameters, `name=value;...`.
    pub params: Arc<str>,
    /// First instant of the period; NULL without `from` and grain.
    pub period_start_us: Option<i64>,
    /// First instant after it.
    pub period_end_us: Option<i64>,
    /// Values of the dimensions.
    pub dims: Dims,
    /// The number; NULL where there is nothing behind it or a source cannot say.
    pub value: Option<f64>,
    /// Above the line.
    pub numerator: Option<f64>,
    /// Below the line.
    pub denominator: Option<f64>,
    /// What stands behind it.
    pub n: Option<u64>,
    /// Lower bound (95 %).
    pub lo: Option<f64>,
    /// Upper bound (95 %).
    pub hi: Option<f64>,
    /// Method of the interval.
    pub method: &'static str,
    /// When the number no longer changes.
    pub final_at_us: Option<i64>,
    /// What to know before using it.
    pub flags: Vec<String>,
    /// Value and n of the period before, where asked for.
    pub previous: Option<(Option<f64>, Option<u64>)>,
}

/// What a number means.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The metric.
    pub id: String,
    /// Version of its definition.
    pub version: u32,
    /// Unit of the values.
    pub unit: String,
    /// The formula over the measures.
    pub formula: String,
    /// The measures.
    pub measures: BTreeMap<String, Measure>,
    /// The question's own filters.
    pub filters: Vec<String>,
    /// Parameters as used.
    pub params: BTreeMap<String, ParamValue>,
}

/// Kind of a column of an answer.
#[derive(Clone, Copy)]
enum Type {
    Text,
    Number,
    Count,
    Instant,
}

impl Type {
    fn word(self) -> &'static str {
        match self {
            Type::Text => "text",
            Type::Number => "number",
            Type::Count => "count",
            Type::Instant => "instant",
        }
    }
}

impl Answer {
    /// Adds value and n of the period before, matched by metric, group and the place of the period.
    pub(super) fn compare(&mut self, previous: &Answer) {
        let place = |answer: &Answer| -> HashMap<Option<i64>, usize> {
            let mut starts: Vec<_> = answer.rows.iter().map(|row| row.period_start_us).collect();
            starts.sort_unstable();
            starts.dedup();
            starts.into_iter().enumerate().map(|(place, start)| (start, place)).collect()
        };
        let (mine, theirs) = (place(self), place(previous));
        let before: HashMap<_, _> = previous
            .rows
            .iter()
            .map(|row| {
                ((&row.metric, &row.dims, theirs.get(&row.period_start_us).copied()), (row.value, row.n))
            })
            .collect();
        for row in &mut self.rows {
            let place = mine.get(&row.period_start_us).copied();
            row.previous =
                Some(before.get(&(&row.metric, &row.dims, place)).copied().unwrap_or((None, None)));
        }
    }

    fn columns(&self) -> Vec<(String, Type)> {
        let compared = self.rows.iter().any(|row| row.previous.is_some());
        let mut columns: Vec<(String, Type)> = vec![
            ("metric".into(), Type::Text),
            ("version".into(), Type::Count),
            ("params".into(), Type::Text),
            ("period_start".into(), Type::Instant),
            ("period_end".into(), Type::Instant),
        ];
        columns.extend(self.by.iter().map(|name| (name.clone(), Type::Text)));
        for name in ["value", "numerator", "denominator"] {
            columns.push((name.into(), Type::Number));
        }
        columns.push(("n".into(), Type::Count));
        columns.push(("lo".into(), Type::Number));
        columns.push(("hi".into(), Type::Number));
        columns.push(("method".into(), Type::Text));
        columns.push(("final_at".into(), Type::Instant));
        columns.push(("flags".into(), Type::Text));
        if compared {
            columns.push(("previous_value".into(), Type::Number));
            columns.push(("previous_n".into(), Type::Count));
            columns.push(("change".into(), Type::Number));
        }
        columns
    }

    fn cells(&self, row: &AnswerRow) -> Vec<Value> {
        let mut cells = vec![
            json!(&*row.metric),
            json!(row.version),
            json!(&*row.params),
            instant(row.period_start_us),
            instant(row.period_end_us),
        ];
        cells.extend(row.dims.iter().map(|dim| json!(dim)));
        cells.extend([row.value, row.numerator, row.denominator].map(number));
        cells.push(json!(row.n));
        cells.extend([row.lo, row.hi].map(number));
        cells.extend([json!(row.method), instant(row.final_at_us), json!(row.flags.join(";"))]);
        if let Some((value, n)) = row.previous {
            let change = row.value.zip(value).map(|(now, before)| now - before);
            cells.extend([number(value), json!(n), number(change)]);
        }
        cells
    }

    /// CSV: one row per metric, period and group; NULL is empty, numbers round-trip.
    pub fn to_csv(&self) -> String {
        let mut out = head(&self.columns());
        for row in &self.rows {
            let line: Vec<String> = self.cells(row).iter().map(csv_file_cell).collect();
            out.push_str(&line.join(","));
            out.push('\n');
        }
        out
    }

    /// The columns: name, kind (`text`, `number`, `count`, `instant`) and unit.
    pub fn column_words(&self) -> Vec<(String, &'static str, Option<String>)> {
        let units: std::collections::BTreeSet<&str> =
            self.definitions.iter().map(|it| it.unit.as_str()).collect();
        let unit = if units.len() == 1 { units.first().map(|it| (*it).to_owned()) } else { None };
        let columns = self.columns().into_iter().map(|(name, kind)| {
            let of_value = matches!(name.as_str(), "value" | "lo" | "hi" | "previous_value" | "change");
            (name, kind.word(), unit.clone().filter(|_| of_value))
        });
        columns.collect()
    }

    /// The data clock as RFC 3339 in UTC.
    pub fn as_of_text(&self) -> Option<String> {
        instant(Some(self.as_of_us)).as_str().map(str::to_owned)
    }

    /// The rows as they stand in a table, in the order of the columns, one after the other.
    pub fn table_rows(self) -> impl Iterator<Item = Vec<Value>> + Send {
        let empty = Answer {
            rows: Vec::new(),
            by: self.by.clone(),
            definitions: Vec::new(),
            as_of_us: 0,
            sources: Vec::new(),
        };
        self.rows.into_iter().map(move |row| empty.cells(&row))
    }

    /// The rows as JSON, written as they are serialised: a million of them never stand in memory twice.
    pub fn rows_json(&self) -> RowsJson<'_> {
        RowsJson(&self.rows)
    }

    /// JSON in the published shape.
    pub fn to_json(&self) -> impl serde::Serialize + '_ {
        json::AnswerJson::of(self)
    }

    /// A table for a terminal: the number, its interval, n, flags.
    pub fn to_table(&self) -> String {
        let mut lines: Vec<Vec<String>> = Vec::new();
        let mut first = vec!["metric".to_owned(), "period".to_owned()];
        first.extend(self.by.clone());
        first.extend(["value", "lo", "hi", "n", "flags"].map(str::to_owned));
        lines.push(first);
        for row in &self.rows {
            let mut line = vec![
                format!("{}@{}", row.metric, row.version),
                instant(row.period_start_us).as_str().unwrap_or("all").to_owned(),
            ];
            line.extend(row.dims.iter().map(|dim| dim.clone().unwrap_or_else(|| "–".into())));
            line.extend([row.value, row.lo, row.hi].map(short));
            line.push(row.n.map_or_else(|| "–".into(), |n| n.to_string()));
            line.push(row.flags.join("; "));
            lines.push(line);
        }
        aligned(&lines)
    }

    /// As an Arrow batch, for Parquet.
    ///
    /// # Errors
    /// Never with columns of equal length.
    pub fn record_batch(&self) -> Result<RecordBatch, ArrowError> {
        let rows = &self.rows;
        let numbers = |pick: &dyn Fn(&AnswerRow) -> Option<f64>| -> ArrayRef {
            // Without a negative zero, as everywhere else.
            let finite = |value: f64| value.is_finite().then_some(value + 0.0);
            Arc::new(rows.iter().map(|row| pick(row).and_then(finite)).collect::<Float64Array>())
        };
        let counts = |pick: &dyn Fn(&AnswerRow) -> Option<u64>| -> ArrayRef {
            let whole = |count: u64| i64::try_from(count).ok();
            Arc::new(rows.iter().map(|row| pick(row).and_then(whole)).collect::<Int64Array>())
        };
        let instants = |pick: &dyn Fn(&AnswerRow) -> Option<i64>| -> ArrayRef {
            Arc::new(rows.iter().map(pick).collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        };
        let texts = |pick: &dyn Fn(&AnswerRow) -> Option<String>| -> ArrayRef {
            Arc::new(rows.iter().map(pick).collect::<StringArray>())
        };
        let words = |pick: &dyn Fn(&AnswerRow) -> &str| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(rows.iter().map(pick)))
        };
        let mut arrays: Vec<ArrayRef> = vec![
            words(&|row| &row.metric),
            counts(&|row| Some(u64::from(row.version))),
            words(&|row| &row.params),
            instants(&|row| row.period_start_us),
            instants(&|row| row.period_end_us),
        ];
        for place in 0..self.by.len() {
            arrays.push(texts(&|row| row.dims.get(place).cloned().flatten()));
        }
        arrays.extend([
            numbers(&|row| row.value),
            numbers(&|row| row.numerator),
            numbers(&|row| row.denominator),
        ]);
        arrays.extend([counts(&|row| row.n), numbers(&|row| row.lo), numbers(&|row| row.hi)]);
        arrays.extend([words(&|row| row.method), instants(&|row| row.final_at_us)]);
        arrays.push(texts(&|row| Some(row.flags.join(";"))));
        let before = |row: &AnswerRow| row.previous.unwrap_or_default();
        let columns = self.columns();
        if arrays.len() < columns.len() {
            arrays.push(numbers(&|row| before(row).0));
            arrays.push(counts(&|row| before(row).1));
            arrays.push(numbers(&|row| row.value.zip(before(row).0).map(|(now, before)| now - before)));
        }
        let named = columns.into_iter().zip(arrays).map(|((name, _), array)| (name, array, true));
        RecordBatch::try_from_iter_with_nullable(named)
    }
}

fn head(columns: &[(String, Type)]) -> String {
    let names: Vec<String> = columns.iter().map(|(name, _)| csv_cell(&json!(name))).collect();
    format!("{}\n", names.join(","))
}

/// RFC 3339 in UTC.
pub(super) fn instant(us: Option<i64>) -> Value {
    us.and_then(|us| jiff::Timestamp::from_microsecond(us).ok())
        .map_or(Value::Null, |it| json!(it.to_string()))
}

/// Whole numbers without a point, others in the shortest form that reads back the same.
fn number(value: Option<f64>) -> Value {
    match value {
        Some(value) if value.is_finite() && value.fract() == 0.0 && value.abs() < 9e15 => json!(value as i64),
        Some(value) if value.is_finite() => json!(value),
        _ => Value::Null,
    }
}

/// A cell of a CSV file that no spreadsheet runs.
pub(super) fn csv_file_cell(cell: &Value) -> String {
    match cell {
        Value::String(text) => csv_cell(&json!(pharos_schema::harmless(text))),
        other => csv_cell(other),
    }
}

pub(super) fn csv_cell(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) if text.contains([',', '"', '\n', '\r']) => {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn short(value: Option<f64>) -> String {
    value.map_or_else(
        || "–".into(),
        |value| if value.fract() == 0.0 { value.to_string() } else { format!("{value:.4}") },
    )
}

pub(super) fn aligned(lines: &[Vec<String>]) -> String {
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..lines.first().map_or(0, Vec::len)).map(width).collect();
    let mut out = String::new();
    for line in lines {
        let cells: Vec<String> = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
            .collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}
