//! Units that differ among themselves (agents, teams), each measured with its own known sampling variance.

/// Mean and spread of the units' true values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomEffects {
    /// Weighted mean of the units.
    pub mean: f64,
    /// Standard error of that mean.
    pub mean_se: f64,
    /// Variance between the units' true values (tau squared).
    pub between: f64,
    /// Number of units.
    pub units: usize,
    /// Sampling variance of the units, weighted as their mean is.
    pub typical_variance: f64,
}

/// A measured value and its sampling variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The value measured.
    pub value: f64,
    /// Variance of its sampling error, above zero.
    pub variance: f64,
}

const ITERATIONS_MAX: usize = 200;

/// Normal-normal random effects by restricted maximum likelihood (Fisher scoring, held at or above zero). None below two
/// units or when a value or variance is not finite or a variance not above zero.
///
/// Source: Viechtbauer (2005), Journal of Educational and Behavioral Statistics 30.
pub fn reml(units: &[Measured]) -> Option<RandomEffects> {
    let sound = |it: &Measured| it.value.is_finite() && it.variance.is_finite() && 0.0 < it.variance;
    if units.len() < 2 || !units.iter().all(sound) {
        return None;
    }
    let mut between = moment_estimate(units);
    for _ in 0..ITERATIONS_MAX {
        let next = (between + scoring_step(units, between)).max(0.0);
        let moved = (next - between).abs();
        between = next;
        if moved <= 1e-12 * (1.0 + between) {
            break;
        }
    }
    let (weight, mean) = weighted_mean(units, between);
    let variances: f64 = units.iter().map(|it| it.variance / (it.variance + between)).sum();
    Some(RandomEffects {
        mean,
        mean_se: weight.recip().sqrt(),
        between,
        units: units.len(),
        typical_variance: variances / weight,
    })
}

/// Value of one unit shrunken towards the mean by its reliability, with the standard error of what remains unknown. That the
/// spread between units is itself estimated is part of it: where the estimate is zero the units may differ all the same. Of
/// three units and fewer nothing is known of it, so the error is that of the unit alone.
///
/// Source: Efron and Morris (1975), JASA 70 (empirical Bayes form); Morris (1983), JASA 78 (its variance).
pub fn shrunken(unit: Measured, effects: &RandomEffects) -> (f64, f64) {
    let whole = effects.between + unit.variance;
    let away = unit.value - effects.mean;
    let value = effects.mean + effects.between / whole * away;
    let units = effects.units as f64;
    if units <= 3.0 {
        return (value, unit.variance.sqrt());
    }
    // Morris' share by which the unit is drawn, a little less than the plain one, and the unit's weight in the mean.
    let drawn = (units - 3.0) / (units - 1.0) * unit.variance / whole;
    let in_mean = units * effects.mean_se * effects.mean_se / whole;
    let known = unit.variance * (1.0 - (units - in_mean) / units * drawn).max(0.0);
    let of_spread = 2.0 / (units - 3.0) * drawn * drawn * (effects.typical_variance + effects.between)
        / whole
        * away
        * away;
    (value, (known + of_spread).sqrt())
}

/// How far the units lie apart beyond what sampling alone gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heterogeneity {
    /// Cochran's Q: squares around the mean weighted by precision; about the number of units where nothing differs.
    pub q: f64,
    /// Share of the variation that is between the units and not within them (I squared), 0..=1.
    pub share: f64,
}

/// Cochran's Q, and the share of the variation that lies between the units under a given spread between them. None below two
/// units or for variances not above zero.
///
/// Source: Higgins and Thompson (2002), Statistics in Medicine 21.
pub fn heterogeneity(units: &[Measured], between: f64) -> Option<Heterogeneity> {
    if units.len() < 2 || !units.iter().all(|it| 0.0 < it.variance && it.value.is_finite()) {
        return None;
    }
    let (weights, mean) = weighted_mean(units, 0.0);
    let q = units.iter().map(|it| (it.value - mean).powi(2) / it.variance).sum();
    let squares: f64 = units.iter().map(|it| it.variance.powi(-2)).sum();
    let typical = (units.len() - 1) as f64 * weights / (weights * weights - squares);
    Some(Heterogeneity { q, share: between / (between + typical) })
}

/// Values of the same precision shrunken towards their mean; which share of their distance is kept comes first. Never past
/// the mean (the positive part). None below four values, for a variance not above zero, or values all the same.
///
/// Source: James and Stein (1961) towards the mean, as in Efron and Morris (1975), JASA 70.
pub fn james_stein(values: &[f64], variance: f64) -> Option<(f64, Vec<f64>)> {
    let n = values.len();
    let mean = values.iter().sum::<f64>() / n as f64;
    let squares: f64 = values.iter().map(|it| (it - mean).powi(2)).sum();
    if n < 4 || !squares.is_finite() || squares <= 0.0 || !(0.0 < variance && variance.is_finite()) {
        return None;
    }
    let kept = (1.0 - (n - 3) as f64 * variance / squares).max(0.0);
    Some((kept, values.iter().map(|it| mean + kept * (it - mean)).collect()))
}

fn weighted_mean(units: &[Measured], between: f64) -> (f64, f64) {
    let (mut weights, mut sum) = (0.0, 0.0);
    for unit in units {
        let weight = 1.0 / (unit.variance + between);
        weights += weight;
        sum += weight * unit.value;
    }
    (weights, sum / weights)
}

/// DerSimonian and Laird's estimate, the starting point.
fn moment_estimate(units: &[Measured]) -> f64 {
    let (weights, mean) = weighted_mean(units, 0.0);
    let heterogeneity: f64 = units.iter().map(|it| (it.value - mean).powi(2) / it.variance).sum();
    let squares: f64 = units.iter().map(|it| it.variance.powi(-2)).sum();
    ((heterogeneity - (units.len() - 1) as f64) / (weights - squares / weights)).max(0.0)
}

/// Score of the restricted likelihood over its expected information.
fn scoring_step(units: &[Measured], between: f64) -> f64 {
    let (weights, mean) = weighted_mean(units, between);
    let (mut squares, mut cubes, mut residual) = (0.0, 0.0, 0.0);
    for unit in units {
        let weight = 1.0 / (unit.variance + between);
        squares += weight * weight;
        cubes += weight * weight * weight;
        residual += weight * weight * (unit.value - mean).powi(2);
    }
    // Traces of the projection matrix P = W - W1 1'W / 1'W1 and of its square.
    let trace = weights - squares / weights;
    let trace_square = squares - 2.0 * cubes / weights + (squares / weights).powi(2);
    (residual - trace) / trace_square
}

#[cfg(test)]
mod tests;
