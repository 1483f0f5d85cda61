//! Use cases: load, decide, save. Permissions, imports, queries, reports.
//!
//! An [`App`] is an open data folder. Reading use cases take one snapshot of the records (heads, inbox, settings, aliases)
//! and ask the engine; writing ones hold the writer's lease, prepare Delta versions nobody sees, and publish all of them in
//! one transaction of the records' database.

mod aliases;
mod archive;
mod backup;
mod care;
mod catalogue;
mod centre;
mod check;
mod config;
mod dataset;
mod demo;
mod erase;
mod error;
mod events;
mod export;
mod facts;
mod fold;
mod handling;
mod import;
mod imports;
mod jobs;
mod locks;
mod marks;
mod permission;
mod persons;
mod query;
mod restore;
mod retention;
mod rollups;
mod seals;
mod staff;
#[cfg(test)]
mod tests;
mod vacuum;
mod writer;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use pharos_engine::warehouse::Warehouse;
use pharos_metric::Catalogue;
use pharos_store::{Place, Store};

pub use aliases::{AliasEntry, AliasList, UnknownEntry};
pub use archive::write_archive;
pub use backup::{BackupReport, BackupView};
pub use catalogue::{CatalogueView, DimensionView, MetricView, ParamView};
pub use centre::CentreView;
pub use check::{CheckReport, DataFault};
pub use config::{Config, ConfigError, LogConfig};
pub use demo::{Demo, DemoRequest, prepare_demo};
pub use erase::{ErasedTable, ErasureReport, ErasureRequest, ErasureView};
pub use error::AppError;
pub use events::SpecialEvent;
pub use export::{answer_parquet, rows_parquet};
pub use facts::{FactsAnswer, FactsRequest};
pub use handling::{HandlingAgent, HandlingReport};
pub use import::{FilterCounts, GuessReport, ImportReport, ImportRequest, QualityFinding, TableCounts};
pub use imports::ImportView;
pub use jobs::JobView;
pub use permission::Permission;
pub use persons::AccessReport;
pub use pharos_engine::query::{Answer, Part, Rows};
pub use pharos_schema::Person;
pub use query::{QueryRequest, RowsRequest};
pub use restore::{RestoreReport, RestoreRequest, restore};
pub use retention::{RetentionOutcome, RetentionRules, RetentionTable, RetentionTaken, RetentionView};
pub use rollups::RollupReport;
pub use staff::{StaffReport, staff};

pub(crate) type Result<T> = std::result::Result<T, AppError>;

/// An open data folder.
#[derive(Clone, Debug)]
pub struct App {
    config: Arc<Config>,
    store: Store,
    warehouse: Warehouse,
    catalogue: Arc<Catalogue>,
    learned: seals::Learned,
    old_files_sealed: Arc<AtomicBool>,
    marks: marks::MarksCache,
    jobs: Arc<jobs::Jobs>,
}

impl App {
    /// Opens the data folder, made if missing.
    ///
    /// # Errors
    /// A folder that cannot be made, data of a newer version, a metric file of the user's that does not hold.
    pub async fn open(config: Config) -> Result<App> {
        let place = match &config.database_url {
            Some(url) => Place::Url(url.clone()),
            None => Place::Folder(config.data.clone()),
        };
        std::fs::create_dir_all(&config.data).map_err(|source| AppError::io(&config.data, source))?;
        let store = Store::open(&place).await?;
        let catalogue = Arc::new(catalogue::load(&config.metrics_folder())?);
        let warehouse = Warehouse::new(config.facts_folder());
        Ok(App {
            config: Arc::new(config),
            store,
            warehouse,
            catalogue,
            learned: seals::Learned::default(),
            old_files_sealed: Arc::default(),
            marks: Arc::default(),
            jobs: Arc::default(),
        })
    }

    /// Closes it; what is committed is on disk already.
    ///
    /// # Errors
    /// A database that does not answer any more.
    pub async fn close(self) -> Result<()> {
        Ok(self.store.close().await?)
    }

    /// What it was opened with.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Facts waiting in the inbox.
    ///
    /// # Errors
    /// The records.
    pub async fn inbox_len(&self) -> Result<u64> {
        Ok(self.store.inbox_len().await?)
    }

    /// True if the records' database answers.
    pub async fn is_healthy(&self) -> bool {
        self.store.inbox_len().await.is_ok()
    }
}

/// The clock of the use cases, microseconds.
fn now_us() -> i64 {
    jiff::Timestamp::now().as_microsecond()
}

/// An instant as shown outside: RFC 3339, UTC.
fn rfc3339(instant_us: i64) -> String {
    jiff::Timestamp::from_microsecond(instant_us)
        .map_or_else(|_| String::new(), |instant| instant.to_string())
}
