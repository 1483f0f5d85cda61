//! Heads, inbox, imports, settings, aliases, the writer's lease.
//!
//! SQLite has no transaction around a whole step: every statement says "if not there", so an interrupted step resumes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, boolean, integer, string, string_null, text,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_foundation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        let index = Index::create()
            .if_not_exists()
            .name("inbox_by_key")
            .table("inbox")
            .col("table_name")
            .col("source_name")
            .col("row_key")
            .to_owned();
        manager.create_index(index).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("fact_heads")
            .col(string("table_name").primary_key())
            .col(big_integer("version"))
            .col(big_integer("folded_seq"))
            .to_owned(),
        table("sequences").col(string("name").primary_key()).col(big_integer("next")).to_owned(),
        inbox(),
        table("idempotency_keys")
            .col(string("idempotency_key").primary_key())
            .col(string("body_hash"))
            .col(text("response"))
            .col(big_integer("at_us"))
            .to_owned(),
        imports(),
        table("settings").col(string("name").primary_key()).col(text("value")).to_owned(),
        table("aliases")
            .col(string("kind"))
            .col(string("from_name"))
            .col(string("to_name"))
            .col(string("reason"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .primary_key(Index::create().col("kind").col("from_name"))
            .to_owned(),
        table("unknowns")
            .col(string("kind"))
            .col(string("name"))
            .col(string("first_import"))
            .col(big_integer("first_seen_us"))
            .primary_key(Index::create().col("kind").col("name"))
            .to_owned(),
        table("writer_lease")
            .col(integer("id").primary_key())
            .col(string("holder"))
            .col(string("host"))
            .col(big_integer("expires_at_us"))
            .to_owned(),
        table("format_version").col(integer("id").primary_key()).col(big_integer("version")).to_owned(),
    ]
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).if_not_exists().to_owned()
}

fn inbox() -> TableCreateStatement {
    table("inbox")
        .col(big_pk_auto("id"))
        .col(big_integer("seq"))
        .col(string("table_name"))
        .col(string("source_name"))
        .col(text("row_key"))
        .col(big_integer("source_version"))
        .col(text("row"))
        .col(big_integer("committed_at_us"))
        .col(boolean("ended"))
        .to_owned()
}

fn imports() -> TableCreateStatement {
    table("imports")
        .col(string("id").primary_key())
        .col(big_integer("seq"))
        .col(string("source"))
        .col(string("source_name"))
        .col(string_null("site"))
        .col(string("state"))
        .col(big_integer("started_at_us"))
        .col(big_integer_null("finished_at_us"))
        .col(text("counts"))
        .col(text("quality"))
        .col(string_null("rejects_file"))
        .to_owned()
}
