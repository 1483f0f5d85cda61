//! Who brought an import in and who kept a mapping: whoever may import takes back what is the own, and nothing else.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0010_brought_in_by"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [("imports", "made_by"), ("saved_mappings", "made_by_id")] {
            // SQLite cannot say "if not there" of a column; an interrupted step resumes.
            if !manager.has_column(table, column).await? {
                manager
                    .alter_table(Table::alter().table(table).add_column(string_null(column)).to_owned())
                    .await?;
            }
        }
        Ok(())
    }
}
