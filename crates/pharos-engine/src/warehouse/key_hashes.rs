//! Which keys data files hold, as hashes, of the files this process wrote or read lately. An import that comes in many stretches
//! need not open every file it wrote before to see that a new stretch meets none of its rows: keys of most sources begin with
//! something other than time, so that their ranges say nothing.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use arrow::array::{Array, StringArray};

/// Keys remembered, at most: 64 MB.
const KEYS_MAX: usize = 8_000_000;
/// Bits of the sieve a hash goes through before it is looked for: half a megabyte, which stays in the processor's cache.
const SIEVE_BITS: usize = 1 << 22;

/// Hashes of the keys by file. Files never change, and a name is never used twice.
#[derive(Debug, Default)]
pub(super) struct KeyHashes(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    files: HashMap<PathBuf, Arc<[u64]>>,
    oldest_first: VecDeque<PathBuf>,
    count: usize,
}

impl KeyHashes {
    /// True if it is known that none of the keys stands in the file.
    pub(super) fn lacks(&self, path: &Path, sought: &Sought) -> bool {
        let known = self.0.lock().ok().and_then(|known| known.files.get(path).cloned());
        known.is_some_and(|hashes| !hashes.iter().any(|hash| sought.holds(*hash)))
    }

    /// Remembers a file's keys, and forgets those of the oldest files where they become too many.
    pub(super) fn note(&self, path: PathBuf, hashes: Vec<u64>) {
        let Ok(mut known) = self.0.lock() else { return };
        if hashes.len() > KEYS_MAX || known.files.contains_key(&path) {
            return;
        }
        known.count += hashes.len();
        known.files.insert(path.clone(), hashes.into());
        known.oldest_first.push_back(path);
        while KEYS_MAX < known.count {
            let Some(oldest) = known.oldest_first.pop_front() else { return };
            known.count -= known.files.remove(&oldest).map_or(0, |hashes| hashes.len());
        }
    }
}

/// Keys that are looked for.
pub(super) struct Sought {
    sieve: Vec<u64>,
    hashes: HashSet<u64>,
}

impl Sought {
    pub(super) fn of(sources: &StringArray, keys: &StringArray) -> Sought {
        let hashes: HashSet<u64> = hashes(sources, keys).collect();
        let mut sieve = vec![0; SIEVE_BITS / 64];
        for hash in &hashes {
            let (word, bit) = place(*hash);
            sieve[word] |= bit;
        }
        Sought { sieve, hashes }
    }

    fn holds(&self, hash: u64) -> bool {
        let (word, bit) = place(hash);
        self.sieve[word] & bit != 0 && self.hashes.contains(&hash)
    }
}

fn place(hash: u64) -> (usize, u64) {
    let place = hash as usize % SIEVE_BITS;
    (place / 64, 1 << (place % 64))
}

/// Hashes of rows' keys, the same in all of the process.
pub(super) fn hashes<'a>(sources: &'a StringArray, keys: &'a StringArray) -> impl Iterator<Item = u64> + 'a {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    (0..keys.len()).map(move |row| hasher.hash_one((sources.value(row), keys.value(row))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> StringArray {
        words.iter().map(|word| Some(*word)).collect()
    }

    #[test]
    fn a_file_is_passed_over_only_where_it_is_known_to_lack_the_keys() {
        let known = KeyHashes::default();
        let source = |name, count| words(&vec![name; count]);
        let path = |name: &str| PathBuf::from(name);
        known.note(path("a"), hashes(&source("x", 2), &words(&["1", "2"])).collect());
        let sought = Sought::of(&source("x", 2), &words(&["2", "3"]));
        assert!(!known.lacks(&path("a"), &sought), "it holds 2");
        assert!(!known.lacks(&path("unknown"), &sought));
        assert!(known.lacks(&path("a"), &Sought::of(&source("x", 1), &words(&["3"]))));
        assert!(known.lacks(&path("a"), &Sought::of(&source("y", 1), &words(&["2"]))), "another source");
    }

    #[test]
    fn the_oldest_files_are_forgotten() {
        let known = KeyHashes::default();
        let half = KEYS_MAX / 2;
        let path = |name: &str| PathBuf::from(name);
        for (number, name) in ["first", "second", "third"].into_iter().enumerate() {
            known.note(path(name), vec![number as u64; half]);
        }
        let nothing = Sought::of(&words(&[]), &words(&[]));
        assert!(!known.lacks(&path("first"), &nothing), "nothing is known of it any more");
        assert!(known.lacks(&path("second"), &nothing) && known.lacks(&path("third"), &nothing));
    }
}
