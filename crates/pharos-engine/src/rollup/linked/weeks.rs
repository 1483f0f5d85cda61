//! Weeks of contacts: which files they need, how their parts are named, and making them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::compute::concat_batches;
use pharos_schema::{Table, table};

use super::span::{self, Span};
use super::{cells, gaps};
use crate::dataset::{Dataset, register};
use crate::functions::Clockwork;
use crate::query::plan::Scan;
use crate::query::question::Asked;
use crate::query::{QueryError, Result, scan};
use crate::relations;
use crate::rollup::cube::Cube;
use crate::rollup::make::write;
use crate::rollup::parts;
use crate::warehouse::DataFile;

/// Folder of the parts, beside those of the cubes.
pub(in crate::rollup) const FOLDER: &str = "linked_contacts";
/// Length of a week, microseconds.
pub(super) const WEEK_US: i64 = 7 * DAY_US;

const DAY_US: i64 = 86_400_000_000;
/// 1970-01-05 was a Monday.
const MONDAY_US: i64 = 4 * DAY_US;
/// Raised when the way parts are made changes.
const FORMAT: &str = "1";

/// Number of the week (Monday to Sunday, UTC) an instant lies in.
pub(super) fn week_of(at_us: i64) -> i64 {
    (at_us - MONDAY_US).div_euclid(WEEK_US)
}

pub(super) fn start_of(week: i64) -> i64 {
    MONDAY_US + week * WEEK_US
}

/// True if the start of every segment is known: others stand in no week.
pub(super) fn are_timed(files: &[DataFile]) -> bool {
    let nulls = |file: &DataFile| file.stats.null_count.get("started_at").and_then(serde_json::Value::as_u64);
    files.iter().all(|file| nulls(file) == Some(0) && file.instants("started_at").is_some())
}

/// The weeks of a table's files.
pub(super) struct Weeks<'a> {
    files: &'a [DataFile],
    span_us: i64,
    /// Hash of what stands over the rows when they are read: aliases, identities, corrections.
    identities: String,
}

impl<'a> Weeks<'a> {
    pub(super) async fn new(dataset: &Dataset, files: &'a [DataFile], span: &Span) -> Result<Weeks<'a>> {
        let sorted = |map: &HashMap<String, String>| -> BTreeMap<String, String> {
            map.iter().map(|(from, to)| (from.clone(), to.clone())).collect()
        };
        let aliases = &dataset.aliases;
        let over = serde_json::json!([
            sorted(&aliases.agents),
            sorted(&aliases.queues),
            sorted(&aliases.customers),
            sorted(&dataset.customer_keys().await?),
            dataset.corrections.entries("contact_segments"),
        ]);
        let identities = blake3::hash(over.to_string().as_bytes()).to_hex().to_string();
        Ok(Weeks { files, span_us: span.days_us(), identities })
    }

    pub(super) fn span_us(&self) -> i64 {
        self.span_us
    }

    /// First and last week of the files.
    fn bounds(&self) -> Option<(i64, i64)> {
        let starts = || self.files.iter().filter_map(|file| file.instants("started_at"));
        let low = starts().map(|(low, _)| low).min()?;
        Some((week_of(low), week_of(starts().map(|(_, high)| high).max()?)))
    }

    /// Weeks whose contacts a scan can count; `None` where there is no end to them.
    pub(super) fn asked_for(&self, asked: &Asked, scan: &Scan) -> Option<Vec<i64>> {
        let (first, last) = self.bounds()?;
        // A contact ends when it ends: only its start is bounded by the period's end.
        let by_start = scan.clock_name == "started";
        let low = asked.from_us.filter(|_| by_start).map_or(first, |from| week_of(from).max(first));
        let high = asked.to_us.map_or(last, |to| week_of(to - 1).min(last));
        Some((low..=high).filter(|week| !self.around(*week, 0).is_empty()).collect())
    }

    /// Files with segments of contacts that start in the week or so many weeks around it.
    fn around(&self, week: i64, weeks: i64) -> Vec<&'a DataFile> {
        self.between(start_of(week - weeks), start_of(week + 1 + weeks))
    }

    /// Files with segments of contacts that start between two instants, and with the beginnings of contacts that start before.
    fn between(&self, low: i64, high: i64) -> Vec<&'a DataFile> {
        let (low, high) = (low - self.span_us, high + self.span_us);
        let meets = |file: &&DataFile| {
            file.instants("started_at").is_none_or(|(least, greatest)| low <= greatest && least < high)
        };
        self.files.iter().filter(meets).collect()
    }

    /// What the name of a week's part begins with.
    pub(super) fn part(&self, week: i64) -> String {
        let mut names: Vec<&str> = self.around(week, 1).into_iter().map(|file| file.path.as_str()).collect();
        names.sort_unstable();
        let made_of = format!("{FORMAT}\n{}\n{}\n{}", self.span_us, self.identities, names.join("\n"));
        let day = jiff::Timestamp::from_microsecond(start_of(week))
            .map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
            .unwrap_or_default();
        format!("{day}-{}", &blake3::hash(made_of.as_bytes()).to_hex()[..20])
    }
}

/// Contacts of the weeks, linked with their neighbours of so many weeks around.
pub(super) async fn link(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    weeks: &Weeks<'_>,
    wanted: &BTreeSet<i64>,
    around: i64,
) -> Result<Vec<RecordBatch>> {
    let mut linked = Vec::new();
    let mut known: BTreeMap<i64, RecordBatch> = BTreeMap::new();
    for week in wanted {
        known.retain(|known, _| week - around <= *known);
        linked.extend(link_one(dataset, clockwork, weeks, (*week, around), &mut known).await?);
    }
    Ok(linked)
}

/// One week; `known` are contacts of weeks that were read before.
async fn link_one(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    weeks: &Weeks<'_>,
    (week, around): (i64, i64),
    known: &mut BTreeMap<i64, RecordBatch>,
) -> Result<Vec<RecordBatch>> {
    for near in week - around..=week + around {
        if let std::collections::btree_map::Entry::Vacant(place) = known.entry(near) {
            place.insert(contacts(dataset, clockwork, weeks, near).await?);
        }
    }
    let batches: Vec<&RecordBatch> = known.range(week - around..=week + around).map(|(_, it)| it).collect();
    let own = usize::try_from(around).unwrap_or(0);
    gaps::linked(&batches, &[own]).map_err(|error| QueryError::Engine(error.into()))
}

/// Contacts that started in a week, the inbox included; those we made are left out, as in `contact_sequence`.
async fn contacts(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    weeks: &Weeks<'_>,
    week: i64,
) -> Result<RecordBatch> {
    let context = scan::empty_session(dataset, clockwork)?;
    let paths: HashSet<&str> = weeks.around(week, 0).into_iter().map(|file| file.path.as_str()).collect();
    let keep = |_: &'static Table, file: &DataFile| paths.contains(file.path.as_str());
    register(&context, dataset, &["contact_segments"], &keep).await?;
    let sql = format!(
        "SELECT * FROM ({}) WHERE started_at >= instant_of({}) AND started_at < instant_of({})
            AND coalesce(direction, 'inbound') <> 'outbound' ORDER BY started_at, contact_id, source_name",
        relations::sql("contacts").unwrap_or_default(),
        start_of(week),
        start_of(week + 1)
    );
    let frame = context.sql(&sql).await?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let batches = frame.collect().await?;
    concat_batches(&schema, &batches).map_err(|error| QueryError::Engine(error.into()))
}

/// Makes the parts of weeks that have none, and those of the cubes that are added up from weeks; gives the number of weeks.
///
/// # Errors
/// The file system, a damaged data file.
pub(in crate::rollup) async fn make(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    table: &'static Table,
    files: &[DataFile],
    cubes: &[Cube],
) -> Result<usize> {
    let folder = parts::root(&dataset.warehouse).join(FOLDER);
    if table.name != "contact_segments" || files.is_empty() || !are_timed(files) {
        return Ok(0);
    }
    let before = span::stored(&folder).unwrap_or_default();
    let span = span::extended(dataset, table, files, &before).await?;
    if span != before {
        span::store(&folder, &span)?;
    }
    let alone = Dataset { inbox: BTreeMap::new(), ..dataset.clone() };
    let weeks = Weeks::new(&alone, files, &span).await?;
    let Some((first, last)) = weeks.bounds().filter(|_| span.is_short()) else { return Ok(0) };
    let existing = parts::existing(&folder);
    let mut known: BTreeMap<i64, RecordBatch> = BTreeMap::new();
    let mut names = Vec::new();
    let mut made = 0;
    for week in (first..=last).filter(|week| !weeks.around(*week, 0).is_empty()) {
        let name = weeks.part(week);
        names.push(name.clone());
        if existing.contains_key(&name) {
            continue;
        }
        known.retain(|known, _| week - 1 <= *known);
        let batches = link_one(&alone, clockwork, &weeks, (week, 1), &mut known).await?;
        let Some(first) = batches.first() else { continue };
        write(&folder.join(name), &first.schema(), &batches)?;
        made += 1;
    }
    drop(known);
    cells::make(dataset, clockwork, cubes, &names).await?;
    Ok(made)
}

/// What the names of parts that hold begin with.
///
/// # Errors
/// A log that cannot be read.
pub(in crate::rollup) async fn wanted(dataset: &Dataset) -> Result<HashSet<String>> {
    let folder = parts::root(&dataset.warehouse).join(FOLDER);
    let Some(table) = table("contact_segments") else { return Ok(HashSet::new()) };
    let files = dataset.warehouse.files(table, &dataset.heads).await?;
    let mut names = span::names();
    if let Some(span) = span::stored(&folder)
        && are_timed(&files)
    {
        let weeks = Weeks::new(dataset, &files, &span).await?;
        if let Some((first, last)) = weeks.bounds() {
            names.extend((first..=last).map(|week| weeks.part(week)));
        }
    }
    Ok(names)
}
