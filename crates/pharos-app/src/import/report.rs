//! What an import did, in the shape of the command's JSON.

use std::collections::BTreeMap;

use pharos_engine::warehouse::{MergeReport, RowStatus};
use serde::Serialize;

/// Source records left out, by reason.
pub type FilterCounts = BTreeMap<String, u64>;

/// What an import did. Source records: read = accepted + filtered + duplicate + rejected + unchanged.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ImportReport {
    /// names the import for `--undo`; `null` for a dry run
    pub import_id: Option<String>,
    /// records of the source
    pub read: u64,
    /// records of which something new came in
    pub accepted: u64,
    /// records the mapping or the source leaves out, by reason
    pub filtered: FilterCounts,
    /// records that stand in the files more than once
    pub duplicate: u64,
    /// records that could not be read
    pub rejected: u64,
    /// records that were there already
    pub unchanged: u64,
    /// accepted records whose key was there, or came again, in another version
    pub replaced: u64,
    /// rows by table
    pub tables: BTreeMap<String, TableCounts>,
    /// the rejected records: line, reason, row
    pub rejects_file: Option<String>,
    /// what is odd in the data
    pub quality: Vec<QualityFinding>,
    /// what the reader should know, in words
    #[serde(skip)]
    pub notes: Vec<String>,
    /// `false` where nothing was kept: a dry run, `--strict`, or everything rejected
    #[serde(skip)]
    pub published: bool,
}

/// Something odd in the data: stored, counted, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QualityFinding {
    /// what is odd
    pub check: String,
    /// how often
    pub count: u64,
    /// where, for the first one
    pub example: Option<String>,
}

/// Rows of one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableCounts {
    /// rows whose key was new
    pub inserted: u64,
    /// rows that replaced an older version, or were replaced by a newer one
    pub replaced: u64,
    /// rows that were there already
    pub unchanged: u64,
}

/// What became of a source record: of its rows, the one most happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RecordStatus {
    Duplicate,
    Unchanged,
    Accepted,
    Replaced,
}

impl RecordStatus {
    pub(super) fn of(status: RowStatus) -> RecordStatus {
        match status {
            RowStatus::Duplicate => RecordStatus::Duplicate,
            RowStatus::Unchanged => RecordStatus::Unchanged,
            RowStatus::Inserted => RecordStatus::Accepted,
            RowStatus::Replaced | RowStatus::Superseded => RecordStatus::Replaced,
        }
    }
}

impl TableCounts {
    pub(crate) fn add(&mut self, report: &MergeReport) {
        self.inserted += report.count(RowStatus::Inserted);
        self.replaced += report.count(RowStatus::Replaced) + report.count(RowStatus::Superseded);
        self.unchanged += report.count(RowStatus::Unchanged) + report.count(RowStatus::Duplicate);
    }
}

impl ImportReport {
    pub(super) fn count(&mut self, status: RecordStatus) {
        match status {
            RecordStatus::Duplicate => self.duplicate += 1,
            RecordStatus::Unchanged => self.unchanged += 1,
            RecordStatus::Accepted => self.accepted += 1,
            RecordStatus::Replaced => {
                self.accepted += 1;
                self.replaced += 1;
            }
        }
    }

    /// True if no record at all could be used.
    pub(super) fn all_rejected(&self) -> bool {
        0 < self.rejected && self.rejected == self.read
    }
}
