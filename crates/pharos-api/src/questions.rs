//! What comes in: bodies of requests.

pub(crate) mod day;
pub(crate) mod goal_requests;
pub(crate) mod goals;
pub(crate) mod identity;
pub(crate) mod people;

use std::collections::BTreeMap;

use pharos_app::{QueryRequest, RowsRequest as AppRowsRequest};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::problem::Problem;

/// Rows of one answer where the request names no limit.
const ROWS_DEFAULT: usize = 200;
/// Rows of one answer at most.
const ROWS_MAX: usize = 10_000;
/// Queries of one request at most.
const QUERIES_MAX: usize = 64;

/// One question.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(crate) struct Query {
    metrics: Vec<String>,
    /// Parameter values by `metric.name` or `name`.
    #[serde(default)]
    params: BTreeMap<String, String>,
    #[serde(default)]
    by: Vec<String>,
    #[serde(default, rename = "where")]
    filter: Option<String>,
    /// Inclusive; a date is midnight in `tz`.
    #[serde(default)]
    from: Option<String>,
    /// Exclusive.
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    #[schema(inline)]
    grain: Grain,
    /// `site` or an IANA name
    #[serde(default)]
    tz: Option<String>,
    #[serde(default)]
    as_of: Option<String>,
    /// `previous` or null
    #[serde(default)]
    compare: Option<String>,
    #[serde(default)]
    without_events: Vec<String>,
    /// Quantiles and distinct numbers may be approximate where that is quicker; the flags of the answer say so.
    #[serde(default)]
    approx: bool,
    /// Every row is read, though sums made beforehand would give the same: to compare.
    #[serde(default)]
    raw: bool,
    /// Fields that mean nothing: refused, for a mistyped one would be passed over otherwise.
    #[serde(flatten)]
    #[schema(ignore)]
    unknown: BTreeMap<String, Value>,
}

/// Length of periods.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub(crate) enum Grain {
    #[default]
    #[serde(rename = "none")]
    None,
    #[serde(rename = "15m")]
    Minutes15,
    #[serde(rename = "30m")]
    Minutes30,
    #[serde(rename = "hour")]
    Hour,
    #[serde(rename = "day")]
    Day,
    #[serde(rename = "week")]
    Week,
    #[serde(rename = "month")]
    Month,
    #[serde(rename = "quarter")]
    Quarter,
    #[serde(rename = "year")]
    Year,
}

/// All queries of one screen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QueryBatch {
    queries: Vec<Query>,
}

/// A question, and which of its rows.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct RowsRequest {
    #[serde(flatten)]
    query: Query,
    /// `next_cursor` of the answer before
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    #[schema(minimum = 1, maximum = 10000)]
    limit: Option<usize>,
    /// `numerator`, `denominator` or null for both
    #[serde(default)]
    part: Option<String>,
}

/// What is wanted as a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExportRequest {
    /// csv, xlsx or parquet
    pub(crate) format: String,
    /// numbers, or rows: all rows behind them
    pub(crate) what: String,
    pub(crate) query: Query,
    /// For rows: `numerator`, `denominator` or null for both
    #[serde(default)]
    pub(crate) part: Option<String>,
}

impl Query {
    /// The question as the application takes it.
    pub(crate) fn into_request(self) -> Result<QueryRequest, Problem> {
        if let Some(name) = self.unknown.keys().next() {
            let detail = format!("a query has no field `{name}`; maybe it is mistyped");
            return Err(Problem::new(400, "status-400", "The query cannot be understood", &detail));
        }
        Ok(QueryRequest {
            metrics: self.metrics,
            params: self.params.into_iter().collect(),
            by: self.by,
            filter: self.filter,
            from: self.from,
            to: self.to,
            grain: self.grain.word().to_owned(),
            tz: self.tz,
            as_of: self.as_of,
            compare: self.compare,
            without_events: self.without_events,
            raw: self.raw,
            approx: self.approx,
            without_reports: false,
        })
    }
}

impl Grain {
    fn word(self) -> &'static str {
        match self {
            Grain::None => "none",
            Grain::Minutes15 => "15m",
            Grain::Minutes30 => "30m",
            Grain::Hour => "hour",
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Year => "year",
        }
    }
}

impl QueryBatch {
    /// The questions as the application takes them.
    pub(crate) fn into_requests(self) -> Result<Vec<QueryRequest>, Problem> {
        if QUERIES_MAX < self.queries.len() {
            let detail = format!("{} queries at once; at most {QUERIES_MAX}", self.queries.len());
            return Err(Problem::new(400, "status-400", "Too many queries", &detail));
        }
        self.queries.into_iter().map(Query::into_request).collect()
    }
}

impl RowsRequest {
    /// The request as the application takes it; a cursor is the number of rows before it.
    pub(crate) fn into_request(self) -> Result<AppRowsRequest, Problem> {
        let offset = match self.cursor.as_deref() {
            None | Some("") => 0,
            Some(cursor) => cursor.parse().map_err(|_| {
                let detail =
                    format!("the cursor is `{cursor}`; maybe the `next_cursor` of the answer before");
                Problem::new(400, "status-400", "The cursor cannot be understood", &detail)
            })?,
        };
        Ok(AppRowsRequest {
            query: self.query.into_request()?,
            part: self.part,
            limit: Some(self.limit.unwrap_or(ROWS_DEFAULT).clamp(1, ROWS_MAX)),
            offset,
        })
    }
}
