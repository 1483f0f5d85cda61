//! Somebody who may sign in.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    #[sea_orm(unique)]
    pub login: String,
    pub name: String,
    /// words of roles, separated by spaces
    pub roles: String,
    /// the part of the organisation, JSON
    #[sea_orm(column_type = "Text")]
    pub part: String,
    pub agent_id: Option<String>,
    /// PHC string
    pub password_hash: Option<String>,
    pub disabled: bool,
    pub created_at_us: i64,
    pub signed_in_at_us: Option<i64>,
    /// the secret of the second factor; it is asked for once it is confirmed
    pub totp_secret: Option<String>,
    pub totp_confirmed: bool,
    /// last step of the second factor that was used: no code counts twice
    pub totp_step: i64,
    pub oidc_issuer: Option<String>,
    pub oidc_subject: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
