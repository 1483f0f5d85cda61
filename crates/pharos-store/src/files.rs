//! Data files as they must be: their hashes stand here, apart from the files and their log.

use std::collections::BTreeMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};

use crate::entity::{data_file, fact_head};
use crate::{Result, Store};

/// Rows of one statement: SQLite takes 32,766 values at most.
const ROWS_PER_STATEMENT: usize = 1_000;

/// What a data file must be, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSeal {
    /// the fact table, or `history/` and the fact table
    pub table: String,
    /// path within the table's folder
    pub path: String,
    /// BLAKE3 of its bytes, hexadecimal
    pub hash: String,
    /// BLAKE3 of its entry in the table's log
    pub entry_hash: String,
    /// bytes
    pub size: u64,
}

/// Data files a publication brings and takes away: (table, path) each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChanges {
    /// new files
    pub added: Vec<FileSeal>,
    /// files no reader of the new heads opens
    pub removed: Vec<(String, String)>,
}

/// A data file the records know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// what it must be
    pub seal: FileSeal,
    /// ingest sequence of the publication that brought it
    pub added_seq: i64,
    /// ingest sequence of the publication that took it away; it is there until nobody can be reading it
    pub removed_seq: Option<i64>,
}

impl Store {
    /// Data files of a table of which something changed after a sequence (all of them after -1), oldest first.
    ///
    /// # Errors
    /// The database.
    pub async fn data_files(&self, table: &str, after_seq: i64) -> Result<Vec<StoredFile>> {
        let changed = Condition::any()
            .add(data_file::Column::AddedSeq.gt(after_seq))
            .add(data_file::Column::RemovedSeq.gt(after_seq));
        let rows = data_file::Entity::find()
            .filter(data_file::Column::TableName.eq(table))
            .filter(changed)
            .order_by_asc(data_file::Column::AddedSeq)
            .all(self.database())
            .await?;
        Ok(rows.into_iter().map(stored_file).collect())
    }

    /// Number of data files a table has for readers of the head that a sequence set.
    ///
    /// # Errors
    /// The database.
    pub async fn live_files(&self, table: &str, sequence: i64) -> Result<u64> {
        let not_yet_gone = Condition::any()
            .add(data_file::Column::RemovedSeq.is_null())
            .add(data_file::Column::RemovedSeq.gt(sequence));
        let live = data_file::Entity::find()
            .filter(data_file::Column::TableName.eq(table))
            .filter(data_file::Column::AddedSeq.lte(sequence))
            .filter(not_yet_gone);
        Ok(live.count(self.database()).await?)
    }

    /// Notes what files that are there already must be: those of a folder older than the notes.
    ///
    /// # Errors
    /// The database.
    pub async fn seal_files(&self, seals: &[FileSeal], sequence: i64) -> Result<()> {
        let transaction = self.write().await?;
        add(&transaction, seals, sequence).await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets data files that are deleted.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_files(&self, files: &[(String, String)]) -> Result<()> {
        let transaction = self.write().await?;
        for (table, path) in files {
            data_file::Entity::delete_by_id((table.clone(), path.clone())).exec(&transaction).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// Ingest sequence of the publication that set each head.
pub(crate) async fn sequences(connection: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>> {
    let rows = fact_head::Entity::find().all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.table_name, row.folded_seq)).collect())
}

pub(crate) async fn change(
    connection: &impl ConnectionTrait,
    changes: &FileChanges,
    sequence: i64,
) -> Result<()> {
    add(connection, &changes.added, sequence).await?;
    let mut by_table: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (table, path) in &changes.removed {
        by_table.entry(table).or_default().push(path);
    }
    for (table, paths) in by_table {
        for part in paths.chunks(ROWS_PER_STATEMENT) {
            data_file::Entity::update_many()
                .col_expr(data_file::Column::RemovedSeq, sequence.into())
                .filter(data_file::Column::TableName.eq(table))
                .filter(data_file::Column::Path.is_in(part.iter().copied()))
                .exec(connection)
                .await?;
        }
    }
    Ok(())
}

async fn add(connection: &impl ConnectionTrait, seals: &[FileSeal], sequence: i64) -> Result<()> {
    for part in seals.chunks(ROWS_PER_STATEMENT) {
        let rows = part.iter().map(|seal| data_file::ActiveModel {
            table_name: Set(seal.table.clone()),
            path: Set(seal.path.clone()),
            hash: Set(seal.hash.clone()),
            entry_hash: Set(seal.entry_hash.clone()),
            size: Set(i64::try_from(seal.size).unwrap_or(i64::MAX)),
            added_seq: Set(sequence),
            removed_seq: Set(None),
        });
        // A rejects file that erasure wrote anew is another one under the same name.
        let again = OnConflict::columns([data_file::Column::TableName, data_file::Column::Path])
            .update_columns([
                data_file::Column::Hash,
                data_file::Column::EntryHash,
                data_file::Column::Size,
                data_file::Column::RemovedSeq,
            ])
            .to_owned();
        data_file::Entity::insert_many(rows).on_conflict(again).exec_without_returning(connection).await?;
    }
    Ok(())
}

fn stored_file(row: data_file::Model) -> StoredFile {
    StoredFile {
        seal: FileSeal {
            table: row.table_name,
            path: row.path,
            hash: row.hash,
            entry_hash: row.entry_hash,
            size: u64::try_from(row.size).unwrap_or(0),
        },
        added_seq: row.added_seq,
        removed_seq: row.removed_seq,
    }
}
