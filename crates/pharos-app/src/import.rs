//! Importing files: read, evaluate, merge in chunks, publish once.
//!
//! The heads move only at the end, together with the note of the import: whatever interrupts it, nothing of it is visible.
//! Memory does not grow with the file: a chunk is merged and forgotten.

mod chunk;
mod erased;
mod findings;
mod guess;
mod options;
mod own;
mod preview;
mod rejects;
mod report;
mod request;
mod run;
mod saved;
mod settings;
mod start;
mod stretch;
mod systems;
mod tables;
mod unknowns;

use std::time::Duration;

use crate::{App, AppError, Permission, Result};

pub use guess::GuessReport;
pub use options::{ImportOptions, TableView};
pub use preview::{NoteView, Preview, PreviewColumn, PreviewReject, PreviewRequest, PreviewTable};
pub use report::{FilterCounts, ImportReport, QualityFinding, TableCounts};
pub use request::{ImportRequest, MappingChoice};
pub use saved::SavedMappingView;
pub use start::StartRequest;

use run::Run;
use settings::Settings;

/// How long an import waits for another writer to finish.
const PATIENCE: Duration = Duration::from_secs(60);

impl App {
    /// Reads files into the fact tables. `progress` is told the number of records read so far.
    ///
    /// # Errors
    /// A source, mapping or file at fault; then nothing has changed. Rejected records are no error: the report counts them,
    /// and says by `published` whether the rest was taken.
    pub async fn import(
        &self,
        permission: &Permission,
        request: &ImportRequest,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<ImportReport> {
        permission.require_import()?;
        let settings = Settings::of(self, request).await?;
        for file in &request.files {
            if !file.is_file() {
                return Err(AppError::Input(format!(
                    "{} is no file; maybe the path is mistyped",
                    file.display()
                )));
            }
        }
        if !request.dry_run {
            let names: Vec<_> = request.files.iter().filter_map(|file| file.file_name()).collect();
            self.audit(permission, "import.add", ("source", &request.source), &format!("{names:?}")).await?;
        }
        let mut run = Run::begin(self, permission, request, settings, progress).await?;
        match run.read_all().await {
            Ok(()) => {
                let report = run.finish().await?;
                if !request.dry_run {
                    self.refresh_goals_after("import").await;
                }
                Ok(report)
            }
            Err(error) => {
                run.fail().await?;
                Err(error)
            }
        }
    }
}
