//! Contacts linked with the same customer's previous and next one, made beforehand by weeks.
//!
//! The relation `contact_sequence` looks at all contacts of all customers, whatever the period. Its metrics however ask only
//! whether a neighbour lies *within a window* (`windows`), so what lies further off than the window need not be read. A part
//! holds the contacts that started in one week, as the relation has them, with their neighbours of up to a week away (`gaps`);
//! its name tells the data files it was made from and the identities that stood over the ids. A question about repeats within
//! a week opens the parts of its period and nothing else; a wider window, a week without a part, and weeks near rows in the
//! inbox are linked at the time of the question from the files of these weeks alone.
//!
//! A question by day and matter at the metrics' own parameters reads a week's cells instead (`cells`).
//!
//! How far around a week the segments of its contacts can lie is not guessed: `span` knows the longest contact of the files.

mod cells;
mod gaps;
mod span;
#[cfg(test)]
mod tests;
mod weeks;
mod windows;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use pharos_schema::{Table, table};

use super::cover::Piece;
use super::{inbox, parts};
use crate::dataset::{self, Dataset};
use crate::query::plan::Scan;
use crate::query::question::{Asked, Question};
use crate::query::{QueryError, Result};
use crate::relations;
use crate::warehouse::{DataFile, schema_of};
pub(crate) use span::Span;
use weeks::{WEEK_US, Weeks, week_of};

pub(super) use cells::{RELATION, is_steady};
pub(super) use weeks::{FOLDER, make, wanted};

/// Weeks linked at the time of a question, at most: beyond that reading everything at once costs no more.
const LINKED_NOW_MAX: usize = 26;

/// What a scan of contacts and their neighbours reads instead of all segments.
pub(crate) struct Linked {
    pub(crate) scan: Scan,
    /// Weeks that are added up.
    pub(crate) cells: Option<Piece>,
    paths: Vec<PathBuf>,
    now: Vec<RecordBatch>,
}

/// Finds the weeks that answer a scan; `None`: it reads all rows.
pub(crate) async fn linked(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    scan: &Scan,
) -> Result<Option<Linked>> {
    let folder = parts::root(&dataset.warehouse).join(FOLDER);
    if scan.relation.name != RELATION || question.raw || scan.all_times || !folder.is_dir() {
        return Ok(None);
    }
    let Some(table) = table("contact_segments") else { return Ok(None) };
    let files = dataset.warehouse.files(table, &dataset.heads).await?;
    let (Some(window_us), true) = (windows::widest_us(scan), weeks::are_timed(&files)) else {
        return Ok(None);
    };
    let Some(span) = span::of(dataset, table, &files).await? else { return Ok(None) };
    let around = window_us.div_euclid(WEEK_US) + i64::from(window_us.rem_euclid(WEEK_US) != 0);
    let weeks = Weeks::new(dataset, &files, &span).await?;
    let near = near_the_inbox(dataset, table, &files, &weeks, around.max(1))?;
    let (Some(near), Some(asked_for)) = (near, weeks.asked_for(asked, scan)) else { return Ok(None) };
    let known = parts::existing(&folder);
    let (added_up, mut piece) = cells::of(dataset, question, asked, scan).unzip();
    let mut paths = Vec::new();
    let mut missing = BTreeSet::new();
    for week in asked_for {
        let name = weeks.part(week);
        let usable = around <= 1 && !near.contains(&week);
        if let (true, Some(added_up), Some(piece)) = (usable, &added_up, &mut piece)
            && let Some(path) = added_up.part(dataset, week, &name)
        {
            piece.parts.push(path);
            continue;
        }
        let part = known.get(&name).map(|name| folder.join(name));
        match part.filter(|path| usable && parts::is_whole(&dataset.warehouse, path)) {
            Some(path) => paths.push(path),
            None => drop(missing.insert(week)),
        }
    }
    if LINKED_NOW_MAX < missing.len() {
        return Ok(None);
    }
    let now = weeks::link(dataset, &asked.clockwork, &weeks, &missing, around.max(1)).await?;
    let scan = Scan { sql_name: relations::LINKED, ..scan.clone() };
    let cells = piece.filter(|piece| !piece.parts.is_empty());
    Ok(Some(Linked { scan, cells, paths, now }))
}

/// Weeks in which a row of the inbox, or what it replaces, can change a contact or a neighbour's distance; `None` where
/// nobody can say.
fn near_the_inbox(
    dataset: &Dataset,
    table: &'static Table,
    files: &[DataFile],
    weeks: &Weeks<'_>,
    around: i64,
) -> Result<Option<BTreeSet<i64>>> {
    let mut near = BTreeSet::new();
    let Some(rows) = dataset.inbox.get(table.name) else { return Ok(Some(near)) };
    let Some((low, high)) = span::started(rows) else { return Ok(None) };
    let mut stretches = vec![(low, high)];
    let days = inbox::superseded_days(dataset, table, files)?;
    let replaced = files.iter().filter(|file| file.day.as_ref().is_some_and(|day| days.contains(day)));
    stretches.extend(replaced.filter_map(|file| file.instants("started_at")));
    for (low, high) in stretches {
        let reach = weeks.span_us() + around * WEEK_US;
        near.extend(week_of(low - reach)..=week_of(high + reach));
    }
    Ok(Some(near))
}

impl Linked {
    /// True if everything asked for is added up.
    pub(crate) fn is_added_up(&self) -> bool {
        self.cells.is_some() && self.paths.is_empty() && self.now.is_empty()
    }

    /// Registers the weeks as the table the scan reads.
    pub(crate) async fn register(&self, context: &SessionContext) -> Result<()> {
        let schema = match (self.paths.first(), self.now.first()) {
            (Some(path), _) => schema_of(path)?,
            (None, Some(batch)) => batch.schema(),
            (None, None) => gaps::schema(),
        };
        let stored = dataset::listing(&self.paths, schema.clone())?;
        context.register_table("stored_weeks", stored)?;
        let now: std::result::Result<Vec<RecordBatch>, _> = self
            .now
            .iter()
            .map(|batch| RecordBatch::try_new(schema.clone(), batch.columns().to_vec()))
            .collect();
        let now = now.map_err(|error| QueryError::Question(format!("weeks cannot be joined: {error}")))?;
        context.register_table("weeks_now", Arc::new(MemTable::try_new(schema, vec![now])?))?;
        let sql = match (self.paths.is_empty(), self.now.is_empty()) {
            (false, true) => "SELECT * FROM stored_weeks",
            (true, _) => "SELECT * FROM weeks_now",
            (false, false) => "SELECT * FROM stored_weeks UNION ALL SELECT * FROM weeks_now",
        };
        let view = context.sql(sql).await?.into_view();
        context.register_table(relations::LINKED, view)?;
        Ok(())
    }
}
