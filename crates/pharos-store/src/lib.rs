//! Records: what people decide, and the inbox of facts. SQLite or PostgreSQL through sea-orm.
//!
//! The records' database also says what is true of the fact tables: which Delta version of each table readers use
//! (`fact_heads`) and which rows wait in the inbox. A reader takes both in one database snapshot, the one writer (by lease)
//! moves all heads and deletes the folded inbox rows in one transaction: nothing is lost, nothing is seen twice.
//!
//! Instants are microseconds since 1970 UTC (`*_us`); the caller brings the clock.

mod aliases;
mod api_tokens;
mod audit;
mod centre;
mod copy;
mod corrections;
mod day;
mod entity;
mod erasures;
mod error;
mod fail_point;
mod files;
mod forecasts;
mod goals;
mod heads;
mod imports;
mod inbox;
mod kept_plans;
mod lease;
mod mappings;
mod migration;
mod people;
mod personal;
mod planning_events;
mod sessions;
mod tables;
mod upkeep;
mod users;
mod views;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    EntityTrait, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

pub use aliases::{Alias, AliasKind, Unknown};
pub use api_tokens::ApiTokenRecord;
pub use audit::{AuditEntry, AuditFault, AuditFilter, AuditRecord, AuditState};
pub use centre::CentreSettings;
pub use corrections::Correction;
pub use day::{
    AgendaPointRecord, DailyUpdateRecord, OutgoingMailRecord, StrategyItemRecord, WallDeviceRecord,
    WallRecord,
};
pub use erasures::{ErasedName, ErasureRecord};
pub use error::StoreError;
pub use fail_point::{FAIL_POINTS, fail_point};
pub use files::{FileChanges, FileSeal, StoredFile};
pub use forecasts::{ForecastChange, ForecastRecord, SeriesKey};
pub use goals::{
    BoardRecord, EntryRecord, GoalRecord, GoalState, GoalVersion, NewEntry, PurposeRecord, ShownRecord,
};
pub use heads::{Publication, Snapshot, SnapshotMark};
pub use imports::{ImportRecord, ImportState};
pub use inbox::{Accepted, InboxRow, NewFact};
pub use kept_plans::{KeptPlan, PlanKind};
pub use lease::{LEASE_TTL_US, LeaseHolder};
pub use mappings::SavedMapping;
pub use people::{PersonRecord, PersonRecordFilter, PulseAnswer};
pub use personal::PersonalNames;
pub use planning_events::{CleaningDecision, PlanningEvent};
pub use sessions::{PendingSignIn, SessionRecord};
pub use users::UserRecord;
pub use views::SavedView;

pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// Name of the SQLite file in the data folder.
pub const RECORDS_FILE: &str = "records.sqlite";

/// Where the records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `records.sqlite` in this folder, which is made if missing.
    Folder(PathBuf),
    /// A PostgreSQL database, `postgres://...`.
    Url(String),
}

/// The records' database.
#[derive(Clone, Debug)]
pub struct Store {
    database: DatabaseConnection,
}

impl Store {
    /// Opens the records, makes or migrates the tables.
    ///
    /// # Errors
    /// [`StoreError::NewerFormat`] where a newer version wrote the data; a database that cannot be reached or changed.
    pub async fn open(place: &Place) -> Result<Store> {
        let options = match place {
            Place::Folder(folder) => sqlite_options(folder)?,
            Place::Url(url) => postgres_options(url),
        };
        let database = Database::connect(options).await?;
        let store = Store { database };
        store.check_format().await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Closes the connections; what is committed is on disk already.
    ///
    /// # Errors
    /// A database that does not answer any more.
    pub async fn close(self) -> Result<()> {
        Ok(self.database.close().await?)
    }

    /// Refuses a folder of a newer version before anything in it is touched.
    async fn check_format(&self) -> Result<()> {
        // Without the table the database is new.
        let Ok(Some(row)) = entity::format_version::Entity::find_by_id(1).one(&self.database).await else {
            return Ok(());
        };
        let known = i64::from(pharos_schema::FORMAT_VERSION);
        if known < row.version {
            return Err(StoreError::NewerFormat { found: row.version, known });
        }
        Ok(())
    }

    async fn migrate(&self) -> Result<()> {
        // Two programs may open a new folder at once; the loser of that race finds the tables there the second time.
        if migration::Migrator::up(&self.database, None).await.is_err() {
            tokio::time::sleep(Duration::from_millis(200)).await;
            migration::Migrator::up(&self.database, None).await?;
        }
        let row = entity::format_version::ActiveModel {
            id: sea_orm::Set(1),
            version: sea_orm::Set(i64::from(pharos_schema::FORMAT_VERSION)),
        };
        let keep_or_raise = sea_orm::sea_query::OnConflict::column(entity::format_version::Column::Id)
            .update_column(entity::format_version::Column::Version)
            .to_owned();
        entity::format_version::Entity::insert(row).on_conflict(keep_or_raise).exec(&self.database).await?;
        Ok(())
    }

    /// A transaction that writes. SQLite takes the write lock at once: a transaction that began by reading could not get it
    /// later without failing.
    pub(crate) async fn write(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.database.begin_with_options(options).await?)
    }

    /// A transaction that reads one snapshot.
    pub(crate) async fn read(&self) -> Result<DatabaseTransaction> {
        let options = match self.database.get_database_backend() {
            DatabaseBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        Ok(self.database.begin_with_options(options).await?)
    }

    pub(crate) fn database(&self) -> &DatabaseConnection {
        &self.database
    }
}

/// Connections that are opened at the start: a thread that does background work seldom has to open one, which would share its
/// low priority.
const OPEN_CONNECTIONS: u32 = 4;

fn sqlite_options(folder: &Path) -> Result<ConnectOptions> {
    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    std::fs::create_dir_all(folder)
        .map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
    let file = folder.join(RECORDS_FILE);
    let mut options = ConnectOptions::new(format!("sqlite://{RECORDS_FILE}"));
    options.min_connections(OPEN_CONNECTIONS).max_connections(8).sqlx_logging(false).map_sqlx_sqlite_opts(
        move |sqlite| {
            sqlite
                .filename(&file)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                // What is deleted is overwritten: erasing a person must reach the file.
                .pragma("secure_delete", "ON")
                .busy_timeout(Duration::from_secs(20))
        },
    );
    Ok(options)
}

fn postgres_options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.min_connections(OPEN_CONNECTIONS).max_connections(16).sqlx_logging(false);
    options
}

#[cfg(test)]
mod tests;
