//! From groups of scans to numbers: formula, second level, interval, flags.

use std::collections::BTreeMap;
use std::sync::Arc;

use pharos_calendar::{Grain, PeriodFinder};
use pharos_metric::{Expression, FinalAfter, IntervalMethod, ParamValue};
use pharos_stats::Interval;
use pharos_stats::interval::{self as methods, Bootstrap};

use super::answer::{Answer, AnswerRow, Definition, Dims};
use super::plan::{Extra, Kind, MeasurePlan, MetricPlan, Plan};
use super::question::{Asked, Question};
use super::scan::{Cell, Found, ScanRow};
use super::{interval, scan};
use crate::cores::side_by_side;

mod clusters;
mod index;
mod reports;
mod second_level;
mod special;

use index::{Cursor, Group, Index, Place, Places};

/// Numbers by their groups, in the groups' order.
type Numbers = Vec<(Group, Number)>;

/// Groups below which starting threads takes longer than their numbers.
const SIDE_BY_SIDE_FROM: usize = 16_384;

/// The number, what stands behind it, how sure it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Number {
    pub(super) value: Option<f64>,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) n: Option<u64>,
    pub(super) interval: Option<Interval>,
    pub(super) flags: Vec<String>,
}

/// Makes the answer.
pub(super) fn fold(question: &Question, asked: &Asked, plan: &Plan, results: &[Found]) -> Answer {
    let mut rows = Vec::new();
    let places = Places::of(results.iter().flat_map(|found| &found.rows));
    let indexed: Vec<Index<'_>> = results.iter().map(|found| Index::of(&found.rows, &places)).collect();
    let reports = plan.reports.map(|scan| reports::by_group(&indexed[scan])).unwrap_or_default();
    let mut head = Head::new(asked);
    for planned in &plan.metrics {
        let mut numbers = metric(asked, planned, plan, &indexed, &reports);
        if asked.grain == Grain::None && question.by.is_empty() && numbers.is_empty() {
            let nothing = Number { flags: vec!["no data".into()], ..zero(planned) };
            numbers.push(((None, Place::NONE), nothing));
        }
        let approximate = planned.measures.values().any(|measure| results[measure.scan].approximate);
        head.begin(planned);
        rows.reserve(numbers.len());
        for ((period, place), mut number) in numbers {
            if approximate {
                number.flags.push(approximation(planned));
            }
            rows.push(head.row(planned, period, places.dims(place).clone(), number));
        }
    }
    Answer {
        by: question.by.clone(),
        rows,
        definitions: plan.metrics.iter().map(|planned| definition(question, plan, planned)).collect(),
        as_of_us: asked.as_of_us,
        sources: Vec::new(),
    }
}

/// What is said beside a number from classes of values or sketches.
fn approximation(planned: &MetricPlan) -> String {
    let quantile = planned.measures.values().any(|measure| matches!(measure.kind, Kind::Quantile { .. }));
    if quantile { "approximate within 1 %".to_owned() } else { "approximate within 2 %".to_owned() }
}

/// Counts of nothing are 0, everything else of nothing is unknown.
fn zero(planned: &MetricPlan) -> Number {
    let counts = planned.metric.per.is_none()
        && planned.measures.values().all(|it| matches!(it.kind, Kind::Count { .. } | Kind::CountTrue { .. }))
        && planned.division.is_none();
    let value = counts.then_some(0.0);
    Number { value, numerator: value, n: Some(0), ..Number::default() }
}

fn metric(
    asked: &Asked,
    planned: &MetricPlan,
    plan: &Plan,
    indexed: &[Index<'_>],
    reports: &BTreeMap<Group, reports::Totals>,
) -> Numbers {
    let mut scans: Vec<usize> = planned.measures.values().map(|measure| measure.scan).collect();
    scans.sort_unstable();
    scans.dedup();
    let mut groups: Vec<Group> = scans
        .into_iter()
        .filter(|scan| !plan.scans[*scan].all_times)
        .flat_map(|scan| indexed[scan].groups())
        .collect();
    if planned.takes_reports() {
        groups.extend(reports.keys().copied());
    }
    groups.sort_unstable();
    groups.dedup();
    let bootstrap =
        (planned.metric.interval == IntervalMethod::Bootstrap).then(|| interval::draws(&planned.metric.id));
    let number_of = |cursors: &mut [Cursor], group: Group| {
        let own: Vec<&[&ScanRow]> =
            indexed.iter().zip(cursors).map(|(index, cursor)| index.at(cursor, group)).collect();
        let rows = |scan: usize| own[scan];
        let number = match &planned.metric.per {
            Some(per) => second_level::number(planned, per, &rows),
            None => match planned.measures.values().find_map(|measure| quantile(plan, measure, &rows)) {
                Some(number) => number,
                None => match reports.get(&group).filter(|_| planned.takes_reports()) {
                    Some(totals) => reports::number(planned, totals, &rows),
                    None => plain(planned, bootstrap.as_ref(), &rows),
                },
            },
        };
        (group, flagged(planned, number, &rows))
    };
    let numbers_of = |groups: &[Group]| -> Numbers {
        let mut cursors: Vec<Cursor> = indexed.iter().map(|_| Cursor::default()).collect();
        groups.iter().map(|group| number_of(&mut cursors, *group)).collect()
    };
    let least = if bootstrap.is_some() { clusters::SIDE_BY_SIDE_FROM } else { SIDE_BY_SIDE_FROM };
    let mut numbers: Numbers = side_by_side(&groups, least, numbers_of);
    if let Some(function) = &planned.metric.computed {
        special::apply(function, asked, planned, indexed, &mut numbers);
    }
    numbers
}

/// A quantile from the distinct values of its scan.
fn quantile<'a>(
    plan: &Plan,
    measure: &MeasurePlan,
    rows: &impl Fn(usize) -> &'a [&'a ScanRow],
) -> Option<Number> {
    let Kind::Quantile { q, censored } = &measure.kind else { return None };
    debug_assert!(matches!(plan.scans[measure.scan].extra, Extra::Values { .. }));
    let mut values: Vec<(f64, bool, u64)> = rows(measure.scan)
        .iter()
        .filter_map(|row| row.value.map(|(value, event)| (value, event, row.cells[0].count())))
        .collect();
    values.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    let (value, bounds, n) = if *censored {
        interval::censored_quantile(&values, *q)
    } else {
        let values: Vec<(f64, u64)> = values.iter().map(|(value, _, count)| (*value, *count)).collect();
        interval::quantile_of(&values, *q)
    };
    Some(Number {
        value,
        numerator: None,
        denominator: Some(n as f64),
        n: Some(n),
        interval: bounds,
        flags: Vec::new(),
    })
}

/// Sums of cells over rows of one group, in the order of the plan's measures.
struct Totals {
    values: Vec<Option<f64>>,
    /// Number of values, sum and sum of squares.
    sums: Vec<Option<(u64, f64, f64)>>,
}

fn totals<'r, 'a: 'r>(planned: &MetricPlan, rows: &impl Fn(usize) -> &'r [&'a ScanRow]) -> Totals {
    let mut totals = Totals { values: Vec::new(), sums: Vec::new() };
    for (name, measure) in &planned.measures {
        let rows = rows(measure.scan);
        let mut squared = None;
        let value = match &measure.kind {
            Kind::Count { cell } => Some(whole(rows, *cell) as f64),
            Kind::CountTrue { cell, unknown, rows: all } => {
                let (unknown, all) = (whole(rows, *unknown), whole(rows, *all));
                if all > 0 && unknown == all { None } else { Some(whole(rows, *cell) as f64) }
            }
            Kind::Sum { cell, values, squares } => {
                let count = u64::try_from(whole(rows, *values)).unwrap_or(0);
                let sum = whole(rows, *cell) as f64 / 1000.0;
                squared = squares.map(|squares| (count, sum, whole(rows, squares) as f64 / 1e6));
                (count > 0).then_some(sum)
            }
            Kind::Extreme { cell } => {
                let numbers = rows.iter().filter_map(|row| row.cells.get(*cell).and_then(Cell::number));
                let least = planned.metric.measure.get(name).map(|measure| measure.aggregate)
                    == Some(pharos_metric::Aggregate::Min);
                if least { numbers.reduce(f64::min) } else { numbers.reduce(f64::max) }
            }
            Kind::Quantile { .. } => None,
        };
        totals.values.push(value);
        totals.sums.push(squared);
    }
    totals
}

/// A cell of whole numbers, added up.
fn whole(rows: &[&ScanRow], cell: usize) -> i128 {
    let one = |row: &&ScanRow| match row.cells.get(cell) {
        Some(Cell::Whole(whole)) => *whole,
        _ => 0,
    };
    rows.iter().map(one).sum()
}

impl Totals {
    /// What a measure came to; the outer `None` where there is no such measure.
    fn of(&self, planned: &MetricPlan, name: &str) -> Option<Option<f64>> {
        self.values.get(planned.measures.keys().position(|known| known == name)?).copied()
    }

    fn value(&self, formula: &Expression, planned: &MetricPlan) -> Option<f64> {
        formula.evaluate(&|name| match self.of(planned, name) {
            Some(value) => value,
            None => planned.params.get(name).and_then(number),
        })
    }
}

fn number(value: &ParamValue) -> Option<f64> {
    match value {
        ParamValue::Whole(whole) => Some(*whole as f64),
        ParamValue::Number(number) => Some(*number),
        ParamValue::Flag(flag) => Some(f64::from(u8::from(*flag))),
        ParamValue::Word(_) => None,
    }
}

fn plain<'a>(
    planned: &MetricPlan,
    bootstrap: Option<&Bootstrap>,
    rows: &impl Fn(usize) -> &'a [&'a ScanRow],
) -> Number {
    let sums = totals(planned, rows);
    let mut number = ratio(planned, &sums);
    if let Some(draws) = bootstrap {
        let pairs = clusters::pairs(planned, rows);
        if planned.metric.n.is_none() {
            number.n = Some(pairs.iter().filter(|(_, denominator)| *denominator > 0.0).count() as u64);
        }
        number.interval = number.value.and_then(|_| draws.ratio(&pairs, interval::CONFIDENCE));
    }
    number
}

/// Numerator, denominator and their quotient; n; the interval that follows from sums alone.
fn ratio(planned: &MetricPlan, sums: &Totals) -> Number {
    let metric = &planned.metric;
    let mut found = Number { value: sums.value(&planned.formula, planned), ..Number::default() };
    match &planned.division {
        Some((numerator, denominator)) => {
            found.numerator = sums.value(numerator, planned);
            found.denominator = sums.value(denominator, planned);
        }
        None => found.numerator = found.value,
    }
    let count = |name: &str| match planned.measures.get(name).map(|measure| &measure.kind) {
        Some(Kind::Sum { .. }) if is_reported(planned, name) => reported_behind(planned, sums, name),
        Some(Kind::Sum { .. }) => {
            let place = planned.measures.keys().position(|known| known == name);
            place.and_then(|place| sums.sums.get(place).copied().flatten()).map(|(count, ..)| count)
        }
        Some(_) => sums.of(planned, name).flatten().map(|value| value as u64),
        None => None,
    };
    found.n = if let Some(name) = &metric.n {
        count(name)
    } else {
        match planned.below.as_slice() {
            [] => planned.formula.names().first().and_then(|name| count(name)),
            [name] => count(name),
            _ => found.denominator.map(|whole| whole as u64),
        }
    };
    found.interval = found.value.and_then(|value| sums_interval(planned, sums, &found, value));
    found
}

/// True for a sum over interval reports: a row of them is a total, not one thing.
fn is_reported(planned: &MetricPlan, name: &str) -> bool {
    planned.metric.measure.get(name).is_some_and(|measure| measure.relation == "interval_reports")
}

/// What stands behind a sum of totals: the total itself where it counts contacts, unknown where it adds up seconds.
fn reported_behind(planned: &MetricPlan, sums: &Totals, name: &str) -> Option<u64> {
    let filter = planned.metric.measure.get(name)?.filter.as_deref().unwrap_or_default();
    let total = sums.of(planned, name).flatten()?;
    (!filter.contains("_s'")).then_some(total as u64)
}

fn sums_interval(planned: &MetricPlan, sums: &Totals, found: &Number, value: f64) -> Option<Interval> {
    let get = |name: &str| sums.of(planned, name).flatten();
    match planned.metric.interval {
        IntervalMethod::Wilson => methods::wilson(found.numerator?, found.denominator?, interval::CONFIDENCE),
        IntervalMethod::MeanT => {
            let (_, sum, squares) = sums.sums.iter().flatten().next()?;
            let n = found.denominator?;
            let whole = methods::mean_t(n as u64, *sum, *squares, interval::CONFIDENCE)?;
            let mean = sum / n;
            let scale = if mean == 0.0 { 1.0 } else { value / mean };
            Some(Interval { lo: whole.lo * scale, hi: whole.hi * scale })
        }
        IntervalMethod::Poisson => {
            let (numerator, events) = (found.numerator?, found.denominator.unwrap_or(value));
            let bounds = methods::poisson(events as u64, interval::CONFIDENCE)?;
            Some(if found.denominator.is_some() {
                Interval { lo: numerator / bounds.hi, hi: numerator / bounds.lo }
            } else {
                bounds
            })
        }
        IntervalMethod::NpsNormal => methods::nps_normal(
            get("promoters")? as u64,
            get("detractors")? as u64,
            found.denominator? as u64,
            interval::CONFIDENCE,
        ),
        _ => None,
    }
}

fn flagged<'a>(
    planned: &MetricPlan,
    mut number: Number,
    rows: &impl Fn(usize) -> &'a [&'a ScanRow],
) -> Number {
    let mut named = std::collections::BTreeSet::new();
    for (column, scan, cell) in &planned.missing {
        if rows(*scan).iter().any(|row| row.cells.get(*cell).is_some_and(|cell| cell.count() > 0)) {
            named.insert(format!("missing {column}"));
        }
    }
    for (column, scan, cells) in &planned.mixed {
        if mixed(rows(*scan), cells) {
            named.insert(format!("mixed {column}"));
            (number.value, number.interval) = (None, None);
        }
    }
    let unknown = |measure: &MeasurePlan| match measure.kind {
        Kind::CountTrue { unknown, .. } => u64::try_from(whole(rows(measure.scan), unknown)).unwrap_or(0),
        _ => 0,
    };
    let unknown: u64 = planned.measures.values().map(unknown).sum();
    if unknown > 0 {
        named.insert(format!("unknown in {unknown}"));
    }
    let refused = named.iter().any(|flag| flag.starts_with("mixed "));
    if !refused && number.n.is_some_and(|n| n < planned.metric.n_min) {
        named.insert("small n".to_owned());
    }
    number.flags.extend(named);
    number
}

fn mixed(rows: &[&ScanRow], [least, greatest, nulls, all]: &[usize; 4]) -> bool {
    let words = |cell: usize| {
        rows.iter().filter_map(move |row| match row.cells.get(cell) {
            Some(Cell::Word(word)) => Some(word.as_str()),
            _ => None,
        })
    };
    let count = |cell: usize| rows.iter().map(|row| row.cells.get(cell).map_or(0, Cell::count)).sum::<u64>();
    let several = words(*least).min() != words(*greatest).max();
    several || (count(*nulls) > 0 && count(*nulls) < count(*all))
}

/// What the rows of an answer have in common, worked out once.
struct Head<'a> {
    asked: &'a Asked,
    periods: PeriodFinder,
    metric: Arc<str>,
    params: Arc<str>,
}

impl Head<'_> {
    fn new(asked: &Asked) -> Head<'_> {
        let clockwork = &asked.clockwork;
        let periods = PeriodFinder::new(&clockwork.zone, asked.grain, clockwork.first_weekday);
        Head { asked, periods, metric: Arc::from(""), params: Arc::from("") }
    }

    fn begin(&mut self, planned: &MetricPlan) {
        self.metric = Arc::from(planned.metric.id.as_str());
        self.params = Arc::from(params_text(planned));
    }

    fn row(&mut self, planned: &MetricPlan, period: Option<i64>, dims: Dims, number: Number) -> AnswerRow {
        let (start, end) = match period {
            Some(start) => (Some(start), Some(self.periods.period(start).1)),
            None => self.asked.period(None),
        };
        let finite = |bound: f64| bound.is_finite().then_some(bound);
        AnswerRow {
            metric: self.metric.clone(),
            version: planned.metric.version,
            params: self.params.clone(),
            period_start_us: start,
            period_end_us: end,
            dims,
            value: number.value,
            numerator: number.numerator,
            denominator: number.denominator,
            n: number.n,
            lo: number.interval.and_then(|interval| finite(interval.lo)),
            hi: number.interval.and_then(|interval| finite(interval.hi)),
            method: interval::word(planned.metric.interval),
            final_at_us: Some(final_at(self.asked, planned, end)),
            flags: number.flags,
            previous: None,
        }
    }
}

/// When the number no longer changes: the end of the period (as-of where it is open) and the metric's own delay.
fn final_at(asked: &Asked, planned: &MetricPlan, end: Option<i64>) -> i64 {
    const DAY_US: i64 = 86_400_000_000;
    let end = end.unwrap_or(asked.as_of_us);
    let param = |name: &str| planned.params.get(name).and_then(self::number);
    end + match &planned.metric.final_after {
        FinalAfter::Days(days) => i64::from(*days) * DAY_US,
        FinalAfter::WindowAndDay => {
            if planned.metric.measure.values().any(|measure| measure.relation == "cases") {
                // Cases are stitched together over seven days.
                return end + 8 * DAY_US;
            }
            let hours = ["window_h", "within_h"].iter().find_map(|name| param(name)).unwrap_or(0.0);
            let days = ["window_d", "within_d"].iter().find_map(|name| param(name)).unwrap_or(0.0);
            DAY_US + (hours * 3.6e9) as i64 + (days * DAY_US as f64) as i64
        }
        FinalAfter::Settled | FinalAfter::AtOnce | FinalAfter::Deadline => 0,
    }
}

pub(super) fn params_text(planned: &MetricPlan) -> String {
    planned
        .params
        .iter()
        .map(|(name, value)| format!("{name}={}", param_text(value)))
        .collect::<Vec<_>>()
        .join(";")
}

fn param_text(value: &ParamValue) -> String {
    match value {
        ParamValue::Flag(flag) => flag.to_string(),
        ParamValue::Whole(whole) => whole.to_string(),
        ParamValue::Number(number) => number.to_string(),
        ParamValue::Word(word) => word.clone(),
    }
}

/// What is said beside a number that reported totals can have a part in.
const REPORTS_RULE: &str = "totals of interval reports count for queues and days without contacts";

fn definition(question: &Question, plan: &Plan, planned: &MetricPlan) -> Definition {
    let reports = (plan.reports.is_some() && planned.takes_reports()).then(|| REPORTS_RULE.to_owned());
    Definition {
        id: planned.metric.id.clone(),
        version: planned.metric.version,
        unit: planned.metric.unit.clone(),
        formula: planned.metric.formula.clone(),
        measures: planned.metric.measure.clone(),
        filters: question.filter.iter().cloned().chain(question.scope.words()).chain(reports).collect(),
        params: planned.params.clone(),
    }
}

pub(super) use scan::ScanRow as Row;
