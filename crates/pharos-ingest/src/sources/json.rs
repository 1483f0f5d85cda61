//! JSON files as sources send them: objects one a line, several run together, an array, an object that wraps an array.

use std::io::Read;

use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::IngestError;
use crate::functions::InstantFormat;
use crate::readers::{Reject, reject_row};

/// A JSON file is read whole; a greater one is refused.
const FILE_BYTES_MAX: u64 = 1 << 30;

/// An object of the file.
#[derive(Debug)]
pub(super) struct JsonRecord {
    /// Line it begins on, from 1.
    pub(super) line: u64,
    /// Name of the list it stood in, where an object wrapped the list.
    pub(super) list: Option<String>,
    /// The object.
    pub(super) object: Map<String, Json>,
    /// Its text as it stands.
    pub(super) text: String,
}

/// Reads a whole file, at most [`FILE_BYTES_MAX`].
pub(super) fn read_whole(file: &mut dyn Read, name: &str) -> Result<Vec<u8>, IngestError> {
    let fail = |error| IngestError::Io { name: name.to_owned(), error };
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        let advice = format!("larger than {FILE_BYTES_MAX} bytes; maybe cut it into files of a day");
        return Err(fail(std::io::Error::new(std::io::ErrorKind::FileTooLarge, advice)));
    }
    Ok(bytes)
}

/// The objects of a file; objects with a list under one of the names of `lists` stand for the list's elements.
pub(super) fn objects(bytes: &[u8], lists: &[&str]) -> (Vec<JsonRecord>, Vec<Reject>) {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut found = Found { lists, records: Vec::new(), rejects: Vec::new() };
    if by_line(&text) {
        for (index, line) in text.lines().enumerate() {
            found.stretch(line, index as u64 + 1);
        }
    } else {
        found.stretch(&text, 1);
    }
    (found.records, found.rejects)
}

/// Lines are records: the first one is whole, or the text as a whole is broken and some line of it is whole.
fn by_line(text: &str) -> bool {
    let whole = |line: &str| {
        let mut values = serde_json::Deserializer::from_str(line).into_iter::<&RawValue>();
        line.trim_start().starts_with('{') && values.all(|value| value.is_ok())
    };
    let start = text.trim_start();
    let broken = || {
        let first = serde_json::Deserializer::from_str(start).into_iter::<&RawValue>().next();
        first.is_some_and(|first| first.is_err())
    };
    start.starts_with('{')
        && (start.lines().next().is_some_and(whole) || broken() && start.lines().any(whole))
}

struct Found<'a> {
    lists: &'a [&'a str],
    records: Vec<JsonRecord>,
    rejects: Vec<Reject>,
}

impl Found<'_> {
    /// Values that follow one another; the rest behind a broken one is one reject.
    fn stretch(&mut self, text: &str, first_line: u64) {
        let mut lines = LineCounter { text, at: 0, line: first_line };
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
        let mut ended = 0;
        loop {
            match values.next() {
                None => return,
                Some(Ok(raw)) => {
                    ended = values.byte_offset();
                    let start = ended.saturating_sub(raw.get().len());
                    self.value(raw.get(), lines.line_of(start), None);
                }
                Some(Err(error)) => {
                    let rest = text.get(ended..).unwrap_or_default();
                    let skipped = rest.len() - rest.trim_start().len();
                    let line = lines.line_of(ended + skipped);
                    if rest.trim_start().starts_with('[') {
                        return self.list(rest.trim_start(), line, None);
                    }
                    return self.reject(line, format!("no JSON: {error}"), rest.trim_start());
                }
            }
        }
    }

    fn value(&mut self, text: &str, line: u64, list: Option<&str>) {
        if text.starts_with('[') {
            return self.list(text, line, list);
        }
        let object = match serde_json::from_str::<Json>(text) {
            Ok(Json::Object(object)) => object,
            Ok(_) => return self.reject(line, "a JSON object is wanted".to_owned(), text),
            Err(error) => return self.reject(line, format!("no JSON: {error}"), text),
        };
        let wrapped = self.lists.iter().find(|name| object.get(**name).is_some_and(Json::is_array));
        match wrapped {
            Some(name) => self.unwrap_list(text, line, name),
            None => {
                let list = list.map(str::to_owned);
                self.records.push(JsonRecord { line, list, object, text: text.to_owned() });
            }
        }
    }

    /// The elements of the list an object wraps.
    fn unwrap_list(&mut self, text: &str, line: u64, name: &str) {
        let parts: Result<std::collections::HashMap<String, &RawValue>, _> = serde_json::from_str(text);
        let Some(raw) = parts.ok().and_then(|parts| parts.get(name).map(|raw| raw.get())) else { return };
        let offset = raw.as_ptr() as usize - text.as_ptr() as usize;
        let line = LineCounter { text, at: 0, line }.line_of(offset);
        self.list(raw, line, Some(name));
    }

    /// The elements of an array; what stands before a broken place is taken.
    fn list(&mut self, text: &str, line: u64, name: Option<&str>) {
        let mut elements = Vec::new();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let outcome = deserializer.deserialize_seq(Elements(&mut elements));
        let mut lines = LineCounter { text, at: 0, line };
        let mut last = 0;
        for element in elements {
            last = element.as_ptr() as usize - text.as_ptr() as usize;
            let line = lines.line_of(last);
            if element.starts_with('{') {
                self.value(element, line, name);
            } else {
                self.reject(line, "a JSON object is wanted".to_owned(), element);
            }
        }
        if let Err(error) = outcome {
            self.reject(
                lines.line_of(last),
                format!("the list breaks off: {error}"),
                text.get(last..).unwrap_or_default(),
            );
        }
    }

    fn reject(&mut self, line: u64, reason: String, row: &str) {
        self.rejects.push(Reject { line, reason, row: reject_row(row.as_bytes()) });
    }
}

struct Elements<'a, 'b>(&'b mut Vec<&'a str>);

impl<'de: 'a, 'a> Visitor<'de> for Elements<'a, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(element) = seq.next_element::<&'de RawValue>()? {
            self.0.push(element.get());
        }
        Ok(())
    }
}

/// Lines of ever greater offsets in a text.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn line_of(&mut self, offset: usize) -> u64 {
        let between = self.text.as_bytes().get(self.at..offset).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.at = self.at.max(offset);
        self.line
    }
}

/// A text that says something.
pub(super) fn text<'a>(object: &'a Map<String, Json>, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// An id: text or a whole number.
pub(super) fn id(object: &Map<String, Json>, name: &str) -> Option<String> {
    match object.get(name)? {
        Json::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Json::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

/// An object inside.
pub(super) fn inner<'a>(object: &'a Map<String, Json>, name: &str) -> Option<&'a Map<String, Json>> {
    object.get(name)?.as_object()
}

/// The objects of a list inside.
pub(super) fn list<'a>(
    object: &'a Map<String, Json>,
    name: &str,
) -> impl Iterator<Item = &'a Map<String, Json>> {
    object.get(name).and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_object)
}

/// A finite number, also one written as text.
pub(super) fn number(object: &Map<String, Json>, name: &str) -> Option<f64> {
    let number = match object.get(name)? {
        Json::String(text) => text.trim().parse().ok(),
        other => other.as_f64(),
    };
    number.filter(|number: &f64| number.is_finite())
}

/// Yes or no, also written as text.
pub(super) fn flag(object: &Map<String, Json>, name: &str) -> Option<bool> {
    match object.get(name)? {
        Json::Bool(flag) => Some(*flag),
        Json::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Json::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// An ISO 8601 instant; UTC where it names no offset.
pub(super) fn instant(object: &Map<String, Json>, name: &str) -> Option<i64> {
    InstantFormat::iso().utc_instant(text(object, name)?).ok().flatten()
}

/// The fields of these names alone, NULL ones left out.
pub(super) fn keep(object: &Map<String, Json>, names: &[&str]) -> Map<String, Json> {
    let kept = |(name, value): (&String, &Json)| {
        (names.contains(&name.as_str()) && !value.is_null()).then(|| (name.clone(), value.clone()))
    };
    object.iter().filter_map(kept).collect()
}
