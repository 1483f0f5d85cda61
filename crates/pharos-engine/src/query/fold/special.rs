//! Metrics whose formula is a function of a feature crate (`computed` in the metric file).

use std::collections::BTreeMap;

use pharos_calendar::{Grain, PeriodFinder, open_spans};
use pharos_stats::adjusted_mean::{self, CellSum};

use super::{Group, Index, Numbers, Row, interval, number};
use crate::query::plan::{Kind, MetricPlan};
use crate::query::question::Asked;
use crate::query::scan::Cell;

/// Replaces the plain numbers by those of the named function.
pub(super) fn apply(
    function: &str,
    asked: &Asked,
    planned: &MetricPlan,
    indexed: &[Index<'_>],
    numbers: &mut Numbers,
) {
    match function {
        "aht_adj" => adjusted_handle_time(planned, indexed, numbers),
        "backlog_days" => backlog_days(asked, planned, indexed, numbers),
        _ => numbers.iter_mut().for_each(|(_, number)| {
            number.value = None;
            number.flags.push(format!("no function {function}"));
        }),
    }
}

/// Handle time against what is expected of the same mix: agents of one period are compared with each other; a group of
/// several agents gets the mean of its agents' differences, weighted by contacts.
fn adjusted_handle_time(planned: &MetricPlan, indexed: &[Index<'_>], numbers: &mut Numbers) {
    let Some((count, sum, squares, scan)) = cells(planned) else { return };
    let whole = |row: &Row, cell: usize| match row.cells.get(cell) {
        Some(Cell::Whole(whole)) => *whole as f64,
        _ => 0.0,
    };
    let mut periods: BTreeMap<Option<i64>, Vec<(Group, &Row)>> = BTreeMap::new();
    for (group, rows) in indexed[scan].iter() {
        for row in rows.iter().filter(|row| row.extra.first().is_some_and(Option::is_some)) {
            periods.entry(group.0).or_default().push((group, row));
        }
    }
    numbers.iter_mut().for_each(|(_, number)| (number.value, number.interval) = (None, None));
    for rows in periods.values() {
        let sums: Vec<CellSum<'_>> = rows
            .iter()
            .map(|(_, row)| CellSum {
                unit: row.extra[0].as_deref().unwrap_or_default(),
                cell: row.extra[1..].iter().map(|part| part.as_deref().unwrap_or("")).collect(),
                n: whole(row, count) as u64,
                sum: whole(row, sum) / 1000.0,
                sum_squares: whole(row, squares) / 1e6,
            })
            .collect();
        let judged: BTreeMap<String, adjusted_mean::AdjustedMean> =
            adjusted_mean::compare(&sums, interval::CONFIDENCE)
                .into_iter()
                .map(|agent| (agent.unit.clone(), agent))
                .collect();
        let mut members: BTreeMap<Group, BTreeMap<&str, u64>> = BTreeMap::new();
        for ((group, _), cell) in rows.iter().zip(&sums) {
            *members.entry(*group).or_default().entry(cell.unit).or_default() += cell.n;
        }
        for (group, agents) in members {
            let Ok(place) = numbers.binary_search_by_key(&group, |(group, _)| *group) else { continue };
            let found = &mut numbers[place].1;
            let known: Vec<(f64, &adjusted_mean::AdjustedMean)> = agents
                .iter()
                .filter_map(|(agent, n)| judged.get(*agent).map(|judged| (*n as f64, judged)))
                .collect();
            let n: f64 = known.iter().map(|(n, _)| n).sum();
            found.numerator = Some(known.iter().map(|(n, agent)| n * agent.difference).sum());
            found.denominator = Some(n);
            found.n = Some(n as u64);
            match known.as_slice() {
                [(_, agent)] => {
                    found.value = Some(agent.shrunken);
                    found.interval = agent.interval;
                }
                [] => {}
                several => {
                    found.value = Some(several.iter().map(|(n, agent)| n * agent.shrunken).sum::<f64>() / n);
                }
            }
        }
    }
}

/// Cells of the count, the sum and the squares, and the scan they stand in.
fn cells(planned: &MetricPlan) -> Option<(usize, usize, usize, usize)> {
    let mut count = None;
    let mut sums = None;
    for measure in planned.measures.values() {
        match measure.kind {
            Kind::Count { cell } => count = Some(cell),
            Kind::Sum { cell, squares: Some(squares), .. } => sums = Some((cell, squares, measure.scan)),
            _ => {}
        }
    }
    let (sum, squares, scan) = sums?;
    Some((count?, sum, squares, scan))
}

/// Open items in days of work: open items by what was solved a day over the days looked back on.
fn backlog_days(asked: &Asked, planned: &MetricPlan, indexed: &[Index<'_>], numbers: &mut Numbers) {
    let look_back_d = planned.params.get("look_back_d").and_then(number).unwrap_or(28.0) as i64;
    let Some(solved) = planned.measures.get("solved_per_open_day") else { return };
    let clockwork = &asked.clockwork;
    for (group, found) in numbers.iter_mut() {
        let end = asked.period(group.0).1.map_or(asked.as_of_us, |after| (after - 1).min(asked.as_of_us));
        let local = clockwork.zone.instant_to_local(end) - look_back_d * 86_400_000_000;
        let begin = clockwork.zone.local_to_instant(local);
        let rows = indexed[solved.scan]
            .iter()
            .filter(|((_, place), _)| *place == group.1)
            .flat_map(|(_, rows)| rows);
        let count: u64 = rows
            .filter_map(|row| {
                Some((asked.as_of_us - (row.value?.0 * 1e6).round() as i64, row.cells[0].count()))
            })
            .filter(|(at, _)| begin < *at && *at <= end)
            .map(|(_, count)| count)
            .sum();
        let days = open_days(asked, begin, end, look_back_d);
        let open = found.n.map_or(0.0, |n| n as f64);
        let per_day = count as f64 / days;
        found.numerator = Some(86_400.0 * open);
        found.denominator = (days > 0.0).then_some(per_day);
        found.value = (count > 0 && days > 0.0).then(|| 86_400.0 * open / per_day);
    }
}

/// Local days in the window with an opening hour; every day where no hours are known.
fn open_days(asked: &Asked, begin: i64, end: i64, look_back_d: i64) -> f64 {
    let clockwork = &asked.clockwork;
    let hours: Vec<_> = clockwork.hours.queues.values().chain(clockwork.hours.sites.values()).collect();
    if hours.is_empty() {
        return look_back_d as f64;
    }
    let mut days = PeriodFinder::new(&clockwork.zone, Grain::Day, clockwork.first_weekday);
    days.periods(begin, end + 1)
        .into_iter()
        .filter(|(from, to)| {
            hours.iter().any(|hours| {
                open_spans(hours, &clockwork.zone, *from, *to)
                    .first()
                    .is_some_and(|(opens, _)| begin < *opens && *opens <= end)
            })
        })
        .count() as f64
}
