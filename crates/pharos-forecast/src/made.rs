//! Series made for tests: counts drawn from a known truth, with a seed.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::grid::{Grid, weekday};

/// 2024-01-01, a Monday.
pub(crate) const MONDAY: i64 = 19_723;
/// Weekday factors of a centre open from Monday to Saturday.
pub(crate) const WEEK: [f64; 7] = [1.3, 1.1, 1.0, 1.0, 0.9, 0.5, 0.0];
/// Shares of four slots.
pub(crate) const SHARES: [f64; 4] = [0.2, 0.4, 0.3, 0.1];

/// A grid of days x four slots from 2024-01-01; Sundays are closed. `level` is the mean of a day of factor 1.
pub(crate) fn counts(days: usize, seed: u64, level: impl Fn(i64) -> f64) -> Grid {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut values = vec![];
    for day in 0..days as i64 {
        let mean = level(MONDAY + day) * WEEK[weekday(MONDAY + day)];
        for share in SHARES {
            values.push(if mean > 0.0 { poisson(mean * share, &mut rng) } else { f64::NAN });
        }
    }
    let open = std::array::from_fn(|w| vec![WEEK[w] > 0.0; 4]);
    Grid::from_parts(MONDAY, vec![32_400, 36_000, 39_600, 43_200], 3_600, values, open)
}

/// A Poisson count by adding up exponential waits (in parts, so that none is lost to rounding).
pub(crate) fn poisson(mean: f64, rng: &mut ChaCha8Rng) -> f64 {
    let (mut count, mut left) = (0.0, mean);
    loop {
        left -= -(1.0 - rng.random::<f64>()).ln();
        if left < 0.0 {
            return count;
        }
        count += 1.0;
    }
}

/// A request without events.
pub(crate) fn plain(horizon_days: usize) -> crate::Request<'static> {
    crate::Request { horizon_days, events: &[], prior: &[] }
}
