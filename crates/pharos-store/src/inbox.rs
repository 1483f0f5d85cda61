//! The inbox: facts that are acknowledged before they stand in their table.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    SqlErr,
};

use crate::entity::{idempotency_key, inbox_row, sequence};
use crate::{Result, Store, StoreError, fail_point};

const INGEST: &str = "ingest";

/// Rows of one statement: SQLite takes 32,766 values at most.
const ROWS_PER_STATEMENT: usize = 1_000;

/// A fact on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFact {
    /// the fact table
    pub table: String,
    /// the source's name
    pub source_name: String,
    /// the row's key
    pub key: String,
    /// the source's version of the row
    pub source_version: i64,
    /// the row as a JSON object of the table's columns
    pub row: String,
    /// its contact or item has ended
    pub ended: bool,
}

/// A fact in the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    /// names the row when it is folded
    pub id: i64,
    /// the ingest sequence of its batch
    pub seq: i64,
    /// when it was acknowledged
    pub committed_at_us: i64,
    /// what it says
    pub fact: NewFact,
}

/// A batch that is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// what the sender is told, the same text for the same key
    pub response: String,
    /// the key was there: nothing was added
    pub repeated: bool,
}

impl Store {
    /// The next ingest sequence; it is never given again.
    ///
    /// # Errors
    /// The database.
    pub async fn next_sequence(&self) -> Result<i64> {
        let transaction = self.write().await?;
        let number = next_sequence(&transaction).await?;
        transaction.commit().await?;
        Ok(number)
    }

    /// Puts a batch into the inbox; it is on disk when this returns. With an idempotency key `(key, hash of the body)` the
    /// same body is accepted once, and answered alike each time.
    ///
    /// # Errors
    /// [`StoreError::KeyReused`]; the database.
    pub async fn accept(
        &self,
        idempotency: Option<(&str, &str)>,
        facts: &[NewFact],
        now_us: i64,
    ) -> Result<Accepted> {
        match self.try_accept(idempotency, facts, now_us).await {
            // Two senders with the same key at once: the second finds the first's answer.
            Err(StoreError::Database(error))
                if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
            {
                self.try_accept(idempotency, facts, now_us).await
            }
            other => other,
        }
    }

    async fn try_accept(
        &self,
        idempotency: Option<(&str, &str)>,
        facts: &[NewFact],
        now_us: i64,
    ) -> Result<Accepted> {
        let transaction = self.write().await?;
        if let Some((key, hash)) = idempotency
            && let Some(known) = idempotency_key::Entity::find_by_id(key.to_owned()).one(&transaction).await?
        {
            if known.body_hash != hash {
                return Err(StoreError::KeyReused { key: key.to_owned() });
            }
            return Ok(Accepted { response: known.response, repeated: true });
        }
        let seq = insert(&transaction, facts, now_us).await?;
        let response = serde_json::json!({ "sequence": seq, "accepted": facts.len() }).to_string();
        if let Some((key, hash)) = idempotency {
            let row = idempotency_key::ActiveModel {
                idempotency_key: Set(key.to_owned()),
                body_hash: Set(hash.to_owned()),
                response: Set(response.clone()),
                at_us: Set(now_us),
            };
            idempotency_key::Entity::insert(row).exec_without_returning(&transaction).await?;
        }
        fail_point("inbox-before-commit");
        transaction.commit().await?;
        fail_point("inbox-after-commit");
        Ok(Accepted { response, repeated: false })
    }

    /// Rows waiting in the inbox.
    ///
    /// # Errors
    /// The database.
    pub async fn inbox_len(&self) -> Result<u64> {
        Ok(inbox_row::Entity::find().count(self.database()).await?)
    }

    /// Forgets idempotency keys older than that.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_keys_before(&self, at_us: i64) -> Result<()> {
        let old = idempotency_key::Entity::delete_many().filter(idempotency_key::Column::AtUs.lt(at_us));
        old.exec(self.database()).await?;
        Ok(())
    }
}

/// Puts facts that come of a record into the inbox, in the record's own transaction.
pub(crate) async fn add(connection: &impl ConnectionTrait, facts: &[NewFact], now_us: i64) -> Result<()> {
    if !facts.is_empty() {
        insert(connection, facts, now_us).await?;
    }
    Ok(())
}

async fn insert(connection: &impl ConnectionTrait, facts: &[NewFact], now_us: i64) -> Result<i64> {
    let seq = next_sequence(connection).await?;
    for part in facts.chunks(ROWS_PER_STATEMENT) {
        let rows = part.iter().map(|fact| inbox_model(fact, seq, now_us));
        inbox_row::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(seq)
}

pub(crate) async fn rows(connection: &impl ConnectionTrait) -> Result<Vec<InboxRow>> {
    let rows = inbox_row::Entity::find().order_by_asc(inbox_row::Column::Id).all(connection).await?;
    Ok(rows.into_iter().map(inbox_row).collect())
}

/// Number of rows and the greatest id, by table.
pub(crate) async fn extent(connection: &impl ConnectionTrait) -> Result<BTreeMap<String, (i64, i64)>> {
    let rows: Vec<(String, i64, i64)> = inbox_row::Entity::find()
        .select_only()
        .column(inbox_row::Column::TableName)
        .column_as(inbox_row::Column::Id.count(), "rows")
        .column_as(inbox_row::Column::Id.max(), "newest")
        .group_by(inbox_row::Column::TableName)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(table, rows, newest)| (table, (rows, newest))).collect())
}

pub(crate) async fn delete(connection: &impl ConnectionTrait, ids: &[i64]) -> Result<()> {
    for part in ids.chunks(ROWS_PER_STATEMENT) {
        let gone = inbox_row::Entity::delete_many().filter(inbox_row::Column::Id.is_in(part.iter().copied()));
        gone.exec(connection).await?;
    }
    Ok(())
}

async fn next_sequence(connection: &impl ConnectionTrait) -> Result<i64> {
    let first = sequence::ActiveModel { name: Set(INGEST.to_owned()), next: Set(1) };
    let raised = Expr::col((sequence::Entity, sequence::Column::Next)).add(1);
    let or_raise =
        OnConflict::column(sequence::Column::Name).value(sequence::Column::Next, raised).to_owned();
    sequence::Entity::insert(first).on_conflict(or_raise).exec_without_returning(connection).await?;
    let row = sequence::Entity::find_by_id(INGEST.to_owned()).one(connection).await?;
    Ok(row.map_or(1, |row| row.next))
}

fn inbox_model(fact: &NewFact, seq: i64, now_us: i64) -> inbox_row::ActiveModel {
    inbox_row::ActiveModel {
        id: sea_orm::NotSet,
        seq: Set(seq),
        table_name: Set(fact.table.clone()),
        source_name: Set(fact.source_name.clone()),
        row_key: Set(fact.key.clone()),
        source_version: Set(fact.source_version),
        row: Set(fact.row.clone()),
        committed_at_us: Set(now_us),
        ended: Set(fact.ended),
    }
}

fn inbox_row(row: inbox_row::Model) -> InboxRow {
    InboxRow {
        id: row.id,
        seq: row.seq,
        committed_at_us: row.committed_at_us,
        fact: NewFact {
            table: row.table_name,
            source_name: row.source_name,
            key: row.row_key,
            source_version: row.source_version,
            row: row.row,
            ended: row.ended,
        },
    }
}
