//! What goes out: bodies of answers.

pub(crate) mod agenda;
pub(crate) mod day;
pub(crate) mod goal_boards;
pub(crate) mod goal_form;
pub(crate) mod goal_lists;
pub(crate) mod goals;
pub(crate) mod identity;
pub(crate) mod people;
pub(crate) mod support;
pub(crate) mod wall;

use std::collections::BTreeMap;

use pharos_app::{
    Answer, CatalogueView, DimensionView, FactsAnswer, ImportView, MetricView, Rows as AppRows, SpecialEvent,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, Object, ObjectBuilder, SchemaType, Type};

pub(crate) use identity::Session;

/// A text in the languages of the product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Words {
    en: String,
    #[serde(rename = "zh-Hans", skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    simplified: Option<String>,
    #[serde(rename = "zh-Hant", skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    traditional: Option<String>,
    #[serde(rename = "he", skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hebrew: Option<String>,
}

/// A parameter of a metric.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MetricParam {
    name: String,
    default: String,
    /// number, integer, boolean or string
    kind: String,
}

/// A metric of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Metric {
    id: String,
    version: u64,
    names: Words,
    help: Words,
    /// count, share, s, points, per_hour or ratio
    unit: String,
    display_unit: String,
    /// up, down, band or none
    direction: String,
    /// agent, team or queue
    level: String,
    /// Which instant attributes a row to a period.
    clock: String,
    relation: String,
    formula: String,
    numerator: String,
    denominator: String,
    params: Vec<MetricParam>,
    /// Ids of the metrics to read beside it.
    guard: Vec<String>,
    interval_method: String,
    /// Below this n the value is no basis for a judgement.
    n_min: u64,
    final_after: String,
    requirement: String,
}

/// A dimension to split by.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Dimension {
    name: String,
    kind: String,
}

/// The metric catalogue and the dimensions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Catalogue {
    metrics: Vec<Metric>,
    dimensions: Vec<Dimension>,
}

/// A column of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Column {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    unit: Option<String>,
}

impl Column {
    pub(crate) fn new(name: String, kind: &str) -> Column {
        Column { name, kind: kind.to_owned(), unit: None }
    }
}

/// What a number means.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Definition {
    id: String,
    version: u64,
    formula: String,
    filters: Vec<String>,
    params: BTreeMap<String, String>,
}

/// The answer to one query.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueryResult {
    columns: Vec<Column>,
    #[schema(schema_with = cells)]
    rows: AnswerRows,
    definition: Vec<Definition>,
    #[schema(required)]
    as_of: Option<String>,
    sources: Vec<String>,
    simulated: bool,
}

/// The answers, in the order of the queries.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueryResults {
    pub(crate) results: Vec<QueryResult>,
}

/// The rows behind a number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Rows {
    columns: Vec<Column>,
    #[schema(schema_with = cells)]
    rows: Value,
    #[schema(required)]
    next_cursor: Option<String>,
    total: u64,
}

/// Values of a dimension.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DimensionValues {
    pub(crate) values: Vec<String>,
}

/// A special event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Event {
    id: String,
    name: String,
    /// outage, campaign, holiday, ...
    kind: String,
    /// Instant
    from: String,
    /// Instant, exclusive
    to: String,
}

/// Special events.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Events {
    pub(crate) events: Vec<Event>,
}

/// Source records: read = accepted + filtered + duplicate + rejected + unchanged.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportCounts {
    read: u64,
    accepted: u64,
    filtered: BTreeMap<String, u64>,
    duplicate: u64,
    rejected: u64,
    unchanged: u64,
    replaced: u64,
}

/// Rows of one table.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TableCounts {
    inserted: u64,
    replaced: u64,
    unchanged: u64,
}

/// Something odd in the data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QualityFinding {
    check: String,
    count: u64,
    #[schema(required)]
    example: Option<String>,
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Import {
    id: String,
    source: String,
    source_name: String,
    /// The name of who brought it in.
    #[schema(required)]
    made_by: Option<String>,
    /// Whoever asks may take it back and read what it rejected.
    may_change: bool,
    /// Instant
    at: String,
    /// running, done, failed or undone
    state: String,
    counts: ImportCounts,
    tables: BTreeMap<String, TableCounts>,
    quality: Vec<QualityFinding>,
    /// There is a file of rejected records.
    has_rejects: bool,
}

/// Imports, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Imports {
    pub(crate) imports: Vec<Import>,
}

/// A batch of facts that is on disk.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AcceptedFacts {
    /// Ingest sequence of the batch.
    sequence: i64,
    /// Rows of the batch.
    accepted: u64,
}

pub(crate) fn cells() -> utoipa::openapi::schema::Array {
    let types = [Type::String, Type::Number, Type::Boolean, Type::Null];
    let cell: Object = ObjectBuilder::new()
        .schema_type(SchemaType::from_iter(types))
        .description(Some("A value as its column's type says: string, number, boolean, or null where the source cannot say."))
        .build();
    ArrayBuilder::new().items(ArrayBuilder::new().items(cell)).build()
}

impl From<FactsAnswer> for AcceptedFacts {
    fn from(answer: FactsAnswer) -> Self {
        AcceptedFacts { sequence: answer.sequence, accepted: answer.accepted }
    }
}

impl From<CatalogueView> for Catalogue {
    fn from(view: CatalogueView) -> Self {
        let dimension = |it: DimensionView| Dimension { name: it.name.to_owned(), kind: it.kind.to_owned() };
        Catalogue {
            metrics: view.metrics.into_iter().map(Metric::from).collect(),
            dimensions: view.dimensions.into_iter().map(dimension).collect(),
        }
    }
}

impl From<MetricView> for Metric {
    fn from(view: MetricView) -> Self {
        let param = |it: pharos_app::ParamView| MetricParam {
            name: it.name,
            default: it.default,
            kind: it.kind.to_owned(),
        };
        Metric {
            id: view.id,
            version: u64::from(view.version),
            names: words(view.names),
            help: words(view.help),
            unit: view.unit,
            display_unit: view.display_unit,
            direction: view.direction,
            level: view.level,
            clock: view.clock,
            relation: view.relation,
            formula: view.formula,
            numerator: view.numerator,
            denominator: view.denominator,
            params: view.params.into_iter().map(param).collect(),
            guard: view.guard,
            interval_method: view.interval_method,
            n_min: view.n_min,
            final_after: view.final_after,
            requirement: view.requirement,
        }
    }
}

fn words(mut by_language: BTreeMap<String, String>) -> Words {
    Words {
        en: by_language.remove("en").unwrap_or_default(),
        simplified: by_language.remove("zh-Hans"),
        traditional: by_language.remove("zh-Hant"),
        hebrew: by_language.remove("he"),
    }
}

impl QueryResult {
    /// The engine's answer, with what only the centre knows.
    pub(crate) fn new(answer: Answer, simulated: bool) -> QueryResult {
        let definitions = answer.definitions.iter().map(|it| Definition {
            id: it.id.clone(),
            version: u64::from(it.version),
            formula: it.formula.clone(),
            filters: it.filters.clone(),
            params: it
                .params
                .iter()
                .map(|(name, value)| (name.clone(), plain(&serde_json::json!(value))))
                .collect(),
        });
        let column =
            |(name, kind, unit): (String, &str, Option<String>)| Column { name, kind: kind.to_owned(), unit };
        QueryResult {
            columns: answer.column_words().into_iter().map(column).collect(),
            definition: definitions.collect(),
            as_of: answer.as_of_text(),
            sources: answer.sources.clone(),
            simulated,
            rows: AnswerRows(answer),
        }
    }
}

/// The rows of an answer, written as they are serialised.
#[derive(Debug)]
pub(crate) struct AnswerRows(Answer);

impl Serialize for AnswerRows {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.rows_json().serialize(serializer)
    }
}

impl Rows {
    /// A page of rows; `offset` rows stand before it.
    pub(crate) fn new(rows: &AppRows, offset: usize) -> Rows {
        let mut json = rows.to_json();
        let until = offset + rows.rows.len();
        let has_more = (until as u64) < rows.total && !rows.rows.is_empty();
        Rows {
            columns: columns(&json["columns"]),
            rows: json["rows"].take(),
            next_cursor: has_more.then(|| until.to_string()),
            total: rows.total,
        }
    }
}

fn columns(json: &Value) -> Vec<Column> {
    let column = |it: &Value| Column {
        name: plain(&it["name"]),
        kind: plain(&it["type"]),
        unit: it["unit"].as_str().map(str::to_owned),
    };
    json.as_array().map(|all| all.iter().map(column).collect()).unwrap_or_default()
}

/// A JSON value as a text: a string as it is, anything else as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl From<SpecialEvent> for Event {
    fn from(event: SpecialEvent) -> Self {
        Event { id: event.id, name: event.name, kind: event.kind, from: event.from, to: event.to }
    }
}

impl From<ImportView> for Import {
    fn from(view: ImportView) -> Self {
        let number = |json: &Value, name: &str| json[name].as_u64().unwrap_or(0);
        let entries = |json: &Value| json.as_object().cloned().unwrap_or_default().into_iter();
        let counts = &view.counts;
        let table = |it: &Value| TableCounts {
            inserted: number(it, "inserted"),
            replaced: number(it, "replaced"),
            unchanged: number(it, "unchanged"),
        };
        let finding = |it: &Value| QualityFinding {
            check: plain(&it["check"]),
            count: number(it, "count"),
            example: it["example"].as_str().map(str::to_owned),
        };
        Import {
            made_by: view.made_by,
            may_change: view.may_change,
            counts: ImportCounts {
                read: number(counts, "read"),
                accepted: number(counts, "accepted"),
                filtered: entries(&counts["filtered"])
                    .map(|(why, n)| (why, n.as_u64().unwrap_or(0)))
                    .collect(),
                duplicate: number(counts, "duplicate"),
                rejected: number(counts, "rejected"),
                unchanged: number(counts, "unchanged"),
                replaced: number(counts, "replaced"),
            },
            tables: entries(&counts["tables"]).map(|(name, it)| (name, table(&it))).collect(),
            quality: view.quality.as_array().map(|all| all.iter().map(finding).collect()).unwrap_or_default(),
            id: view.id,
            source: view.source,
            source_name: view.source_name,
            at: view.at,
            state: view.state,
            has_rejects: view.rejects_file.is_some(),
        }
    }
}
