//! Taking an import back: its rows go, what they had replaced returns.

use std::collections::{HashMap, HashSet};

use arrow::array::{AsArray, RecordBatch};
use arrow::compute::concat_batches;
use arrow::datatypes::Int64Type;
use pharos_schema::Table;

use super::file::{DataFile, write_file};
use super::merge::{days_of, shape, split, take};
use super::{Change, Heads, Result, Shelf, Warehouse, WarehouseError};

/// What an undo did to one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UndoReport {
    /// rows of the import that were taken out
    pub removed: u64,
    /// older rows that count again
    pub returned: u64,
}

impl Warehouse {
    /// Takes out of a table what came with `undone`, as the commit `sequence`; moves `heads`.
    ///
    /// # Errors
    /// The file system or a damaged file.
    pub async fn undo(
        &self,
        table: &'static Table,
        heads: &mut Heads,
        undone: i64,
        sequence: i64,
    ) -> Result<UndoReport> {
        let current = self.files(table, heads).await?;
        let history = self.listing(table, Shelf::History, heads).await?;
        let warehouse = self.clone();
        let plan = tokio::task::spawn_blocking(move || {
            plan(&warehouse, table, &current, &history, undone, sequence)
        })
        .await
        .map_err(|error| WarehouseError::Rows { table: table.name.into(), detail: error.to_string() })??;
        self.commit(table, Shelf::History, heads, plan.history, sequence).await?;
        self.commit(table, Shelf::Current, heads, plan.current, sequence).await?;
        Ok(plan.report)
    }
}

struct Plan {
    current: Change,
    history: Change,
    report: UndoReport,
}

fn plan(
    warehouse: &Warehouse,
    table: &'static Table,
    current: &[DataFile],
    history: &[DataFile],
    undone: i64,
    sequence: i64,
) -> Result<Plan> {
    let (folder, history_folder) = (warehouse.folder(table), warehouse.history_folder(table));
    let mut plan =
        Plan { current: Change::default(), history: Change::default(), report: UndoReport::default() };
    let mut open: HashSet<(String, String)> = HashSet::new();
    for file in current.iter().filter(|file| file.may_hold_sequence(undone)) {
        let path = folder.join(&file.path);
        let places = rows_of(&warehouse.whole(table, &path)?, undone);
        if places.is_empty() {
            continue;
        }
        let (kept, lost) = split(table, &path, &places)?;
        plan.report.removed += lost.num_rows() as u64;
        open.extend((0..lost.num_rows()).map(|row| name_of(&lost, row)));
        plan.current.removed.push(file.clone());
        if kept.num_rows() > 0 {
            plan.current.added.push(write_file(&folder, table, file.day.as_deref(), &kept, sequence)?);
        }
    }
    let (stays, returns) = sort_history(warehouse, table, history, undone, &open, &mut plan.history)?;
    for (day, rows) in by_day(table, &stays)? {
        plan.history.added.push(write_file(&history_folder, table, day.as_deref(), &rows, sequence)?);
    }
    plan.report.returned = returns.num_rows() as u64;
    for (day, rows) in by_day(table, &returns)? {
        plan.current.added.push(write_file(&folder, table, day.as_deref(), &rows, sequence)?);
    }
    Ok(plan)
}

/// Rows of touched history files that stay there, and the best older row of every open key, which returns.
fn sort_history(
    warehouse: &Warehouse,
    table: &'static Table,
    history: &[DataFile],
    undone: i64,
    open: &HashSet<(String, String)>,
    change: &mut Change,
) -> Result<(RecordBatch, RecordBatch)> {
    let folder = warehouse.history_folder(table);
    let mut touched: Vec<RecordBatch> = Vec::new();
    for file in history {
        let rows = warehouse.whole(table, &folder.join(&file.path))?;
        let wanted = (0..rows.num_rows()).any(|row| open.contains(&name_of(&rows, row)));
        if wanted || !rows_of(&rows, undone).is_empty() {
            change.removed.push(file.clone());
            touched.push(rows);
        }
    }
    let all = concat_batches(&table.arrow_schema(), &touched).map_err(|error| shape(table, &error))?;
    let (versions, sequences) = orders(&all);
    let mut best: HashMap<(String, String), usize> = HashMap::new();
    for row in (0..all.num_rows()).filter(|row| sequences.value(*row) != undone) {
        let name = name_of(&all, row);
        if !open.contains(&name) {
            continue;
        }
        let order = |row: usize| (versions.value(row), sequences.value(row));
        let place = best.entry(name).or_insert(row);
        if order(row) >= order(*place) {
            *place = row;
        }
    }
    let returning: HashSet<usize> = best.into_values().collect();
    let mut stays = Vec::new();
    let mut returns = Vec::new();
    for row in (0..all.num_rows()).filter(|row| sequences.value(*row) != undone) {
        if returning.contains(&row) { returns.push(row as u64) } else { stays.push(row as u64) }
    }
    Ok((take(table, &all, stays)?, take(table, &all, returns)?))
}

fn by_day(table: &'static Table, rows: &RecordBatch) -> Result<Vec<(Option<String>, RecordBatch)>> {
    let mut places: std::collections::BTreeMap<Option<String>, Vec<u64>> = std::collections::BTreeMap::new();
    for (row, day) in days_of(table, rows).into_iter().enumerate() {
        places.entry(day).or_default().push(row as u64);
    }
    places.into_iter().map(|(day, places)| Ok((day, take(table, rows, places)?))).collect()
}

fn orders(rows: &RecordBatch) -> (&arrow::array::Int64Array, &arrow::array::Int64Array) {
    (rows.column(2).as_primitive::<Int64Type>(), rows.column(3).as_primitive::<Int64Type>())
}

fn rows_of(rows: &RecordBatch, sequence: i64) -> Vec<usize> {
    let (_, sequences) = orders(rows);
    (0..sequences.len()).filter(|row| sequences.value(*row) == sequence).collect()
}

fn name_of(rows: &RecordBatch, row: usize) -> (String, String) {
    let text = |index: usize| rows.column(index).as_string::<i32>().value(row).to_owned();
    (text(1), text(0))
}
