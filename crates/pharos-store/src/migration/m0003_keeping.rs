//! What keeps the data: the hash of each data file, requests to erase persons and the marks that recognise them.
//!
//! SQLite has no transaction around a whole step: every statement says "if not there", so an interrupted step resumes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_keeping"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [data_files(), erasures(), erased_names()] {
            manager.create_table(table).await?;
        }
        Ok(())
    }
}

fn data_files() -> TableCreateStatement {
    table("data_files")
        .col(string("table_name"))
        .col(string("path"))
        .col(string("hash"))
        .col(string("entry_hash"))
        .col(big_integer("size"))
        .col(big_integer("added_seq"))
        .col(big_integer_null("removed_seq"))
        .primary_key(Index::create().col("table_name").col("path"))
        .to_owned()
}

fn erasures() -> TableCreateStatement {
    table("erasures")
        .col(string("id").primary_key())
        .col(string("kind"))
        .col(string("requested_by"))
        .col(big_integer("requested_at_us"))
        .col(big_integer_null("done_at_us"))
        .col(text("report"))
        .to_owned()
}

fn erased_names() -> TableCreateStatement {
    table("erased_names")
        .col(string("mark").primary_key())
        .col(string("erasure"))
        .col(string("kind"))
        .col(string("erased_id"))
        .to_owned()
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).if_not_exists().to_owned()
}
