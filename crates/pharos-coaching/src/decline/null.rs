//! What the watch shows in an agent who stays as he is, by simulating the same procedure.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Gamma, Poisson, StandardNormal};

use super::Worse;
use super::statistic::{self, Standardised, Statistic};

const SIMULATIONS: usize = 20_000;
/// Beyond this probability the tail is carried on exponentially, as that of a CUSUM's maximum is.
const TAIL: f64 = 0.005;

/// The shape of a series, as far as the null depends on it. Lengths are rounded to the cautious side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    train: usize,
    watched: usize,
    looks: usize,
    two_sided: bool,
    /// Share of the own spread in the spread, in quarters.
    own_quarters: u8,
    /// For small counts: rate and dispersion, as steps of a logarithmic scale.
    count: Option<(i32, i32)>,
}

const RATE_STEP: f64 = 1.25;

impl Shape {
    /// Of a series of so many periods; `looks` periods further it is looked at each week.
    pub fn new(train: usize, watched: usize, looks: usize, worse: Worse, own_share: f64) -> Shape {
        Shape {
            train: train / 4 * 4,
            watched: if watched <= 4 { watched } else { watched.div_ceil(4) * 4 },
            looks,
            two_sided: worse == Worse::Either,
            own_quarters: (own_share * 4.0).round().clamp(0.0, 4.0) as u8,
            count: None,
        }
    }

    /// Of a count of that mean whose variance is `dispersion` times the mean.
    pub fn counting(self, rate: f64, dispersion: f64) -> Shape {
        let step = |it: f64| (it.max(0.02).ln() / RATE_STEP.ln()).round() as i32;
        Shape { count: Some((step(rate), step(dispersion.clamp(1.0, 5.0)))), own_quarters: 0, ..self }
    }
}

/// Statistics of simulated agents, by shape.
pub struct Nulls {
    seed: u64,
    made: BTreeMap<Shape, Null>,
}

impl Nulls {
    pub fn new(seed: u64) -> Nulls {
        Nulls { seed, made: BTreeMap::new() }
    }

    pub fn of(&mut self, shape: Shape) -> &Null {
        let seed = self.seed;
        self.made.entry(shape).or_insert_with(|| Null::simulate(seed, shape))
    }
}

/// Sorted statistics of agents who stay as they are.
pub struct Null {
    cusum: Vec<f64>,
    shift: Vec<f64>,
    /// The smaller of the two probabilities.
    smaller: Vec<f64>,
}

impl Null {
    /// Probability of a sign at least as strong. `drift` is how much higher ordinary agents' figures are.
    pub fn p(&self, it: Statistic, drift: f64) -> f64 {
        let smaller = above(&self.cusum, it.cusum / drift).min(above(&self.shift, it.shift / drift));
        let as_small =
            |p: f64| self.smaller.partition_point(|it| *it <= p) as f64 / self.smaller.len() as f64;
        if smaller < TAIL {
            (as_small(TAIL) / TAIL).max(1.0) * smaller
        } else {
            as_small(smaller).max(smaller)
        }
    }

    /// The middle of the simulated CUSUMs.
    pub fn middle(&self) -> f64 {
        self.cusum[self.cusum.len() / 2]
    }

    fn simulate(seed: u64, shape: Shape) -> Null {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let length = shape.train + shape.watched.max(shape.looks);
        let worse = if shape.two_sided { Worse::Either } else { Worse::Up };
        let looks_from = if shape.looks == 0 { length } else { shape.train + 1 };
        let precision = vec![1.0; length];
        let draws = shape
            .count
            .map(|(rate, dispersion)| Counts::new(RATE_STEP.powi(rate), RATE_STEP.powi(dispersion)));
        let all: Vec<Statistic> = (0..SIMULATIONS)
            .map(|_| {
                let z = match &draws {
                    Some(counts) => counts.scores(length, shape.train, &mut rng),
                    None => normal_scores(length, f64::from(shape.own_quarters) / 4.0, &mut rng),
                };
                statistic::read(
                    Standardised { z: &z, precision: &precision, train: shape.train },
                    worse,
                    looks_from,
                )
            })
            .collect();
        let sorted = |of: fn(&Statistic) -> f64| {
            let mut values: Vec<f64> = all.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        let (cusum, shift) = (sorted(|it| it.cusum), sorted(|it| it.shift));
        let mut smaller: Vec<f64> =
            all.iter().map(|it| above(&cusum, it.cusum).min(above(&shift, it.shift))).collect();
        smaller.sort_by(f64::total_cmp);
        Null { cusum, shift, smaller }
    }
}

/// Share of the simulated values at or above; carried on beyond the last of them.
fn above(sorted: &[f64], value: f64) -> f64 {
    let n = sorted.len() as f64;
    let from = sorted.len() - (TAIL * n) as usize;
    let start = sorted[from];
    if start < value {
        let excess = sorted[from..].iter().map(|it| it - start).sum::<f64>() / (sorted.len() - from) as f64;
        return if 0.0 < excess { TAIL * (-(value - start) / excess).exp() } else { 1.0 / n };
    }
    (sorted.len() - sorted.partition_point(|it| *it < value)) as f64 / n
}

/// Independent normal scores over a spread that is partly their own.
fn normal_scores(length: usize, own_share: f64, rng: &mut impl Rng) -> Vec<f64> {
    let mut z: Vec<f64> = (0..length).map(|_| StandardNormal.sample(rng)).collect();
    let squares: f64 = z.windows(2).map(|it| (it[1] - it[0]).powi(2) / 2.0).sum();
    let own = (squares / (length - 1) as f64).sqrt();
    let sd = own_share * own + (1.0 - own_share);
    z.iter_mut().for_each(|it| *it /= sd);
    z
}

/// Counts of one mean, more or less widely spread.
struct Counts {
    rate: f64,
    sd: f64,
    mixing: Option<Gamma<f64>>,
}

impl Counts {
    fn new(rate: f64, dispersion: f64) -> Counts {
        // Gamma mixing with variance v of a mean of 1 makes the variance of the count rate (1 + rate v).
        let mixing = (1.05 < dispersion).then(|| (dispersion - 1.0) / rate);
        Counts { rate, sd: dispersion.sqrt(), mixing: mixing.and_then(|v| Gamma::new(1.0 / v, v).ok()) }
    }

    fn scores(&self, length: usize, train: usize, rng: &mut impl Rng) -> Vec<f64> {
        let mut counts = Vec::with_capacity(length);
        for _ in 0..length {
            let mean = self.rate * self.mixing.map_or(1.0, |it| it.sample(rng));
            counts.push(Poisson::new(mean).map_or(0.0, |it| it.sample(rng)));
        }
        let own = (counts[..train].iter().sum::<f64>() + 0.5) / (self.rate * train as f64 + 0.5);
        let expected = own * self.rate;
        counts.iter().map(|it| small_count_score(*it, expected, self.sd)).collect()
    }
}

/// A small count against its expectation: Anscombe's root.
fn small_count_score(count: f64, expected: f64, sd: f64) -> f64 {
    2.0 * ((count + 0.375).sqrt() - (expected + 0.375).sqrt()) / sd
}
