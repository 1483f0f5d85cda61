//! How good stated probabilities were, once the outcome is known.
//!
//! Sources: Brier (1950), Monthly Weather Review 78; Murphy (1973), Journal of Applied Meteorology 12; expected calibration
//! error as in Naeini et al. (2015), AAAI.

/// A stated probability and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stated {
    /// Probability stated.
    pub p: f64,
    /// True when it came.
    pub came: bool,
}

/// The record of many stated probabilities.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Number of statements.
    pub n: u64,
    /// Share that came.
    pub base_rate: f64,
    /// Mean squared error; less is better.
    pub brier: f64,
    /// 1 - brier / brier of always stating the base rate; None when all or none came.
    pub skill: Option<f64>,
    /// Mean absolute difference of stated and come, over ten bins of equal width weighted by their size.
    pub calibration_error: f64,
    /// Murphy's parts over the distinct probabilities: reliability, resolution, uncertainty.
    pub murphy: (f64, f64, f64),
    /// Per bin of ten with statements: how many, mean stated, share that came.
    pub bins: Vec<(u64, f64, f64)>,
}

const BINS: usize = 10;

/// The record of the statements. None without any, or when a probability is not in 0..=1.
pub fn record(statements: &[Stated]) -> Option<Record> {
    if statements.is_empty() || !statements.iter().all(|it| (0.0..=1.0).contains(&it.p)) {
        return None;
    }
    let n = statements.len() as f64;
    let outcome = |it: &Stated| f64::from(u8::from(it.came));
    let base_rate = statements.iter().map(outcome).sum::<f64>() / n;
    let brier = statements.iter().map(|it| (it.p - outcome(it)).powi(2)).sum::<f64>() / n;
    let uncertainty = base_rate * (1.0 - base_rate);
    let mut sorted = statements.to_vec();
    sorted.sort_by(|a, b| a.p.total_cmp(&b.p));
    let (mut reliability, mut resolution) = (0.0, 0.0);
    for same in sorted.chunk_by(|a, b| a.p == b.p) {
        let (size, _, came) = summary(same);
        reliability += size as f64 / n * (same[0].p - came).powi(2);
        resolution += size as f64 / n * (came - base_rate).powi(2);
    }
    let bin = |it: &Stated| ((it.p * BINS as f64) as usize).min(BINS - 1);
    let bins: Vec<(u64, f64, f64)> = sorted.chunk_by(|a, b| bin(a) == bin(b)).map(summary).collect();
    let calibration_error = bins.iter().map(|it| it.0 as f64 / n * (it.1 - it.2).abs()).sum();
    Some(Record {
        n: statements.len() as u64,
        base_rate,
        brier,
        skill: (0.0 < uncertainty).then(|| 1.0 - brier / uncertainty),
        calibration_error,
        murphy: (reliability, resolution, uncertainty),
        bins,
    })
}

fn summary(statements: &[Stated]) -> (u64, f64, f64) {
    let n = statements.len() as f64;
    let came = statements.iter().filter(|it| it.came).count() as f64;
    (statements.len() as u64, statements.iter().map(|it| it.p).sum::<f64>() / n, came / n)
}

#[cfg(test)]
mod tests;
