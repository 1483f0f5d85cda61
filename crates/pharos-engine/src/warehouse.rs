//! The fact tables on disk.
//!
//! Each table is a Delta table of plain Parquet files, filed by UTC day where the table has a clock. The stored rows of a
//! version are exactly the rows that count: per (source_name, key) the greatest (source_version, ingest_seq). What lost
//! against a newer version is kept in a twin table under `history/`, so that an import can be undone.
//!
//! Nobody opens a version above the head that the records' database names (`Heads`), so a writer may commit to several
//! tables one after the other: until the heads move, nothing has happened. A version above the head is what a crash left
//! behind; the next writer restores the head's files first.

mod compaction;
mod discard;
mod file;
mod log;
mod merge;
mod undo;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use pharos_metric::Catalogue;
use pharos_schema::Table;
use thiserror::Error;

use crate::rollup::Cube;

pub(crate) use file::schema_of;
pub use file::{DataFile, read_file};
pub(crate) use merge::days_of;
pub use merge::{MergeReport, RowStatus};

/// Which Delta version of each table readers use. A table without an entry is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Heads(pub BTreeMap<String, u64>);

/// The folder of fact tables.
#[derive(Clone, Debug)]
pub struct Warehouse {
    root: PathBuf,
    kept: Arc<Kept>,
}

/// What need not be worked out again: a version's files never change.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    files: Mutex<BTreeMap<String, (u64, Arc<Vec<DataFile>>)>>,
    pub(crate) cubes: Mutex<Option<(Arc<Catalogue>, String, Arc<Vec<Cube>>)>>,
}

/// What can go wrong with the tables on disk.
#[derive(Debug, Error)]
pub enum WarehouseError {
    /// The file system refused.
    #[error("{path}: {source}")]
    Io {
        /// the path
        path: PathBuf,
        /// the cause
        source: std::io::Error,
    },
    /// Delta's log cannot be read or written.
    #[error("the log of {table}: {source}")]
    Log {
        /// the table
        table: String,
        /// the cause
        source: deltalake::DeltaTableError,
    },
    /// A data file is damaged or of another shape.
    #[error("the data file {path}: {detail}")]
    File {
        /// the file
        path: PathBuf,
        /// the cause
        detail: String,
    },
    /// Rows do not fit the table.
    #[error("rows for {table}: {detail}")]
    Rows {
        /// the table
        table: String,
        /// the cause
        detail: String,
    },
}

pub(crate) type Result<T> = std::result::Result<T, WarehouseError>;

impl Warehouse {
    /// The fact tables under `root` (made when first written).
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Warehouse { root: root.into(), kept: Arc::default() }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The live data files of a table at a version.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub async fn files(&self, table: &Table, heads: &Heads) -> Result<Arc<Vec<DataFile>>> {
        let Some(version) = heads.0.get(table.name).copied() else { return Ok(Arc::default()) };
        if let Ok(kept) = self.kept.files.lock()
            && let Some((_, files)) = kept.get(table.name).filter(|(known, _)| *known == version)
        {
            return Ok(files.clone());
        }
        let files = Arc::new(log::files(&self.folder(table), table.name, version).await?);
        if let Ok(mut kept) = self.kept.files.lock() {
            kept.insert(table.name.to_owned(), (version, files.clone()));
        }
        Ok(files)
    }

    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Absolute path of a data file.
    pub fn path(&self, table: &Table, file: &DataFile) -> PathBuf {
        self.folder(table).join(&file.path)
    }

    fn folder(&self, table: &Table) -> PathBuf {
        self.root.join(table.name)
    }

    fn history_folder(&self, table: &Table) -> PathBuf {
        self.root.join("history").join(table.name)
    }
}

/// Name of a table's history in `Heads`.
fn history_name(table: &Table) -> String {
    format!("history/{}", table.name)
}
