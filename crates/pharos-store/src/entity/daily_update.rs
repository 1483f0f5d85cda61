//! Daily updates and monthly reports: what was composed, and where it stands.
use sea_orm::entity::prelude::*;

/// A daily update or monthly report: composed from facts, finished by a person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "daily_updates")]
pub struct Model {
    /// names it for ever
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// `daily` or `monthly`
    pub kind: String,
    /// the day or first day of the month it reports, `YYYY-MM-DD`
    pub day: String,
    /// the team it is about; the whole centre where `None`
    pub team: Option<String>,
    /// id of the user who finished it
    pub author: String,
    /// what the author wrote, by audience (JSON)
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// the numbers as they were when it was composed (JSON)
    #[sea_orm(column_type = "Text")]
    pub facts: String,
    /// who gets which version (JSON)
    #[sea_orm(column_type = "Text")]
    pub audiences: String,
    /// `draft`, `waiting` or `sent`
    pub state: String,
    /// last change
    pub changed_at_us: i64,
    /// when it is to go out, where a time was set
    pub send_at_us: Option<i64>,
    /// when it was handed to the mail queue
    pub sent_at_us: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
