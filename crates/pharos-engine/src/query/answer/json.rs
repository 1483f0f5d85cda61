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
struct RowJson<'a>(&'a AnswerRow, &'a [InstantText; 3]);

/// An instant and how it is written, RFC 3339 in UTC: rows that stand together are mostly of one period.
#[derive(Default)]
struct InstantText {
    us: Option<i64>,
    text: Option<String>,
}

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
        let mut rows = serializer.serialize_seq(Some(self.0.len()))?;
        let mut texts: [InstantText; 3] = Default::default();
        for row in self.0 {
            let instants = [row.period_start_us, row.period_end_us, row.final_at_us];
            texts.iter_mut().zip(instants).for_each(|(text, us)| text.keep(us));
            rows.serialize_element(&RowJson(row, &texts))?;
        }
        rows.end()
    }
}

impl Serialize for RowJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RowJson(row, [start, end, final_at]) = self;
        let mut cells = serializer.serialize_seq(None)?;
        cells.serialize_element(&*row.metric)?;
        cells.serialize_element(&row.version)?;
        cells.serialize_element(&*row.params)?;
        cells.serialize_element(&start.text)?;
        cells.serialize_element(&end.text)?;
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
        cells.serialize_element(&final_at.text)?;
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

impl InstantText {
    fn keep(&mut self, us: Option<i64>) {
        if self.us != us {
            let at = us.and_then(|us| jiff::Timestamp::from_microsecond(us).ok());
            *self = InstantText { us, text: at.map(|at| at.to_string()) };
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
