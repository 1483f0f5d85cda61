//! Addresses of the page kept under a name: a view is its address.

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, QueryOrder, Set};

use crate::entity::saved_view;
use crate::{Result, Store, StoreError};

/// A view kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// names it
    pub id: String,
    /// its name for people
    pub name: String,
    /// path and query of the page
    pub address: String,
    /// id of the user who kept it
    pub owner: String,
    /// the owner's name when it was kept
    pub owner_name: String,
    /// roles that see it beside the owner
    pub roles: Vec<String>,
    /// when it was last changed
    pub changed_at_us: i64,
}

impl Store {
    /// Keeps a view; one of the same id is replaced.
    ///
    /// # Errors
    /// The database.
    pub async fn save_view(&self, it: &SavedView) -> Result<()> {
        let roles = serde_json::to_string(&it.roles)
            .map_err(|source| StoreError::Stored { what: "roles", source })?;
        let row = saved_view::ActiveModel {
            id: Set(it.id.clone()),
            name: Set(it.name.clone()),
            address: Set(it.address.clone()),
            owner: Set(it.owner.clone()),
            owner_name: Set(it.owner_name.clone()),
            roles: Set(roles),
            changed_at_us: Set(it.changed_at_us),
        };
        let replace = OnConflict::column(saved_view::Column::Id)
            .update_columns([
                saved_view::Column::Name,
                saved_view::Column::Address,
                saved_view::Column::Roles,
                saved_view::Column::ChangedAtUs,
            ])
            .to_owned();
        saved_view::Entity::insert(row).on_conflict(replace).exec(self.database()).await?;
        Ok(())
    }

    /// All kept views by name.
    ///
    /// # Errors
    /// The database.
    pub async fn views(&self) -> Result<Vec<SavedView>> {
        let rows =
            saved_view::Entity::find().order_by_asc(saved_view::Column::Name).all(self.database()).await?;
        rows.into_iter()
            .map(|row| {
                let roles = serde_json::from_str(&row.roles)
                    .map_err(|source| StoreError::Stored { what: "roles", source })?;
                Ok(SavedView {
                    id: row.id,
                    name: row.name,
                    address: row.address,
                    owner: row.owner,
                    owner_name: row.owner_name,
                    roles,
                    changed_at_us: row.changed_at_us,
                })
            })
            .collect()
    }

    /// Forgets a view; false where there was none.
    ///
    /// # Errors
    /// The database.
    pub async fn delete_view(&self, id: &str) -> Result<bool> {
        let done = saved_view::Entity::delete_by_id(id.to_owned()).exec(self.database()).await?;
        Ok(0 < done.rows_affected)
    }
}
