//! Readers: a file in, Arrow batches of its columns and the records that could not be read out.
//!
//! Text formats give `Utf8` columns as they stand in the file (an empty field is NULL), Parquet gives its own types. A
//! reader streams: its memory does not grow with the file. `records read = rows + rejects`, always.

mod buffer;
mod decode;
mod delimited;
mod input;
mod json_lines;
mod lines;
mod parquet_file;
mod sniff;
mod workbook;

use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use thiserror::Error;

use crate::mapping::{Format, ReadSettings};

pub use input::{Input, Packing};
pub use sniff::{HEAD_BYTES, Sniffed, sniff};

/// Most columns a source may have; more are a damaged or hostile file.
pub const COLUMNS_MAX: usize = 4_096;

/// How to read.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ReadOptions {
    /// What the mapping says about the file; `None` inside is recognised from its first bytes.
    pub read: ReadSettings,
    /// Rows of a batch, at most.
    pub batch_rows: usize,
    /// Bytes of a batch, about at most.
    pub batch_bytes: usize,
    /// Longest record taken; a longer one is rejected.
    pub record_bytes_max: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            read: ReadSettings::default(),
            batch_rows: 65_536,
            batch_bytes: 32 << 20,
            record_bytes_max: 1 << 20,
        }
    }
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Line of the file the record begins on, from 1 (row of the sheet for workbooks).
    pub line: u64,
    /// Why.
    pub reason: String,
    /// The record's text, cut after [`REJECT_ROW_BYTES_MAX`] bytes.
    pub row: String,
}

/// Text of a rejected record kept for the rejects file.
pub const REJECT_ROW_BYTES_MAX: usize = 4_096;

/// A stretch of records.
#[derive(Clone, Debug)]
pub struct SourceBatch {
    /// Number of the first record of this stretch, from 1, rejected ones counted, the header not.
    pub first_record: u64,
    /// The records that could be read.
    pub batch: RecordBatch,
    /// The others.
    pub rejects: Vec<Reject>,
    /// Line of each row of `batch`; empty where lines are records (see [`SourceBatch::line_of`]).
    pub lines: Vec<u64>,
}

impl SourceBatch {
    /// Line of the file the row of `batch` begins on, from 1; its record number where the format has no lines.
    pub fn line_of(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(self.first_record + row as u64)
    }

    /// Records of this stretch: rows and rejects.
    pub fn records(&self) -> u64 {
        (self.batch.num_rows() + self.rejects.len()) as u64
    }
}

/// Why a file could not be read at all, or not to its end.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file cannot be opened or read.
    #[error("{name}: {error}")]
    Io {
        /// the file
        name: String,
        /// what the system says
        #[source]
        error: std::io::Error,
    },
    /// The file holds nothing.
    #[error("{name} is empty")]
    Empty {
        /// the file
        name: String,
    },
    /// The file is not what it should be.
    #[error("{name}: {cause}")]
    Damaged {
        /// the file
        name: String,
        /// what is wrong and what may help
        cause: String,
    },
    /// The columns do not form a batch.
    #[error("{name}: {error}")]
    Arrow {
        /// the file
        name: String,
        /// what Arrow says
        #[source]
        error: ArrowError,
    },
}

/// The batches a reader yields.
pub type Batches = Box<dyn Iterator<Item = Result<SourceBatch, ReadError>> + Send>;

/// An open source: its columns are known, its batches come one by one.
pub struct SourceReader {
    schema: SchemaRef,
    settings: ReadSettings,
    batches: Batches,
}

impl SourceReader {
    pub(crate) fn new(schema: SchemaRef, settings: ReadSettings, batches: Batches) -> Self {
        SourceReader { schema, settings, batches }
    }

    /// The columns of every batch.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// How the file is read, with what was recognised filled in.
    pub fn settings(&self) -> &ReadSettings {
        &self.settings
    }
}

impl Iterator for SourceReader {
    type Item = Result<SourceBatch, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.batches.next()
    }
}

impl std::fmt::Debug for SourceReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SourceReader").field("schema", &self.schema).finish_non_exhaustive()
    }
}

/// Opens a file in this process. Workbooks, Parquet files and archives from outside go through
/// [`crate::sandbox::open_untrusted`] instead, which calls this in a process with limits.
///
/// # Errors
/// [`ReadError`] where the file is missing, empty or not what its format says.
pub fn open(path: &Path, options: &ReadOptions) -> Result<SourceReader, ReadError> {
    open_input(Input::file(path), options)
}

/// Opens bytes in memory; `name` stands in messages and its ending helps to recognise the format.
///
/// # Errors
/// As [`open`].
pub fn open_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<SourceReader, ReadError> {
    open_input(Input::bytes(name, bytes), options)
}

/// Opens an input.
///
/// # Errors
/// As [`open`].
pub fn open_input(input: Input, options: &ReadOptions) -> Result<SourceReader, ReadError> {
    let input = input.unpacked()?;
    let head = input.head(HEAD_BYTES)?;
    if head.is_empty() {
        return Err(ReadError::Empty { name: input.name().to_owned() });
    }
    let sniffed = sniff(&head, input.name(), &options.read);
    match sniffed.format {
        Format::Csv | Format::Tsv => delimited::open(input, &sniffed, options),
        Format::Jsonl => json_lines::open(&input, &sniffed, options),
        Format::Xlsx => workbook::open(&input, &sniffed, options),
        Format::Parquet => parquet_file::open(&input, &sniffed, options),
    }
}

/// A file's bytes seen through its packing (gzip, bzip2, ZIP with one file), and its name without folder and packing.
///
/// # Errors
/// A file that cannot be opened, or an archive that is damaged or holds several files.
pub fn unpacked(path: &Path) -> Result<(String, Box<dyn std::io::Read + Send>), ReadError> {
    let input = Input::file(path).unpacked()?;
    Ok((input.name().to_owned(), input.reader()?))
}

/// The same rows with every column reachable by position too: `column_1`, `column_2`, ... (no copy of data).
/// A name the source itself uses keeps the source's meaning.
pub fn with_positions(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let schema = positions_schema(batch.schema_ref());
    let mut columns = batch.columns().to_vec();
    for (index, array) in batch.columns().iter().enumerate() {
        if batch.schema_ref().column_with_name(&position_name(index)).is_none() {
            columns.push(Arc::clone(array));
        }
    }
    RecordBatch::try_new_with_options(
        schema,
        columns,
        &arrow::array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows())),
    )
}

/// The schema [`with_positions`] gives.
pub fn positions_schema(schema: &SchemaRef) -> SchemaRef {
    let mut fields: Vec<_> = schema.fields().iter().cloned().collect();
    for (index, field) in schema.fields().iter().enumerate() {
        let name = position_name(index);
        if schema.column_with_name(&name).is_none() {
            fields.push(Arc::new(field.as_ref().clone().with_name(name)));
        }
    }
    Arc::new(Schema::new(fields))
}

/// Column names from a header: trimmed, `column_3` for an empty one, `name_2` for a doubled one.
pub fn column_names<'a>(header: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut taken = std::collections::HashSet::new();
    for (index, text) in header.into_iter().enumerate() {
        let trimmed = text.trim();
        let base = if trimmed.is_empty() { position_name(index) } else { trimmed.to_owned() };
        let mut name = base.clone();
        let mut copy = 2;
        while !taken.insert(name.clone()) {
            name = format!("{base}_{copy}");
            copy += 1;
        }
        names.push(name);
    }
    names
}

/// Name of a column by its index from 0: `column_1` is the first.
pub(crate) fn position_name(index: usize) -> String {
    format!("column_{}", index + 1)
}

pub(crate) fn text_schema(names: &[String]) -> SchemaRef {
    Arc::new(Schema::new(names.iter().map(|name| Field::new(name, DataType::Utf8, true)).collect::<Vec<_>>()))
}

/// The text of a rejected record, cut to what the rejects file keeps.
pub(crate) fn reject_row(bytes: &[u8]) -> String {
    let kept = &bytes[..bytes.len().min(REJECT_ROW_BYTES_MAX)];
    String::from_utf8_lossy(kept).trim_end_matches(['\r', '\n']).to_owned()
}

#[cfg(test)]
pub(crate) mod tests;
