//! Which cubes there are: worked out from the catalogue's compiled metrics.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pharos_metric::{Clock, Metric, ParamValue, Relation, relation};
use pharos_schema::{Table, table};

use super::linked;
use crate::dataset::Dataset;
use crate::query::plan::{self, Extra};
use crate::query::{Question, Scope};

/// How finely a cube divides time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grid {
    /// quarters of an hour, UTC: every zone's slots, hours and days are made of them
    Quarter,
    /// local days of the centre's zone
    Day,
    /// local months of the centre's zone
    Month,
}

/// What a cube's cells are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cells {
    /// additive aggregates, in SQL over the relation
    Sums(Vec<String>),
    /// numbers of rows by value, in classes 2 % wide
    Histogram { value: String, filter: String, event: String },
    /// sketches of distinct values: the cell they stand for, the value and the rows that count, in SQL
    Sketches(Vec<Sketched>),
}

/// A sketched distinct count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sketched {
    pub(crate) cell: String,
    pub(crate) value: String,
    pub(crate) filter: String,
}

/// A relation by a clock on a grid.
#[derive(Clone, Debug)]
pub(crate) struct Cube {
    pub(crate) relation: &'static Relation,
    pub(crate) clock: &'static Clock,
    /// The fact table it is made from.
    pub(crate) table: &'static Table,
    pub(crate) grid: Grid,
    /// Columns it keeps.
    pub(crate) keys: Vec<&'static str>,
    pub(crate) cells: Cells,
    /// Name of its folder: changes with everything that changes its rows.
    pub(crate) name: String,
    pub(crate) made_of: MadeOf,
}

/// What a cube's parts are made of.
#[derive(Clone, Debug)]
pub(crate) enum MadeOf {
    /// rows, day by day
    Rows,
    /// parts of a finer cube, month by month
    Finer(Arc<Cube>),
    /// linked contacts, week by week (`linked`)
    Weeks,
}

/// A relation whose rows each come from one row of one table.
struct Source {
    relation: &'static str,
    table: &'static str,
    quarter: &'static [&'static str],
    day: &'static [&'static str],
}

const COMMON: [&str; 2] = ["site", "source_name"];

const SOURCES: &[Source] = &[
    Source {
        relation: "contact_segments",
        table: "contact_segments",
        quarter: &["queue", "channel", "direction"],
        day: &["agent_id", "queue", "channel"],
    },
    Source {
        relation: "agent_offers",
        table: "agent_offers",
        quarter: &["queue", "channel"],
        day: &["agent_id", "queue", "channel"],
    },
    Source {
        relation: "callbacks",
        table: "callbacks",
        quarter: &["queue", "channel"],
        day: &["agent_id", "queue", "channel"],
    },
    Source {
        relation: "survey_answers",
        table: "survey_answers",
        quarter: &[],
        day: &["agent_id", "queue", "channel"],
    },
    Source { relation: "state_time", table: "agent_intervals", quarter: &[], day: &["agent_id"] },
    Source {
        relation: linked::RELATION,
        table: "contact_segments",
        quarter: &[],
        day: &["queue", "channel", "direction", "reason"],
    },
];

/// Columns aliases stand over: what is measured of them at the time of making may be another word at the time of asking.
const ALIASED: [&str; 6] = ["agent_id", "queue", "customer_id", "owner", "solved_by", "supervisor"];

/// Functions whose result depends on more than the row.
pub(super) const UNSTEADY: [&str; 8] = [
    "business_",
    "age_s(",
    "as_of_instant(",
    "hour_of_day(",
    "weekday(",
    "attribute(",
    "period_",
    "slot_is_open(",
];

/// Switches of a metric that are turned, at most.
const SWITCHES_MAX: usize = 3;

/// Raised when the way parts are made changes.
const FORMAT: &str = "1";

impl Cube {
    /// The column a cell stands in.
    pub(crate) fn column(&self, cell: &str) -> Option<String> {
        let Cells::Sums(cells) = &self.cells else { return None };
        cells.iter().position(|known| known == cell).map(|place| format!("c{place}"))
    }

    /// The aggregate over parts that gives the same as the cell over rows.
    pub(crate) fn again(&self, cell: &str) -> Option<String> {
        let column = self.column(cell)?;
        Some(format!("{}({column})", function_again(cell)?))
    }
}

/// The function that joins cells of this kind.
fn function_again(cell: &str) -> Option<&'static str> {
    if cell.starts_with("count(DISTINCT ") {
        return None;
    }
    [("count(", "sum"), ("sum(", "sum"), ("min(", "min"), ("max(", "max")]
        .into_iter()
        .find(|(beginning, _)| cell.starts_with(beginning))
        .map(|(_, function)| function)
}

/// All cubes of a dataset's catalogue.
pub(crate) fn cubes(dataset: &Dataset) -> Vec<Cube> {
    let mut wanted = Wanted::default();
    for metric in dataset.catalogue.iter() {
        for params in ways(metric) {
            let question = Question { params, ..Question::of(&[&metric.id], Scope::whole_centre()) };
            // A metric that cannot be planned cannot be asked for either.
            let Ok(plan) = plan::plan(dataset, &question) else { continue };
            for scan in
                plan.scans.iter().filter(|scan| !scan.all_times && scan.sql_name != crate::relations::REPORTS)
            {
                wanted.add(scan);
            }
        }
    }
    wanted.cubes(dataset)
}

/// The parameters a metric's cells are kept for: its defaults, and for repeats, which are dear without cells, each way of its
/// switches.
fn ways(metric: &Metric) -> Vec<Vec<(String, String)>> {
    let mut ways = vec![Vec::new()];
    if metric.measure.values().all(|measure| measure.relation != linked::RELATION) {
        return ways;
    }
    let switches = metric.params.iter().filter_map(|(name, value)| match value {
        ParamValue::Flag(flag) => Some((name, !flag)),
        _ => None,
    });
    for (name, other) in switches.take(SWITCHES_MAX) {
        let turned = ways.clone().into_iter().map(|mut way: Vec<(String, String)>| {
            way.push((name.clone(), other.to_string()));
            way
        });
        ways.extend(turned.collect::<Vec<_>>());
    }
    ways
}

type ByClock<T> = BTreeMap<(&'static str, String), BTreeSet<T>>;

#[derive(Default)]
struct Wanted {
    sums: ByClock<String>,
    histograms: ByClock<(String, String, String)>,
    sketches: ByClock<Sketched>,
}

impl Wanted {
    fn add(&mut self, scan: &plan::Scan) {
        let name = (scan.relation.name, scan.clock_name.clone());
        if !SOURCES.iter().any(|source| source.relation == name.0) {
            return;
        }
        if let Extra::Values { value, filter, event } = &scan.extra {
            if [value, filter, event].into_iter().all(|text| is_steady(scan.relation, text)) {
                let spec = (value.clone(), filter.clone(), event.clone());
                self.histograms.entry(name).or_default().insert(spec);
            }
            return;
        }
        for cell in &scan.cells {
            if let Some(sketched) = sketched(cell)
                && is_steady(scan.relation, &sketched.filter)
            {
                self.sketches.entry(name.clone()).or_default().insert(sketched);
            }
            let is_steady = match scan.relation.name {
                linked::RELATION => linked::is_steady(cell),
                _ => is_steady(scan.relation, cell),
            };
            if function_again(cell).is_some() && is_steady {
                self.sums.entry(name.clone()).or_default().insert(cell.clone());
            }
        }
    }

    fn cubes(self, dataset: &Dataset) -> Vec<Cube> {
        let mut cubes = Vec::new();
        let mut push = |(relation_name, clock_name): &(&'static str, String), grid: Grid, cells: Cells| {
            cubes.extend(cube(dataset, relation_name, clock_name, grid, cells));
        };
        for (name, cells) in &self.sums {
            for grid in [Grid::Quarter, Grid::Day] {
                push(name, grid, Cells::Sums(cells.iter().cloned().collect()));
            }
        }
        for (name, specs) in &self.histograms {
            for (value, filter, event) in specs.iter().cloned() {
                push(name, Grid::Day, Cells::Histogram { value, filter, event });
            }
        }
        for (name, sketched) in &self.sketches {
            push(name, Grid::Day, Cells::Sketches(sketched.iter().cloned().collect()));
        }
        let coarser: Vec<Cube> = cubes.iter().flat_map(|cube| coarser(dataset, cube)).collect();
        cubes.extend(coarser);
        cubes
    }
}

/// The cubes that are added up from one made of rows: a question about a month or a year then reads some cells of a queue
/// instead of thousands. Sketches are large and few ask for them.
fn coarser(dataset: &Dataset, finer: &Cube) -> Vec<Cube> {
    let grids: &[Grid] = match (&finer.made_of, &finer.cells, finer.grid) {
        (MadeOf::Rows, Cells::Sums(_), Grid::Quarter) => &[Grid::Day, Grid::Month],
        (MadeOf::Rows, Cells::Sums(_) | Cells::Histogram { .. }, Grid::Day) => &[Grid::Month],
        _ => &[],
    };
    let shared = Arc::new(finer.clone());
    let coarser = grids.iter().map(|grid| {
        let zone = dataset.centre.zone.name();
        let hash = blake3::hash(format!("{FORMAT}\n{}\n{grid:?}\n{zone}", finer.name).as_bytes());
        let beginning = finer.name.rsplit_once('-').map_or(finer.name.as_str(), |(beginning, _)| beginning);
        let word = if *grid == Grid::Day { "days" } else { "months" };
        let name = format!("{beginning}-{word}-{}", &hash.to_hex()[..16]);
        Cube { grid: *grid, name, made_of: MadeOf::Finer(shared.clone()), ..finer.clone() }
    });
    coarser.collect()
}

fn cube(
    dataset: &Dataset,
    relation_name: &'static str,
    clock_name: &str,
    grid: Grid,
    cells: Cells,
) -> Option<Cube> {
    let source = SOURCES.iter().find(|source| source.relation == relation_name)?;
    let relation = relation(relation_name)?;
    let clock = relation.clock(clock_name)?;
    let own = match (&cells, grid) {
        // Neither is kept by agent: an agent's own quantile or distinct number is quick from rows.
        (Cells::Histogram { .. } | Cells::Sketches(_), _) => match source.quarter {
            [] => return None,
            keys => keys,
        },
        (_, Grid::Quarter) => match source.quarter {
            [] => return None,
            keys => keys,
        },
        _ => source.day,
    };
    let zone = if grid == Grid::Quarter { "" } else { dataset.centre.zone.name() };
    let keys: Vec<&'static str> = COMMON.iter().chain(own).copied().collect();
    let hash = blake3::hash(
        format!("{FORMAT}\n{relation_name}\n{}\n{grid:?}\n{zone}\n{keys:?}\n{cells:?}", clock.expression)
            .as_bytes(),
    );
    let word = match (&cells, grid) {
        (Cells::Sums(_), Grid::Quarter) => "quarters",
        (Cells::Sums(_), _) => "days",
        (Cells::Histogram { .. }, _) => "values",
        (Cells::Sketches(_), _) => "distinct",
    };
    let name = format!("{relation_name}-{clock_name}-{word}-{}", &hash.to_hex()[..16]);
    let made_of = if relation_name == linked::RELATION { MadeOf::Weeks } else { MadeOf::Rows };
    Some(Cube { relation, clock, table: table(source.table)?, grid, keys, cells, name, made_of })
}

/// The parts of `count(DISTINCT value) FILTER (WHERE filter)`, as the plan writes it.
fn sketched(cell: &str) -> Option<Sketched> {
    let (value, filter) =
        cell.strip_prefix("count(DISTINCT ")?.strip_suffix(')')?.split_once(") FILTER (WHERE ")?;
    Some(Sketched { cell: cell.to_owned(), value: value.to_owned(), filter: filter.to_owned() })
}

/// True if the expression says the same of a row whenever it is asked: columns of the row's own table, nothing an alias or a
/// setting can change.
fn is_steady(relation: &Relation, sql: &str) -> bool {
    if UNSTEADY.iter().any(|name| sql.contains(name)) {
        return false;
    }
    // Names stand in double quotes; a word with quotes in it is taken for a name, which errs on the side of rows.
    sql.split('"').enumerate().filter(|(place, _)| place % 2 == 1).all(|(place, name)| {
        let after = sql.split('"').nth(place + 1).unwrap_or_default();
        relation.column(name).is_some()
            && !is_joined(relation, name)
            && (!ALIASED.contains(&name) || after.starts_with(" IS "))
    })
}

/// Columns a relation takes from another table.
pub(crate) fn is_joined(relation: &Relation, name: &str) -> bool {
    relation.name == "survey_answers" && relation.derived.iter().any(|column| column.name == name)
}
