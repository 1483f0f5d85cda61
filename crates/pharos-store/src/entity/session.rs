//! Somebody who has signed in. The token itself is nowhere, only its hash.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// names it on the page
    pub id: String,
    pub user_id: String,
    pub created_at_us: i64,
    pub seen_at_us: i64,
    pub ends_at_us: i64,
    pub device: String,
    pub address: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
