//! A goal: its state and the work on it.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub state: String,
    pub version: i32,
    pub place: i32,
    #[sea_orm(column_type = "Text")]
    pub work: String,
    pub made_by: String,
    pub made_at_us: i64,
    pub activated_at_us: Option<i64>,
    pub ended_at_us: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub end_reason: Option<String>,
    pub follows: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
