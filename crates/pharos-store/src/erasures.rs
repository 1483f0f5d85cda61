//! Requests to erase persons: noted before anything is erased, recognised by keyed hashes ever after.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder, Set};
use serde_json::Value;

use crate::entity::{erased_name, erasure, setting};
use crate::{Result, Store, StoreError};

const KEY: &str = "erasure-key";

/// A request to erase a person; it does not say whom.
#[derive(Clone, Debug, PartialEq)]
pub struct ErasureRecord {
    /// names the request
    pub id: String,
    /// customer or agent
    pub kind: String,
    /// who asked for it, by the name the audit knows
    pub requested_by: String,
    /// when
    pub requested_at_us: i64,
    /// when everything was done
    pub done_at_us: Option<i64>,
    /// what was done, counts only
    pub report: Value,
}

/// How a name of an erased person is recognised when it comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedName {
    /// keyed hash of kind and name
    pub mark: String,
    /// the request
    pub erasure: String,
    /// customer, agent, or contact: a contact of an erased customer
    pub kind: String,
    /// the id that stands for it
    pub erased_id: String,
}

impl Store {
    /// The secret that makes marks; `fresh` becomes it where there is none.
    ///
    /// # Errors
    /// The database.
    pub async fn erasure_key(&self, fresh: &str) -> Result<String> {
        let row = setting::ActiveModel { name: Set(KEY.to_owned()), value: Set(fresh.to_owned()) };
        let keep = OnConflict::column(setting::Column::Name).do_nothing().to_owned();
        setting::Entity::insert(row).on_conflict(keep).exec_without_returning(self.database()).await?;
        let row = setting::Entity::find_by_id(KEY.to_owned()).one(self.database()).await?;
        Ok(row.map_or_else(|| fresh.to_owned(), |row| row.value))
    }

    /// Notes a request, or more names of one; known names keep their ids.
    ///
    /// # Errors
    /// The database.
    pub async fn note_erasure(&self, record: &ErasureRecord, names: &[ErasedName]) -> Result<()> {
        let transaction = self.write().await?;
        let row = erasure::ActiveModel {
            id: Set(record.id.clone()),
            kind: Set(record.kind.clone()),
            requested_by: Set(record.requested_by.clone()),
            requested_at_us: Set(record.requested_at_us),
            done_at_us: Set(record.done_at_us),
            report: Set(record.report.to_string()),
        };
        let replace = OnConflict::column(erasure::Column::Id)
            .update_columns([erasure::Column::DoneAtUs, erasure::Column::Report])
            .to_owned();
        erasure::Entity::insert(row).on_conflict(replace).exec_without_returning(&transaction).await?;
        for part in names.chunks(1_000) {
            let rows = part.iter().map(|name| erased_name::ActiveModel {
                mark: Set(name.mark.clone()),
                erasure: Set(name.erasure.clone()),
                kind: Set(name.kind.clone()),
                erased_id: Set(name.erased_id.clone()),
            });
            let keep = OnConflict::column(erased_name::Column::Mark).do_nothing().to_owned();
            erased_name::Entity::insert_many(rows)
                .on_conflict(keep)
                .exec_without_returning(&transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// All requests, newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn erasures(&self) -> Result<Vec<ErasureRecord>> {
        let rows = erasure::Entity::find()
            .order_by_desc(erasure::Column::RequestedAtUs)
            .all(self.database())
            .await?;
        let record = |row: erasure::Model| {
            let report = serde_json::from_str(&row.report)
                .map_err(|source| StoreError::Stored { what: "erasure report", source })?;
            Ok(ErasureRecord {
                id: row.id,
                kind: row.kind,
                requested_by: row.requested_by,
                requested_at_us: row.requested_at_us,
                done_at_us: row.done_at_us,
                report,
            })
        };
        rows.into_iter().map(record).collect()
    }

    /// Names of erased persons there are marks for.
    ///
    /// # Errors
    /// The database.
    pub async fn erased_count(&self) -> Result<u64> {
        Ok(erased_name::Entity::find().count(self.database()).await?)
    }

    /// Every mark.
    ///
    /// # Errors
    /// The database.
    pub async fn erased_names(&self) -> Result<HashMap<String, ErasedName>> {
        let rows = erased_name::Entity::find().all(self.database()).await?;
        let name = |row: erased_name::Model| {
            let name =
                ErasedName { mark: row.mark, erasure: row.erasure, kind: row.kind, erased_id: row.erased_id };
            (name.mark.clone(), name)
        };
        Ok(rows.into_iter().map(name).collect())
    }

    /// A setting by name, JSON.
    ///
    /// # Errors
    /// The database, a stored value that cannot be read.
    pub async fn setting(&self, name: &'static str) -> Result<Option<Value>> {
        let row = setting::Entity::find_by_id(name.to_owned()).one(self.database()).await?;
        row.map(|row| {
            serde_json::from_str(&row.value).map_err(|source| StoreError::Stored { what: name, source })
        })
        .transpose()
    }

    /// Stores a setting.
    ///
    /// # Errors
    /// The database.
    pub async fn set_setting(&self, name: &str, value: &Value) -> Result<()> {
        let row = setting::ActiveModel { name: Set(name.to_owned()), value: Set(value.to_string()) };
        let replace =
            OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned();
        setting::Entity::insert(row).on_conflict(replace).exec_without_returning(self.database()).await?;
        Ok(())
    }
}
