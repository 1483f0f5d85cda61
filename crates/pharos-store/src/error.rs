//! What can go wrong with the records.

use std::path::PathBuf;

use thiserror::Error;

/// What can go wrong with the records.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The data folder cannot be made.
    #[error("the data folder {path}: {source}; maybe it belongs to another user")]
    Folder {
        /// the folder
        path: PathBuf,
        /// the cause
        source: std::io::Error,
    },
    /// The database refused.
    #[error("the records' database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A newer version of Pharos wrote this data.
    #[error(
        "the data have format {found}, this version knows formats up to {known}; maybe a newer pharos wrote them: update this one"
    )]
    NewerFormat {
        /// format of the data
        found: i64,
        /// newest format known here
        known: i64,
    },
    /// An idempotency key came again with another body.
    #[error(
        "the idempotency key `{key}` was used before with another body; maybe the key must change with the body"
    )]
    KeyReused {
        /// the key
        key: String,
    },
    /// Somebody else changed it in the meantime.
    #[error("the {what} `{id}` was changed by somebody else in the meantime; maybe look at it again")]
    Changed {
        /// what
        what: &'static str,
        /// which one
        id: String,
    },
    /// No such import.
    #[error("no import `{id}`; maybe one of `pharos import --list`")]
    NoImport {
        /// the id asked for
        id: String,
    },
    /// Another user types that login already.
    #[error("there is a user `{login}` already; maybe another login")]
    LoginTaken {
        /// the login
        login: String,
    },
    /// The writer's lease went to another process, or the heads moved under it: nothing was published.
    #[error("another process writes to these data; nothing was published, try again")]
    LeaseLost,
    /// A stored JSON text cannot be read.
    #[error("a stored value of `{what}` cannot be read: {source}")]
    Stored {
        /// which value
        what: &'static str,
        /// the cause
        source: serde_json::Error,
    },
}

/// What the databases say where the disk is full: SQLite's SQLITE_FULL, and what it makes of a file that may not grow
/// (SQLITE_IOERR_WRITE, of the shared memory SQLITE_IOERR_SHMSIZE); PostgreSQL's 53100.
const FULL: [&str; 5] = ["database or disk is full", "(code: 13)", "(code: 778)", "(code: 4874)", "53100"];

impl StoreError {
    /// True where the disk is full.
    pub fn is_disk_full(&self) -> bool {
        match self {
            StoreError::Folder { source, .. } => {
                use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
                matches!(source.kind(), StorageFull | QuotaExceeded | FileTooLarge)
            }
            StoreError::Database(error) => {
                let words = error.to_string();
                FULL.iter().any(|code| words.contains(code))
            }
            _ => false,
        }
    }
}
