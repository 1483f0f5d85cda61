//! Bodies of importing: files that were sent, their previews, mappings, jobs.

use std::collections::BTreeMap;

use pharos_app::{
    ImportJobView, Mapping as AppMapping, NoteView, Preview as AppPreview, SavedMappingView, UploadView,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::answers::{Column, cells};
use crate::problem::Problem;

/// A file that was sent and waits to be imported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Upload {
    id: String,
    name: String,
    bytes: u64,
    /// Line ends in it: about the number of records of a text file.
    lines: u64,
}

/// How columns of a file become rows of fact tables.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    /// Default name of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default)]
    #[schema(inline)]
    read: ReadSettings,
    #[serde(default)]
    #[schema(inline)]
    zone: ZoneSettings,
    /// The fact tables each record feeds.
    #[serde(default, rename = "target")]
    targets: Vec<MappingTarget>,
}

/// How a file is read; what is left out is recognised.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadSettings {
    /// csv, tsv, xlsx, jsonl or parquet
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    delimiter: Option<String>,
    /// WHATWG label
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    decimal_comma: Option<bool>,
    /// Sheet of a workbook.
    #[serde(default)]
    sheet: Option<String>,
    /// The first record holds the names of the columns.
    #[serde(default)]
    header: Option<bool>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ZoneSettings {
    /// IANA name
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tz: Option<String>,
}

/// Rows of one fact table made from the file's records.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MappingTarget {
    table: String,
    /// SQL condition of the records kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    filter: Option<String>,
    /// Name under which left-out records are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    filter_reason: Option<String>,
    /// SQL text that identifies the row within its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// The key is a hash of the record's text.
    #[serde(default)]
    row_hash: bool,
    /// SQL whole number: the source's own version of the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// SQL per column of the fact table.
    #[serde(default)]
    columns: BTreeMap<String, String>,
}

/// How to look at a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewRequest {
    /// table, interval-report or a system; recognised by the contents where absent
    #[serde(default)]
    source: Option<String>,
    /// The mapping as it stands; the one saved for such columns, else a guess, where absent.
    #[serde(default)]
    mapping: Option<Mapping>,
    /// The name of a saved mapping.
    #[serde(default)]
    saved: Option<String>,
    /// Guess even where a mapping was saved for such columns.
    #[serde(default)]
    guess_anew: bool,
    #[serde(default)]
    source_name: Option<String>,
    #[serde(default)]
    site: Option<String>,
    /// Zone of times without one.
    #[serde(default)]
    tz: Option<String>,
}

/// A file before it is imported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Preview {
    source: String,
    /// What its contents look like.
    recognised: String,
    source_name: String,
    #[schema(required)]
    tz: Option<String>,
    columns: Vec<FileColumn>,
    #[schema(required)]
    mapping: Option<Mapping>,
    /// The saved mapping it is.
    #[schema(required)]
    saved: Option<String>,
    /// What was recognised, and why.
    notes: Vec<Note>,
    /// What the values leave open.
    undecided: Vec<Note>,
    /// Records looked at.
    records: u64,
    filtered: BTreeMap<String, u64>,
    rejected: u64,
    rejects: Vec<RejectedRecord>,
    tables: Vec<PreviewTable>,
    /// Why there are no rows: the mapping does not hold yet.
    #[schema(required)]
    problem: Option<String>,
}

/// A column of a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileColumn {
    name: String,
    /// Its most frequent values.
    values: Vec<String>,
    /// SQL of the column by the kind of fact column it may feed: text, instant, seconds, number, count, flag.
    readings: BTreeMap<String, String>,
}

/// A remark on a column or on the whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Note {
    #[schema(required)]
    column: Option<String>,
    text: String,
}

/// A record that could not be read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RejectedRecord {
    line: u64,
    reason: String,
    row: String,
}

/// First rows of a fact table.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PreviewTable {
    name: String,
    columns: Vec<Column>,
    #[schema(schema_with = cells)]
    rows: Value,
    /// Rows the records looked at make.
    total: u64,
}

/// What is to be imported.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StartImport {
    /// The file that was sent.
    upload: String,
    /// table, interval-report or a system
    source: String,
    #[serde(default)]
    mapping: Option<Mapping>,
    /// Keep the mapping under this name.
    #[serde(default)]
    save_as: Option<String>,
    /// Columns of the file, by which the saved mapping is found again.
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    source_name: Option<String>,
    #[serde(default)]
    site: Option<String>,
    #[serde(default)]
    tz: Option<String>,
    /// Keep nothing if a record is rejected.
    #[serde(default)]
    strict: bool,
}

/// Work that goes on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Job {
    id: String,
    /// running, done or failed
    state: String,
    /// Records read so far.
    records: u64,
    /// Records there are, about.
    #[schema(required)]
    records_about: Option<u64>,
    #[schema(required)]
    import_id: Option<String>,
    #[schema(required)]
    problem: Option<String>,
}

/// A mapping kept under a name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedMapping {
    name: String,
    columns: Vec<String>,
    /// Fact tables it feeds.
    tables: Vec<String>,
    /// As TOML, for `--mapping`.
    mapping: String,
    by: String,
    /// Instant
    at: String,
}

/// Mappings kept under a name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedMappings {
    pub(crate) mappings: Vec<SavedMapping>,
}

/// A mapping to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeepMapping {
    pub(crate) mapping: Mapping,
    /// Columns of the file it was made for.
    #[serde(default)]
    pub(crate) columns: Vec<String>,
}

impl Mapping {
    /// As the application takes it.
    pub(crate) fn into_app(self) -> Result<Box<AppMapping>, Problem> {
        let refused = |error: serde_json::Error| {
            Problem::new(400, "invalid-mapping", "The mapping cannot be understood", &error.to_string())
        };
        let json = serde_json::to_value(self).map_err(refused)?;
        serde_json::from_value(json).map(Box::new).map_err(refused)
    }

    fn from_app(mapping: &AppMapping) -> Option<Mapping> {
        serde_json::to_value(mapping).and_then(serde_json::from_value).ok()
    }
}

impl PreviewRequest {
    /// As the application takes it.
    pub(crate) fn into_request(self, upload: String) -> Result<pharos_app::PreviewRequest, Problem> {
        Ok(pharos_app::PreviewRequest {
            upload,
            source: self.source,
            mapping: self.mapping.map(Mapping::into_app).transpose()?,
            saved: self.saved,
            guess_anew: self.guess_anew,
            source_name: filled(self.source_name),
            site: filled(self.site),
            tz: filled(self.tz),
        })
    }
}

impl StartImport {
    /// As the application takes it.
    pub(crate) fn into_request(self) -> Result<pharos_app::StartRequest, Problem> {
        Ok(pharos_app::StartRequest {
            upload: self.upload,
            source: self.source,
            mapping: self.mapping.map(Mapping::into_app).transpose()?,
            save_as: filled(self.save_as),
            columns: self.columns,
            source_name: filled(self.source_name),
            site: filled(self.site),
            tz: filled(self.tz),
            strict: self.strict,
        })
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

impl From<UploadView> for Upload {
    fn from(view: UploadView) -> Self {
        Upload { id: view.id, name: view.name, bytes: view.bytes, lines: view.lines }
    }
}

impl From<AppPreview> for Preview {
    fn from(view: AppPreview) -> Self {
        let note = |it: NoteView| Note { column: it.column, text: it.text };
        let table = |it: pharos_app::PreviewTable| PreviewTable {
            name: it.name,
            columns: it.columns.into_iter().map(|(name, kind)| Column::new(name, kind)).collect(),
            rows: it.rows.into(),
            total: it.total,
        };
        let reject =
            |it: pharos_app::PreviewReject| RejectedRecord { line: it.line, reason: it.reason, row: it.row };
        let column = |it: pharos_app::PreviewColumn| {
            let readings = it.readings;
            let by_kind = [
                ("text", Some(readings.text)),
                ("instant", readings.instant),
                ("seconds", readings.seconds),
                ("number", readings.number),
                ("count", readings.count),
                ("flag", readings.flag),
            ];
            let readings =
                by_kind.into_iter().filter_map(|(kind, sql)| Some((kind.to_owned(), sql?))).collect();
            FileColumn { name: it.name, values: it.values, readings }
        };
        Preview {
            source: view.source,
            recognised: view.recognised,
            source_name: view.source_name,
            tz: view.tz,
            columns: view.columns.into_iter().map(column).collect(),
            mapping: view.mapping.as_ref().and_then(Mapping::from_app),
            saved: view.saved,
            notes: view.notes.into_iter().map(note).collect(),
            undecided: view.undecided.into_iter().map(note).collect(),
            records: view.records,
            filtered: view.filtered,
            rejected: view.rejected,
            rejects: view.rejects.into_iter().map(reject).collect(),
            tables: view.tables.into_iter().map(table).collect(),
            problem: view.problem,
        }
    }
}

impl From<ImportJobView> for Job {
    fn from(view: ImportJobView) -> Self {
        Job {
            id: view.id,
            state: view.state.to_owned(),
            records: view.records,
            records_about: view.records_about,
            import_id: view.import_id,
            problem: view.problem,
        }
    }
}

impl From<SavedMappingView> for SavedMapping {
    fn from(view: SavedMappingView) -> Self {
        SavedMapping {
            name: view.name,
            columns: view.columns,
            tables: view.tables,
            mapping: view.mapping,
            by: view.by,
            at: view.at,
        }
    }
}

/// What can be chosen when a file is imported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportOptions {
    /// Kinds of sources.
    sources: Vec<String>,
    /// Fact tables a mapping can feed.
    tables: Vec<FactTable>,
    /// Time zone by site.
    sites: BTreeMap<String, String>,
    /// The centre's time zone; null: nobody has said.
    #[schema(required)]
    time_zone: Option<String>,
    /// Longest file that is taken, bytes.
    bytes_max: u64,
}

/// A fact table.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FactTable {
    name: String,
    doc: String,
    columns: Vec<FactColumn>,
}

/// A column of a fact table.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FactColumn {
    name: String,
    /// text, instant, seconds, number, count or flag
    kind: String,
    doc: String,
}

impl From<pharos_app::ImportOptions> for ImportOptions {
    fn from(view: pharos_app::ImportOptions) -> Self {
        let table = |it: pharos_app::TableView| FactTable {
            name: it.name.to_owned(),
            doc: it.doc.to_owned(),
            columns: it
                .columns
                .into_iter()
                .map(|(name, kind, doc)| FactColumn {
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                    doc: doc.to_owned(),
                })
                .collect(),
        };
        ImportOptions {
            sources: view.sources.into_iter().map(str::to_owned).collect(),
            tables: view.tables.into_iter().map(table).collect(),
            sites: view.sites,
            time_zone: view.time_zone,
            bytes_max: view.bytes_max,
        }
    }
}
