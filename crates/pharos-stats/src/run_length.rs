//! How long a chart runs before it signals: on average, with nothing the matter (false alarms) and after a shift.
//!
//! Both charts are Markov in their own value, so the mean run length solves an integral equation; it is replaced by a sum
//! over Gauss and Legendre's nodes and solved as a linear system. Values are normal with variance 1.
//!
//! Sources: Page (1954), Biometrika 41; Crowder (1987), Technometrics 29 (EWMA); Vance (1986), Journal of Quality
//! Technology 18 (CUSUM); two sides of a CUSUM as in Montgomery, Introduction to Statistical Quality Control, section 9.1.

use crate::interval::normal_upper_tail;
use crate::linear;

/// Nodes of the quadrature; the kernel is smooth on the stretch, so many digits are right.
const NODES: usize = 96;

/// Mean number of values until a two-sided CUSUM starting at zero exceeds `limit`. `slack`, `limit` and `shift` are in
/// standard deviations of a value; `shift` is how far the mean lies from the target. None unless slack and limit are above
/// zero and everything is finite.
pub fn cusum(slack: f64, limit: f64, shift: f64) -> Option<f64> {
    let up = cusum_one_sided(slack, limit, shift)?;
    let down = cusum_one_sided(slack, limit, -shift)?;
    Some(1.0 / (1.0 / up + 1.0 / down))
}

/// The same for the side that sums up what exceeds the target.
pub fn cusum_one_sided(slack: f64, limit: f64, shift: f64) -> Option<f64> {
    let is_sound = [slack, limit, shift].iter().all(|it| it.is_finite()) && 0.0 < slack && 0.0 < limit;
    if !is_sound {
        return None;
    }
    let (nodes, weights) = gauss_legendre(0.0, limit);
    // From z: back to zero with the first probability, to x with the density, past the limit otherwise.
    let back = |z: f64| 1.0 - normal_upper_tail(slack - z - shift);
    let to = |z: f64, x: f64| density(x - z + slack - shift);
    // The unknowns are the run lengths from zero and from each node.
    let starts: Vec<f64> = std::iter::once(0.0).chain(nodes.iter().copied()).collect();
    let row = |start: usize| {
        let z = starts[start];
        let from_zero = std::iter::once(-back(z));
        let from_nodes = nodes.iter().zip(&weights).map(|(x, weight)| -weight * to(z, *x));
        let mut row: Vec<f64> = from_zero.chain(from_nodes).collect();
        row[start] += 1.0;
        row
    };
    let rows: Vec<Vec<f64>> = (0..starts.len()).map(row).collect();
    linear::solve(rows, vec![1.0; starts.len()])?.first().copied()
}

/// Mean number of values until an exponentially weighted moving average starting at the target leaves its limits, which lie
/// `width` of its own long-run standard deviations from the target. `weight` is that of the newest value. None unless
/// 0 < weight <= 1, width above zero and everything is finite.
pub fn ewma(weight: f64, width: f64, shift: f64) -> Option<f64> {
    let is_sound = width.is_finite() && shift.is_finite() && 0.0 < weight && weight <= 1.0 && 0.0 < width;
    if !is_sound {
        return None;
    }
    let limit = width * (weight / (2.0 - weight)).sqrt();
    let (nodes, weights) = gauss_legendre(-limit, limit);
    let to = |z: f64, x: f64| density((x - (1.0 - weight) * z) / weight - shift) / weight;
    let row = |start: usize| {
        let mut row: Vec<f64> =
            nodes.iter().zip(&weights).map(|(x, own)| -own * to(nodes[start], *x)).collect();
        row[start] += 1.0;
        row
    };
    let rows: Vec<Vec<f64>> = (0..nodes.len()).map(row).collect();
    let lengths = linear::solve(rows, vec![1.0; nodes.len()])?;
    let pieces = nodes.iter().zip(&weights).zip(&lengths);
    Some(1.0 + pieces.map(|((x, own), length)| own * length * to(0.0, *x)).sum::<f64>())
}

fn density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt()
}

/// Nodes and weights on a stretch: roots of Legendre's polynomial by Newton's method.
fn gauss_legendre(from: f64, to: f64) -> (Vec<f64>, Vec<f64>) {
    let (half, middle) = (0.5 * (to - from), f64::midpoint(from, to));
    let (mut nodes, mut weights) = (Vec::with_capacity(NODES), Vec::with_capacity(NODES));
    for index in 0..NODES {
        let mut x = (std::f64::consts::PI * (index as f64 + 0.75) / (NODES as f64 + 0.5)).cos();
        let mut slope = 1.0;
        for _ in 0..20 {
            let value;
            (value, slope) = legendre(x);
            let step = value / slope;
            x -= step;
            if step.abs() < 1e-15 {
                break;
            }
        }
        nodes.push(middle - half * x);
        weights.push(2.0 * half / ((1.0 - x * x) * slope * slope));
    }
    (nodes, weights)
}

/// Legendre's polynomial of degree [`NODES`] and its derivative.
fn legendre(x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for degree in 2..=NODES {
        let degree = degree as f64;
        (before, value) = (value, ((2.0 * degree - 1.0) * x * value - (degree - 1.0) * before) / degree);
    }
    (value, NODES as f64 * (x * value - before) / (x * x - 1.0))
}

#[cfg(test)]
mod tests;
