//! Instants from text: formats, zones, days and clocks in two columns.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;
use pharos_calendar::{Zone, date_to_local};

use super::{FunctionError, blank, seconds_of};

const SECOND_US: i64 = 1_000_000;
const HALF_DAY_S: f64 = 43_200.0;

/// A format of times, prepared once for a whole column: strptime directives as jiff knows them. Formats of digits only
/// (`%Y %m %d %y %H %M %S %e %k %F %T %f` and literals) are read without the library, many times quicker.
#[derive(Clone, Debug)]
pub struct InstantFormat {
    text: Option<String>,
    /// `None`: the library reads it.
    steps: Option<Vec<Step>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Year,
    ShortYear,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    /// A point and digits behind, or nothing.
    Fraction,
    Literal(u8),
}

/// A reading of calendar and clock, perhaps with its offset from UTC.
struct Reading {
    local_us: i64,
    offset_us: Option<i64>,
}

impl InstantFormat {
    /// ISO 8601: a date, or date and clock between `T` or a space, perhaps with offset or `Z`.
    pub fn iso() -> InstantFormat {
        InstantFormat { text: None, steps: None }
    }

    /// The format of that text, as in `%d/%m/%Y %H:%M`. A two-digit year means 1969 to 2068.
    ///
    /// # Errors
    /// A directive nobody knows, found by trying it.
    pub fn new(format: &str) -> Result<InstantFormat, FunctionError> {
        let steps = steps_of(format);
        if steps.is_none() {
            let known = jiff::fmt::strtime::format(
                format,
                &jiff::Zoned::new(jiff::Timestamp::UNIX_EPOCH, jiff::tz::TimeZone::UTC),
            );
            if let Err(error) = known {
                return Err(FunctionError::new("a time format", format).with_advice(error));
            }
        }
        Ok(InstantFormat { text: Some(format.to_owned()), steps })
    }

    /// Microseconds since 1970 UTC of a text in the import's zone. A text with its own offset keeps that.
    ///
    /// # Errors
    /// Text that does not fit the format, or no day of the calendar.
    pub fn local_instant(&self, text: &str, zone: &Zone) -> Result<Option<i64>, FunctionError> {
        if blank(text) {
            return Ok(None);
        }
        let reading = self.read(text.trim())?;
        Ok(Some(match reading.offset_us {
            Some(offset_us) => reading.local_us - offset_us,
            None => zone.local_to_instant(reading.local_us),
        }))
    }

    /// Microseconds since 1970 UTC of a text in UTC. A text with its own offset keeps that.
    ///
    /// # Errors
    /// As [`InstantFormat::local_instant`].
    pub fn utc_instant(&self, text: &str) -> Result<Option<i64>, FunctionError> {
        if blank(text) {
            return Ok(None);
        }
        let reading = self.read(text.trim())?;
        Ok(Some(reading.local_us - reading.offset_us.unwrap_or(0)))
    }

    fn read(&self, text: &str) -> Result<Reading, FunctionError> {
        let reading = match (&self.steps, &self.text) {
            (Some(steps), _) => read_steps(steps, text),
            (None, Some(format)) => read_by_library(format, text),
            (None, None) => read_iso(text),
        };
        reading.ok_or_else(|| {
            let format = self.text.as_deref().unwrap_or("ISO 8601");
            FunctionError::new("a time", text).with_advice(format!("the format is {format}"))
        })
    }
}

/// Local wall clock of a day as an instant: a day in its own column, a clock `h:mm:ss` in another.
///
/// # Errors
/// A day that does not fit the format, a clock that is none.
pub fn local_day_clock(
    day: &str,
    day_format: &InstantFormat,
    clock: &str,
    zone: &Zone,
) -> Result<Option<i64>, FunctionError> {
    if blank(day) || blank(clock) {
        return Ok(None);
    }
    let clock_s = clock_us(clock)?;
    let day_us = day_format.read(day.trim())?.local_us;
    Ok(Some(zone.local_to_instant(day_us + clock_s)))
}

/// As [`local_day_clock`] for a later clock of the same contact, whose day is that of `first_clock`: a clock more than 12
/// hours smaller than `first_clock` belongs to the next day; one that is a little smaller is a fault of the source and
/// stays.
///
/// # Errors
/// As [`local_day_clock`].
pub fn local_day_clock_after(
    day: &str,
    day_format: &InstantFormat,
    clock: &str,
    first_clock: &str,
    zone: &Zone,
) -> Result<Option<i64>, FunctionError> {
    if blank(day) || blank(clock) || blank(first_clock) {
        return Ok(None);
    }
    let (clock_us, first_us) = (clock_us(clock)?, clock_us(first_clock)?);
    let next_day = (first_us - clock_us) as f64 > HALF_DAY_S * SECOND_US as f64;
    let day_us = day_format.read(day.trim())?.local_us + if next_day { 86_400 * SECOND_US } else { 0 };
    Ok(Some(zone.local_to_instant(day_us + clock_us)))
}

/// An instant from a count since 1970 UTC. `unit` is `s`, `ms` or `us`; without one the size says it (seconds up to
/// 9,999,999,999, which is the year 2286).
///
/// # Errors
/// Text that is no number, an unknown unit.
pub fn epoch_instant(text: &str, unit: Option<&str>) -> Result<Option<i64>, FunctionError> {
    let Some(number) = super::number_of(text, false)? else { return Ok(None) };
    let scale = match unit {
        Some("s") => 1e6,
        Some("ms") => 1e3,
        Some("us") => 1.0,
        Some(_) => return Err(FunctionError::new("an instant", text).with_advice("the unit is s, ms or us")),
        None if number.abs() < 1e10 => 1e6,
        None if number.abs() < 1e13 => 1e3,
        None => 1.0,
    };
    let instant = number * scale;
    // The calendar ends on 9999-12-31.
    if instant.abs() > 253_402_300_799e6 {
        return Err(FunctionError::new("an instant", text));
    }
    Ok(Some(instant.round() as i64))
}

/// An instant some seconds after another (before it, where they are negative): a source that names a beginning and
/// durations only.
pub fn instant_after(instant_us: i64, seconds: f64) -> i64 {
    // The conversion of a float keeps to the range of the integer.
    instant_us.saturating_add((seconds * 1e6).round() as i64)
}

/// Microseconds since midnight of a clock; `h:mm` is a clock too, and `h:mm - h:mm` the one it begins with.
pub(crate) fn clock_us(clock: &str) -> Result<i64, FunctionError> {
    let fail = || FunctionError::new("a clock", clock).with_advice("a clock is h:mm:ss");
    let text = match clock.split_once(['-', '\u{2013}', '\u{2014}', '~']) {
        // The day ends at 24:00.
        Some((begins, ends)) if matches!(ends.trim(), "24:00" | "24:00:00") => begins,
        Some((begins, ends)) if !begins.trim().is_empty() => clock_us(ends).map(|_| begins)?,
        _ => clock,
    };
    let text = text.trim();
    let seconds = match text.bytes().filter(|byte| *byte == b':').count() {
        2 => seconds_of(text, false),
        1 => seconds_of(&format!("{text}:00"), false),
        _ => return Err(fail()),
    };
    match seconds {
        Ok(Some(seconds)) if (0.0..86_400.0).contains(&seconds) => Ok((seconds * 1e6).round() as i64),
        _ => Err(fail()),
    }
}

fn steps_of(format: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut bytes = format.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            // A space in a format stands for any white space: the library's business.
            if !byte.is_ascii() || (byte.is_ascii_whitespace() && byte != b' ') {
                return None;
            }
            steps.push(Step::Literal(byte));
            continue;
        }
        let date = [Step::Year, Step::Literal(b'-'), Step::Month, Step::Literal(b'-'), Step::Day];
        let clock = [Step::Hour, Step::Literal(b':'), Step::Minute, Step::Literal(b':'), Step::Second];
        match bytes.next()? {
            b'Y' => steps.push(Step::Year),
            b'y' => steps.push(Step::ShortYear),
            b'm' => steps.push(Step::Month),
            b'd' | b'e' => steps.push(Step::Day),
            b'H' | b'k' => steps.push(Step::Hour),
            b'M' => steps.push(Step::Minute),
            b'S' => steps.push(Step::Second),
            b'F' => steps.extend(date),
            b'T' => steps.extend(clock),
            b'.' if bytes.next() == Some(b'f') => steps.push(Step::Fraction),
            _ => return None,
        }
    }
    Some(steps)
}

fn read_steps(steps: &[Step], text: &str) -> Option<Reading> {
    let bytes = text.as_bytes();
    let (mut at, mut year, mut month, mut day) = (0, None, 1, 1);
    let (mut hour, mut minute, mut second, mut micro) = (0, 0, 0, 0);
    for step in steps {
        match step {
            Step::Literal(byte) => {
                if bytes.get(at) != Some(byte) {
                    return None;
                }
                at += 1;
            }
            Step::Year => year = Some(digits(bytes, &mut at, 4)?),
            Step::ShortYear => {
                let short = digits(bytes, &mut at, 2)?;
                year = Some(if short < 69 { 2000 + short } else { 1900 + short });
            }
            Step::Month => month = digits(bytes, &mut at, 2)?,
            Step::Day => day = digits(bytes, &mut at, 2)?,
            Step::Hour => hour = digits(bytes, &mut at, 2)?,
            Step::Minute => minute = digits(bytes, &mut at, 2)?,
            Step::Second => second = digits(bytes, &mut at, 2)?,
            Step::Fraction => micro = fraction(bytes, &mut at)?,
        }
    }
    if at != bytes.len() {
        return None;
    }
    let date = Date::new(i16::try_from(year?).ok()?, month as i8, day as i8).ok()?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let clock = i64::from(hour * 3600 + minute * 60 + second) * SECOND_US + i64::from(micro);
    Some(Reading { local_us: date_to_local(date) + clock, offset_us: None })
}

/// Up to `width` digits, at least one.
fn digits(bytes: &[u8], at: &mut usize, width: usize) -> Option<i32> {
    let from = *at;
    let mut number = 0;
    while *at < from + width
        && let Some(byte) = bytes.get(*at)
        && byte.is_ascii_digit()
    {
        number = number * 10 + i32::from(byte - b'0');
        *at += 1;
    }
    (*at > from).then_some(number)
}

/// Microseconds of `.123...`; nothing is 0. Digits behind the sixth are cut.
fn fraction(bytes: &[u8], at: &mut usize) -> Option<i32> {
    if bytes.get(*at) != Some(&b'.') {
        return Some(0);
    }
    *at += 1;
    let from = *at;
    let mut micro = 0;
    let mut scale = 100_000;
    while let Some(byte) = bytes.get(*at)
        && byte.is_ascii_digit()
    {
        micro += i32::from(byte - b'0') * scale;
        scale /= 10;
        *at += 1;
    }
    (*at > from).then_some(micro)
}

fn read_by_library(format: &str, text: &str) -> Option<Reading> {
    let parts = BrokenDownTime::parse(format, text).ok()?;
    let date = parts.to_date().ok()?;
    let time = parts.to_time().unwrap_or(Time::midnight());
    if parts.timestamp().is_some() {
        let instant = parts.to_timestamp().ok()?;
        return Some(Reading { local_us: instant.as_microsecond(), offset_us: Some(0) });
    }
    Some(Reading { local_us: civil_us(date.to_datetime(time)), offset_us: parts.offset().map(offset_us) })
}

fn read_iso(text: &str) -> Option<Reading> {
    if let Some(reading) = read_plain_iso(text) {
        return Some(reading);
    }
    let parser = jiff::fmt::temporal::DateTimeParser::new();
    let pieces = parser.parse_pieces(text).ok()?;
    let local_us = civil_us(pieces.date().to_datetime(pieces.time().unwrap_or(Time::midnight())));
    let offset = pieces.to_numeric_offset().map(offset_us);
    Some(Reading { local_us, offset_us: offset })
}

/// `2021-01-01`, `2021-01-01 09:12:58`, `2021-01-01T09:12:58.123Z`: nearly all there is.
fn read_plain_iso(text: &str) -> Option<Reading> {
    use Step::{Day, Fraction, Hour, Literal, Minute, Month, Second, Year};
    const DATE: [Step; 5] = [Year, Literal(b'-'), Month, Literal(b'-'), Day];
    const CLOCK: [Step; 6] = [Hour, Literal(b':'), Minute, Literal(b':'), Second, Fraction];
    let (body, offset_us) = match text.strip_suffix(['Z', 'z']) {
        Some(body) => (body, Some(0)),
        None => (text, None),
    };
    let width = body.len();
    if width == 10 && offset_us.is_none() {
        return read_steps(&DATE, body);
    }
    if width < 19 || !matches!(body.as_bytes()[10], b'T' | b't' | b' ') {
        return None;
    }
    let date = read_steps(&DATE, body.get(..10)?)?;
    let mut steps = DATE.to_vec();
    steps.push(Literal(body.as_bytes()[10]));
    steps.extend(CLOCK);
    let reading = read_steps(&steps, body)?;
    debug_assert!(reading.local_us >= date.local_us);
    Some(Reading { offset_us, ..reading })
}

fn civil_us(civil: DateTime) -> i64 {
    let time = civil.time();
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    date_to_local(civil.date()) + seconds * SECOND_US + i64::from(time.subsec_nanosecond() / 1000)
}

fn offset_us(offset: Offset) -> i64 {
    i64::from(offset.seconds()) * SECOND_US
}
