//! Removing files nobody reads any more, and the log's entries nobody opens.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use pharos_schema::TABLES;

use super::seal::{SealedFile, entry_hash, hash_file};
use super::{Heads, Result, Seal, Shelf, Warehouse, WarehouseError, log};

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// files
    pub files: u64,
    /// bytes they took
    pub bytes: u64,
}

impl Removed {
    fn add(&mut self, bytes: u64) {
        self.files += 1;
        self.bytes += bytes;
    }
}

impl Warehouse {
    /// Names of everything that has a head: the tables and their histories.
    pub fn shelf_names() -> Vec<String> {
        TABLES.iter().flat_map(|table| Shelf::ALL.map(|shelf| shelf.name(table))).collect()
    }

    /// Seals of all live files of a shelf, made by reading them.
    ///
    /// # Errors
    /// A log or file that cannot be read.
    pub async fn seal_all(&self, name: &str, heads: &Heads) -> Result<Vec<SealedFile>> {
        let Some(version) = heads.0.get(name) else { return Ok(Vec::new()) };
        let folder = self.root.join(name);
        let files = log::files(&folder, name, *version).await?;
        let name = name.to_owned();
        let work = move || {
            let sealed = files.into_iter().map(|file| {
                let hash = hash_file(&folder.join(&file.path))?;
                let seal = Seal { hash, entry_hash: entry_hash(&file), size: file.size };
                Ok(SealedFile { table: name.clone(), path: file.path, seal })
            });
            sealed.collect::<Result<Vec<_>>>()
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| WarehouseError::File { path: self.root.clone(), detail: error.to_string() })?
    }

    /// Removes data files of a shelf whose paths are not in `known`: what interrupted work left.
    ///
    /// # Errors
    /// The file system.
    pub fn remove_unknown(&self, name: &str, known: &HashSet<String>) -> Result<Removed> {
        let folder = self.root.join(name);
        let mut removed = Removed::default();
        for path in data_files(&folder)? {
            if !known.contains(&path) {
                removed.add(remove(&folder.join(&path))?);
            }
        }
        Ok(removed)
    }

    /// Removes data files by name; those that are gone already are fine.
    ///
    /// # Errors
    /// The file system.
    pub fn remove_files(&self, files: &[(String, String)]) -> Result<Removed> {
        let mut removed = Removed::default();
        for (name, path) in files {
            let path = self.root.join(name).join(path);
            if path.exists() {
                removed.add(remove(&path)?);
            }
        }
        Ok(removed)
    }

    /// Makes the head of a shelf the beginning of its log: a checkpoint there, and nothing older or newer. What older
    /// entries said of rows (least and greatest keys) is gone. For the writer only.
    ///
    /// # Errors
    /// The log, the file system.
    pub async fn trim_log(&self, name: &str, heads: &Heads) -> Result<Removed> {
        let Some(head) = heads.0.get(name).copied() else { return Ok(Removed::default()) };
        let folder = self.root.join(name);
        log::checkpoint(&folder, name, head).await?;
        let log = folder.join("_delta_log");
        let mut removed = Removed::default();
        for entry in log_files(&log)? {
            if entry.version != Some(head) && entry.name != LAST_CHECKPOINT {
                removed.add(remove(&log.join(&entry.name))?);
            }
        }
        Ok(removed)
    }

    /// Entries in the log of a shelf.
    ///
    /// # Errors
    /// The file system.
    pub fn log_len(&self, name: &str) -> Result<usize> {
        Ok(log_files(&self.root.join(name).join("_delta_log"))?.len())
    }
}

/// Delta's hint at the newest checkpoint.
pub(super) const LAST_CHECKPOINT: &str = "_last_checkpoint";

/// A file of a log.
pub(super) struct LogFile {
    pub(super) name: String,
    /// the version it tells of
    pub(super) version: Option<u64>,
}

/// Files of a log folder; none where there is no log.
pub(super) fn log_files(folder: &Path) -> Result<Vec<LogFile>> {
    let io = |source| WarehouseError::Io { path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        if entry.file_type().map_err(io)?.is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let version = name.split('.').next().and_then(|digits| digits.parse().ok());
            files.push(LogFile { name, version });
        }
    }
    files.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(files)
}

/// Data files in a table's folder, as paths within it, whether a log names them or not.
pub(super) fn data_files(folder: &Path) -> Result<Vec<String>> {
    let io = |source| WarehouseError::Io { path: folder.to_owned(), source };
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("day=") && entry.file_type().map_err(io)?.is_dir() {
            found.extend(data_files(&entry.path())?.into_iter().map(|file| format!("{name}/{file}")));
        } else if name.starts_with("part-") && name.ends_with(".parquet") {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

fn remove(path: &PathBuf) -> Result<u64> {
    let io = |source| WarehouseError::Io { path: path.clone(), source };
    let bytes = std::fs::metadata(path).map_err(io)?.len();
    std::fs::remove_file(path).map_err(io)?;
    Ok(bytes)
}
