//! A history as a CSV file: `period_start,value[,numerator,denominator]`, in any order of columns, others pass by.

use std::io::Read;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Period;

/// Why a file is no history.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// No CSV file.
    #[error("{0}; maybe the file is no CSV file")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("there is no column `{0}`; the columns are {1}; maybe the header line is missing")]
    Column(&'static str, String),
    /// A cell cannot be read.
    #[error("line {line}: {column} is `{cell}`{advice}")]
    Cell {
        /// Line of the file, from 1.
        line: u64,
        /// Name of the column.
        column: &'static str,
        /// What stands there.
        cell: String,
        /// What may help.
        advice: &'static str,
    },
}

/// Reads the periods. Empty cells, `NULL`, `NA` and `NaN` are no value. An instant counts to the day whose midnight is nearest:
/// 2026-01-04T22:00:00Z is the start of 5 January two hours east of Greenwich.
///
/// # Errors
/// A file without the columns, a cell that is no date or number: with its line.
pub fn read(from: impl Read) -> Result<Vec<Period>, TableError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(from);
    let header = reader.headers()?.clone();
    let at = |name: &str| header.iter().position(|it| it.trim_start_matches('\u{feff}') == name);
    let needed = |name: &'static str| {
        at(name).ok_or_else(|| TableError::Column(name, header.iter().collect::<Vec<_>>().join(" ")))
    };
    let (start, value) = (needed("period_start")?, needed("value")?);
    let (numerator, denominator) = (at("numerator"), at("denominator"));
    let mut periods = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let number = |column: &'static str, index: Option<usize>| {
            let cell = index.and_then(|it| record.get(it)).unwrap_or("");
            number(cell).map_err(|advice| TableError::Cell { line, column, cell: cell.to_owned(), advice })
        };
        let cell = record.get(start).unwrap_or("");
        periods.push(Period {
            start: day(cell).ok_or_else(|| TableError::Cell {
                line,
                column: "period_start",
                cell: cell.to_owned(),
                advice: ", which is no date; maybe it should look like 2026-01-05",
            })?,
            value: number("value", Some(value))?,
            numerator: number("numerator", numerator)?,
            denominator: number("denominator", denominator)?,
        });
    }
    Ok(periods)
}

fn number(cell: &str) -> Result<Option<f64>, &'static str> {
    if matches!(cell, "" | "NULL" | "null" | "NA" | "NaN" | "nan" | "None") {
        return Ok(None);
    }
    match cell.parse::<f64>() {
        Ok(it) if it.is_finite() => Ok(Some(it)),
        Ok(_) => Err(", which is not finite; maybe the period has no value and the cell should be empty"),
        Err(_) if cell.contains([',', '%']) => {
            Err(", which is no number; maybe a decimal point was meant, and a share without a percent sign")
        }
        Err(_) => Err(", which is no number; maybe an empty cell was meant"),
    }
}

fn day(cell: &str) -> Option<Date> {
    if cell.len() <= 10 {
        return cell.parse().ok();
    }
    let stamp = cell.trim_end_matches('Z').replace(' ', "T");
    let stamp: jiff::civil::DateTime = match cell.parse::<jiff::Timestamp>() {
        Ok(instant) => instant.to_zoned(jiff::tz::TimeZone::UTC).datetime(),
        Err(_) => stamp.parse().ok()?,
    };
    // Midnights of zones up to 12 hours from Greenwich, east (the evening before) and west.
    if 12 <= stamp.hour() { stamp.date().checked_add(1.day()).ok() } else { Some(stamp.date()) }
}

#[cfg(test)]
mod tests;
