//! A data file of a fact table and what it must be, byte for byte.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_files")]
pub struct Model {
    /// the fact table, or `history/` and the fact table
    #[sea_orm(primary_key, auto_increment = false)]
    pub table_name: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub path: String,
    /// BLAKE3 of its bytes
    pub hash: String,
    /// BLAKE3 of its entry in the log: path, day, size, statistics
    pub entry_hash: String,
    pub size: i64,
    /// ingest sequence of the publication that brought it
    pub added_seq: i64,
    /// ingest sequence of the publication that took it out of the table
    pub removed_seq: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
