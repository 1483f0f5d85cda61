//! Limits of natural variation: within them a single value says nothing new.
//!
//! Source: Montgomery, Introduction to Statistical Quality Control, chapters 6, 7 and 9; Laney (2002), Quality
//! Engineering 14; Page (1954), Biometrika 41.

/// Limits of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ControlLimits {
    /// Mean of the values.
    pub centre: f64,
    /// Lower limit, three standard deviations below.
    pub lower: f64,
    /// Upper limit, three standard deviations above.
    pub upper: f64,
}

/// A share per period: how many of how many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Those that count.
    pub counted: f64,
    /// All.
    pub n: f64,
}

/// One step of a tabular CUSUM.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cusum {
    /// Sum of what exceeds the target by more than the slack.
    pub high: f64,
    /// Sum of what falls below the target by more than the slack.
    pub low: f64,
}

/// Mean range of two normal values in standard deviations (d2 for n = 2).
const RANGE_OF_TWO: f64 = 1.128;

/// Individuals chart (XmR): limits at the mean -+ 3 x mean moving range / 1.128. None below two values.
pub fn individuals(values: &[f64]) -> Option<ControlLimits> {
    if values.len() < 2 {
        return None;
    }
    let centre = values.iter().sum::<f64>() / values.len() as f64;
    let half = 3.0 * mean_moving_range(values)? / RANGE_OF_TWO;
    Some(ControlLimits { centre, lower: centre - half, upper: centre + half })
}

/// Mean absolute difference of neighbours. None below two values.
pub fn mean_moving_range(values: &[f64]) -> Option<f64> {
    let ranges = values.len().checked_sub(1).filter(|it| 0 < *it)?;
    Some(values.windows(2).map(|it| (it[1] - it[0]).abs()).sum::<f64>() / ranges as f64)
}

/// Limits of a share for a period with `n` cases (p chart): binomial around the overall share, inside 0..=1. The
/// `spread` multiplies the standard deviation: 1, or that of [`laney_spread`] (p' chart). None without cases.
pub fn share_limits(history: &[Share], n: f64, spread: f64) -> Option<ControlLimits> {
    let centre = overall_share(history)?;
    if n.is_nan() || n <= 0.0 {
        return None;
    }
    let half = 3.0 * spread * (centre * (1.0 - centre) / n).sqrt();
    Some(ControlLimits { centre, lower: (centre - half).max(0.0), upper: (centre + half).min(1.0) })
}

/// Laney's sigma z: how many times as wide as binomial chance the shares vary from period to period. None below two
/// periods or when the overall share is 0 or 1.
pub fn laney_spread(history: &[Share]) -> Option<f64> {
    let centre = overall_share(history).filter(|it| 0.0 < *it && *it < 1.0)?;
    let with_cases = history.iter().filter(|it| 0.0 < it.n);
    let z: Vec<f64> =
        with_cases.map(|it| (it.counted / it.n - centre) / (centre * (1.0 - centre) / it.n).sqrt()).collect();
    Some(mean_moving_range(&z)? / RANGE_OF_TWO)
}

/// Tabular CUSUM of both sides, starting at zero. `target` and `slack` are in the unit of the values.
pub fn cusum(values: &[f64], target: f64, slack: f64) -> Vec<Cusum> {
    let next = |sum: &mut Cusum, value: &f64| {
        sum.high = (sum.high + value - target - slack).max(0.0);
        sum.low = (sum.low + target - slack - value).max(0.0);
        Some(*sum)
    };
    values.iter().scan(Cusum { high: 0.0, low: 0.0 }, next).collect()
}

fn overall_share(history: &[Share]) -> Option<f64> {
    let n: f64 = history.iter().map(|it| it.n).sum();
    (0.0 < n).then(|| history.iter().map(|it| it.counted).sum::<f64>() / n)
}

#[cfg(test)]
mod tests;
