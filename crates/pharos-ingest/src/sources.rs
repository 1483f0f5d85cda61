//! Sources: systems whose exports are no tables. One file per system, one line in [`SOURCES`].
//!
//! A source works in two steps. [`Source::split`] cuts a file into *records* (a line, a JSON object), each with a key that is
//! the same whenever the same record comes again. [`Source::derive`] turns a set of records into rows of the fact tables.
//! Where contacts run over several files or grow with time ([`Source::keeps_records`]) the records are stored and the rows
//! are derived from all of them again: the answer depends on the set alone, never on files or the order they came in. A row
//! keeps its key whatever is learnt later, and its version grows with what is known.

mod amazon_connect;
mod asterisk_queue_log;
mod genesys_cloud;
mod json;
mod recognise;
mod rows;
mod states;
mod zendesk;

use std::collections::BTreeMap;
use std::io::Read;

use arrow::array::RecordBatch;
use pharos_calendar::Zone;
use pharos_schema::Table;
use thiserror::Error;

use crate::readers::{ReadError, Reject};

pub use recognise::recognise;

/// Every source, in the order help shows them.
pub const SOURCES: &[&dyn Source] = &[
    &asterisk_queue_log::AsteriskQueueLog,
    &amazon_connect::AmazonConnect,
    &genesys_cloud::GenesysCloud,
    &zendesk::Zendesk,
];

/// The source of that name.
pub fn source(name: &str) -> Option<&'static dyn Source> {
    SOURCES.iter().copied().find(|source| source.name() == name)
}

/// A system whose exports can be imported.
pub trait Source: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// Records are stored and rows derived again from all of them when more arrive.
    fn keeps_records(&self) -> bool;

    /// Cuts one unpacked file into records, in the file's order. What cannot be read is a reject with its line.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    fn split(
        &self,
        file: &mut dyn Read,
        name: &str,
        context: &SourceContext,
    ) -> Result<SplitRecords, IngestError>;

    /// Rows of a set of records. The order of `records` does not matter.
    fn derive(&self, records: &[SourceRecord], context: &SourceContext) -> Derived;
}

/// What an import says about the files.
#[derive(Clone, Debug)]
pub struct SourceContext {
    /// Name the rows are filed under.
    pub source_name: String,
    /// Site of all rows.
    pub site: String,
    /// Zone of times without one.
    pub zone: Zone,
    /// Instant up to which the records are known to be complete; the newest record where nobody says.
    pub as_complete_until_us: Option<i64>,
    /// Names of agents as the source writes them -> agent ids.
    pub aliases: BTreeMap<String, String>,
}

impl SourceContext {
    /// The agent a name of the source means.
    pub(crate) fn agent<'a>(&'a self, name: &'a str) -> &'a str {
        self.aliases.get(name).map_or(name, String::as_str)
    }
}

/// One record of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRecord {
    /// The same for the same record whenever it comes again.
    pub key: String,
    /// The call, contact or item it belongs to; records of one group are derived together.
    pub group: String,
    /// Its instant.
    pub at_us: i64,
    /// Among records with the same key the greatest counts.
    pub version: i64,
    /// File it was read from, without its folder.
    pub file: String,
    /// Line it begins on, from 1.
    pub line: u64,
    /// The line, or the fields that are used as one JSON object.
    pub text: String,
}

/// A file cut into records: `read = records + duplicate + rejects`.
#[derive(Clone, Debug, Default)]
pub struct SplitRecords {
    /// The records in the file's order.
    pub records: Vec<SourceRecord>,
    /// What could not be read.
    pub rejects: Vec<Reject>,
    /// Records seen.
    pub read: u64,
    /// Records that stand in the file twice, word for word.
    pub duplicate: u64,
}

/// Rows of a set of records.
#[derive(Debug, Default)]
pub struct Derived {
    /// Rows by table, with the index of the record each row came from.
    pub batches: Vec<(&'static Table, RecordBatch, Vec<u64>)>,
    /// Records that are no facts, by reason.
    pub filtered: BTreeMap<String, u64>,
    /// Records whose parts cannot be understood; `line` is the record's.
    pub rejects: Vec<Reject>,
    /// What looks wrong though it was taken.
    pub findings: Vec<Finding>,
}

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub check: String,
    /// How often.
    pub count: u64,
    /// The first of them.
    pub example: String,
}

/// Why a file could not be imported at all.
#[derive(Debug, Error)]
pub enum IngestError {
    /// A reader of tables gave up.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file cannot be read.
    #[error("{name}: {error}")]
    Io {
        /// the file
        name: String,
        /// what the system says
        #[source]
        error: std::io::Error,
    },
    /// The file is not of this source.
    #[error("{name} is no {expected}; maybe it belongs to another source")]
    Foreign {
        /// the file
        name: String,
        /// what was expected
        expected: &'static str,
    },
}

#[cfg(test)]
mod tests;
