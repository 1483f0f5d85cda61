//! The rejected records as a file: line, reason, row, and the file they stood in.

use std::fs::File;
use std::path::{Path, PathBuf};

use pharos_ingest::readers::Reject;

use crate::{AppError, Result};

/// Writes rejected records; the file is made with the first one.
pub(super) struct RejectsFile {
    path: PathBuf,
    writer: Option<csv::Writer<File>>,
}

impl RejectsFile {
    pub(super) fn new(folder: &Path, name: &str) -> RejectsFile {
        RejectsFile { path: folder.join(format!("{name}.csv")), writer: None }
    }

    pub(super) fn add(&mut self, source_file: &str, rejects: &[Reject]) -> Result<()> {
        if rejects.is_empty() {
            return Ok(());
        }
        if self.writer.is_none() {
            self.writer = Some(self.create()?);
        }
        let path = self.path.clone();
        if let Some(writer) = &mut self.writer {
            for reject in rejects {
                let line = reject.line.to_string();
                writer
                    .write_record([line.as_str(), &reject.reason, &reject.row, source_file])
                    .map_err(|error| AppError::io(&path, error.into()))?;
            }
        }
        Ok(())
    }

    /// The file, if there is one.
    pub(super) fn finish(&mut self) -> Result<Option<String>> {
        let Some(mut writer) = self.writer.take() else { return Ok(None) };
        writer.flush().map_err(|source| AppError::io(&self.path, source))?;
        Ok(Some(self.path.display().to_string()))
    }

    fn create(&self) -> Result<csv::Writer<File>> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| AppError::io(folder, source))?;
        }
        let file = File::create(&self.path).map_err(|source| AppError::io(&self.path, source))?;
        let mut writer = csv::Writer::from_writer(file);
        writer
            .write_record(["line", "reason", "row", "file"])
            .map_err(|error| AppError::io(&self.path, error.into()))?;
        Ok(writer)
    }
}
