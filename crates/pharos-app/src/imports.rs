//! Imports that were made: listed, shown, taken back.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use pharos_schema::{TABLES, harmless, table};
use pharos_store::{ImportRecord, ImportState};
use serde::Serialize;
use serde_json::Value;

use crate::writer::Also;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// How long an undo waits for another writer.
const PATIENCE: Duration = Duration::from_secs(60);

/// An import as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportView {
    /// names it
    pub id: String,
    /// the kind of source
    pub source: String,
    /// the name its rows carry
    pub source_name: String,
    /// the site its rows belong to
    pub site: Option<String>,
    /// the name of who brought it in; `None`: not known, or no longer there
    pub made_by: Option<String>,
    /// whoever asks may take it back and read what it rejected
    pub may_change: bool,
    /// when it began, RFC 3339
    pub at: String,
    /// running, done, failed, undone
    pub state: String,
    /// counts of records and rows, as `pharos import --json` gives them; empty while it runs
    pub counts: Value,
    /// what is odd in the data
    pub quality: Value,
    /// the rejected records
    pub rejects_file: Option<String>,
}

impl App {
    /// All imports, newest first.
    ///
    /// # Errors
    /// The records.
    pub async fn imports(&self, permission: &Permission) -> Result<Vec<ImportView>> {
        permission.require(Action::ReadImports)?;
        let names = self.names_of_users().await?;
        Ok(self.store.imports().await?.into_iter().map(|it| view(it, permission, &names)).collect())
    }

    /// Takes an import back: its rows go, what they had replaced counts again.
    ///
    /// # Errors
    /// The right is missing, an unknown id, an import that is not done, another writer at work.
    pub async fn undo_import(&self, permission: &Permission, id: &str) -> Result<ImportView> {
        self.require_own_import(permission, id).await?;
        self.audit(permission, "import.undo", ("import", id), "").await?;
        let mut writer = self.writer(PATIENCE).await?;
        let mut record = match self.store.import(id).await {
            Ok(record) if record.state == ImportState::Done => record,
            Ok(record) => {
                writer.abandon().await?;
                return Err(AppError::refused(
                    Reason::ImportNotDone,
                    format!("import {id} is {}; only one that is done can be undone", record.state.as_str()),
                ));
            }
            Err(error) => {
                writer.abandon().await?;
                return Err(error.into());
            }
        };
        let touched = record.counts.get("tables").and_then(Value::as_object).cloned().unwrap_or_default();
        for table in touched.keys().filter_map(|name| table(name)) {
            writer.undo(table, record.seq).await?;
        }
        record.state = ImportState::Undone;
        record.finished_at_us = Some(now_us());
        writer.publish(Also { import: Some(&record), ..Also::default() }).await?;
        tracing::info!(import = id, "undone");
        Ok(view(record, permission, &self.names_of_users().await?))
    }

    /// The rejected records of an import as CSV that no spreadsheet runs.
    ///
    /// # Errors
    /// An unknown id, an import that rejected nothing, a file that cannot be read.
    pub async fn rejects_csv(&self, permission: &Permission, id: &str) -> Result<Vec<u8>> {
        let record = self.require_own_import(permission, id).await?;
        self.audit_seen(permission, "import.rejects", ("import", id), "", 0).await?;
        let Some(file) = record.rejects_file.map(PathBuf::from).filter(|file| file.is_file()) else {
            return Err(AppError::NotFound {
                what: "file of rejected records of import",
                name: id.to_owned(),
                advice: "; it rejected none".to_owned(),
            });
        };
        let work = move || -> std::result::Result<Vec<u8>, csv::Error> {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&file)?;
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in reader.records() {
                writer.write_record(row?.iter().map(|cell| harmless(cell).into_owned()))?;
            }
            writer.into_inner().map_err(|error| error.into_error().into())
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| AppError::Internal(error.to_string()))?
            .map_err(|error| AppError::Internal(format!("the rejects of import {id}: {error}")))
    }

    /// The import, where whoever asks brought it in or manages data.
    async fn require_own_import(&self, permission: &Permission, id: &str) -> Result<ImportRecord> {
        permission.require_import()?;
        let record = self.store.import(id).await?;
        if !permission.may_change(record.made_by.as_deref()) {
            permission.require(Action::ManageData)?;
        }
        Ok(record)
    }

    /// Names of users by id; the owner of the folder has none.
    pub(crate) async fn names_of_users(&self) -> Result<BTreeMap<String, String>> {
        Ok(self.store.users().await?.into_iter().map(|user| (user.id, user.name)).collect())
    }

    /// Names of the sources whose imports count.
    pub(crate) async fn source_names(&self) -> Result<Vec<String>> {
        let done = self.store.imports().await?.into_iter().filter(|record| record.state == ImportState::Done);
        let names: std::collections::BTreeSet<String> = done.map(|record| record.source_name).collect();
        Ok(names.into_iter().collect())
    }

    /// Makes one file of each day that stands in many; readers see the same rows.
    ///
    /// # Errors
    /// Another writer at work, a damaged file.
    pub async fn compact(&self) -> Result<()> {
        let mut writer = self.writer(PATIENCE).await?;
        writer.compact(TABLES.iter().copied()).await?;
        writer.publish(Also::default()).await
    }
}

fn view(record: ImportRecord, permission: &Permission, names: &BTreeMap<String, String>) -> ImportView {
    ImportView {
        may_change: permission.may_change(record.made_by.as_deref()),
        made_by: record.made_by.and_then(|id| names.get(&id).cloned()),
        id: record.id,
        source: record.source,
        source_name: record.source_name,
        site: record.site,
        at: rfc3339(record.started_at_us),
        state: record.state.as_str().to_owned(),
        counts: record.counts,
        quality: record.quality,
        rejects_file: record.rejects_file,
    }
}
