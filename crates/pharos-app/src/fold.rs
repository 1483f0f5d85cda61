//! Folding: what waits in the inbox goes into its table once its contact has ended, or after ten minutes.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use pharos_schema::table;
use pharos_store::InboxRow;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::dataset::inbox_batches;
use crate::pace::Pace;
use crate::writer::Also;
use crate::{App, AppError, Result, now_us};

/// A row that has not ended folds after this long.
const OPEN_MAX_US: i64 = 10 * 60 * 1_000_000;
/// Keys of senders are remembered for a week.
const KEYS_KEPT_US: i64 = 7 * 24 * 3_600 * 1_000_000;

impl App {
    /// Folds what is due; gives the number of rows. Without anything due, or with another writer at work, nothing happens.
    ///
    /// # Errors
    /// The records, the fact tables.
    pub async fn fold(&self) -> Result<usize> {
        let now_us = now_us();
        let waiting = self.snapshot().await?.inbox;
        if due(&waiting, now_us).is_empty() {
            return Ok(0);
        }
        let mut writer = match self.writer(Duration::ZERO).await {
            Ok(writer) => writer,
            Err(AppError::Busy(_)) => return Ok(0),
            Err(error) => return Err(error),
        };
        // Again, now that nobody else folds: what was due may be folded by now.
        let waiting = self.snapshot().await?.inbox;
        let rows = due(&waiting, now_us);
        if rows.is_empty() {
            writer.abandon().await?;
            return Ok(0);
        }
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut batches = BTreeMap::new();
        for (name, batch) in inbox_batches(rows.iter().copied())? {
            if let Some(table) = table(name) {
                batches.insert(name, (table, batch));
            }
        }
        let touched: Vec<_> = batches.values().map(|(table, _)| *table).collect();
        writer.merge(batches).await?;
        writer.compact(touched.into_iter()).await?;
        writer.publish(Also { folded: &ids, ..Also::default() }).await?;
        self.store.forget_keys_before(now_us - KEYS_KEPT_US).await?;
        tracing::debug!(rows = ids.len(), "folded");
        Ok(ids.len())
    }

    /// Folds again and again, for as long as it is let live, and evaluates goals as facts arrive. Neither waits for the other:
    /// what was acknowledged gets into its table however long a question of a goal takes.
    pub async fn fold_forever(&self) {
        let arrived = Arc::new(Notify::new());
        arrived.notify_one();
        let mut evaluating = JoinSet::new();
        evaluating.spawn(evaluate_as_facts_arrive(self.clone(), arrived.clone()));
        loop {
            match self.fold().await {
                Ok(0) => {}
                Ok(_) => arrived.notify_one(),
                Err(error) => {
                    tracing::error!(%error, "the inbox could not be folded; it is tried again");
                }
            }
            self.moment.let_go();
            tokio::time::sleep(self.config.fold_every).await;
        }
    }
}

/// With facts arriving all the time, a small part of the time goes into evaluating goals. Whoever looks at them meanwhile sees
/// them as they are then.
async fn evaluate_as_facts_arrive(app: App, arrived: Arc<Notify>) {
    let mut pace = Pace::default();
    loop {
        arrived.notified().await;
        while !pace.is_time() {
            tokio::time::sleep(app.config.fold_every).await;
        }
        pace.round(app.refresh_goals_after("fold")).await;
    }
}

/// Rows of every key of which one row has ended or is old: older versions of a key never stay behind.
fn due(rows: &[InboxRow], now_us: i64) -> Vec<&InboxRow> {
    let name = |row: &InboxRow| (row.fact.table.clone(), row.fact.source_name.clone(), row.fact.key.clone());
    let is_due = |row: &&InboxRow| row.fact.ended || row.committed_at_us + OPEN_MAX_US <= now_us;
    let keys: HashSet<_> = rows.iter().filter(is_due).map(name).collect();
    rows.iter().filter(|row| keys.contains(&name(row))).collect()
}

#[cfg(test)]
mod tests;
