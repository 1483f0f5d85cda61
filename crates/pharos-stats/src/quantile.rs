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

#[cfg(test)]
mod tests;
