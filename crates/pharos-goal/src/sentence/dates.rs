//! First and last day, in words of four languages.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Names of months: English, Hebrew. Chinese writes the number.
const MONTHS: [[&str; 3]; 12] = [
    ["january", "jan ", "ינואר"],
    ["february", "feb ", "פברואר"],
    ["march", "mar ", "מרץ"],
    ["april", "apr ", "אפריל"],
    ["may", "may ", "מאי"],
    ["june", "jun ", "יוני"],
    ["july", "jul ", "יולי"],
    ["august", "aug ", "אוגוסט"],
    ["september", "sept", "ספטמבר"],
    ["october", "oct ", "אוקטובר"],
    ["november", "nov ", "נובמבר"],
    ["december", "dec ", "דצמבר"],
];
/// Quarters: phrases of the first, second, third, fourth.
const QUARTERS: [&[&str]; 4] = [
    &["q1", "first quarter", "1st quarter", "רבעון הראשון", "רבעון ראשון", "第1季", "1季度"],
    &["q2", "second quarter", "2nd quarter", "רבעון השני", "רבעון שני", "第2季", "2季度"],
    &["q3", "third quarter", "3rd quarter", "רבעון השלישי", "רבעון שלישי", "第3季", "3季度"],
    &[
        "q4",
        "fourth quarter",
        "4th quarter",
        "last quarter of the year",
        "רבעון הרביעי",
        "רבעון רביעי",
        "第4季",
        "4季度",
    ],
];
/// Halves of the year.
const HALVES: [&[&str]; 2] =
    [&["first half", "h1 ", "מחצית הראשונה", "上半年"], &["second half", "h2 ", "מחצית השנייה", "下半年"]];
const END_OF_YEAR: &[&str] = &[
    "end of the year",
    "end of this year",
    "year end",
    "year-end",
    "סוף השנה",
    "年底",
    "今年底",
    "年末",
    "within the year",
];
const END_OF_QUARTER: &[&str] = &[
    "end of the quarter",
    "end of this quarter",
    "this quarter",
    "סוף הרבעון ",
    "本季度末",
    "本季度",
    "本季",
    "季末",
];
const END_OF_MONTH: &[&str] =
    &["end of the month", "end of this month", "סוף החודש", "月底", "本月底", "月末"];
const NEXT_YEAR: &[&str] = &["next year", "שנה הבאה", "明年", "来年", "翌年"];
const WITHIN: &[&str] = &[
    "within ",
    "in the next ",
    "over the next ",
    "in ",
    "next ",
    "תוך ",
    "בתוך ",
    "במשך ",
    "未来",
    "未來",
    "在",
    "接下来",
];
/// Units of a span with their months, or days as a negative number.
const SPANS: [(&str, i32); 14] = [
    ("months", 1),
    ("month", 1),
    ("weeks", -7),
    ("quarters", 3),
    ("years", 12),
    ("year", 12),
    ("days", -1),
    ("חודשים", 1),
    ("שבועות", -7),
    ("个月", 1),
    ("個月", 1),
    ("周内", -7),
    ("週內", -7),
    ("年内", 12),
];
/// Hebrew and English numbers before a span.
const COUNTS: [(&str, i32); 13] = [
    ("three", 3),
    ("four", 4),
    ("six", 6),
    ("two", 2),
    ("nine", 9),
    ("twelve", 12),
    ("שלושה", 3),
    ("ארבעה", 4),
    ("שישה", 6),
    ("ששה", 6),
    ("חצי", 6),
    ("שני", 2),
    ("תשעה", 9),
];

/// First and last day, and the text without the words of the dates, so that their numbers are not taken for targets.
pub fn read(text: &str, today: Date) -> (String, Option<Date>, Option<Date>) {
    let mut rest = text.to_owned();
    let mut days = explicit(&mut rest, today);
    days.sort();
    if let [first, .., last] = days.as_slice() {
        return (rest, Some(*first), Some(*last));
    }
    if let Some(day) = days.first() {
        return (rest, None, Some(*day));
    }
    let months = months(&mut rest);
    if let [from, to] = months.as_slice() {
        let year = year(&mut rest).unwrap_or_else(|| year_of(*to, today));
        let first = date(year, *from, 1);
        let first = if to < from { date(year - 1, *from, 1) } else { first };
        return (rest, Some(first), Some(date(year, *to, 1).last_of_month()));
    }
    if let [month] = months.as_slice() {
        let year = year(&mut rest).unwrap_or_else(|| year_of(*month, today));
        return (rest, None, Some(date(year, *month, 1).last_of_month()));
    }
    let by = named(&mut rest, today).or_else(|| span(&mut rest, today));
    let by = by.or_else(|| year(&mut rest).map(|year| date(year, 12, 31)));
    (rest, None, by)
}

/// Dates with a day: 2026-07-31, 31/7/2026, 31.7, 31 July, July 31st, 31 ביולי, 7月31日.
fn explicit(text: &mut String, today: Date) -> Vec<Date> {
    let mut found = Vec::new();
    let mut cut = Vec::new();
    let words = text.clone();
    for (at, run) in numbers(&words) {
        let after = &words[at + run.len()..];
        let parts: Vec<i32> = run.split(['-', '/', '.']).filter_map(|it| it.parse().ok()).collect();
        let day = match parts.as_slice() {
            [year, month, day] if 1000 < *year => day_of(*year, *month, *day),
            [day, month, year] if 1000 < *year => day_of(*year, *month, *day),
            [day, month] if run.contains('/') => next(*month, *day, today),
            [day] => beside_month(&words, at, run.len(), *day, today),
            _ => None,
        };
        if let Some(day) = day {
            found.push(day);
            cut.push(at..at + run.len());
            continue;
        }
        if let ([month], Some(rest)) = (parts.as_slice(), after.strip_prefix('月')) {
            let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
            let day: i32 = rest[..digits].parse().unwrap_or(0);
            if 0 < digits && rest[digits..].starts_with(['日', '号', '號']) {
                let year = words[..at].strip_suffix('年').and_then(ending_number);
                found.extend(match year {
                    Some(year) => day_of(year, *month, day),
                    None => next(*month, day, today),
                });
                cut.push(at..at + run.len() + "月".len() + digits);
            }
        }
    }
    blank(text, &cut);
    if !found.is_empty() {
        // What is left of such a date are its year and month.
        months(text);
        year(text);
    }
    found
}

/// A day beside the name of a month, before or after it, with a year if one follows.
fn beside_month(words: &str, at: usize, length: usize, day: i32, today: Date) -> Option<Date> {
    if !(1..=31).contains(&day) {
        return None;
    }
    let after = words[at + length..].trim_start_matches([' ', '.', '-']);
    let after = ["st", "nd", "rd", "th"].iter().find_map(|it| after.strip_prefix(it)).unwrap_or(after);
    let after = after.trim_start().trim_start_matches("of ").trim_start_matches(['ב', ' ']);
    let before = words[..at].trim_end();
    for (month, names) in (1..).zip(&MONTHS) {
        let follows = names.iter().find(|it| after.starts_with(it.trim_end()));
        let precedes = names.iter().any(|it| before.ends_with(it.trim_end()));
        if let Some(name) = follows {
            let year = leading_year(&after[name.trim_end().len()..]);
            return year.map_or_else(|| next(month, day, today), |year| day_of(year, month, day));
        }
        if precedes {
            let after = &words[at + length..];
            let after =
                ["st", "nd", "rd", "th"].iter().find_map(|it| after.strip_prefix(it)).unwrap_or(after);
            let year = leading_year(after);
            return year.map_or_else(|| next(month, day, today), |year| day_of(year, month, day));
        }
    }
    None
}

/// Months named without a day, in their order: names, and 7月 without 日.
fn months(text: &mut String) -> Vec<i8> {
    let mut found: Vec<(usize, usize, i8)> = Vec::new();
    for (month, names) in (1..).zip(&MONTHS) {
        // "may" the verb is no month; the month follows a preposition.
        let english = if names[0] == "may" {
            ["by may", "of may", "in may", "to may", "until may", "from may"]
                .iter()
                .find_map(|it| text.find(it).map(|at| (at + it.len() - 3, 3)))
        } else {
            super::text::place(text, names[0]).map(|at| (at, names[0].len()))
        };
        let hebrew = text.find(names[2]).map(|at| (at, names[2].len()));
        found.extend(english.or(hebrew).map(|(at, length)| (at, length, month)));
    }
    for (at, run) in numbers(&text.clone()) {
        let after = &text[at + run.len()..];
        let month = run.parse::<i8>().ok().filter(|it| (1..=12).contains(it));
        if let Some(month) = month.filter(|_| after.starts_with('月')) {
            found.push((at, run.len() + "月".len(), month));
        }
    }
    found.sort();
    let cut: Vec<_> = found.iter().map(|it| it.0..it.0 + it.1).collect();
    blank(text, &cut);
    found.into_iter().map(|it| it.2).take(2).collect()
}

/// Quarters, halves, ends of the year, quarter, month.
fn named(text: &mut String, today: Date) -> Option<Date> {
    let place = |phrases: &[&str]| {
        phrases.iter().find_map(|it| super::text::place(text, it).map(|at| (at, it.len())))
    };
    let mut month = None;
    for (index, phrases) in (1_i8..).zip(QUARTERS) {
        month = month.or(place(phrases).map(|at| (at, 3 * index)));
    }
    for (index, phrases) in (1_i8..).zip(HALVES) {
        month = month.or(place(phrases).map(|at| (at, 6 * index)));
    }
    if let Some(((at, length), month)) = month {
        blank(text, std::slice::from_ref(&(at..at + length)));
        let later = NEXT_YEAR.iter().any(|it| text.contains(it));
        let year = year(text).unwrap_or_else(|| year_of(month, today) + i16::from(later));
        return Some(date(year, month, 1).last_of_month());
    }
    let next_year = NEXT_YEAR.iter().any(|it| text.contains(it));
    let this = |month: i8| Some(date(today.year(), month, 1).last_of_month());
    if let Some((at, length)) = place(END_OF_YEAR).or(place(NEXT_YEAR)) {
        blank(text, std::slice::from_ref(&(at..at + length)));
        let year = year(text).unwrap_or(today.year() + i16::from(next_year));
        return Some(date(year, 12, 31));
    }
    if place(END_OF_QUARTER).is_some() {
        return this((today.month() - 1) / 3 * 3 + 3);
    }
    place(END_OF_MONTH)?;
    this(today.month())
}

/// "Within 6 months", 6个月内, תוך שישה חודשים: that long from today.
fn span(text: &mut String, today: Date) -> Option<Date> {
    for (unit, months) in SPANS {
        let Some(at) = text.find(unit) else { continue };
        let before = text[..at].trim_end().to_owned();
        let chinese =
            !unit.is_ascii() && !unit.starts_with(|it: char| ('\u{05d0}'..='\u{05ea}').contains(&it));
        let count = ending_number(&before)
            .or_else(|| COUNTS.iter().find(|it| before.ends_with(it.0.trim_end())).map(|it| it.1));
        let led = WITHIN.iter().any(|it| before.contains(it.trim_end()));
        let inside = text[at..].contains('内') || text[at..].contains('內');
        let Some(count) = count.filter(|_| led || (chinese && inside)) else { continue };
        let start = before.trim_end_matches(|it: char| it.is_ascii_digit()).len();
        blank(text, std::slice::from_ref(&(start..at + unit.len())));
        let days = if months < 0 { (-months * count).days() } else { (months * count).months() };
        return today.checked_add(days).ok();
    }
    None
}

/// A year of four digits standing alone; it is taken out of the text.
fn year(text: &mut String) -> Option<i16> {
    let words = text.clone();
    let is_year = |it: &(usize, &str)| it.1.len() == 4 && it.1.starts_with("20");
    let (at, run) = numbers(&words).into_iter().find(is_year)?;
    blank(text, std::slice::from_ref(&(at..at + run.len())));
    run.parse().ok()
}

/// The next year in which the end of that month is still to come.
fn year_of(month: i8, today: Date) -> i16 {
    today.year() + i16::from(month < today.month())
}

/// The next such day.
fn next(month: i32, day: i32, today: Date) -> Option<Date> {
    let this = day_of(i32::from(today.year()), month, day)?;
    if today <= this { Some(this) } else { day_of(i32::from(today.year()) + 1, month, day) }
}

fn day_of(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn leading_year(text: &str) -> Option<i32> {
    let text = text.trim_start_matches([' ', ',', '.']);
    let digits = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    text[..digits].parse().ok().filter(|it| (2000..2100).contains(it))
}

fn ending_number(text: &str) -> Option<i32> {
    let start = text.trim_end_matches(|it: char| it.is_ascii_digit()).len();
    text[start..].parse().ok()
}

/// Runs of digits with date marks between: byte place and text.
fn numbers(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < bytes.len() {
            let mark = matches!(bytes[end], b'-' | b'/' | b'.')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_digit() && !mark {
                break;
            }
            end += 1;
        }
        found.push((at, &text[at..end]));
        at = end;
    }
    found
}

/// Puts spaces over what was read; byte places stay.
fn blank(text: &mut String, places: &[std::ops::Range<usize>]) {
    let mut bytes = std::mem::take(text).into_bytes();
    for place in places {
        bytes[place.clone()].fill(b' ');
    }
    *text = String::from_utf8(bytes).unwrap_or_default();
}
