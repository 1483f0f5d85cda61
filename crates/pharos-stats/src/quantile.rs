//! Sample quantiles.

/// Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of R, NumPy and
/// DuckDB's `quantile_cont`). The slice is in ascending order. None when it is empty or `q` lies outside 0..=1.
pub fn type7_sorted(sorted: &[f64], q: f64) -> Option<f64> {
    if sorted.is_empty() || !(0.0..=1.0).contains(&q) {
        return None;
    }
    let position = q * (sorted.len() - 1) as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let fraction = position - below as f64;
    if fraction == 0.0 {
        return Some(sorted[below]);
    }
    Some(sorted[below] + fraction * (sorted[above] - sorted[below]))
}

/// The same of values in any order, which it changes: quicker than sorting them where only few quantiles are asked for. No
/// value is NaN.
pub fn type7(values: &mut [f64], q: f64) -> Option<f64> {
    if values.is_empty() || !(0.0..=1.0).contains(&q) {
        return None;
    }
    let position = q * (values.len() - 1) as f64;
    let below = position.floor() as usize;
    let fraction = position - below as f64;
    let (_, at, rest) = values.select_nth_unstable_by(below, f64::total_cmp);
    let above = rest.iter().copied().min_by(f64::total_cmp);
    let neighbours = [*at, above.unwrap_or(*at)];
    type7_sorted(&neighbours, fraction)
}

#[cfg(test)]
mod tests;
