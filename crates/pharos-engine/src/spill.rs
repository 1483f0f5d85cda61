//! Where questions put what does not fit into their memory: a folder beside the facts it was read from, so that the rows of
//! persons stay in the data folder and on its disk. A system's temporary folder may be shared, and is often memory itself.

use std::path::PathBuf;
use std::time::Duration;

use crate::warehouse::{Warehouse, WarehouseError, age};

const FOLDER: &str = "spill";

/// The folder; a question makes one of its own in it and removes it at its end.
pub(crate) fn folder(warehouse: &Warehouse) -> PathBuf {
    warehouse.root().join(FOLDER)
}

/// Removes what a process left that ended in the middle of a question, if it is at least that old. Gives the number of folders.
///
/// # Errors
/// The file system.
pub fn sweep_spills(warehouse: &Warehouse, least_age: Duration) -> Result<usize, WarehouseError> {
    let mut removed = 0;
    for entry in std::fs::read_dir(folder(warehouse)).into_iter().flatten().flatten() {
        if least_age <= age(&entry.path()) {
            let path = entry.path();
            std::fs::remove_dir_all(&path).map_err(|source| WarehouseError::Io { path, source })?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::testing::store;

    #[test]
    fn what_a_question_spills_lies_in_the_data_folder_and_goes_with_it() {
        let place = tempfile::tempdir().unwrap();
        let dataset = store(place.path(), pharos_metric::Catalogue::default());
        let own = |path: &Path| path.starts_with(folder(&dataset.warehouse));
        let runtime = dataset.runtime().unwrap();
        let paths = runtime.disk_manager.temp_dir_paths();
        assert!(!paths.is_empty() && paths.iter().all(|path| own(path) && path.is_dir()), "{paths:?}");
        drop(runtime);
        assert!(paths.iter().all(|path| !path.exists()));
    }

    #[test]
    fn only_what_is_old_enough_is_swept() {
        let place = tempfile::tempdir().unwrap();
        let dataset = store(place.path(), pharos_metric::Catalogue::default());
        let left = folder(&dataset.warehouse).join("datafusion-left");
        std::fs::create_dir_all(&left).unwrap();
        std::fs::write(left.join("rows"), "a person").unwrap();
        assert_eq!(sweep_spills(&dataset.warehouse, Duration::from_secs(3_600)).unwrap(), 0);
        assert!(left.exists());
        assert_eq!(sweep_spills(&dataset.warehouse, Duration::ZERO).unwrap(), 1);
        assert!(!left.exists());
    }
}
