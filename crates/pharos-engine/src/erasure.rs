//! Taking persons out of rows: ids become erased ids, texts about them go, numbers stay.
//!
//! The rules by column are the schema's (`pharos_schema::erasure_rule`). A name is found as a whole value, or as a word
//! within an id or text: with no letter or digit before or after it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringArray};
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use pharos_schema::{ErasureRule, Person, Table, erasure_rule, person_id_columns};
use serde_json::{Map, Value};

#[cfg(test)]
mod tests;

/// Persons to be taken out of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasure {
    /// ids of customers and what stands for them
    pub customers: BTreeMap<String, String>,
    /// ids of agents and what stands for them
    pub agents: BTreeMap<String, String>,
    /// contacts of the customers: what was said in them goes
    pub contacts: BTreeSet<String>,
    /// names as people write them; texts that hold one go
    pub spoken: BTreeSet<String>,
}

impl Erasure {
    /// Ids of such persons.
    pub fn ids(&self, person: Person) -> &BTreeMap<String, String> {
        match person {
            Person::Customer => &self.customers,
            Person::Agent => &self.agents,
        }
    }

    /// Ids of such persons, to be added to.
    pub fn ids_mut(&mut self, person: Person) -> &mut BTreeMap<String, String> {
        match person {
            Person::Customer => &mut self.customers,
            Person::Agent => &mut self.agents,
        }
    }

    /// True if there is nobody to erase.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty() && self.agents.is_empty() && self.contacts.is_empty()
    }

    /// A text in which erased ids stand where ids stood as words; `None` where none did.
    pub fn replaced(&self, text: &str) -> Option<String> {
        let mut now: Option<String> = None;
        for (name, erased) in self.customers.iter().chain(&self.agents) {
            if let Some(new) = replace_word(now.as_deref().unwrap_or(text), name, erased) {
                now = Some(new);
            }
        }
        now
    }

    /// True if one of the persons is named in the text, by id or as people write the name.
    pub fn is_named_in(&self, text: &str) -> bool {
        let ids = self.customers.keys().chain(self.agents.keys());
        ids.chain(&self.spoken).any(|name| find_word(text, name, 0).is_some())
    }

    /// Takes the persons out of rows of a table; `None` where they stand in none of them.
    ///
    /// # Errors
    /// A batch of another shape.
    pub fn erase(&self, table: &Table, rows: &RecordBatch) -> Result<Option<RecordBatch>, ArrowError> {
        let subjects = self.subjects(table, rows);
        let mut columns = rows.columns().to_vec();
        let mut is_changed = false;
        for (place, field) in rows.schema().fields().iter().enumerate() {
            if field.data_type() != &DataType::Utf8 {
                continue;
            }
            let texts = columns[place].as_string::<i32>();
            if let Some(new) = self.column(table, field.name(), texts, &subjects) {
                columns[place] = Arc::new(new) as ArrayRef;
                is_changed = true;
            }
        }
        if !is_changed {
            return Ok(None);
        }
        RecordBatch::try_new(rows.schema(), columns).map(Some)
    }

    /// Takes the persons out of a row as a JSON object of the table's columns; `false` where they stand nowhere in it.
    pub fn erase_object(&self, table: &Table, row: &mut Map<String, Value>) -> bool {
        let is_subject = self.is_about(table, |column| row.get(column).and_then(Value::as_str));
        let mut is_changed = false;
        for (name, value) in row.iter_mut() {
            let text = match &*value {
                Value::String(text) => text.clone(),
                Value::Object(_) => value.to_string(),
                _ => continue,
            };
            if let Some(new) = self.value(table, name, &text, is_subject) {
                *value = new.map_or(Value::Null, Value::String);
                is_changed = true;
            }
        }
        is_changed
    }

    /// Rows about one of the persons.
    pub fn rows_about(&self, table: &Table, rows: &RecordBatch) -> Vec<usize> {
        let texts = |name: &str| rows.column_by_name(name).map(|column| column.as_string::<i32>());
        let mentions: Vec<&StringArray> = Person::ALL
            .iter()
            .filter(|person| !self.ids(**person).is_empty())
            .flat_map(|person| person_id_columns(table, *person))
            .chain((table.name == "source_events").then_some("text"))
            .filter_map(texts)
            .collect();
        let subjects = self.subjects(table, rows);
        let is_mentioned = |row: usize| {
            mentions.iter().any(|column| {
                column.is_valid(row) && {
                    let text = column.value(row);
                    self.customers.contains_key(text)
                        || self.agents.contains_key(text)
                        || (table.name == "source_events" && self.is_named_in(text))
                }
            })
        };
        (0..rows.num_rows()).filter(|row| subjects[*row] || is_mentioned(*row)).collect()
    }

    /// Which rows are about one of the persons, so that their texts go.
    fn subjects(&self, table: &Table, rows: &RecordBatch) -> Vec<bool> {
        let texts = |name: &str| rows.column_by_name(name).map(|column| column.as_string::<i32>());
        let columns: BTreeMap<&'static str, &StringArray> =
            subject_columns(table).into_iter().filter_map(|name| Some((name, texts(name)?))).collect();
        (0..rows.num_rows())
            .map(|row| {
                self.is_about(table, |name| {
                    columns.get(name).filter(|column| column.is_valid(row)).map(|column| column.value(row))
                })
            })
            .collect()
    }

    fn is_about<'a>(&self, table: &Table, value: impl Fn(&str) -> Option<&'a str>) -> bool {
        let is_named = Person::ALL.iter().any(|person| {
            let ids = self.ids(*person);
            !ids.is_empty()
                && person_id_columns(table, *person).into_iter().any(|column| {
                    erasure_rule(table, column, *person) == ErasureRule::PersonId { is_subject: true }
                        && value(column).is_some_and(|id| ids.contains_key(id))
                })
        });
        // What belongs to a customer's contact and does not name the customer itself, such as a transcript.
        let is_said = || {
            !self.contacts.is_empty()
                && table.column("customer_id").is_none()
                && value("contact_id").is_some_and(|contact| self.contacts.contains(contact))
        };
        is_named || is_said()
    }

    fn column(
        &self,
        table: &Table,
        name: &str,
        texts: &StringArray,
        subjects: &[bool],
    ) -> Option<StringArray> {
        if self.leaves(table, name) || !self.may_touch(table, name, texts, subjects) {
            return None;
        }
        let mut is_changed = false;
        let new: StringArray = (0..texts.len())
            .map(|row| {
                let old = texts.is_valid(row).then(|| texts.value(row))?;
                match self.value(table, name, old, subjects[row]) {
                    None => Some(old.to_owned()),
                    Some(new) => {
                        is_changed = true;
                        new
                    }
                }
            })
            .collect();
        is_changed.then_some(new)
    }

    fn leaves(&self, table: &Table, name: &str) -> bool {
        Person::ALL.iter().all(|person| erasure_rule(table, name, *person) == ErasureRule::Keep)
    }

    /// A look at the column's bytes as a whole, which is quick: most columns of most files name nobody.
    fn may_touch(&self, table: &Table, name: &str, texts: &StringArray, subjects: &[bool]) -> bool {
        let is_text =
            Person::ALL.iter().any(|person| erasure_rule(table, name, *person) == ErasureRule::Text);
        if is_text && subjects.contains(&true) {
            return true;
        }
        let bytes = texts.value_data();
        let ids = self.customers.keys().chain(self.agents.keys());
        ids.chain(&self.spoken).any(|name| memchr::memmem::find(bytes, name.as_bytes()).is_some())
    }

    /// What becomes of a value: `None` it stays, `Some(None)` it goes.
    fn value(&self, table: &Table, column: &str, text: &str, is_subject: bool) -> Option<Option<String>> {
        let mut is_id_of_somebody = false;
        for person in Person::ALL {
            if let ErasureRule::PersonId { .. } = erasure_rule(table, column, person) {
                is_id_of_somebody = true;
                if let Some(erased) = self.ids(person).get(text) {
                    return Some(Some(erased.clone()));
                }
            }
        }
        if is_id_of_somebody {
            return None;
        }
        match erasure_rule(table, column, Person::Customer) {
            ErasureRule::MadeOfIds | ErasureRule::RawText => self.replaced(text).map(Some),
            ErasureRule::Text if is_subject || self.is_named_in(text) => Some(None),
            _ => None,
        }
    }
}

/// Columns that decide whether a row is about a person.
fn subject_columns(table: &Table) -> Vec<&'static str> {
    let mut columns: Vec<&'static str> =
        Person::ALL.iter().flat_map(|person| person_id_columns(table, *person)).collect();
    columns.push("contact_id");
    columns
}

/// Ids of such persons in rows of a table, and words of raw lines that may be some.
pub fn possible_ids(table: &Table, rows: &RecordBatch, person: Person) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = person_id_columns(table, person)
        .into_iter()
        .flat_map(|column| pharos_schema::distinct_texts(rows, column))
        .collect();
    if table.name == "source_events" {
        for text in
            rows.column_by_name("text").into_iter().flat_map(|column| column.as_string::<i32>().iter())
        {
            found.extend(words(text.unwrap_or_default()).map(str::to_owned));
        }
    }
    found
}

/// Parts of a raw text that may be ids: between the signs sources part their fields with, and within those between blanks.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let fields = text.split(['|', ',', ';', '\t', '"', '\'', '{', '}', '[', ']', '<', '>']);
    fields
        .flat_map(|field| {
            let field = field.trim();
            std::iter::once(field).chain(field.split_whitespace().filter(move |word| *word != field))
        })
        .filter(|word| !word.is_empty())
}

/// Where a name stands as a word in a text, from a place on. A number is no word of a date, a time or a longer number: agent 12 is
/// not named in 2026-03-12.
fn find_word(text: &str, name: &str, from: usize) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    // Longer ones are nothing but ids.
    let is_number = name.len() <= 4 && name.bytes().all(|sign| sign.is_ascii_digit());
    let mut start = from;
    while let Some(place) = text.get(start..).and_then(|rest| rest.find(name)).map(|found| found + start) {
        let before = text[..place].chars().next_back();
        let after = text[place + name.len()..].chars().next();
        let is_edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
        let is_part = is_number && is_clock_or_decimal(number_around(text, place, place + name.len()));
        // A name that begins or ends with a sign is its own edge there.
        let begins = !name.starts_with(char::is_alphanumeric) || is_edge(before);
        let ends = !name.ends_with(char::is_alphanumeric) || is_edge(after);
        if begins && ends && !is_part {
            return Some(place);
        }
        start = place + name.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Digits and the signs between them, as far as they reach around a place.
fn number_around(text: &str, from: usize, to: usize) -> &str {
    let is_of_it = |sign: &u8| sign.is_ascii_digit() || b"-.:/".contains(sign);
    let bytes = text.as_bytes();
    let before = bytes[..from].iter().rev().take_while(|sign| is_of_it(sign)).count();
    let after = bytes[to..].iter().take_while(|sign| is_of_it(sign)).count();
    text[from - before..to + after].trim_matches(['-', '.', ':', '/'])
}

/// True for a date (2026-03-12, 12/3/2026), a time (9:30:12.5) or a decimal number (0.12).
fn is_clock_or_decimal(text: &str) -> bool {
    let parts = |sign: char| -> Vec<usize> {
        let parts: Vec<&str> = text.split(sign).collect();
        let are_digits =
            parts.iter().all(|it| !it.is_empty() && it.bytes().all(|sign| sign.is_ascii_digit()));
        if are_digits { parts.iter().map(|it| it.len()).collect() } else { Vec::new() }
    };
    let whole = text.split('.').next().unwrap_or_default();
    let times: Vec<&str> = whole.split(':').collect();
    matches!(parts('-')[..], [4, 2] | [4, 2, 2])
        || matches!(parts('/')[..], [1 | 2, 1 | 2, 4])
        || matches!(parts('.')[..], [_, _])
        || (1 < times.len() && times.iter().all(|it| matches!(it.len(), 1 | 2)))
}

fn replace_word(text: &str, name: &str, new: &str) -> Option<String> {
    let mut place = find_word(text, name, 0)?;
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    loop {
        out.push_str(&text[done..place]);
        out.push_str(new);
        done = place + name.len();
        match find_word(text, name, done) {
            Some(next) => place = next,
            None => break,
        }
    }
    out.push_str(&text[done..]);
    Some(out)
}
