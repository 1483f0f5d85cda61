//! Looking whether every data file and log is what it must be.

use std::collections::HashMap;

use super::seal::{Seal, SealedFile, compare, entry_hash};
use super::{Heads, Result, Warehouse, WarehouseError, log};

/// Something that is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// the fact table, or `history/` and the fact table
    pub table: String,
    /// UTC day the file is filed under
    pub day: Option<String>,
    /// the file, as a path within the data folder's `facts`
    pub file: String,
    /// what is wrong with it
    pub fault: String,
}

/// What was looked at, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// data files compared
    pub files: u64,
    /// their bytes
    pub bytes: u64,
    /// what is wrong
    pub faults: Vec<Fault>,
}

impl Warehouse {
    /// Reads every live data file of a shelf and compares it with its seal, and the log with the seals.
    ///
    /// # Errors
    /// Our own mistake only: what is damaged is in the answer.
    pub async fn check(
        &self,
        name: &str,
        heads: &Heads,
        sealed: Vec<SealedFile>,
        threads: usize,
    ) -> Result<Checked> {
        let mut checked = Checked::default();
        let Some(version) = heads.0.get(name).copied() else { return Ok(checked) };
        let folder = self.root.join(name);
        let fault = |day: Option<String>, path: &str, fault: String| Fault {
            table: name.to_owned(),
            day,
            file: format!("{name}/{path}"),
            fault,
        };
        let mut seals: HashMap<String, Seal> =
            sealed.into_iter().map(|file| (file.path, file.seal)).collect();
        let mut pending = Vec::new();
        match log::files(&folder, name, version).await {
            Err(error) => {
                checked.faults.push(fault(None, "_delta_log", format!("it cannot be read: {error}")));
                // The files themselves can be compared all the same.
                pending.extend(seals.drain().map(|(path, seal)| (day_of(&path), path, seal)));
            }
            Ok(files) => {
                for file in files {
                    match seals.remove(&file.path) {
                        None => checked.faults.push(fault(
                            file.day.clone(),
                            &file.path,
                            "no hash is stored for it".to_owned(),
                        )),
                        Some(seal) => {
                            if seal.entry_hash != entry_hash(&file) {
                                let words = "its entry in the log (day, size, statistics) is damaged";
                                checked.faults.push(fault(file.day.clone(), &file.path, words.to_owned()));
                            }
                            pending.push((file.day, file.path, seal));
                        }
                    }
                }
                for (path, seal) in seals.drain() {
                    let words = "it was published and the log does not name it".to_owned();
                    checked.faults.push(fault(day_of(&path), &path, words));
                    pending.push((day_of(&path), path, seal));
                }
            }
        }
        checked.files = pending.len() as u64;
        checked.bytes = pending.iter().map(|(_, _, seal)| seal.size).sum();
        let work = move || side_by_side(&folder, &pending, threads.max(1));
        let damaged = tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| WarehouseError::File { path: self.root.clone(), detail: error.to_string() })?;
        checked.faults.extend(damaged.into_iter().map(|(day, path, words)| fault(day, &path, words)));
        checked.faults.sort_by(|left, right| (&left.file, &left.fault).cmp(&(&right.file, &right.fault)));
        Ok(checked)
    }
}

type Pending = (Option<String>, String, Seal);

/// Compares files on several threads; gives those that are damaged.
fn side_by_side(
    folder: &std::path::Path,
    pending: &[Pending],
    threads: usize,
) -> Vec<(Option<String>, String, String)> {
    let look = |(day, path, seal): &Pending| {
        let words = match compare(&folder.join(path), seal) {
            Ok(()) => return None,
            Err(WarehouseError::File { detail, .. }) => detail,
            Err(WarehouseError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                "it is missing".to_owned()
            }
            Err(error) => error.to_string(),
        };
        Some((day.clone(), path.clone(), words))
    };
    let share = pending.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work: Vec<_> = pending
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().filter_map(look).collect::<Vec<_>>()))
            .collect();
        work.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// The day in a path `day=2026-03-01/part-...`.
fn day_of(path: &str) -> Option<String> {
    Some(path.strip_prefix("day=")?.split('/').next()?.to_owned())
}
