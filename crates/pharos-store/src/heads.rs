//! What readers see: heads and inbox in one snapshot; and how it changes: in one transaction.

use std::collections::BTreeMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Set};

use crate::aliases::{self, Alias, Unknown};
use crate::centre::{self, CentreSettings};
use crate::corrections::{self, Correction};
use crate::entity::{erased_name, fact_head};
use crate::files::{self, FileChanges};
use crate::imports::{self, ImportRecord, ImportState};
use crate::inbox::{self, InboxRow};
use crate::lease::{self, LeaseHolder};
use crate::personal::{self, PersonalNames};
use crate::{Result, Store, StoreError, fail_point};

/// Everything a question depends on, as it was at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Delta version of each table; a table without an entry is empty
    pub heads: BTreeMap<String, u64>,
    /// ingest sequence of the publication that set each head
    pub sequences: BTreeMap<String, i64>,
    /// facts that are not folded yet, oldest first
    pub inbox: Vec<InboxRow>,
    /// settings of the centre
    pub centre: CentreSettings,
    /// names that mean others
    pub aliases: Vec<Alias>,
    /// corrections in force, in the order they were made
    pub corrections: Vec<Correction>,
}

/// Moves with everything a [`Snapshot`] depends on: where two are equal, so are the snapshots.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SnapshotMark {
    /// Delta version of each table
    pub heads: BTreeMap<String, u64>,
    /// rows that wait in the inbox and the newest of them, by table
    pub inbox: BTreeMap<String, (i64, i64)>,
    /// persons erased so far: erasing changes rows where they stand
    pub erased: u64,
    /// settings of the centre
    pub centre: CentreSettings,
    /// names that mean others
    pub aliases: Vec<Alias>,
    /// corrections in force
    pub corrections: Vec<Correction>,
}

/// What the writer has prepared and now makes true.
pub struct Publication<'a> {
    /// who writes; refused if the lease has gone to another
    pub holder: &'a LeaseHolder,
    /// the heads the work began with; refused if they have moved since
    pub from: &'a BTreeMap<String, u64>,
    /// the new heads
    pub heads: &'a BTreeMap<String, u64>,
    /// ingest sequence of the work
    pub sequence: i64,
    /// data files that come and go with the heads
    pub files: &'a FileChanges,
    /// ids of the inbox rows that now stand in their tables
    pub folded: &'a [i64],
    /// the import that is thereby done or undone
    pub import: Option<&'a ImportRecord>,
    /// persons whose names leave the records in the same transaction
    pub erased: Option<PersonalNames<'a>>,
    /// agents and queues met for the first time
    pub unknowns: &'a [Unknown],
}

impl Store {
    /// Heads, inbox, settings and aliases of one instant.
    ///
    /// # Errors
    /// The database.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let transaction = self.read().await?;
        let snapshot = Snapshot {
            heads: heads(&transaction).await?,
            sequences: files::sequences(&transaction).await?,
            inbox: inbox::rows(&transaction).await?,
            centre: centre::centre(&transaction).await?,
            aliases: aliases::aliases(&transaction).await?,
            corrections: corrections::in_force(&transaction).await?,
        };
        transaction.commit().await?;
        Ok(snapshot)
    }

    /// The mark of the snapshot that would be read now. Cheap: no row of the inbox is read.
    ///
    /// # Errors
    /// The database.
    pub async fn snapshot_mark(&self) -> Result<SnapshotMark> {
        let transaction = self.read().await?;
        let mark = SnapshotMark {
            heads: heads(&transaction).await?,
            inbox: inbox::extent(&transaction).await?,
            erased: erased_name::Entity::find().count(&transaction).await?,
            centre: centre::centre(&transaction).await?,
            aliases: aliases::aliases(&transaction).await?,
            corrections: corrections::in_force(&transaction).await?,
        };
        transaction.commit().await?;
        Ok(mark)
    }

    /// Moves all heads, deletes the folded inbox rows and notes the import in one transaction: all of it, or nothing.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`]; the database.
    pub async fn publish(&self, it: &Publication<'_>) -> Result<()> {
        fail_point("heads-before-update");
        let transaction = self.write().await?;
        if !lease::is_held(&transaction, it.holder).await? || &heads(&transaction).await? != it.from {
            return Err(StoreError::LeaseLost);
        }
        for (table, version) in it.heads {
            if it.from.get(table) != Some(version) {
                set_head(&transaction, table, *version, it.sequence).await?;
            }
        }
        files::change(&transaction, it.files, it.sequence).await?;
        fail_point("inbox-before-delete");
        inbox::delete(&transaction, it.folded).await?;
        if let Some(record) = it.import {
            imports::save(&transaction, record).await?;
            if record.state == ImportState::Undone {
                aliases::remove_unknowns(&transaction, &record.id).await?;
            }
        }
        aliases::add_unknowns(&transaction, it.unknowns).await?;
        if let Some(names) = it.erased {
            personal::erase(&transaction, names).await?;
        }
        fail_point("heads-before-commit");
        transaction.commit().await?;
        fail_point("heads-after-commit");
        Ok(())
    }
}

async fn heads(connection: &impl ConnectionTrait) -> Result<BTreeMap<String, u64>> {
    let rows = fact_head::Entity::find().all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.table_name, u64::try_from(row.version).unwrap_or(0))).collect())
}

async fn set_head(connection: &impl ConnectionTrait, table: &str, version: u64, sequence: i64) -> Result<()> {
    let row = fact_head::ActiveModel {
        table_name: Set(table.to_owned()),
        version: Set(i64::try_from(version).unwrap_or(i64::MAX)),
        folded_seq: Set(sequence),
    };
    let replace = OnConflict::column(fact_head::Column::TableName)
        .update_columns([fact_head::Column::Version, fact_head::Column::FoldedSeq])
        .to_owned();
    fact_head::Entity::insert(row).on_conflict(replace).exec(connection).await?;
    Ok(())
}
