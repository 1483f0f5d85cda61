//! Screens that show a wallboard, or wait to be paired.
use sea_orm::entity::prelude::*;

/// A screen that shows a wallboard, or waits to be paired.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wall_devices")]
pub struct Model {
    /// names it for ever
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// BLAKE3 of its token, hexadecimal
    pub token_hash: String,
    /// the code it shows while it waits
    pub code: Option<String>,
    /// the board it shows
    pub wall_id: Option<String>,
    /// when it asked for a code
    pub asked_at_us: i64,
    /// id of the user who paired it
    pub paired_by: Option<String>,
    /// when
    pub paired_at_us: Option<i64>,
    /// when it last asked for its board
    pub seen_at_us: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
