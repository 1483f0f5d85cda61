//! A manual change of a published forecast.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "forecast_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub forecast_id: String,
    pub from_us: i64,
    pub to_us: i64,
    pub contacts: f64,
    pub handle_time: f64,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub made_by: String,
    pub made_at_us: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
