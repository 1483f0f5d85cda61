//! Records about people, with their bodies as types.

use jiff::Timestamp;
use pharos_schema::{row_from_json, table};
use pharos_store::{NewFact, PersonRecord, PersonRecordFilter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Which records.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filter<'a> {
    pub(super) kinds: &'a [&'a str],
    pub(super) agent: Option<&'a str>,
    pub(super) owner: Option<&'a str>,
    pub(super) states: &'a [&'a str],
}

impl<'a> Filter<'a> {
    pub(super) fn of(kinds: &'a [&'a str]) -> Filter<'a> {
        Filter { kinds, ..Filter::default() }
    }
}

/// Name of the source the product's own facts carry.
const SOURCE_NAME: &str = "pharos";

/// Letters of a text at most.
const TEXT_MAX: usize = 4_000;

impl App {
    pub(super) async fn records(&self, filter: Filter<'_>) -> Result<Vec<PersonRecord>> {
        let words = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect();
        let filter = PersonRecordFilter {
            kinds: words(filter.kinds),
            agent_id: filter.agent.map(str::to_owned),
            owner_id: filter.owner.map(str::to_owned),
            states: words(filter.states),
            ..PersonRecordFilter::default()
        };
        Ok(self.store.person_records(&filter).await?)
    }

    /// The record of that id and kind.
    pub(super) async fn record(&self, id: &str, kind: &'static str) -> Result<PersonRecord> {
        let found = self.store.person_record(id).await?.filter(|it| it.kind == kind);
        found.ok_or_else(|| AppError::NotFound { what: kind, name: id.to_owned(), advice: String::new() })
    }

    pub(super) async fn add(&self, record: PersonRecord, facts: &[NewFact]) -> Result<PersonRecord> {
        self.store.add_person_records(std::slice::from_ref(&record), facts, now_us()).await?;
        Ok(record)
    }

    pub(super) async fn change(&self, record: &PersonRecord, facts: &[NewFact]) -> Result<()> {
        Ok(self.store.change_person_record(record, &[], facts, now_us()).await?)
    }
}

/// A new record, open, happening now.
pub(super) fn new_record(permission: &Permission, kind: &str, body: &impl Serialize) -> Result<PersonRecord> {
    let now = now_us();
    Ok(PersonRecord {
        id: uuid::Uuid::new_v4().simple().to_string(),
        kind: kind.to_owned(),
        agent_id: None,
        owner_id: None,
        state: "open".to_owned(),
        at_us: now,
        due_us: None,
        made_by: super::roster::me(permission),
        made_at_us: now,
        version: 1,
        body: to_text(body)?,
    })
}

pub(super) fn body<B: DeserializeOwned>(record: &PersonRecord) -> Result<B> {
    serde_json::from_str(&record.body)
        .map_err(|error| AppError::Internal(format!("{} {}: {error}", record.kind, record.id)))
}

pub(super) fn to_text(body: &impl Serialize) -> Result<String> {
    serde_json::to_string(body).map_err(|error| AppError::Internal(error.to_string()))
}

/// A fact of the product's own; it is checked like those that come from outside.
pub(super) fn fact(
    name: &'static str,
    key: &str,
    version: i64,
    columns: &[(&str, Value)],
) -> Result<NewFact> {
    let mut row: Map<String, Value> =
        columns.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    row.retain(|_, value| !value.is_null());
    row.insert("key".to_owned(), key.into());
    let table = table(name).ok_or_else(|| AppError::Internal(format!("no fact table {name}")))?;
    row_from_json(table, &row).map_err(|error| AppError::Internal(format!("{name}: {error}")))?;
    Ok(NewFact {
        table: name.to_owned(),
        source_name: SOURCE_NAME.to_owned(),
        key: key.to_owned(),
        source_version: version,
        row: Value::Object(row).to_string(),
        ended: true,
    })
}

/// An instant as typed: RFC 3339, or a date, which is its midnight in UTC.
pub(super) fn instant(name: &str, text: &str) -> Result<i64> {
    let parsed = text.parse::<Timestamp>().map(Timestamp::as_microsecond);
    let date = || text.parse::<jiff::civil::Date>().map(pharos_calendar::date_to_local);
    parsed.or_else(|_| date()).map_err(|_| {
        AppError::refused(
            Reason::DateWrong,
            format!("{name} is `{text}`; maybe 2026-05-01 or 2026-05-01T09:00:00Z"),
        )
    })
}

pub(super) fn instant_of(name: &str, text: Option<&str>) -> Result<Option<i64>> {
    text.filter(|it| !it.is_empty()).map(|it| instant(name, it)).transpose()
}

pub(super) fn shown(instant_us: Option<i64>) -> Option<String> {
    instant_us.map(rfc3339)
}

pub(super) fn as_value(instant_us: Option<i64>) -> Value {
    instant_us.map_or(Value::Null, |it| rfc3339(it).into())
}

/// Words that must be there and not too many.
pub(super) fn words(name: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AppError::refused(Reason::TextNeeded, format!("{name} is empty; maybe a few words")));
    }
    if TEXT_MAX < text.chars().count() {
        return Err(AppError::refused(
            Reason::TextLong,
            format!("{name} has more than {TEXT_MAX} letters; maybe say less"),
        )
        .with("most", TEXT_MAX));
    }
    Ok(text.to_owned())
}
