//! What somebody gets who sees groups only: no number with fewer persons behind it than the smallest group holds, and none
//! from which one of those follows by taking other numbers away.
//!
//! What is hidden depends on the data and the dimensions alone, never on the filter's values, so that two questions hide the same:
//!
//! - Questions name dimensions of groups, at most two in split and filter together, and whole days of the centre.
//! - In each month, days in which a cell has too few persons are joined with the days after them until there are enough. A
//!   period that cuts such a stretch is hidden, as is a month with too few.
//! - Where cells of a line (all values of one dimension, under one value of the other, or the whole table) are hidden, the
//!   hidden ones together hold enough persons: the smallest of the others is hidden as well until they do. The line's total
//!   minus what is shown is then no small group either.
//! - A number over several cells is shown if none of them is hidden, or all hidden ones are among them.
//!
//! - Where a dimension lies within another (teams within sites, queues within channels), the wider one's totals are lines, too: a
//!   total less the rows shown of it is no small group, and neither is a row less its part that is all that is left of a total.
//!
//! This is cell suppression as statistical offices know it (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4),
//! with persons instead of values as what is counted. It does not look across tables of dimensions that do not lie within one
//! another, nor at how a number of the running day grows.

mod table;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pharos_calendar::{Grain, PeriodFinder};
use pharos_metric::{Expression, Relation, dimension, relation};

use super::answer::{Answer, AnswerRow};
use super::plan::{self, Kind, MetricPlan, Scan};
use super::question::{Asked, Question};
use super::scan::{self, Cell, ScanRow};
use super::{Cause, QueryError, Result};
use crate::dataset::Dataset;
use table::{Calendar, Range, Table, Tuple};

/// Dimensions of a question at most, in split and filter together; `Table::totals` knows them all.
const DIMENSIONS_MAX: usize = 2;
/// Dimensions that lie within others, whose totals can be asked for by themselves.
const WITHIN: [(&str, &str); 6] = [
    ("team", "site"),
    ("queue", "site"),
    ("queue", "channel"),
    ("entry_point", "channel"),
    ("source", "site"),
    ("source", "channel"),
];
/// The dimension that names persons.
const PERSON: &str = "agent";

/// Refuses what cannot be asked about groups.
pub(super) fn check(question: &Question) -> Result<()> {
    if question.scope.smallest_group().is_none() {
        return Ok(());
    }
    let names = dimensions(question)?;
    if let Some(name) = names.iter().find(|name| !is_of_groups(name)) {
        let words = format!(
            "you see groups only, and `{name}` tells single rows or persons apart; maybe team, queue or channel"
        );
        return Err(QueryError::refused(Cause::GroupsOnly, words));
    }
    if DIMENSIONS_MAX < names.len() {
        let words = format!(
            "you see groups only: at most {DIMENSIONS_MAX} dimensions in split and filter together, not {}",
            names.join(", ")
        );
        return Err(QueryError::refused(Cause::Dimensions, words));
    }
    Ok(())
}

/// True if a dimension's values may be shown to somebody who sees groups only.
pub(super) fn is_of_groups(name: &str) -> bool {
    name != PERSON && (dimension(name).is_some() || name.starts_with("attr:"))
}

/// Hides numbers of small groups, and those they follow from.
pub(super) async fn protect(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    answer: &mut Answer,
) -> Result<()> {
    let Some(smallest) = question.scope.smallest_group() else { return Ok(()) };
    let names = dimensions(question)?;
    let newest = dataset.newest_us().await?.unwrap_or(i64::MIN);
    let wide = Wide::of(dataset, question, asked, &names).await?;
    let kept = wide.kept(dataset, question, &names).await?;
    let tables = wide.tables(dataset).await?;
    // An as-of instant among the data cuts the period there; leaving special events out cuts it anywhere.
    let cut = asked.as_of_given && asked.as_of_us < newest;
    let to_us = if cut {
        Some(asked.to_us.map_or(asked.as_of_us + 1, |to| to.min(asked.as_of_us + 1)))
    } else {
        asked.to_us
    };
    let mut calendar = Calendar::new(&dataset.centre, smallest, newest);
    let mut hidden: HashMap<(String, usize, Range), BTreeSet<Tuple>> = HashMap::new();
    for row in &mut answer.rows {
        let range = Range {
            start: latest(row.period_start_us, asked.from_us).unwrap_or(i64::MIN),
            end: earliest(row.period_end_us, to_us).unwrap_or(i64::MAX),
        };
        let own = tables.get(&*row.metric).map_or(&[][..], Vec::as_slice);
        let is_shown = own.iter().enumerate().all(|(place, table)| {
            if !question.without.is_empty() && table.has_persons(range) {
                return false;
            }
            let hidden = hidden
                .entry((row.metric.to_string(), place, range))
                .or_insert_with(|| table.hidden(range, &mut calendar));
            let is_of_row = |tuple: &Tuple| {
                tuple.starts_with(&row.dims) && kept.as_ref().is_none_or(|it| it.contains(tuple))
            };
            table.is_shown(range, hidden, &is_of_row, &mut calendar)
        });
        if !is_shown {
            hide(row, smallest);
        }
    }
    Ok(())
}

fn latest(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    one.max(other)
}

fn earliest(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn hide(row: &mut AnswerRow, smallest: usize) {
    (row.value, row.numerator, row.denominator, row.n, row.lo, row.hi) = (None, None, None, None, None, None);
    row.previous = row.previous.map(|_| (None, None));
    row.flags = vec![format!("fewer than {smallest} people")];
}

/// The dimensions of split and filter, those of the split first.
fn dimensions(question: &Question) -> Result<Vec<String>> {
    let mut names = question.by.clone();
    if let Some(text) = &question.filter {
        let failed = |error| QueryError::Expression { part: format!("the filter `{text}`"), error };
        names.extend(Expression::parse(text).map_err(failed)?.names());
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    Ok(names)
}

/// The question over all days of the months it touches, without its filter.
struct Wide {
    question: Question,
    asked: Asked,
}

impl Wide {
    async fn of(dataset: &Dataset, question: &Question, asked: &Asked, names: &[String]) -> Result<Wide> {
        let mut wide = question.clone();
        wide.by = names.to_vec();
        (wide.filter, wide.from, wide.to, wide.zone, wide.as_of) = (None, None, None, None, None);
        (wide.grain, wide.compare_previous, wide.approx) = (Grain::Day, false, false);
        wide.without_reports = true;
        wide.without = Vec::new();
        let mut days = Asked::of(dataset, &wide).await?;
        let mut months = PeriodFinder::new(&dataset.centre.zone, Grain::Month, dataset.centre.first_weekday);
        days.from_us = asked.from_us.map(|from| months.period(from).0);
        days.to_us = asked.to_us.map(|to| months.period(to - 1).1);
        Ok(Wide { question: wide, asked: days })
    }

    /// The cells that the question's filter keeps; `None`: all.
    async fn kept(
        &self,
        dataset: &Dataset,
        question: &Question,
        names: &[String],
    ) -> Result<Option<BTreeSet<Tuple>>> {
        if question.filter.is_none() {
            return Ok(None);
        }
        let only = Question {
            by: names.to_vec(),
            filter: question.filter.clone(),
            grain: Grain::None,
            ..self.question.clone()
        };
        let asked = Asked { grain: Grain::None, ..self.asked.clone() };
        let plan = plan::plan(dataset, &only)?;
        let found = scan::run(dataset, &only, &asked, &plan).await?;
        Ok(Some(found.into_iter().flat_map(|found| found.rows).map(|row| row.dims.to_vec()).collect()))
    }

    /// Who stands behind the cells on which days: by metric, a table for each relation that knows persons.
    async fn tables(&self, dataset: &Dataset) -> Result<BTreeMap<String, Vec<Table>>> {
        let mut tables: BTreeMap<String, Vec<Table>> = BTreeMap::new();
        // Metrics that can be split alike are read at once.
        let mut whole: BTreeMap<Vec<&'static str>, Vec<String>> = BTreeMap::new();
        let mut mixed = Vec::new();
        for id in &self.question.metrics {
            let Some(metric) = dataset.catalogue.get(id) else { continue };
            let relations: BTreeSet<&str> = metric.measure.values().map(|it| it.relation.as_str()).collect();
            let known: Vec<_> = relations.iter().filter_map(|name| relation(name)).collect();
            let with_persons = known.iter().filter(|it| it.has_dimension(PERSON)).count();
            if with_persons == known.len() {
                whole.entry(self.wider(&known)).or_default().push(id.clone());
            } else if 0 < with_persons {
                mixed.push((id.clone(), known));
            }
        }
        for (wider, metrics) in whole {
            let only = Question { metrics, by: self.split(&wider), ..self.question.clone() };
            let plan = plan::plan(dataset, &only)?;
            let found = scan::run(dataset, &only, &self.asked, &plan).await?;
            for planned in &plan.metrics {
                let own = tables.entry(planned.metric.id.clone()).or_default();
                let scans: BTreeSet<usize> = planned.measures.values().map(|it| it.scan).collect();
                for place in scans {
                    let rows = found[place].rows.iter().filter(|row| counts(planned, place, row));
                    own.push(self.table(&wider, &plan.scans[place], rows));
                }
            }
        }
        for (id, known) in mixed {
            for relation in known.into_iter().filter(|it| it.has_dimension(PERSON)) {
                let wider = self.wider(&[relation]);
                let only = Question { by: self.split(&wider), ..self.question.clone() };
                let scan = Scan {
                    joined: only.by.clone(),
                    cells: vec!["count(*)".to_owned()],
                    ..Scan::over(relation)
                };
                let context = scan::session(dataset, &self.asked, &[&scan]).await?;
                let batches = context.sql(&scan.sql(&self.asked, &only)).await?.collect().await?;
                let rows = scan::groups(&scan, &self.asked, &only, &batches);
                tables.entry(id.clone()).or_default().push(self.table(&wider, &scan, rows.iter()));
            }
        }
        Ok(tables)
    }

    /// The wider dimensions these relations can be split by, beside the question's own.
    fn wider(&self, relations: &[&Relation]) -> Vec<&'static str> {
        let own = &self.question.by;
        let is_own = |name: &str| own.iter().any(|it| it == name);
        let wider: BTreeSet<&'static str> =
            WITHIN.iter().filter(|(narrow, wide)| is_own(narrow) && !is_own(wide)).map(|it| it.1).collect();
        wider.into_iter().filter(|wide| relations.iter().all(|it| it.has_dimension(wide))).collect()
    }

    /// The question's dimensions, the wider ones, the person.
    fn split(&self, wider: &[&'static str]) -> Vec<String> {
        let others = wider.iter().copied().chain([PERSON]).map(str::to_owned);
        self.question.by.iter().cloned().chain(others).collect()
    }

    fn table<'a>(
        &self,
        wider: &[&'static str],
        scan: &Scan,
        rows: impl Iterator<Item = &'a ScanRow>,
    ) -> Table {
        Table::of(self.question.by.len(), wider.len(), is_stock(scan), rows)
    }
}

/// A number of this relation is one of a moment, the end of its period.
fn is_stock(scan: &Scan) -> bool {
    scan.relation.name == "open_items"
}

/// True if rows of the group count in one of the metric's measures.
fn counts(planned: &MetricPlan, scan: usize, row: &ScanRow) -> bool {
    let cell = |place: usize| row.cells.get(place).unwrap_or(&Cell::Null);
    planned.measures.values().filter(|measure| measure.scan == scan).any(|measure| match &measure.kind {
        Kind::Count { cell: place }
        | Kind::CountTrue { rows: place, .. }
        | Kind::Sum { values: place, .. } => 0 < cell(*place).count(),
        Kind::Extreme { cell: place } => *cell(*place) != Cell::Null,
        Kind::Quantile { .. } => 0 < cell(0).count(),
    })
}

#[cfg(test)]
mod tests;
