//! Mappings kept under a name: used again, and found by the columns of a file.

use pharos_ingest::mapping::Mapping;
use pharos_store::SavedMapping;
use serde::Serialize;

use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Characters of a mapping's name at most.
const NAME_MAX: usize = 80;

/// A mapping kept under a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SavedMappingView {
    /// its name
    pub name: String,
    /// columns of the file it was made for
    pub columns: Vec<String>,
    /// fact tables it feeds
    pub tables: Vec<String>,
    /// the mapping as TOML
    pub mapping: String,
    /// who kept it
    pub by: String,
    /// when, RFC 3339
    pub at: String,
}

impl App {
    /// Mappings kept under a name, by name.
    ///
    /// # Errors
    /// The records.
    pub async fn saved_mappings(&self, permission: &Permission) -> Result<Vec<SavedMappingView>> {
        permission.require_import()?;
        Ok(self.store.mappings().await?.into_iter().map(view).collect())
    }

    /// Keeps a mapping under a name; one of the same name is replaced.
    ///
    /// # Errors
    /// A name that is none, a mapping that does not hold.
    pub async fn save_mapping(
        &self,
        permission: &Permission,
        name: &str,
        columns: &[String],
        mapping: &Mapping,
    ) -> Result<SavedMappingView> {
        permission.require_import()?;
        self.require_own_mapping(permission, name.trim()).await?;
        self.audit(permission, "mapping.keep", ("mapping", name), "").await?;
        let name = name.trim();
        if name.is_empty() || NAME_MAX < name.chars().count() || name.chars().any(char::is_control) {
            return Err(AppError::refused(
                Reason::NameLength,
                format!("a mapping's name has 1 to {NAME_MAX} characters; this one is `{name}`"),
            )
            .with("most", NAME_MAX));
        }
        let text = mapping.to_toml();
        Mapping::parse(&text)
            .map_err(|error| AppError::refused(Reason::InvalidMapping, error.to_string()))?;
        let saved = SavedMapping {
            name: name.to_owned(),
            columns: columns.to_vec(),
            mapping: text,
            made_by: permission.name().to_owned(),
            made_by_id: Some(permission.user_id().to_owned()),
            made_at_us: now_us(),
        };
        self.store.save_mapping(&saved).await?;
        Ok(view(saved))
    }

    /// Forgets a mapping.
    ///
    /// # Errors
    /// An unknown name.
    pub async fn forget_mapping(&self, permission: &Permission, name: &str) -> Result<()> {
        permission.require_import()?;
        self.require_own_mapping(permission, name).await?;
        self.audit(permission, "mapping.forget", ("mapping", name), "").await?;
        if self.store.delete_mapping(name).await? { Ok(()) } else { Err(self.no_mapping(name).await?) }
    }

    /// Goes on only if a mapping of that name is the own, is not there, or all of them may be changed.
    async fn require_own_mapping(&self, permission: &Permission, name: &str) -> Result<()> {
        match self.store.mapping(name).await? {
            Some(saved) if !permission.may_change(saved.made_by_id.as_deref()) => Err(AppError::refused(
                Reason::MappingAnothers,
                format!("`{name}` was kept by {}; maybe keep yours under another name", saved.made_by),
            )
            .with("name", name)
            .with("person", saved.made_by.as_str())),
            _ => Ok(()),
        }
    }

    /// The mapping kept under a name.
    pub(crate) async fn mapping_named(&self, name: &str) -> Result<Mapping> {
        match self.store.mapping(name).await? {
            Some(saved) => Mapping::parse(&saved.mapping).map_err(|error| {
                AppError::refused(Reason::InvalidMapping, format!("the saved mapping `{name}`: {error}"))
            }),
            None => Err(self.no_mapping(name).await?),
        }
    }

    /// The mapping kept for a file of these columns; of several the newest.
    pub(super) async fn mapping_for(&self, columns: &[String]) -> Result<Option<(String, Mapping)>> {
        let mut fitting: Vec<SavedMapping> =
            self.store.mappings().await?.into_iter().filter(|it| it.columns == columns).collect();
        fitting.sort_by_key(|it| it.made_at_us);
        Ok(fitting.pop().and_then(|it| Some((it.name, Mapping::parse(&it.mapping).ok()?))))
    }

    async fn no_mapping(&self, name: &str) -> Result<AppError> {
        let known: Vec<String> = self.store.mappings().await?.into_iter().map(|it| it.name).collect();
        let advice = if known.is_empty() {
            "; none was saved yet".to_owned()
        } else {
            format!("; maybe one of {}", known.join(", "))
        };
        Ok(AppError::NotFound { what: "saved mapping", name: name.to_owned(), advice })
    }
}

fn view(saved: SavedMapping) -> SavedMappingView {
    let tables = Mapping::parse(&saved.mapping)
        .map(|mapping| mapping.targets.into_iter().map(|target| target.table).collect())
        .unwrap_or_default();
    SavedMappingView {
        name: saved.name,
        columns: saved.columns,
        tables,
        mapping: saved.mapping,
        by: saved.made_by,
        at: rfc3339(saved.made_at_us),
    }
}
