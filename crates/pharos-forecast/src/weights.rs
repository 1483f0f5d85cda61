//! Weights of members by days ahead.

use crate::backtest::{AHEAD, Backtest};
use crate::pool::REFERENCE;

/// Buckets of days ahead that have their own weights.
pub(crate) const BUCKETS: usize = 4;
/// Days after which a past error counts half.
const HALF_LIFE_DAYS: f64 = 120.0;
/// Weights are the inverse errors to this power: members close to each other weigh alike, for the mean of many beats
/// the choice of one (Bates and Granger 1969; Timmermann 2006), and a member twice as bad weighs nothing.
const POWER: f64 = 8.0;
/// Share of the reference's whole error that stands for what is not known of a member yet.
const PRIOR: f64 = 0.05;

/// Bucket of days ahead (1 is the first day).
pub(crate) fn bucket(ahead: usize) -> usize {
    match ahead {
        0..=3 => 0,
        4..=9 => 1,
        10..=18 => 2,
        _ => 3,
    }
}

/// The weight of each member in each bucket; a bucket's weights sum to 1.
pub(crate) struct Weights {
    by_member: Vec<[f64; BUCKETS]>,
}

impl Weights {
    /// From absolute errors relative to the reference's on the same targets, so a member that could only speak in calm
    /// (or wild) times is not favoured for it.
    pub fn new(test: &Backtest, end: usize) -> Self {
        let m = test.names.len();
        let mut errors = vec![[0.0; BUCKETS]; m];
        let mut bases = vec![[0.0; BUCKETS]; m];
        for (o, origin) in test.origins.iter().enumerate() {
            for (h, came) in test.came(o).iter().enumerate().take(AHEAD) {
                let base = (test.said(REFERENCE, o)[h] - came).abs();
                if !base.is_finite() {
                    continue;
                }
                let weight = 0.5_f64.powf((end - origin - h) as f64 / HALF_LIFE_DAYS);
                for k in 0..m {
                    let error = (test.said(k, o)[h] - came).abs();
                    if error.is_finite() {
                        errors[k][bucket(h + 1)] += weight * error;
                        bases[k][bucket(h + 1)] += weight * base;
                    }
                }
            }
        }
        let mut by_member = vec![[0.0; BUCKETS]; m];
        for b in 0..BUCKETS {
            let prior = PRIOR * bases[REFERENCE][b];
            let weight = |k: usize| {
                let ratio = (errors[k][b] + prior) / (bases[k][b] + prior);
                if ratio.is_finite() { ratio.max(1e-3).powf(-POWER) } else { 1.0 }
            };
            let sum: f64 = (0..m).map(weight).sum();
            by_member.iter_mut().enumerate().for_each(|(k, own)| own[b] = weight(k) / sum);
        }
        Self { by_member }
    }

    /// Weights of a member by bucket.
    pub fn of(&self, member: usize) -> [f64; BUCKETS] {
        self.by_member[member]
    }

    /// The weighted mean of what members say so many days ahead (1 is the first); those that cannot say are left out.
    pub fn combine(&self, ahead: usize, said: impl Fn(usize) -> f64) -> f64 {
        let b = bucket(ahead);
        let (mut sum, mut weight) = (0.0, 0.0);
        for (k, own) in self.by_member.iter().enumerate() {
            let value = said(k);
            if value.is_finite() {
                sum += (own[b] + 1e-9) * value;
                weight += own[b] + 1e-9;
            }
        }
        sum / weight
    }
}
