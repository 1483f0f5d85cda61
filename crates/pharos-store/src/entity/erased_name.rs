//! A keyed hash that recognises a name of an erased person, and the id that stands for it now.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erased_names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub mark: String,
    pub erasure: String,
    /// customer, agent, or contact: a contact of an erased customer, whose transcript goes
    pub kind: String,
    pub erased_id: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
