//! Parts on disk: named by what they were made from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::cube::{Cube, MadeOf, cubes};
use super::linked;
use crate::dataset::Dataset;
use crate::warehouse::{DataFile, Warehouse, WarehouseError, age, hash_file};

/// Signs of the hash of a part's bytes in its name.
pub(crate) const HASH_SIGNS: usize = 16;

type Result<T> = std::result::Result<T, WarehouseError>;

/// Data files of one UTC day.
pub(crate) struct Day {
    pub(crate) name: String,
    pub(crate) files: Vec<DataFile>,
    /// Hash of the files' names.
    pub(crate) hash: String,
}

/// Folder of all roll-ups, within the warehouse.
const FOLDER: &str = "rollups";

/// Folder of all roll-ups.
pub(crate) fn root(warehouse: &Warehouse) -> PathBuf {
    warehouse.root().join(FOLDER)
}

/// Folder of a cube.
pub(crate) fn folder(warehouse: &Warehouse, cube: &Cube) -> PathBuf {
    root(warehouse).join(&cube.name)
}

/// A table's files by day; rows filed under no day have no roll-ups.
pub(crate) fn days(files: &[DataFile]) -> Vec<Day> {
    let mut by_day: BTreeMap<&str, Vec<DataFile>> = BTreeMap::new();
    for file in files {
        if let Some(day) = &file.day {
            by_day.entry(day).or_default().push(file.clone());
        }
    }
    by_day
        .into_iter()
        .map(|(day, files)| {
            let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
            let hash = blake3::hash(names.join("\n").as_bytes()).to_hex()[..20].to_owned();
            Day { name: day.to_owned(), files, hash }
        })
        .collect()
}

/// What the name of a day's part begins with.
pub(crate) fn day_part(day: &Day) -> String {
    format!("{}-{}", day.name, day.hash)
}

/// Months by name with the places of their days.
pub(crate) fn months(days: &[Day]) -> BTreeMap<&str, Vec<usize>> {
    let mut months: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, day) in days.iter().enumerate() {
        months.entry(day.name.get(..7).unwrap_or_default()).or_default().push(place);
    }
    months
}

/// What the name of a month's part begins with.
pub(crate) fn month_part(month: &str, days: &[&Day]) -> String {
    let all: Vec<String> = days.iter().map(|day| day_part(day)).collect();
    let hash = blake3::hash(all.join("\n").as_bytes()).to_hex()[..20].to_owned();
    format!("{month}-{hash}")
}

/// Parts that exist: what their names begin with, and their names. A name ends with a hash of the part's own bytes.
pub(crate) fn existing(folder: &Path) -> HashMap<String, String> {
    let entries = names(folder).into_iter();
    entries
        .filter_map(|name| {
            let (beginning, _) = name.strip_suffix(".parquet")?.rsplit_once('-')?;
            Some((beginning.to_owned(), name.clone()))
        })
        .collect()
}

/// True if a part's bytes are those it was written with: a damaged one is as good as none. Looked at once by a process.
pub(crate) fn is_whole(warehouse: &Warehouse, path: &Path) -> bool {
    let whole = &warehouse.kept().whole_parts;
    if whole.lock().is_ok_and(|whole| whole.contains(path)) {
        return true;
    }
    let stated =
        path.file_stem().and_then(|name| name.to_str()?.rsplit_once('-')).map(|(_, hash)| hash.to_owned());
    let found = hash_file(path).ok().map(|hash| hash[..HASH_SIGNS].to_owned());
    if stated.is_none() || stated != found {
        tracing::warn!(part = %path.display(), "a damaged roll-up is not read");
        return false;
    }
    if let Ok(mut whole) = whole.lock() {
        whole.insert(path.to_owned());
    }
    true
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(std::result::Result::ok);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Removes the parts that no longer hold for the dataset's heads, if they are at least that old: a question that is being
/// answered may still read one. Erasing a person passes zero. Gives the number removed.
///
/// # Errors
/// The file system, a log that cannot be read.
pub async fn sweep(dataset: &Dataset, least_age: Duration) -> Result<usize> {
    let mut wanted: BTreeMap<String, HashSet<String>> = BTreeMap::new();
    let cubes = cubes(dataset);
    for cube in &cubes {
        let files = dataset.warehouse.files(cube.table, &dataset.heads).await?;
        let days = days(&files);
        let names = wanted.entry(cube.name.clone()).or_default();
        names.extend(days.iter().map(day_part));
        for (month, places) in months(&days) {
            let own: Vec<&Day> = places.iter().map(|place| &days[*place]).collect();
            names.insert(month_part(month, &own));
        }
    }
    let linked = linked::wanted(dataset).await.map_err(|error| WarehouseError::Rows {
        table: linked::FOLDER.to_owned(),
        detail: error.to_string(),
    })?;
    for cube in cubes.iter().filter(|cube| matches!(cube.made_of, MadeOf::Weeks)) {
        wanted.insert(cube.name.clone(), linked.clone());
    }
    wanted.insert(linked::FOLDER.to_owned(), linked);
    let root = root(&dataset.warehouse);
    let mut removed = 0;
    for cube in names(&root) {
        let folder = root.join(&cube);
        for part in names(&folder) {
            let path = folder.join(&part);
            let beginning = part.rsplit_once('-').map_or(part.as_str(), |(beginning, _)| beginning);
            if wanted.get(&cube).is_some_and(|parts| parts.contains(beginning)) || age(&path) < least_age {
                continue;
            }
            std::fs::remove_file(&path).map_err(|source| WarehouseError::Io { path, source })?;
            removed += 1;
        }
        if !wanted.contains_key(&cube) && names(&folder).is_empty() {
            std::fs::remove_dir(&folder).map_err(|source| WarehouseError::Io { path: folder, source })?;
        }
    }
    Ok(removed)
}

/// Paths of the parts there are, within the warehouse. Some may be gone when they are opened.
pub fn paths(warehouse: &Warehouse) -> Vec<String> {
    let root = root(warehouse);
    let parts_of = |cube: String| {
        let parts = names(&root.join(&cube)).into_iter().filter(|part| part.ends_with(".parquet"));
        parts.map(|part| format!("{FOLDER}/{cube}/{part}")).collect::<Vec<_>>()
    };
    names(&root).into_iter().flat_map(parts_of).collect()
}
