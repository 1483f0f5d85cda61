//! How long facts, rejected records and backups are kept, and letting go of what is older: whole UTC days.

use std::collections::BTreeMap;
use std::time::Duration;

use pharos_engine::warehouse::Heads;
use pharos_schema::{TABLES, table};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::writer::Also;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us};

/// How long applying waits for another writer.
const PATIENCE: Duration = Duration::from_secs(60);
const SETTING: &str = "retention";
const DAY_US: i64 = 86_400_000_000;
/// Backups older than this are removed unless another age is set: an erased person must not live on in them for ever.
const BACKUP_DAYS_DEFAULT: u32 = 30;
/// Longer than anybody keeps anything.
const DAYS_MAX: u32 = 36_500;

/// What is kept how long. What is not listed is kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RetentionRules {
    /// days by fact table
    pub tables: BTreeMap<String, u32>,
    /// days rejected records are kept
    pub rejects_days: Option<u32>,
    /// days backups are kept where they are made
    pub backups_days: u32,
}

/// A table and its rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetentionTable {
    /// the fact table
    pub table: String,
    /// days it is kept; `None` for ever
    pub keep_days: Option<u32>,
    /// it is filed by day, so that a rule can be set
    pub by_day: bool,
    /// the first day there is
    pub first_day: Option<String>,
    /// the last day there is
    pub last_day: Option<String>,
    /// rows
    pub rows: u64,
    /// bytes
    pub bytes: u64,
}

/// Rules and what they apply to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetentionView {
    /// every fact table that has rows or a rule
    pub tables: Vec<RetentionTable>,
    /// days rejected records are kept
    pub rejects_days: Option<u32>,
    /// days backups are kept
    pub backups_days: u32,
}

/// What went, or would go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RetentionOutcome {
    /// only counted
    pub dry_run: bool,
    /// by fact table, its history included
    pub tables: Vec<RetentionTaken>,
    /// rejects files
    pub rejects: u64,
    /// backups
    pub backups: u64,
}

/// What went from a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetentionTaken {
    /// the fact table
    pub table: String,
    /// the first day that is kept, UTC
    pub first_kept: String,
    /// days that went
    pub days: u64,
    /// the first of them
    pub first_day: Option<String>,
    /// the last of them
    pub last_day: Option<String>,
    /// rows
    pub rows: u64,
    /// bytes
    pub bytes: u64,
}

impl Default for RetentionRules {
    fn default() -> Self {
        RetentionRules { tables: BTreeMap::new(), rejects_days: None, backups_days: BACKUP_DAYS_DEFAULT }
    }
}

impl App {
    /// Rules, and how much there is of each table.
    ///
    /// # Errors
    /// The records, a log.
    pub async fn retention(&self, permission: &Permission) -> Result<RetentionView> {
        permission.require(Action::Operate)?;
        let rules = self.retention_rules().await?;
        let heads = Heads(self.snapshot().await?.heads);
        let mut tables = Vec::new();
        for table in TABLES {
            let files = self.warehouse.files(table, &heads).await?;
            let keep_days = rules.tables.get(table.name).copied();
            if files.is_empty() && keep_days.is_none() {
                continue;
            }
            let days = || files.iter().filter_map(|file| file.day.clone());
            tables.push(RetentionTable {
                table: table.name.to_owned(),
                keep_days,
                by_day: !table.day_from.is_empty(),
                first_day: days().min(),
                last_day: days().max(),
                rows: files.iter().map(|file| file.stats.num_records).sum(),
                bytes: files.iter().map(|file| file.size).sum(),
            });
        }
        Ok(RetentionView { tables, rejects_days: rules.rejects_days, backups_days: rules.backups_days })
    }

    /// Sets the rules.
    ///
    /// # Errors
    /// A table that is not there or not filed by day, a number of days that makes no sense.
    pub async fn set_retention(&self, permission: &Permission, rules: &RetentionRules) -> Result<()> {
        permission.require(Action::Operate)?;
        self.audit(permission, "retention.set", ("retention", ""), &format!("{rules:?}")).await?;
        checked(rules)?;
        Ok(self.store.set_setting(SETTING, &json!(rules)).await?)
    }

    /// The rules as they are set.
    ///
    /// # Errors
    /// The records.
    pub async fn retention_rules(&self) -> Result<RetentionRules> {
        let stored = self.store.setting(SETTING).await?;
        stored.map_or_else(
            || Ok(RetentionRules::default()),
            |value| serde_json::from_value(value).map_err(|error| AppError::Internal(error.to_string())),
        )
    }

    /// Lets go of what is older than the rules say.
    ///
    /// # Errors
    /// Another writer at work, a log.
    pub async fn apply_retention(&self, permission: &Permission, dry_run: bool) -> Result<RetentionOutcome> {
        permission.require(Action::Operate)?;
        if !dry_run {
            self.audit(permission, "retention.apply", ("retention", ""), "").await?;
        }
        let rules = self.retention_rules().await?;
        self.let_go(&rules, dry_run).await
    }

    /// What would go by rules that are not set yet: whoever shortens one sees it before it is too late.
    ///
    /// # Errors
    /// As [`App::set_retention`]; a log.
    pub async fn try_retention(
        &self,
        permission: &Permission,
        rules: &RetentionRules,
    ) -> Result<RetentionOutcome> {
        permission.require(Action::Operate)?;
        checked(rules)?;
        self.let_go(rules, true).await
    }

    async fn let_go(&self, rules: &RetentionRules, dry_run: bool) -> Result<RetentionOutcome> {
        let now = now_us();
        let mut outcome = RetentionOutcome { dry_run, ..RetentionOutcome::default() };
        let mut heads = Heads(self.snapshot().await?.heads);
        for (table, first_kept) in due(rules, now) {
            let done = self.warehouse.drop_days(table, &mut heads, &first_kept, 0, true).await?;
            if 0 < done.files {
                outcome.tables.push(RetentionTaken {
                    table: table.name.to_owned(),
                    first_kept,
                    days: done.days,
                    first_day: done.first_day,
                    last_day: done.last_day,
                    rows: done.rows,
                    bytes: done.bytes,
                });
            }
        }
        if !dry_run && !outcome.tables.is_empty() {
            self.drop_due_days(rules, now).await?;
        }
        outcome.rejects = self.drop_rejects(rules, now, dry_run).await?;
        outcome.backups = self.drop_backups(rules, now, dry_run)?;
        if !dry_run {
            let rows: u64 = outcome.tables.iter().map(|table| table.rows).sum();
            tracing::info!(rows, outcome.rejects, outcome.backups, "retention is applied");
        }
        Ok(outcome)
    }

    async fn drop_due_days(&self, rules: &RetentionRules, now: i64) -> Result<()> {
        let mut writer = self.writer(PATIENCE).await?;
        for (table, first_kept) in due(rules, now) {
            writer.drop_days(table, &first_kept).await?;
        }
        writer.publish(Also::default()).await?;
        let writer = self.writer(PATIENCE).await?;
        self.vacuum_now().await?;
        writer.abandon().await
    }

    async fn drop_rejects(&self, rules: &RetentionRules, now: i64, dry_run: bool) -> Result<u64> {
        let Some(days) = rules.rejects_days else { return Ok(0) };
        let oldest = now - i64::from(days) * DAY_US;
        let imports = self.store.imports().await?;
        let mut gone = 0;
        for path in self.rejects_files()? {
            let id = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let started_at_us =
                imports.iter().find(|import| import.id == id).map(|import| import.started_at_us);
            if started_at_us.is_some_and(|at_us| oldest <= at_us) {
                continue;
            }
            gone += 1;
            if !dry_run {
                std::fs::remove_file(&path).map_err(|source| AppError::io(&path, source))?;
                let file = (crate::check::REJECTS.to_owned(), format!("{id}.csv"));
                self.store.forget_files(&[file]).await?;
            }
        }
        Ok(gone)
    }

    fn drop_backups(&self, rules: &RetentionRules, now: i64, dry_run: bool) -> Result<u64> {
        let oldest = now - i64::from(rules.backups_days) * DAY_US;
        let mut gone = 0;
        for folder in self.backup_folders()? {
            let made_at = crate::backup::manifest(&folder)?.made_at;
            let is_old = made_at.parse::<jiff::Timestamp>().is_ok_and(|at| at.as_microsecond() < oldest);
            if is_old {
                gone += 1;
                if !dry_run {
                    std::fs::remove_dir_all(&folder).map_err(|source| AppError::io(&folder, source))?;
                }
            }
        }
        Ok(gone)
    }
}

/// Tables with a rule, and the first UTC day each keeps: today and the days before it, as many as the rule says.
fn due(rules: &RetentionRules, now_us: i64) -> Vec<(&'static pharos_schema::Table, String)> {
    let first_kept = |days: u32| {
        let us = now_us.div_euclid(DAY_US) * DAY_US - i64::from(days.saturating_sub(1)) * DAY_US;
        jiff::Timestamp::from_microsecond(us)
            .map(|instant| instant.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
            .unwrap_or_default()
    };
    rules.tables.iter().filter_map(|(name, days)| Some((table(name)?, first_kept(*days)))).collect()
}

/// Rules that can be applied.
fn checked(rules: &RetentionRules) -> Result<()> {
    for (name, days) in &rules.tables {
        let table = table(name).ok_or_else(|| AppError::NotFound {
            what: "fact table",
            name: name.clone(),
            advice: "; maybe `contact_segments`".to_owned(),
        })?;
        if table.day_from.is_empty() {
            return Err(AppError::Input(format!(
                "{name} is not filed by day, it is kept as a whole; maybe erase the persons in it instead"
            )));
        }
        sensible(name, *days)?;
    }
    sensible("backups", rules.backups_days)?;
    if let Some(days) = rules.rejects_days {
        sensible("rejects", days)?;
    }
    Ok(())
}

fn sensible(what: &str, days: u32) -> Result<()> {
    if (1..=DAYS_MAX).contains(&days) {
        return Ok(());
    }
    Err(AppError::refused(Reason::DaysRange, format!("{what}: {days} days; it must be from 1 to {DAYS_MAX}"))
        .with("least", 1)
        .with("most", DAYS_MAX))
}

#[cfg(test)]
mod tests;
