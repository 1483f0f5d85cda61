//! Few cases a period: conjugate laws whose past counts less and less.
//!
//! Source: West and Harrison (1997), Bayesian Forecasting and Dynamic Models, sections 10.8 and 14.1 (discounting); power
//! prior as in Ibrahim and Chen (2000), Statistical Science 15.

use pharos_stats::tail;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Binomial, Distribution, Poisson};

use super::{FUTURES_PER_GROUP, Futures, GROUPS, Method, gamma};

/// Discounts per period tried: how much of yesterday's knowledge is left today.
const DISCOUNTS: [f64; 8] = [0.80, 0.86, 0.90, 0.93, 0.95, 0.97, 0.985, 1.0];
/// Jeffreys' prior.
const PRIOR: f64 = 0.5;

/// Futures of a share with few cases. Each value is the share seen in the mean number of cases.
pub fn rate(cases: &[Option<(f64, f64)>], horizon: usize, rng: &mut ChaCha8Rng) -> Option<Futures> {
    let predictive = |(a, b): (f64, f64), (counted, n): (f64, f64)| {
        let (counted, n) = (counted.round() as u64, n.round() as u64);
        let terms = tail::beta_binomial(n, a + PRIOR, b + PRIOR)?;
        Some(terms.from(counted) - terms.from(counted + 1))
    };
    let learn = |(a, b): (f64, f64), (counted, n): (f64, f64)| (a + counted, b + n - counted);
    let states = fade(cases, predictive, learn)?;
    let known: Vec<f64> = cases.iter().flatten().map(|it| it.1).collect();
    let n = (known.iter().sum::<f64>() / known.len() as f64).round().max(1.0);
    let groups = (0..GROUPS).map(|group| {
        let ((a, b), discount) = pick(&states, group);
        let left = discount.powi(i32::try_from(horizon).unwrap_or(i32::MAX));
        let law = Beta::new(a * left + PRIOR, b * left + PRIOR).ok()?;
        let mut futures = Vec::with_capacity(FUTURES_PER_GROUP);
        for _ in 0..FUTURES_PER_GROUP {
            let law = Binomial::new(n as u64, law.sample(rng)).ok()?;
            futures.push((0..horizon).map(|_| law.sample(rng) as f64 / n).collect());
        }
        Some(futures)
    });
    Some(Futures { method: Method::BetaBinomial, groups: groups.collect::<Option<_>>()? })
}

/// Futures of a count with few cases.
pub fn count(counts: &[Option<f64>], horizon: usize, rng: &mut ChaCha8Rng) -> Option<Futures> {
    let predictive = |(events, periods): (f64, f64), count: f64| {
        let shape = events + PRIOR;
        let mean = shape / periods.max(PRIOR);
        let terms = tail::gamma_poisson(mean, shape)?;
        let count = count.round() as u64;
        Some(terms.from(count) - terms.from(count + 1))
    };
    let learn = |(events, periods): (f64, f64), count: f64| (events + count, periods + 1.0);
    let states = fade(counts, predictive, learn)?;
    let groups = (0..GROUPS).map(|group| {
        let ((events, periods), discount) = pick(&states, group);
        let left = discount.powi(i32::try_from(horizon).unwrap_or(i32::MAX));
        let mut futures = Vec::with_capacity(FUTURES_PER_GROUP);
        for _ in 0..FUTURES_PER_GROUP {
            let mean = gamma(events * left + PRIOR, rng) / (periods * left).max(PRIOR);
            let law = Poisson::new(mean.max(1e-9)).ok()?;
            futures.push((0..horizon).map(|_| law.sample(rng)).collect());
        }
        Some(futures)
    });
    Some(Futures { method: Method::GammaPoisson, groups: groups.collect::<Option<_>>()? })
}

type State = (f64, f64);

/// What is known at the end under each discount, with the discount's probability by how well it foretold each period.
fn fade<T: Copy>(
    series: &[Option<T>],
    predictive: impl Fn(State, T) -> Option<f64>,
    learn: impl Fn(State, T) -> State,
) -> Option<Vec<(State, f64, f64)>> {
    let mut states = Vec::new();
    for discount in DISCOUNTS {
        let mut state = (0.0, 0.0);
        let mut log_likelihood = 0.0;
        for (index, value) in series.iter().enumerate() {
            state = (state.0 * discount, state.1 * discount);
            let Some(value) = *value else { continue };
            if 0 < index {
                log_likelihood += predictive(state, value)?.max(1e-300).ln();
            }
            state = learn(state, value);
        }
        states.push((state, discount, log_likelihood));
    }
    let greatest = states.iter().map(|it| it.2).fold(f64::NEG_INFINITY, f64::max);
    states.iter_mut().for_each(|it| it.2 = (it.2 - greatest).exp());
    let total: f64 = states.iter().map(|it| it.2).sum();
    states.iter_mut().for_each(|it| it.2 /= total);
    Some(states)
}

/// The state and discount of a group, in proportion to the discounts' probabilities.
fn pick(states: &[(State, f64, f64)], group: usize) -> (State, f64) {
    let place = (group as f64 + 0.5) / GROUPS as f64;
    let mut passed = 0.0;
    for (state, discount, weight) in states {
        passed += weight;
        if place < passed {
            return (*state, *discount);
        }
    }
    let (state, discount, _) = states[states.len() - 1];
    (state, discount)
}
