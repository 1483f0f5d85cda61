//! A published forecast without its values.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "published_forecasts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub queue: Option<String>,
    pub channel: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub filter: Option<String>,
    pub interval_s: i32,
    pub origin_us: i64,
    pub from_us: i64,
    pub to_us: i64,
    pub made_by: String,
    pub made_at_us: i64,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    #[sea_orm(column_type = "Text")]
    pub model: String,
    pub inputs_hash: String,
    pub plan_by: Option<String>,
    pub plan_at_us: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
