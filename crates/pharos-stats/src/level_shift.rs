//! Where the level of a series changed, if it did, and how surely the place is known.
//!
//! Sources: Bai and Perron (2003), Journal of Applied Econometrics 18 (least squares, choice by BIC); Bai (1997), Review of
//! Economics and Statistics 79 (the interval of the place); laid out as in R's strucchange (Zeileis et al. 2003).

use crate::interval::normal_upper_tail;

/// A single change of level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LevelShift {
    /// Index of the first value on the new level.
    pub at: usize,
    /// Mean of the values before.
    pub before: f64,
    /// Mean of the values from there on.
    pub after: f64,
    /// Residual sum of squares without a change.
    pub squares_without: f64,
    /// Residual sum of squares with it.
    pub squares: f64,
    /// Bayesian information criterion without a change; smaller is better.
    pub bic_without: f64,
    /// The same with one change.
    pub bic: f64,
    /// First values of the new level between which the change lies with 95 % confidence; None where it cannot be told.
    pub between: Option<(usize, usize)>,
}

impl LevelShift {
    /// True where the change explains more than it costs.
    pub fn is_there(&self) -> bool {
        self.bic < self.bic_without
    }
}

const CONFIDENCE_TAIL: f64 = 0.025;

/// The change of level that leaves the least squares, with at least `least` values on each side. None for fewer than twice
/// as many values, for values that are not finite, or a series that does not vary.
pub fn level_shift(values: &[f64], least: usize) -> Option<LevelShift> {
    let (n, least) = (values.len(), least.max(2));
    if n < 2 * least || !values.iter().all(|it| it.is_finite()) {
        return None;
    }
    let (_, squares_without) = about_mean(values);
    let best = (least..=n - least)
        .map(|at| (at, about_mean(&values[..at]).1 + about_mean(&values[at..]).1))
        .min_by(|a, b| a.1.total_cmp(&b.1))?;
    let (at, squares) = best;
    if squares_without <= 0.0 {
        return None;
    }
    let (before, first) = about_mean(&values[..at]);
    let (after, second) = about_mean(&values[at..]);
    let variances = [first / at as f64, second / (n - at) as f64];
    let between = interval(variances, after - before).map(|(earlier, later)| {
        let place = |offset: f64| (at as f64 + offset).clamp(1.0, (n - 1) as f64) as usize;
        (place(earlier), place(later))
    });
    Some(LevelShift {
        at,
        before,
        after,
        squares_without,
        squares,
        bic_without: bic(squares_without, n, 0),
        bic: bic(squares, n, 1),
        between,
    })
}

/// The criterion of a series with so many changes: a mean for each stretch, the places, and the variance are counted.
pub fn bic(squares: f64, n: usize, changes: usize) -> f64 {
    let n = n as f64;
    let likelihood = -0.5 * n * (squares.ln() + 1.0 - n.ln() + std::f64::consts::TAU.ln());
    -2.0 * likelihood + 2.0 * (changes + 1) as f64 * n.ln()
}

fn about_mean(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, values.iter().map(|it| (it - mean).powi(2)).sum())
}

/// Offsets of the earliest and latest place from the estimated one. The variances are those before and after.
fn interval([first, second]: [f64; 2], change: f64) -> Option<(f64, f64)> {
    if first <= 0.0 || second <= 0.0 || change == 0.0 {
        return None;
    }
    let ratio = second / first;
    let scale = first / (change * change);
    let upper = scale * place_quantile(1.0 - CONFIDENCE_TAIL, ratio)?;
    let lower = scale * place_quantile(CONFIDENCE_TAIL, ratio)?;
    Some((-upper.ceil(), -lower.floor()))
}

/// Quantile of the place of the maximum of a two-sided Wiener process with drift, by halving.
fn place_quantile(p: f64, ratio: f64) -> Option<f64> {
    let (mut low, mut high) = (-1000.0, 1000.0);
    if p < place(low, ratio) || place(high, ratio) < p {
        return None;
    }
    while 1e-9 < high - low {
        let middle = f64::midpoint(low, high);
        if place(middle, ratio) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// Distribution function of that place (Bai 1997, appendix B), where only the variance changes by `phi`.
fn place(x: f64, phi: f64) -> f64 {
    let size = x.abs();
    let root = size.sqrt();
    if size == 0.0 {
        // The limit of both sides.
        return 1.0 - phi / (1.0 + phi);
    }
    let bell = |scale: f64| (0.5 * size.ln() - scale * size / 8.0 - 0.5 * std::f64::consts::TAU.ln()).exp();
    if x < 0.0 {
        let share = 1.0 / phi;
        -bell(1.0)
            - phi * (phi + 2.0) / (phi + 1.0)
                * (share * (1.0 + share) * size / 2.0 + log_tail((0.5 + share) * root)).exp()
            + (size / 2.0 - 2.0 + (phi + 2.0).powi(2) / (phi + 1.0)) * log_tail(root / 2.0).exp()
    } else {
        let share = 1.0 / phi;
        1.0 + share.sqrt() * bell(share)
            + (1.0 / phi) * (2.0 * phi + 1.0) / (phi + 1.0)
                * ((phi + 1.0) * size / 2.0 + log_tail((phi + 0.5) / phi.sqrt() * root)).exp()
            - ((2.0 * phi + 1.0).powi(2) / ((phi + 1.0) * phi) - 2.0 + share * size / 2.0)
                * log_tail(share.sqrt() * root / 2.0).exp()
    }
}

/// Logarithm of the normal upper tail, without running out of digits far out.
fn log_tail(z: f64) -> f64 {
    if z < 30.0 {
        return normal_upper_tail(z).ln();
    }
    let square = z * z;
    -0.5 * square - (z * std::f64::consts::TAU.sqrt()).ln()
        + (-1.0 / square + 2.5 / (square * square)).ln_1p()
}

#[cfg(test)]
pub(crate) mod tests;
