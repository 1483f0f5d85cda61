//! The top of the tree: purposes, and the objectives that serve them.

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, QueryOrder, Set};

use crate::entity::purpose;
use crate::{Result, Store};

/// A purpose or an objective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeRecord {
    /// its id
    pub id: String,
    /// `purpose` or `objective`
    pub kind: String,
    /// what it serves
    pub parent: Option<String>,
    /// in one line
    pub title: String,
    /// in more words
    pub text: String,
    /// who answers for it
    pub owner: Option<String>,
    /// its place among those beside it, from 0
    pub place: i32,
    /// who made it
    pub made_by: String,
    /// when
    pub made_at_us: i64,
    /// since when it no longer holds
    pub retired_at_us: Option<i64>,
}

impl Store {
    /// Keeps a purpose or objective, new or changed.
    ///
    /// # Errors
    /// The database.
    pub async fn save_purpose(&self, it: &PurposeRecord) -> Result<()> {
        let row = purpose::ActiveModel {
            id: Set(it.id.clone()),
            kind: Set(it.kind.clone()),
            parent: Set(it.parent.clone()),
            title: Set(it.title.clone()),
            body: Set(it.text.clone()),
            owner: Set(it.owner.clone()),
            place: Set(it.place),
            made_by: Set(it.made_by.clone()),
            made_at_us: Set(it.made_at_us),
            retired_at_us: Set(it.retired_at_us),
        };
        let replace = OnConflict::column(purpose::Column::Id)
            .update_columns([
                purpose::Column::Kind,
                purpose::Column::Parent,
                purpose::Column::Title,
                purpose::Column::Body,
                purpose::Column::Owner,
                purpose::Column::Place,
                purpose::Column::RetiredAtUs,
            ])
            .to_owned();
        purpose::Entity::insert(row).on_conflict(replace).exec_without_returning(self.database()).await?;
        Ok(())
    }

    /// All purposes and objectives in their order.
    ///
    /// # Errors
    /// The database.
    pub async fn purposes(&self) -> Result<Vec<PurposeRecord>> {
        let rows = purpose::Entity::find()
            .order_by_asc(purpose::Column::Place)
            .order_by_asc(purpose::Column::MadeAtUs)
            .order_by_asc(purpose::Column::Id)
            .all(self.database())
            .await?;
        Ok(rows.into_iter().map(record).collect())
    }
}

fn record(row: purpose::Model) -> PurposeRecord {
    PurposeRecord {
        id: row.id,
        kind: row.kind,
        parent: row.parent,
        title: row.title,
        text: row.body,
        owner: row.owner,
        place: row.place,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
        retired_at_us: row.retired_at_us,
    }
}
