//! How two series move together, with and without what moves along with both.
//!
//! Sources: Fisher (1921), Metron 1 (interval of a correlation); Whittaker (1990), Graphical Models in Applied Multivariate
//! Statistics, section 5.7 (partial correlations from the inverse of the correlation matrix).

use statrs::distribution::{ContinuousCDF, Normal};

use crate::Interval;
use crate::interval::normal_two_sided;

/// Product-moment correlation. None below three pairs, for lengths that differ, for a series that does not vary.
pub fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    if a.len() != b.len() || a.len() < 3 {
        return None;
    }
    let n = a.len() as f64;
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        aa += (x - mean_a).powi(2);
        bb += (y - mean_b).powi(2);
        ab += (x - mean_a) * (y - mean_b);
    }
    let correlation = ab / (aa * bb).sqrt();
    correlation.is_finite().then(|| correlation.clamp(-1.0, 1.0))
}

/// Correlation of the first series with each other one, the rest held constant. None where two of them say the same (the
/// matrix has no inverse) or one does not vary.
pub fn partial(first: &[f64], others: &[Vec<f64>]) -> Option<Vec<f64>> {
    let all: Vec<&[f64]> = std::iter::once(first).chain(others.iter().map(std::vec::Vec::as_slice)).collect();
    let mut matrix = Vec::with_capacity(all.len());
    for a in &all {
        matrix.push(all.iter().map(|b| pearson(a, b)).collect::<Option<Vec<f64>>>()?);
    }
    let inverse = inverse(matrix)?;
    let correlation = |index: usize| -inverse[0][index] / (inverse[0][0] * inverse[index][index]).sqrt();
    (1..all.len()).map(|it| Some(correlation(it)).filter(|it| it.is_finite())).collect()
}

/// Fisher's interval of a correlation from `n` pairs with `held` other series held constant. None below `n - held` = 5.
pub fn fisher(correlation: f64, n: usize, held: usize, confidence: f64) -> Option<Interval> {
    let freedom = n.checked_sub(held + 3).filter(|it| 2 <= *it)?;
    let half = normal_two_sided(confidence)? / (freedom as f64).sqrt();
    let z = correlation.clamp(-1.0 + 1e-12, 1.0 - 1e-12).atanh();
    Some(Interval { lo: (z - half).tanh(), hi: (z + half).tanh() })
}

/// Two-sided probability of at least such a correlation where there is none, by the same transformation; 1 where nothing can
/// be said.
pub fn p_value(correlation: f64, n: usize, held: usize) -> f64 {
    let freedom = n.saturating_sub(held + 3) as f64;
    let z = correlation.clamp(-1.0 + 1e-12, 1.0 - 1e-12).atanh().abs() * freedom.sqrt();
    if z.is_nan() { 1.0 } else { 2.0 * Normal::standard().cdf(-z) }
}

/// Gauss and Jordan with the greatest pivot. None for a matrix without an inverse.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    for (index, row) in matrix.iter_mut().enumerate() {
        row.extend((0..n).map(|it| f64::from(u8::from(it == index))));
    }
    for column in 0..n {
        let pivot =
            (column..n).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()))?;
        if matrix[pivot][column].abs() < 1e-10 {
            return None;
        }
        matrix.swap(column, pivot);
        let scale = matrix[column][column];
        matrix[column].iter_mut().for_each(|it| *it /= scale);
        let row = matrix[column].clone();
        for (index, other) in matrix.iter_mut().enumerate().filter(|it| it.0 != column) {
            let factor = other[column];
            if factor != 0.0 && index != column {
                other.iter_mut().zip(&row).for_each(|(it, above)| *it -= factor * above);
            }
        }
    }
    Some(matrix.into_iter().map(|row| row[n..].to_vec()).collect())
}

#[cfg(test)]
mod tests;
