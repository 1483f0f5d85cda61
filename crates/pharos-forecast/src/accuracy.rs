//! How good a forecast was, once what it spoke of has come.

use pharos_domain::Quantiles;
use serde::{Deserialize, Serialize};

/// A published forecast of one interval beside what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// What was said.
    pub said: Quantiles,
    /// What came.
    pub came: f64,
    /// What the mean of the same slot in the six weeks before would have said, where there were any.
    pub same_slot_mean: Option<f64>,
}

/// The figures of a set of intervals. Ratios are of sums over all intervals, so busy ones weigh more.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Accuracy {
    /// Intervals judged.
    pub n: usize,
    /// Sum of what came.
    pub came: f64,
    /// Sum of |said - came| over the sum of what came (weighted absolute percentage error).
    pub wape: f64,
    /// Sum of (said - came) over the sum of what came: above zero means too much was forecast.
    pub bias: f64,
    /// Share of intervals inside the 80 % interval.
    pub coverage_80: f64,
    /// Share inside the 95 % interval.
    pub coverage_95: f64,
    /// Twice the mean pinball loss of the 10, 50 and 90 % quantiles over the mean of what came: on the scale of WAPE
    /// (R. Koenker, G. Bassett, "Regression quantiles", 1978).
    pub pinball: f64,
    /// WAPE of the mean of the same slot in six weeks, on the intervals that have one.
    pub same_slot_wape: Option<f64>,
    /// The WAPE that counts of this size have by chance, were their means known exactly: no forecast stays below it.
    pub poisson_floor: f64,
}

/// Judges some intervals; `None` where there are none or nothing came.
pub fn accuracy(judged: &[Judged]) -> Option<Accuracy> {
    let came: f64 = judged.iter().map(|j| j.came).sum();
    if judged.is_empty() || came <= 0.0 {
        return None;
    }
    let n = judged.len() as f64;
    let share = |inside: &dyn Fn(&Judged) -> bool| judged.iter().filter(|j| inside(j)).count() as f64 / n;
    let loss = |j: &Judged| {
        let parts = [(0.1, j.said.q10), (0.5, j.said.q50), (0.9, j.said.q90)];
        parts.iter().map(|(p, q)| pinball(*p, *q, j.came)).sum::<f64>() / 3.0
    };
    let with_slot: Vec<(f64, f64)> =
        judged.iter().filter_map(|j| j.same_slot_mean.map(|m| (m, j.came))).collect();
    let slot_came: f64 = with_slot.iter().map(|(_, came)| came).sum();
    Some(Accuracy {
        n: judged.len(),
        came,
        wape: judged.iter().map(|j| (j.said.mean - j.came).abs()).sum::<f64>() / came,
        bias: judged.iter().map(|j| j.said.mean - j.came).sum::<f64>() / came,
        coverage_80: share(&|j| (j.said.q10..=j.said.q90).contains(&j.came)),
        coverage_95: share(&|j| (j.said.q025..=j.said.q975).contains(&j.came)),
        pinball: 2.0 * judged.iter().map(loss).sum::<f64>() / came,
        same_slot_wape: (slot_came > 0.0)
            .then(|| with_slot.iter().map(|(mean, came)| (mean - came).abs()).sum::<f64>() / slot_came),
        poisson_floor: judged.iter().map(|j| poisson_mean_deviation(j.said.mean)).sum::<f64>() / came,
    })
}

/// Pinball loss of a quantile.
pub fn pinball(p: f64, quantile: f64, came: f64) -> f64 {
    (p * (came - quantile)).max((p - 1.0) * (came - quantile))
}

/// Mean absolute deviation of a Poisson count from its mean: 2 m^(k+1) e^-m / k!, k the whole part of m (A. de Moivre;
/// P. Diaconis, S. Zabell, "Closed form summation for classical distributions", 1991).
pub fn poisson_mean_deviation(mean: f64) -> f64 {
    if mean <= 0.0 {
        return 0.0;
    }
    let k = mean.floor();
    if k > 170.0 {
        // Stirling's error below 1e-3 here.
        return (2.0 * mean / std::f64::consts::PI).sqrt();
    }
    let log_factorial: f64 = (1..=k as u32).map(|i| f64::from(i).ln()).sum();
    2.0 * ((k + 1.0) * mean.ln() - mean - log_factorial).exp()
}

/// Why the workload of an interval was missed: the parts add up to `came - said`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MissParts {
    /// Agent seconds because more (or fewer) contacts came, at the handle time forecast.
    pub volume_s: f64,
    /// Because they took longer (or shorter).
    pub handle_s: f64,
}

/// Splits a miss of workload into volume and handle time: what came in contacts is taken at the handle time said, the
/// rest is handle time.
pub fn miss_parts(
    said_contacts: f64,
    said_handle_s: f64,
    came_contacts: f64,
    came_handle_s: f64,
) -> MissParts {
    MissParts {
        volume_s: (came_contacts - said_contacts) * said_handle_s,
        handle_s: (came_handle_s - said_handle_s) * came_contacts,
    }
}

#[cfg(test)]
mod tests;
