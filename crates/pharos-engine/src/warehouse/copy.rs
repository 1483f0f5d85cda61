//! Copying what the heads name: data files and as much of the logs as opening them needs.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::seal::Hashing;
use super::vacuum::{LAST_CHECKPOINT, log_files};
use super::{Heads, Result, Warehouse, WarehouseError, log};

/// A file that was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedFile {
    /// path within the warehouse
    pub path: String,
    /// bytes
    pub size: u64,
    /// BLAKE3 of its bytes
    pub hash: String,
}

const CHUNK_BYTES: usize = 1 << 20;

impl Warehouse {
    /// Copies a shelf as it is at its head into another folder of fact tables, comparing each data file with its seal on the way.
    ///
    /// # Errors
    /// The file system; a data file that is damaged.
    pub async fn copy_shelf(&self, name: &str, heads: &Heads, into: &Path) -> Result<Vec<CopiedFile>> {
        let Some(head) = heads.0.get(name).copied() else { return Ok(Vec::new()) };
        let folder = self.root.join(name);
        let files = log::files(&folder, name, head).await?;
        self.verify_listing(name, heads, &files)?;
        let (warehouse, name, into) = (self.clone(), name.to_owned(), into.to_owned());
        let work = move || {
            let mut copied = Vec::new();
            for file in files {
                let path = format!("{name}/{}", file.path);
                let done = copy(&warehouse.root.join(&path), &into.join(&path), &path)?;
                warehouse.expect_hash(&warehouse.root.join(&path), &done.hash)?;
                copied.push(done);
            }
            for entry in needed_entries(&folder.join("_delta_log"), head)? {
                let path = format!("{name}/_delta_log/{entry}");
                copied.push(copy(&warehouse.root.join(&path), &into.join(&path), &path)?);
            }
            Ok(copied)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| WarehouseError::File { path: self.root.clone(), detail: error.to_string() })?
    }
}

/// Entries of a log from the newest checkpoint up to the head on; all of them where there is none.
fn needed_entries(log: &Path, head: u64) -> Result<Vec<String>> {
    let files = log_files(log)?;
    let is_checkpoint = |name: &str| name.contains(".checkpoint");
    let first = files
        .iter()
        .filter(|file| is_checkpoint(&file.name))
        .filter_map(|file| file.version)
        .filter(|version| *version <= head)
        .max()
        .unwrap_or(0);
    let needed = files
        .into_iter()
        .filter(|file| file.name != LAST_CHECKPOINT)
        .filter(|file| file.version.is_some_and(|version| first <= version && version <= head));
    Ok(needed.map(|file| file.name).collect())
}

fn copy(from: &Path, to: &PathBuf, path: &str) -> Result<CopiedFile> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| WarehouseError::Io { path, source }
    };
    if let Some(parent) = to.parent() {
        std::fs::create_dir_all(parent).map_err(io(parent))?;
    }
    let mut input = File::open(from).map_err(io(from))?;
    let mut out = Hashing::new(File::create(to).map_err(io(to))?);
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut size = 0;
    loop {
        let count = input.read(&mut chunk).map_err(io(from))?;
        if count == 0 {
            break;
        }
        out.write_all(&chunk[..count]).map_err(io(to))?;
        size += count as u64;
    }
    let (file, hash) = out.finish();
    file.sync_all().map_err(io(to))?;
    Ok(CopiedFile { path: path.to_owned(), size, hash })
}
