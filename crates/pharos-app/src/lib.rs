//! Use cases: load, decide, save. Permissions, imports, queries, reports.
//!
//! An [`App`] is an open data folder. Reading use cases take one snapshot of the records (heads, inbox, settings, aliases)
//! and ask the engine; writing ones hold the writer's lease, prepare Delta versions nobody sees, and publish all of them in
//! one transaction of the records' database.

mod aliases;
mod archive;
mod audit;
mod backup;
mod care;
mod catalogue;
mod centre;
mod check;
mod config;
mod contact;
mod corrections;
mod dataset;
mod day;
mod decline;
mod demo;
mod erase;
mod error;
mod events;
mod export;
mod facts;
mod fold;
mod forecast_file;
mod forecasting;
mod goals;
mod handling;
mod hiring;
mod identity;
mod import;
mod import_jobs;
mod imports;
mod jobs;
mod locks;
mod marks;
mod organisation;
mod pace;
mod people;
mod permission;
mod personal;
mod persons;
mod plan_rights;
mod planning_files;
mod query;
mod reconcile;
mod refusal;
mod restore;
mod retention;
mod rollups;
mod scenario;
mod seals;
mod sources;
mod span;
mod staff;
mod staffing;
#[cfg(test)]
mod tests;
mod uploads;
mod vacuum;
mod views;
mod writer;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use pharos_engine::warehouse::Warehouse;
use pharos_metric::Catalogue;
use pharos_store::{Place, Store};

pub use aliases::{AliasEntry, AliasList, UnknownEntry};
pub use archive::write_archive;
pub use audit::{AuditPage, AuditQuery, AuditView};
pub use backup::{BackupReport, BackupView};
pub use catalogue::{CatalogueView, DimensionView, MetricView, ParamView};
pub use centre::CentreView;
pub use check::{CheckReport, DataFault};
pub use config::{Admit, Config, ConfigError, LogConfig, LoginClaim, MailConfig, OidcConfig, SignInConfig};
pub use contact::{ContactView, FactRows};
pub use corrections::{CorrectionRequest, CorrectionView};
pub use day::*;
pub use decline::{DeclineReport, decline};
pub use demo::{Demo, DemoFilling, DemoRequest, prepare_demo};
pub use erase::{ErasedTable, ErasureReport, ErasureRequest, ErasureView};
pub use error::AppError;
pub use events::SpecialEvent;
pub use export::{ExportFile, FileFormat, answer_parquet, rows_parquet};
pub use facts::{FactsAnswer, FactsRequest};
pub use forecast_file::{ForecastFiles, forecast_files};
pub use forecasting::{
    AccuracyRequest, AccuracyRow, AccuracyView, CameDay, ChangeRequest, CleaningRequest, EventRequest,
    ForecastEntry, ForecastLine, ForecastPart, ForecastRequest, ForecastSlot, ForecastView, IntradayRequest,
    IntradaySlotView, IntradayView, KnownEvent, LearnedEffect, ManualChange, MemberView, MissView, OddView,
    PlanningSettings, PublishRequest, StoredForecast,
};
pub use goals::{
    AssessFileRequest, BoardSpec, BoardView, ConfidenceView, ContributionView, DriverView, EntryView,
    FormAnswer, GoalDraft, GoalEnd, GoalFeedbackMissing, GoalProgress, GoalReport, GoalReportLine, GoalView,
    GuardrailProposal, GuardrailView, HistoryView, MonthNumber, MyGoal, NewGoalEntry, NewPurpose, PeriodView,
    PurposeView, RestatedView, SentenceAnswer, ShiftView, VersionView, assess_file,
};
pub use handling::{HandlingAgent, HandlingReport};
pub use hiring::{HiringStart, KeptHiring};
pub use identity::{
    ApiTokenView, Arrival, Credentials, Departure, NewApiToken, NewUser, Origin, SecondFactor, SessionView,
    SignInFault, SignedInSession, UserChange, UserView,
};
pub use import::{
    FilterCounts, GuessReport, ImportOptions, ImportReport, ImportRequest, MappingChoice, NoteView, Preview,
    PreviewColumn, PreviewReject, PreviewRequest, PreviewTable, QualityFinding, SavedMappingView,
    StartRequest, TableCounts, TableView,
};
pub use import_jobs::ImportJobView;
pub use imports::ImportView;
pub use jobs::JobView;
pub use organisation::{MembershipChange, MembershipView, OrganisationView, PersonView};
pub use people::*;
pub use permission::{Action, Entrance, OWNER, Part, Permission, Role};
pub use persons::AccessReport;
pub use pharos_capacity::file::{HiringAnswer, HiringFile, write_text as write_hiring};
pub use pharos_capacity::span::Level;
pub use pharos_engine::query::{Answer, Rows};
pub use pharos_ingest::mapping::Mapping;
pub use pharos_schema::Person;
pub use pharos_simulation::{write_group_staffing as write_staffing, write_text as write_simulation};
pub use planning_files::{SimulateRequest, hire_file, simulate_file, staff_file};
pub use query::{QueryRequest, RowsRequest};
pub use reconcile::{FitView, Quantity, QuantityRow, ReconcileRequest, Reconciliation};
pub use refusal::{Reason, Refusal};
pub use restore::{RestoreReport, RestoreRequest, restore};
pub use retention::{RetentionOutcome, RetentionRules, RetentionTable, RetentionTaken, RetentionView};
pub use rollups::RollupReport;
pub use scenario::{Bot, Changes, Hours, Keep, KeptScenario, Prices, ScenarioAnswer, ScenarioRequest, Side};
pub use sources::SourceView;
pub use span::{LeaderSpan, SpanView};
pub use staff::{StaffReport, staff};
pub use staffing::{
    HandlingRequest, Measured, PeopleThere, PublishedRequirements, QueueFacts, StaffingDay, StaffingRequest,
    StaffingSlot, StaffingView, StaffingWarning, TargetRequest,
};
pub use uploads::{UploadView, UploadWriter};
pub use views::{SaveView, ViewView};

pub(crate) type Result<T> = std::result::Result<T, AppError>;

/// An open data folder.
#[derive(Clone, Debug)]
pub struct App {
    config: Arc<Config>,
    store: Store,
    warehouse: Warehouse,
    catalogue: Arc<Catalogue>,
    audit: audit::Writer,
    passwords: identity::Passwords,
    slowdown: Arc<identity::Slowdown>,
    descriptions: identity::Descriptions,
    import_jobs: import_jobs::ImportJobs,
    goals_cache: Arc<tokio::sync::Mutex<goals::Cache>>,
    moment: Arc<goals::KeptMoment>,
    goals_of_groups: Arc<tokio::sync::Mutex<goals::Cache>>,
    last_evaluations: Arc<goals::LastEvaluations>,
    learned: seals::Learned,
    old_files_sealed: Arc<AtomicBool>,
    marks: marks::MarksCache,
    jobs: Arc<jobs::Jobs>,
    kept_dataset: dataset::Kept<pharos_engine::dataset::Dataset>,
    kept_roster: dataset::Kept<Arc<people::ByAgent>>,
    kept_scores: people::KeptScores,
    /// A demo's goals, talks and forecasts are still being added.
    filling: Arc<AtomicBool>,
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
        let mut warehouse = Warehouse::new(config.facts_folder());
        if let Some(bytes) = config.memory_bytes {
            warehouse = warehouse.with_memory(bytes);
        }
        let audit = audit::Writer::start(store.clone());
        Ok(App {
            config: Arc::new(config),
            store,
            warehouse,
            catalogue,
            audit,
            passwords: identity::Passwords::new(),
            slowdown: Arc::default(),
            descriptions: identity::Descriptions::default(),
            goals_cache: Arc::default(),
            moment: Arc::default(),
            goals_of_groups: Arc::default(),
            last_evaluations: Arc::default(),
            learned: seals::Learned::default(),
            old_files_sealed: Arc::default(),
            marks: Arc::default(),
            jobs: Arc::default(),
            import_jobs: import_jobs::ImportJobs::default(),
            kept_dataset: Arc::default(),
            kept_roster: Arc::default(),
            kept_scores: Arc::default(),
            filling: Arc::default(),
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
