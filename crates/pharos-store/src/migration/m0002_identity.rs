//! Users, sessions, tokens, second factors, the audit log.
//!
//! SQLite has no transaction around a whole step: every statement says "if not there", so an interrupted step resumes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, string, string_null, string_uniq, text, text_null,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_identity"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            users(),
            sessions(),
            api_tokens(),
            table("recovery_codes")
                .col(string("user_id"))
                .col(string("code_hash"))
                .primary_key(Index::create().col("user_id").col("code_hash"))
                .to_owned(),
            pending_sign_ins(),
            audit_log(),
            table("audit_details")
                .col(big_integer("seq").primary_key())
                .col(string("salt"))
                .col(text_null("words"))
                .to_owned(),
            table("audit_persons")
                .col(string("id").primary_key())
                .col(string("kind"))
                .col(string_null("key"))
                .to_owned(),
            table("audit_head")
                .col(integer("id").primary_key())
                .col(big_integer("base_seq"))
                .col(string("base_hash"))
                .col(big_integer("seq"))
                .col(string("hash"))
                .to_owned(),
        ] {
            manager.create_table(table).await?;
        }
        for (name, table, columns) in [
            ("sessions_by_user", "sessions", &["user_id"][..]),
            ("api_tokens_by_user", "api_tokens", &["user_id"][..]),
            ("audit_log_by_time", "audit_log", &["at_us"][..]),
            ("audit_persons_by_key", "audit_persons", &["kind", "key"][..]),
        ] {
            let mut index = Index::create().if_not_exists().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).if_not_exists().to_owned()
}

fn users() -> TableCreateStatement {
    table("users")
        .col(string("id").primary_key())
        .col(string_uniq("login"))
        .col(string("name"))
        .col(string("roles"))
        .col(text("part"))
        .col(string_null("agent_id"))
        .col(string_null("password_hash"))
        .col(boolean("disabled"))
        .col(big_integer("created_at_us"))
        .col(big_integer_null("signed_in_at_us"))
        .col(string_null("totp_secret"))
        .col(boolean("totp_confirmed"))
        .col(big_integer("totp_step"))
        .col(string_null("oidc_issuer"))
        .col(string_null("oidc_subject"))
        .to_owned()
}

fn sessions() -> TableCreateStatement {
    table("sessions")
        .col(string("token_hash").primary_key())
        .col(string("id"))
        .col(string("user_id"))
        .col(big_integer("created_at_us"))
        .col(big_integer("seen_at_us"))
        .col(big_integer("ends_at_us"))
        .col(string("device"))
        .col(string("address"))
        .to_owned()
}

fn api_tokens() -> TableCreateStatement {
    table("api_tokens")
        .col(string("id").primary_key())
        .col(string_uniq("token_hash"))
        .col(string("user_id"))
        .col(string("name"))
        .col(text("actions"))
        .col(big_integer("created_at_us"))
        .col(big_integer("expires_at_us"))
        .col(big_integer_null("used_at_us"))
        .to_owned()
}

fn pending_sign_ins() -> TableCreateStatement {
    table("pending_sign_ins")
        .col(string("state_hash").primary_key())
        .col(string("nonce"))
        .col(string("pkce_verifier"))
        .col(text("return_to"))
        .col(big_integer("created_at_us"))
        .to_owned()
}

fn audit_log() -> TableCreateStatement {
    table("audit_log")
        .col(big_integer("seq").primary_key())
        .col(big_integer("at_us"))
        .col(string("actor"))
        .col(string("action"))
        .col(string("object_kind"))
        .col(string("object_id"))
        .col(big_integer_null("persons"))
        .col(string("details_hash"))
        .col(string("hash"))
        .to_owned()
}
