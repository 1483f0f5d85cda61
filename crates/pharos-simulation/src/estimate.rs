//! Values with their uncertainty, from batches or days that are nearly independent.

use serde::{Deserialize, Serialize};

/// A simulated value with its 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Ratio of the sums over all batches or days; none where the denominator is 0.
    pub value: Option<f64>,
    /// Standard error.
    pub se: Option<f64>,
    /// Lower end of the interval.
    pub lo: Option<f64>,
    /// Upper end of the interval.
    pub hi: Option<f64>,
    /// Sum of the denominators: contacts, or seconds for occupancy and queue length.
    pub n: f64,
}

/// The ratio of two sums whose parts come from batches (or days): ratio estimator with the variance of its
/// residuals and Student's t over the number of batches (Law, *Simulation Modeling and Analysis*, 9.5 and 9.7).
pub(crate) fn ratio(parts: impl Iterator<Item = (f64, f64)> + Clone) -> Estimate {
    let (mut count, mut numerator, mut denominator) = (0.0, 0.0, 0.0);
    for (above, below) in parts.clone() {
        count += 1.0;
        numerator += above;
        denominator += below;
    }
    if denominator <= 0.0 {
        return Estimate { value: None, se: None, lo: None, hi: None, n: 0.0 };
    }
    let value = numerator / denominator;
    if count < 2.0 {
        return Estimate { value: Some(value), se: None, lo: None, hi: None, n: denominator };
    }
    let squares: f64 = parts.map(|(above, below)| (above - value * below).powi(2)).sum();
    let se = (squares * count / (count - 1.0)).sqrt() / denominator;
    let half = student_975(count - 1.0) * se;
    Estimate {
        value: Some(value),
        se: Some(se),
        lo: Some(value - half),
        hi: Some(value + half),
        n: denominator,
    }
}

/// The difference of two ratios (second less first) whose parts come in pairs from the same batches or days: the variance of
/// the paired residuals, linearised (as [`ratio`], with common random numbers; Law, 11.2).
pub(crate) fn difference(pairs: impl Iterator<Item = ((f64, f64), (f64, f64))> + Clone) -> Estimate {
    const NOTHING: Estimate = Estimate { value: None, se: None, lo: None, hi: None, n: 0.0 };
    let first = ratio(pairs.clone().map(|(first, _)| first));
    let second = ratio(pairs.clone().map(|(_, second)| second));
    let (Some(one), Some(other)) = (first.value, second.value) else { return NOTHING };
    let count = pairs.clone().count() as f64;
    let value = other - one;
    let n = second.n;
    if count < 2.0 {
        return Estimate { value: Some(value), n, ..NOTHING };
    }
    let residual = |((above, below), (above_2, below_2)): ((f64, f64), (f64, f64))| {
        (above_2 - other * below_2) / second.n - (above - one * below) / first.n
    };
    let squares: f64 = pairs.map(|pair| residual(pair).powi(2)).sum();
    let se = (squares * count / (count - 1.0)).sqrt();
    let half = student_975(count - 1.0) * se;
    Estimate { value: Some(value), se: Some(se), lo: Some(value - half), hi: Some(value + half), n }
}

/// The 97.5 % point of Student's t: the expansion of Abramowitz and Stegun 26.7.5, exact values for 1 to 3 degrees.
fn student_975(degrees: f64) -> f64 {
    if degrees < 4.0 {
        return [12.706_204_736, 4.302_652_730, 3.182_446_305][(degrees as usize).clamp(1, 3) - 1];
    }
    let z: f64 = 1.959_963_984_540_054;
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    let fourth = (79.0 * z.powi(9) + 776.0 * z.powi(7) + 1482.0 * z.powi(5) - 1920.0 * z.powi(3) - 945.0 * z)
        / 92_160.0;
    z + first / degrees + second / degrees.powi(2) + third / degrees.powi(3) + fourth / degrees.powi(4)
}

#[cfg(test)]
mod tests;
