//! Bodies of the resources that keep the data: backups, checks, erasures, access reports, retention.

use std::collections::BTreeMap;

use pharos_app::{
    AccessReport as AppAccessReport, BackupReport, BackupView, CheckReport, ErasureReport, ErasureView,
    JobView, RetentionOutcome as AppOutcome, RetentionRules as AppRules, RetentionView,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A backup kept on the server.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Backup {
    id: String,
    /// Instant
    made_at: String,
    files: u64,
    bytes: u64,
}

/// Backups, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Backups {
    backups: Vec<Backup>,
    /// A backup is being made since (instant).
    #[schema(required)]
    running_since: Option<String>,
    /// Why the last one did not come to its end.
    #[schema(required)]
    failed: Option<String>,
}

/// Something that is not what it must be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Fault {
    /// data, log, records, rejects or audit
    area: String,
    #[schema(required)]
    table: Option<String>,
    /// UTC day the file is filed under
    #[schema(required)]
    day: Option<String>,
    #[schema(required)]
    file: Option<String>,
    fault: String,
}

/// A check that came to its end.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckResult {
    ok: bool,
    /// Instant
    checked_at: String,
    tables: u64,
    files: u64,
    bytes: u64,
    took_s: f64,
    faults: Vec<Fault>,
}

/// The check that goes on, and the last result.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Check {
    /// A check goes on since (instant).
    #[schema(required)]
    running_since: Option<String>,
    #[schema(required)]
    last: Option<CheckResult>,
    /// Why the last one did not come to its end.
    #[schema(required)]
    failed: Option<String>,
}

/// A kind of person.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PersonKind {
    Customer,
    Agent,
}

/// Who is to be erased.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewErasure {
    pub(crate) kind: PersonKind,
    /// One of the ids the person is known by.
    #[schema(min_length = 1)]
    pub(crate) id: String,
    /// Count what would go, change nothing.
    #[serde(default)]
    pub(crate) dry_run: bool,
}

/// Whom a report is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAccessReport {
    pub(crate) kind: PersonKind,
    /// One of the ids the person is known by.
    #[schema(min_length = 1)]
    pub(crate) id: String,
}

/// Rows changed in a table and the files they stood in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasedTable {
    files: u64,
    rows: u64,
}

/// What erasing did, or would do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasureResult {
    /// Names the request; null where nothing was done.
    #[schema(required)]
    request_id: Option<String>,
    dry_run: bool,
    /// Ids the person was known by.
    names: u64,
    tables: BTreeMap<String, ErasedTable>,
    records: u64,
    rejects: u64,
    saved_files: u64,
    backups: u64,
    took_s: f64,
}

/// A request to erase a person; it does not say whom.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Erasure {
    id: String,
    /// customer or agent
    kind: String,
    requested_by: String,
    /// Instant
    requested_at: String,
    /// Instant; null while it goes on.
    #[schema(required)]
    done_at: Option<String>,
    /// Rows changed, over all tables.
    rows: u64,
}

/// Requests, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Erasures {
    pub(crate) erasures: Vec<Erasure>,
}

/// Everything held about one person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessReport {
    /// customer or agent
    kind: String,
    id: String,
    /// All ids the person is known by.
    names: Vec<String>,
    /// Instant
    made_at: String,
    /// Rows by fact table, as they are stored.
    #[schema(value_type = BTreeMap<String, Vec<BTreeMap<String, Value>>>)]
    facts: BTreeMap<String, Vec<Map<String, Value>>>,
    /// Rows by table of the records.
    #[schema(value_type = BTreeMap<String, Vec<BTreeMap<String, Value>>>)]
    records: BTreeMap<String, Vec<Map<String, Value>>>,
    /// Records that could not be imported.
    #[schema(value_type = Vec<BTreeMap<String, Value>>)]
    rejects: Vec<Map<String, Value>>,
    /// The same for reading.
    text: String,
}

/// A fact table and how long it is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RetentionTable {
    table: String,
    /// UTC days; null: for ever.
    #[schema(required)]
    keep_days: Option<u32>,
    /// A rule can be set.
    by_day: bool,
    #[schema(required)]
    first_day: Option<String>,
    #[schema(required)]
    last_day: Option<String>,
    rows: u64,
    bytes: u64,
}

/// What is kept how long, and how much of it there is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Retention {
    tables: Vec<RetentionTable>,
    #[schema(required)]
    rejects_days: Option<u32>,
    backups_days: u32,
}

/// What is to be kept how long; what is not named is kept for ever.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetentionRules {
    /// UTC days by fact table.
    tables: BTreeMap<String, u32>,
    #[serde(default)]
    rejects_days: Option<u32>,
    #[schema(minimum = 1)]
    backups_days: u32,
}

/// Whether to count only, and by which rules.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplyRetention {
    pub(crate) dry_run: bool,
    /// Rules to try; those that are set where there are none. They can only be tried.
    #[serde(default)]
    pub(crate) rules: Option<RetentionRules>,
}

/// What went from a table, or would.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RetentionTaken {
    table: String,
    /// The first UTC day that is kept.
    first_kept: String,
    days: u64,
    #[schema(required)]
    first_day: Option<String>,
    #[schema(required)]
    last_day: Option<String>,
    rows: u64,
    bytes: u64,
}

/// What went, or would.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RetentionOutcome {
    dry_run: bool,
    tables: Vec<RetentionTaken>,
    /// Files of rejected records.
    rejects: u64,
    backups: u64,
}

impl Backups {
    pub(crate) fn new(backups: Vec<BackupView>, job: JobView<BackupReport>) -> Backups {
        let backup =
            |it: BackupView| Backup { id: it.id, made_at: it.made_at, files: it.files, bytes: it.bytes };
        Backups {
            backups: backups.into_iter().map(backup).collect(),
            running_since: job.running_since,
            failed: job.failed,
        }
    }
}

impl From<JobView<CheckReport>> for Check {
    fn from(job: JobView<CheckReport>) -> Self {
        let last = job.last.map(|it| CheckResult {
            ok: it.ok,
            checked_at: it.checked_at,
            tables: it.tables,
            files: it.files,
            bytes: it.bytes,
            took_s: it.took_s,
            faults: it
                .faults
                .into_iter()
                .map(|it| Fault {
                    area: it.area.to_owned(),
                    table: it.table,
                    day: it.day,
                    file: it.file,
                    fault: it.fault,
                })
                .collect(),
        });
        Check { running_since: job.running_since, last, failed: job.failed }
    }
}

impl From<PersonKind> for pharos_app::Person {
    fn from(kind: PersonKind) -> Self {
        match kind {
            PersonKind::Customer => pharos_app::Person::Customer,
            PersonKind::Agent => pharos_app::Person::Agent,
        }
    }
}

impl From<ErasureReport> for ErasureResult {
    fn from(it: ErasureReport) -> Self {
        let tables =
            it.tables.into_iter().map(|(name, it)| (name, ErasedTable { files: it.files, rows: it.rows }));
        ErasureResult {
            request_id: it.request_id,
            dry_run: it.dry_run,
            names: it.names,
            tables: tables.collect(),
            records: it.records,
            rejects: it.rejects,
            saved_files: it.saved_files,
            backups: it.backups,
            took_s: it.took_s,
        }
    }
}

impl From<ErasureView> for Erasure {
    fn from(it: ErasureView) -> Self {
        let tables = it.report.get("tables").and_then(Value::as_object);
        let rows = |table: &Value| table.get("rows").and_then(Value::as_u64).unwrap_or(0);
        Erasure {
            rows: tables.map_or(0, |tables| tables.values().map(rows).sum()),
            id: it.id,
            kind: it.kind,
            requested_by: it.requested_by,
            requested_at: it.requested_at,
            done_at: it.done_at,
        }
    }
}

impl From<AppAccessReport> for AccessReport {
    fn from(it: AppAccessReport) -> Self {
        AccessReport {
            text: it.text(),
            kind: it.kind.to_owned(),
            id: it.id,
            names: it.names,
            made_at: it.made_at,
            facts: it.facts,
            records: it.records,
            rejects: it.rejects,
        }
    }
}

impl From<RetentionView> for Retention {
    fn from(it: RetentionView) -> Self {
        let table = |it: pharos_app::RetentionTable| RetentionTable {
            table: it.table,
            keep_days: it.keep_days,
            by_day: it.by_day,
            first_day: it.first_day,
            last_day: it.last_day,
            rows: it.rows,
            bytes: it.bytes,
        };
        Retention {
            tables: it.tables.into_iter().map(table).collect(),
            rejects_days: it.rejects_days,
            backups_days: it.backups_days,
        }
    }
}

impl From<RetentionRules> for AppRules {
    fn from(it: RetentionRules) -> Self {
        AppRules { tables: it.tables, rejects_days: it.rejects_days, backups_days: it.backups_days }
    }
}

impl From<AppOutcome> for RetentionOutcome {
    fn from(it: AppOutcome) -> Self {
        let taken = |it: pharos_app::RetentionTaken| RetentionTaken {
            table: it.table,
            first_kept: it.first_kept,
            days: it.days,
            first_day: it.first_day,
            last_day: it.last_day,
            rows: it.rows,
            bytes: it.bytes,
        };
        RetentionOutcome {
            dry_run: it.dry_run,
            tables: it.tables.into_iter().map(taken).collect(),
            rejects: it.rejects,
            backups: it.backups,
        }
    }
}
