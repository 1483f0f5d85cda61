//! Published forecasts with their manual changes, planning events, decisions on odd days.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, double, double_null, integer, integer_null, string, string_null, text,
    text_null,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0006_planning"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [forecasts(), values(), changes(), events(), decisions()] {
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("published_forecasts_by_start", "published_forecasts", "from_us"),
            ("forecast_changes_by_forecast", "forecast_changes", "forecast_id"),
            ("cleaning_decisions_by_day", "cleaning_decisions", "day"),
        ] {
            let index = Index::create().if_not_exists().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).if_not_exists().to_owned()
}

fn forecasts() -> TableCreateStatement {
    table("published_forecasts")
        .col(string("id").primary_key())
        .col(string_null("queue"))
        .col(string_null("channel"))
        .col(text_null("filter"))
        .col(integer("interval_s"))
        .col(big_integer("origin_us"))
        .col(big_integer("from_us"))
        .col(big_integer("to_us"))
        .col(string("made_by"))
        .col(big_integer("made_at_us"))
        .col(text("note"))
        .col(text("model"))
        .col(string("inputs_hash"))
        .col(string_null("plan_by"))
        .col(big_integer_null("plan_at_us"))
        .to_owned()
}

/// Apart, as a list of forecasts is read without them.
fn values() -> TableCreateStatement {
    table("forecast_values").col(string("forecast_id").primary_key()).col(text("body")).to_owned()
}

fn changes() -> TableCreateStatement {
    table("forecast_changes")
        .col(string("id").primary_key())
        .col(string("forecast_id"))
        .col(big_integer("from_us"))
        .col(big_integer("to_us"))
        .col(double("contacts"))
        .col(double("handle_time"))
        .col(text("reason"))
        .col(string("made_by"))
        .col(big_integer("made_at_us"))
        .to_owned()
}

fn events() -> TableCreateStatement {
    table("planning_events")
        .col(string("id").primary_key())
        .col(string("name"))
        .col(string("kind"))
        .col(big_integer("from_us"))
        .col(big_integer("to_us"))
        .col(string_null("queue"))
        .col(string_null("channel"))
        .col(double_null("expected"))
        .col(string("made_by"))
        .col(big_integer("made_at_us"))
        .col(string_null("removed_by"))
        .col(big_integer_null("removed_at_us"))
        .to_owned()
}

fn decisions() -> TableCreateStatement {
    table("cleaning_decisions")
        .col(string("id").primary_key())
        .col(string_null("queue"))
        .col(string_null("channel"))
        .col(text_null("filter"))
        .col(string("day"))
        .col(integer_null("from_s"))
        .col(integer_null("to_s"))
        .col(string("decision"))
        .col(double_null("value"))
        .col(text("reason"))
        .col(string("made_by"))
        .col(big_integer("made_at_us"))
        .to_owned()
}
