//! Under which ids a person is known, and everything held about it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pharos_engine::erasure::Erasure;
use pharos_engine::warehouse::Heads;
use pharos_schema::{Person, TABLES};
use pharos_store::{AliasKind, PersonalNames, Snapshot};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Action, App, AppError, Permission, Result, now_us, rfc3339};

/// Rows of the report, as they are stored.
type Rows = Vec<Map<String, Value>>;

/// Everything held about one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccessReport {
    /// customer, agent
    pub kind: &'static str,
    /// the id asked for
    pub id: String,
    /// all ids the person is known by
    pub names: Vec<String>,
    /// when, RFC 3339
    pub made_at: String,
    /// rows of the fact tables that are about the person or name it
    pub facts: BTreeMap<String, Rows>,
    /// rows of the records in which one of the ids stands
    pub records: BTreeMap<String, Rows>,
    /// records imports could not take in which one of the ids stands: line, reason, row, file
    pub rejects: Rows,
}

impl App {
    /// Everything held about one person.
    ///
    /// # Errors
    /// An id nothing is held about; the records, a damaged file.
    pub async fn access_report(
        &self,
        permission: &Permission,
        person: Person,
        id: &str,
    ) -> Result<AccessReport> {
        permission.require(Action::ErasePersons)?;
        let snapshot = self.snapshot().await?;
        let heads = Heads(snapshot.heads.clone());
        let names = self.names_of(&snapshot, person, id).await?;
        let mut about = Erasure::default();
        *about.ids_mut(person) = names.iter().map(|name| (name.clone(), String::new())).collect();
        about.contacts = self.contacts_of(&heads, &about).await?;
        let mut report = AccessReport {
            kind: person.as_str(),
            id: id.to_owned(),
            names: names.into_iter().collect(),
            made_at: rfc3339(now_us()),
            facts: BTreeMap::new(),
            records: BTreeMap::new(),
            rejects: Vec::new(),
        };
        for table in TABLES {
            let rows = self.warehouse.rows_about(table, &heads, &about).await?;
            if !rows.is_empty() {
                report.facts.insert(table.name.to_owned(), rows);
            }
        }
        let replaced = |text: &str| about.replaced(text);
        let names = PersonalNames { names: about.ids(person), replaced: &replaced };
        report.records = self.store.rows_about(names).await?;
        report.rejects = self.rejects_about(&about)?;
        let is_there = !report.facts.is_empty() || !report.records.is_empty() || !report.rejects.is_empty();
        // Of somebody who is not there, maybe because of an erasure, not even the id is kept.
        let noted = if is_there { id } else { "" };
        self.audit_seen(permission, "person.report", (person.as_str(), noted), "", usize::from(is_there))
            .await?;
        if is_there { Ok(report) } else { Err(unknown(person, id)) }
    }

    /// All ids that count as this person's: aliases, and identities over channels.
    pub(crate) async fn names_of(
        &self,
        snapshot: &Snapshot,
        person: Person,
        id: &str,
    ) -> Result<BTreeSet<String>> {
        let kind = match person {
            Person::Customer => AliasKind::Customer,
            Person::Agent => AliasKind::Agent,
        };
        let own = snapshot.aliases.iter().filter(|alias| alias.kind == kind);
        let aliases: HashMap<&str, &str> =
            own.map(|alias| (alias.from.as_str(), alias.to.as_str())).collect();
        let keys = match person {
            Person::Customer => self.dataset_of(snapshot)?.customer_keys().await?,
            Person::Agent => HashMap::new(),
        };
        let canonical = |name: &str| -> String {
            let name = keys.get(name).map_or(name, String::as_str);
            (*aliases.get(name).unwrap_or(&name)).to_owned()
        };
        let meant = canonical(id);
        let all = keys.keys().map(String::as_str).chain(aliases.keys().copied());
        let all = all.chain(keys.values().map(String::as_str)).chain([id, meant.as_str()]);
        Ok(all.filter(|name| canonical(name) == meant).map(str::to_owned).collect())
    }

    /// Contacts of the customers.
    pub(crate) async fn contacts_of(&self, heads: &Heads, about: &Erasure) -> Result<BTreeSet<String>> {
        let mut contacts = BTreeSet::new();
        for table in TABLES {
            contacts.extend(self.warehouse.traces(table, heads, about).await?.contacts);
        }
        Ok(contacts)
    }

    /// Rejected records in which one of the persons stands.
    pub(crate) fn rejects_about(&self, about: &Erasure) -> Result<Rows> {
        let mut found = Vec::new();
        for path in self.rejects_files()? {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let mut reader =
                csv::Reader::from_path(&path).map_err(|error| AppError::io(&path, error.into()))?;
            for record in reader.records() {
                let record = record.map_err(|error| AppError::io(&path, error.into()))?;
                if record.iter().any(|cell| about.is_named_in(cell)) {
                    let mut row = Map::new();
                    row.insert("rejects_file".to_owned(), name.as_str().into());
                    for (column, cell) in ["line", "reason", "row", "file"].iter().zip(record.iter()) {
                        row.insert((*column).to_owned(), cell.into());
                    }
                    found.push(row);
                }
            }
        }
        Ok(found)
    }

    /// The rejects files there are.
    pub(crate) fn rejects_files(&self) -> Result<Vec<std::path::PathBuf>> {
        let folder = self.config.rejects_folder();
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(|source| AppError::io(&folder, source))? {
            let path = entry.map_err(|source| AppError::io(&folder, source))?.path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }
}

/// A person nothing is held about.
pub(crate) fn unknown(person: Person, id: &str) -> AppError {
    AppError::NotFound {
        what: match person {
            Person::Customer => "customer",
            Person::Agent => "agent",
        },
        name: id.to_owned(),
        advice: " in these data; maybe the id is mistyped, or the person is erased already".to_owned(),
    }
}

impl AccessReport {
    /// As text for the person it is about.
    pub fn text(&self) -> String {
        let mut text = format!(
            "Everything held about {} {}\nMade {}\nKnown as: {}\n",
            self.kind,
            self.id,
            self.made_at,
            self.names.join(", ")
        );
        for (head, tables) in [("Facts", &self.facts), ("Records", &self.records)] {
            for (name, rows) in tables {
                text.push_str(&format!("\n{head}: {name} ({} rows)\n", rows.len()));
                rows.iter().for_each(|row| text.push_str(&line(row)));
            }
        }
        if !self.rejects.is_empty() {
            text.push_str(&format!("\nRecords that could not be imported ({} rows)\n", self.rejects.len()));
            self.rejects.iter().for_each(|row| text.push_str(&line(row)));
        }
        text
    }
}

fn line(row: &Map<String, Value>) -> String {
    let hidden = ["content_hash", "ingest_seq", "source_version"];
    let cells = row.iter().filter(|(name, value)| !value.is_null() && !hidden.contains(&name.as_str()));
    let cells: Vec<String> = cells
        .map(|(name, value)| match value {
            Value::String(text) => format!("{name}: {text}"),
            other => format!("{name}: {other}"),
        })
        .collect();
    format!("  - {}\n", cells.join("; "))
}
