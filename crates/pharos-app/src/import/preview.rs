//! A file before it is imported: where it comes from, the mapping proposed for it, and its first rows as they would become
//! facts. The same code as `--guess` and the import itself; nothing is written.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use pharos_calendar::Zone;
use pharos_engine::mapping::{ImportContext, evaluate};
use pharos_ingest::guess::{Guess, Hints, Note, Readings, SourceSample, guess, interval_report, readings};
use pharos_ingest::mapping::{Mapping, ReadSettings};
use pharos_ingest::readers::{Reject, SourceBatch, unpacked};
use pharos_ingest::sources::{Source, SourceContext, recognise, source};
use pharos_schema::{RecordBatch, Table, json_cells};
use serde_json::Value;

use super::guess::{first_rows, settled};
use super::settings::{INTERVAL_REPORT, TABLE};
use super::tables;
use crate::error::no_zone;
use crate::{App, AppError, Permission, Result};

/// Rows shown of each table.
const ROWS_MAX: usize = 20;
/// Rejected records shown.
const REJECTS_MAX: usize = 10;
/// Values shown of a column, to recognise it and to choose filters from.
const VALUES_MAX: usize = 12;
/// Bytes of a system's export that are looked at.
const HEAD_BYTES: u64 = 4 << 20;

/// What to look at, and how.
#[derive(Clone, Debug, Default)]
pub struct PreviewRequest {
    /// the file that was sent
    pub upload: String,
    /// `table`, `interval-report` or a system; recognised by the contents where `None`
    pub source: Option<String>,
    /// the mapping as it stands by now; guessed, or the one saved for such columns, where `None`
    pub mapping: Option<Box<Mapping>>,
    /// the name of a saved mapping
    pub saved: Option<String>,
    /// do not look for a saved mapping: guess
    pub guess_anew: bool,
    /// the name its rows would carry
    pub source_name: Option<String>,
    /// the site its rows would belong to
    pub site: Option<String>,
    /// zone of times without one
    pub tz: Option<String>,
}

/// A file before it is imported.
#[derive(Clone, Debug)]
pub struct Preview {
    /// `table`, `interval-report` or a system: as asked for, else as recognised
    pub source: String,
    /// what its contents look like
    pub recognised: String,
    /// the name its rows would carry
    pub source_name: String,
    /// the zone its times without one are read in; `None`: nobody has said, UTC is taken
    pub tz: Option<String>,
    /// columns of a table
    pub columns: Vec<PreviewColumn>,
    /// the mapping of a table
    pub mapping: Option<Mapping>,
    /// the saved mapping it is
    pub saved: Option<String>,
    /// what was recognised, and why
    pub notes: Vec<NoteView>,
    /// what the values leave open
    pub undecided: Vec<NoteView>,
    /// records looked at
    pub records: u64,
    /// records left out, by reason
    pub filtered: BTreeMap<String, u64>,
    /// records that could not be read
    pub rejected: u64,
    /// the first of them
    pub rejects: Vec<PreviewReject>,
    /// first rows by table
    pub tables: Vec<PreviewTable>,
    /// why no rows can be shown: the mapping does not hold yet
    pub problem: Option<String>,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewColumn {
    /// its name, as mappings address it
    pub name: String,
    /// its most frequent values
    pub values: Vec<String>,
    /// SQL of the column by the kind of fact column it may feed
    pub readings: Readings,
}

/// A remark on a column or on the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteView {
    /// the column
    pub column: Option<String>,
    /// the remark
    pub text: String,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewReject {
    /// its line
    pub line: u64,
    /// why
    pub reason: String,
    /// its text
    pub row: String,
}

/// First rows of a fact table, without the columns that say nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewTable {
    /// the table
    pub name: String,
    /// names and kinds (text, number, count, flag, instant)
    pub columns: Vec<(String, &'static str)>,
    /// the cells
    pub rows: Vec<Vec<Value>>,
    /// rows the records looked at make
    pub total: u64,
}

impl App {
    /// Looks at a file that was sent.
    ///
    /// # Errors
    /// A file that is gone or cannot be read, a zone that is none.
    pub async fn preview_import(&self, permission: &Permission, request: &PreviewRequest) -> Result<Preview> {
        permission.require_import()?;
        let (upload, path) = self.upload(permission, &request.upload)?;
        let recognised = recognised(path.clone()).await?;
        let system = match request.source.as_deref() {
            Some(TABLE | INTERVAL_REPORT) => None,
            Some(name) => Some(source(name).ok_or_else(|| AppError::NotFound {
                what: "source",
                name: name.to_owned(),
                advice: String::new(),
            })?),
            None => recognised,
        };
        let stem = Path::new(&upload.name).file_stem().map(|it| it.to_string_lossy().into_owned());
        let mut preview = empty(recognised, system, stem.unwrap_or_default());
        match system {
            Some(system) => self.preview_system(&mut preview, request, system, path).await?,
            None => self.preview_table(&mut preview, request, &path).await?,
        }
        Ok(preview)
    }

    async fn preview_system(
        &self,
        preview: &mut Preview,
        request: &PreviewRequest,
        system: &'static dyn Source,
        path: PathBuf,
    ) -> Result<()> {
        preview.source_name = request.source_name.clone().unwrap_or_else(|| system.name().to_owned());
        let (tz, zone) = self.zone_of(request, None).await?;
        preview.tz = tz;
        let context = SourceContext {
            source_name: preview.source_name.clone(),
            site: request.site.clone().unwrap_or_default(),
            zone,
            as_complete_until_us: None,
            aliases: BTreeMap::new(),
        };
        let work = move || -> Result<_> {
            let (name, reader) = unpacked(&path).map_err(tables::input)?;
            let head = whole_lines(reader).map_err(|source| AppError::io(&path, source))?;
            let split = system.split(&mut head.as_slice(), &name, &context).map_err(tables::unreadable)?;
            let derived = system.derive(&split.records, &context);
            Ok((split, derived))
        };
        let (split, derived) = blocking(work).await?;
        preview.records = split.read;
        preview.filtered = derived.filtered;
        preview.rejected = (split.rejects.len() + derived.rejects.len()) as u64;
        preview.rejects = rejects(split.rejects.iter().chain(&derived.rejects));
        preview.tables = derived.batches.iter().map(|(table, batch, _)| rows_of(table, batch)).collect();
        Ok(())
    }

    async fn preview_table(
        &self,
        preview: &mut Preview,
        request: &PreviewRequest,
        path: &Path,
    ) -> Result<()> {
        let given = match (&request.mapping, &request.saved) {
            (Some(mapping), _) => Some(Mapping::clone(mapping)),
            (None, Some(name)) => Some(self.mapping_named(name).await?),
            (None, None) => None,
        };
        let read = given.as_ref().map_or_else(ReadSettings::default, |mapping| mapping.read.clone());
        let (sample, first) = first_rows(path, &read).await?;
        preview.columns = columns(&sample);
        let names: Vec<String> = sample.columns.iter().map(|column| column.name.clone()).collect();
        let (mut mapping, saved) = match given {
            Some(mapping) => (mapping, request.saved.clone()),
            None => self.proposal(preview, request, path, &sample, &names).await?,
        };
        preview.saved = saved;
        let totals = !mapping.targets.is_empty()
            && mapping.targets.iter().all(|target| target.table == "interval_reports");
        let table_source = if totals { INTERVAL_REPORT } else { TABLE };
        preview.source = request.source.clone().unwrap_or_else(|| table_source.to_owned());
        if preview.recognised == TABLE {
            preview.recognised = table_source.to_owned();
        }
        if let Some(name) = request.source_name.clone().or_else(|| mapping.source.clone()) {
            preview.source_name = name;
        }
        let (tz, zone) = self.zone_of(request, mapping.zone.tz.as_deref()).await?;
        mapping.zone.tz.clone_from(&tz);
        preview.tz = tz;
        if let Some(first) = first {
            let context =
                ImportContext { source_name: preview.source_name.clone(), site: request.site.clone(), zone };
            try_mapping(preview, &mapping, &first, &context).await;
        }
        preview.mapping = Some(mapping);
        Ok(())
    }

    /// The mapping saved for such columns, else a guess.
    async fn proposal(
        &self,
        preview: &mut Preview,
        request: &PreviewRequest,
        path: &Path,
        sample: &SourceSample,
        names: &[String],
    ) -> Result<(Mapping, Option<String>)> {
        if !request.guess_anew
            && let Some((name, mapping)) = self.mapping_for(names).await?
        {
            return Ok((mapping, Some(name)));
        }
        let centre = self.settings(&self.store.centre().await?);
        let hints = Hints { source: None, tz: request.tz.clone().or(centre.time_zone) };
        let guessed = match request.source.as_deref() {
            Some(INTERVAL_REPORT) => interval_report(sample, &hints).unwrap_or_else(|cause| {
                let question = Note { column: None, text: cause };
                Guess { undecided: vec![question], ..guess(sample, &hints) }
            }),
            _ => settled(path, sample.clone(), &hints).await?,
        };
        preview.notes = guessed.notes.iter().map(note).collect();
        preview.undecided = guessed.undecided.iter().map(note).collect();
        Ok((guessed.mapping, None))
    }

    /// The zone of times without one: as said, the site's, the centre's; UTC where nobody said.
    async fn zone_of(
        &self,
        request: &PreviewRequest,
        mapping: Option<&str>,
    ) -> Result<(Option<String>, Zone)> {
        let stored = self.settings(&self.store.centre().await?);
        let of_site = request.site.as_ref().and_then(|site| stored.sites.get(site).cloned());
        let name = request.tz.clone().or_else(|| mapping.map(str::to_owned)).or(of_site).or(stored.time_zone);
        let zone = match &name {
            Some(name) => Zone::get(name).map_err(|error| no_zone(name, &error))?,
            None => Zone::utc(),
        };
        Ok((name, zone))
    }
}

fn empty(
    recognised: Option<&'static dyn Source>,
    system: Option<&'static dyn Source>,
    source_name: String,
) -> Preview {
    let name = |source: Option<&'static dyn Source>| source.map_or(TABLE, |it| it.name()).to_owned();
    Preview {
        source: name(system),
        recognised: name(recognised),
        source_name,
        tz: None,
        columns: Vec::new(),
        mapping: None,
        saved: None,
        notes: Vec::new(),
        undecided: Vec::new(),
        records: 0,
        filtered: BTreeMap::new(),
        rejected: 0,
        rejects: Vec::new(),
        tables: Vec::new(),
        problem: None,
    }
}

async fn recognised(path: PathBuf) -> Result<Option<&'static dyn Source>> {
    blocking(move || recognise(&path).map_err(tables::unreadable)).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?
}

/// Evaluates the mapping over the first records; what does not hold is said, not an error: it is being put together.
async fn try_mapping(preview: &mut Preview, mapping: &Mapping, first: &SourceBatch, context: &ImportContext) {
    preview.records = first.records();
    let held = match Mapping::parse(&mapping.to_toml()) {
        Ok(mapping) => evaluate(&mapping, first, context).await.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match held {
        Err(cause) => preview.problem = Some(cause),
        Ok(evaluated) => {
            let all = first.rejects.iter().chain(&evaluated.rejects);
            preview.rejected = all.clone().count() as u64;
            preview.rejects = rejects(all);
            preview.filtered = evaluated.filtered;
            preview.tables = evaluated.rows.iter().map(|rows| rows_of(rows.table, &rows.batch)).collect();
        }
    }
}

/// The beginning of a file, cut after a whole line.
fn whole_lines(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD_BYTES).read_to_end(&mut head)?;
    if head.len() as u64 == HEAD_BYTES
        && let Some(end) = head.iter().rposition(|byte| *byte == b'\n')
    {
        head.truncate(end + 1);
    }
    Ok(head)
}

/// The columns of a sample with their most frequent values, of equally frequent ones the earlier.
fn columns(sample: &SourceSample) -> Vec<PreviewColumn> {
    let column = |(column, readings): (&pharos_ingest::guess::SampleColumn, Readings)| {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (place, value) in column.values.iter().enumerate() {
            if let Some(value) = value.as_deref() {
                counts.entry(value).or_insert((0, place)).0 += 1;
            }
        }
        let mut counts: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
        counts.sort_by(|(_, left), (_, right)| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        let values = counts.into_iter().take(VALUES_MAX).map(|(value, _)| value.chars().take(80).collect());
        PreviewColumn { name: column.name.clone(), values: values.collect(), readings }
    };
    sample.columns.iter().zip(readings(sample)).map(column).collect()
}

fn rejects<'a>(all: impl Iterator<Item = &'a Reject>) -> Vec<PreviewReject> {
    let view = |it: &Reject| PreviewReject { line: it.line, reason: it.reason.clone(), row: it.row.clone() };
    all.take(REJECTS_MAX).map(view).collect()
}

fn rows_of(table: &Table, batch: &RecordBatch) -> PreviewTable {
    let cells = json_cells(batch, ROWS_MAX);
    let says = |place: usize| cells.iter().any(|row| row.get(place).is_some_and(|cell| !cell.is_null()));
    let own = |name: &str| !matches!(name, "source_name" | "source_version" | "ingest_seq" | "content_hash");
    let shown: Vec<usize> = table
        .all_columns()
        .enumerate()
        .filter(|(place, column)| own(column.name) && says(*place))
        .map(|(place, _)| place)
        .collect();
    let columns: Vec<_> = table.all_columns().collect();
    PreviewTable {
        name: table.name.to_owned(),
        columns: shown
            .iter()
            .map(|place| (columns[*place].name.to_owned(), columns[*place].kind.word()))
            .collect(),
        rows: cells
            .into_iter()
            .map(|row| shown.iter().map(|place| row.get(*place).cloned().unwrap_or_default()).collect())
            .collect(),
        total: batch.num_rows() as u64,
    }
}

fn note(note: &Note) -> NoteView {
    NoteView { column: note.column.clone(), text: note.text.clone() }
}
