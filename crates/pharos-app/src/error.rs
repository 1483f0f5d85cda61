//! What a use case can answer instead of a result.

use std::path::{Path, PathBuf};

use pharos_engine::query::{Cause, QueryError};
use pharos_engine::warehouse::WarehouseError;
use pharos_store::StoreError;
use thiserror::Error;

use crate::identity::SignInFault;
use crate::refusal::{Reason, Refusal};

/// What a use case can answer instead of a result. The words say what, the value, and what may help.
#[derive(Debug, Error)]
pub enum AppError {
    /// What came in is at fault.
    #[error("{0}")]
    Input(String),
    /// What came in is at fault, or the state of things forbids it, for a reason that can be worded in the reader's language:
    /// whatever a person at the page can come upon.
    #[error("{0}")]
    Refused(Refusal),
    /// Something asked for by name is not there.
    #[error("there is no {what} `{name}`{advice}")]
    NotFound {
        /// what was asked for
        what: &'static str,
        /// the name
        name: String,
        /// what may help, beginning with a semicolon; often empty
        advice: String,
    },
    /// Whoever asked may not do that.
    #[error(
        "you may not do that: it wants the right `{action}`; maybe ask an administrator for a role that has it"
    )]
    Forbidden {
        /// word of the action
        action: &'static str,
    },
    /// Nobody came in: wrong password, ended session, and the like. It never says which.
    #[error("{0}")]
    SignIn(SignInFault),
    /// What came in is longer than is allowed.
    #[error("{0}")]
    TooLarge(String),
    /// The state of things forbids it.
    #[error("{0}")]
    Conflict(String),
    /// Somebody else is at work; later it may go.
    #[error("{0}")]
    Busy(String),
    /// The disk is full: nothing of what was asked for was kept.
    #[error("the disk is full, nothing was kept; maybe free some space, then try again ({0})")]
    DiskFull(String),
    /// The questions of this time need more memory than they may use together; another time it may be enough.
    #[error("{0}")]
    Memory(String),
    /// A data file is not what it was written as: it gives no numbers.
    #[error("{0}")]
    Damaged(String),
    /// The question is at fault, or the engine.
    #[error(transparent)]
    Query(QueryError),
    /// The fact tables.
    #[error(transparent)]
    Warehouse(WarehouseError),
    /// The records.
    #[error(transparent)]
    Store(StoreError),
    /// The file system.
    #[error("{path}: {source}")]
    Io {
        /// the file or folder
        path: PathBuf,
        /// the cause
        source: std::io::Error,
    },
    /// Our own mistake.
    #[error("an internal fault: {0}")]
    Internal(String),
}

impl AppError {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> AppError {
        use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        if matches!(source.kind(), StorageFull | QuotaExceeded | FileTooLarge) {
            return AppError::DiskFull(format!("{}: {source}", path.display()));
        }
        AppError::Io { path: path.to_owned(), source }
    }

    /// A refusal for a reason, with the words of the command line.
    pub(crate) fn refused(reason: Reason, words: impl Into<String>) -> AppError {
        AppError::Refused(Refusal::new(reason, words.into()))
    }

    /// The same with a value its wording needs: a number or a text.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<serde_json::Value>) -> AppError {
        if let AppError::Refused(refusal) = &mut self {
            refusal.add(name, value.into());
        }
        self
    }

    /// True where the state of things forbids it.
    pub fn is_conflict(&self) -> bool {
        match self {
            AppError::Conflict(_) => true,
            AppError::Refused(refusal) => refusal.reason().is_conflict(),
            _ => false,
        }
    }

    /// True where whoever asked can mend it (exit status 1), false where we are at fault (exit status 3).
    pub fn is_input(&self) -> bool {
        match self {
            AppError::Input(_)
            | AppError::Refused(_)
            | AppError::NotFound { .. }
            | AppError::Forbidden { .. }
            | AppError::SignIn(_)
            | AppError::TooLarge(_)
            | AppError::Conflict(_)
            | AppError::Busy(_) => true,
            AppError::Query(error) => {
                matches!(
                    error,
                    QueryError::Question(_) | QueryError::Refused { .. } | QueryError::Expression { .. }
                )
            }
            AppError::Store(error) => matches!(error, StoreError::NewerFormat { .. }),
            AppError::DiskFull(_)
            | AppError::Memory(_)
            | AppError::Damaged(_)
            | AppError::Warehouse(_)
            | AppError::Io { .. }
            | AppError::Internal(_) => false,
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoImport { id } => AppError::NotFound {
                what: "import",
                name: id,
                advice: "; maybe one of `pharos import --list`".to_owned(),
            },
            StoreError::KeyReused { .. } => AppError::Conflict(error.to_string()),
            StoreError::Changed { .. } => AppError::refused(Reason::ChangedMeanwhile, error.to_string()),
            StoreError::LoginTaken { ref login } => {
                AppError::refused(Reason::LoginTaken, error.to_string()).with("login", login.as_str())
            }
            StoreError::LeaseLost => AppError::Busy(error.to_string()),
            other if other.is_disk_full() => AppError::DiskFull(other.to_string()),
            other => AppError::Store(other),
        }
    }
}

impl From<WarehouseError> for AppError {
    fn from(error: WarehouseError) -> Self {
        match error {
            full if full.is_disk_full() => AppError::DiskFull(full.to_string()),
            WarehouseError::File { .. } => AppError::Damaged(error.to_string()),
            other => AppError::Warehouse(other),
        }
    }
}

impl From<QueryError> for AppError {
    fn from(error: QueryError) -> Self {
        if let Some(words) = error.damaged_file() {
            return AppError::Damaged(words);
        }
        match error {
            QueryError::Memory(_) => AppError::Memory(error.to_string()),
            QueryError::Refused { cause, words } => AppError::refused(reason(cause), words),
            other => AppError::Query(other),
        }
    }
}

/// Why a question is not answered.
fn reason(cause: Cause) -> Reason {
    match cause {
        Cause::NoMetric => Reason::MetricNeeded,
        Cause::UnknownMetric => Reason::UnknownMetric,
        Cause::Parameter => Reason::InvalidParam,
        Cause::Instant => Reason::DateWrong,
        Cause::Period => Reason::SpanReversed,
        Cause::OpenPeriod => Reason::PeriodOpen,
        Cause::Split => Reason::SplitUnknown,
        Cause::GroupsOnly => Reason::GroupsOnly,
        Cause::Dimensions => Reason::GroupsDimensions,
        Cause::Rows => Reason::RowsOfOne,
    }
}

/// A time zone that is none.
pub(crate) fn no_zone(name: &str, error: &pharos_calendar::Error) -> AppError {
    AppError::refused(Reason::ZoneUnknown, error.to_string()).with("name", name)
}
