//! Months of coarser cubes, added up from months of the finer ones.

use std::path::PathBuf;
use std::sync::Arc;

use super::cube::{Cells, Cube, Grid, MadeOf};
use super::make::DAY_NUMBER;
use super::parts::{self, Day};
use super::stretch::{self, Missing};
use crate::dataset::Dataset;
use crate::functions::Clockwork;
use crate::query::Result;

/// Makes the months that the cubes lack and the finer ones have; gives their number.
pub(super) async fn make(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    cubes: &[Cube],
    days: &[Day],
) -> Result<usize> {
    let missing = cubes.iter().filter_map(|cube| {
        let MadeOf::Finer(finer) = &cube.made_of else { return None };
        Some(Missing { table: FINER, sql: sql(cube), parts: missing(dataset, cube, finer, days) })
    });
    stretch::add_up(dataset, clockwork, missing.collect()).await
}

fn missing(dataset: &Dataset, cube: &Cube, finer: &Cube, days: &[Day]) -> Vec<(PathBuf, PathBuf)> {
    let folder = parts::folder(&dataset.warehouse, cube);
    let finer = parts::folder(&dataset.warehouse, finer);
    let (known, there) = (parts::existing(&folder), parts::existing(&finer));
    let month = |(month, places): (&str, Vec<usize>)| {
        let own: Vec<&Day> = places.iter().map(|place| &days[*place]).collect();
        let name = parts::month_part(month, &own);
        let from = finer.join(there.get(&name).filter(|_| !known.contains_key(&name))?);
        parts::is_whole(&dataset.warehouse, &from).then(|| (from, folder.join(name)))
    };
    parts::months(days).into_iter().filter_map(month).collect()
}

/// The finer cube's rows.
const FINER: &str = "finer";

fn sql(cube: &Cube) -> String {
    let at = match cube.grid {
        Grid::Month => "month_start(slot_at, site)",
        Grid::Quarter | Grid::Day => "day_start(slot_at, site)",
    };
    let mut select = vec![DAY_NUMBER.to_owned(), format!("{at} AS slot_at")];
    select.extend(cube.keys.iter().map(|key| format!("\"{key}\"")));
    let mut keys = select.len();
    match &cube.cells {
        Cells::Sums(cells) => select.extend(cells.iter().enumerate().map(|(place, cell)| {
            let sum = cube.again(cell).unwrap_or_else(|| "CAST(NULL AS BIGINT)".into());
            format!("{sum} AS c{place}")
        })),
        Cells::Histogram { .. } => {
            keys += 2;
            select.extend(["value_class", "is_event", "sum(n) AS n"].map(str::to_owned));
        }
        // No coarser cube is made of sketches.
        Cells::Sketches(_) => {}
    }
    let group = (1..=keys).map(|place| place.to_string()).collect::<Vec<_>>().join(", ");
    format!("SELECT {} FROM {FINER} GROUP BY {group} ORDER BY {group}", select.join(", "))
}
