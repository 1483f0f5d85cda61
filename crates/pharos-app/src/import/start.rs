//! Importing a file that was sent, as a job.

use pharos_ingest::mapping::Mapping;

use super::{ImportRequest, MappingChoice};
use crate::{App, ImportJobView, Permission, Result};

/// What is to be imported.
#[derive(Clone, Debug, Default)]
pub struct StartRequest {
    /// the file that was sent
    pub upload: String,
    /// `table`, `interval-report` or a system
    pub source: String,
    /// how columns become rows; systems need none
    pub mapping: Option<Box<Mapping>>,
    /// keep the mapping under this name
    pub save_as: Option<String>,
    /// columns of the file, for finding the saved mapping again
    pub columns: Vec<String>,
    /// the name its rows carry
    pub source_name: Option<String>,
    /// the site its rows belong to
    pub site: Option<String>,
    /// zone of times that have none
    pub tz: Option<String>,
    /// keep nothing if a record is rejected
    pub strict: bool,
}

impl App {
    /// Begins to import a file that was sent; the job tells how far it is. The file is forgotten once it is imported, and kept
    /// where that failed.
    ///
    /// # Errors
    /// A file that is gone, a mapping that cannot be saved.
    pub async fn start_import(
        &self,
        permission: &Permission,
        request: StartRequest,
    ) -> Result<ImportJobView> {
        permission.require_import()?;
        let (upload, path) = self.upload(permission, &request.upload)?;
        if let (Some(name), Some(mapping)) = (&request.save_as, &request.mapping) {
            self.save_mapping(permission, name, &request.columns, mapping).await?;
        }
        let import = ImportRequest {
            source: request.source,
            files: vec![path],
            mapping: request.mapping.map(MappingChoice::Given),
            source_name: request.source_name,
            site: request.site,
            tz: request.tz,
            dry_run: false,
            strict: request.strict,
        };
        // Of packed files the lines say nothing about the records.
        let records_about = (upload.bytes < upload.lines.saturating_mul(4_096)).then_some(upload.lines);
        let job = self.import_jobs.begin(permission.user_id(), records_about);
        let (app, by, id) = (self.clone(), permission.clone(), job.clone());
        tokio::spawn(async move {
            let progress = |records| app.import_jobs.progress(&id, records);
            match app.import(&by, &import, &progress).await {
                Ok(report) => {
                    let refused = format!(
                        "{} of {} records are rejected, nothing was kept; maybe the mapping does not fit",
                        report.rejected, report.read
                    );
                    if report.published
                        && let Err(error) = app.forget_upload(&by, &request.upload)
                    {
                        tracing::warn!(%error, "a file that was imported could not be removed from the spool");
                    }
                    app.import_jobs.progress(&id, report.read);
                    app.import_jobs.end(&id, report.import_id, (!report.published).then_some(refused));
                }
                Err(error) => {
                    tracing::warn!(%error, "an import of the page failed");
                    let words =
                        if error.is_input() { error.to_string() } else { "the log says more".to_owned() };
                    app.import_jobs.end(&id, None, Some(words));
                }
            }
        });
        self.job(permission, &job)
    }
}
