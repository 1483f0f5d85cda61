//! Whether a guessed key names each record of the whole file. A sample of the first rows cannot know: a call number that is
//! unique in a week comes again in a month, and contacts would silently replace each other.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use arrow::array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;

use super::SourceSample;
use crate::mapping::Mapping;

/// Tables whose rows are records, so that a key that comes twice loses one; of tickets several lines are meant.
const ONE_ROW_A_RECORD: [&str; 2] = ["contact_segments", "survey_answers"];
/// Keys that come twice and are looked at.
const DOUBLED_MAX: usize = 1_000;
/// Rows taken into the sample because of them.
const ROWS_MAX: usize = 3_000;

/// Finds records of a file that a mapping's key takes for one.
#[derive(Debug)]
pub struct KeyCheck {
    columns: Vec<String>,
    /// Hash of the key -> hash of the whole record.
    seen: HashMap<u64, u64>,
    doubled: HashSet<u64>,
}

impl KeyCheck {
    /// A check of the key of the first target whose rows are records; `None` where there is no such key.
    pub fn of(mapping: &Mapping) -> Option<KeyCheck> {
        let target =
            mapping.targets.iter().find(|target| ONE_ROW_A_RECORD.contains(&target.table.as_str()))?;
        let columns = quoted_names(target.key.as_deref().filter(|_| !target.row_hash)?);
        (!columns.is_empty()).then(|| KeyCheck { columns, seen: HashMap::new(), doubled: HashSet::new() })
    }

    /// Looks at records.
    pub fn add(&mut self, batch: &RecordBatch) {
        let Some(keys) = self.keys(batch) else { return };
        let rows = texts(batch.columns());
        for (row, key) in keys.into_iter().enumerate() {
            let whole = hash(&rows, row);
            // The same record again is no second one.
            if *self.seen.entry(key).or_insert(whole) != whole && self.doubled.len() < DOUBLED_MAX {
                self.doubled.insert(key);
            }
        }
    }

    /// True if no key came for two records.
    pub fn is_unique(&self) -> bool {
        self.doubled.is_empty()
    }

    /// Takes the records that share a key into a sample: guessed from it again, the key tells them apart.
    pub fn collect(&self, batch: &RecordBatch, sample: &mut SourceSample, taken: &mut usize) {
        let Some(keys) = self.keys(batch) else { return };
        let rows = texts(batch.columns());
        for (row, key) in keys.into_iter().enumerate() {
            if !self.doubled.contains(&key) || ROWS_MAX <= *taken || rows.len() != sample.columns.len() {
                continue;
            }
            *taken += 1;
            for (column, values) in sample.columns.iter_mut().zip(&rows) {
                column.values.push(values.is_valid(row).then(|| values.value(row).to_owned()));
            }
        }
    }

    fn keys(&self, batch: &RecordBatch) -> Option<Vec<u64>> {
        let columns: Option<Vec<ArrayRef>> =
            self.columns.iter().map(|name| batch.column_by_name(name).cloned()).collect();
        let columns = texts(&columns?);
        Some((0..batch.num_rows()).map(|row| hash(&columns, row)).collect())
    }
}

fn texts(columns: &[ArrayRef]) -> Vec<StringArray> {
    let text = |column: &ArrayRef| {
        let text = cast(column, &DataType::Utf8).ok();
        let text = text.as_ref().and_then(|array| array.as_any().downcast_ref::<StringArray>()).cloned();
        text.unwrap_or_else(|| StringArray::new_null(column.len()))
    };
    columns.iter().map(text).collect()
}

fn hash(columns: &[StringArray], row: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    for column in columns {
        column.is_valid(row).then(|| column.value(row)).hash(&mut hasher);
    }
    hasher.finish()
}

/// The columns an expression names in double quotes.
fn quoted_names(sql: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = sql;
    while let Some(start) = rest.find(['"', '\'']) {
        let quote = rest.as_bytes()[start] as char;
        let mut name = String::new();
        let mut letters = rest[start + 1..].char_indices().peekable();
        let mut end = rest.len();
        while let Some((place, letter)) = letters.next() {
            if letter != quote {
                name.push(letter);
            } else if letters.peek().is_some_and(|(_, next)| *next == quote) {
                name.push(quote);
                letters.next();
            } else {
                end = start + 1 + place + 1;
                break;
            }
        }
        if quote == '"' && !names.contains(&name) {
            names.push(name);
        }
        rest = &rest[end.min(rest.len())..];
    }
    names
}

#[cfg(test)]
mod tests;
