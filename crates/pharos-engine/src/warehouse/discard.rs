//! Removing what a given-up commit wrote: files no published version names.

use std::path::Path;

use super::{Result, Warehouse, WarehouseError};

impl Warehouse {
    /// Removes the data files written under a sequence that was never published. The log still names them above the head;
    /// the next commit takes them out of it without reading them.
    ///
    /// # Errors
    /// The file system.
    pub fn discard(&self, sequence: i64) -> Result<()> {
        self.seals.forget_changes(sequence);
        let beginning = format!("part-{sequence:012}-");
        remove(self.root(), &beginning)
    }
}

fn remove(folder: &Path, beginning: &str) -> Result<()> {
    let io = |source| WarehouseError::Io { path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        if entry.file_type().map_err(io)?.is_dir() {
            remove(&entry.path(), beginning)?;
        } else if entry.file_name().to_string_lossy().starts_with(beginning) {
            std::fs::remove_file(entry.path()).map_err(io)?;
        }
    }
    Ok(())
}
