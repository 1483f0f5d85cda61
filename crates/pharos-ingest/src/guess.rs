//! Guessing a mapping from a sample of a source.
//!
//! Three steps, each of which leaves its reasons as notes: what the values of each column are ([`kinds`]), what role each
//! column plays, by its name in several languages and by its values ([`roles`], [`evidence`]), and which fact tables that
//! makes ([`targets`]). A guess is a proposal: the user reads it, changes it and keeps it as a mapping. What the values
//! leave open is listed, never hidden.

mod evidence;
mod interval_reports;
mod keys;
mod kinds;
mod names;
mod readings;
mod roles;
mod targets;
mod work;

use arrow::array::{Array, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;

use crate::mapping::{Mapping, ReadSettings, ZoneSettings};

pub use keys::KeyCheck;
pub use kinds::Kind;
pub use readings::{Readings, readings};
pub use roles::Role;

/// Rows of a sample that are looked at.
pub const SAMPLE_ROWS_MAX: usize = 5_000;

/// The first rows of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceSample {
    /// How it is read, as recognised.
    pub settings: ReadSettings,
    /// Its columns, all of the same length.
    pub columns: Vec<SampleColumn>,
}

/// A column of a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleColumn {
    /// Its name, as mappings address it.
    pub name: String,
    /// Its values; `None` is NULL.
    pub values: Vec<Option<String>>,
}

impl SourceSample {
    /// The first rows of a batch; columns that are no text are shown as text.
    pub fn from_batch(settings: &ReadSettings, batch: &RecordBatch) -> SourceSample {
        let rows = batch.num_rows().min(SAMPLE_ROWS_MAX);
        let column = |(field, array): (&std::sync::Arc<arrow::datatypes::Field>, &arrow::array::ArrayRef)| {
            let text = cast(&array.slice(0, rows), &DataType::Utf8).ok();
            let text = text.as_ref().and_then(|array| array.as_any().downcast_ref::<StringArray>());
            let values = text.map_or_else(
                || vec![None; rows],
                |text| text.iter().map(|value| value.map(str::to_owned)).collect(),
            );
            SampleColumn { name: field.name().clone(), values }
        };
        let columns = batch.schema_ref().fields().iter().zip(batch.columns()).map(column).collect();
        SourceSample { settings: settings.clone(), columns }
    }
}

/// What the user said beforehand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// Name of the source.
    pub source: Option<String>,
    /// Zone of local times.
    pub tz: Option<String>,
}

/// A proposal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guess {
    /// The mapping; without targets where nothing was recognised.
    pub mapping: Mapping,
    /// What was recognised, and why.
    pub notes: Vec<Note>,
    /// What the values leave open; the mapping holds the likelier answer.
    pub undecided: Vec<Note>,
}

/// A remark on a column or on the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The column, where there is one.
    pub column: Option<String>,
    /// The remark.
    pub text: String,
}

impl Guess {
    /// The mapping as TOML, with notes and open questions as comments above it.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        for (heading, notes) in [("Recognised", &self.notes), ("Please decide", &self.undecided)] {
            if notes.is_empty() {
                continue;
            }
            text.push_str(&format!("# {heading}:\n"));
            for note in notes {
                let column =
                    note.column.as_ref().map_or(String::new(), |column| format!("{}: ", one_line(column)));
                text.push_str(&format!("#   {column}{}\n", one_line(&note.text)));
            }
        }
        text + &self.mapping.to_toml()
    }
}

/// A column with what its values are.
#[derive(Clone, Debug)]
pub(crate) struct Described<'a> {
    pub(crate) column: &'a SampleColumn,
    pub(crate) kind: Kind,
}

impl Described<'_> {
    /// The column in SQL.
    pub(crate) fn sql(&self) -> String {
        format!("\"{}\"", self.column.name.replace('"', "\"\""))
    }
}

/// Proposes a mapping for a sample.
pub fn guess(sample: &SourceSample, hints: &Hints) -> Guess {
    let mut guess = Guess::default();
    guess.mapping.source.clone_from(&hints.source);
    guess.mapping.read = sample.settings.clone();
    guess.mapping.zone = ZoneSettings { tz: hints.tz.clone() };
    let decimal_comma = kinds::decimal_comma(&sample.columns);
    if decimal_comma {
        guess.mapping.read.decimal_comma = Some(true);
        guess.note(None, "numbers have a decimal comma");
    }
    let mut described = Vec::new();
    for column in &sample.columns {
        let (kind, open) = kinds::kind_of(column, decimal_comma);
        if let Some(question) = open {
            guess.undecided.push(Note { column: Some(column.name.clone()), text: question });
        }
        described.push(Described { column, kind });
    }
    let mut roles = roles::by_name(&described);
    evidence::complete(&described, &mut roles, &mut guess);
    guess.mapping.targets = targets::targets(&described, &roles, &mut guess);
    if guess.mapping.targets.is_empty() {
        let text = "no time, or nothing that looks like contacts, tickets, answers or totals: write the targets yourself";
        guess.undecided.push(Note { column: None, text: text.to_owned() });
    }
    let left_out = guess.left_out(&described);
    if !left_out.is_empty() {
        guess.note(
            None,
            format!("columns left out: {left_out}; add those that matter to the targets' columns"),
        );
    }
    let local = described.iter().any(|column| column.kind.is_local_time());
    if local && hints.tz.is_none() && !guess.mapping.targets.is_empty() {
        let text = "times have no zone: name it as tz of [zone] or with --tz";
        guess.undecided.push(Note { column: None, text: text.to_owned() });
    }
    guess
}

/// The mapping of an interval report: totals by queue and interval under the names such reports use (the forecast history
/// of Amazon Connect among them).
///
/// # Errors
/// What is missing: the time, or the totals.
pub fn interval_report(sample: &SourceSample, hints: &Hints) -> Result<Guess, String> {
    let guess = guess(sample, hints);
    let totals = guess.mapping.targets.iter().all(|target| target.table == "interval_reports");
    if totals && !guess.mapping.targets.is_empty() {
        return Ok(guess);
    }
    let names: Vec<&str> = sample.columns.iter().map(|column| column.name.as_str()).collect();
    Err(format!(
        "not an interval report: it needs a time and at least two of offered, answered, abandoned, average handle time; the \
         columns are: {}; maybe write a mapping and import it as `table`",
        names.join(", ")
    ))
}

impl Guess {
    pub(crate) fn note(&mut self, column: Option<&str>, text: impl Into<String>) {
        self.notes.push(Note { column: column.map(str::to_owned), text: text.into() });
    }

    /// Columns with values that no target takes, as a list; nothing where nothing is taken at all.
    fn left_out(&self, described: &[Described<'_>]) -> String {
        let targets = &self.mapping.targets;
        let expressions: Vec<&String> =
            targets.iter().flat_map(|it| it.columns.values().chain(&it.key).chain(&it.filter)).collect();
        let is_left_out = |it: &&Described<'_>| {
            let name = it.sql();
            it.kind != Kind::Empty && !expressions.iter().any(|sql| sql.contains(&name))
        };
        let names = described.iter().filter(is_left_out).map(|it| format!("`{}`", it.column.name));
        if targets.is_empty() { String::new() } else { names.collect::<Vec<_>>().join(", ") }
    }

    pub(crate) fn ask(&mut self, column: Option<&str>, text: impl Into<String>) {
        self.undecided.push(Note { column: column.map(str::to_owned), text: text.into() });
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

#[cfg(test)]
mod tests;
