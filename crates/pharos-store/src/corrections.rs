//! Facts that somebody corrected. The fact stays as the source sent it; what is corrected is laid over it when it is read,
//! so a correction survives a re-delivery and can be taken back.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    Set,
};

use crate::entity::correction;
use crate::{Result, Store};

/// One corrected field of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// names it; 0 before it is stored
    pub id: i64,
    /// the fact table
    pub table: String,
    /// source of the row
    pub source_name: String,
    /// key of the row
    pub key: String,
    /// the corrected column: `agent_id`, `queue`, `excluded`
    pub field: String,
    /// what it reads now; `None` is NULL
    pub value: Option<String>,
    /// why
    pub reason: String,
    /// who said so
    pub made_by: String,
    /// when
    pub made_at_us: i64,
    /// who took it back
    pub undone_by: Option<String>,
    /// when it was taken back
    pub undone_at_us: Option<i64>,
}

impl Store {
    /// Stores corrections in one transaction; gives their ids. An earlier one of the same field is taken back by it.
    ///
    /// # Errors
    /// The database.
    pub async fn correct(&self, corrections: &[Correction]) -> Result<Vec<i64>> {
        let transaction = self.write().await?;
        let mut ids = Vec::with_capacity(corrections.len());
        for it in corrections {
            let same = correction::Entity::find()
                .filter(correction::Column::TableName.eq(it.table.as_str()))
                .filter(correction::Column::SourceName.eq(it.source_name.as_str()))
                .filter(correction::Column::RowKey.eq(it.key.as_str()))
                .filter(correction::Column::Field.eq(it.field.as_str()))
                .filter(correction::Column::UndoneAtUs.is_null());
            for row in same.all(&transaction).await? {
                undo(&transaction, row, &it.made_by, it.made_at_us).await?;
            }
            let row = correction::ActiveModel {
                table_name: Set(it.table.clone()),
                source_name: Set(it.source_name.clone()),
                row_key: Set(it.key.clone()),
                field: Set(it.field.clone()),
                value: Set(it.value.clone()),
                reason: Set(it.reason.clone()),
                made_by: Set(it.made_by.clone()),
                made_at_us: Set(it.made_at_us),
                ..Default::default()
            };
            ids.push(row.insert(&transaction).await?.id);
        }
        transaction.commit().await?;
        Ok(ids)
    }

    /// Takes a correction back; `None` where it is not there or not in force any more.
    ///
    /// # Errors
    /// The database.
    pub async fn undo_correction(&self, id: i64, by: &str, now_us: i64) -> Result<Option<Correction>> {
        let transaction = self.write().await?;
        let row = correction::Entity::find_by_id(id)
            .filter(correction::Column::UndoneAtUs.is_null())
            .one(&transaction)
            .await?;
        let undone = match row {
            Some(row) => Some(undo(&transaction, row, by, now_us).await?),
            None => None,
        };
        transaction.commit().await?;
        Ok(undone.map(from_row))
    }

    /// All corrections, newest first, also those taken back.
    ///
    /// # Errors
    /// The database.
    pub async fn corrections(&self) -> Result<Vec<Correction>> {
        let rows =
            correction::Entity::find().order_by_desc(correction::Column::Id).all(self.database()).await?;
        Ok(rows.into_iter().map(from_row).collect())
    }
}

/// The corrections in force.
pub(crate) async fn in_force(connection: &impl ConnectionTrait) -> Result<Vec<Correction>> {
    let rows = correction::Entity::find()
        .filter(correction::Column::UndoneAtUs.is_null())
        .order_by_asc(correction::Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

async fn undo(
    connection: &impl ConnectionTrait,
    row: correction::Model,
    by: &str,
    now_us: i64,
) -> Result<correction::Model> {
    let mut row = row.into_active_model();
    row.undone_by = Set(Some(by.to_owned()));
    row.undone_at_us = Set(Some(now_us));
    Ok(row.update(connection).await?)
}

fn from_row(row: correction::Model) -> Correction {
    Correction {
        id: row.id,
        table: row.table_name,
        source_name: row.source_name,
        key: row.row_key,
        field: row.field,
        value: row.value,
        reason: row.reason,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
        undone_by: row.undone_by,
        undone_at_us: row.undone_at_us,
    }
}
