//! Scenarios and hiring plans that people kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, string, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0007_capacity"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("kept_plans")
            .if_not_exists()
            .col(string("id").primary_key())
            .col(string("kind"))
            .col(string("name"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .col(boolean("shared"))
            .col(text("question"))
            .col(text("answer"))
            .to_owned();
        manager.create_table(table).await
    }
}
