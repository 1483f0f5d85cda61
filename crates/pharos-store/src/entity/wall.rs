//! Wallboards.
use sea_orm::entity::prelude::*;

/// A wallboard.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "walls")]
pub struct Model {
    /// names it for ever
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// shown on it
    pub name: String,
    /// `floor` or `operations`
    pub kind: String,
    /// what it shows (JSON)
    #[sea_orm(column_type = "Text")]
    pub config: String,
    /// id of the user
    pub made_by: String,
    /// last change
    pub changed_at_us: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
