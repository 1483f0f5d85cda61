//! Answers as JSON, written straight from the rows.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use serde_json::{Value, json};

use super::{Answer, AnswerRow, instant};

/// The published shape.
#[derive(Serialize)]
pub(super) struct AnswerJson<'a> {
    columns: Vec<Value>,
    rows: RowsJson<'a>,
    definition: Vec<Value>,
    as_of: Value,
    sources: &'a [String],
}

/// Rows of an answer.
#[derive(Debug)]
pub struct RowsJson<'a>(pub(super) &'a [AnswerRow]);

/// A row: a value for each column.
struct RowJson<'a>(&'a AnswerRow);

/// An instant as RFC 3339 in UTC.
struct InstantJson(Option<i64>);

/// A number: whole ones without a point, others in the shortest form that reads back the same.
struct NumberJson(Option<f64>);

impl<'a> AnswerJson<'a> {
    pub(super) fn of(answer: &'a Answer) -> AnswerJson<'a> {
        let column = |(name, kind, unit): (String, &str, Option<String>)| json!({"name": name, "type": kind, "unit": unit});
        let definition = |it: &super::Definition| {
            json!({"id": it.id, "version": it.version, "unit": it.unit, "formula": it.formula,
                "measures": it.measures, "filters": it.filters, "params": it.params})
        };
        AnswerJson {
            columns: answer.column_words().into_iter().map(column).collect(),
            rows: answer.rows_json(),
            definition: answer.definitions.iter().map(definition).collect(),
            as_of: instant(Some(answer.as_of_us)),
            sources: &answer.sources,
        }
    }
}

impl Serialize for RowsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(RowJson))
    }
}

impl Serialize for RowJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        let mut cells = serializer.serialize_seq(None)?;
        cells.serialize_element(&*row.metric)?;
        cells.serialize_element(&row.version)?;
        cells.serialize_element(&*row.params)?;
        cells.serialize_element(&InstantJson(row.period_start_us))?;
        cells.serialize_element(&InstantJson(row.period_end_us))?;
        for dim in row.dims.iter() {
            cells.serialize_element(dim)?;
        }
        for number in [row.value, row.numerator, row.denominator] {
            cells.serialize_element(&NumberJson(number))?;
        }
        cells.serialize_element(&row.n)?;
        cells.serialize_element(&NumberJson(row.lo))?;
        cells.serialize_element(&NumberJson(row.hi))?;
        cells.serialize_element(row.method)?;
        cells.serialize_element(&InstantJson(row.final_at_us))?;
        match row.flags.as_slice() {
            [] => cells.serialize_element("")?,
            [flag] => cells.serialize_element(flag)?,
            several => cells.serialize_element(&several.join(";"))?,
        }
        if let Some((value, n)) = row.previous {
            cells.serialize_element(&NumberJson(value))?;
            cells.serialize_element(&n)?;
            cells.serialize_element(&NumberJson(row.value.zip(value).map(|(now, before)| now - before)))?;
        }
        cells.end()
    }
}

impl Serialize for InstantJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.and_then(|us| jiff::Timestamp::from_microsecond(us).ok()) {
            Some(at) => serializer.collect_str(&at),
            None => serializer.serialize_none(),
        }
    }
}

impl Serialize for NumberJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(value) if value.is_finite() && value.fract() == 0.0 && value.abs() < 9e15 => {
                serializer.serialize_i64(value as i64)
            }
            Some(value) if value.is_finite() => serializer.serialize_f64(value),
            _ => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests;
