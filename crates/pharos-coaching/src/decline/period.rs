//! Periods in their order, and days brought together to weeks.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Row;

/// The periods of the rows, in order: numbers inside a text compare as numbers, so week 9 comes before week 10.
pub fn in_order<'a>(rows: &[Row<'a>]) -> Vec<&'a str> {
    let mut periods: Vec<&str> = rows.iter().map(|it| it.period).collect();
    periods.sort_unstable();
    periods.dedup();
    periods.sort_by(|a, b| natural(a, b));
    periods
}

/// For data by the day the Monday of each day's week, by period; None where the periods are no dates, or longer than days.
/// People are watched by the week: a day says too little, and weekdays differ.
pub fn weeks<'a>(periods: &[&'a str]) -> Option<BTreeMap<&'a str, String>> {
    let days: Option<Vec<i64>> = periods.iter().map(|it| day_number(it)).collect();
    let days = days.filter(|it| 2 <= it.len())?;
    let mut gaps: Vec<i64> = days.windows(2).map(|it| it[1] - it[0]).collect();
    gaps.sort_unstable();
    if 3 < gaps[gaps.len() / 2] {
        return None;
    }
    // 1970-01-01 was a Thursday: day -3 a Monday.
    let monday = |day: i64| day - (day + 3).rem_euclid(7);
    Some(periods.iter().zip(days).map(|(period, day)| (*period, date_text(monday(day)))).collect())
}

fn natural(a: &str, b: &str) -> Ordering {
    if let (Ok(a), Ok(b)) = (a.parse::<f64>(), b.parse::<f64>()) {
        return a.total_cmp(&b);
    }
    let (a_parts, b_parts) = (parts(a), parts(b));
    for (x, y) in a_parts.iter().zip(&b_parts) {
        let order = match (x.parse::<u64>(), y.parse::<u64>()) {
            (Ok(x), Ok(y)) => x.cmp(&y),
            _ => x.cmp(y),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    a_parts.len().cmp(&b_parts.len()).then_with(|| a.cmp(b))
}

/// A text cut where digits begin and end.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut digits = None;
    for (index, letter) in text.char_indices() {
        let is_digit = letter.is_ascii_digit();
        if digits.is_some_and(|it| it != is_digit) {
            parts.push(&text[start..index]);
            start = index;
        }
        digits = Some(is_digit);
    }
    parts.push(&text[start..]);
    parts
}

/// Days since 1970 of a date as 2026-01-05, with or without a time behind it.
fn day_number(text: &str) -> Option<i64> {
    let date: pharos_calendar::Date = text.get(..10)?.parse().ok()?;
    let rest = &text[10..];
    let is_date = rest.is_empty() || rest.starts_with('T') || rest.starts_with(' ');
    is_date.then(|| pharos_calendar::date_to_local(date).div_euclid(DAY_US))
}

fn date_text(day: i64) -> String {
    pharos_calendar::date_of_local(day * DAY_US).to_string()
}

const DAY_US: i64 = 86_400_000_000;
