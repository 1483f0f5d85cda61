//! What data files must be: hashes made while they are written, kept apart from them, compared before they are read.
//!
//! A flipped bit in a compressed page may decode to another number, and one in the log's statistics may hide a file from
//! a question. So every file has a seal: BLAKE3 of its bytes and of its entry in the log. The seals stand in the
//! records' database; whoever opens the warehouse teaches it what they are.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use super::compared::Compared;
use super::file::DataFile;
use super::{Heads, Result, Warehouse, WarehouseError};

/// What a data file must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// BLAKE3 of its bytes, hexadecimal
    pub hash: String,
    /// BLAKE3 of its entry in the log: path, day, size, statistics
    pub entry_hash: String,
    /// bytes
    pub size: u64,
}

/// A data file with its seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedFile {
    /// the fact table, or `history/` and the fact table
    pub table: String,
    /// path within the table's folder
    pub path: String,
    /// what it must be
    pub seal: Seal,
}

/// Data files a commit sequence brought and took away; they go into the same publication as the heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// new files
    pub added: Vec<SealedFile>,
    /// files the new heads do not name, by table
    pub removed: Vec<(String, String)>,
}

/// Everything known of files by this process.
#[derive(Debug, Default)]
pub(super) struct SealBook {
    known: RwLock<HashMap<PathBuf, Seal>>,
    live: RwLock<HashMap<(String, u64), usize>>,
    verified: RwLock<HashSet<PathBuf>>,
    changes: Mutex<HashMap<i64, Changes>>,
    pub(super) compared: Mutex<Compared>,
}

impl SealBook {
    pub(super) fn note(&self, table: &str, added: &[DataFile], removed: &[DataFile], sequence: i64) {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let own = changes.entry(sequence).or_default();
        own.added.extend(added.iter().filter_map(|file| {
            let hash = file.hash.clone()?;
            let seal = Seal { hash, entry_hash: entry_hash(file), size: file.size };
            Some(SealedFile { table: table.to_owned(), path: file.path.clone(), seal })
        }));
        own.removed.extend(removed.iter().map(|file| (table.to_owned(), file.path.clone())));
    }

    pub(super) fn forget_changes(&self, sequence: i64) {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner).remove(&sequence);
    }

    fn seal(&self, path: &Path) -> Option<Seal> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

impl Warehouse {
    /// What the commits under a sequence changed, once.
    pub fn take_changes(&self, sequence: i64) -> Changes {
        let mut changes = self.seals.changes.lock().unwrap_or_else(PoisonError::into_inner);
        changes.remove(&sequence).unwrap_or_default()
    }

    /// Teaches the warehouse what files must be. Files it has no seal of are read as they are.
    pub fn learn(&self, files: impl IntoIterator<Item = SealedFile>) {
        let mut known = self.seals.known.write().unwrap_or_else(PoisonError::into_inner);
        known.extend(files.into_iter().map(|file| (self.root.join(&file.table).join(&file.path), file.seal)));
    }

    /// Says how many files a table has at a version: a log that names fewer is damaged.
    pub fn expect_files(&self, table: &str, version: u64, count: usize) {
        let mut live = self.seals.live.write().unwrap_or_else(PoisonError::into_inner);
        live.insert((table.to_owned(), version), count);
    }

    /// Compares data files with their seals, those that were not compared before or lately, on so many threads.
    ///
    /// # Errors
    /// The first file that is not what it must be, by name.
    pub async fn verify(&self, paths: Vec<PathBuf>, threads: usize) -> Result<()> {
        let pending: Vec<PathBuf> = paths.into_iter().filter(|path| self.is_pending(path)).collect();
        if pending.is_empty() {
            return Ok(());
        }
        let warehouse = self.clone();
        let work = move || {
            let pending = warehouse.not_compared_lately(pending);
            if !pending.is_empty() {
                verify_side_by_side(&warehouse, &pending, threads.max(1))?;
                warehouse.note_compared(&pending);
            }
            Ok(())
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| WarehouseError::File { path: self.root.clone(), detail: error.to_string() })?
    }

    /// Compares one data file with its seal unless that was done before.
    ///
    /// # Errors
    /// A file that is not what it must be.
    pub(crate) fn verify_file(&self, path: &Path) -> Result<()> {
        if self.is_pending(path)
            && let Some(seal) = self.seals.seal(path)
        {
            compare(path, &seal)?;
            self.trust(path);
        }
        Ok(())
    }

    /// Compares the hash of a file that was read in passing with its seal.
    pub(super) fn expect_hash(&self, path: &Path, found: &str) -> Result<()> {
        match self.seals.seal(path) {
            Some(seal) if seal.hash != found => Err(damaged(path, found, &seal)),
            _ => Ok(()),
        }
    }

    /// A file this process wrote itself, or has compared.
    pub(super) fn trust(&self, path: &Path) {
        self.seals.verified.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }

    fn is_pending(&self, path: &Path) -> bool {
        !self.seals.verified.read().unwrap_or_else(PoisonError::into_inner).contains(path)
            && self.seals.known.read().unwrap_or_else(PoisonError::into_inner).contains_key(path)
    }

    /// Compares a listing of the log with the seals of its files.
    pub(super) fn verify_listing(&self, name: &str, heads: &Heads, files: &[DataFile]) -> Result<()> {
        let folder = self.root.join(name);
        let known = self.seals.known.read().unwrap_or_else(PoisonError::into_inner);
        let mut sealed = 0;
        for file in files {
            let path = folder.join(&file.path);
            let Some(seal) = known.get(&path) else { continue };
            sealed += 1;
            if seal.entry_hash != entry_hash(file) {
                let detail = "its entry in the table's log is damaged; maybe restore a backup".to_owned();
                return Err(WarehouseError::File { path, detail });
            }
        }
        let Some(version) = heads.0.get(name) else { return Ok(()) };
        let live = self.seals.live.read().unwrap_or_else(PoisonError::into_inner);
        match live.get(&(name.to_owned(), *version)) {
            Some(count) if sealed == files.len() && *count != sealed => Err(WarehouseError::File {
                path: folder.join("_delta_log"),
                detail: format!(
                    "it names {sealed} data files where {count} were published; maybe restore a backup"
                ),
            }),
            _ => Ok(()),
        }
    }
}

fn verify_side_by_side(warehouse: &Warehouse, paths: &[PathBuf], threads: usize) -> Result<()> {
    let share = paths.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let work: Vec<_> = paths
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().try_for_each(|path| warehouse.verify_file(path))))
            .collect();
        work.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|_| {
                let detail = "comparing the data files with their hashes failed".to_owned();
                Err(WarehouseError::File { path: warehouse.root.clone(), detail })
            })
        })
    })
}

/// Compares a file with its seal.
pub(super) fn compare(path: &Path, seal: &Seal) -> Result<()> {
    let found = hash_file(path)?;
    if found == seal.hash { Ok(()) } else { Err(damaged(path, &found, seal)) }
}

fn damaged(path: &Path, found: &str, seal: &Seal) -> WarehouseError {
    let detail = format!(
        "it is damaged: its BLAKE3 is {}..., stored was {}...; maybe restore a backup",
        found.get(..16).unwrap_or(found),
        seal.hash.get(..16).unwrap_or(&seal.hash)
    );
    WarehouseError::File { path: path.to_owned(), detail }
}

/// Since something was last put into a file or folder; long ago where that cannot be said.
pub(crate) fn age(path: &Path) -> Duration {
    let written = std::fs::metadata(path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    SystemTime::now().duration_since(written).unwrap_or_default()
}

/// BLAKE3 of a file, hexadecimal.
pub(crate) fn hash_file(path: &Path) -> Result<String> {
    let io = |source| WarehouseError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(io)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file).map_err(io)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// BLAKE3 of a file's entry in the log, over what readers use of it.
pub(super) fn entry_hash(file: &DataFile) -> String {
    let stats = &file.stats;
    let day = file.day.as_deref().unwrap_or("");
    let entry = serde_json::json!([
        file.path,
        day,
        file.size,
        stats.num_records,
        stats.min_values,
        stats.max_values,
        stats.null_count
    ]);
    blake3::hash(entry.to_string().as_bytes()).to_hex().to_string()
}

/// Hashes what is written through it.
pub(super) struct Hashing {
    file: File,
    hasher: blake3::Hasher,
}

impl Hashing {
    pub(super) fn new(file: File) -> Hashing {
        Hashing { file, hasher: blake3::Hasher::new() }
    }

    /// The file, and the BLAKE3 of what went into it.
    pub(super) fn finish(self) -> (File, String) {
        (self.file, self.hasher.finalize().to_hex().to_string())
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
