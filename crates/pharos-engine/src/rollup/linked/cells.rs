//! Weeks of linked contacts, added up by day.
//!
//! A week's part holds a row for every contact. What the catalogue's metrics count of them at their parameters' defaults is
//! kept beside it, by day and matter. A cell may ask whether a contact is older than its window (`age_s(started_at) >= WINDOW`):
//! it is made as if all were, and stands for the weeks that are that old when the question is asked.

use std::path::PathBuf;
use std::sync::Arc;

use super::weeks::{FOLDER, WEEK_US, start_of};
use super::windows;
use crate::dataset::Dataset;
use crate::functions::Clockwork;
use crate::query::Result;
use crate::query::plan::{Extra, Scan};
use crate::query::question::{Asked, Question};
use crate::relations;
use crate::rollup::cover::{Piece, fits};
use crate::rollup::cube::{Cube, MadeOf, UNSTEADY};
use crate::rollup::make::{DAY_NUMBER, sql};
use crate::rollup::parts;
use crate::rollup::stretch::{self, Missing};

/// The relation of linked contacts.
pub(in crate::rollup) const RELATION: &str = "contact_sequence";
/// Later than any question is asked, microseconds.
const EVER_AFTER_US: i64 = i64::MAX / 2;

/// True if a week's cell says the same whenever it is asked, once the week is old enough: aliases, identities and corrections
/// stand in the name of the week's part.
pub(in crate::rollup) fn is_steady(cell: &str) -> bool {
    let is_used = |name: &&str| *name != "age_s(" && cell.contains(*name);
    windows::widest_s_of(cell).is_some_and(|window_s| window_s * 1e6 <= WEEK_US as f64)
        && windows::oldest_s_of(cell).is_some()
        && !UNSTEADY.iter().any(is_used)
}

/// The weeks' cells that answer a scan, with nothing in them yet, and the age from which weeks may be added.
pub(super) fn of(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    scan: &Scan,
) -> Option<(Cells, Piece)> {
    if matches!(scan.extra, Extra::Values { .. }) || scan.cells.is_empty() {
        return None;
    }
    let cubes = dataset.cubes();
    let cube = cubes.iter().find(|cube| {
        matches!(cube.made_of, MadeOf::Weeks)
            && cube.clock.name == scan.clock_name
            && scan.cells.iter().all(|cell| cube.column(cell).is_some())
            && fits(cube, dataset, question, asked, scan)
    })?;
    let ages: Option<Vec<f64>> = scan.cells.iter().map(|cell| windows::oldest_s_of(cell)).collect();
    let folder = parts::folder(&dataset.warehouse, cube);
    let known = parts::existing(&folder);
    let least_age_us = (ages?.into_iter().fold(0.0, f64::max) * 1e6).ceil() as i64;
    Some((Cells { folder, known, least_age_us, as_of_us: asked.as_of_us }, Piece::of(cube, scan)))
}

/// Parts of added up weeks.
pub(super) struct Cells {
    folder: PathBuf,
    known: std::collections::HashMap<String, String>,
    least_age_us: i64,
    as_of_us: i64,
}

impl Cells {
    /// The part of a week, named by what the name of its contacts' part begins with.
    pub(super) fn part(&self, dataset: &Dataset, week: i64, name: &str) -> Option<PathBuf> {
        let is_old = self.least_age_us == 0 || start_of(week + 1) + self.least_age_us <= self.as_of_us;
        let path = self.folder.join(self.known.get(name).filter(|_| is_old)?);
        parts::is_whole(&dataset.warehouse, &path).then_some(path)
    }
}

/// Adds up the weeks of these names that have a part of contacts and none of cells.
pub(super) async fn make(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    cubes: &[Cube],
    names: &[String],
) -> Result<()> {
    let from = parts::root(&dataset.warehouse).join(FOLDER);
    let weeks = parts::existing(&from);
    let clockwork = Arc::new(Clockwork { as_of_us: EVER_AFTER_US, ..clockwork.as_ref().clone() });
    let missing = cubes.iter().map(|cube| {
        let folder = parts::folder(&dataset.warehouse, cube);
        let known = parts::existing(&folder);
        let part = |name: &String| {
            let path = from.join(weeks.get(name).filter(|_| !known.contains_key(name))?);
            parts::is_whole(&dataset.warehouse, &path).then(|| (path, folder.join(name)))
        };
        let sql = sql(cube, relations::LINKED, Some(DAY_NUMBER));
        Missing { table: relations::LINKED, sql, parts: names.iter().filter_map(part).collect() }
    });
    stretch::add_up(dataset, &clockwork, missing.collect()).await.map(drop)
}
