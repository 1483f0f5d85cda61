//! Numbers whose interval is drawn over clusters, the days of agents: dear to work out, so on several cores.

use pharos_metric::Expression;

use super::{MetricPlan, ScanRow, number, totals};

/// Groups below which starting threads takes longer than the draws.
pub(super) const SIDE_BY_SIDE_FROM: usize = 256;

/// Numerator and denominator of every agent-day.
pub(super) fn pairs<'a>(planned: &MetricPlan, rows: &impl Fn(usize) -> &'a [&'a ScanRow]) -> Vec<(f64, f64)> {
    let mut scans: Vec<usize> = planned.measures.values().map(|measure| measure.scan).collect();
    scans.sort_unstable();
    scans.dedup();
    let of_scan = |scan: usize| rows(scan).iter().map(move |row| (&*row.extra, scan, *row));
    let mut own: Vec<(&[Option<String>], usize, &ScanRow)> = scans.into_iter().flat_map(of_scan).collect();
    own.sort_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)));
    let behind: Vec<&ScanRow> = own.iter().map(|(.., row)| *row).collect();
    let (numerator, denominator) = match &planned.division {
        Some((numerator, denominator)) => (numerator, Some(denominator)),
        None => (&planned.formula, None),
    };
    let mut begin = 0;
    let pair = |unit: &[(&[Option<String>], usize, &ScanRow)]| {
        let rows = &behind[begin..begin + unit.len()];
        begin += unit.len();
        let sums = totals(planned, &|scan| {
            let first = unit.partition_point(|it| it.1 < scan);
            &rows[first..unit.partition_point(|it| it.1 <= scan)]
        });
        let zeroed = |expression: &Expression| {
            expression
                .evaluate(&|name| match sums.of(planned, name) {
                    Some(value) => Some(value.unwrap_or(0.0)),
                    None => planned.params.get(name).and_then(number),
                })
                .unwrap_or(0.0)
        };
        (zeroed(numerator), denominator.map_or(1.0, zeroed))
    };
    own.chunk_by(|one, other| one.0 == other.0).map(pair).collect()
}
