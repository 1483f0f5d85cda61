//! The supervisor's day: daily updates and the mail they go out by, agenda points, wallboards, the strategy register.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, string, string_null, text, text_null,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0009_day"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [updates(), mails(), agenda(), walls(), devices(), strategy()] {
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("outgoing_mails_by_state", "outgoing_mails", "state"),
            ("agenda_points_by_day", "agenda_points", "day"),
            ("wall_devices_by_token", "wall_devices", "token_hash"),
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

fn updates() -> TableCreateStatement {
    table("daily_updates")
        .col(string("id").primary_key())
        .col(string("kind"))
        .col(string("day"))
        .col(string_null("team"))
        .col(string("author"))
        .col(text("words"))
        .col(text("facts"))
        .col(text("audiences"))
        .col(string("state"))
        .col(big_integer("changed_at_us"))
        .col(big_integer_null("send_at_us"))
        .col(big_integer_null("sent_at_us"))
        .to_owned()
}

fn mails() -> TableCreateStatement {
    table("outgoing_mails")
        .col(string("id").primary_key())
        .col(string("about_kind"))
        .col(string("about_id"))
        .col(string("recipient"))
        .col(text("subject"))
        .col(text("body_text"))
        .col(text("body_html"))
        .col(string("state"))
        .col(integer("attempts"))
        .col(big_integer("next_try_us"))
        .col(text_null("last_error"))
        .col(big_integer("created_at_us"))
        .col(big_integer_null("sent_at_us"))
        .to_owned()
}

fn agenda() -> TableCreateStatement {
    table("agenda_points")
        .col(string("id").primary_key())
        .col(string("meeting"))
        .col(string("day"))
        .col(string_null("team"))
        .col(string("author"))
        .col(string("author_name"))
        .col(text("words"))
        .col(big_integer("made_at_us"))
        .col(string_null("action_id"))
        .col(big_integer_null("closed_at_us"))
        .to_owned()
}

fn walls() -> TableCreateStatement {
    table("walls")
        .col(string("id").primary_key())
        .col(string("name"))
        .col(string("kind"))
        .col(text("config"))
        .col(string("made_by"))
        .col(big_integer("changed_at_us"))
        .to_owned()
}

fn devices() -> TableCreateStatement {
    table("wall_devices")
        .col(string("id").primary_key())
        .col(string("token_hash"))
        .col(string_null("code"))
        .col(string_null("wall_id"))
        .col(big_integer("asked_at_us"))
        .col(string_null("paired_by"))
        .col(big_integer_null("paired_at_us"))
        .col(big_integer_null("seen_at_us"))
        .to_owned()
}

fn strategy() -> TableCreateStatement {
    table("strategy_items")
        .col(string("id").primary_key())
        .col(string("kind"))
        .col(string("title"))
        .col(text("note"))
        .col(string_null("owner"))
        .col(string_null("serves"))
        .col(string("made_by"))
        .col(big_integer("changed_at_us"))
        .col(big_integer_null("retired_at_us"))
        .to_owned()
}
