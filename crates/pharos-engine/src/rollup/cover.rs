//! Which parts answer a scan, and what is left to be read as rows.

use std::collections::HashSet;
use std::path::PathBuf;

use datafusion::prelude::SessionContext;
use pharos_calendar::{Grain, Zone};

use super::cube::{Cells, Cube, Grid, is_joined};
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
    parts: Vec<PathBuf>,
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
        .filter(|cube| fits(cube, dataset, question, asked, scan))
        .collect();
    let Some(chosen) = choose(&of_scan, question, scan) else { return Ok(None) };
    let approximate = chosen.iter().any(|cube| !matches!(cube.cells, Cells::Sums(_)));
    let Some(table) = chosen.first().map(|cube| cube.table) else { return Ok(None) };
    let files = dataset.warehouse.files(table, &dataset.heads).await?;
    let days = parts::days(&files);
    let mut barred = inbox::superseded_days(dataset, table, &files)?;
    if wants(question, scan, &["team", "shift"]) {
        barred.extend(cracked_days(dataset, &chosen, &days).await?);
    }
    let mut cover = Cover {
        pieces: Vec::new(),
        rest: HashSet::new(),
        inbox: dataset.inbox.contains_key(table.name),
        approximate,
    };
    for cube in &chosen {
        let (paths, rest) = pick(dataset, asked, scan, cube, &days, &barred);
        if paths.is_empty() || earliest(&days).is_some_and(|at| at < EVEN_SINCE_US) {
            return Ok(None);
        }
        cover.rest.extend(rest);
        cover.pieces.push(Piece { scan: over(cube, scan), parts: paths });
    }
    // Distinct values of rows and of parts overlap, and a quantile of both is neither: then rows it is.
    let has_rest = cover.inbox || !cover.rest.is_empty();
    Ok((!(has_rest && approximate)).then_some(cover))
}

/// The cubes that together hold the scan's cells.
fn choose<'c>(cubes: &[&'c Cube], question: &Question, scan: &Scan) -> Option<Vec<&'c Cube>> {
    if let Extra::Values { value, filter, event } = &scan.extra {
        let own = |cube: &&&Cube| matches!(&cube.cells, Cells::Histogram { value: v, filter: f, event: e } if (v, f, e) == (value, filter, event));
        return cubes.iter().find(own).filter(|_| question.approx).map(|cube| vec![*cube]);
    }
    let (distinct, additive): (Vec<&String>, Vec<&String>) =
        scan.cells.iter().partition(|cell| cell.starts_with("count(DISTINCT "));
    let mut chosen = Vec::new();
    if !additive.is_empty() || distinct.is_empty() {
        let holds = |cube: &&&Cube| {
            matches!(cube.cells, Cells::Sums(_)) && additive.iter().all(|cell| cube.column(cell).is_some())
        };
        // Days are fewer than quarters.
        chosen.push(*cubes.iter().filter(holds).max_by_key(|cube| cube.grid)?);
    }
    if !distinct.is_empty() {
        let holds = |cube: &&&Cube| match &cube.cells {
            Cells::Sketches(all) => distinct.iter().all(|cell| all.iter().any(|it| it.cell == **cell)),
            _ => false,
        };
        chosen.push(*cubes.iter().find(holds).filter(|_| question.approx)?);
    }
    Some(chosen)
}

/// True if the cube's keys and grid can say what the question asks.
fn fits(cube: &Cube, dataset: &Dataset, question: &Question, asked: &Asked, scan: &Scan) -> bool {
    let clockwork = &asked.clockwork;
    let centre_days = clockwork.zone.name() == dataset.centre.zone.name() && clockwork.site_zones.is_empty();
    let extra: &[String] = match &scan.extra {
        Extra::Per(keys) => keys,
        _ => &[],
    };
    let says = |name: &str| match name {
        "site" | "source" | "source_name" => true,
        "agent" | "team" | "shift" => cube.keys.contains(&"agent_id"),
        "weekday" => true,
        "hour_of_day" | "slot" => cube.grid == Grid::Quarter && scan.slot_s % 900 == 0,
        "day" => true,
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
    if scan.extra == Extra::Clusters
        && scan.relation.column("agent_id").is_some()
        && !cube.keys.contains(&"agent_id")
    {
        return false;
    }
    let bounds = asked.from_us.iter().chain(&asked.to_us);
    let without = question.without.iter().flat_map(|(from, to)| [from, to]);
    let even = |at: &&i64| match cube.grid {
        Grid::Quarter => at.rem_euclid(QUARTER_US) == 0,
        Grid::Day => clockwork.zone.date_start(clockwork.zone.local_date(**at)) == **at,
    };
    let even_offsets = std::iter::once(&clockwork.zone)
        .chain(clockwork.site_zones.values())
        .all(|zone| is_even(zone, asked.as_of_us));
    let settled = !asked.as_of_given || asked.to_us.is_some_and(|to| to - 1 <= asked.as_of_us);
    let grain = match cube.grid {
        Grid::Quarter => true,
        Grid::Day => {
            let short = matches!(asked.grain, Grain::Minutes15 | Grain::Minutes30 | Grain::Hour);
            centre_days && !short && (scan.relation.name != "state_time" || clockwork.cut == Grain::Day)
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

/// Parts of the days that have them, months' where there are, and the files of the others.
fn pick(
    dataset: &Dataset,
    asked: &Asked,
    scan: &Scan,
    cube: &Cube,
    days: &[Day],
    barred: &HashSet<String>,
) -> (Vec<PathBuf>, Vec<String>) {
    let folder = parts::folder(&dataset.warehouse, cube);
    let known = parts::existing(&folder);
    let part = |name: &str| {
        let path = folder.join(known.get(name)?);
        parts::is_whole(&dataset.warehouse, &path).then_some(path)
    };
    let mut paths = Vec::new();
    let mut rest = Vec::new();
    for (month, places) in parts::months(days) {
        let own: Vec<&Day> = places.iter().map(|place| &days[*place]).collect();
        let needed: Vec<&&Day> = own
            .iter()
            .filter(|day| day.files.iter().any(|file| scan::needed(&[scan], asked, cube.table, file)))
            .collect();
        let allowed = |day: &Day| !barred.contains(&day.name) && is_settled(cube, day);
        if needed.len() >= DAYS_OF_MONTH
            && needed.iter().all(|day| allowed(day))
            && let Some(whole) = part(&parts::month_part(month, &own))
        {
            paths.push(whole);
            continue;
        }
        for day in needed {
            match part(&parts::day_part(day)).filter(|_| allowed(day)) {
                Some(path) => paths.push(path),
                None => rest.extend(day.files.iter().map(|file| file.path.clone())),
            }
        }
    }
    // Files under no day have no roll-ups.
    (paths, rest)
}

/// Days of the table in which a validity of somebody's team or shift begins or ends within a day of the centre: a day's cell
/// of that agent then belongs to two teams.
async fn cracked_days(dataset: &Dataset, cubes: &[&Cube], days: &[Day]) -> Result<HashSet<String>> {
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
    let clocks = cubes.first().map_or("", |cube| cube.clock.expression);
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
    /// Registers the parts as the table the scan reads.
    pub(crate) async fn register(&self, context: &SessionContext, dataset: &Dataset) -> Result<()> {
        functions(context);
        let schema = crate::warehouse::schema_of(&self.parts[0])?;
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
