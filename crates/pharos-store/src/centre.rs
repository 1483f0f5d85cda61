//! What is set for the centre as a whole.

use std::collections::BTreeMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, Set};
use serde::{Deserialize, Serialize};

use crate::entity::setting;
use crate::{Result, Store, StoreError};

const NAME: &str = "centre";

/// What is set for the centre as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CentreSettings {
    /// Name shown on the page.
    pub name: Option<String>,
    /// Time zone (IANA name); the first import with `--tz` sets it.
    pub time_zone: Option<String>,
    /// First day of the week: `monday` .. `sunday`.
    pub first_weekday: Option<String>,
    /// Time zone by site.
    pub sites: BTreeMap<String, String>,
    /// The centre does not exist: its data are simulated.
    pub simulated: bool,
}

impl Store {
    /// The settings; all defaults where none were made.
    ///
    /// # Errors
    /// The database.
    pub async fn centre(&self) -> Result<CentreSettings> {
        centre(self.database()).await
    }

    /// Stores the settings.
    ///
    /// # Errors
    /// The database.
    pub async fn set_centre(&self, settings: &CentreSettings) -> Result<()> {
        let value =
            serde_json::to_string(settings).map_err(|source| StoreError::Stored { what: NAME, source })?;
        let row = setting::ActiveModel { name: Set(NAME.to_owned()), value: Set(value) };
        let replace =
            OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned();
        setting::Entity::insert(row).on_conflict(replace).exec(self.database()).await?;
        Ok(())
    }
}

pub(crate) async fn centre(connection: &impl ConnectionTrait) -> Result<CentreSettings> {
    match setting::Entity::find_by_id(NAME.to_owned()).one(connection).await? {
        None => Ok(CentreSettings::default()),
        Some(row) => {
            serde_json::from_str(&row.value).map_err(|source| StoreError::Stored { what: NAME, source })
        }
    }
}
