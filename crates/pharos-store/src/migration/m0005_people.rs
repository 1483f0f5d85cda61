//! What is kept about people and for them; pulse surveys; addresses of calendars.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, string_null, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_people"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (name, column) in
            [("person_records_by_agent", "agent_id"), ("person_records_by_owner", "owner_id")]
        {
            let index = Index::create()
                .if_not_exists()
                .name(name)
                .table("person_records")
                .col("kind")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("person_records")
            .col(string("id").primary_key())
            .col(string("kind"))
            .col(string_null("agent_id"))
            .col(string_null("owner_id"))
            .col(string("state"))
            .col(big_integer("at_us"))
            .col(big_integer_null("due_us"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .col(big_integer("version"))
            .col(text("body"))
            .to_owned(),
        table("pulse_answers")
            .col(string("id").primary_key())
            .col(string("survey_id"))
            .col(string("team"))
            .col(big_integer("value"))
            .col(text("comment"))
            .to_owned(),
        table("pulse_taken")
            .col(string("survey_id"))
            .col(string("person_id"))
            .primary_key(Index::create().col("survey_id").col("person_id"))
            .to_owned(),
        table("calendar_feeds")
            .col(string("owner_id").primary_key())
            .col(string("secret_hash"))
            .col(big_integer("made_at_us"))
            .to_owned(),
    ]
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).if_not_exists().to_owned()
}
