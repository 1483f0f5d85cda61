//! Which parts answer a scan, and what is left to be read as rows.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use arrow::datatypes::Schema;
use datafusion::prelude::SessionContext;
use pharos_calendar::{Grain, Zone};

use super::cube::{Cells, Cube, Grid, MadeOf, is_joined};
use super::make::is_settled;
use super::parts::{self, Day};
use super::{functions, inbox};
use crate::dataset::{self, Dataset};
use crate::query::plan::{Extra, Scan};
use crate::query::question::{Asked, Question};
use crate::query::{Result, scan};
use crate::relations;

/// A quarter of an hour, microseconds.
const QUARTER_US: i64 = 900_000_000;
/// Since then every zone's offset is a multiple of a quarter of an hour.
const EVEN_SINCE_US: i64 = 94_694_400_000_000;
/// From so many days on a month's part is opened instead of those of its days.
const DAYS_OF_MONTH: usize = 8;

/// How a scan is answered: each piece over its parts, the rest over rows.
pub(crate) struct Cover {
    pub(crate) pieces: Vec<Piece>,
    /// Paths of data files to be read as rows.
    pub(crate) rest: HashSet<String>,
    /// Rows wait in the inbox.
    pub(crate) inbox: bool,
    /// The numbers are not exact.
    pub(crate) approximate: bool,
}

/// A cube's parts and the scan over them.
pub(crate) struct Piece {
    pub(crate) scan: Scan,
    pub(super) parts: Vec<PathBuf>,
}

/// Finds the parts that answer a scan; `None`: it reads rows.
pub(crate) async fn cover(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    scan: &Scan,
) -> Result<Option<Cover>> {
    if question.raw || scan.all_times || !parts::root(&dataset.warehouse).is_dir() {
        return Ok(None);
    }
    let cubes = dataset.cubes();
    let of_scan: Vec<&Cube> = cubes
        .iter()
        .filter(|cube| cube.relation.name == scan.relation.name && cube.clock.name == scan.clock_name)
        .filter(|cube| !matches!(cube.made_of, MadeOf::Weeks))
        .filter(|cube| fits(cube, dataset, question, asked, scan))
        .collect();
    let Some(chosen) = choose(&of_scan, question, scan) else { return Ok(None) };
    let approximate = chosen.iter().flatten().any(|cube| !matches!(cube.cells, Cells::Sums(_)));
    let Some(first) = chosen.iter().flatten().next() else { return Ok(None) };
    let files = dataset.warehouse.files(first.table, &dataset.heads).await?;
    let days = parts::days(&files);
    let mut barred = inbox::superseded_days(dataset, first.table, &files)?;
    if wants(question, scan, &["team", "shift"]) {
        barred.extend(cracked_days(dataset, first, &days).await?);
    }
    let mut cover = Cover {
        pieces: Vec::new(),
        rest: HashSet::new(),
        inbox: dataset.inbox.contains_key(first.table.name),
        approximate,
    };
    for cubes in &chosen {
        let (found, rest) = pick(dataset, asked, scan, cubes, &days, &barred);
        if found.is_empty() || earliest(&days).is_some_and(|at| at < EVEN_SINCE_US) {
            return Ok(None);
        }
        cover.rest.extend(rest);
        cover.pieces.extend(found.into_values());
    }
    // Distinct values of rows and of parts overlap, and a quantile of both is neither: then rows it is.
    let has_rest = cover.inbox || !cover.rest.is_empty();
    Ok((!(has_rest && approximate)).then_some(cover))
}

/// The cubes that together hold the scan's cells: of each kind of cell those that hold all of them, the coarsest first.
fn choose<'c>(cubes: &[&'c Cube], question: &Question, scan: &Scan) -> Option<Vec<Vec<&'c Cube>>> {
    let all = |holds: &dyn Fn(&Cube) -> bool| {
        let mut all: Vec<&Cube> = cubes.iter().copied().filter(|cube| holds(cube)).collect();
        // Queues are fewer than agents, and both fewer than their quarters of an hour.
        all.sort_by_key(|cube| (std::cmp::Reverse(cube.grid), cube.keys.contains(&"agent_id")));
        Some(all).filter(|all| !all.is_empty())
    };
    if let Extra::Values { value, filter, event } = &scan.extra {
        let own = |cube: &Cube| matches!(&cube.cells, Cells::Histogram { value: v, filter: f, event: e } if (v, f, e) == (value, filter, event));
        return all(&own).filter(|_| question.approx).map(|cubes| vec![cubes]);
    }
    let (distinct, additive): (Vec<&String>, Vec<&String>) =
        scan.cells.iter().partition(|cell| cell.starts_with("count(DISTINCT "));
    let mut chosen = Vec::new();
    if !additive.is_empty() || distinct.is_empty() {
        let holds = |cube: &Cube| {
            matches!(cube.cells, Cells::Sums(_)) && additive.iter().all(|cell| cube.column(cell).is_some())
        };
        chosen.push(all(&holds)?);
    }
    if !distinct.is_empty() {
        let holds = |cube: &Cube| match &cube.cells {
            Cells::Sketches(all) => distinct.iter().all(|cell| all.iter().any(|it| it.cell == **cell)),
            _ => false,
        };
        chosen.push(all(&holds).filter(|_| question.approx)?);
    }
    Some(chosen)
}

/// True if the cube's keys and grid can say what the question asks.
pub(super) fn fits(cube: &Cube, dataset: &Dataset, question: &Question, asked: &Asked, scan: &Scan) -> bool {
    let clockwork = &asked.clockwork;
    let centre_days = clockwork.zone.name() == dataset.centre.zone.name() && clockwork.site_zones.is_empty();
    let extra: &[String] = match &scan.extra {
        Extra::Per(keys) => keys,
        _ => &[],
    };
    let says = |name: &str| match name {
        "site" | "source" | "source_name" => true,
        "agent" => cube.keys.contains(&"agent_id"),
        // In a month somebody may change teams.
        "team" | "shift" => cube.grid != Grid::Month && cube.keys.contains(&"agent_id"),
        "hour_of_day" | "slot" => cube.grid == Grid::Quarter && scan.slot_s % 900 == 0,
        "day" | "weekday" => cube.grid != Grid::Month,
        name => {
            cube.keys.contains(&name)
                && scan.relation.column(name).is_some()
                && !is_joined(scan.relation, name)
        }
    };
    let asked_by = question.by.iter().chain(&scan.named).chain(extra).map(String::as_str);
    if !asked_by.chain(question.scope.dimensions().iter().copied()).all(says) {
        return false;
    }
    let has_clusters = cube.grid != Grid::Month
        && (cube.keys.contains(&"agent_id") || scan.relation.column("agent_id").is_none());
    if scan.extra == Extra::Clusters && !has_clusters {
        return false;
    }
    let bounds = asked.from_us.iter().chain(&asked.to_us);
    let without = question.without.iter().flat_map(|(from, to)| [from, to]);
    let even = |at: &&i64| match cube.grid {
        Grid::Quarter => at.rem_euclid(QUARTER_US) == 0,
        Grid::Day => clockwork.zone.date_start(clockwork.zone.local_date(**at)) == **at,
        Grid::Month => clockwork.zone.date_start(clockwork.zone.local_date(**at).first_of_month()) == **at,
    };
    let even_offsets = std::iter::once(&clockwork.zone)
        .chain(clockwork.site_zones.values())
        .all(|zone| is_even(zone, asked.as_of_us));
    let settled = !asked.as_of_given || asked.to_us.is_some_and(|to| to - 1 <= asked.as_of_us);
    let is_slot = matches!(asked.grain, Grain::Minutes15 | Grain::Minutes30 | Grain::Hour);
    let cut_by_days = scan.relation.name != "state_time" || clockwork.cut == Grain::Day;
    let grain = match cube.grid {
        Grid::Quarter => true,
        Grid::Day => centre_days && !is_slot && cut_by_days,
        Grid::Month => {
            let divides = !is_slot && !matches!(asked.grain, Grain::Day | Grain::Week);
            centre_days && divides && cut_by_days
        }
    };
    grain
        && settled
        && even_offsets
        && bounds.chain(without).all(|at| even(&at))
        && distinct_ids(dataset, cube)
}

/// Sketches hold ids as they were written: where ids stand for others, rows are counted.
fn distinct_ids(dataset: &Dataset, cube: &Cube) -> bool {
    let Cells::Sketches(all) = &cube.cells else { return true };
    let aliases = &dataset.aliases;
    let has_aliases = |value: &str| {
        (value.contains("agent_id") && !aliases.agents.is_empty())
            || (value.contains("queue") && !aliases.queues.is_empty())
            || (value.contains("customer_id")
                && (!aliases.customers.is_empty() || dataset.has_rows("customer_keys")))
    };
    !all.iter().any(|it| has_aliases(&it.value))
}

fn is_even(zone: &Zone, at_us: i64) -> bool {
    zone.offset_s(at_us) % 900 == 0
}

fn wants(question: &Question, scan: &Scan, names: &[&str]) -> bool {
    let asked_by = question.by.iter().chain(&scan.named).map(String::as_str);
    asked_by.chain(question.scope.dimensions().iter().copied()).any(|name| names.contains(&name))
}

fn earliest(days: &[Day]) -> Option<i64> {
    let first: jiff::civil::Date = days.first()?.name.parse().ok()?;
    Some(Zone::utc().date_start(first))
}

/// Of each month that is asked for the coarsest cube's part, else parts of its days, and the files of the days that have none.
/// Parts of cubes made of the same rows by the same keys are read together.
fn pick<'c>(
    dataset: &Dataset,
    asked: &Asked,
    scan: &Scan,
    cubes: &[&'c Cube],
    days: &[Day],
    barred: &HashSet<String>,
) -> (BTreeMap<&'c str, Piece>, Vec<String>) {
    let folders: Vec<PathBuf> = cubes.iter().map(|cube| parts::folder(&dataset.warehouse, cube)).collect();
    let known: Vec<_> = folders.iter().map(|folder| parts::existing(folder)).collect();
    let part = |name: &str| {
        (0..cubes.len()).find_map(|place| {
            let path = folders[place].join(known[place].get(name)?);
            parts::is_whole(&dataset.warehouse, &path).then_some((place, path))
        })
    };
    let mut found: BTreeMap<&str, Piece> = BTreeMap::new();
    let mut rest = Vec::new();
    let mut add = |(place, path): (usize, PathBuf)| {
        let cube: &Cube = cubes[place];
        let root = if let MadeOf::Finer(finer) = &cube.made_of { &finer.name } else { &cube.name };
        found.entry(root).or_insert_with(|| Piece::of(cube, scan)).parts.push(path);
    };
    for (month, places) in parts::months(days) {
        let own: Vec<&Day> = places.iter().map(|place| &days[*place]).collect();
        let needed: Vec<&&Day> = own
            .iter()
            .filter(|day| day.files.iter().any(|file| scan::needed(&[scan], asked, cubes[0].table, file)))
            .collect();
        let allowed = |day: &Day| !barred.contains(&day.name) && is_settled(cubes[0], day);
        if needed.len() >= DAYS_OF_MONTH
            && needed.iter().all(|day| allowed(day))
            && let Some(whole) = part(&parts::month_part(month, &own))
        {
            add(whole);
            continue;
        }
        for day in needed {
            match part(&parts::day_part(day)).filter(|_| allowed(day)) {
                Some(part) => add(part),
                None => rest.extend(day.files.iter().map(|file| file.path.clone())),
            }
        }
    }
    // Files under no day have no roll-ups.
    (found, rest)
}

/// Days of the table in which a validity of somebody's team or shift begins or ends within a day of the centre: a day's cell
/// of that agent then belongs to two teams.
async fn cracked_days(dataset: &Dataset, cube: &Cube, days: &[Day]) -> Result<HashSet<String>> {
    let zone = &dataset.centre.zone;
    let mut cracks: Vec<(i64, i64)> = Vec::new();
    for batch in dataset.small("employment").await? {
        for name in ["valid_from", "valid_to"] {
            let Some(column) = batch.column_by_name(name) else { continue };
            use arrow::array::AsArray;
            use arrow::datatypes::TimestampMicrosecondType;
            for at in column.as_primitive::<TimestampMicrosecondType>().iter().flatten() {
                let date = zone.local_date(at);
                let start = zone.date_start(date);
                if start != at {
                    cracks.push((start, zone.date_start(date.tomorrow().unwrap_or(date))));
                }
            }
        }
    }
    cracks.sort_unstable();
    cracks.dedup();
    let clocks = cube.clock.expression;
    let touches = |day: &&Day| {
        day.files.iter().any(|file| {
            let spans = file.stats.null_count.keys().filter(|name| clocks.contains(name.as_str()));
            let spans: Vec<(i64, i64)> = spans.filter_map(|name| file.instants(name)).collect();
            spans.is_empty()
                || spans.iter().any(|(low, high)| cracks.iter().any(|(from, to)| low < to && from <= high))
        })
    };
    if cracks.is_empty() {
        return Ok(HashSet::new());
    }
    Ok(days.iter().filter(touches).map(|day| day.name.clone()).collect())
}

/// The scan over a cube's parts instead of rows.
fn over(cube: &Cube, scan: &Scan) -> Scan {
    let mut over =
        Scan { clock: "slot_at", joined: scan.named.clone(), sql_name: relations::PARTS, ..scan.clone() };
    match &cube.cells {
        Cells::Sums(_) => {
            over.cells = scan
                .cells
                .iter()
                .map(|cell| cube.again(cell).unwrap_or_else(|| "CAST(NULL AS BIGINT)".into()))
                .collect();
        }
        Cells::Sketches(all) => {
            let of = |cell: &String| {
                let place = all.iter().position(|it| it.cell == *cell);
                place.map_or_else(
                    || "CAST(NULL AS BIGINT)".into(),
                    |place| format!("sketched_distinct(c{place})"),
                )
            };
            over.cells = scan.cells.iter().map(of).collect();
        }
        Cells::Histogram { .. } => {
            over.extra = Extra::Values {
                value: "value_class".into(),
                filter: "TRUE".into(),
                event: "is_event".into(),
            };
            over.cells = vec!["sum(n)".into()];
        }
    }
    over
}

impl Piece {
    /// Without parts yet.
    pub(super) fn of(cube: &Cube, scan: &Scan) -> Piece {
        Piece { scan: over(cube, scan), parts: Vec::new() }
    }

    /// Registers the parts as the table the scan reads.
    pub(crate) async fn register(&self, context: &SessionContext, dataset: &Dataset) -> Result<()> {
        functions(context);
        // A number that is there in each cell of one cube may be left open in another's.
        let fields = crate::warehouse::schema_of(&self.parts[0])?.fields().clone();
        let fields = fields.iter().map(|field| field.as_ref().clone().with_nullable(true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let table = dataset::listing(&self.parts, schema.clone())?;
        context.register_table("stored_parts", table)?;
        let column = |name: &str| match name {
            "agent_id" if !dataset.aliases.agents.is_empty() => {
                "canonical_agent(agent_id) AS agent_id".to_owned()
            }
            "queue" if !dataset.aliases.queues.is_empty() => "canonical_queue(queue) AS queue".to_owned(),
            name => name.to_owned(),
        };
        let columns: Vec<String> = schema.fields().iter().map(|field| column(field.name())).collect();
        let view =
            context.sql(&format!("SELECT {} FROM stored_parts", columns.join(", "))).await?.into_view();
        context.register_table(relations::PARTS, view)?;
        Ok(())
    }
}
