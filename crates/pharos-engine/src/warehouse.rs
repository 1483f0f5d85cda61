//! The fact tables on disk.
//!
//! Each table is a Delta table of plain Parquet files, filed by UTC day where the table has a clock. The stored rows of a
//! version are exactly the rows that count: per (source_name, key) the greatest (source_version, ingest_seq). What lost
//! against a newer version is kept in a twin table under `history/`, so that an import can be undone.
//!
//! Nobody opens a version above the head that the records' database names (`Heads`), so a writer may commit to several
//! tables one after the other: until the heads move, nothing has happened. A version above the head is what a crash left
//! behind; the next writer restores the head's files first.

mod check;
mod compaction;
mod compared;
mod copy;
mod discard;
mod erase;
mod file;
mod key_hashes;
mod log;
mod merge;
mod retention;
mod seal;
mod undo;
mod vacuum;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use pharos_metric::Catalogue;
use pharos_schema::Table;
use thiserror::Error;

use crate::dataset::{KeptDimensions, KeptNewest, Reaches};
use crate::footers::Footers;
use crate::lookup::LookedInto;
use crate::memory::Memory;
use crate::rollup::Cube;
use key_hashes::KeyHashes;

pub use check::{Checked, Fault};
pub use copy::{CopiedFile, at_once};
pub use erase::{EraseReport, Traces};
pub(crate) use file::schema_of;
pub use file::{DataFile, read_file};
pub(crate) use merge::days_of;
pub use merge::{MergeReport, RowStatus};
pub use retention::RetentionReport;
pub use seal::{Changes, Seal, SealedFile};
pub(crate) use seal::{age, hash_file};
pub use undo::UndoReport;
pub use vacuum::Removed;

/// Which Delta version of each table readers use. A table without an entry is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Heads(pub BTreeMap<String, u64>);

/// The folder of fact tables.
#[derive(Clone, Debug)]
pub struct Warehouse {
    root: PathBuf,
    seals: Arc<seal::SealBook>,
    kept: Arc<Kept>,
    pub(crate) memory: Memory,
    pub(crate) footers: Footers,
}

/// The roll-ups of a catalogue and of a zone's days.
type KeptCubes = (Arc<Catalogue>, String, Arc<Vec<Cube>>);

/// The live data files of a table at a version.
#[derive(Debug)]
struct Listing {
    version: u64,
    files: Arc<Vec<DataFile>>,
}

/// What need not be worked out again: a version's files never change.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    files: Mutex<BTreeMap<String, Listing>>,
    pub(crate) cubes: Mutex<Option<KeptCubes>>,
    pub(crate) whole_parts: Mutex<BTreeSet<PathBuf>>,
    pub(crate) span: Mutex<Option<Arc<crate::rollup::Span>>>,
    keys: KeyHashes,
    /// Files with corrected rows.
    looked_into: Mutex<LookedInto>,
    /// Names that do not stand in a file, by file.
    pub(crate) absent: Mutex<HashMap<PathBuf, HashSet<u64>>>,
    pub(crate) dimensions: Mutex<Option<KeptDimensions>>,
    pub(crate) newest: Mutex<Option<KeptNewest>>,
    /// How far each source reaches in a file that holds several, by file.
    pub(crate) reaches: Mutex<HashMap<PathBuf, Reaches>>,
}

/// The two shelves of a table: the rows that count, and those that lost against a newer version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// rows that count
    Current,
    /// rows that lost
    History,
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

impl WarehouseError {
    /// True where the disk is full, or the file as large as it may become.
    pub fn is_disk_full(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            if error.downcast_ref::<std::io::Error>().is_some_and(is_full) {
                return true;
            }
            cause = error.source();
        }
        // Parquet and the object store keep the words of a cause and sometimes not the cause.
        let words = self.to_string();
        ["(os error 28)", "(os error 27)", "(os error 122)"].iter().any(|code| words.contains(code))
    }
}

fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

pub(crate) type Result<T> = std::result::Result<T, WarehouseError>;

impl Warehouse {
    /// Which files were looked into for corrected rows.
    pub(crate) fn looked_into(&self) -> &Mutex<LookedInto> {
        &self.kept.looked_into
    }

    /// The fact tables under `root` (made when first written).
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Warehouse {
            root: root.into(),
            seals: Arc::default(),
            kept: Arc::default(),
            memory: Memory::default(),
            footers: Footers::new(),
        }
    }

    /// The same whose questions may use so many bytes of memory together; by default half of what there is.
    #[must_use]
    pub fn with_memory(self, bytes: usize) -> Self {
        Warehouse { memory: Memory::of(bytes), ..self }
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
        self.shelf_files(table, Shelf::Current, heads).await
    }

    /// The live data files of a shelf at a version, remembered.
    async fn shelf_files(&self, table: &Table, shelf: Shelf, heads: &Heads) -> Result<Arc<Vec<DataFile>>> {
        let name = shelf.name(table);
        let Some(version) = heads.0.get(&name).copied() else { return Ok(Arc::default()) };
        if let Ok(kept) = self.kept.files.lock()
            && let Some(known) = kept.get(&name).filter(|known| known.version == version)
        {
            return Ok(known.files.clone());
        }
        let files = Arc::new(self.listing(table, shelf, heads).await?);
        if let Ok(mut kept) = self.kept.files.lock() {
            kept.insert(name, Listing { version, files: files.clone() });
        }
        Ok(files)
    }

    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The live data files of a shelf at a version.
    async fn listing(&self, table: &Table, shelf: Shelf, heads: &Heads) -> Result<Vec<DataFile>> {
        let name = shelf.name(table);
        let Some(version) = heads.0.get(&name) else { return Ok(Vec::new()) };
        let files = log::files(&self.root.join(&name), table.name, *version).await?;
        self.verify_listing(&name, heads, &files)?;
        Ok(files)
    }

    /// Commits added and removed files on top of `heads`, and moves them. Nothing to change changes nothing.
    async fn commit(
        &self,
        table: &Table,
        shelf: Shelf,
        heads: &mut Heads,
        change: Change,
        sequence: i64,
    ) -> Result<()> {
        if change.added.is_empty() && change.removed.is_empty() {
            return Ok(());
        }
        let name = shelf.name(table);
        let folder = self.root.join(&name);
        for file in &change.added {
            self.trust(&folder.join(&file.path));
        }
        self.seals.note(&name, &change.added, &change.removed, sequence);
        let head = heads.0.get(&name).copied();
        let version = log::commit(&folder, table, head, change.added, &change.removed, sequence).await?;
        heads.0.insert(name, version);
        Ok(())
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

/// Files a commit brings and takes away.
#[derive(Default)]
struct Change {
    added: Vec<DataFile>,
    removed: Vec<DataFile>,
}

impl Shelf {
    pub(crate) const ALL: [Shelf; 2] = [Shelf::Current, Shelf::History];

    /// Name of the table's shelf in `Heads`, which is also its folder.
    pub(crate) fn name(self, table: &Table) -> String {
        match self {
            Shelf::Current => table.name.to_owned(),
            Shelf::History => format!("history/{}", table.name),
        }
    }
}
