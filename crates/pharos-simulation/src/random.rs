//! Streams of random numbers from one seed, and the duration laws drawn from them.

use rand::{Rng, SeedableRng};
use rand_distr::{Distribution as _, Exp1, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::scenario::Distribution;

/// The generator of every stream: xoshiro256++ (Blackman and Vigna 2021), portable over machines.
pub(crate) type Stream = Xoshiro256PlusPlus;

/// A stream of its own for each purpose: two scenarios with the same seed see the same arrivals even where one of
/// them draws more service times (common random numbers).
pub(crate) fn stream(seed: u64, purpose: u64, index: u64) -> Stream {
    let mixed = mix(mix(mix(seed) ^ purpose) ^ index);
    Stream::seed_from_u64(mixed)
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit.
fn mix(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A duration law ready to draw from, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sampler {
    Exponential { mean_s: f64 },
    Lognormal { mu: f64, sigma: f64 },
    Constant { value_s: f64 },
}

impl Sampler {
    /// `cv` is the coefficient of variation and is used by the log-normal law alone.
    pub(crate) fn new(distribution: Distribution, mean_s: f64, cv: f64) -> Sampler {
        match distribution {
            Distribution::Exponential => Sampler::Exponential { mean_s },
            Distribution::Constant => Sampler::Constant { value_s: mean_s },
            Distribution::Lognormal => {
                let sigma_squared = (1.0 + cv * cv).ln();
                Sampler::Lognormal { mu: mean_s.ln() - sigma_squared / 2.0, sigma: sigma_squared.sqrt() }
            }
        }
    }

    #[inline]
    pub(crate) fn draw(self, stream: &mut Stream) -> f64 {
        match self {
            Sampler::Exponential { mean_s } => mean_s * exponential(stream),
            Sampler::Lognormal { mu, sigma } => (mu + sigma * normal(stream)).exp(),
            Sampler::Constant { value_s } => value_s,
        }
    }
}

/// An exponential number of mean 1.
#[inline]
pub(crate) fn exponential(stream: &mut Stream) -> f64 {
    Exp1.sample(stream)
}

/// A standard normal number.
#[inline]
pub(crate) fn normal(stream: &mut Stream) -> f64 {
    StandardNormal.sample(stream)
}

/// True with probability `share`; draws nothing where the answer is certain.
#[inline]
pub(crate) fn chance(stream: &mut Stream, share: f64) -> bool {
    share > 0.0 && (share >= 1.0 || stream.random::<f64>() < share)
}

#[cfg(test)]
mod tests;
