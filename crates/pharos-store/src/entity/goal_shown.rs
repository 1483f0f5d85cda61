//! What was last shown of a goal's periods.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_shown")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub goal_id: String,
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub at_us: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
