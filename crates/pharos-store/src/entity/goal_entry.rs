//! Something people said or did about a goal.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub goal_id: String,
    pub version: i32,
    pub kind: String,
    pub author: String,
    pub about: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub at_us: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
