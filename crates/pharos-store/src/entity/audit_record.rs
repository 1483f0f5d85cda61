//! A link of the audit chain. It names persons by ids that mean nothing without `audit_persons`.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at_us: i64,
    pub actor: String,
    pub action: String,
    pub object_kind: String,
    pub object_id: String,
    /// persons whose rows were shown
    pub persons: Option<i64>,
    /// salted hash of the details, which may be erased
    pub details_hash: String,
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
