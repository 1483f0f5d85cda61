//! Forecasts beside what came: pairs of intervals, days and weeks, and the figures of sets of them. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use pharos_domain::{Quantiles, WorkloadForecast};
use pharos_forecast::accuracy::{Judged, accuracy, miss_parts};
use pharos_store::ForecastRecord;

use super::accuracy::{AccuracyRow, MissView};
use super::run::DAY_S;
use super::series::Series;
use super::stored::{Kept, Value, Values};
use crate::rfc3339;

/// Weeks of the plain mean every forecast is held against.
const SAME_SLOT_WEEKS: i64 = 6;
/// Buckets of days ahead: first and last day.
const LEADS: [(i64, i64); 5] = [(1, 1), (2, 7), (8, 14), (15, 28), (29, i64::MAX)];

/// What came in a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    contacts: f64,
    work_s: f64,
}

/// What a forecast said of a stretch, beside what came.
#[derive(Clone, Debug)]
struct Pair {
    ahead: i64,
    said: WorkloadForecast,
    adjusted: WorkloadForecast,
    came: Sum,
    same: Option<Sum>,
    planned: bool,
    /// nothing came all day, or an event the forecast did not know
    unusual: bool,
}

/// What came, on the local clock.
pub(crate) struct Came<'a> {
    series: &'a Series,
    contacts: HashMap<i64, f64>,
    work: HashMap<i64, f64>,
    days: HashSet<i64>,
}

impl<'a> Came<'a> {
    pub(crate) fn new(series: &'a Series) -> Self {
        let contacts: HashMap<i64, f64> = series.contacts.iter().map(|it| (it.local_s, it.value)).collect();
        Self {
            days: contacts.keys().map(|at| at.div_euclid(DAY_S)).collect(),
            work: series.handle.iter().map(|it| (it.local_s, it.value)).collect(),
            contacts,
            series,
        }
    }

    fn local_s(&self, us: i64) -> i64 {
        self.series.zone.instant_to_local(us) / 1_000_000
    }

    fn at(&self, local_s: i64) -> Sum {
        Sum {
            contacts: self.contacts.get(&local_s).copied().unwrap_or(0.0),
            work_s: self.work.get(&local_s).copied().unwrap_or(0.0),
        }
    }

    /// The mean of the same slot in the six weeks before an origin.
    fn same_slot(&self, local_s: i64, origin_s: i64) -> Option<Sum> {
        let week = 7 * DAY_S;
        let back = (local_s - origin_s).div_euclid(week) + 1;
        let there: Vec<Sum> = (back..back + SAME_SLOT_WEEKS)
            .map(|weeks| local_s - weeks * week)
            .filter(|at| self.contacts.contains_key(at))
            .map(|at| self.at(at))
            .collect();
        let n = there.len() as f64;
        let sum = there.iter().fold(Sum::default(), |sum, it| sum.plus(it));
        (!there.is_empty()).then(|| Sum { contacts: sum.contacts / n, work_s: sum.work_s / n })
    }
}

impl Sum {
    fn plus(&self, other: &Sum) -> Sum {
        Sum { contacts: self.contacts + other.contacts, work_s: self.work_s + other.work_s }
    }

    fn handle_s(&self) -> f64 {
        if self.contacts > 0.0 { self.work_s / self.contacts } else { 0.0 }
    }
}

/// All pairs of forecasts by level.
pub(crate) struct Pairs {
    by_level: BTreeMap<&'static str, Vec<Pair>>,
}

/// A forecast to judge, with the local days of events it did not know.
pub(crate) struct Case {
    pub(crate) kept: Kept,
    pub(crate) surprises: HashSet<i64>,
}

impl Pairs {
    pub(crate) fn new(cases: &[Case], came: &Came<'_>) -> Self {
        let mut by_level: BTreeMap<&'static str, Vec<Pair>> = BTreeMap::new();
        for case in cases {
            let adjusted = case.kept.adjusted();
            let level = |values: fn(&Values) -> &Vec<Value>| {
                values(&case.kept.values).iter().zip(values(&adjusted)).filter_map(|(said, adjusted)| {
                    pair(case, said, adjusted, came, is_plan(cases, &case.kept.record, said.from_us))
                })
            };
            let daily = case.kept.record.interval_s >= 86_400;
            if !daily {
                by_level.entry("interval").or_default().extend(level(|it| &it.slots));
            }
            by_level.entry("day").or_default().extend(level(|it| &it.days));
            by_level.entry("week").or_default().extend(level(|it| &it.weeks));
        }
        Self { by_level }
    }

    /// The figures by level, days ahead, measure, version and set.
    pub(crate) fn rows(&self) -> Vec<AccuracyRow> {
        let mut res = vec![];
        for (level, pairs) in &self.by_level {
            let leads = LEADS.iter().map(|lead| Some(*lead)).chain([None]);
            for lead in leads {
                let own: Vec<&Pair> = pairs
                    .iter()
                    .filter(|pair| lead.is_none_or(|(first, last)| (first..=last).contains(&pair.ahead)))
                    .collect();
                let changed = own.iter().any(|pair| pair.said != pair.adjusted);
                for version in ["statistical", "adjusted"].into_iter().take(1 + usize::from(changed)) {
                    for set in ["all", "plan", "usual"] {
                        let of_set: Vec<&Pair> = own.iter().copied().filter(|pair| pair.is_in(set)).collect();
                        if set != "all" && (of_set.is_empty() || of_set.len() == own.len()) && set != "plan" {
                            continue;
                        }
                        for measure in ["contacts", "handle_time", "workload"] {
                            res.extend(row(level, lead, version, set, measure, &of_set));
                        }
                    }
                }
            }
        }
        res
    }
}

impl Pair {
    fn is_in(&self, set: &str) -> bool {
        match set {
            "plan" => self.planned,
            "usual" => !self.unusual,
            _ => true,
        }
    }
}

/// Whether a forecast is the plan in force for an instant: of those made the plan the latest.
fn is_plan(cases: &[Case], record: &ForecastRecord, at_us: i64) -> bool {
    let covers = |it: &&ForecastRecord| it.plan_at_us.is_some() && it.from_us <= at_us && at_us < it.to_us;
    let plans = cases.iter().map(|case| &case.kept.record).filter(covers);
    plans.max_by_key(|it| it.plan_at_us).is_some_and(|it| it.id == record.id)
}

fn pair(case: &Case, said: &Value, adjusted: &Value, came: &Came<'_>, planned: bool) -> Option<Pair> {
    let record = &case.kept.record;
    let (from_s, origin_s) = (came.local_s(said.from_us), came.local_s(record.origin_us));
    let end_s = came.local_s(said.to_us);
    if end_s > came.series.origin_day * DAY_S {
        return None;
    }
    let slot_s = i64::from(came.series.slot_s);
    let starts = || (from_s..end_s.max(from_s + 1)).step_by(slot_s as usize);
    let sum = starts().fold(Sum::default(), |sum, at| sum.plus(&came.at(at)));
    let same: Vec<Sum> = starts().filter_map(|at| came.same_slot(at, origin_s)).collect();
    let days = from_s.div_euclid(DAY_S)..=(end_s - 1).max(from_s).div_euclid(DAY_S);
    let unusual = days.clone().any(|day| case.surprises.contains(&day))
        || (days.clone().all(|day| !came.days.contains(&day)) && said.workload().contacts.mean > 0.0);
    let said = said.workload();
    if said.contacts.mean <= 0.0 && sum.contacts <= 0.0 {
        return None;
    }
    Some(Pair {
        ahead: from_s.div_euclid(DAY_S) - origin_s.div_euclid(DAY_S) + 1,
        said,
        adjusted: adjusted.workload(),
        came: sum,
        same: (!same.is_empty()).then(|| same.iter().fold(Sum::default(), |sum, it| sum.plus(it))),
        planned,
        unusual,
    })
}

fn row(
    level: &str,
    lead: Option<(i64, i64)>,
    version: &str,
    set: &str,
    measure: &str,
    pairs: &[&Pair],
) -> Option<AccuracyRow> {
    let judged: Vec<Judged> = pairs.iter().filter_map(|pair| judged(pair, version, measure)).collect();
    let figures = accuracy(&judged)?;
    let counts = measure == "contacts";
    Some(AccuracyRow {
        level: level.to_owned(),
        ahead_from: lead.map(|it| it.0),
        ahead_to: lead.map(|it| it.1).filter(|last| *last < i64::MAX),
        measure: measure.to_owned(),
        version: version.to_owned(),
        set: set.to_owned(),
        n: figures.n,
        came: figures.came,
        wape: figures.wape,
        bias: figures.bias,
        coverage_80: figures.coverage_80,
        coverage_95: figures.coverage_95,
        pinball: figures.pinball,
        same_slot_wape: figures.same_slot_wape,
        // Only counts have a least error by chance.
        poisson_floor: counts.then_some(figures.poisson_floor),
    })
}

fn judged(pair: &Pair, version: &str, measure: &str) -> Option<Judged> {
    let said = if version == "adjusted" { &pair.adjusted } else { &pair.said };
    let (came, same) = (&pair.came, pair.same.as_ref());
    let judged = |said: Quantiles, came: f64, same: Option<f64>| Judged { said, came, same_slot_mean: same };
    match measure {
        "contacts" => Some(judged(said.contacts, came.contacts, same.map(|it| it.contacts))),
        // Lengths weigh by the contacts that had them: seconds missed over seconds that came.
        "handle_time" => {
            let said = said.handle_s.filter(|_| came.work_s > 0.0)?;
            Some(judged(
                said.scaled(came.contacts),
                came.work_s,
                same.map(|it| it.handle_s() * came.contacts),
            ))
        }
        _ => Some(judged(said.workload_s?, came.work_s, same.map(|it| it.work_s))),
    }
}

/// Why the workload of a forecast was missed, over the days that came: parts that add up.
pub(crate) fn miss(case: &Case, came: &Came<'_>) -> Option<MissView> {
    let adjusted = case.kept.adjusted();
    let mut res = MissView { id: case.kept.record.id.clone(), ..MissView::default() };
    for (said, adjusted) in case.kept.values.days.iter().zip(&adjusted.days) {
        let Some(pair) = pair(case, said, adjusted, came, false) else { continue };
        let (Some(handle), Some(work)) = (pair.said.handle_s, pair.said.workload_s) else { continue };
        let parts =
            miss_parts(pair.said.contacts.mean, handle.mean, pair.came.contacts, pair.came.handle_s());
        res.days += 1;
        res.said_s += work.mean;
        res.adjusted_s += pair.adjusted.workload_s.map_or(0.0, |it| it.mean);
        res.came_s += pair.came.work_s;
        if pair.unusual {
            res.event_s += parts.volume_s;
        } else {
            res.volume_s += parts.volume_s;
            res.level_days += f64::from(u8::from(parts.volume_s > 0.0));
        }
        res.handle_s += parts.handle_s;
        // What the said workload holds beyond the product of the means.
        res.rest_s += pair.said.contacts.mean * handle.mean - work.mean;
    }
    let usual_days = res.days as f64;
    if res.days == 0 {
        return None;
    }
    res.level_days /= usual_days;
    res.from = rfc3339(case.kept.record.from_us);
    res.to = rfc3339(case.kept.record.to_us);
    Some(res)
}
