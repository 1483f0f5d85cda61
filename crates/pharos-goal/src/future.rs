//! Futures of a metric drawn from its history.
//!
//! Rates and counts with few cases a period follow a beta-binomial or gamma-Poisson law whose past fades at a rate learned
//! from the series; all else follows a wandering level on a fitting scale (logit, logarithm, as it is), its variances
//! drawn anew for every group of futures, so that not knowing them widens the answer.

use pharos_stats::local_level::{self, Point, Weighted};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Distribution, Gamma, StandardNormal};
use serde::Serialize;

use crate::history::Regular;

mod fading;
mod season;

/// What kind of number the metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A share 0..1 with numerator and denominator.
    Rate,
    /// A number of things per period.
    Count,
    /// A mean time in seconds.
    Duration,
    /// A mean score, any other number.
    Score,
}

/// The model the futures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Beta-binomial with fading past.
    BetaBinomial,
    /// Gamma-Poisson with fading past.
    GammaPoisson,
    /// Wandering level of the logit.
    LocalLevelLogit,
    /// Wandering level of the logarithm.
    LocalLevelLog,
    /// Wandering level of the value itself.
    LocalLevel,
}

/// Futures in groups; within a group the parameters of the model are the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Futures {
    /// The model.
    pub method: Method,
    /// group -> future -> value per period, in the unit of the metric.
    pub groups: Vec<Vec<Vec<f64>>>,
}

/// Groups of futures, and futures in each.
pub const GROUPS: usize = 160;
const FUTURES_PER_GROUP: usize = 64;
/// Known values below which no drift is looked for.
const DRIFT_FROM: usize = 12;
/// Probability before the series that there is a drift: small, since a wandering level looks like one over and over.
const DRIFT_PRIOR: f64 = 0.01;
/// What is left of a drift after each period: trends of the past do not go on for ever (Gardner and McKenzie 1985,
/// Management Science 31).
const DRIFT_LEFT: f64 = 0.97;
/// Mean cases a period below which the normal law of the logit or logarithm is a bad likeness.
const CASES_MIN: f64 = 5.0;

/// Draws futures of `horizon` periods. None where the history does not vary or is too short to say how.
pub fn draw(history: &Regular, kind: Kind, horizon: usize, rng: &mut ChaCha8Rng) -> Option<Futures> {
    let rate = shares(history);
    match kind {
        Kind::Rate if rate.is_some() => {
            let cases = rate?;
            if mean_of(cases.iter().flatten(), |it| it.0.min(it.1 - it.0))? < CASES_MIN {
                return fading::rate(&cases, horizon, rng);
            }
            let scale = Scale::Logit;
            let points = cases.iter().map(|it| it.map(|(counted, n)| logit_point(counted, n)));
            let typical_n = mean_of(cases.iter().flatten(), |it| it.1)?;
            from_level(points, scale, history, horizon, Some(typical_n), rng)
        }
        Kind::Count => {
            let counts: Vec<Option<f64>> = history.periods.iter().map(|it| it.value).collect();
            if counts.iter().flatten().any(|it| *it < 0.0) {
                return level_as_is(history, horizon, rng);
            }
            if mean_of(counts.iter().flatten(), |it| *it)? < CASES_MIN {
                return fading::count(&counts, horizon, rng);
            }
            let points = counts.iter().map(|it| it.map(|it| ((it + 0.5).ln(), 1.0 / (it + 0.5))));
            from_level(points, Scale::Log { shift: 0.5 }, history, horizon, None, rng)
        }
        Kind::Duration if history.periods.iter().filter_map(|it| it.value).all(|it| 0.0 < it) => {
            let points = history.periods.iter().map(|it| it.value.map(|it| (it.ln(), 0.0)));
            from_level(points, Scale::Log { shift: 0.0 }, history, horizon, None, rng)
        }
        Kind::Rate if values(history).all(|it| 0.0 < it && it < 1.0) => {
            let points = history.periods.iter().map(|it| it.value.map(|it| ((it / (1.0 - it)).ln(), 0.0)));
            from_level(points, Scale::Logit, history, horizon, None, rng)
        }
        Kind::Rate => {
            let points = history.periods.iter().map(|it| it.value.map(|it| (it, 0.0)));
            from_level(points, Scale::Share, history, horizon, None, rng)
        }
        Kind::Duration | Kind::Score => level_as_is(history, horizon, rng),
    }
}

fn values(history: &Regular) -> impl Iterator<Item = f64> + '_ {
    history.periods.iter().filter_map(|it| it.value)
}

/// Counted and all per period, where every period with a value has both.
pub fn shares(history: &Regular) -> Option<Vec<Option<(f64, f64)>>> {
    let mut shares = Vec::new();
    for period in &history.periods {
        shares.push(match (period.numerator, period.denominator) {
            (Some(counted), Some(n)) if 0.0 < n && (0.0..=n).contains(&counted) => Some((counted, n)),
            (Some(_), Some(0.0)) => None,
            _ if period.value.is_none() => None,
            _ => return None,
        });
    }
    shares.iter().any(Option::is_some).then_some(shares)
}

/// The scale on which the level wanders.
#[derive(Clone, Copy)]
enum Scale {
    Logit,
    Log { shift: f64 },
    Share,
    AsIs,
}

impl Scale {
    fn back(self, value: f64) -> f64 {
        match self {
            Scale::Logit => 1.0 / (1.0 + (-value).exp()),
            Scale::Log { shift } => (value.exp() - shift).max(0.0),
            Scale::Share => value.clamp(0.0, 1.0),
            Scale::AsIs => value,
        }
    }

    fn method(self) -> Method {
        match self {
            Scale::Logit => Method::LocalLevelLogit,
            Scale::Log { .. } => Method::LocalLevelLog,
            Scale::Share | Scale::AsIs => Method::LocalLevel,
        }
    }
}

/// Empirical logit and its variance (Cox 1970).
fn logit_point(counted: f64, n: f64) -> (f64, f64) {
    let (yes, no) = (counted + 0.5, n - counted + 0.5);
    ((yes / no).ln(), 1.0 / yes + 1.0 / no)
}

fn mean_of<'a, T: 'a>(items: impl Iterator<Item = &'a T>, number: impl Fn(&T) -> f64) -> Option<f64> {
    let (mut n, mut sum) = (0.0, 0.0);
    for item in items {
        n += 1.0;
        sum += number(item);
    }
    (0.0 < n).then(|| sum / n)
}

fn level_as_is(history: &Regular, horizon: usize, rng: &mut ChaCha8Rng) -> Option<Futures> {
    let points = history.periods.iter().map(|it| it.value.map(|it| (it, 0.0)));
    from_level(points, Scale::AsIs, history, horizon, None, rng)
}

/// Futures of a wandering level. `points` are value and known variance on the scale; `typical_n` is the number of cases
/// behind a future share, whose chance is added.
fn from_level(
    points: impl Iterator<Item = Option<(f64, f64)>>,
    scale: Scale,
    history: &Regular,
    horizon: usize,
    typical_n: Option<f64>,
    rng: &mut ChaCha8Rng,
) -> Option<Futures> {
    let mut points: Vec<Point> = points
        .map(|it| Point { value: it.map(|it| it.0), known_variance: it.map_or(0.0, |it| it.1) })
        .collect();
    let pattern = season::pattern(&points, history.season());
    for (index, point) in points.iter_mut().enumerate() {
        point.value = point.value.map(|it| it - pattern.at(index));
    }
    let posterior = local_level::posterior_with_drift(&points, &drifts(&points));
    if posterior.is_empty() {
        return None;
    }
    let known =
        mean_of(points.iter().filter(|it| it.value.is_some()).collect::<Vec<_>>().into_iter(), |it| {
            it.known_variance
        })?;
    let mut groups = Vec::with_capacity(GROUPS);
    for group in 0..GROUPS {
        let it = systematic(&posterior, (group as f64 + rng.random::<f64>()) / GROUPS as f64);
        let observation = it.noise.observation + if typical_n.is_some() { 0.0 } else { known };
        let mut futures = Vec::with_capacity(FUTURES_PER_GROUP);
        for _ in 0..FUTURES_PER_GROUP / 2 {
            let draws: Vec<f64> = (0..=2 * horizon).map(|_| normal(rng)).collect();
            // Every future with its mirror image: their errors cancel in part, so fewer futures do.
            for sign in [1.0, -1.0] {
                let mut level = it.filtered.level + it.filtered.level_variance.sqrt() * sign * draws[0];
                let mut future = Vec::with_capacity(horizon);
                let mut drift = it.drift;
                for (ahead, draw) in draws[1..].chunks_exact(2).enumerate() {
                    drift *= DRIFT_LEFT;
                    level += drift + it.noise.step.sqrt() * sign * draw[0];
                    let seen = level + pattern.at(points.len() + ahead) + observation.sqrt() * sign * draw[1];
                    future.push(with_chance(scale.back(seen), typical_n, rng));
                }
                futures.push(future);
            }
        }
        groups.push(futures);
    }
    Some(Futures { method: scale.method(), groups })
}

/// Drifts that may be there with their prior probabilities: most likely none, else a normal law whose spread moves the
/// series over its own length by twice what it varies from period to period.
fn drifts(points: &[Point]) -> Vec<(f64, f64)> {
    let values: Vec<f64> = points.iter().filter_map(|it| it.value).collect();
    let moves = values.windows(2).map(|it| (it[1] - it[0]).powi(2)).sum::<f64>();
    let spread = 2.0 * (moves / values.len().max(2) as f64).sqrt() / points.len().max(1) as f64;
    if spread <= 0.0 || values.len() < DRIFT_FROM {
        return vec![(0.0, 1.0)];
    }
    let steps: Vec<f64> = (-6..=6).filter(|it| *it != 0).map(|it| f64::from(it) / 2.0).collect();
    let mass: f64 = steps.iter().map(|it| (-0.5 * it * it).exp()).sum();
    let drifting = steps.iter().map(|it| (it * spread, DRIFT_PRIOR * (-0.5 * it * it).exp() / mass));
    [(0.0, 1.0 - DRIFT_PRIOR)].into_iter().chain(drifting).collect()
}

/// The member of the posterior at a place 0..1 of its cumulated weights.
fn systematic(posterior: &[Weighted], place: f64) -> &Weighted {
    let mut passed = 0.0;
    for it in posterior {
        passed += it.weight;
        if place < passed {
            return it;
        }
    }
    &posterior[posterior.len() - 1]
}

/// A share as it is seen in n cases: a beta draw with the mean and variance of the binomial share.
fn with_chance(share: f64, n: Option<f64>, rng: &mut ChaCha8Rng) -> f64 {
    let Some(n) = n.filter(|it| 1.0 < *it) else { return share };
    Beta::new((share * (n - 1.0)).max(1e-9), ((1.0 - share) * (n - 1.0)).max(1e-9))
        .map_or(share, |it| it.sample(rng))
}

fn normal(rng: &mut ChaCha8Rng) -> f64 {
    StandardNormal.sample(rng)
}

fn gamma(shape: f64, rng: &mut ChaCha8Rng) -> f64 {
    Gamma::new(shape, 1.0).map_or(shape, |it| it.sample(rng))
}

#[cfg(test)]
mod tests;
