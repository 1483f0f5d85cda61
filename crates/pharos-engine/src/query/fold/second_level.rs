//! Second level: the formula per agent, day, slot or other key first, then one number over them.

use std::collections::{BTreeMap, HashMap};

use pharos_metric::{Expression, Over};
use pharos_stats::interval as methods;

use super::{Number, Row, interval, totals};
use crate::query::plan::MetricPlan;

/// The formula per inner group, then one number over them.
pub(super) fn number<'a>(
    planned: &MetricPlan,
    per: &pharos_metric::Per,
    rows: &impl Fn(usize) -> &'a [&'a Row],
) -> Number {
    let mut inner: BTreeMap<&[Option<String>], HashMap<usize, Vec<&Row>>> = BTreeMap::new();
    let mut scans: Vec<usize> = planned.measures.values().map(|measure| measure.scan).collect();
    scans.sort_unstable();
    scans.dedup();
    for scan in scans {
        for row in rows(scan).iter().filter(|row| row.extra.iter().all(Option::is_some)) {
            inner.entry(&row.extra).or_default().entry(scan).or_default().push(row);
        }
    }
    let values: Vec<(&[Option<String>], f64)> = inner
        .into_iter()
        .filter_map(|(keys, unit)| {
            let sums = totals(planned, &|scan| unit.get(&scan).map_or(&[][..], Vec::as_slice));
            Some((keys, sums.value(&planned.formula, planned)?))
        })
        .collect();
    let n = values.len() as u64;
    let mut found = Number { n: Some(n), denominator: Some(n as f64), ..Number::default() };
    let plain: Vec<f64> = values.iter().map(|(_, value)| *value).collect();
    match per.over {
        Over::Share => {
            let condition = per.condition.as_deref().and_then(|text| Expression::parse(text).ok());
            let met = |value: f64| {
                condition.as_ref().is_some_and(|condition| {
                    condition.holds(&|name| match name {
                        "value" => Some(value),
                        other => planned.params.get(other).and_then(super::number),
                    }) == Some(true)
                })
            };
            let count = plain.iter().filter(|value| met(**value)).count() as f64;
            found.numerator = Some(count);
            found.value = (n > 0).then(|| count / n as f64);
            found.interval = methods::wilson(count, n as f64, interval::CONFIDENCE);
        }
        Over::Mean => {
            let (sum, squares) = plain.iter().fold((0.0, 0.0), |(s, q), v| (s + v, q + v * v));
            found.numerator = Some(sum);
            found.value = (n > 0).then(|| sum / n as f64);
            found.interval = methods::mean_t(n, sum, squares, interval::CONFIDENCE);
        }
        Over::Min => found.value = plain.into_iter().reduce(f64::min),
        Over::Max => found.value = plain.into_iter().reduce(f64::max),
        Over::Quantile => {
            let mut counted: Vec<(f64, u64)> = plain.into_iter().map(|value| (value, 1)).collect();
            counted.sort_by(|left, right| left.0.total_cmp(&right.0));
            let (value, bounds, _) = interval::quantile_of(&counted, per.q.unwrap_or(0.5));
            (found.value, found.interval) = (value, bounds);
        }
        Over::TopShare => top_share(&values, &mut found),
    }
    found
}

/// Greatest value over the last key within the earlier ones, summed, of the sum of all.
fn top_share(values: &[(&[Option<String>], f64)], found: &mut Number) {
    let mut tops: BTreeMap<&[Option<String>], f64> = BTreeMap::new();
    for (keys, value) in values {
        let top = tops.entry(&keys[..keys.len().saturating_sub(1)]).or_insert(f64::MIN);
        *top = top.max(*value);
    }
    let top = tops.values().fold(0.0, |sum, value| sum + value);
    let all = values.iter().fold(0.0, |sum, (_, value)| sum + value);
    found.numerator = Some(top);
    found.denominator = Some(all);
    found.n = Some(all as u64);
    found.value = (all > 0.0).then(|| top / all);
    found.interval = methods::wilson(top, all, interval::CONFIDENCE);
}
