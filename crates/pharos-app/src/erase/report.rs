//! What erasing did, in numbers: nothing here says whom.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// What erasing did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ErasureReport {
    /// names the request; `None` where nothing was done
    pub request_id: Option<String>,
    /// customer, agent
    pub kind: &'static str,
    /// only counted
    pub dry_run: bool,
    /// ids the person was known by
    pub names: u64,
    /// by fact table, its history included
    pub tables: BTreeMap<String, ErasedTable>,
    /// rows of the records
    pub records: u64,
    /// rejected records
    pub rejects: u64,
    /// saved exports and uploads removed
    pub saved_files: u64,
    /// backups in which the person was erased too
    pub backups: u64,
    /// how long it took
    pub took_s: f64,
}

/// A fact table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErasedTable {
    /// files written anew
    pub files: u64,
    /// rows changed
    pub rows: u64,
}

/// A request as shown; it does not say whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErasureView {
    /// names the request
    pub id: String,
    /// customer, agent
    pub kind: String,
    /// who asked for it
    pub requested_by: String,
    /// when, RFC 3339
    pub requested_at: String,
    /// when all was done, RFC 3339
    pub done_at: Option<String>,
    /// what was done
    pub report: Value,
}

impl ErasureReport {
    /// True where the person stands nowhere.
    pub(crate) fn is_nothing(&self) -> bool {
        self.tables.is_empty() && self.records == 0 && self.rejects == 0
    }
}
