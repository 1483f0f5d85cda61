//! Which process metrics move with an aim: strength with uncertainty, from this centre's own history. Not causes.

use serde::Serialize;

use crate::assess::Direction;
use pharos_stats::{correlation, multiple};

/// A metric's value per period, in the same periods for all.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Id of the metric.
    pub metric: String,
    /// Which way is better; `None`: neither.
    pub direction: Option<Direction>,
    /// Its values, oldest first.
    pub values: Vec<Option<f64>>,
}

/// How a process metric moves with the aim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Driver {
    /// Id of the metric.
    pub metric: String,
    /// Partial correlation of the changes from period to period, -1..=1: positive where the aim gets better when the metric
    /// gets greater. The other metrics are held constant where the history is long enough.
    pub strength: f64,
    /// Lower end of its 95 % interval.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
    /// Adjusted for the number of metrics looked at.
    pub q: f64,
    /// Pairs of periods.
    pub n: u64,
    /// Other metrics held constant.
    pub held: u64,
}

/// Changes below which nothing is said.
const CHANGES_MIN: usize = 12;
/// Changes per metric from which the others are held constant.
const CHANGES_PER_METRIC: usize = 6;

/// The drivers of `aim`, the strongest first. Changes from period to period are compared, so that two numbers that merely both
/// grow over the year are not taken for driver and aim. Empty where the history is too short.
pub fn drivers(aim: &Series, candidates: &[Series]) -> Vec<Driver> {
    let sign = if aim.direction == Some(Direction::Down) { -1.0 } else { 1.0 };
    let mut known: Vec<&Series> = candidates.iter().filter(|it| it.metric != aim.metric).collect();
    known.retain(|it| CHANGES_MIN <= changes(&[aim, it]).first().map_or(0, Vec::len));
    let mut together: Vec<&Series> = vec![aim];
    together.extend(&known);
    let all = changes(&together);
    let n = all.first().map_or(0, Vec::len);
    let partial = (CHANGES_PER_METRIC * known.len() <= n && 1 < known.len())
        .then(|| correlation::partial(&all[0], &all[1..]))
        .flatten();
    let mut found = Vec::new();
    for (index, it) in known.iter().enumerate() {
        let (strength, n, held) = match &partial {
            Some(partial) => (partial[index], n, known.len() - 1),
            None => {
                let pair = changes(&[aim, it]);
                let Some(strength) = correlation::pearson(&pair[0], &pair[1]) else { continue };
                (strength, pair[0].len(), 0)
            }
        };
        let strength = sign * strength;
        let Some(interval) = correlation::fisher(strength, n, held, 0.95) else { continue };
        let (lo, hi) = (interval.lo, interval.hi);
        found.push(Driver {
            metric: it.metric.clone(),
            strength,
            lo,
            hi,
            q: correlation::p_value(strength, n, held),
            n: n as u64,
            held: held as u64,
        });
    }
    let adjusted = multiple::benjamini_hochberg(&found.iter().map(|it| it.q).collect::<Vec<f64>>());
    found.iter_mut().zip(adjusted).for_each(|(it, q)| it.q = q);
    found.sort_by(|a, b| b.strength.abs().total_cmp(&a.strength.abs()));
    found
}

/// How two aims move together when both are pursued: negative where the history shows that one gets worse when the other
/// gets better. None without enough periods or where a metric has no better side.
pub fn pull(a: &Series, b: &Series) -> Option<Driver> {
    let sign = |it: &Series| it.direction.map(|it| if it == Direction::Up { 1.0 } else { -1.0 });
    let sign = sign(a)? * sign(b)?;
    let pair = changes(&[a, b]);
    let n = pair.first().map_or(0, Vec::len);
    if n < CHANGES_MIN {
        return None;
    }
    let strength = sign * correlation::pearson(&pair[0], &pair[1])?;
    let interval = correlation::fisher(strength, n, 0, 0.95)?;
    let q = correlation::p_value(strength, n, 0);
    Some(Driver {
        metric: b.metric.clone(),
        strength,
        lo: interval.lo,
        hi: interval.hi,
        q,
        n: n as u64,
        held: 0,
    })
}

/// Changes between neighbouring periods in which every series has a value.
fn changes(series: &[&Series]) -> Vec<Vec<f64>> {
    let length = series.iter().map(|it| it.values.len()).min().unwrap_or(0);
    let mut changes = vec![Vec::new(); series.len()];
    for period in 1..length {
        let change = |it: &&Series| it.values[period].zip(it.values[period - 1]).map(|(now, was)| now - was);
        if let Some(all) = series.iter().map(change).collect::<Option<Vec<f64>>>() {
            changes.iter_mut().zip(all).for_each(|(it, change)| it.push(change));
        }
    }
    changes
}

#[cfg(test)]
mod tests;
