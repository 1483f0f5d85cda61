//! Running the scans of a plan.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow::datatypes::{
    DataType, Decimal128Type, Field, Float64Type, Int64Type, Schema, TimeUnit, TimestampMicrosecondType,
};
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use pharos_calendar::Grain;
use pharos_schema::Table;

use super::Result;
use super::answer::Dims;
use super::plan::{Extra, Plan, Scan};
use super::question::{Asked, Question};
use crate::cores::side_by_side;
use crate::dataset::{
    Dataset, Keep, held, in_memory, register, register_functions, register_held, register_timelines,
};
use crate::functions::Clockwork;
use crate::rollup::{self, Cover, Linked, Piece};
use crate::warehouse::DataFile;
use crate::{functions, relations};

/// Batches below which starting threads takes longer than reading them.
const SIDE_BY_SIDE_FROM: usize = 8;

/// One group of a scan.
#[derive(Clone, Debug)]
pub(crate) struct ScanRow {
    /// Start of the period.
    pub(crate) period: Option<i64>,
    /// Values of the question's dimensions.
    pub(crate) dims: Dims,
    /// Values of the extra keys as text.
    pub(crate) extra: Vec<Option<String>>,
    /// For distinct values: the value and whether it is an event.
    pub(crate) value: Option<(f64, bool)>,
    /// The aggregates.
    pub(crate) cells: Vec<Cell>,
}

/// One aggregate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// nothing to aggregate
    Null,
    /// a whole number: counts, sums in thousandths, sums of squares in millionths
    Whole(i128),
    /// least or greatest value
    Number(f64),
    /// least or greatest word
    Word(String),
}

impl Cell {
    /// As a number.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Cell::Whole(whole) => Some(*whole as f64),
            Cell::Number(number) => Some(*number),
            Cell::Null | Cell::Word(_) => None,
        }
    }

    /// As a count; nothing is none.
    pub(crate) fn count(&self) -> u64 {
        match self {
            Cell::Whole(whole) => u64::try_from(*whole).unwrap_or(0),
            _ => 0,
        }
    }
}

/// What a scan gives.
pub(crate) struct Found {
    /// Its groups; several rows of one group add up.
    pub(crate) rows: Vec<ScanRow>,
    /// From classes of values or sketches.
    pub(crate) approximate: bool,
}

/// Runs every scan of the plan; gives their groups in the plan's order.
pub(crate) async fn run(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    plan: &Plan,
) -> Result<Vec<Found>> {
    let mut results = Vec::new();
    let mut from_rows: Vec<usize> = Vec::new();
    for (place, scan) in plan.scans.iter().enumerate() {
        let mut found = Found { rows: Vec::new(), approximate: false };
        if let Some(cover) = rollup::cover(dataset, question, asked, scan).await? {
            found.approximate = cover.approximate;
            found.rows = covered(dataset, question, asked, scan, &cover).await?;
        } else if let Some(linked) = rollup::linked(dataset, question, asked, scan).await? {
            found.rows = of_linked(dataset, question, asked, &linked).await?;
        } else {
            from_rows.push(place);
        }
        results.push(found);
    }
    let mut scans: Vec<Scan> = Vec::with_capacity(from_rows.len());
    for place in &from_rows {
        let scan = &plan.scans[*place];
        scans.push(held(dataset, asked, scan).await?.unwrap_or_else(|| scan.clone()));
    }
    if !scans.is_empty() {
        let context = session(dataset, asked, &scans.iter().collect::<Vec<_>>()).await?;
        for (place, scan) in from_rows.into_iter().zip(&scans) {
            results[place].rows = groups_of(&context, scan, asked, question).await?;
        }
    }
    Ok(results)
}

/// Groups from roll-ups, and from rows where roll-ups do not reach.
async fn covered(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    scan: &Scan,
    cover: &Cover,
) -> Result<Vec<ScanRow>> {
    let mut rows = Vec::new();
    for piece in &cover.pieces {
        rows.extend(of_piece(dataset, question, asked, piece).await?);
    }
    if cover.inbox || !cover.rest.is_empty() {
        let keep = |_: &'static Table, file: &DataFile| cover.rest.contains(&file.path);
        let context = session_of(dataset, asked, &[scan], &keep).await?;
        rows.extend(groups_of(&context, scan, asked, question).await?);
    }
    Ok(rows)
}

async fn of_piece(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    piece: &Piece,
) -> Result<Vec<ScanRow>> {
    let context = empty_session(dataset, &asked.clockwork)?;
    register_functions(&context, dataset).await?;
    register_timelines(&context, dataset).await?;
    piece.register(&context, dataset).await?;
    groups_of(&context, &piece.scan, asked, question).await
}

/// Groups from contacts that were linked with their neighbours beforehand.
async fn of_linked(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    linked: &Linked,
) -> Result<Vec<ScanRow>> {
    let mut rows = Vec::new();
    if let Some(piece) = &linked.cells {
        rows = of_piece(dataset, question, asked, piece).await?;
    }
    if linked.is_added_up() {
        return Ok(rows);
    }
    let context = empty_session(dataset, &asked.clockwork)?;
    register_functions(&context, dataset).await?;
    register_timelines(&context, dataset).await?;
    linked.register(&context).await?;
    rows.extend(groups_of(&context, &linked.scan, asked, question).await?);
    Ok(rows)
}

async fn groups_of(
    context: &SessionContext,
    scan: &Scan,
    asked: &Asked,
    question: &Question,
) -> Result<Vec<ScanRow>> {
    let batches = context.sql(&scan.sql(asked, question)).await?.collect().await?;
    Ok(groups(scan, asked, question, &batches))
}

/// A session with the tables the scans read.
pub(crate) async fn session(dataset: &Dataset, asked: &Asked, scans: &[&Scan]) -> Result<SessionContext> {
    let keep = |table: &'static Table, file: &DataFile| needed(scans, asked, table, file);
    session_of(dataset, asked, scans, &keep).await
}

/// The same; of one table only some files.
pub(crate) async fn session_over(
    dataset: &Dataset,
    asked: &Asked,
    scans: &[&Scan],
    (name, paths): (&str, &BTreeSet<String>),
) -> Result<SessionContext> {
    let keep = |table: &'static Table, file: &DataFile| {
        needed(scans, asked, table, file) && (table.name != name || paths.contains(&file.path))
    };
    session_of(dataset, asked, scans, &keep).await
}

/// A session with the functions of a question and no tables.
pub(crate) fn empty_session(dataset: &Dataset, clockwork: &Arc<Clockwork>) -> Result<SessionContext> {
    let mut config =
        SessionConfig::new().with_target_partitions(dataset.threads.max(1)).with_information_schema(false);
    let options = config.options_mut();
    // A file is a day or less: finding its rows first and its other columns after opens every column twice, which takes longer
    // than reading what a filter then leaves out.
    options.execution.parquet.pushdown_filters = false;
    options.execution.parquet.schema_force_view_types = false;
    options.sql_parser.map_string_types_to_utf8view = false;
    options.optimizer.prefer_existing_sort = false;
    let context = SessionContext::new_with_config_rt(config, dataset.runtime()?);
    functions::register(&context, clockwork);
    Ok(context)
}

async fn session_of(
    dataset: &Dataset,
    asked: &Asked,
    scans: &[&Scan],
    keep: &Keep<'_>,
) -> Result<SessionContext> {
    let context = empty_session(dataset, &asked.clockwork)?;
    let mut names: Vec<&str> =
        scans.iter().flat_map(|scan| relations::tables(scan.sql_name)).copied().collect();
    names.sort_unstable();
    names.dedup();
    register(&context, dataset, &names, keep).await?;
    // Scans by several clocks read the same one.
    let held: BTreeSet<&str> =
        scans.iter().map(|it| it.sql_name).filter(|it| relations::is_held(it)).collect();
    for name in held {
        register_held(&context, dataset, name).await?;
    }
    work_out_steps(&context, dataset, asked, scans).await?;
    if scans.iter().any(|scan| scan.relation.name == "open_items") {
        let earliest = earliest(dataset).await?;
        context.register_table("question_instants", Arc::new(instants(&asked.instants(earliest))?))?;
    }
    Ok(context)
}

/// What relations read more than once, worked out once.
async fn work_out_steps(
    context: &SessionContext,
    dataset: &Dataset,
    asked: &Asked,
    scans: &[&Scan],
) -> Result<()> {
    let mut names: Vec<&str> = scans.iter().map(|scan| scan.sql_name).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let every = scans.iter().any(|scan| scan.sql_name == name && scan.all_times);
        let (from_us, to_us) = if every { (None, None) } else { (asked.from_us, asked.to_us) };
        for (step, sql) in relations::steps(name, from_us, to_us) {
            context.register_table(step, Arc::new(in_memory(context, &sql, dataset.threads).await?))?;
        }
    }
    Ok(())
}

async fn earliest(dataset: &Dataset) -> Result<i64> {
    let mut earliest = i64::MAX;
    if let Some(items) = pharos_schema::table("work_items") {
        for file in dataset.warehouse.files(items, &dataset.heads).await?.iter() {
            earliest = earliest.min(file.instants("created_at").map_or(i64::MAX, |(low, _)| low));
        }
    }
    Ok(earliest)
}

fn instants(list: &[(i64, i64)]) -> datafusion::error::Result<MemTable> {
    let kind = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let schema = Arc::new(Schema::new(vec![
        Field::new("instant_at", kind.clone(), false),
        Field::new("period_at", kind, false),
    ]));
    let column = |pick: fn(&(i64, i64)) -> i64| -> ArrayRef {
        Arc::new(TimestampMicrosecondArray::from_iter_values(list.iter().map(pick)).with_timezone("UTC"))
    };
    let batch = RecordBatch::try_new(schema.clone(), vec![column(|pair| pair.0), column(|pair| pair.1)])?;
    MemTable::try_new(schema, vec![vec![batch]])
}

/// A file is left out only where no scan can find a row of the period in it, judged by the statistics of the clock's own
/// columns; relations that look at other rows read everything.
pub(crate) fn needed(scans: &[&Scan], asked: &Asked, table: &'static Table, file: &DataFile) -> bool {
    scans.iter().filter(|scan| relations::tables(scan.sql_name).contains(&table.name)).any(|scan| {
        if scan.sql_name == relations::REPORTS {
            return is_beside_reports(asked, file);
        }
        if scan.all_times || relations::looks_around(scan.sql_name) || scan.clock.contains("plus_seconds") {
            return true;
        }
        let columns = scan
            .relation
            .column_names()
            .into_iter()
            .filter(|name| scan.clock.contains(name) && file.stats.null_count.contains_key(*name));
        let mut known = false;
        let touches = columns.into_iter().any(|name| {
            known = true;
            !file.all_null(name)
                && file.instants(name).is_none_or(|(low, high)| {
                    asked.from_us.is_none_or(|from| from <= high) && asked.to_us.is_none_or(|to| low < to)
                })
        });
        touches || !known
    })
}

/// Reports are compared with the contacts of their own local days, which begin within a day of UTC's.
fn is_beside_reports(asked: &Asked, file: &DataFile) -> bool {
    const DAY_US: i64 = 86_400_000_000;
    let names = ["starts_at", "enqueued_at", "started_at"];
    let mut known = names.iter().filter(|name| file.stats.null_count.contains_key(**name)).peekable();
    known.peek().is_none()
        || known.any(|name| {
            file.instants(name).is_some_and(|(low, high)| {
                asked.from_us.is_none_or(|from| from - 2 * DAY_US <= high)
                    && asked.to_us.is_none_or(|to| low < to + 2 * DAY_US)
            })
        })
}

/// Groups of a scan from its batches.
pub(crate) fn groups(
    scan: &Scan,
    asked: &Asked,
    question: &Question,
    batches: &[RecordBatch],
) -> Vec<ScanRow> {
    side_by_side(batches, SIDE_BY_SIDE_FROM, |part| {
        let mut rows = Vec::with_capacity(part.iter().map(RecordBatch::num_rows).sum());
        // Periods are many, groups are few: each is kept once.
        let mut known = HashMap::new();
        for batch in part {
            rows_of(scan, asked, question, batch, &mut known, &mut rows);
        }
        rows
    })
}

fn rows_of<'a>(
    scan: &Scan,
    asked: &Asked,
    question: &Question,
    batch: &'a RecordBatch,
    known: &mut HashMap<Vec<Option<&'a str>>, Dims>,
    rows: &mut Vec<ScanRow>,
) {
    let mut place = 0;
    let mut next = || {
        place += 1;
        batch.column(place - 1)
    };
    let periods = (asked.grain != Grain::None).then(|| next().as_primitive::<TimestampMicrosecondType>());
    let dims: Vec<_> = question.by.iter().map(|_| next().as_string::<i32>()).collect();
    let values = matches!(scan.extra, Extra::Values { .. })
        .then(|| (next().as_primitive::<Float64Type>(), next().as_boolean()));
    let extra: Vec<_> = (0..text_keys(&scan.extra)).map(|_| next().as_string::<i32>()).collect();
    let cells: Vec<&ArrayRef> = (place..batch.num_columns()).map(|index| batch.column(index)).collect();
    let word = |column: &StringArray, row: usize| text(column, row).map(str::to_owned);
    for row in 0..batch.num_rows() {
        rows.push(ScanRow {
            period: periods.map(|column| column.value(row)),
            dims: shared(known, dims.iter().map(|column| text(column, row)).collect()),
            extra: extra.iter().map(|column| word(column, row)).collect(),
            value: values.map(|(numbers, events)| (numbers.value(row), events.value(row))),
            cells: cells.iter().map(|column| cell(column, row)).collect(),
        });
    }
}

fn text(column: &StringArray, row: usize) -> Option<&str> {
    column.is_valid(row).then(|| column.value(row))
}

/// The group's values, the same ones for each of its rows.
fn shared<'a>(known: &mut HashMap<Vec<Option<&'a str>>, Dims>, words: Vec<Option<&'a str>>) -> Dims {
    if let Some(dims) = known.get(&words) {
        return dims.clone();
    }
    let dims: Dims = words.iter().map(|it| it.map(str::to_owned)).collect();
    known.insert(words, dims.clone());
    dims
}

fn text_keys(extra: &Extra) -> usize {
    match extra {
        Extra::Nothing | Extra::Values { .. } => 0,
        Extra::Clusters => 1,
        Extra::Per(keys) => keys.len(),
    }
}

fn cell(column: &ArrayRef, row: usize) -> Cell {
    if column.is_null(row) {
        return Cell::Null;
    }
    match column.data_type() {
        DataType::Int64 => Cell::Whole(i128::from(column.as_primitive::<Int64Type>().value(row))),
        DataType::Decimal128(..) => Cell::Whole(column.as_primitive::<Decimal128Type>().value(row)),
        DataType::Float64 => Cell::Number(column.as_primitive::<Float64Type>().value(row)),
        DataType::Utf8 => Cell::Word(column.as_string::<i32>().value(row).to_owned()),
        _ => Cell::Null,
    }
}
