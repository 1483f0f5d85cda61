//! Public holidays of the world's countries, as data.
//!
//! The table holds the years 2020 to 2033; its source and licence stand in its first lines. A holiday is a date, not a
//! rule, because most of the world's holidays follow moons, decrees and observed days.

use pharos_calendar::{Date, date_to_local};

use crate::events::Event;
use crate::grid::Grid;

const TABLE: &str = include_str!("holidays.txt");
const DAY_S: i64 = 86_400;
/// First and last year of the table.
pub const YEARS: (i16, i16) = (2020, 2033);

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// The date.
    pub date: Date,
    /// Its name in English, where the source has one.
    pub name: &'static str,
}

/// Countries of the table: ISO 3166-1 alpha-2, in order.
pub fn countries() -> Vec<&'static str> {
    let mut res: Vec<&str> = rows().map(|(country, ..)| country).collect();
    res.dedup();
    res
}

/// Holidays of a country from a date (inclusive) to another (exclusive), in order; empty for a country that is not in
/// the table and for years outside it.
pub fn holidays(country: &str, from: Date, to: Date) -> Vec<Holiday> {
    let own = rows().filter(|(code, ..)| code.eq_ignore_ascii_case(country));
    let mut res: Vec<Holiday> = own
        .flat_map(|(_, name, dates)| dates_of(dates).into_iter().map(move |date| Holiday { date, name }))
        .filter(|holiday| from <= holiday.date && holiday.date < to)
        .collect();
    res.sort();
    res
}

/// Holidays of a country as events around a history and the days ahead of it. A holiday on whose dates the centre had no
/// contacts every time it was open on that weekday is `closed`; any other is a kind of its own, whose effect is learned.
pub fn holiday_events(country: &str, grid: &Grid, horizon_days: usize) -> Vec<Event> {
    let (first, end) = (grid.date(0), grid.date(grid.days() + horizon_days));
    let all = holidays(country, first, end);
    all.iter()
        .map(|holiday| {
            let start_s = date_to_local(holiday.date) / 1_000_000;
            let kind = if is_closed(grid, holiday.name, &all) {
                "closed".to_owned()
            } else {
                format!("holiday: {}", holiday.name)
            };
            Event { name: holiday.name.to_owned(), kind, start_s, end_s: start_s + DAY_S, expected: None }
        })
        .collect()
}

fn is_closed(grid: &Grid, name: &str, all: &[Holiday]) -> bool {
    let day_of = |holiday: &Holiday| {
        let number = date_to_local(holiday.date) / 1_000_000 / DAY_S;
        usize::try_from(number - grid.first_day()).ok().filter(|day| *day < grid.days())
    };
    let open = |day: &usize| grid.is_open_weekday(grid.weekday(*day));
    let mut seen = all.iter().filter(|h| h.name == name).filter_map(day_of).filter(open).peekable();
    seen.peek().is_some()
        && seen.all(|day| grid.day(day).iter().all(|value| !value.is_finite() || *value == 0.0))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.splitn(3, '|');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

fn dates_of(text: &str) -> Vec<Date> {
    let number = |text: &str| text.parse::<i16>().ok();
    let date = |year: i16, month_day: &str| {
        let (month, day) = month_day.split_at_checked(2)?;
        Date::new(year, number(month)? as i8, number(day)? as i8).ok()
    };
    match text.strip_prefix('*') {
        Some(month_day) => (YEARS.0..=YEARS.1).filter_map(|year| date(year, month_day)).collect(),
        None => text
            .split(' ')
            .filter_map(|word| {
                let (year, month_day) = word.split_at_checked(2)?;
                date(2000 + number(year)?, month_day)
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
