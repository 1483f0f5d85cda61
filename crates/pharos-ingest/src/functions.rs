//! Functions a mapping's SQL may use beside the dialect's own, on plain text; the engine wraps them.
//!
//! | in SQL | here |
//! |---|---|
//! | `local_instant(text [, format])` | [`InstantFormat::local_instant`] |
//! | `utc_instant(text [, format])` | [`InstantFormat::utc_instant`] |
//! | `local_day_clock(day, day_format, clock)` | [`local_day_clock`] |
//! | `local_day_clock_after(day, day_format, clock, first_clock)` | [`local_day_clock_after`] |
//! | `epoch_instant(number_text [, unit])` | [`epoch_instant`] |
//! | `instant_after(instant, seconds)` | [`instant_after`] |
//! | `seconds_of(text)` | [`seconds_of`] |
//! | `number_of(text)` | [`number_of`] |
//! | `flag_of(text)` | [`flag_of`] |
//! | `attributes('name', value, ...)` | [`attributes`] |
//! | `word_hash(text)` | [`word_hash`] |
//!
//! NULL in is NULL out; text that is blank counts as NULL ([`blank`]). An `Err` rejects the record with its reason.

mod instants;
mod numbers;

use thiserror::Error;

pub(crate) use instants::clock_us;
pub use instants::{InstantFormat, epoch_instant, instant_after, local_day_clock, local_day_clock_after};
pub use numbers::{flag_of, number_of, seconds_of};

/// Why a text has no value: the reason in the rejects file.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{what} cannot be read from `{text}`{advice}")]
pub struct FunctionError {
    /// What was wanted: a time, a duration, a number.
    pub what: &'static str,
    /// The text, cut after 80 characters.
    pub text: String,
    /// What may help, beginning with a semicolon; often empty.
    pub advice: String,
}

impl FunctionError {
    pub(crate) fn new(what: &'static str, text: &str) -> FunctionError {
        FunctionError { what, text: text.chars().take(80).collect(), advice: String::new() }
    }

    pub(crate) fn with_advice(mut self, advice: impl std::fmt::Display) -> FunctionError {
        self.advice = format!("; {advice}");
        self
    }
}

/// `true` for text without content, which every function takes as NULL.
pub fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// A JSON object of names and values, parts without value left out; `None` where none has one. Values that are whole
/// JSON literals in SQL arrive as text and stay text: an attribute is what the source wrote.
pub fn attributes<'a>(parts: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> Option<String> {
    let mut object = serde_json::Map::new();
    for (name, value) in parts {
        if let Some(value) = value {
            object.insert(name.to_owned(), value.into());
        }
    }
    (!object.is_empty()).then(|| serde_json::Value::Object(object).to_string())
}

/// 32 hexadecimal digits of a text's BLAKE3 hash: a stable id from a name or a row.
pub fn word_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// The key of a record without a natural one (`row_hash = true`): a hash over its fields, where NULL differs from empty
/// text and no two lists of fields run together.
pub fn row_hash<'a>(fields: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for field in fields {
        match field {
            Some(text) => {
                hasher.update(&[1]);
                hasher.update(&(text.len() as u64).to_le_bytes());
                hasher.update(text.as_bytes());
            }
            None => {
                hasher.update(&[0]);
            }
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests;
