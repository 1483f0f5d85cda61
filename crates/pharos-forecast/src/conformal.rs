//! Prediction intervals from what past forecasts missed: normalised residuals that fade, at levels that adapt.
//!
//! Sources: V. Vovk, A. Gammerman, G. Shafer, "Algorithmic learning in a random world" (2005); I. Gibbs, E. Candes,
//! "Adaptive conformal inference under distribution shift" (2021).

use pharos_domain::Quantiles;

use crate::fading_histogram::FadingHistogram;

const P: [f64; 5] = Quantiles::PROBABILITIES;
/// Normal quantiles of the five probabilities.
const Z: [f64; 5] = [-1.959_964, -1.281_552, 0.0, 1.281_552, 1.959_964];
/// Buckets of days ahead that have their own residuals.
pub(crate) const LEADS: usize = 5;
/// Days over which misses of a bucket hang together: origins nearer than that are not separate experiences.
const BLOCK_DAYS: [f64; LEADS] = [5.0, 7.0, 10.0, 12.0, 14.0];
/// Days after which a residual counts half.
const HALF_LIFE_DAYS: f64 = 240.0;
/// Step of the adaptive levels at every origin.
const ADAPT: f64 = 0.007;
/// Share of the residuals' median that moves the median forecast, after very many experiences.
const MEDIAN_KEPT: f64 = 0.5;
/// Separate experiences after which half of that is kept: a few months all of whose misses lie on one side say little of
/// the next.
const MEDIAN_PRIOR: f64 = 20.0;
/// Separate experiences after which the bounds of the misses themselves count half.
const FEW: f64 = 2.0;
/// Growth of the spread with the days ahead beyond those the backtest sees: a power of the ratio.
const BEYOND_POWER: f64 = 0.35;

/// Bucket of days ahead (1 is the first).
pub(crate) fn lead(ahead: usize) -> usize {
    match ahead {
        0..=2 => 0,
        3..=7 => 1,
        8..=14 => 2,
        15..=21 => 3,
        _ => 4,
    }
}

/// A past forecast and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub slot: usize,
    pub forecast: f64,
    pub value: f64,
}

/// The pairs of one origin and one bucket.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Day index at which all of it was known.
    pub known: usize,
    pub lead: usize,
    pub pairs: Vec<Pair>,
}

/// What residuals say of the spread around a forecast.
#[derive(Debug, Clone)]
pub(crate) struct Calibration {
    /// The spread grows like the forecast to this power.
    power: f64,
    slot_scale: Vec<f64>,
    bounds: [[f64; 5]; LEADS],
    /// Variance over mean of a count that no interval may fall below; 0 for what is not a count.
    floor: f64,
}

impl Calibration {
    /// From the groups of a backtest that ended at day `end`.
    pub fn new(groups: &[Group], slots: usize, end: usize, floor: f64) -> Self {
        let power = power(groups);
        let mut res =
            Self { power, slot_scale: slot_scales(groups, slots, power), bounds: [[0.0; 5]; LEADS], floor };
        let unit = typical(groups, &res).max(1e-9);
        res.slot_scale.iter_mut().for_each(|scale| *scale *= unit);
        let mut order: Vec<&Group> = groups.iter().collect();
        order.sort_by_key(|group| group.known);
        // Without any experience: as wide as a normal distribution whose typical miss is the assumed one.
        let mut last = Z.map(|z| z * 1.4826);
        for (lead, block_days) in BLOCK_DAYS.into_iter().enumerate() {
            let own: Vec<&Group> = order.iter().copied().filter(|group| group.lead == lead).collect();
            last = match adapt(&own, &res, end, block_days) {
                Some(bounds) => bounds,
                None if lead > 0 => last.map(|bound| 1.25 * bound),
                None => last,
            };
            res.bounds[lead] = last;
        }
        res
    }

    fn sigma(&self, slot: usize, forecast: f64) -> f64 {
        self.slot_scale[slot.min(self.slot_scale.len() - 1)] * forecast.max(0.5).powf(self.power)
    }

    /// A miss in units of the usual one.
    pub fn normalised(&self, pair: &Pair) -> f64 {
        (pair.value - pair.forecast) / self.sigma(pair.slot, pair.forecast)
    }

    /// The five quantiles around a forecast so many days ahead (1 is the first), not below zero.
    pub fn around(&self, ahead: usize, slot: usize, forecast: f64) -> [f64; 5] {
        let further = if ahead > 28 { (ahead as f64 / 28.0).powf(BEYOND_POWER) } else { 1.0 };
        let sigma = self.sigma(slot, forecast) * further;
        let least = (self.floor * forecast.max(0.3)).sqrt();
        let bounds = self.bounds[lead(ahead)];
        let mut res: [f64; 5] = std::array::from_fn(|k| {
            let own = forecast + sigma * bounds[k];
            let floor = forecast + Z[k] * least;
            match k {
                0 | 1 => own.min(floor),
                2 => own,
                _ => own.max(floor),
            }
            .max(0.0)
        });
        for k in 1..5 {
            res[k] = res[k].max(res[k - 1]);
        }
        res
    }
}

/// How the spread grows with the forecast: the slope of log |miss| over log forecast, drawn to 0.8, within 0.5 to 1
/// (Poisson noise has 0.5, a doubtful level 1).
fn power(groups: &[Group]) -> f64 {
    let (mut n, mut sx, mut sy, mut sxx, mut sxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for pair in groups.iter().flat_map(|group| &group.pairs) {
        let x = pair.forecast.max(0.5).ln();
        let y = ((pair.value - pair.forecast).abs() + 0.05 * pair.forecast.max(0.0).sqrt() + 1e-6).ln();
        n += 1.0;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    if n < 10.0 {
        return 0.8;
    }
    let (variance, covariance) = (sxx / n - (sx / n).powi(2), sxy / n - sx / n * sy / n);
    let prior = 0.05;
    ((covariance + prior * 0.8) / (variance + prior)).clamp(0.5, 1.0)
}

/// Spread of each slot relative to all, drawn to 1.
fn slot_scales(groups: &[Group], slots: usize, power: f64) -> Vec<f64> {
    let (mut sums, mut counts) = (vec![0.0; slots], vec![0.0; slots]);
    for pair in groups.iter().flat_map(|group| &group.pairs) {
        sums[pair.slot] += (pair.value - pair.forecast).abs() / pair.forecast.max(0.5).powf(power);
        counts[pair.slot] += 1.0;
    }
    let (total, n): (f64, f64) = (sums.iter().sum(), counts.iter().sum());
    if total <= 0.0 || n == 0.0 {
        return vec![1.0; slots];
    }
    let mean = total / n;
    let prior = 60.0;
    (0..slots).map(|s| (sums[s] + prior * mean) / (counts[s] + prior) / mean).collect()
}

/// Median size of a normalised miss; without any a spread of 30 % at ten contacts.
fn typical(groups: &[Group], calibration: &Calibration) -> f64 {
    let pairs = groups.iter().flat_map(|group| &group.pairs);
    let mut sizes: Vec<f64> = pairs.map(|pair| calibration.normalised(pair).abs()).collect();
    if sizes.is_empty() {
        return 0.5;
    }
    let middle = sizes.len() / 2;
    *sizes.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// Goes through the groups in time: each first judges the levels (too many misses widen them), then joins the residuals.
/// The bounds lie around the median that is kept, widened as Student's quantiles are against the normal ones, by the number of
/// separate experiences.
fn adapt(own: &[&Group], calibration: &Calibration, end: usize, block_days: f64) -> Option<[f64; 5]> {
    let first = own.first()?.known;
    let mut histogram = FadingHistogram::new();
    let mut levels = P;
    let mut at = first;
    for (seen, group) in own.iter().enumerate() {
        histogram.fade(0.5_f64.powf((group.known - at) as f64 / HALF_LIFE_DAYS));
        at = group.known;
        let residuals: Vec<f64> = group.pairs.iter().map(|pair| calibration.normalised(pair)).collect();
        let weight = 1.0 / residuals.len() as f64;
        if seen >= 6 {
            for (level, p) in levels.iter_mut().zip(P) {
                let bound = histogram.quantile(*level);
                let below = weight * residuals.iter().filter(|residual| **residual < bound).count() as f64;
                *level = (*level + ADAPT * (p - below)).clamp(0.2 * p, 1.0 - 0.2 * (1.0 - p));
            }
        }
        residuals.iter().for_each(|residual| histogram.add(*residual, weight));
    }
    let days = end.saturating_sub(first).max(1) as f64;
    let memory = 2.0 * HALF_LIFE_DAYS / std::f64::consts::LN_2;
    let separate = memory.min(days) / block_days + 1.0;
    let median = histogram.quantile(levels[2]);
    let kept = median * MEDIAN_KEPT * separate / (separate + MEDIAN_PRIOR);
    // The bounds go with the median that is kept, not with that of the past: a level that rose for months may fall. After few
    // experiences the misses' own side is no less likely.
    let few = FEW / (separate + FEW);
    Some(std::array::from_fn(|k| {
        let width = student_over_normal(Z[k], separate);
        let own = histogram.quantile(levels[k]) * width;
        let placed = kept + (histogram.quantile(levels[k]) - median) * width;
        match k {
            0 | 1 => placed + few * (own.min(placed) - placed),
            2 => kept,
            _ => placed + few * (own.max(placed) - placed),
        }
    }))
}

/// Student's quantile over the normal one with n degrees of freedom (the first terms of the expansion in 1/n; G. W. Hill,
/// "Student's t-quantiles", 1970).
fn student_over_normal(z: f64, n: f64) -> f64 {
    let z2 = z * z;
    let n = n.max(2.0);
    1.0 + (z2 + 1.0) / (4.0 * n) + (5.0 * z2 * z2 + 16.0 * z2 + 3.0) / (96.0 * n * n)
}

#[cfg(test)]
mod tests;
