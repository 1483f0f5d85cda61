//! Funnel plots: how far a unit's share may lie from the common one by chance, given how much stands behind it, and how many
//! times more than chance the units differ among themselves.
//!
//! Source: Spiegelhalter (2005), Statistics in Medicine 24, appendix A.1.1 (interpolated exact limits) and section 3
//! (overdispersion, winsorised).

use crate::control_chart::Share;
use crate::{quantile, tail};

/// The limit below which a share of `n` cases falls with probability `p` where the true one is `target`: exact binomial,
/// interpolated between the counts. It may lie outside 0..=1, where no count can be beyond it. None unless 0 < target < 1,
/// 0 < p < 1 and 0 < n.
pub fn share_limit(target: f64, n: u64, p: f64) -> Option<f64> {
    if n == 0 || !(0.0 < p && p < 1.0) {
        return None;
    }
    let terms = tail::binomial(n, target)?;
    let up_to = |count: u64| terms.below(count + 1);
    // The least count with at least that probability at or below it.
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if p <= up_to(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let at = up_to(low) - if low == 0 { 0.0 } else { up_to(low - 1) };
    Some((low as f64 - (up_to(low) - p) / at) / n as f64)
}

/// How many times binomial variance the units' shares vary around the common one: 1 is chance. The most extreme share
/// `winsor` of the units on each side count as the next ones do (0.1 is usual), so that a few outliers do not widen the
/// funnel that should find them. None below two units or where the common share is 0 or 1.
pub fn overdispersion(units: &[Share], winsor: f64) -> Option<f64> {
    let all: f64 = units.iter().map(|it| it.n).sum();
    let common = units.iter().map(|it| it.counted).sum::<f64>() / all;
    if units.len() < 2 || !(0.0 < common && common < 1.0) {
        return None;
    }
    let with_cases = units.iter().filter(|it| 0.0 < it.n);
    let mut z: Vec<f64> =
        with_cases.map(|it| (it.counted / it.n - common) / (common * (1.0 - common) / it.n).sqrt()).collect();
    z.sort_by(f64::total_cmp);
    let least = quantile::type7_sorted(&z, winsor)?;
    let greatest = quantile::type7_sorted(&z, 1.0 - winsor)?;
    Some(z.iter().map(|it| it.clamp(least, greatest).powi(2)).sum::<f64>() / z.len() as f64)
}

#[cfg(test)]
mod tests;
