//! The one writer: a lock on the data folder and the lease in the records' database.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use pharos_engine::erasure::Erasure;
use pharos_engine::warehouse::{Heads, MergeReport, WarehouseError};
use pharos_schema::{RecordBatch, Table};
use pharos_store::{ImportRecord, LeaseHolder, PersonalNames, Publication, Snapshot, Unknown, fail_point};
use tokio::task::{JoinHandle, JoinSet};

use crate::seals::file_changes;
use crate::{App, AppError, Result, now_us};

pub(crate) const LOCK_FILE: &str = "writer.lock";
const RENEW_EVERY: Duration = Duration::from_secs(15);
const RETRY_EVERY: Duration = Duration::from_millis(100);

/// The right to write, for as long as it lives. The lock on the folder goes with the process, even a killed one, and is the
/// proof that a lease of this machine is a dead process's; the lease keeps other machines out.
pub(crate) struct Writer<'a> {
    app: &'a App,
    holder: LeaseHolder,
    renewal: JoinHandle<()>,
    /// Heads the work began with.
    from: Heads,
    /// Heads as the work has moved them so far.
    pub(crate) heads: Heads,
    /// Ingest sequence of the work.
    pub(crate) sequence: i64,
    _lock: File,
}

/// What goes with moved heads in one transaction.
#[derive(Default)]
pub(crate) struct Also<'a> {
    pub(crate) folded: &'a [i64],
    pub(crate) erased: Option<PersonalNames<'a>>,
    pub(crate) import: Option<&'a ImportRecord>,
    pub(crate) unknowns: &'a [Unknown],
}

impl App {
    /// Becomes the writer, waiting that long for another to finish.
    pub(crate) async fn writer(&self, patience: Duration) -> Result<Writer<'_>> {
        let busy = || {
            AppError::Busy(
                "another process writes to these data; maybe an import is running, try again".to_owned(),
            )
        };
        let started = Instant::now();
        let lock = loop {
            if let Some(lock) = self.try_lock()? {
                break lock;
            }
            if patience <= started.elapsed() {
                return Err(busy());
            }
            tokio::time::sleep(RETRY_EVERY).await;
        };
        // Nobody of this machine writes now: a lease that is there was never given back.
        let was_interrupted = self.store.has_lease().await?;
        let holder = LeaseHolder { name: uuid::Uuid::new_v4().to_string(), host: host() };
        while !self.store.take_lease(&holder, true, now_us()).await? {
            if patience <= started.elapsed() {
                return Err(busy());
            }
            tokio::time::sleep(RETRY_EVERY).await;
        }
        let snapshot = self.snapshot().await?;
        let from = Heads(snapshot.heads.clone());
        self.begin_writing(&from, &snapshot, was_interrupted).await?;
        let sequence = self.store.next_sequence().await?;
        let renewal = tokio::spawn(renew(self.clone(), holder.clone()));
        Ok(Writer { app: self, holder, renewal, heads: from.clone(), from, sequence, _lock: lock })
    }

    /// Once a process, data files of an older version get their hashes; after a writer that did not finish, what it left is
    /// removed.
    async fn begin_writing(&self, heads: &Heads, snapshot: &Snapshot, was_interrupted: bool) -> Result<()> {
        if !self.old_files_sealed.swap(true, Ordering::Relaxed) {
            self.seal_old_files(heads, snapshot).await?;
        }
        if was_interrupted {
            let removed = self.remove_left_over().await?;
            if 0 < removed.files {
                tracing::info!(removed.files, removed.bytes, "files of an interrupted writer are removed");
            }
        }
        Ok(())
    }

    fn try_lock(&self) -> Result<Option<File>> {
        let path = self.config.data.join(LOCK_FILE);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|source| AppError::io(&path, source))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(AppError::io(&path, source)),
        }
    }
}

impl Writer<'_> {
    /// Merges rows into tables, one Delta commit each and the tables side by side; nobody sees them until
    /// [`Writer::publish`].
    pub(crate) async fn merge(
        &mut self,
        batches: BTreeMap<&'static str, (&'static Table, RecordBatch)>,
    ) -> Result<BTreeMap<&'static str, MergeReport>> {
        let mut work = JoinSet::new();
        for (table, rows) in batches.into_values() {
            fail_point("delta-before-commit");
            let (warehouse, sequence) = (self.app.warehouse.clone(), self.sequence);
            let mut heads = self.heads.clone();
            work.spawn(async move {
                let report = warehouse.merge(table, &mut heads, rows, sequence).await?;
                Ok::<_, WarehouseError>((table, heads, report))
            });
        }
        let mut reports = BTreeMap::new();
        while let Some(done) = work.join_next().await {
            let (table, heads, report) = done.map_err(|error| AppError::Internal(error.to_string()))??;
            fail_point("delta-after-commit");
            // A merge moves the heads of its own table and of that table's history, and no other.
            let moved = heads.0.into_iter().filter(|(name, version)| self.heads.0.get(name) != Some(version));
            let own = moved.filter(|(name, _)| name.rsplit('/').next() == Some(table.name));
            self.heads.0.extend(own.collect::<Vec<_>>());
            reports.insert(table.name, report);
            if !work.is_empty() {
                fail_point("delta-between-tables");
            }
        }
        Ok(reports)
    }

    /// Takes an import's rows out of a table.
    pub(crate) async fn undo(&mut self, table: &'static Table, undone: i64) -> Result<()> {
        self.app.warehouse.undo(table, &mut self.heads, undone, self.sequence).await?;
        Ok(())
    }

    /// Takes persons out of a table.
    pub(crate) async fn erase(&mut self, table: &'static Table, erasure: &Erasure) -> Result<()> {
        self.app.warehouse.erase(table, &mut self.heads, erasure, self.sequence, false).await?;
        Ok(())
    }

    /// Takes the days before `first_kept` out of a table.
    pub(crate) async fn drop_days(&mut self, table: &'static Table, first_kept: &str) -> Result<()> {
        self.app.warehouse.drop_days(table, &mut self.heads, first_kept, self.sequence, false).await?;
        Ok(())
    }

    /// Makes one file of each day that stands in many.
    pub(crate) async fn compact(&mut self, tables: impl Iterator<Item = &'static Table>) -> Result<()> {
        for table in tables {
            let days = self.app.warehouse.compact(table, &mut self.heads, self.sequence).await?;
            if 0 < days {
                tracing::info!(table = table.name, days, "compacted");
                fail_point("compaction-after-commit");
            }
        }
        Ok(())
    }

    /// Makes the work visible, all of it at once, and gives the lease back.
    pub(crate) async fn publish(self, also: Also<'_>) -> Result<()> {
        let files = file_changes(self.app.warehouse.take_changes(self.sequence));
        let publication = Publication {
            holder: &self.holder,
            from: &self.from.0,
            heads: &self.heads.0,
            sequence: self.sequence,
            files: &files,
            erased: also.erased,
            folded: also.folded,
            import: also.import,
            unknowns: also.unknowns,
        };
        self.app.store.publish(&publication).await?;
        Ok(self.app.store.release_lease(&self.holder).await?)
    }

    /// Gives the work up: what was written is removed, nothing of it was ever visible.
    pub(crate) async fn abandon(self) -> Result<()> {
        if self.from != self.heads {
            self.app.warehouse.discard(self.sequence)?;
        }
        Ok(self.app.store.release_lease(&self.holder).await?)
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        self.renewal.abort();
    }
}

async fn renew(app: App, holder: LeaseHolder) {
    loop {
        tokio::time::sleep(RENEW_EVERY).await;
        if let Err(error) = app.store.renew_lease(&holder, now_us()).await {
            // Publishing finds out for itself whether the lease still holds.
            tracing::warn!(%error, "the writer's lease could not be renewed");
        }
    }
}

/// The machine's name, to tell whose lease it is.
fn host() -> String {
    let named = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .or_else(|_| std::fs::read_to_string("/etc/hostname"));
    named.map_or_else(|_| "this machine".to_owned(), |name| name.trim().to_owned())
}
