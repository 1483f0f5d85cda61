//! Totals of interval reports, where a source exports no contacts.

use std::collections::{BTreeMap, HashMap};

use super::{Group, Index, Number, Row, ratio, totals};
use crate::query::plan::MetricPlan;
use crate::query::scan::Cell;

/// Totals of one group by measure and threshold.
pub(super) type Totals = HashMap<(String, Option<String>), f64>;

/// Totals by group.
pub(super) fn by_group(rows: &Index<'_>) -> BTreeMap<Group, Totals> {
    let one = |row: &&Row| {
        let measure = row.extra.first().cloned().flatten()?;
        let Some(Cell::Whole(sum)) = row.cells.first() else { return None };
        Some(((measure, row.extra.get(1).cloned().flatten()), *sum as f64 / 1000.0))
    };
    rows.iter().map(|(group, rows)| (group, rows.iter().filter_map(one).collect())).collect()
}

/// The number from contacts and reported totals together; the reports have no contacts behind them, so no interval can be
/// made from squares.
pub(super) fn number<'a>(
    planned: &MetricPlan,
    reported: &Totals,
    rows: &impl Fn(usize) -> &'a [&'a Row],
) -> Number {
    let mut sums = totals(planned, rows);
    for (name, measure) in &planned.metric.measure {
        let Some(report) = &measure.report else { continue };
        let total = total(planned, reported, report);
        let behind = planned.measures.get(name).is_some_and(|plan| !rows(plan.scan).is_empty());
        let own = sums.of(planned, name).flatten().filter(|_| behind);
        let Some(place) = planned.measures.keys().position(|known| known == name) else { continue };
        sums.values[place] = match (own, total) {
            (Some(own), Some(total)) => Some(own + total),
            (None, Some(total)) => Some(total),
            (own, None) => own,
        };
    }
    sums.sums.fill(None);
    let mut number = ratio(planned, &sums);
    if number.n.is_none() {
        number.n = number.denominator.or(number.numerator).map(|whole| whole as u64);
    }
    number.flags.push("no contacts behind".to_owned());
    number
}

fn total(planned: &MetricPlan, reported: &Totals, report: &str) -> Option<f64> {
    let plain = |measure: &str| {
        let found: Vec<f64> =
            reported.iter().filter(|((name, _), _)| name == measure).map(|(_, total)| *total).collect();
        (!found.is_empty()).then(|| found.iter().sum())
    };
    match report {
        "handle_time_s" => {
            let parts: Vec<f64> =
                ["talk_s", "hold_s", "acw_s"].iter().filter_map(|part| plain(part)).collect();
            (!parts.is_empty()).then(|| parts.iter().sum())
        }
        "answered_in_threshold" => {
            let wanted = planned.params.get("threshold_s").and_then(super::number)?;
            let at = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<f64>().ok());
            let found: Vec<f64> = reported
                .iter()
                .filter(|((name, threshold), _)| name == report && at(threshold) == Some(wanted))
                .map(|(_, total)| *total)
                .collect();
            (!found.is_empty()).then(|| found.iter().sum())
        }
        other => plain(other),
    }
}
