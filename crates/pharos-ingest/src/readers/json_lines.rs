//! JSON lines: one object a line; nested objects become columns `a.b`, lists stay JSON text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, StringBuilder};
use arrow::datatypes::SchemaRef;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::decode::utf8_reader;
use super::input::Input;
use super::lines::Lines;
use super::sniff::Sniffed;
use super::{
    COLUMNS_MAX, ReadError, ReadOptions, Reject, SourceBatch, SourceReader, reject_row, text_schema,
};

/// Objects nested deeper stay JSON text.
const DEPTH_MAX: usize = 16;

/// Opens JSON lines. The file is read twice: its columns are known only when the last line was seen.
pub(crate) fn open(
    input: &Input,
    sniffed: &Sniffed,
    options: &ReadOptions,
) -> Result<SourceReader, ReadError> {
    let name = input.name().to_owned();
    let lines = || -> Result<Lines, ReadError> {
        Ok(Lines::new(utf8_reader(input.reader()?, sniffed.encoding), options.record_bytes_max))
    };
    let names = column_paths(lines()?, &name)?;
    let schema = text_schema(&names);
    let places = names.iter().enumerate().map(|(index, path)| (path.clone(), index)).collect();
    let batches = JsonBatches {
        lines: lines()?,
        columns: names.iter().map(|_| StringBuilder::with_capacity(0, 0)).collect(),
        places,
        schema: Arc::clone(&schema),
        name,
        next_record: 1,
        options: options.clone(),
        ended: false,
    };
    Ok(SourceReader::new(schema, sniffed.settings.clone(), Box::new(batches)))
}

/// All paths of all objects, in the order they are first met.
fn column_paths(mut lines: Lines, name: &str) -> Result<Vec<String>, ReadError> {
    let mut paths: Vec<String> = Vec::new();
    let mut known = std::collections::HashSet::new();
    while let Some(line) = lines.next().map_err(|error| ReadError::Io { name: name.to_owned(), error })? {
        let Some(fields) = line.text.ok().and_then(|text| flatten(text).ok()) else { continue };
        for (path, _) in fields {
            if known.insert(path.clone()) {
                paths.push(path);
            }
        }
        if paths.len() > COLUMNS_MAX {
            let cause = format!("more than {COLUMNS_MAX} different fields; maybe keys that are values");
            return Err(ReadError::Damaged { name: name.to_owned(), cause });
        }
    }
    Ok(paths)
}

/// Paths and texts of an object.
type Fields<'a> = Vec<(String, Option<Cow<'a, str>>)>;

/// One object as paths and texts; a JSON null is `None`.
fn flatten(text: &str) -> Result<Fields<'_>, serde_json::Error> {
    let mut fields = Vec::new();
    flatten_into(text, "", 0, &mut fields)?;
    Ok(fields)
}

fn flatten_into<'a>(
    text: &'a str,
    prefix: &str,
    depth: usize,
    fields: &mut Fields<'a>,
) -> Result<(), serde_json::Error> {
    for (key, value) in serde_json::from_str::<Entries<'a>>(text)?.0 {
        let path = if prefix.is_empty() { key.into_owned() } else { format!("{prefix}.{key}") };
        let raw = value.get();
        match raw.as_bytes().first() {
            Some(b'n') => fields.push((path, None)),
            Some(b'"') => fields.push((path, Some(serde_json::from_str::<Text<'a>>(raw)?.0))),
            Some(b'{') if depth + 1 < DEPTH_MAX => flatten_into(raw, &path, depth + 1, fields)?,
            _ => fields.push((path, Some(Cow::Borrowed(raw)))),
        }
    }
    Ok(())
}

/// The entries of an object with their values as they stand in the text: numbers keep every digit.
struct Entries<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a JSON object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
                    entries.push((key.0, value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// A string, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct JsonBatches {
    lines: Lines,
    columns: Vec<StringBuilder>,
    places: HashMap<String, usize>,
    schema: SchemaRef,
    name: String,
    next_record: u64,
    options: ReadOptions,
    ended: bool,
}

impl Iterator for JsonBatches {
    type Item = Result<SourceBatch, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let (mut numbers, mut rejects) = (Vec::new(), Vec::new());
        if let Err(error) = self.read_lines(&mut numbers, &mut rejects) {
            self.ended = true;
            return Some(Err(ReadError::Io { name: self.name.clone(), error }));
        }
        if numbers.is_empty() && rejects.is_empty() {
            return None;
        }
        let first_record = self.next_record;
        self.next_record += (numbers.len() + rejects.len()) as u64;
        let columns = self.columns.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(numbers.len()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
            .map_err(|error| ReadError::Arrow { name: self.name.clone(), error });
        Some(batch.map(|batch| SourceBatch { first_record, batch, rejects, lines: numbers }))
    }
}

impl JsonBatches {
    fn read_lines(&mut self, numbers: &mut Vec<u64>, rejects: &mut Vec<Reject>) -> std::io::Result<()> {
        let mut bytes = 0;
        while numbers.len() < self.options.batch_rows
            && rejects.len() < self.options.batch_rows
            && bytes < self.options.batch_bytes
        {
            let Some(line) = self.lines.next()? else {
                self.ended = true;
                break;
            };
            let text = match line.text {
                Ok(text) => text,
                Err(problem) => {
                    bytes += problem.row.len();
                    rejects.push(Reject { line: line.number, reason: problem.reason, row: problem.row });
                    continue;
                }
            };
            bytes += text.len();
            match row_of(text, &self.places) {
                Ok(row) => {
                    for (builder, value) in self.columns.iter_mut().zip(row) {
                        builder.append_option(value.filter(|text| !text.is_empty()));
                    }
                    numbers.push(line.number);
                }
                Err(reason) => {
                    rejects.push(Reject { line: line.number, reason, row: reject_row(text.as_bytes()) })
                }
            }
        }
        Ok(())
    }
}

/// The values of one line in the order of the columns. Of a key that comes twice the last value counts, as in JSON.
fn row_of<'a>(text: &'a str, places: &HashMap<String, usize>) -> Result<Vec<Option<Cow<'a, str>>>, String> {
    let fields = flatten(text).map_err(|error| format!("not a JSON object: {error}"))?;
    let mut row = vec![None; places.len()];
    for (path, value) in fields {
        match places.get(&path) {
            Some(place) => row[*place] = value,
            None => {
                return Err(format!(
                    "`{path}` was not there when the file was first read: it changed meanwhile"
                ));
            }
        }
    }
    Ok(row)
}
