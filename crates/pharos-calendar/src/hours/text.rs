//! The text form of opening hours.
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{OpeningHours, Span, joined};
use crate::{Error, parse_weekday, weekday_name};

impl FromStr for OpeningHours {
    type Err = Error;

    fn from_str(text: &str) -> Result<OpeningHours, Error> {
        if text.trim().eq_ignore_ascii_case("always") {
            return Ok(OpeningHours::always());
        }
        let mut hours = OpeningHours::default();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            read_part(&mut hours, part)?;
        }
        Ok(hours)
    }
}

impl fmt::Display for OpeningHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == OpeningHours::always() {
            return f.write_str("always");
        }
        let mut parts = Vec::new();
        let mut first = 0;
        while first < 7 {
            let spans = &self.weekly[first];
            let after = (first..7).find(|&day| self.weekly[day] != *spans).unwrap_or(7);
            if !spans.is_empty() {
                parts.push(format!("{} {}", weekday_range_text(first, after - 1), spans_text(spans)));
            }
            first = after;
        }
        parts.extend(self.exceptions.iter().map(|(date, spans)| format!("{date} {}", spans_text(spans))));
        f.write_str(&parts.join("; "))
    }
}

impl Serialize for OpeningHours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OpeningHours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OpeningHours, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Which days a part of the text speaks of.
enum Days {
    Weekdays(Vec<Weekday>),
    Dates(Vec<Date>),
}

fn read_part(hours: &mut OpeningHours, part: &str) -> Result<(), Error> {
    let fault = |reason: &str| Error::OpeningHours { reason: reason.to_owned(), part: part.to_owned() };
    // Blanks after commas are the reader's comfort only.
    let tidy = part.split(',').map(str::trim).collect::<Vec<_>>().join(",");
    let (days, spans) =
        tidy.split_once(char::is_whitespace).ok_or_else(|| fault("no hours after the days"))?;
    let spans = read_spans(spans.trim()).map_err(|reason| fault(&reason))?;
    match read_days(days).map_err(|reason| fault(&reason))? {
        Days::Weekdays(weekdays) => {
            for weekday in weekdays {
                let listed = &mut hours.weekly[weekday.to_monday_zero_offset() as usize];
                if overlaps(listed, &spans) {
                    return Err(fault(&format!("hours of {} overlap", weekday_name(weekday))));
                }
                listed.extend(&spans);
                *listed = joined(std::mem::take(listed));
            }
        }
        Days::Dates(dates) => {
            for date in dates {
                add_exception(&mut hours.exceptions, date, &spans)
                    .map_err(|()| fault(&format!("hours of {date} overlap")))?;
            }
        }
    }
    Ok(())
}

fn add_exception(exceptions: &mut BTreeMap<Date, Vec<Span>>, date: Date, spans: &[Span]) -> Result<(), ()> {
    let listed = exceptions.entry(date).or_default();
    if overlaps(listed, spans) {
        return Err(());
    }
    listed.extend(spans);
    *listed = joined(std::mem::take(listed));
    Ok(())
}

fn read_days(text: &str) -> Result<Days, String> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(Days::Dates(read_dates(text)?));
    }
    let mut res = Vec::new();
    for range in text.split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let first = parse_weekday(first).map_err(|err| err.to_string())?;
        let last = parse_weekday(last).map_err(|err| err.to_string())?;
        let days_after = last.since(first);
        res.extend((0..=days_after).map(|days| first.wrapping_add(days)));
    }
    Ok(Days::Weekdays(res))
}

fn read_dates(text: &str) -> Result<Vec<Date>, String> {
    let read = |date: &str| date.parse::<Date>().map_err(|_| format!("{date:?} is no date like 2026-12-25"));
    let mut res = Vec::new();
    for range in text.split(',') {
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        let (first, last) = (read(first)?, read(last)?);
        if last < first {
            return Err(format!("the range {range} ends before it begins"));
        }
        if first.saturating_add(jiff::Span::new().days(3_660)) < last {
            return Err(format!("the range {range} is longer than ten years"));
        }
        res.extend(first.series(jiff::Span::new().days(1)).take_while(|date| *date <= last));
    }
    Ok(res)
}

fn read_spans(text: &str) -> Result<Vec<Span>, String> {
    if text.eq_ignore_ascii_case("closed") {
        return Ok(Vec::new());
    }
    let mut res: Vec<Span> = Vec::new();
    for span in text.split(',') {
        let (from, to) =
            span.split_once('-').ok_or_else(|| format!("{span:?} is no span like 07:00-21:00"))?;
        let (from_s, mut to_s) = (read_clock(from.trim())?, read_clock(to.trim())?);
        if from_s == 86_400 {
            return Err("24:00 cannot be an opening time".to_owned());
        }
        if from_s == to_s {
            return Err(format!("{span} is empty, maybe 00:00-24:00"));
        }
        if to_s < from_s {
            to_s += 86_400;
        }
        let span = Span { from_s, to_s };
        if overlaps(&res, &[span]) {
            return Err("hours overlap".to_owned());
        }
        res.push(span);
    }
    Ok(joined(res))
}

/// `7:00`, `07:00` or `07:00:30` to `24:00` in seconds.
fn read_clock(text: &str) -> Result<i32, String> {
    let fault = || format!("{text:?} is no time of day like 07:00");
    let numbers: Option<Vec<i32>> = text
        .split(':')
        .map(|number| {
            let digits = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
            if digits { number.parse().ok() } else { None }
        })
        .collect();
    let (hour, minute, second) = match numbers.as_deref() {
        Some([hour, minute]) => (*hour, *minute, 0),
        Some([hour, minute, second]) => (*hour, *minute, *second),
        _ => return Err(fault()),
    };
    let res = hour * 3_600 + minute * 60 + second;
    if minute < 60 && second < 60 && res <= 86_400 { Ok(res) } else { Err(fault()) }
}

fn overlaps(some: &[Span], others: &[Span]) -> bool {
    some.iter().any(|a| others.iter().any(|b| a.from_s < b.to_s && b.from_s < a.to_s))
}

fn weekday_range_text(first: usize, last: usize) -> String {
    let name = |offset: usize| weekday_name(Weekday::Monday.wrapping_add(offset as i32));
    if first == last { name(first).to_owned() } else { format!("{}-{}", name(first), name(last)) }
}

fn spans_text(spans: &[Span]) -> String {
    if spans.is_empty() {
        return "closed".to_owned();
    }
    spans
        .iter()
        .map(|span| format!("{}-{}", clock_text(span.from_s), closing_text(span)))
        .collect::<Vec<_>>()
        .join(",")
}

fn closing_text(span: &Span) -> String {
    clock_text(if span.to_s > 86_400 { span.to_s - 86_400 } else { span.to_s })
}

fn clock_text(clock_s: i32) -> String {
    let (hour, minute, second) = (clock_s / 3_600, clock_s / 60 % 60, clock_s % 60);
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}
