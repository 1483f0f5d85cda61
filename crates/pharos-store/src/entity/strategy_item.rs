//! What serves the strategy, and the strategy itself.
use sea_orm::entity::prelude::*;

/// A part of the strategy, or a decision, policy, process or activity that serves it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "strategy_items")]
pub struct Model {
    /// names it for ever
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// `strategy`, `decision`, `policy`, `process` or `activity`
    pub kind: String,
    /// what it is
    pub title: String,
    /// what else there is to say
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// id of the user who answers for it
    pub owner: Option<String>,
    /// the item it serves
    pub serves: Option<String>,
    /// id of the user who noted it
    pub made_by: String,
    /// last change
    pub changed_at_us: i64,
    /// when it ended
    pub retired_at_us: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
