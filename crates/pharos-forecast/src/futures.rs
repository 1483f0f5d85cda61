//! Joint futures: whole courses of the days ahead whose slots hang together as the misses of past forecasts did.
//!
//! Each future takes the ranks of the misses of one past origin and the calibrated quantiles of the present forecast
//! (the Schaake shuffle: M. Clark and others, 2004; R. Schefzik and others, "Uncertainty quantification in complex
//! simulation models using ensemble copula coupling", 2013). So a slot's futures spread as its published quantiles say, and
//! a day that starts high stays high as it did before. Contacts and handle time of a future come from the same origin.

use pharos_domain::Quantiles;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::backtest::AHEAD;
use crate::conformal::{Calibration, LEADS, Pair, lead};

/// Ranks (0 to 1) of the misses at past origins: origins x days ahead x slots; NaN where nothing came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Templates {
    ranks: Vec<Vec<f32>>,
    slots: usize,
}

impl Templates {
    /// Ranks each miss among those of the same slot and bucket of days ahead, so that every slot's ranks are even.
    pub fn new(said: &[Vec<(usize, Pair)>], calibration: &Calibration, slots: usize) -> Self {
        let mut misses: Vec<Vec<(f64, usize, usize)>> = vec![vec![]; LEADS * slots];
        for (origin, pairs) in said.iter().enumerate() {
            for (h, pair) in pairs {
                misses[lead(h + 1) * slots + pair.slot].push((calibration.normalised(pair), origin, *h));
            }
        }
        let mut ranks = vec![vec![f32::NAN; AHEAD * slots]; said.len()];
        for (part, own) in misses.iter_mut().enumerate() {
            own.sort_by(|a, b| a.0.total_cmp(&b.0));
            let n = own.len() as f32;
            for (place, (_, origin, h)) in own.iter().enumerate() {
                ranks[*origin][h * slots + part % slots] = (place as f32 + 0.5) / n;
            }
        }
        Self { ranks, slots }
    }

    /// Origins there are.
    pub fn len(&self) -> usize {
        self.ranks.len()
    }

    /// Ranks of a future of so many days: from `origin`, and from the next ones (round) beyond the days a backtest looks
    /// ahead. What is missing takes the next known day of the same origin; without any history ranks are drawn.
    fn course(&self, origin: usize, days: usize, slots: usize, rng: &mut ChaCha8Rng) -> Vec<f64> {
        let mut res = vec![f64::NAN; days * slots];
        for day in 0..days {
            let level: f64 = rng.random();
            let turn = day / AHEAD;
            for s in 0..slots {
                let known = (!self.ranks.is_empty() && s < self.slots).then(|| {
                    let own = &self.ranks[(origin + 7 * turn) % self.ranks.len()];
                    let around = (0..AHEAD).map(|d| own[((day + d) % AHEAD) * self.slots + s]);
                    around.into_iter().find(|rank| rank.is_finite()).map(f64::from)
                });
                res[day * slots + s] =
                    known.flatten().unwrap_or_else(|| (level + 0.2 * rng.random::<f64>()).fract());
            }
        }
        res
    }
}

/// The value at a rank of a distribution given by five quantiles: linear between them, tails as the nearest stretch
/// of a normal distribution would go on.
pub fn value_at(quantiles: &Quantiles, rank: f64) -> f64 {
    let pairs = quantiles.pairs();
    let (p, v): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    if rank <= p[0] {
        // Between the 2.5 % quantile and the least: at most as far again as from 10 % to 2.5 %.
        return (v[0] - (v[1] - v[0]) * (1.0 - rank / p[0])).max(0.0);
    }
    if rank >= p[4] {
        return v[4] + (v[4] - v[3]) * (rank - p[4]) / (1.0 - p[4]);
    }
    let k = p.windows(2).position(|pair| rank <= pair[1]).unwrap_or(3);
    v[k] + (v[k + 1] - v[k]) * (rank - p[k]) / (p[k + 1] - p[k])
}

/// Futures of contacts and handle time over the days ahead, drawn together.
#[derive(Debug, Clone, PartialEq)]
pub struct Futures {
    /// futures x (days x slots).
    pub contacts: Vec<Vec<f64>>,
    /// The same for the mean handle time in seconds; empty without one.
    pub handle_s: Vec<Vec<f64>>,
}

/// Draws `n` futures from the slots' quantiles of contacts and handle time. Equal arguments give equal futures.
pub(crate) fn draw(
    contacts: (&[Quantiles], &Templates),
    handle: Option<(&[Quantiles], &Templates)>,
    days: usize,
    n: usize,
    seed: u64,
) -> Futures {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let slots = contacts.0.len() / days.max(1);
    let mut res = Futures { contacts: Vec::with_capacity(n), handle_s: vec![] };
    for k in 0..n {
        let origins = contacts.1.len().max(1);
        // Every origin in turn, from a drawn beginning, so none is left out by chance.
        let origin =
            if k < origins { (k + seed as usize % origins) % origins } else { rng.random_range(0..origins) };
        let values = |(quantiles, templates): (&[Quantiles], &Templates), rng: &mut ChaCha8Rng| {
            let ranks = templates.course(origin.min(templates.len().saturating_sub(1)), days, slots, rng);
            quantiles.iter().zip(ranks).map(|(q, rank)| value_at(q, rank)).collect::<Vec<f64>>()
        };
        res.contacts.push(values(contacts, &mut rng));
        if let Some(handle) = handle {
            res.handle_s.push(values(handle, &mut rng));
        }
    }
    res
}

/// The five quantiles and the mean of values that are equally likely.
pub(crate) fn quantiles_of(mut values: Vec<f64>) -> Quantiles {
    if values.is_empty() {
        return Quantiles::certain(0.0);
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.sort_by(f64::total_cmp);
    let at = |p: f64| {
        let place = p * (values.len() - 1) as f64;
        let below = place.floor() as usize;
        let above = (below + 1).min(values.len() - 1);
        values[below] + (values[above] - values[below]) * (place - below as f64)
    };
    Quantiles::from_values(mean, Quantiles::PROBABILITIES.map(at))
}

#[cfg(test)]
mod tests;
