//! Numbers, durations and yes or no from text.

use super::{FunctionError, blank};

/// A number as people and spreadsheets write it: `1,234.5`, `1.234,5` with `decimal_comma`, `3.26702E+11`, `42 %` (0.42),
/// `(12)` (-12), with spaces or apostrophes between thousands and a currency sign before or behind.
///
/// # Errors
/// Text that is no number.
pub fn number_of(text: &str, decimal_comma: bool) -> Result<Option<f64>, FunctionError> {
    if blank(text) {
        return Ok(None);
    }
    if let (Ok(number), false) = (text.parse::<f64>(), decimal_comma)
        && number.is_finite()
    {
        return Ok(Some(number));
    }
    let fail = || FunctionError::new("a number", text);
    let trimmed = text.trim().trim_matches(['$', '€', '£', '¥', '₪', ' ', '\u{a0}', '\u{202f}']);
    let (trimmed, share) = match trimmed.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), 0.01),
        None => (trimmed, 1.0),
    };
    let (trimmed, sign) = match trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(rest) => (rest, -1.0),
        None => (trimmed, 1.0),
    };
    let (thousands, decimal) = if decimal_comma { ('.', ',') } else { (',', '.') };
    let mut plain = String::with_capacity(trimmed.len());
    let mut decimals = false;
    for character in trimmed.chars() {
        match character {
            '0'..='9' | '-' | '+' | 'e' | 'E' => plain.push(character),
            '\u{2212}' => plain.push('-'),
            _ if character == decimal && !decimals => {
                decimals = true;
                plain.push('.');
            }
            // A thousands sign behind the decimal one is a mistake, as in 1,234,5.
            _ if (character == thousands
                || matches!(character, ' ' | '\'' | '\u{a0}' | '\u{202f}' | '’'))
                && !decimals => {}
            _ => return Err(fail()),
        }
    }
    let number: f64 = plain.parse().map_err(|_| fail())?;
    if !number.is_finite() {
        return Err(fail());
    }
    Ok(Some(sign * number * share))
}

/// A duration in seconds: `123`, `123.5`, `mm:ss`, `hh:mm:ss` (any size of the first part, fractions of a second), a
/// leading minus, `250ms`, `90s`, ISO 8601 (`PT1M30S`); with `decimal_comma` `65,5` and `1.234,5`.
///
/// # Errors
/// Text that is no duration.
pub fn seconds_of(text: &str, decimal_comma: bool) -> Result<Option<f64>, FunctionError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    let fail = || FunctionError::new("a duration", text);
    let (sign, rest) = match trimmed.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, trimmed),
    };
    if rest.starts_with(['P', 'p']) {
        let span: jiff::SignedDuration = rest.parse().map_err(|_| fail())?;
        return Ok(Some(sign * span.as_secs_f64()));
    }
    let (rest, unit_s) = if let Some(number) = rest.strip_suffix("ms") {
        (number.trim_end(), Some(1e-3))
    } else if let Some(number) = rest.strip_suffix('s') {
        (number.trim_end(), Some(1.0))
    } else {
        (rest, None)
    };
    let pointed;
    let rest = if decimal_comma && rest.contains([',', '.']) {
        let advice = "numbers here have a decimal comma, and points stand between thousands";
        pointed = with_point(rest).ok_or_else(|| fail().with_advice(advice))?;
        &pointed
    } else {
        rest
    };
    let mut seconds = 0.0;
    let parts = rest.split(':').count();
    if parts > 3 || (parts > 1 && unit_s.is_some()) {
        return Err(fail());
    }
    for (index, part) in rest.split(':').enumerate() {
        let last = index + 1 == parts;
        let plain = part
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (last && matches!(byte, b'.' | b'e' | b'E' | b'+')));
        if part.is_empty() || !plain {
            return Err(fail());
        }
        let value: f64 = part.parse().map_err(|_| fail())?;
        if index > 0 && value >= 60.0 {
            return Err(fail().with_advice("minutes and seconds end at 59"));
        }
        seconds = seconds * 60.0 + value;
    }
    if !seconds.is_finite() {
        return Err(fail());
    }
    Ok(Some(sign * seconds * unit_s.unwrap_or(1.0)))
}

/// `1.234,5` as `1234.5`. `None` where a point does not part thousands: 65.5 would become 655. A clock has no thousands, so
/// there a point is what a comma is.
fn with_point(text: &str) -> Option<String> {
    if text.contains(':') {
        return Some(text.replace(',', "."));
    }
    let (whole, part) = text.split_once(',').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let (first, thousands) = whole.split_once('.').map_or((whole, None), |(first, rest)| (first, Some(rest)));
    let parts_thousands =
        thousands.is_none_or(|rest| first.len() <= 3 && rest.split('.').all(|group| group.len() == 3));
    let plain = whole.replace('.', "");
    parts_thousands.then(|| part.map_or(plain.clone(), |part| format!("{plain}.{part}")))
}

/// Words of yes and of no, lower case, in the languages the product speaks and their neighbours.
const YES: &[&str] = &[
    "y", "yes", "true", "t", "1", "on", "ja", "oui", "si", "sí", "כן", "נכון", "是", "对", "真", "はい",
    "да", "نعم",
];
const NO: &[&str] = &[
    "n",
    "no",
    "false",
    "f",
    "0",
    "off",
    "nein",
    "non",
    "לא",
    "否",
    "不",
    "不是",
    "假",
    "いいえ",
    "нет",
    "لا",
];

/// Yes or no in several languages.
///
/// # Errors
/// Any other word.
pub fn flag_of(text: &str) -> Result<Option<bool>, FunctionError> {
    if blank(text) {
        return Ok(None);
    }
    let word = text.trim().to_lowercase();
    if YES.contains(&word.as_str()) {
        Ok(Some(true))
    } else if NO.contains(&word.as_str()) {
        Ok(Some(false))
    } else {
        Err(FunctionError::new("yes or no", text))
    }
}
