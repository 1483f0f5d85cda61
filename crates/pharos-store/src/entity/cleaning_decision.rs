//! What somebody decided of an odd day or part of one.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cleaning_decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub queue: Option<String>,
    pub channel: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub filter: Option<String>,
    pub day: String,
    pub from_s: Option<i32>,
    pub to_s: Option<i32>,
    pub decision: String,
    pub value: Option<f64>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub made_by: String,
    pub made_at_us: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
