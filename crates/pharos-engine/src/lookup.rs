//! Single rows by what names them: one contact with all that belongs to it. No question, no metric.

mod corrected;
mod files;

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::TimestampMicrosecondType;
use datafusion::logical_expr::{Expr, col, lit};
use datafusion::prelude::{SessionConfig, SessionContext};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pharos_schema::Table;

use crate::dataset::{Dataset, register};
use crate::query::QueryError;
use crate::warehouse::DataFile;

pub(crate) use corrected::{LookedInto, corrected_files};

type Result<T> = std::result::Result<T, QueryError>;

/// Rows of one table that belong to a contact, at most.
const ROWS_MAX: usize = 2_000;

/// What belongs to a contact, by table: rows in the order of their keys, tables without any left out.
#[derive(Clone, Debug)]
pub struct ContactFacts {
    /// The contact; its own id, whatever it was asked for by.
    pub contact_id: String,
    /// Source of its segments.
    pub source_name: String,
    /// Its segments in the order of time, those that never count included.
    pub segments: Vec<RecordBatch>,
    /// Days (UTC) of its first and last instant.
    pub days: Option<(Date, Date)>,
    /// Everything else.
    pub others: Vec<(&'static str, Vec<RecordBatch>)>,
}

/// Columns of a segment that may name its contact.
const NAMES: [&str; 3] = ["contact_id", "segment_id", "key"];

/// Tables beside the segments, and the column that names the contact there.
const OTHERS: [(&str, &[&str]); 8] = [
    ("agent_offers", &["contact_id"]),
    ("messages", &["contact_id"]),
    ("callbacks", &["contact_id"]),
    ("survey_answers", &["contact_id"]),
    ("evaluation_answers", &["contact_id"]),
    ("utterances", &["contact_id"]),
    ("outcomes", &["contact_id"]),
    ("work_items", &["item_id"]),
];

/// The files of some tables that are read.
type Files = BTreeMap<&'static str, BTreeSet<String>>;

/// A contact with all that belongs to it, by its id or by the id or key of one of its segments. `None`: there is none.
///
/// # Errors
/// Data that cannot be read.
pub async fn contact(dataset: &Dataset, id: &str, source_name: Option<&str>) -> Result<Option<ContactFacts>> {
    let files = segment_files(dataset, &NAMES, [id.to_owned()].into()).await?;
    let mut context = session(dataset, &files).await?;
    let of_source = |condition: Expr| match source_name {
        Some(name) => condition.and(col("source_name").eq(lit(name))),
        None => condition,
    };
    let named = NAMES.map(|name| col(name).eq(lit(id))).into_iter().reduce(Expr::or).unwrap_or(lit(false));
    let found = rows(&context, "contact_segments", of_source(named)).await?;
    let Some(first) = found.iter().find(|batch| 0 < batch.num_rows()) else { return Ok(None) };
    let contact_id = text(first, "contact_id").unwrap_or_else(|| id.to_owned());
    let source = text(first, "source_name").unwrap_or_default();
    let here = |column: &str| {
        col(column).eq(lit(contact_id.as_str())).and(col("source_name").eq(lit(source.as_str())))
    };
    let segments = match text(first, "contact_id") {
        Some(_) => {
            if contact_id != id {
                let files = segment_files(dataset, &NAMES[..1], [contact_id.clone()].into()).await?;
                context = session(dataset, &files).await?;
            }
            rows(&context, "contact_segments", here("contact_id")).await?
        }
        // A source that names no contacts: each segment is its own.
        None => found.clone(),
    };
    let cases: BTreeSet<String> = segments.iter().flat_map(|batch| texts(batch, "case_id")).collect();
    let days = days_of(&segments);
    let files = other_files(dataset, &contact_id, &cases, days).await?;
    let context = session(dataset, &files).await?;
    let mut others = Vec::new();
    for (table, column) in OTHERS.map(|(table, columns)| (table, columns[0])) {
        if !files.contains_key(table) {
            continue;
        }
        let batches = if table == "work_items" {
            let list = cases.iter().map(|case| lit(case.as_str())).collect();
            rows(&context, table, col(column).in_list(list, false)).await?
        } else {
            // An evaluation is the product's own and carries another source than the contact.
            let condition = if table == "evaluation_answers" || table == "survey_answers" {
                col(column).eq(lit(contact_id.as_str()))
            } else {
                here(column)
            };
            rows(&context, table, condition).await?
        };
        if batches.iter().any(|batch| 0 < batch.num_rows()) {
            others.push((table, batches));
        }
    }
    Ok(Some(ContactFacts { contact_id, source_name: source, segments, days, others }))
}

/// Files of the segments in which one of the columns reads one of the values.
async fn segment_files(
    dataset: &Dataset,
    columns: &'static [&'static str],
    values: BTreeSet<String>,
) -> Result<Files> {
    let Some(table) = pharos_schema::table("contact_segments") else { return Ok(Files::new()) };
    Ok([(table.name, files::holding(dataset, table, columns, values, &|_| true).await?)].into())
}

/// Files of the other tables that hold something about a contact of those days; tables that hold nothing are left out.
async fn other_files(
    dataset: &Dataset,
    contact_id: &str,
    cases: &BTreeSet<String>,
    days: Option<(Date, Date)>,
) -> Result<Files> {
    let mut all = Files::new();
    for (name, columns) in OTHERS {
        let Some(table) = pharos_schema::table(name) else { continue };
        let values = if name == "work_items" { cases.clone() } else { [contact_id.to_owned()].into() };
        if values.is_empty() {
            continue;
        }
        let is_candidate = |file: &DataFile| days.is_none_or(|days| may_hold(table, file, days));
        let found = files::holding(dataset, table, columns, values, &is_candidate).await?;
        if !found.is_empty() || dataset.inbox.contains_key(name) {
            all.insert(table.name, found);
        }
    }
    Ok(all)
}

/// The segments of these sources and keys that are there.
///
/// # Errors
/// Data that cannot be read.
pub async fn segments(dataset: &Dataset, names: &[(String, String)]) -> Result<Vec<RecordBatch>> {
    let keys = names.iter().map(|(_, key)| key.clone()).collect();
    let context = session(dataset, &segment_files(dataset, &["key"], keys).await?).await?;
    let one = |(source, key): &(String, String)| {
        col("source_name").eq(lit(source.as_str())).and(col("key").eq(lit(key.as_str())))
    };
    match names.iter().map(one).reduce(Expr::or) {
        Some(condition) => rows(&context, "contact_segments", condition).await,
        None => Ok(Vec::new()),
    }
}

/// The days (UTC) of the first and the last instant of a contact's segments.
fn days_of(segments: &[RecordBatch]) -> Option<(Date, Date)> {
    let clocks = ["started_at", "enqueued_at", "connected_at", "ended_at"];
    let columns =
        segments.iter().flat_map(|batch| clocks.iter().filter_map(|name| batch.column_by_name(name)));
    let instants: Vec<i64> = columns
        .filter_map(|column| column.as_primitive_opt::<TimestampMicrosecondType>())
        .flat_map(|column| column.iter().flatten())
        .collect();
    let day = |us: &i64| Some(jiff::Timestamp::from_microsecond(*us).ok()?.to_zoned(TimeZone::UTC).date());
    Some((day(instants.iter().min()?)?, day(instants.iter().max()?)?))
}

/// True if rows about a contact of those days may stand in a file of that table: what belongs to it is no older than the contact,
/// and what happened in it no younger. A day is left on each side. A ticket may be older.
fn may_hold(table: &Table, file: &DataFile, (first, last): (Date, Date)) -> bool {
    let Some(day) = file.day.as_deref().and_then(|day| day.parse::<Date>().ok()) else { return true };
    let begins = first.yesterday().unwrap_or(Date::MIN);
    let ends = last.tomorrow().unwrap_or(Date::MAX);
    match table.name {
        "work_items" => true,
        "agent_offers" | "messages" | "callbacks" | "utterances" => begins <= day && day <= ends,
        _ => begins <= day,
    }
}

async fn session(dataset: &Dataset, files: &Files) -> Result<SessionContext> {
    let mut config =
        SessionConfig::new().with_target_partitions(dataset.threads.max(1)).with_information_schema(false);
    let options = config.options_mut();
    options.execution.parquet.pushdown_filters = true;
    options.execution.parquet.schema_force_view_types = false;
    options.sql_parser.map_string_types_to_utf8view = false;
    let context = SessionContext::new_with_config_rt(config, dataset.runtime()?);
    let keep = |table: &'static Table, file: &DataFile| {
        files.get(table.name).is_some_and(|paths| paths.contains(&file.path))
    };
    let names: Vec<&str> = files.keys().copied().collect();
    register(&context, dataset, &names, &keep).await?;
    Ok(context)
}

async fn rows(context: &SessionContext, table: &str, condition: Expr) -> Result<Vec<RecordBatch>> {
    let frame = context.table(table).await?.filter(condition)?;
    let clock =
        pharos_schema::table(table).and_then(|table| table.day_from.first()).copied().unwrap_or("key");
    let sorted = frame.sort(vec![col(clock).sort(true, false), col("key").sort(true, false)])?;
    Ok(sorted.limit(0, Some(ROWS_MAX))?.collect().await?)
}

fn text(batch: &RecordBatch, name: &str) -> Option<String> {
    texts(batch, name).into_iter().next()
}

fn texts(batch: &RecordBatch, name: &str) -> Vec<String> {
    let column = batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
    column.map(|column| column.iter().flatten().map(str::to_owned).collect()).unwrap_or_default()
}
