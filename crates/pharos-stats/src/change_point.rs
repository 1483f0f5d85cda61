//! Since when the level is what it is now: the probability of each length of the present run, value by value.
//!
//! Source: Adams and MacKay (2007), Bayesian online changepoint detection, arXiv:0710.3742, with a normal mean and variance
//! of conjugate prior.

/// What is believed of a run before its first value: mean, how many values that belief is worth, shape and scale of the
/// variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Mean of the level.
    pub mean: f64,
    /// Worth of that mean in values.
    pub values: f64,
    /// Shape of the inverse gamma distribution of the variance.
    pub shape: f64,
    /// Its scale.
    pub scale: f64,
}

impl Prior {
    /// For values brought to mean 0 and variance 1.
    pub const STANDARD: Prior = Prior { mean: 0.0, values: 1.0, shape: 1.0, scale: 1.0 };
}

/// Probabilities of the run's length after each value: entry `i` of row `t` is that of a run of `i` values among the first
/// `t + 1`. `hazard` is the probability of a change before any value, above 0 and below 1. Empty for values that are not
/// finite or a hazard out of range.
pub fn run_lengths(values: &[f64], hazard: f64, prior: Prior) -> Vec<Vec<f64>> {
    let is_sound = 0.0 < hazard && hazard < 1.0 && values.iter().all(|it| it.is_finite());
    if !is_sound {
        return Vec::new();
    }
    let mut runs = vec![prior];
    let mut lengths = vec![1.0];
    let mut rows = Vec::with_capacity(values.len());
    for value in values {
        let seen: Vec<f64> = lengths.iter().zip(&runs).map(|(p, run)| p * predictive(run, *value)).collect();
        let all: f64 = seen.iter().sum();
        let grown = seen.iter().map(|it| it * (1.0 - hazard) / all);
        lengths = std::iter::once(hazard).chain(grown).collect();
        runs = std::iter::once(prior).chain(runs.iter().map(|it| after(it, *value))).collect();
        rows.push(lengths.clone());
    }
    rows
}

/// The most probable length of the run after each value.
pub fn most_probable(rows: &[Vec<f64>]) -> Vec<usize> {
    let greatest = |row: &Vec<f64>| {
        let place = row.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        place.map_or(0, |it| it.0)
    };
    rows.iter().map(greatest).collect()
}

/// Density of the next value: Student's with twice the shape as degrees of freedom.
fn predictive(run: &Prior, value: f64) -> f64 {
    let freedom = 2.0 * run.shape;
    let square = run.scale * (run.values + 1.0) / (run.shape * run.values);
    let z = (value - run.mean).powi(2) / (freedom * square);
    let log = statrs::function::gamma::ln_gamma((freedom + 1.0) / 2.0)
        - statrs::function::gamma::ln_gamma(freedom / 2.0)
        - 0.5 * (freedom * std::f64::consts::PI * square).ln()
        - (freedom + 1.0) / 2.0 * z.ln_1p();
    log.exp()
}

fn after(run: &Prior, value: f64) -> Prior {
    let values = run.values + 1.0;
    Prior {
        mean: (run.values * run.mean + value) / values,
        values,
        shape: run.shape + 0.5,
        scale: run.scale + run.values * (value - run.mean).powi(2) / (2.0 * values),
    }
}

#[cfg(test)]
mod tests;
