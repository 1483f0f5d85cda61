//! Something kept about a person, or for one: a 1:1, a to-do, a course and who has to take it, a kudos, a concern, a plan.
//!
//! One table, so that showing, exporting and erasing all that is kept of somebody is one question.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_records")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub kind: String,
    pub agent_id: Option<String>,
    pub owner_id: Option<String>,
    pub state: String,
    pub at_us: i64,
    pub due_us: Option<i64>,
    pub made_by: String,
    pub made_at_us: i64,
    pub version: i64,
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
