//! Making parts: each missing day from its data files, whole months from the parts of their days.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{AsArray, Int64Array, RecordBatch};
use arrow::compute::concat_batches;
use arrow::datatypes::{DataType, Field, Int64Type, Schema, SchemaRef};
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use pharos_calendar::Grain;
use pharos_schema::Table;
use tokio::task::JoinSet;

use super::coarser;
use super::cube::{Cells, Cube, Grid, MadeOf, cubes};
use super::linked;
use super::parts::{self, Day};
use crate::dataset::Dataset;
use crate::functions::{self, Clockwork, Hours};
use crate::query::plan::Scan;
use crate::query::{QueryError, Result};
use crate::relations;
use crate::warehouse::{WarehouseError, hash_file, read_file};

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MakeReport {
    /// parts of days
    pub days: usize,
    /// parts of months
    pub months: usize,
    /// weeks of linked contacts
    pub weeks: usize,
}

/// Days that are added up together and the cubes, with their folders, that lack parts of them.
struct Work {
    table: &'static Table,
    days: Vec<WorkDay>,
    todo: Vec<(Cube, PathBuf)>,
}

/// A day: what the names of its parts begin with, and its data files.
struct WorkDay {
    name: String,
    paths: Vec<PathBuf>,
}

/// Rows of the days added up together, at most.
pub(super) const ROWS_AT_ONCE: u64 = 400_000;
/// Column that tells the days apart.
pub(super) const DAY_NUMBER: &str = "day_number_";

/// Makes every part that the dataset's heads call for and that does not exist, of tables with at least `least_rows` rows:
/// smaller ones are read as quickly as their roll-ups. The inbox plays no part. Several may do this at once.
///
/// # Errors
/// The file system, a damaged data file.
pub async fn make(dataset: &Dataset, least_rows: u64) -> Result<MakeReport> {
    let mut by_table: BTreeMap<&'static str, Vec<Cube>> = BTreeMap::new();
    for cube in cubes(dataset) {
        by_table.entry(cube.table.name).or_default().push(cube);
    }
    let clockwork = Arc::new(clockwork(dataset));
    let mut report = MakeReport::default();
    for cubes in by_table.into_values() {
        let Some(table) = cubes.first().map(|cube| cube.table) else { continue };
        let files = dataset.warehouse.files(table, &dataset.heads).await?;
        if files.iter().map(|file| file.stats.num_records).sum::<u64>() < least_rows {
            continue;
        }
        let days = parts::days(&files);
        let (of_rows, others): (Vec<Cube>, Vec<Cube>) =
            cubes.into_iter().partition(|cube| matches!(cube.made_of, MadeOf::Rows));
        report.days += make_days(dataset, &clockwork, table, &of_rows, &days).await?;
        for cube in &of_rows {
            report.months += make_months(dataset, cube, &days)?;
        }
        report.months += coarser::make(dataset, &clockwork, &others, &days).await?;
        let of_weeks: Vec<Cube> =
            others.into_iter().filter(|cube| matches!(cube.made_of, MadeOf::Weeks)).collect();
        report.weeks += linked::make(dataset, &clockwork, table, &files, &of_weeks).await?;
    }
    Ok(report)
}

/// The centre's days and nothing that changes by the question.
fn clockwork(dataset: &Dataset) -> Clockwork {
    Clockwork {
        zone: dataset.centre.zone.clone(),
        site_zones: HashMap::new(),
        grain: Grain::None,
        first_weekday: dataset.centre.first_weekday,
        as_of_us: 0,
        cut: Grain::Day,
        hours: Arc::new(Hours::default()),
    }
}

async fn make_days(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    table: &'static Table,
    cubes: &[Cube],
    days: &[Day],
) -> Result<usize> {
    let mut made = 0;
    let mut running = JoinSet::new();
    for work in stretches(dataset, table, cubes, days) {
        made += work.days.len() * work.todo.len();
        if running.len() >= dataset.threads.max(1) {
            finished(running.join_next().await)?;
        }
        // What is damaged must not be added up.
        let paths = work.days.iter().flat_map(|day| day.paths.iter().cloned()).collect();
        dataset.warehouse.verify(paths, 1).await?;
        let clockwork = clockwork.clone();
        running.spawn(async move { make_stretch(&clockwork, work).await });
    }
    while !running.is_empty() {
        finished(running.join_next().await)?;
    }
    Ok(made)
}

/// Days that lack parts of the same cubes, so many together that planning costs little beside adding up.
fn stretches(dataset: &Dataset, table: &'static Table, cubes: &[Cube], days: &[Day]) -> Vec<Work> {
    let folders: Vec<_> = cubes.iter().map(|cube| parts::folder(&dataset.warehouse, cube)).collect();
    let known: Vec<HashMap<String, String>> = folders.iter().map(|folder| parts::existing(folder)).collect();
    let mut found: Vec<Work> = Vec::new();
    let mut open: HashMap<Vec<usize>, (usize, u64)> = HashMap::new();
    for day in days {
        let name = parts::day_part(day);
        let todo: Vec<usize> = (0..cubes.len())
            .filter(|place| !known[*place].contains_key(&name) && is_settled(&cubes[*place], day))
            .collect();
        if todo.is_empty() {
            continue;
        }
        let rows: u64 = day.files.iter().map(|file| file.stats.num_records).sum();
        let paths = day.files.iter().map(|file| dataset.warehouse.path(table, file)).collect();
        let own = match open.get_mut(&todo).filter(|(_, before)| *before + rows <= ROWS_AT_ONCE) {
            Some((place, before)) => {
                *before += rows;
                *place
            }
            None => {
                let cubes = todo.iter().map(|place| (cubes[*place].clone(), folders[*place].clone()));
                found.push(Work { table, days: Vec::new(), todo: cubes.collect() });
                open.insert(todo, (found.len() - 1, rows));
                found.len() - 1
            }
        };
        found[own].days.push(WorkDay { name, paths });
    }
    found
}

/// Waits for a piece of work's end and its fault.
pub(super) fn finished(done: Option<std::result::Result<Result<()>, tokio::task::JoinError>>) -> Result<()> {
    match done {
        None => Ok(()),
        Some(done) => {
            done.map_err(|error| QueryError::Question(format!("a roll-up was interrupted: {error}")))?
        }
    }
}

/// True if the day's rows say the same whenever they are read: a state that still lasts is counted up to the question's
/// as-of instant, so a day with one is read as rows.
pub(super) fn is_settled(cube: &Cube, day: &Day) -> bool {
    cube.relation.name != "state_time"
        || day
            .files
            .iter()
            .all(|file| file.stats.null_count.get("ended_at").and_then(serde_json::Value::as_u64) == Some(0))
}

/// A session of one thread with the functions of roll-ups: pieces of work run side by side.
pub(super) fn session(clockwork: &Arc<Clockwork>) -> SessionContext {
    let mut config = SessionConfig::new().with_target_partitions(1).with_information_schema(false);
    config.options_mut().sql_parser.map_string_types_to_utf8view = false;
    config.options_mut().execution.parquet.schema_force_view_types = false;
    let context = SessionContext::new_with_config(config);
    functions::register(&context, clockwork);
    super::functions(&context);
    context
}

async fn make_stretch(clockwork: &Arc<Clockwork>, work: Work) -> Result<()> {
    let context = session(clockwork);
    let statements: Vec<(String, &Path)> =
        work.todo.iter().map(|(cube, folder)| (of_rows(cube), folder.as_path())).collect();
    let mut rows = Vec::new();
    for (number, day) in work.days.iter().enumerate() {
        for batch in columns_of(work.table, &statements, &day.paths)? {
            rows.push(with_day(&batch, number)?);
        }
    }
    let Some(schema) = rows.first().map(RecordBatch::schema) else { return Ok(()) };
    context.register_table(work.table.name, Arc::new(MemTable::try_new(schema, vec![rows])?))?;
    for (sql, folder) in statements {
        let paths: Vec<PathBuf> = work.days.iter().map(|day| folder.join(&day.name)).collect();
        write_apart(context.sql(&sql).await?, &paths).await?;
    }
    Ok(())
}

/// Writes the rows of every number, which is their first column, without it to the path of that place.
pub(super) async fn write_apart(frame: DataFrame, paths: &[PathBuf]) -> Result<()> {
    let schema: SchemaRef = Arc::new(frame.schema().as_arrow().clone());
    let all = concat_batches(&schema, &frame.collect().await?).map_err(DataFusionError::from)?;
    let own: Vec<usize> = (1..all.num_columns()).collect();
    let numbers = all.column(0).as_primitive::<Int64Type>().values().clone();
    let part = all.project(&own).map_err(DataFusionError::from)?;
    for (number, path) in paths.iter().enumerate() {
        let begin = numbers.partition_point(|it| *it < number as i64);
        let end = numbers.partition_point(|it| *it <= number as i64);
        write(path, &part.schema(), &[part.slice(begin, end - begin)])?;
    }
    Ok(())
}

/// The rows with the number of their day.
pub(super) fn with_day(batch: &RecordBatch, number: usize) -> Result<RecordBatch> {
    let mut fields: Vec<Arc<Field>> = batch.schema().fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new(DAY_NUMBER, DataType::Int64, false)));
    let mut columns = batch.columns().to_vec();
    columns.push(Arc::new(Int64Array::from(vec![number as i64; batch.num_rows()])));
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(DataFusionError::from)?)
}

/// The files' rows, with the columns any of the statements names.
fn columns_of(
    table: &Table,
    statements: &[(String, &Path)],
    paths: &[std::path::PathBuf],
) -> Result<Vec<RecordBatch>> {
    let names: Vec<&str> = table
        .all_columns()
        .map(|column| column.name)
        .filter(|name| statements.iter().any(|(sql, _)| sql.contains(name)))
        .collect();
    let mut rows = Vec::new();
    for path in paths {
        rows.extend(read_file(path, Some(&names))?);
    }
    Ok(rows)
}

fn of_rows(cube: &Cube) -> String {
    sql(cube, relations::alone(cube.relation.name), Some(DAY_NUMBER))
}

/// SQL of a cube's cells over a form of its relation, by a column beside its keys where one is named.
pub(super) fn sql(cube: &Cube, sql_name: &str, beside: Option<&str>) -> String {
    let scan = Scan::over(cube.relation).by_clock(cube.clock);
    let at = match cube.grid {
        Grid::Quarter => "quarter_start(clock_at_)",
        Grid::Day | Grid::Month => "day_start(clock_at_, site)",
    };
    let mut select: Vec<String> = beside.into_iter().map(str::to_owned).collect();
    select.push(format!("{at} AS slot_at"));
    select.extend(cube.keys.iter().map(|key| format!("\"{key}\"")));
    let mut condition = "clock_at_ IS NOT NULL".to_owned();
    let mut keys = select.len();
    match &cube.cells {
        Cells::Sums(cells) => {
            select.extend(cells.iter().enumerate().map(|(place, cell)| format!("{cell} AS c{place}")));
        }
        Cells::Histogram { value, filter, event } => {
            select.push(format!("value_class(CAST(({value}) AS DOUBLE)) AS value_class"));
            select.push(format!("coalesce({event}, FALSE) AS is_event"));
            keys += 2;
            select.push("count(*) AS n".into());
            condition.push_str(&format!(" AND ({filter}) AND ({value}) IS NOT NULL"));
        }
        Cells::Sketches(all) => {
            select.extend(all.iter().enumerate().map(|(place, it)| {
                format!(
                    "distinct_sketch(CAST({} AS VARCHAR)) FILTER (WHERE {}) AS c{place}",
                    it.value, it.filter
                )
            }));
        }
    }
    let group = (1..=keys).map(|place| place.to_string()).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT {} FROM ({}) WHERE {condition} GROUP BY {group} ORDER BY {group}",
        select.join(", "),
        scan.rows_of(sql_name, &[]),
    )
}

/// A month whose days all have parts gets one of its own, if it has more than one day: fewer files to open.
fn make_months(dataset: &Dataset, cube: &Cube, days: &[Day]) -> Result<usize> {
    let folder = parts::folder(&dataset.warehouse, cube);
    let known = parts::existing(&folder);
    let months = parts::months(days);
    let mut made = 0;
    for (month, places) in months.iter().filter(|(_, places)| places.len() > 1) {
        let own: Vec<&Day> = places.iter().map(|place| &days[*place]).collect();
        let name = parts::month_part(month, &own);
        let names: Vec<String> = own.iter().map(|day| parts::day_part(day)).collect();
        if known.contains_key(&name) || !names.iter().all(|name| known.contains_key(name)) {
            continue;
        }
        let mut batches = Vec::new();
        let mut schema = None;
        for name in names {
            let path = folder.join(&known[&name]);
            if !parts::is_whole(&dataset.warehouse, &path) {
                schema = None;
                break;
            }
            let read = read_file(&path, None)?;
            schema = schema.or_else(|| read.first().map(RecordBatch::schema));
            batches.extend(read);
        }
        let Some(schema) = schema else { continue };
        write(&folder.join(name), &schema, &batches)?;
        made += 1;
    }
    Ok(made)
}

/// Writes a part beside its place and moves it there under its name and the hash of its bytes.
pub(super) fn write(path: &Path, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<()> {
    let io = |source| QueryError::Warehouse(WarehouseError::Io { path: path.to_owned(), source });
    let failed =
        |detail: String| QueryError::Warehouse(WarehouseError::File { path: path.to_owned(), detail });
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(io)?;
    let beside = folder.join(format!(".{}.unfinished", uuid::Uuid::new_v4().simple()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).unwrap_or_default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .build();
    let rows = concat_batches(schema, batches).map_err(|error| failed(error.to_string()))?;
    let out = File::create(&beside).map_err(io)?;
    let mut writer = ArrowWriter::try_new(out, schema.clone(), Some(properties))
        .map_err(|error| failed(error.to_string()))?;
    writer.write(&rows).map_err(|error| failed(error.to_string()))?;
    // Not synchronised: a part that a power failure cut short is not what its name says, and is made again.
    drop(writer.into_inner().map_err(|error| failed(error.to_string()))?);
    let hash = hash_file(&beside)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let whole = folder.join(format!("{name}-{}.parquet", &hash[..parts::HASH_SIGNS]));
    std::fs::rename(&beside, whole).map_err(io)
}
