//! The decline table: a CSV file of what agents did in, one row an agent with the finding out.
//!
//! Columns in, in any order: `agent`, `period` (a date, an ISO week, a number), `metric`, `n` (cases), `value` (the sum over
//! the cases) and, where the work differs, `cell` (the mix cell; levels by `|`). Columns out: [`RESULT_COLUMNS`].

use std::io::{Read, Write};

use crate::decline::{DeclineError, Finding, Judge, Reading, Row, Settings, guessed_reading};

/// Columns of the answer.
pub const RESULT_COLUMNS: [&str; 9] =
    ["agent", "flagged", "since", "p", "q", "effect", "lo", "hi", "explained_by"];

/// What became of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableReport {
    /// Rows read.
    pub rows: usize,
    /// The findings, as written.
    pub findings: Vec<Finding>,
    /// How each metric was read, in the order of their names.
    pub readings: Vec<(String, Reading)>,
}

/// A table that cannot be judged.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file is not CSV.
    #[error("the table cannot be read: {0}; maybe it is not a CSV file with commas, in UTF-8")]
    Read(csv::Error),
    /// A column is missing.
    #[error(
        "there is no column `{column}`; the columns are {found}; maybe the header is missing or named otherwise"
    )]
    Column {
        /// The column.
        column: &'static str,
        /// Those found.
        found: String,
    },
    /// A field that cannot be used.
    #[error("line {line}: {column} is `{value}`; {advice}")]
    Field {
        /// Line of the file, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// Its value.
        value: String,
        /// What may help.
        advice: &'static str,
    },
    /// Nothing to judge.
    #[error("the table holds no row; it must have one for each agent, period, metric and cell")]
    Empty,
    /// Rows that cannot be judged.
    #[error(transparent)]
    Decline(#[from] DeclineError),
    /// The answer cannot be written.
    #[error("the answer cannot be written: {0}")]
    Write(csv::Error),
}

struct Owned {
    agent: String,
    period: String,
    metric: String,
    cell: String,
    n: f64,
    value: f64,
}

/// Judges every agent of a table. How a metric is read is told from its name and numbers.
///
/// # Errors
/// [`TableError`]: what, where, the value, what may help.
pub fn decline_table(
    input: impl Read,
    output: impl Write,
    settings: Settings,
) -> Result<TableReport, TableError> {
    let owned = read(input)?;
    let rows: Vec<Row<'_>> = owned
        .iter()
        .map(|it| Row {
            agent: &it.agent,
            period: &it.period,
            metric: &it.metric,
            cell: &it.cell,
            n: it.n,
            value: it.value,
        })
        .collect();
    let mut metrics: Vec<&str> = rows.iter().map(|it| it.metric).collect();
    metrics.sort_unstable();
    metrics.dedup();
    let readings: Vec<(String, Reading)> =
        metrics.iter().map(|it| ((*it).to_owned(), guessed_reading(it, &rows))).collect();
    let reading = |metric: &str| {
        let place = readings.binary_search_by(|it| it.0.as_str().cmp(metric)).unwrap_or(0);
        readings[place].1
    };
    let findings = Judge::new(settings).findings(&rows, reading)?;
    write(output, &findings).map_err(TableError::Write)?;
    Ok(TableReport { rows: rows.len(), findings, readings })
}

fn read(input: impl Read) -> Result<Vec<Owned>, TableError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(input);
    let header = reader.headers().map_err(TableError::Read)?.clone();
    let place = |column: &'static str| {
        let is = |it: &str| it.trim_start_matches('\u{feff}').eq_ignore_ascii_case(column);
        header
            .iter()
            .position(is)
            .ok_or_else(|| TableError::Column { column, found: header.iter().collect::<Vec<_>>().join(", ") })
    };
    let (agent, period, metric) = (place("agent")?, place("period")?, place("metric")?);
    let (n, value, cell) = (place("n")?, place("value")?, place("cell").ok());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(TableError::Read)?;
        let line = record.position().map_or(0, csv::Position::line);
        let text = |column: &'static str, at: usize| match record.get(at).unwrap_or_default() {
            "" => Err(field(line, column, "", "it must not be empty")),
            text => Ok(text.to_owned()),
        };
        rows.push(Owned {
            agent: text("agent", agent)?,
            period: text("period", period)?,
            metric: text("metric", metric)?,
            cell: cell.and_then(|it| record.get(it)).unwrap_or_default().to_owned(),
            n: number(line, "n", record.get(n).unwrap_or_default())?,
            value: number(line, "value", record.get(value).unwrap_or_default())?,
        });
    }
    if rows.is_empty() { Err(TableError::Empty) } else { Ok(rows) }
}

fn number(line: u64, column: &'static str, text: &str) -> Result<f64, TableError> {
    if text.is_empty() {
        return Err(field(
            line,
            column,
            text,
            "it must be a number; a period without cases has no row, or n = 0",
        ));
    }
    match text.parse::<f64>() {
        Ok(it) if it.is_finite() && 0.0 <= it => Ok(it),
        Ok(_) => Err(field(line, column, text, "it must be a number from 0 on; maybe a changed sign")),
        Err(_) => Err(field(line, column, text, "it must be a number; maybe a decimal comma or a unit")),
    }
}

fn field(line: u64, column: &'static str, value: &str, advice: &'static str) -> TableError {
    TableError::Field { line, column, value: value.to_owned(), advice }
}

fn write(output: impl Write, findings: &[Finding]) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(RESULT_COLUMNS)?;
    let number = |it: Option<f64>| it.map_or_else(String::new, |it| it.to_string());
    for it in findings {
        writer.write_record([
            it.agent.clone(),
            it.flagged.to_string(),
            it.since.clone().unwrap_or_default(),
            number(it.p),
            number(it.q),
            number(it.effect),
            number(it.lo),
            number(it.hi),
            it.explained_by.map_or_else(String::new, |it| it.as_str().to_owned()),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests;
