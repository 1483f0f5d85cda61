//! The audit log: every change, and every request that shows personal rows.
//!
//! Note first, then do: what cannot be noted does not happen. Notes that arrive while one is being written go to disk
//! together with the next.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use pharos_store::{AuditEntry, AuditFilter, AuditRecord, AuditState, Store};
use serde::Serialize;
use tokio::sync::{mpsc, oneshot};

use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Notes written together at most.
const GROUP_MAX: usize = 500;
/// Records of one page.
const PAGE_MAX: u64 = 1_000;

/// Which records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// by this user (id)
    pub actor: Option<String>,
    /// of this action, or of all that begin with it and a dot
    pub action: Option<String>,
    /// of this kind of thing
    pub object_kind: Option<String>,
    /// of this one
    pub object_id: Option<String>,
    /// RFC 3339, inclusive
    pub from: Option<String>,
    /// RFC 3339, exclusive
    pub to: Option<String>,
    /// older than this record
    pub before: Option<i64>,
    /// records at most
    pub limit: Option<u64>,
}

/// A record as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditView {
    /// place in the chain
    pub seq: i64,
    /// RFC 3339
    pub at: String,
    /// id of who did it; empty where nobody had signed in, or the person was erased
    pub actor: String,
    /// the login, where the user is still there
    pub login: Option<String>,
    /// what was done
    pub action: String,
    /// kind of thing it was done to
    pub object_kind: String,
    /// which one
    pub object_id: String,
    /// what it is called, where it is still there
    pub object_name: Option<String>,
    /// persons whose rows were shown
    pub persons: Option<i64>,
    /// what else there is to say
    pub details: String,
    /// true: details were erased
    pub erased: bool,
    /// the link of the chain
    pub hash: String,
}

/// Records, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditPage {
    /// the records
    pub records: Vec<AuditView>,
    /// pass it as `before` for the next page
    pub next_before: Option<i64>,
}

impl App {
    /// Notes what somebody is about to do; it is on disk when this returns. Use cases call it before they change anything.
    ///
    /// `object` is kind and id of what it is done to; where the kind is `user`, `agent` or `customer`, the log itself holds
    /// only a stand-in that erasure can cut loose.
    ///
    /// # Errors
    /// The log cannot be written: then the thing must not be done.
    pub async fn audit(
        &self,
        permission: &Permission,
        action: &str,
        object: (&str, &str),
        details: &str,
    ) -> Result<()> {
        self.note(self.entry(permission, action, object, details)).await
    }

    /// Notes that rows of that many persons are about to be shown, with the question that shows them.
    ///
    /// # Errors
    /// The log cannot be written: then nothing must be shown.
    pub async fn audit_seen(
        &self,
        permission: &Permission,
        action: &str,
        object: (&str, &str),
        question: &str,
        persons: usize,
    ) -> Result<()> {
        let persons = Some(i64::try_from(persons).unwrap_or(i64::MAX));
        self.note(AuditEntry { persons, ..self.entry(permission, action, object, question) }).await
    }

    /// Records of the log.
    ///
    /// # Errors
    /// The right is missing; an instant that cannot be read; the records.
    pub async fn audit_records(&self, permission: &Permission, query: &AuditQuery) -> Result<AuditPage> {
        permission.require(Action::ReadAudit)?;
        let instant = |text: &Option<String>| -> Result<Option<i64>> {
            text.as_deref().filter(|text| !text.is_empty()).map(instant_us).transpose()
        };
        let filter = AuditFilter {
            actor: query.actor.clone(),
            action: query.action.clone(),
            object_kind: query.object_kind.clone(),
            object_id: query.object_id.clone(),
            from_us: instant(&query.from)?,
            to_us: instant(&query.to)?,
            before_seq: query.before,
        };
        let limit = query.limit.unwrap_or(100);
        if !(1..=PAGE_MAX).contains(&limit) {
            return Err(AppError::Input(format!("limit is {limit}; it is from 1 to {PAGE_MAX}")));
        }
        let found = self.store.audit(&filter, limit).await?;
        self.audit_seen(permission, "audit.read", ("audit", ""), &words(query), 0).await?;
        let next_before = found.last().map(|record| record.seq).filter(|_| found.len() as u64 == limit);
        let logins: std::collections::HashMap<String, String> =
            self.store.users().await?.into_iter().map(|user| (user.id, user.login)).collect();
        let mut things: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for AuditRecord { entry, .. } in &found {
            things.entry(&entry.object_kind).or_default().insert(&entry.object_id);
        }
        let names = self.names_of_things(&things).await?;
        let name = |it: &AuditEntry| names.get(&it.object_kind)?.get(&it.object_id).cloned();
        let records = found
            .into_iter()
            .map(|record| AuditView { object_name: name(&record.entry), ..view(record, &logins) })
            .collect();
        Ok(AuditPage { records, next_before })
    }

    /// Reads the whole chain and tells whether it is what was noted. With `anchor`, the hash of a record kept elsewhere,
    /// it also tells whether the chain was made anew.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn verify_audit(&self, permission: &Permission, anchor: Option<&str>) -> Result<AuditState> {
        permission.require(Action::ReadAudit)?;
        Ok(self.store.verify_audit(anchor).await?)
    }

    /// Number of the last record.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn audit_end(&self, permission: &Permission) -> Result<i64> {
        permission.require(Action::ReadAudit)?;
        let last = self.store.audit(&AuditFilter::default(), 1).await?;
        Ok(last.first().map_or(0, |record| record.seq))
    }

    /// An entry made now, for use cases of this crate that note it in the transaction of the change itself.
    pub(crate) fn entry(
        &self,
        permission: &Permission,
        action: &str,
        (kind, id): (&str, &str),
        details: &str,
    ) -> AuditEntry {
        AuditEntry {
            at_us: now_us(),
            actor: permission.user_id().to_owned(),
            action: action.to_owned(),
            object_kind: kind.to_owned(),
            object_id: id.to_owned(),
            persons: None,
            details: details.to_owned(),
        }
    }

    /// Notes an entry together with others that wait. Whoever was erased is not named again by a question about it.
    pub(crate) async fn note(&self, mut entry: AuditEntry) -> Result<()> {
        let marks = self.marks().await.map_err(|error| {
            tracing::error!(%error, "the audit log cannot be written; what waited for it is refused");
            refused()
        })?;
        if let Some(marks) = marks {
            for text in [&mut entry.object_id, &mut entry.details] {
                // `name=value` is two words here.
                let found = marks.in_text(&text.replace('=', "|"));
                if let Some(new) = found.replaced(text) {
                    *text = new;
                }
            }
        }
        self.audit.write(entry).await
    }
}

/// RFC 3339 as microseconds.
pub(crate) fn instant_us(text: &str) -> Result<i64> {
    text.parse::<jiff::Timestamp>().map(|instant| instant.as_microsecond()).map_err(|_| {
        AppError::refused(
            Reason::DateWrong,
            format!("`{text}` is no instant; maybe 2026-03-01T09:00:00+02:00"),
        )
    })
}

fn words(query: &AuditQuery) -> String {
    let parts = [
        ("actor", &query.actor),
        ("action", &query.action),
        ("object_kind", &query.object_kind),
        ("object_id", &query.object_id),
        ("from", &query.from),
        ("to", &query.to),
    ];
    let said = parts.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value}")));
    said.collect::<Vec<_>>().join(" ")
}

fn view(record: AuditRecord, logins: &std::collections::HashMap<String, String>) -> AuditView {
    let entry = record.entry;
    AuditView {
        seq: record.seq,
        at: rfc3339(entry.at_us),
        login: logins.get(&entry.actor).cloned(),
        actor: entry.actor,
        action: entry.action,
        object_kind: entry.object_kind,
        object_id: entry.object_id,
        object_name: None,
        persons: entry.persons,
        details: entry.details,
        erased: record.is_erased,
        hash: record.hash,
    }
}

fn refused() -> AppError {
    AppError::Busy("the audit log cannot be written, so nothing was done".to_owned())
}

type Waiting = (AuditEntry, oneshot::Sender<bool>);

/// Writes notes in groups: one transaction for all that wait.
#[derive(Clone, Debug)]
pub(crate) struct Writer(mpsc::Sender<Waiting>);

impl Writer {
    /// Starts the task that writes; it ends with the last clone.
    pub(crate) fn start(store: Store) -> Writer {
        let (sender, mut receiver) = mpsc::channel::<Waiting>(GROUP_MAX);
        tokio::spawn(async move {
            let mut group = Vec::new();
            while 0 < receiver.recv_many(&mut group, GROUP_MAX).await {
                let entries: Vec<AuditEntry> = group.iter().map(|(entry, _)| entry.clone()).collect();
                let written = store.append_audit(&entries).await;
                if let Err(error) = &written {
                    tracing::error!(%error, "the audit log cannot be written; what waited for it is refused");
                }
                for (_, told) in group.drain(..) {
                    // Whoever asked may have gone; the note is written all the same.
                    let _ = told.send(written.is_ok());
                }
            }
        });
        Writer(sender)
    }

    async fn write(&self, entry: AuditEntry) -> Result<()> {
        let (told, written) = oneshot::channel();
        self.0.send((entry, told)).await.map_err(|_| refused())?;
        if written.await.unwrap_or(false) { Ok(()) } else { Err(refused()) }
    }
}

#[cfg(test)]
mod tests;
