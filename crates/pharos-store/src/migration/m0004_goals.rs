//! Purposes and objectives, goals with every version, what people say about them, what was shown of their progress, boards.
//!
//! SQLite has no transaction around a whole step: every statement says "if not there", so an interrupted step resumes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, integer, string, string_null, text, text_null,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_goals"
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
            .name("goal_entries_by_goal")
            .table("goal_entries")
            .col("goal_id")
            .col("id")
            .to_owned();
        manager.create_index(index).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("purposes")
            .col(string("id").primary_key())
            .col(string("kind"))
            .col(string_null("parent"))
            .col(text("title"))
            .col(text("body"))
            .col(string_null("owner"))
            .col(integer("place"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .col(big_integer_null("retired_at_us"))
            .to_owned(),
        table("goals")
            .col(string("id").primary_key())
            .col(string("state"))
            .col(integer("version"))
            .col(integer("place"))
            .col(text("work"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .col(big_integer_null("activated_at_us"))
            .col(big_integer_null("ended_at_us"))
            .col(text_null("end_reason"))
            .col(string_null("follows"))
            .to_owned(),
        table("goal_versions")
            .col(string("goal_id"))
            .col(integer("version"))
            .col(text("definition"))
            .col(text("reason"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .primary_key(Index::create().col("goal_id").col("version"))
            .to_owned(),
        table("goal_entries")
            .col(big_pk_auto("id"))
            .col(string("goal_id"))
            .col(integer("version"))
            .col(string("kind"))
            .col(string("author"))
            .col(string_null("about"))
            .col(text("body"))
            .col(big_integer("at_us"))
            .to_owned(),
        table("goal_shown")
            .col(string("goal_id").primary_key())
            .col(integer("version"))
            .col(text("body"))
            .col(big_integer("at_us"))
            .to_owned(),
        table("goal_boards")
            .col(string("id").primary_key())
            .col(text("body"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .col(big_integer_null("ended_at_us"))
            .to_owned(),
    ]
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).if_not_exists().to_owned()
}
