//! Erasing a person: the rows stay, the person goes. The request is noted first, so that whatever brings the person back
//! (a file delivered again, a restored backup, a crash half-way) is erased again.

mod rejects;
mod report;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use pharos_engine::erasure::Erasure;
use pharos_engine::warehouse::{Heads, Warehouse};
use pharos_schema::{Person, TABLES, table};
use pharos_store::{ErasedName, ErasureRecord, InboxRow, PersonalNames};
use serde_json::{Value, json};

use crate::dataset::inbox_batches;
use crate::marks::{CONTACT, Marks};
use crate::persons::unknown;
use crate::writer::Also;
use crate::{Action, App, AppError, Permission, Result, now_us, rfc3339};

pub use report::{ErasedTable, ErasureReport, ErasureView};

/// How long erasing waits for another writer.
const PATIENCE: Duration = Duration::from_secs(60);
/// Requests by line, beside the records: what a restored backup does not know.
const FILE: &str = "erasures.jsonl";

/// Who is to be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRequest {
    /// customer or agent
    pub person: Person,
    /// one of the ids the person is known by
    pub id: String,
    /// count, change nothing
    pub dry_run: bool,
    /// who asks for it
    pub by: String,
}

impl App {
    /// Erases a person. When this returns, the person's ids and texts stand in no byte of the data folder.
    ///
    /// # Errors
    /// An id nothing is held about, another writer at work, a damaged file.
    pub async fn erase(&self, permission: &Permission, request: &ErasureRequest) -> Result<ErasureReport> {
        permission.require(Action::ErasePersons)?;
        let started = Instant::now();
        let snapshot = self.snapshot().await?;
        let heads = Heads(snapshot.heads.clone());
        let names = self.names_of(&snapshot, request.person, &request.id).await?;
        let marks = self.read_marks().await?;
        let mut erasure = Erasure::default();
        for name in names {
            let erased = marks.erased_id(request.person, &name).map_or_else(erased_id, str::to_owned);
            erasure.ids_mut(request.person).insert(name, erased);
        }
        self.trace(&heads, &mut erasure).await?;
        let mut report = self.would_erase(&heads, &erasure).await?;
        report.kind = request.person.as_str();
        report.names = erasure.ids(request.person).len() as u64;
        report.dry_run = request.dry_run;
        if report.is_nothing() {
            return Err(unknown(request.person, &request.id));
        }
        if request.dry_run {
            report.took_s = started.elapsed().as_secs_f64();
            return Ok(report);
        }
        let mut record = ErasureRecord {
            id: uuid::Uuid::new_v4().to_string(),
            kind: request.person.as_str().to_owned(),
            requested_by: request.by.clone(),
            requested_at_us: now_us(),
            done_at_us: None,
            report: json!({}),
        };
        let names = erased_names(&marks, &record.id, request.person, &erasure);
        // The log says that somebody was erased, and no longer who: neither its ids nor its details lead there.
        let ids: Vec<String> = erasure.ids(request.person).keys().cloned().collect();
        let mut named = Erasure { contacts: Default::default(), ..erasure.clone() };
        if request.person == Person::Agent {
            let users = self.store.users().await?;
            let own =
                users.into_iter().filter(|user| user.agent_id.as_ref().is_some_and(|id| ids.contains(id)));
            named.spoken.extend(own.flat_map(|user| [user.login, user.name]).filter(|name| !name.is_empty()));
        }
        let is_named_in = |text: &str| named.is_named_in(text);
        let note = self.entry(permission, "person.erase", ("erasure", &record.id), "");
        self.store.forget_in_audit(request.person.as_str(), &ids, &is_named_in, &note).await?;
        self.store.note_erasure(&record, &names).await?;
        self.append_to_file(&record, &names)?;
        self.erase_everywhere(&erasure, &mut report).await?;
        report.backups = self.erase_in_backups(&record, &names, &erasure).await?;
        report.request_id = Some(record.id.clone());
        report.took_s = started.elapsed().as_secs_f64();
        record.done_at_us = Some(now_us());
        record.report =
            serde_json::to_value(&report).map_err(|error| AppError::Internal(error.to_string()))?;
        self.store.note_erasure(&record, &[]).await?;
        tracing::info!(request = record.id, kind = record.kind, "a person is erased");
        Ok(report)
    }

    /// Requests made so far, newest first.
    ///
    /// # Errors
    /// The records.
    pub async fn erasures(&self, permission: &Permission) -> Result<Vec<ErasureView>> {
        permission.require(Action::ErasePersons)?;
        let view = |record: ErasureRecord| ErasureView {
            id: record.id,
            kind: record.kind,
            requested_by: record.requested_by,
            requested_at: rfc3339(record.requested_at_us),
            done_at: record.done_at_us.map(rfc3339),
            report: record.report,
        };
        Ok(self.store.erasures().await?.into_iter().map(view).collect())
    }

    /// Erases again whoever was erased before and stands in the data all the same; ends requests a crash interrupted.
    pub(crate) async fn erase_again(&self) -> Result<ErasureReport> {
        let mut report = ErasureReport::default();
        let Some(marks) = self.marks().await? else { return Ok(report) };
        let snapshot = self.snapshot().await?;
        let heads = Heads(snapshot.heads.clone());
        let mut erasure = Erasure::default();
        for person in Person::ALL {
            for table in TABLES {
                let ids = self.warehouse.person_ids(table, &heads, person).await?;
                marks.add_ids(&mut erasure, person, ids.iter().map(String::as_str));
            }
            let own = snapshot.aliases.iter().filter(|alias| alias.kind.as_str() == person.as_str());
            let names: Vec<&str> = own.flat_map(|alias| [alias.from.as_str(), alias.to.as_str()]).collect();
            marks.add_ids(&mut erasure, person, names.into_iter());
        }
        for row in &snapshot.inbox {
            let Some(table) = table(&row.fact.table) else { continue };
            let Ok(object) = serde_json::from_str(&row.fact.row) else { continue };
            let found = marks.in_object(table, &object);
            erasure.customers.extend(found.customers);
            erasure.agents.extend(found.agents);
        }
        if !erasure.is_empty() {
            self.trace(&heads, &mut erasure).await?;
            report = self.would_erase(&heads, &erasure).await?;
            self.erase_everywhere(&erasure, &mut report).await?;
        }
        for mut record in self.store.erasures().await?.into_iter().filter(|it| it.done_at_us.is_none()) {
            record.done_at_us = Some(now_us());
            record.report = serde_json::to_value(&report).unwrap_or(Value::Null);
            self.store.note_erasure(&record, &[]).await?;
        }
        Ok(report)
    }

    /// Completes an erasure by the contacts and written names of its persons.
    async fn trace(&self, heads: &Heads, erasure: &mut Erasure) -> Result<()> {
        for table in TABLES {
            let traces = self.warehouse.traces(table, heads, erasure).await?;
            erasure.contacts.extend(traces.contacts);
            erasure.spoken.extend(traces.spoken);
        }
        Ok(())
    }

    /// What erasing would change.
    async fn would_erase(&self, heads: &Heads, erasure: &Erasure) -> Result<ErasureReport> {
        let mut report = ErasureReport::default();
        for table in TABLES {
            let done = self.warehouse.erase(table, &mut heads.clone(), erasure, 0, true).await?;
            if 0 < done.rows {
                let counts = ErasedTable { files: done.files, rows: done.rows };
                report.tables.insert(table.name.to_owned(), counts);
            }
        }
        let names = all_names(erasure);
        let replaced = |text: &str| erasure.replaced(text);
        report.records = self.store.count_about(PersonalNames { names: &names, replaced: &replaced }).await?;
        report.rejects = self.rejects_about(erasure)?.len() as u64;
        Ok(report)
    }

    async fn erase_everywhere(&self, erasure: &Erasure, report: &mut ErasureReport) -> Result<()> {
        self.erase_facts(erasure, report).await?;
        report.rejects = self.erase_rejects(erasure).await?;
        report.saved_files = self.erase_saved_files(erasure)?;
        // The old files and what the logs said of them.
        let writer = self.writer(PATIENCE).await?;
        self.vacuum_now().await?;
        self.drop_stale_rollups().await?;
        self.forget_evaluated_goals().await?;
        for name in Warehouse::shelf_names() {
            let touched = report.tables.keys().any(|table| name.rsplit('/').next() == Some(table));
            if touched {
                self.warehouse.trim_log(&name, &writer.heads).await?;
            }
        }
        writer.abandon().await?;
        Ok(self.store.scrub().await?)
    }

    /// Facts that wait are folded, files rewritten, records changed: one publication.
    async fn erase_facts(&self, erasure: &Erasure, report: &mut ErasureReport) -> Result<()> {
        let mut writer = self.writer(PATIENCE).await?;
        let waiting = self.snapshot().await?.inbox;
        let rows = concerned(&waiting, erasure);
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut batches = BTreeMap::new();
        for (name, batch) in inbox_batches(rows.iter().copied())? {
            let Some(table) = table(name) else { continue };
            let cleaned =
                erasure.erase(table, &batch).map_err(|error| AppError::Internal(error.to_string()))?;
            let counts = report.tables.entry(name.to_owned()).or_default();
            counts.rows += batch.num_rows() as u64;
            batches.insert(name, (table, cleaned.unwrap_or(batch)));
        }
        writer.merge(batches).await?;
        for table in TABLES {
            writer.erase(table, erasure).await?;
        }
        let names = all_names(erasure);
        let replaced = |text: &str| erasure.replaced(text);
        let erased = PersonalNames { names: &names, replaced: &replaced };
        writer.publish(Also { folded: &ids, erased: Some(erased), ..Also::default() }).await
    }

    fn append_to_file(&self, record: &ErasureRecord, names: &[ErasedName]) -> Result<()> {
        use std::io::Write;
        let path = self.config.data.join(FILE);
        let names: Vec<Value> = names
            .iter()
            .map(|name| json!({"mark": name.mark, "kind": name.kind, "erased_id": name.erased_id}))
            .collect();
        let line = json!({"id": record.id, "kind": record.kind, "requested_by": record.requested_by,
            "requested_at": rfc3339(record.requested_at_us), "names": names});
        let write = || {
            let mut file = std::fs::File::options().create(true).append(true).open(&path)?;
            writeln!(file, "{line}")?;
            file.sync_all()
        };
        write().map_err(|source| AppError::io(&path, source))
    }
}

fn erased_id() -> String {
    format!("erased-{}", uuid::Uuid::new_v4().simple())
}

fn all_names(erasure: &Erasure) -> BTreeMap<String, String> {
    erasure
        .customers
        .iter()
        .chain(&erasure.agents)
        .map(|(name, erased)| (name.clone(), erased.clone()))
        .collect()
}

fn erased_names(marks: &Marks, request: &str, person: Person, erasure: &Erasure) -> Vec<ErasedName> {
    let name = |kind: &str, name: &str, erased_id: &str| ErasedName {
        mark: marks.mark(kind, name),
        erasure: request.to_owned(),
        kind: kind.to_owned(),
        erased_id: erased_id.to_owned(),
    };
    let ids = erasure.ids(person).iter().map(|(id, erased)| name(person.as_str(), id, erased));
    ids.chain(erasure.contacts.iter().map(|contact| name(CONTACT, contact, ""))).collect()
}

/// Rows that wait and name a person, and all other rows of their keys: an older version must not stay behind.
fn concerned<'a>(waiting: &'a [InboxRow], erasure: &Erasure) -> Vec<&'a InboxRow> {
    let name = |row: &InboxRow| (row.fact.table.clone(), row.fact.source_name.clone(), row.fact.key.clone());
    let is_about = |row: &&InboxRow| {
        let Some(table) = table(&row.fact.table) else { return false };
        serde_json::from_str(&row.fact.row).is_ok_and(|mut object| erasure.erase_object(table, &mut object))
    };
    let keys: std::collections::HashSet<_> = waiting.iter().filter(is_about).map(name).collect();
    waiting.iter().filter(|row| keys.contains(&name(row))).collect()
}

#[cfg(test)]
mod tests;
