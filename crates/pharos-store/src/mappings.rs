//! Mappings kept under a name, found again by the columns of a file.

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, QueryOrder, Set};

use crate::entity::saved_mapping;
use crate::{Result, Store, StoreError};

/// A mapping kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedMapping {
    /// its name
    pub name: String,
    /// columns of the file it was made for, in the file's order
    pub columns: Vec<String>,
    /// the mapping as TOML
    pub mapping: String,
    /// the name of who kept it
    pub made_by: String,
    /// the user who kept it; `None`: not known
    pub made_by_id: Option<String>,
    /// when it was last changed
    pub made_at_us: i64,
}

impl Store {
    /// Keeps a mapping; one of the same name is replaced.
    ///
    /// # Errors
    /// The database.
    pub async fn save_mapping(&self, it: &SavedMapping) -> Result<()> {
        let columns = serde_json::to_string(&it.columns)
            .map_err(|source| StoreError::Stored { what: "columns", source })?;
        let row = saved_mapping::ActiveModel {
            name: Set(it.name.clone()),
            columns: Set(columns),
            mapping: Set(it.mapping.clone()),
            made_by: Set(it.made_by.clone()),
            made_by_id: Set(it.made_by_id.clone()),
            made_at_us: Set(it.made_at_us),
        };
        let replace = OnConflict::column(saved_mapping::Column::Name)
            .update_columns([
                saved_mapping::Column::Columns,
                saved_mapping::Column::Mapping,
                saved_mapping::Column::MadeBy,
                saved_mapping::Column::MadeById,
                saved_mapping::Column::MadeAtUs,
            ])
            .to_owned();
        saved_mapping::Entity::insert(row).on_conflict(replace).exec(self.database()).await?;
        Ok(())
    }

    /// All kept mappings by name.
    ///
    /// # Errors
    /// The database.
    pub async fn mappings(&self) -> Result<Vec<SavedMapping>> {
        let rows = saved_mapping::Entity::find()
            .order_by_asc(saved_mapping::Column::Name)
            .all(self.database())
            .await?;
        rows.into_iter().map(saved).collect()
    }

    /// The mapping of that name.
    ///
    /// # Errors
    /// The database.
    pub async fn mapping(&self, name: &str) -> Result<Option<SavedMapping>> {
        let row = saved_mapping::Entity::find_by_id(name.to_owned()).one(self.database()).await?;
        row.map(saved).transpose()
    }

    /// Forgets a mapping; false where there was none.
    ///
    /// # Errors
    /// The database.
    pub async fn delete_mapping(&self, name: &str) -> Result<bool> {
        let done = saved_mapping::Entity::delete_by_id(name.to_owned()).exec(self.database()).await?;
        Ok(0 < done.rows_affected)
    }
}

fn saved(row: saved_mapping::Model) -> Result<SavedMapping> {
    let columns = serde_json::from_str(&row.columns)
        .map_err(|source| StoreError::Stored { what: "columns", source })?;
    Ok(SavedMapping {
        name: row.name,
        columns,
        mapping: row.mapping,
        made_by: row.made_by,
        made_by_id: row.made_by_id,
        made_at_us: row.made_at_us,
    })
}
