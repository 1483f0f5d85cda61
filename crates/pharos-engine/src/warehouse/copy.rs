//! Copying what the heads name: data files and as much of the logs as opening them needs.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

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
/// Files that are copied at the same time.
const COPIES_AT_ONCE: usize = 16;

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
            let data = files.into_iter().map(|file| (format!("{name}/{}", file.path), true));
            let entries = needed_entries(&folder.join("_delta_log"), head)?;
            let entries = entries.into_iter().map(|entry| (format!("{name}/_delta_log/{entry}"), false));
            let all: Vec<(String, bool)> = data.chain(entries).collect();
            at_once(&all, |(path, is_sealed)| {
                let from = warehouse.root.join(path);
                let done = copy(&from, &into.join(path), path)?;
                if *is_sealed {
                    warehouse.expect_hash(&from, &done.hash)?;
                }
                Ok(done)
            })
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| WarehouseError::File { path: self.root.clone(), detail: error.to_string() })?
    }
}

/// Does the same to each item, several at a time, in no order: for files that are waited for until they are on the disk, which
/// takes what several wait for together.
///
/// # Errors
/// The first of one of the threads; the others end their own.
pub fn at_once<T: Sync, R: Send, E: Send>(
    items: &[T],
    work: impl Fn(&T) -> std::result::Result<R, E> + Sync,
) -> std::result::Result<Vec<R>, E> {
    let next = AtomicUsize::new(0);
    let one = || {
        let mut done = Vec::new();
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(work(item)?);
        }
        Ok(done)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..COPIES_AT_ONCE.min(items.len())).map(|_| scope.spawn(one)).collect();
        let mut all = Vec::with_capacity(items.len());
        for thread in threads {
            // A thread ends by returning; what panicked in one goes on here.
            all.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(all)
    })
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
