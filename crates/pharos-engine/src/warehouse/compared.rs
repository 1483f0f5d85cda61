//! Data files that were compared with their hashes lately, by whatever process: a short command need not hash a year of data.
//!
//! A file counts as compared while its size, its time and its inode are those it was compared with, and for a week at most;
//! `pharos check` looks at none of this.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Warehouse;

/// Name of the list, in the folder of the fact tables. It can be removed at any time.
const FILE: &str = "compared.tsv";
/// How long a comparison counts.
const HOLDS: Duration = Duration::from_secs(7 * 86_400);

/// A file as it was when it was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    size: u64,
    time_ns: u128,
    inode: u64,
    compared_s: u64,
}

/// Files by path within the folder of the fact tables; `None`: the list has not been read yet.
pub(super) type Compared = Option<HashMap<PathBuf, Seen>>;

impl Warehouse {
    /// Those of the files that were not compared lately.
    pub(super) fn not_compared_lately(&self, paths: Vec<PathBuf>) -> Vec<PathBuf> {
        let mut list = self.seals.compared.lock().unwrap_or_else(PoisonError::into_inner);
        let known = list.get_or_insert_with(|| read(self.root()));
        let now_s = now().as_secs();
        let holds = |path: &PathBuf| {
            let seen = known.get(path.strip_prefix(self.root()).ok()?)?;
            let is_fresh = seen.compared_s <= now_s && now_s - seen.compared_s < HOLDS.as_secs();
            (is_fresh && Some(Seen { compared_s: seen.compared_s, ..look(path)? }) == Some(*seen))
                .then_some(())
        };
        let (lately, other): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| holds(path).is_some());
        drop(list);
        lately.iter().for_each(|path| self.trust(path));
        other
    }

    /// Notes files as compared now. What cannot be written down is compared again next time.
    pub(super) fn note_compared(&self, paths: &[PathBuf]) {
        let mut list = self.seals.compared.lock().unwrap_or_else(PoisonError::into_inner);
        // What other processes noted meanwhile stays.
        let mut known = read(self.root());
        known.extend(
            paths
                .iter()
                .filter_map(|path| Some((path.strip_prefix(self.root()).ok()?.to_owned(), look(path)?))),
        );
        known.retain(|path, _| self.root().join(path).exists());
        if let Err(error) = write(self.root(), &known) {
            tracing::debug!(%error, "the list of compared files could not be written");
        }
        *list = Some(known);
    }
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn look(path: &Path) -> Option<Seen> {
    let data = std::fs::metadata(path).ok()?;
    let time_ns = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some(Seen { size: data.len(), time_ns, inode: inode(&data), compared_s: now().as_secs() })
}

#[cfg(unix)]
fn inode(data: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> u64 {
    0
}

fn read(root: &Path) -> HashMap<PathBuf, Seen> {
    let text = std::fs::read_to_string(root.join(FILE)).unwrap_or_default();
    let line = |line: &str| {
        let mut cells = line.split('\t');
        let path = PathBuf::from(cells.next()?);
        let seen = Seen {
            size: cells.next()?.parse().ok()?,
            time_ns: cells.next()?.parse().ok()?,
            inode: cells.next()?.parse().ok()?,
            compared_s: cells.next()?.parse().ok()?,
        };
        Some((path, seen))
    };
    text.lines().filter_map(line).collect()
}

fn write(root: &Path, known: &HashMap<PathBuf, Seen>) -> std::io::Result<()> {
    let lines: String = known
        .iter()
        .map(|(path, it)| {
            format!("{}\t{}\t{}\t{}\t{}\n", path.display(), it.size, it.time_ns, it.inode, it.compared_s)
        })
        .collect();
    let beside = root.join(format!(".{}.unfinished", uuid::Uuid::new_v4().simple()));
    std::fs::write(&beside, lines)?;
    std::fs::rename(&beside, root.join(FILE))
}
