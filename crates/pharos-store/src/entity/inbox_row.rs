//! A fact that is acknowledged and not yet folded into its table.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub seq: i64,
    pub table_name: String,
    pub source_name: String,
    pub row_key: String,
    pub source_version: i64,
    #[sea_orm(column_type = "Text")]
    pub row: String,
    pub committed_at_us: i64,
    /// its contact or item has ended: it may fold
    pub ended: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
