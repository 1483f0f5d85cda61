//! A calendar other programs can read (iCalendar, RFC 5545).

use std::fmt::Write;

/// Something with a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// names it for ever
    pub uid: String,
    /// first instant, microseconds
    pub start_us: i64,
    /// first instant after; None: the whole day of the start
    pub end_us: Option<i64>,
    /// in words
    pub summary: String,
    /// more words; may be empty
    pub description: String,
    /// when it was last changed
    pub changed_us: i64,
}

/// Octets of a line at most.
const LINE_MAX: usize = 75;

/// The calendar as text. Instants are written in UTC by `utc` (as 20260105T073000Z); the reader's program shows its own zone.
pub fn icalendar(name: &str, events: &[Event], utc: impl Fn(i64) -> String) -> String {
    let mut text = String::new();
    let mut line = |content: &str| fold(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Pharos//Pharos//EN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for it in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&it.uid)));
        line(&format!("DTSTAMP:{}", utc(it.changed_us)));
        match it.end_us {
            Some(end) => {
                line(&format!("DTSTART:{}", utc(it.start_us)));
                line(&format!("DTEND:{}", utc(end)));
            }
            None => {
                let day: String = utc(it.start_us).chars().take(8).collect();
                line(&format!("DTSTART;VALUE=DATE:{day}"));
            }
        }
        line(&format!("SUMMARY:{}", escaped(&it.summary)));
        if !it.description.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&it.description)));
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

/// Backslash, semicolon, comma and line ends of a text value.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            it if it.is_control() => {}
            it => out.push(it),
        }
    }
    out
}

/// A line of at most 75 octets; a longer one goes on behind a line end and a space, never inside a letter.
fn fold(text: &mut String, content: &str) {
    let mut length = 0;
    for letter in content.chars() {
        if LINE_MAX < length + letter.len_utf8() {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    // Writing to a string cannot fail.
    let _ = write!(text, "\r\n");
}

#[cfg(test)]
mod tests;
