//! Persons in the records: found in whatever table, and erased from it.
//!
//! Every text column of every table is searched for a person's names, so a table that is new is not forgotten; what else
//! goes from a row about the person (notes, reasons) is listed here by table.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Value};
use serde_json::{Map, Value as Json};

use crate::tables::{ColumnKind, DbColumn, DbTable, quoted, statement, tables};
use crate::{Result, Store};

/// Rows of a table that are about the person one of the columns names: these texts go.
struct TextsAbout {
    table: &'static str,
    person_columns: &'static [&'static str],
    texts: &'static [&'static str],
}

/// Texts that go with a person, by table; ids go everywhere without being listed.
const TEXTS: &[TextsAbout] = &[
    TextsAbout { table: "aliases", person_columns: &["from_name", "to_name"], texts: &["reason"] },
    TextsAbout { table: "corrections", person_columns: &["value"], texts: &["reason"] },
    TextsAbout { table: "person_records", person_columns: &["agent_id"], texts: &["body"] },
];

/// Tables in which nothing is replaced: they hold no names, or hashes over what they hold (the audit keeps numbers that
/// stand for persons in a table of its own).
const EXEMPT: &[&str] = &[
    "data_files",
    "erased_names",
    "erasures",
    "fact_heads",
    "format_version",
    "sequences",
    "writer_lease",
    "audit_details",
    "audit_head",
    "audit_log",
    "audit_persons",
];

/// What an account loses whose person is erased; the account itself stays, as others' records name it.
const ACCOUNT: &str =
    "UPDATE users SET login = ?, name = '', password_hash = NULL, totp_secret = NULL, oidc_issuer = NULL,
    oidc_subject = NULL, disabled = ? WHERE agent_id = ?";

/// What goes with an account.
const OF_ACCOUNT: [&str; 3] = ["sessions", "api_tokens", "recovery_codes"];

/// Columns nobody is shown.
const SECRETS: &[&str] = &["hash", "secret", "password", "token"];

/// Ids the records give their own things, as columns and in documents: an import's number is no person's.
const OWN_IDS: &[&str] = &["id", "import_id"];

/// Names of persons and what takes their places; what is found is compared word by word.
#[derive(Clone, Copy)]
pub struct PersonalNames<'a> {
    /// name to erased id
    pub names: &'a BTreeMap<String, String>,
    /// a text with its names replaced; `None` where none stands in it as a word
    pub replaced: &'a (dyn Fn(&str) -> Option<String> + Send + Sync),
}

impl Store {
    /// Rows of the records in which one of the names stands, by table.
    ///
    /// # Errors
    /// The database.
    pub async fn rows_about(
        &self,
        it: PersonalNames<'_>,
    ) -> Result<BTreeMap<String, Vec<Map<String, Json>>>> {
        let transaction = self.read().await?;
        let mut found = BTreeMap::new();
        for table in tables(&transaction).await? {
            if EXEMPT.contains(&table.name.as_str()) {
                continue;
            }
            let rows = matching(&transaction, &table, it).await?;
            if !rows.is_empty() {
                found.insert(table.name, rows);
            }
        }
        transaction.commit().await?;
        Ok(found)
    }

    /// Number of values in the records in which one of the names stands.
    ///
    /// # Errors
    /// The database.
    pub async fn count_about(&self, it: PersonalNames<'_>) -> Result<u64> {
        Ok(self.rows_about(it).await?.values().map(|rows| rows.len() as u64).sum())
    }
}

/// Puts erased ids in the places of names, in every table; gives the number of values changed.
pub(crate) async fn erase(connection: &impl ConnectionTrait, it: PersonalNames<'_>) -> Result<u64> {
    let mut changed = 0;
    let all = tables(connection).await?;
    if all.iter().any(|table| table.name == "users") {
        changed += close_accounts(connection, it).await?;
    }
    for table in all {
        if EXEMPT.contains(&table.name.as_str()) {
            continue;
        }
        for about in TEXTS.iter().filter(|about| about.table == table.name) {
            changed += empty_texts(connection, &table, about, it).await?;
        }
        for column in table.columns.iter().filter(|column| is_text(column)) {
            for (old, new) in replacements(connection, &table, column, it).await? {
                changed += update(connection, &table, column, &old, &new).await?;
            }
        }
    }
    Ok(changed)
}

/// Closes the accounts of erased agents.
async fn close_accounts(connection: &impl ConnectionTrait, it: PersonalNames<'_>) -> Result<u64> {
    let backend = connection.get_database_backend();
    let mut changed = 0;
    for (name, erased) in it.names {
        for table in OF_ACCOUNT {
            let sql =
                format!("DELETE FROM {table} WHERE user_id IN (SELECT id FROM users WHERE agent_id = ?)");
            connection.execute_raw(statement(backend, &sql, vec![name.as_str().into()])).await?;
        }
        let values = vec![erased.as_str().into(), true.into(), name.as_str().into()];
        changed += connection.execute_raw(statement(backend, ACCOUNT, values)).await?.rows_affected();
    }
    Ok(changed)
}

fn is_text(column: &DbColumn) -> bool {
    matches!(column.kind, ColumnKind::Text | ColumnKind::Json)
}

fn as_text(backend: DatabaseBackend, column: &DbColumn) -> String {
    let name = quoted(&column.name);
    if backend == DatabaseBackend::Sqlite { name } else { format!("{name}::text") }
}

/// A value with its names replaced; `None` where none stands in it. Of a document only the texts are looked at: a count may well
/// read as a person's number does.
fn without(column: &str, text: &str, it: PersonalNames<'_>) -> Option<String> {
    if OWN_IDS.contains(&column) {
        return None;
    }
    if text.starts_with(['{', '['])
        && let Ok(mut document) = serde_json::from_str::<Json>(text)
    {
        return replace_texts(&mut document, it).then(|| document.to_string());
    }
    (it.replaced)(text)
}

/// Replaces names in all texts of a document; `false` where none stands in it.
fn replace_texts(value: &mut Json, it: PersonalNames<'_>) -> bool {
    match value {
        Json::String(text) => match (it.replaced)(text) {
            Some(new) => {
                *text = new;
                true
            }
            None => false,
        },
        Json::Array(values) => values.iter_mut().fold(false, |found, value| replace_texts(value, it) | found),
        Json::Object(fields) => {
            let mut found = false;
            *fields = std::mem::take(fields)
                .into_iter()
                .map(|(name, mut value)| {
                    found |= !OWN_IDS.contains(&name.as_str()) && replace_texts(&mut value, it);
                    let new = (it.replaced)(&name);
                    found |= new.is_some();
                    (new.unwrap_or(name), value)
                })
                .collect();
            found
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

/// The condition that one of the names stands somewhere in the column; JSON writes some signs in another way.
fn contains(backend: DatabaseBackend, column: &DbColumn, it: PersonalNames<'_>) -> (String, Vec<Value>) {
    let function = if backend == DatabaseBackend::Sqlite { "instr" } else { "strpos" };
    let text = as_text(backend, column);
    let mut values: Vec<Value> = Vec::new();
    for name in it.names.keys() {
        values.push(name.as_str().into());
        let escaped = Json::from(name.as_str()).to_string();
        let escaped = escaped.trim_matches('"');
        if escaped != name {
            values.push(escaped.into());
        }
    }
    let parts = vec![format!("{function}({text}, ?) > 0"); values.len()];
    (parts.join(" OR "), values)
}

async fn replacements(
    connection: &impl ConnectionTrait,
    table: &DbTable,
    column: &DbColumn,
    it: PersonalNames<'_>,
) -> Result<Vec<(String, String)>> {
    let backend = connection.get_database_backend();
    let (condition, values) = contains(backend, column, it);
    let text = as_text(backend, column);
    let sql = format!("SELECT DISTINCT {text} FROM {} WHERE {condition}", quoted(&table.name));
    let rows = connection.query_all_raw(statement(backend, &sql, values)).await?;
    let mut found = Vec::new();
    for row in rows {
        let old: String = row.try_get_by_index(0)?;
        if let Some(new) = without(&column.name, &old, it) {
            found.push((old, new));
        }
    }
    Ok(found)
}

async fn update(
    connection: &impl ConnectionTrait,
    table: &DbTable,
    column: &DbColumn,
    old: &str,
    new: &str,
) -> Result<u64> {
    let backend = connection.get_database_backend();
    let place = match (backend, column.kind) {
        (DatabaseBackend::Postgres, ColumnKind::Json) => "?::json",
        _ => "?",
    };
    let sql = format!(
        "UPDATE {} SET {} = {place} WHERE {} = ?",
        quoted(&table.name),
        quoted(&column.name),
        as_text(backend, column)
    );
    let done = connection.execute_raw(statement(backend, &sql, vec![new.into(), old.into()])).await?;
    Ok(done.rows_affected())
}

async fn empty_texts(
    connection: &impl ConnectionTrait,
    table: &DbTable,
    about: &TextsAbout,
    it: PersonalNames<'_>,
) -> Result<u64> {
    let backend = connection.get_database_backend();
    let mut changed = 0;
    for text in about.texts {
        let Some(column) = table.columns.iter().find(|column| column.name == *text) else { continue };
        let nothing = if column.is_nullable { "NULL" } else { "''" };
        for person in about.person_columns {
            for name in it.names.keys() {
                let sql = format!(
                    "UPDATE {} SET {} = {nothing} WHERE {} = ?",
                    quoted(&table.name),
                    quoted(text),
                    quoted(person)
                );
                let done =
                    connection.execute_raw(statement(backend, &sql, vec![name.as_str().into()])).await?;
                changed += done.rows_affected();
            }
        }
    }
    Ok(changed)
}

async fn matching(
    connection: &impl ConnectionTrait,
    table: &DbTable,
    it: PersonalNames<'_>,
) -> Result<Vec<Map<String, Json>>> {
    let backend = connection.get_database_backend();
    let mut conditions = Vec::new();
    let mut values = Vec::new();
    for column in table.columns.iter().filter(|column| is_text(column)) {
        let (condition, own) = contains(backend, column, it);
        conditions.push(condition);
        values.extend(own);
    }
    if conditions.is_empty() {
        return Ok(Vec::new());
    }
    let shown: Vec<&DbColumn> = table.columns.iter().filter(|column| !is_secret(column)).collect();
    let list: Vec<String> = shown
        .iter()
        .map(|column| if is_text(column) { as_text(backend, column) } else { quoted(&column.name) })
        .collect();
    let sql =
        format!("SELECT {} FROM {} WHERE {}", list.join(", "), quoted(&table.name), conditions.join(" OR "));
    let mut found = Vec::new();
    for row in connection.query_all_raw(statement(backend, &sql, values)).await? {
        let object = object(&row, &shown)?;
        let is_named =
            |name: &str, value: &Json| value.as_str().is_some_and(|text| without(name, text, it).is_some());
        if object.iter().any(|(name, value)| is_named(name, value)) {
            found.push(object);
        }
    }
    Ok(found)
}

fn is_secret(column: &DbColumn) -> bool {
    SECRETS.iter().any(|word| column.name.contains(word)) || column.kind == ColumnKind::Bytes
}

fn object(row: &QueryResult, columns: &[&DbColumn]) -> Result<Map<String, Json>> {
    let mut object = Map::new();
    for (place, column) in columns.iter().enumerate() {
        let value = match column.kind {
            ColumnKind::Text | ColumnKind::Json => Json::from(row.try_get_by_index::<Option<String>>(place)?),
            ColumnKind::Whole => whole(row, place)?.into(),
            ColumnKind::Flag => row.try_get_by_index::<Option<bool>>(place)?.into(),
            ColumnKind::Number => row.try_get_by_index::<Option<f64>>(place)?.into(),
            ColumnKind::Bytes => Json::Null,
        };
        object.insert(column.name.clone(), value);
    }
    Ok(object)
}

/// A whole number of whatever width: PostgreSQL gives each its own.
pub(crate) fn whole(row: &QueryResult, place: usize) -> Result<Option<i64>> {
    if let Ok(wide) = row.try_get_by_index::<Option<i64>>(place) {
        return Ok(wide);
    }
    if let Ok(middle) = row.try_get_by_index::<Option<i32>>(place) {
        return Ok(middle.map(i64::from));
    }
    Ok(row.try_get_by_index::<Option<i16>>(place)?.map(i64::from))
}

#[cfg(test)]
mod tests;
