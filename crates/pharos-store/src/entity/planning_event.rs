//! Something unusual that a planner knows of.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "planning_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub name: String,
    pub kind: String,
    pub from_us: i64,
    pub to_us: i64,
    pub queue: Option<String>,
    pub channel: Option<String>,
    pub expected: Option<f64>,
    pub made_by: String,
    pub made_at_us: i64,
    pub removed_by: Option<String>,
    pub removed_at_us: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
