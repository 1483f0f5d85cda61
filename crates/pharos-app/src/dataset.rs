//! A snapshot of the records as the engine's dataset.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pharos_engine::dataset::{Aliases, Dataset};
use pharos_engine::warehouse::Heads;
use pharos_schema::{RecordBatch, Table, TableBuilder, Value, row_from_json, table};
use pharos_store::{Alias, AliasKind, InboxRow, Snapshot, SnapshotMark};
use tokio::sync::Mutex;

use crate::centre::centre_of;
use crate::{App, AppError, Result};

/// What was made of a snapshot, with the mark it holds for.
pub(crate) type Kept<T> = Arc<Mutex<Option<(SnapshotMark, T)>>>;

impl App {
    /// Everything as it is now.
    pub(crate) async fn dataset(&self) -> Result<Dataset> {
        Ok(self.marked_dataset().await?.1)
    }

    /// Everything as it is now, and its mark. Reading and parsing the inbox is the dear part: as long as nothing has moved, the
    /// dataset of the last reader holds.
    pub(crate) async fn marked_dataset(&self) -> Result<(SnapshotMark, Dataset)> {
        // The mark is read first: what comes in between makes the next reader read again.
        let mark = self.store.snapshot_mark().await?;
        let mut kept = self.kept_dataset.lock().await;
        if let Some((known, dataset)) = kept.as_ref()
            && *known == mark
        {
            return Ok((mark, dataset.clone()));
        }
        let snapshot = self.snapshot().await?;
        let dataset = self.dataset_of(&snapshot)?;
        *kept = Some((mark.clone(), dataset.clone()));
        Ok((mark, dataset))
    }

    /// Everything as the snapshot has it.
    pub(crate) fn dataset_of(&self, snapshot: &Snapshot) -> Result<Dataset> {
        Ok(Dataset {
            warehouse: self.warehouse.clone(),
            heads: Heads(snapshot.heads.clone()),
            inbox: inbox_batches(snapshot.inbox.iter())?,
            centre: centre_of(&self.settings(&snapshot.centre))?,
            aliases: aliases(&snapshot.aliases),
            corrections: crate::corrections::in_force(&snapshot.corrections),
            catalogue: Arc::clone(&self.catalogue),
            threads: self.config.threads,
            smallest_group: self.config.smallest_group,
            held: None,
        })
    }
}

/// Inbox rows as batches, one row per key: the greatest (version, sequence), of equals the later.
pub(crate) fn inbox_batches<'a>(
    rows: impl Iterator<Item = &'a InboxRow>,
) -> Result<BTreeMap<&'static str, RecordBatch>> {
    let mut winners: BTreeMap<(&str, &str, &str), &InboxRow> = BTreeMap::new();
    for row in rows {
        let fact = &row.fact;
        let order = |row: &InboxRow| (row.fact.source_version, row.seq, row.id);
        let winner = winners.entry((&fact.table, &fact.source_name, &fact.key)).or_insert(row);
        if order(winner) < order(row) {
            *winner = row;
        }
    }
    let mut builders: BTreeMap<&'static str, TableBuilder> = BTreeMap::new();
    for ((name, _, _), row) in winners {
        let table = table(name).ok_or_else(|| damaged(row, "its table is not known"))?;
        builders
            .entry(table.name)
            .or_insert_with(|| TableBuilder::new(table))
            .push(values(table, row)?)
            .map_err(|error| damaged(row, &error.to_string()))?;
    }
    builders
        .into_iter()
        .map(|(name, mut builder)| {
            builder.finish().map(|batch| (name, batch)).map_err(|error| AppError::Internal(error.to_string()))
        })
        .collect()
}

fn values(table: &'static Table, row: &InboxRow) -> Result<Vec<(&'static str, Value)>> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&row.fact.row).map_err(|error| damaged(row, &error.to_string()))?;
    let mut values = row_from_json(table, &object).map_err(|error| damaged(row, &error.to_string()))?;
    values.retain(|(name, _)| !matches!(*name, "source_name" | "source_version"));
    values.push(("source_name", row.fact.source_name.as_str().into()));
    values.push(("source_version", Value::Count(row.fact.source_version)));
    values.push(("ingest_seq", Value::Count(row.seq)));
    Ok(values)
}

fn damaged(row: &InboxRow, cause: &str) -> AppError {
    AppError::Internal(format!("inbox row {} of {}: {cause}", row.id, row.fact.table))
}

fn aliases(rows: &[Alias]) -> Aliases {
    let of = |kind: AliasKind| -> HashMap<String, String> {
        rows.iter().filter(|row| row.kind == kind).map(|row| (row.from.clone(), row.to.clone())).collect()
    };
    Aliases { agents: of(AliasKind::Agent), queues: of(AliasKind::Queue), customers: of(AliasKind::Customer) }
}
