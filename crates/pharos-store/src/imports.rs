//! Imports: what was read, when, with what result.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    Set,
};
use serde_json::Value;

use crate::entity::import;
use crate::{Result, Store, StoreError};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// being read
    Running,
    /// published
    Done,
    /// ended without result; nothing of it is visible
    Failed,
    /// taken back
    Undone,
}

/// One import.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRecord {
    /// its id as typed by people: the ingest sequence as text
    pub id: String,
    /// its ingest sequence
    pub seq: i64,
    /// the kind of source: `table`, `asterisk-queue-log`, ...
    pub source: String,
    /// the name its rows carry
    pub source_name: String,
    /// the site its rows belong to
    pub site: Option<String>,
    /// the user who brought it in; `None`: not known, the system itself, or a person who was erased
    pub made_by: Option<String>,
    /// where it stands
    pub state: ImportState,
    /// begun
    pub started_at_us: i64,
    /// ended
    pub finished_at_us: Option<i64>,
    /// counts in the shape of the command's JSON
    pub counts: Value,
    /// findings in the shape of the command's JSON
    pub quality: Value,
    /// the rejected records, a file in the data folder
    pub rejects_file: Option<String>,
}

impl ImportState {
    /// As stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            ImportState::Running => "running",
            ImportState::Done => "done",
            ImportState::Failed => "failed",
            ImportState::Undone => "undone",
        }
    }

    fn parse(word: &str) -> ImportState {
        let all = [ImportState::Running, ImportState::Done, ImportState::Undone];
        all.into_iter().find(|state| state.as_str() == word).unwrap_or(ImportState::Failed)
    }
}

impl Store {
    /// Notes that an import has begun, or replaces what was noted.
    ///
    /// # Errors
    /// The database.
    pub async fn save_import(&self, record: &ImportRecord) -> Result<()> {
        let transaction = self.write().await?;
        save(&transaction, record).await?;
        Ok(transaction.commit().await?)
    }

    /// All imports, newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn imports(&self) -> Result<Vec<ImportRecord>> {
        let rows = import::Entity::find().order_by_desc(import::Column::Seq).all(self.database()).await?;
        rows.into_iter().map(record).collect()
    }

    /// The import of that id.
    ///
    /// # Errors
    /// [`StoreError::NoImport`]; the database.
    pub async fn import(&self, id: &str) -> Result<ImportRecord> {
        let row = import::Entity::find_by_id(id.to_owned()).one(self.database()).await?;
        record(row.ok_or_else(|| StoreError::NoImport { id: id.to_owned() })?)
    }
}

pub(crate) async fn save(connection: &impl ConnectionTrait, record: &ImportRecord) -> Result<()> {
    let row = import::ActiveModel {
        id: Set(record.id.clone()),
        seq: Set(record.seq),
        source: Set(record.source.clone()),
        source_name: Set(record.source_name.clone()),
        site: Set(record.site.clone()),
        made_by: Set(record.made_by.clone()),
        state: Set(record.state.as_str().to_owned()),
        started_at_us: Set(record.started_at_us),
        finished_at_us: Set(record.finished_at_us),
        counts: Set(record.counts.to_string()),
        quality: Set(record.quality.to_string()),
        rejects_file: Set(record.rejects_file.clone()),
    };
    let there = import::Entity::find_by_id(record.id.clone()).one(connection).await?.is_some();
    if there {
        row.update(connection).await?
    } else {
        row.insert(connection).await?
    };
    Ok(())
}

/// Imports that say they run though nobody writes: their process died.
pub(crate) async fn fail_running(connection: &impl ConnectionTrait, now_us: i64) -> Result<()> {
    let running = import::Entity::find().filter(import::Column::State.eq(ImportState::Running.as_str()));
    for row in running.all(connection).await? {
        let mut row = row.into_active_model();
        row.state = Set(ImportState::Failed.as_str().to_owned());
        row.finished_at_us = Set(Some(now_us));
        row.update(connection).await?;
    }
    Ok(())
}

fn record(row: import::Model) -> Result<ImportRecord> {
    let parse =
        |what, text: &str| serde_json::from_str(text).map_err(|source| StoreError::Stored { what, source });
    Ok(ImportRecord {
        counts: parse("counts", &row.counts)?,
        quality: parse("quality", &row.quality)?,
        state: ImportState::parse(&row.state),
        id: row.id,
        seq: row.seq,
        source: row.source,
        source_name: row.source_name,
        site: row.site,
        made_by: row.made_by,
        started_at_us: row.started_at_us,
        finished_at_us: row.finished_at_us,
        rejects_file: row.rejects_file,
    })
}
