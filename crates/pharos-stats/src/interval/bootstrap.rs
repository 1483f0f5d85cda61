//! The percentile bootstrap of a ratio of sums over clusters.

use std::sync::OnceLock;

use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::{Interval, one_side};
use crate::quantile;

/// Clusters below which a bootstrap says more about the draw than about the population.
const CLUSTERS_MIN: usize = 5;
/// More clusters than this are first dealt at random into this many blocks, which bounds the work per replicate.
const BLOCKS_MAX: usize = 4096;
/// Up to so many clusters the draws are kept, 500 replicates of them in 32 kB: an agent's week or month has no more days.
const KEPT_UP_TO: usize = 64;

/// Draws with replacement from one seed, the same for every ratio of as many clusters: where very many ratios are asked for,
/// drawing takes longer than adding up what was drawn.
///
/// Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, sections 2.4 and 5.3.
#[derive(Debug)]
pub struct Bootstrap {
    seed: u64,
    replicates: u32,
    /// By number of clusters which of them every replicate takes, one replicate after the other.
    kept: [OnceLock<Vec<u8>>; KEPT_UP_TO + 1],
}

impl Bootstrap {
    /// So many replicates from that seed.
    pub fn new(seed: u64, replicates: u32) -> Self {
        Bootstrap { seed, replicates, kept: [const { OnceLock::new() }; KEPT_UP_TO + 1] }
    }

    /// Interval of a ratio of sums over clusters of (numerator, denominator).
    ///
    /// The same clusters and seed give the same interval in whatever order the clusters come. A replicate without
    /// denominator has no ratio and is left out; None when that happens to more than half, below five clusters, or when the
    /// denominators sum to zero. Above 4,096 clusters, blocks of clusters dealt at random are resampled.
    pub fn ratio(&self, clusters: &[(f64, f64)], confidence: f64) -> Option<Interval> {
        let alpha_half = one_side(confidence)?;
        let finite = clusters.iter().all(|(num, den)| num.is_finite() && den.is_finite());
        if clusters.len() < CLUSTERS_MIN || self.replicates == 0 || !finite {
            return None;
        }
        let mut sorted = clusters.to_vec();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        if sorted.iter().map(|it| it.1).sum::<f64>() == 0.0 {
            return None;
        }
        let mut ratios = self.ratios(sorted);
        if ratios.len() * 2 < self.replicates as usize {
            return None;
        }
        let lo = quantile::type7(&mut ratios, alpha_half)?;
        let hi = quantile::type7(&mut ratios, 1.0 - alpha_half)?;
        Some(Interval { lo, hi })
    }

    /// The ratios of the replicates that have one.
    fn ratios(&self, clusters: Vec<(f64, f64)>) -> Vec<f64> {
        let mut ratios = Vec::with_capacity(self.replicates as usize);
        let mut keep = |(num, den): (f64, f64)| {
            if den != 0.0 {
                ratios.push(num / den);
            }
        };
        let size = clusters.len();
        if let Some(kept) = self.kept.get(size) {
            let draws = kept.get_or_init(|| self.draws(size));
            for replicate in draws.chunks_exact(size) {
                keep(total(replicate.iter().map(|index| clusters[usize::from(*index)])));
            }
            return ratios;
        }
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        let units = into_blocks(clusters, &mut rng);
        for _ in 0..self.replicates {
            keep(total((0..units.len()).map(|_| units[rng.random_range(0..units.len())])));
        }
        ratios
    }

    /// Which of so many clusters the replicates take.
    fn draws(&self, size: usize) -> Vec<u8> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        (0..self.replicates as usize * size).map(|_| rng.random_range(0..size) as u8).collect()
    }
}

fn total(units: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    units.fold((0.0, 0.0), |(num, den), unit| (num + unit.0, den + unit.1))
}

/// Sums of clusters dealt at random: blocks of independent clusters are again independent, so the bootstrap of blocks
/// estimates the same spread.
fn into_blocks(mut clusters: Vec<(f64, f64)>, rng: &mut ChaCha8Rng) -> Vec<(f64, f64)> {
    if clusters.len() <= BLOCKS_MAX {
        return clusters;
    }
    clusters.shuffle(rng);
    let mut blocks = vec![(0.0, 0.0); BLOCKS_MAX];
    for (index, cluster) in clusters.into_iter().enumerate() {
        let block = &mut blocks[index % BLOCKS_MAX];
        block.0 += cluster.0;
        block.1 += cluster.1;
    }
    blocks
}
