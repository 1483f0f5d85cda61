//! Workbooks, Parquet files and archives are opened in a process of their own, with little memory and time.
//!
//! Their formats let a few bytes ask for gigabytes, and their libraries were not written against hostile files. The child
//! limits itself before it looks at the file and sends the columns back as Arrow IPC, in frames no longer than
//! [`FRAME_BYTES_MAX`]; whatever happens to it, the parent gets a clear error and keeps its memory.

mod child;
mod parent;

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};

use crate::readers::{Input, ReadError, ReadOptions, SourceReader, open};

pub use child::child_main;
pub use parent::{open_untrusted, unpack_untrusted};

/// Name of the hidden subcommand whose arguments [`child_main`] takes.
pub const SUBCOMMAND: &str = "open-untrusted";

/// Longest frame the parent takes from the child.
pub const FRAME_BYTES_MAX: u64 = 64 << 20;

/// Column of the line numbers in the child's stream.
const LINE: &str = "pharos.line";
/// Column of the reasons of rejected records.
const REASON: &str = "pharos.reason";
/// Column of the texts of rejected records.
const ROW: &str = "pharos.row";
/// Key of the schema's metadata under which the settings used are kept.
const SETTINGS: &str = "pharos.settings";

/// What a child may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Address space in bytes, the program itself included.
    pub memory_bytes: u64,
    /// Processor time in seconds for the smallest file; a second more for each megabyte.
    pub cpu_s: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { memory_bytes: 1 << 30, cpu_s: 20 }
    }
}

/// What the parent tells the child.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    /// Columns are wanted; else the unpacked bytes.
    columns: bool,
    options: ReadOptions,
    limits: Limits,
}

/// Opens any file: plain text in this process, everything else through [`open_untrusted`].
///
/// # Errors
/// As [`open`] and [`open_untrusted`].
pub fn open_any(exe: &Path, file: &Path, options: &ReadOptions) -> Result<SourceReader, ReadError> {
    if Input::file(file).is_plain_text()? {
        open(file, options)
    } else {
        open_untrusted(exe, file, options, Limits::default())
    }
}

/// The bytes of any file, and its name once unpacked: plain text is read in this process, everything else comes through
/// [`unpack_untrusted`].
///
/// # Errors
/// A file that cannot be opened; damaged archives also later, while the bytes are read.
pub fn unpack_any(exe: &Path, file: &Path) -> Result<(String, Box<dyn Read + Send>), ReadError> {
    let input = Input::file(file);
    if input.is_plain_text()? {
        Ok((input.name().to_owned(), input.reader()?))
    } else {
        unpack_untrusted(exe, file, Limits::default())
    }
}

/// The child's schema: the source's columns and three of the protocol.
fn wire_schema(schema: &SchemaRef, settings: &str) -> SchemaRef {
    let mut fields: Vec<_> = schema.fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new(LINE, DataType::UInt64, false)));
    fields.push(Arc::new(Field::new(REASON, DataType::Utf8, true)));
    fields.push(Arc::new(Field::new(ROW, DataType::Utf8, true)));
    Arc::new(Schema::new_with_metadata(fields, HashMap::from([(SETTINGS.to_owned(), settings.to_owned())])))
}
