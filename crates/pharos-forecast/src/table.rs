//! The forecast table: a CSV file of history in, a CSV file of forecasts out.
//!
//! History: `timestamp,volume`, on the local clock. Events: `name,start,end,kind` and, if wanted, `expected` (share added).
//! Out: `origin,timestamp,mean,q10,q50,q90,q025,q975`, a row for every slot of every weekday that was ever open.

use std::io::{Read, Write};

use jiff::civil::DateTime;
use pharos_calendar::{Date, OpeningHours, Weekday, date_to_local};
use pharos_domain::Quantiles;

use crate::error::ForecastError;
use crate::events::Event;
use crate::forecast::{Effort, Request, forecast_with};
use crate::grid::{date_of, weekday};
use crate::history::{Layout, LayoutNotes, Point, grid_of};
use crate::holidays::holiday_events;
use crate::intraday::{DaySpread, TodaySlot, rest_of_day};

const DAY_S: i64 = 86_400;

/// A history or a list of events that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file is not CSV, or cannot be read or written.
    #[error("{0}; maybe it is not a CSV file with commas")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("no column {wanted:?} (there are {found}); maybe it is named otherwise")]
    Column {
        /// The column.
        wanted: &'static str,
        /// Those there are.
        found: String,
    },
    /// A file without a line.
    #[error("the file is empty; maybe it was not written to its end")]
    Empty,
    /// A cell that cannot be read.
    #[error("line {line}: {column} is {value:?}; maybe {advice}")]
    Cell {
        /// Line of the file, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// The cell.
        value: String,
        /// What may help.
        advice: &'static str,
    },
    /// The series cannot be forecast.
    #[error(transparent)]
    Forecast(#[from] ForecastError),
}

/// A history as read.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryTable {
    /// The points in the order of the file.
    pub points: Vec<Point>,
    /// Whether time stamps carry a time of day.
    pub has_times: bool,
    /// Rows whose volume is empty: not known, not zero.
    pub empty: usize,
}

/// Reads `timestamp,volume`.
///
/// # Errors
/// [`TableError`] for a missing column or a cell that is no time or no number of zero or more.
pub fn read_history(from: impl Read) -> Result<HistoryTable, TableError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(from);
    let headers = reader.headers()?.clone();
    let (time, volume) = (column(&headers, "timestamp")?, column(&headers, "volume")?);
    let mut res = HistoryTable { points: vec![], has_times: false, empty: 0 };
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let stamp = record.get(time).unwrap_or("");
        let local_s = parse_local(stamp).ok_or_else(|| bad(line, "timestamp", stamp, TIME_ADVICE))?;
        let cell = record.get(volume).unwrap_or("");
        if cell.is_empty() {
            res.empty += 1;
            continue;
        }
        let value: f64 = cell.parse().map_err(|_| bad(line, "volume", cell, "a number with a point"))?;
        if !value.is_finite() || value < 0.0 {
            return Err(bad(line, "volume", cell, "a count of zero or more is meant"));
        }
        res.has_times |= local_s.rem_euclid(DAY_S) != 0 || stamp.len() > 10;
        res.points.push(Point { local_s, value });
    }
    Ok(res)
}

const TIME_ADVICE: &str = "a local time such as 2026-03-01 09:30:00 is meant, without an offset";

/// Reads `name,start,end,kind[,expected]`; an end that is a date means the end of that day.
///
/// # Errors
/// [`TableError`] for a missing column, a time that cannot be read, an end before its start.
pub fn read_events(from: impl Read) -> Result<Vec<Event>, TableError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(from);
    let headers = reader.headers()?.clone();
    let columns = [
        column(&headers, "name")?,
        column(&headers, "start")?,
        column(&headers, "end")?,
        column(&headers, "kind")?,
    ];
    let expected = headers.iter().position(|header| header.eq_ignore_ascii_case("expected"));
    let mut res = vec![];
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let [name, start, end, kind] = columns.map(|column| record.get(column).unwrap_or("").to_owned());
        let start_s = parse_local(&start).ok_or_else(|| bad(line, "start", &start, TIME_ADVICE))?;
        let end_at = parse_local(&end).ok_or_else(|| bad(line, "end", &end, TIME_ADVICE))?;
        let end_s = if end.len() <= 10 { end_at + DAY_S } else { end_at };
        if end_s <= start_s {
            return Err(bad(line, "end", &end, "it must come after the start"));
        }
        let cell = expected.and_then(|column| record.get(column)).unwrap_or("");
        let expected = match cell {
            "" => None,
            cell => {
                Some(cell.parse().map_err(|_| bad(line, "expected", cell, "a share such as 0.4 is meant"))?)
            }
        };
        res.push(Event { name, kind, start_s, end_s, expected });
    }
    Ok(res)
}

fn column(headers: &csv::StringRecord, wanted: &'static str) -> Result<usize, TableError> {
    if headers.is_empty() {
        return Err(TableError::Empty);
    }
    let found =
        headers.iter().position(|header| header.trim_start_matches('\u{feff}').eq_ignore_ascii_case(wanted));
    found.ok_or_else(|| TableError::Column { wanted, found: headers.iter().collect::<Vec<_>>().join(", ") })
}

fn bad(line: u64, column: &'static str, value: &str, advice: &'static str) -> TableError {
    TableError::Cell { line, column, value: value.to_owned(), advice }
}

/// A local time (`2026-03-01`, `2026-03-01 09:30`, `2026-03-01T09:30:00`) in seconds since 1970-01-01 as if the wall
/// clock showed UTC; `None` for anything else, an offset included.
pub fn parse_local(text: &str) -> Option<i64> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == 10
    {
        return Some(date_to_local(date) / 1_000_000);
    }
    let (_, time) = text.split_at_checked(10)?;
    if time.contains(['Z', 'z', '+', '-', '[']) {
        return None;
    }
    let time: DateTime = text.parse().ok()?;
    let of_day = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Some(date_to_local(time.date()) / 1_000_000 + of_day)
}

/// What is asked of a history.
#[derive(Debug, Clone, Copy)]
pub struct TableRequest<'a> {
    /// Origins on the local clock: what came at or after one is not looked at. One within a day forecasts its rest.
    pub origins: &'a [i64],
    /// Days ahead of each origin, the origin's own day included.
    pub horizon_days: usize,
    /// Events of past and future.
    pub events: &'a [Event],
    /// Opening hours; else found in the last eight weeks.
    pub opening: Option<&'a OpeningHours>,
    /// Length of an interval in seconds; else found.
    pub interval_s: Option<u32>,
    /// Country whose holidays count where no event of the list tells of the day (ISO 3166-1 alpha-2).
    pub country: Option<&'a str>,
}

/// Forecasts from every origin and writes the rows.
///
/// # Errors
/// [`TableError`] for an origin without history before it and for what cannot be written.
pub fn forecast_table(
    history: &HistoryTable,
    request: &TableRequest<'_>,
    to: impl Write,
) -> Result<LayoutNotes, TableError> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(["origin", "timestamp", "mean", "q10", "q50", "q90", "q025", "q975"])?;
    let mut notes = LayoutNotes::default();
    for &origin_s in request.origins {
        let own = write_origin(history, request, origin_s, &mut writer)?;
        notes.doubled = notes.doubled.max(own.doubled);
        notes.off_hours = notes.off_hours.max(own.off_hours);
    }
    writer.flush().map_err(csv::Error::from)?;
    Ok(notes)
}

fn write_origin(
    history: &HistoryTable,
    request: &TableRequest<'_>,
    origin_s: i64,
    writer: &mut csv::Writer<impl Write>,
) -> Result<LayoutNotes, TableError> {
    let day = origin_s.div_euclid(DAY_S);
    let layout = Layout { slot_s: request.interval_s, opening: request.opening };
    let (grid, notes) = grid_of(&history.points, day, layout)?;
    let events = with_holidays(request, &grid);
    let asked = Request { horizon_days: request.horizon_days, events: &events, prior: &[] };
    let mut answer = forecast_with(&grid, &asked, Effort::Thorough);
    let slots = grid.slots();
    if origin_s > day * DAY_S && !answer.slots.is_empty() {
        let spread = DaySpread::from_forecast(&answer.days[0], &answer.slots[..slots]);
        let today = today(history, &grid, origin_s, &answer.slots[..slots]);
        answer.slots[..slots].clone_from_slice(&rest_of_day(&today, spread));
    }
    let ever = ever_open(history, origin_s, request.opening);
    let origin = stamp(origin_s, origin_s.rem_euclid(DAY_S) != 0);
    for h in 0..request.horizon_days {
        let number = day + h as i64;
        if !ever[weekday(number)] {
            continue;
        }
        for (s, start_s) in grid.slot_starts_s().iter().enumerate() {
            let at_s = number * DAY_S + i64::from(*start_s);
            if at_s >= origin_s {
                let with_time = history.has_times || grid.slot_s() < DAY_S as u32;
                write_row(writer, &origin, &stamp(at_s, with_time), &answer.slots[h * slots + s])?;
            }
        }
    }
    Ok(notes)
}

/// The events with the country's holidays beside them; a holiday of the list or a day it calls closed is told already.
fn with_holidays(request: &TableRequest<'_>, grid: &crate::grid::Grid) -> Vec<Event> {
    let mut events = request.events.to_vec();
    let Some(country) = request.country else { return events };
    let tells = |own: &Event| own.kind == "closed" || own.kind.starts_with("holiday");
    let told = |it: &Event| {
        request.events.iter().any(|own| tells(own) && own.start_s < it.end_s && it.start_s < own.end_s)
    };
    events.extend(holiday_events(country, grid, request.horizon_days).into_iter().filter(|it| !told(it)));
    events
}

/// The slots of the origin's day with what came in those that were over before the origin.
fn today(
    history: &HistoryTable,
    grid: &crate::grid::Grid,
    origin_s: i64,
    said: &[Quantiles],
) -> Vec<TodaySlot> {
    let day = origin_s.div_euclid(DAY_S);
    let slot_s = i64::from(grid.slot_s());
    let came = |start_s: i64| {
        let inside = |point: &&Point| (start_s..start_s + slot_s).contains(&point.local_s);
        let over = start_s + slot_s <= origin_s;
        let mut own = history.points.iter().filter(inside).peekable();
        (over && own.peek().is_some()).then(|| own.map(|point| point.value).sum())
    };
    let slot = |(start, said): (&u32, &Quantiles)| TodaySlot {
        said: *said,
        came: came(day * DAY_S + i64::from(*start)),
    };
    grid.slot_starts_s().iter().zip(said).map(slot).collect()
}

/// Weekdays that were open on any day before the origin, or are by the hours given: their closed slots are written as
/// zeros, so that a reader who joins by time finds every slot.
fn ever_open(history: &HistoryTable, origin_s: i64, opening: Option<&OpeningHours>) -> [bool; 7] {
    let mut res = [false; 7];
    let before: Vec<i64> =
        history.points.iter().filter(|p| p.local_s < origin_s).map(|p| p.local_s.div_euclid(DAY_S)).collect();
    before.iter().for_each(|day| res[weekday(*day)] = true);
    let span = before.iter().max().zip(before.iter().min()).map_or(0, |(last, first)| last - first);
    if let Some(hours) = opening {
        for (w, open) in res.iter_mut().enumerate() {
            // 1970-01-05 was a Monday.
            let of: Weekday = date_of(4 + w as i64).weekday();
            *open |= !hours.on_weekday(of).is_empty();
        }
    } else if span < 13 {
        res = [true; 7];
    }
    res
}

fn stamp(at_s: i64, with_time: bool) -> String {
    let date = date_of(at_s.div_euclid(DAY_S));
    let of_day = at_s.rem_euclid(DAY_S);
    if with_time {
        format!("{date} {:02}:{:02}:{:02}", of_day / 3_600, of_day / 60 % 60, of_day % 60)
    } else {
        date.to_string()
    }
}

fn write_row(
    writer: &mut csv::Writer<impl Write>,
    origin: &str,
    at: &str,
    said: &Quantiles,
) -> Result<(), TableError> {
    let number = |value: f64| format!("{value:.4}");
    writer.write_record([
        origin,
        at,
        &number(said.mean),
        &number(said.q10),
        &number(said.q50),
        &number(said.q90),
        &number(said.q025),
        &number(said.q975),
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests;
