//! A level that wanders, seen through noise: `value = level + noise`, `level' = level + step`.
//!
//! Source: Durbin and Koopman (2012), Time Series Analysis by State Space Methods, chapter 2.

/// One period of the series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The value, None where the period has none.
    pub value: Option<f64>,
    /// The part of its variance that is known beforehand (sampling variance of a share or a mean), else 0.
    pub known_variance: f64,
}

/// The variances of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// Variance of the noise of one value, beyond what is known.
    pub observation: f64,
    /// Variance of the level's step from one period to the next.
    pub step: f64,
}

/// What the series says under given variances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Filtered {
    /// Level at the last period.
    pub level: f64,
    /// Variance of that level.
    pub level_variance: f64,
    /// Diffuse log-likelihood of the series.
    pub log_likelihood: f64,
}

/// One pair of variances and a drift with their probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighted {
    /// The variances.
    pub noise: Noise,
    /// What the level gains from one period to the next, beside its random steps.
    pub drift: f64,
    /// What the series says under them.
    pub filtered: Filtered,
    /// Their probability after the series.
    pub weight: f64,
}

/// Points of the grid per standard deviation, and its reach in units of what the differences of the series show.
const GRID_STEPS: usize = 18;
const GRID_REACH: f64 = 1.8;

/// Kalman filter with a diffuse start. None without any value or where both variances leave a value without noise.
pub fn filter(points: &[Point], noise: Noise) -> Option<Filtered> {
    let mut state: Option<(f64, f64)> = None;
    let mut log_likelihood = 0.0;
    for point in points {
        if let Some((_, variance)) = &mut state {
            *variance += noise.step;
        }
        let Some(value) = point.value else { continue };
        let own = noise.observation + point.known_variance;
        state = Some(match state {
            None => (value, own),
            Some((level, variance)) => {
                let total = variance + own;
                if total.is_nan() || total <= 0.0 {
                    return None;
                }
                let surprise = value - level;
                let gain = variance / total;
                log_likelihood -= 0.5 * (total.ln() + surprise * surprise / total);
                (level + gain * surprise, variance * (1.0 - gain))
            }
        });
    }
    let (level, level_variance) = state?;
    Some(Filtered { level, level_variance, log_likelihood })
}

/// The variances of greatest likelihood, the common scale solved for and the ratio searched by golden section. None below
/// three values or for a series that does not vary. Known variances are not considered.
pub fn maximum_likelihood(values: &[f64]) -> Option<Noise> {
    let points: Vec<Point> =
        values.iter().map(|value| Point { value: Some(*value), known_variance: 0.0 }).collect();
    if difference_variance(&points)? == 0.0 {
        return None;
    }
    let concentrated = |log_ratio: f64| scale(&points, log_ratio.exp()).map(|it| it.1);
    let (mut low, mut high) = (-16.0_f64, 16.0_f64);
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    while 1e-9 < high - low {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if concentrated(left)? < concentrated(right)? {
            low = left;
        } else {
            high = right;
        }
    }
    let ratio = f64::midpoint(low, high).exp();
    let observation = scale(&points, ratio)?.0;
    Some(Noise { observation, step: ratio * observation })
}

/// The probabilities of the variances after the series, on a grid even in both standard deviations (a flat prior on
/// standard deviations, as Gelman 2006 advises), without drift. Empty below three values or for a series that does not
/// vary and of whose values no variance is known.
pub fn posterior(points: &[Point]) -> Vec<Weighted> {
    normalised(grid(points, 0.0, 0.0))
}

/// As [`posterior`], with a drift that may be there: `drifts` are drift and prior probability. What a drift explains it must
/// explain better than a wandering level does, since each takes its share of the same evidence.
///
/// Source: Hoeting, Madigan, Raftery and Volinsky (1999), Bayesian model averaging, Statistical Science 14.
pub fn posterior_with_drift(points: &[Point], drifts: &[(f64, f64)]) -> Vec<Weighted> {
    let grids = drifts.iter().filter(|it| 0.0 < it.1).map(|(drift, prior)| grid(points, *drift, prior.ln()));
    normalised(grids.flatten().collect())
}

/// The grid with the logarithm of each member's weight.
fn grid(points: &[Point], drift: f64, log_prior: f64) -> Vec<Weighted> {
    let known = points.iter().filter(|it| it.value.is_some()).map(|it| it.known_variance);
    let (n, known) = known.fold((0.0, 0.0), |it, known| (it.0 + 1.0, it.1 + known));
    let Some(seen) = difference_variance(points) else { return Vec::new() };
    let unit = if 0.0 < seen { seen } else { known / n };
    if unit <= 0.0 {
        return Vec::new();
    }
    let level = |(index, it): (usize, &Point)| Point {
        value: it.value.map(|value| value - drift * (index as f64 + 1.0 - points.len() as f64)),
        ..*it
    };
    let points: Vec<Point> = points.iter().enumerate().map(level).collect();
    let multiple = |index: usize| (GRID_REACH * index as f64 / GRID_STEPS as f64).powi(2);
    let mut grid = Vec::with_capacity((GRID_STEPS + 1).pow(2));
    for step in 0..=GRID_STEPS {
        for observation in 0..=GRID_STEPS {
            let noise =
                Noise { observation: multiple(observation) * unit / 2.0, step: multiple(step) * unit };
            if let Some(filtered) = filter(&points, noise).filter(|it| it.log_likelihood.is_finite()) {
                grid.push(Weighted { noise, drift, filtered, weight: filtered.log_likelihood + log_prior });
            }
        }
    }
    grid
}

fn normalised(mut grid: Vec<Weighted>) -> Vec<Weighted> {
    let greatest = grid.iter().map(|it| it.weight).fold(f64::NEG_INFINITY, f64::max);
    let mut total = 0.0;
    for it in &mut grid {
        it.weight = (it.weight - greatest).exp();
        total += it.weight;
    }
    grid.iter_mut().for_each(|it| it.weight /= total);
    grid
}

/// Mean square of the differences of neighbouring values: the step variance plus twice the observation variance.
fn difference_variance(points: &[Point]) -> Option<f64> {
    let values: Vec<f64> = points.iter().filter_map(|it| it.value).collect();
    if values.len() < 3 {
        return None;
    }
    Some(values.windows(2).map(|it| (it[1] - it[0]).powi(2)).sum::<f64>() / (values.len() - 1) as f64)
}

/// For a ratio of step to observation variance: the best observation variance and the log-likelihood there.
fn scale(points: &[Point], ratio: f64) -> Option<(f64, f64)> {
    let unit = filter(points, Noise { observation: 1.0, step: ratio })?;
    // With unit scale the log-likelihood is -(sum log F + sum v^2 / F) / 2; twice the scale tells both sums apart.
    let doubled = filter(points, Noise { observation: 2.0, step: 2.0 * ratio })?;
    let terms = (points.iter().filter(|it| it.value.is_some()).count() - 1) as f64;
    let squares = 4.0 * (doubled.log_likelihood - unit.log_likelihood + 0.5 * terms * 2.0_f64.ln());
    let logs = -2.0 * unit.log_likelihood - squares;
    let variance = squares / terms;
    Some((variance, -0.5 * (logs + terms * variance.ln() + terms)))
}

#[cfg(test)]
mod tests;
