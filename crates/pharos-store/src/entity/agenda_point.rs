//! Points people put on the agenda of a meeting.
use sea_orm::entity::prelude::*;

/// A point somebody puts on the agenda of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_points")]
pub struct Model {
    /// names it for ever
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// `huddle`, `obstacles`, `escalations` or `operations`
    pub meeting: String,
    /// day of the meeting, `YYYY-MM-DD`
    pub day: String,
    /// the team that meets; the whole centre where `None`
    pub team: Option<String>,
    /// id of the user
    pub author: String,
    /// name as it was
    pub author_name: String,
    /// the point
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// when it was made
    pub made_at_us: i64,
    /// the action it became
    pub action_id: Option<String>,
    /// when it was settled
    pub closed_at_us: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
