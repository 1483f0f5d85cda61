//! Mail that waits, went out or failed.
use sea_orm::entity::prelude::*;

/// A mail to one recipient.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outgoing_mails")]
pub struct Model {
    /// names it for ever
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// what it is about: `daily_update`, ...
    pub about_kind: String,
    /// which one
    pub about_id: String,
    /// address
    pub recipient: String,
    /// subject
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    /// plain text
    #[sea_orm(column_type = "Text")]
    pub body_text: String,
    /// HTML
    #[sea_orm(column_type = "Text")]
    pub body_html: String,
    /// `queued`, `sent` or `failed`
    pub state: String,
    /// tries so far
    pub attempts: i32,
    /// not before
    pub next_try_us: i64,
    /// what the mail server said last
    #[sea_orm(column_type = "Text", nullable)]
    pub last_error: Option<String>,
    /// when it was queued
    pub created_at_us: i64,
    /// when the mail server took it
    pub sent_at_us: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
