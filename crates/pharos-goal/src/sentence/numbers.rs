//! Numbers with their units.

use super::lexicon::MEMBER_WORDS;
use super::text;

/// A number of the sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// As written: 25 of "25 %"; times in seconds.
    pub value: f64,
    /// What it counts.
    pub kind: Kind,
    /// Written with a plus or minus sign.
    pub signed: bool,
    /// It counts members: the 99 of "99 % of the agents".
    pub of_members: bool,
    /// Where it begins in the text.
    at: usize,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Percent.
    Percent,
    /// Percentage points, or points of a score.
    Points,
    /// A time, in seconds.
    Time,
    /// Nothing said.
    Bare,
}

const PERCENT: &[&str] =
    &["%", "percent of", "percent", "per cent", "pct", "אחוזים", "אחוז", "%的", "个百分比", "個百分比"];
const POINTS: &[&str] = &[
    "percentage point",
    "percent point",
    "points",
    "point",
    "pp ",
    "pts",
    "נקודות אחוז",
    "נקודות",
    "נקודת",
    "个百分点",
    "個百分點",
    "百分点",
    "百分點",
];
const MINUTES: &[&str] = &["minute", "min ", "mins", "דקות", "דקה", "分钟", "分鐘", "分"];
const SECONDS: &[&str] = &["second", "sec", "s ", "שניות", "שנייה", "שניה", "秒"];
const HOURS: &[&str] = &["hour", "h ", "שעות", "שעה", "小时", "小時"];
/// Time words that make a number a span of the calendar and no target.
const CALENDAR: &[&str] = &[
    "month",
    "week",
    "day",
    "year",
    "quarter",
    "חודש",
    "שבוע",
    "ימים",
    "יום",
    "שנה",
    "שנים",
    "רבעון",
    "个月",
    "個月",
    "周",
    "週",
    "天",
    "年",
];
/// Fractions in words, as percent.
const FRACTIONS: [(&str, f64); 10] = [
    ("a quarter faster", 25.0),
    ("by a quarter", 25.0),
    ("by a third", 33.333_333_333_333_336),
    ("by half", 50.0),
    ("4分之1", 25.0),
    ("3分之1", 33.333_333_333_333_336),
    ("減半", 50.0),
    ("减半", 50.0),
    ("ברבע", 25.0),
    ("בחצי ", 50.0),
];
/// Small numbers in words that count cases.
const WORDS: [(&str, f64); 24] = [
    ("one ", 1.0),
    ("two ", 2.0),
    ("three ", 3.0),
    ("four ", 4.0),
    ("five ", 5.0),
    ("six ", 6.0),
    ("seven ", 7.0),
    ("eight ", 8.0),
    ("nine ", 9.0),
    ("ten ", 10.0),
    ("twelve ", 12.0),
    ("twenty-five ", 25.0),
    ("twenty ", 20.0),
    ("אחת ", 1.0),
    ("אחד ", 1.0),
    ("שתי ", 2.0),
    ("שתיים ", 2.0),
    ("שלוש ", 3.0),
    ("ארבע ", 4.0),
    ("חמש ", 5.0),
    ("חמישה ", 5.0),
    ("עשר ", 10.0),
    ("עשרים ", 20.0),
    ("חמישים ", 50.0),
];

impl Number {
    /// The number in a metric's unit: shares 0..1, seconds.
    pub fn in_unit(&self, unit: &str) -> f64 {
        match (self.kind, unit) {
            (Kind::Percent | Kind::Bare, "share") if 1.0 < self.value || self.kind == Kind::Percent => {
                self.value / 100.0
            }
            _ => self.value,
        }
    }
}

/// All numbers that may be a target, in their order.
pub fn read(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + digits(&text[at..]);
        let before = text[..at].trim_end_matches([' ', '-', '+']);
        let rest = text[end..].trim_start_matches([' ', '-']);
        if let Ok(value) = text[at..end].replace(',', "").parse::<f64>()
            && !text[..at].ends_with(|it: char| it.is_ascii_alphabetic())
            && !before.ends_with('第')
            && !is_calendar(rest)
        {
            found.push(number(text, at, value, before, rest));
        }
        at = end;
    }
    let percent = |(phrase, value): &(&str, f64)| {
        let at = text.find(phrase)?;
        Some(Number { value: *value, kind: Kind::Percent, signed: false, of_members: false, at })
    };
    found.extend(FRACTIONS.iter().filter_map(percent));
    if found.is_empty() {
        let word = |(phrase, value): &(&str, f64)| {
            let at = text::place(text, phrase)?;
            let rest = &text[at + phrase.len()..];
            (!is_calendar(rest)).then_some(Number {
                value: *value,
                kind: unit(rest).0,
                signed: false,
                of_members: false,
                at,
            })
        };
        found.extend(WORDS.iter().filter_map(word));
    }
    found.sort_by_key(|it| it.at);
    found
}

/// "From 5 to 4 minutes": where it starts and where it goes, in the metric's unit. The unit of the second is the first's too.
pub fn pair(numbers: &[Number], unit: &str) -> Option<(f64, f64)> {
    let targets: Vec<Number> = numbers.iter().copied().filter(|it| !it.of_members).collect();
    let [from, to] = targets.as_slice() else { return None };
    let mut from = *from;
    if from.kind == Kind::Bare && to.kind == Kind::Time {
        // The text says "from 5 to 4 minutes"; the second number carries the unit.
        from = Number { value: from.value * to_seconds(to, from), kind: Kind::Time, ..from };
    } else if from.kind == Kind::Bare {
        from.kind = to.kind;
    }
    if from.kind != to.kind {
        return None;
    }
    Some((from.in_unit(unit), to.in_unit(unit)))
}

/// The number that is the target.
pub fn main(numbers: &[Number], members: bool, unit: &str) -> Option<Number> {
    let fits = |it: &&Number| match it.kind {
        Kind::Time => unit == "s",
        Kind::Points => matches!(unit, "points" | "share"),
        Kind::Percent | Kind::Bare => true,
    };
    let free: Vec<&Number> = numbers.iter().filter(|it| !it.of_members).filter(fits).collect();
    if let Some(number) = free.last() {
        return Some(**number);
    }
    // "99 % of agents complete the training": what each is asked is one.
    let of_members = numbers.iter().find(|it| it.of_members)?;
    let _ = members;
    Some(Number { value: 1.0, kind: Kind::Bare, of_members: false, signed: false, ..*of_members })
}

/// Seconds in the unit of `to`, seen from a bare number before it: 5 to 4 minutes.
fn to_seconds(to: &Number, from: Number) -> f64 {
    // A time of whole minutes or hours divides by it; the bare number is of the same size as the other in that unit.
    [3600.0, 60.0, 1.0]
        .into_iter()
        .find(|it| to.value % it == 0.0 && (0.1..=10.0).contains(&(from.value * it / to.value)))
        .unwrap_or(1.0)
}

fn number(text: &str, at: usize, value: f64, before: &str, rest: &str) -> Number {
    let (mut kind, mut factor, mut length) = unit(rest);
    if before.ends_with("百分之") {
        (kind, factor, length) = (Kind::Percent, 1.0, 0);
    }
    let sign = text[..at].trim_end();
    // In Hebrew a dash joins a preposition with the number.
    let signed = sign.ends_with('+') || (sign.ends_with('-') && sign[..sign.len() - 1].ends_with(' '));
    let after = rest.get(length..).unwrap_or("").trim_start_matches([' ', '的']);
    let after = after.strip_prefix("of the ").or(after.strip_prefix("of our ")).unwrap_or(after);
    let after = after.strip_prefix("of ").unwrap_or(after);
    let after = after.strip_prefix("all ").or(after.strip_prefix("new ")).unwrap_or(after);
    let after = after.trim_start_matches('מ').trim_start_matches("כלל ").trim_start_matches('ה');
    let of_members = kind == Kind::Percent
        && MEMBER_WORDS.iter().any(|it| after.starts_with(it.trim_start_matches('ה').trim()));
    Number { value: value * factor, kind, signed, of_members, at }
}

/// Kind, factor to seconds and length of the unit at the beginning of the text.
fn unit(rest: &str) -> (Kind, f64, usize) {
    let begins = |words: &[&str]| words.iter().find(|it| rest.starts_with(**it)).map(|it| it.len());
    if let Some(length) = begins(POINTS) {
        return (Kind::Points, 1.0, length);
    }
    if let Some(length) = begins(PERCENT) {
        let after = rest[length..].trim_start();
        if POINTS.iter().any(|it| after.starts_with(*it)) {
            return (Kind::Points, 1.0, length);
        }
        return (Kind::Percent, 1.0, length);
    }
    for (words, seconds) in [(HOURS, 3600.0), (MINUTES, 60.0), (SECONDS, 1.0)] {
        if let Some(length) = begins(words) {
            return (Kind::Time, seconds, length);
        }
    }
    (Kind::Bare, 1.0, 0)
}

fn is_calendar(rest: &str) -> bool {
    CALENDAR.iter().any(|it| rest.starts_with(it))
}

/// Bytes of the number at the beginning: digits with a decimal point or thousands between.
fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let inner = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !inner {
            break;
        }
        end += 1;
    }
    end
}
