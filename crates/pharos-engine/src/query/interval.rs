//! The interval of a number by the metric's stated method.

use pharos_metric::IntervalMethod;
use pharos_stats::interval::Bootstrap;
use pharos_stats::{Interval, interval, kaplan_meier, quantile};

/// Confidence of every interval.
pub(super) const CONFIDENCE: f64 = 0.95;

/// Draws of a bootstrap.
const REPLICATES: u32 = 500;

/// Word for the method in an answer.
pub(super) fn word(method: IntervalMethod) -> &'static str {
    match method {
        IntervalMethod::Wilson => "wilson",
        IntervalMethod::MeanT => "mean_t",
        IntervalMethod::OrderStatistic => "order_statistic",
        IntervalMethod::Poisson => "poisson",
        IntervalMethod::NpsNormal => "nps_normal",
        IntervalMethod::KmGreenwood => "km_greenwood",
        IntervalMethod::Bootstrap => "bootstrap",
        IntervalMethod::None => "none",
    }
}

/// A quantile from distinct values with their numbers (sorted by value), and its distribution-free interval.
pub(super) fn quantile_of(values: &[(f64, u64)], q: f64) -> (Option<f64>, Option<Interval>, u64) {
    let n: u64 = values.iter().map(|(_, count)| count).sum();
    if n == 0 {
        return (None, None, 0);
    }
    let at = |rank: u64| {
        let mut seen = 0;
        values
            .iter()
            .find(|(_, count)| {
                seen += count;
                rank < seen
            })
            .map_or(f64::NAN, |(value, _)| *value)
    };
    // Type 7: rank (n - 1) q, linear between its neighbours; the one formula stands in the statistics.
    let rank = (n - 1) as f64 * q;
    let (low, high) = (at(rank.floor() as u64), at(rank.ceil() as u64));
    let share = rank - rank.floor();
    let value =
        if rank.floor() == rank.ceil() { Some(low) } else { quantile::type7_sorted(&[low, high], share) };
    let bounds = interval::order_statistic_ranks(n, q, CONFIDENCE)
        .map(|(low, high)| Interval { lo: at(low), hi: at(high) });
    (value, bounds, n)
}

/// A Kaplan-Meier quantile from distinct values with their numbers and whether they are events.
pub(super) fn censored_quantile(values: &[(f64, bool, u64)], q: f64) -> (Option<f64>, Option<Interval>, u64) {
    let mut observations: Vec<kaplan_meier::Observation> = values
        .iter()
        .flat_map(|&(time, event, count)| {
            std::iter::repeat_n((), usize::try_from(count).unwrap_or(0))
                .map(move |()| kaplan_meier::Observation { time, event })
        })
        .collect();
    let found = kaplan_meier::quantile(&mut observations, q, CONFIDENCE);
    let bounds = found
        .interval
        .map(|(lo, hi)| Interval { lo: lo.unwrap_or(f64::NEG_INFINITY), hi: hi.unwrap_or(f64::INFINITY) });
    (found.value, bounds, observations.len() as u64)
}

/// Draws for the ratios of a metric; the seed is fixed by the metric, so an answer never changes by itself.
pub(super) fn draws(id: &str) -> Bootstrap {
    let seed = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Bootstrap::new(seed, REPLICATES)
}
