//! Persons in files beside the facts: rejected records, saved exports, uploads, backups.

use std::path::Path;

use pharos_engine::erasure::Erasure;
use pharos_store::{ErasedName, ErasureRecord, FileSeal};

use crate::check::REJECTS;
use crate::{App, AppError, Config, Result};

/// Folders of files that can be made again: one that names an erased person is removed.
const SAVED: [&str; 2] = ["exports", "spool"];

impl App {
    /// Takes the row out of rejected records in which a person stands; gives their number.
    pub(super) async fn erase_rejects(&self, erasure: &Erasure) -> Result<u64> {
        let mut changed = 0;
        for path in self.rejects_files()? {
            let here = rewrite(&path, erasure)?;
            if 0 < here {
                self.seal_rejects(&path).await?;
            }
            changed += here;
        }
        Ok(changed)
    }

    /// Stores the hash of a rejects file.
    pub(crate) async fn seal_rejects(&self, path: &Path) -> Result<()> {
        let bytes = std::fs::read(path).map_err(|source| AppError::io(path, source))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let seal = FileSeal {
            table: REJECTS.to_owned(),
            path: name,
            entry_hash: hash.clone(),
            hash,
            size: bytes.len() as u64,
        };
        Ok(self.store.seal_files(&[seal], 0).await?)
    }

    /// Removes saved files in which a person stands; gives their number.
    pub(super) fn erase_saved_files(&self, erasure: &Erasure) -> Result<u64> {
        let mut removed = 0;
        for folder in SAVED.map(|name| self.config.data.join(name)) {
            removed += remove_naming(&folder, erasure)?;
        }
        Ok(removed)
    }

    /// Erases persons in the backups that are kept here; gives the number of backups.
    pub(super) async fn erase_in_backups(
        &self,
        record: &ErasureRecord,
        names: &[ErasedName],
        erasure: &Erasure,
    ) -> Result<u64> {
        let mut count = 0;
        for folder in self.backup_folders()? {
            let config = Config { data: folder.clone(), database_url: None, ..Config::clone(&self.config) };
            // A backup is a data folder of its own, opened like any other.
            let backup = Box::pin(App::open(config)).await?;
            backup.store.note_erasure(record, names).await?;
            let heads = pharos_engine::warehouse::Heads(backup.snapshot().await?.heads);
            let mut report = backup.would_erase(&heads, erasure).await?;
            Box::pin(backup.erase_everywhere(erasure, &mut report)).await?;
            backup.close().await?;
            crate::backup::seal(&folder)?;
            count += 1;
        }
        Ok(count)
    }
}

/// Writes a rejects file anew; the text that went is an empty cell.
fn rewrite(path: &Path, erasure: &Erasure) -> Result<u64> {
    let failed = |error: csv::Error| AppError::io(path, error.into());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).map_err(failed)?;
    let mut changed = 0;
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().any(|cell| erasure.is_named_in(cell)) {
            changed += 1;
            for (place, cell) in cells.iter_mut().enumerate() {
                // The row as it was read goes whole: what else stands in it is the person's too.
                if place == 2 || erasure.is_named_in(cell) {
                    *cell = "(erased)".to_owned();
                }
            }
        }
        lines.push(cells);
    }
    if changed == 0 {
        return Ok(0);
    }
    let beside = path.with_extension("csv.new");
    let mut writer = csv::Writer::from_path(&beside).map_err(failed)?;
    for cells in lines {
        writer.write_record(&cells).map_err(failed)?;
    }
    writer.flush().map_err(|source| AppError::io(&beside, source))?;
    drop(writer);
    std::fs::rename(&beside, path).map_err(|source| AppError::io(path, source))?;
    Ok(changed)
}

/// Removes files of a folder, and of the folders in it, in which a person is named.
fn remove_naming(folder: &Path, erasure: &Erasure) -> Result<u64> {
    if !folder.is_dir() {
        return Ok(0);
    }
    let io = |source| AppError::io(folder, source);
    let mut removed = 0;
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.is_dir() {
            removed += remove_naming(&path, erasure)?;
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|source| AppError::io(&path, source))?;
        // Workbooks and Parquet files are compressed: what cannot be searched goes as well, it can be made again.
        let is_plain = std::str::from_utf8(&bytes).is_ok();
        if !is_plain || erasure.is_named_in(&String::from_utf8_lossy(&bytes)) {
            std::fs::remove_file(&path).map_err(|source| AppError::io(&path, source))?;
            removed += 1;
        }
    }
    Ok(removed)
}
