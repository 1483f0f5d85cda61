//! Saved mappings, saved views, corrections of facts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, string, string_null, text, text_null,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0008_views"
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
            .name("corrections_by_row")
            .table("corrections")
            .col("table_name")
            .col("source_name")
            .col("row_key")
            .to_owned();
        manager.create_index(index).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("saved_mappings")
            .col(string("name").primary_key())
            .col(text("columns"))
            .col(text("mapping"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .to_owned(),
        table("saved_views")
            .col(string("id").primary_key())
            .col(string("name"))
            .col(text("address"))
            .col(string("owner"))
            .col(string("owner_name"))
            .col(text("roles"))
            .col(big_integer("changed_at_us"))
            .to_owned(),
        table("corrections")
            .col(big_pk_auto("id"))
            .col(string("table_name"))
            .col(string("source_name"))
            .col(text("row_key"))
            .col(string("field"))
            .col(text_null("value"))
            .col(text("reason"))
            .col(string("made_by"))
            .col(big_integer("made_at_us"))
            .col(string_null("undone_by"))
            .col(big_integer_null("undone_at_us"))
            .to_owned(),
    ]
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).if_not_exists().to_owned()
}
