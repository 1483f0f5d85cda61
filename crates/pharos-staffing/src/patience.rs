//! Patience from a centre's own waits: who was answered is censored.

use crate::error::{StaffingError, within};
use crate::poisson::mean_at_cdf;
use crate::warning::Warning;

/// Two-sided 95 % intervals.
const TAIL: f64 = 0.025;

/// One contact's time in queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QueueTime {
    /// Time waited, until answered or given up.
    pub wait_s: f64,
    /// Whether the customer gave up. Else the patience is only known to be longer.
    pub abandoned: bool,
}

/// Mean patience with its 95 % interval.
#[derive(Debug, Clone, PartialEq)]
pub struct PatienceEstimate {
    /// Total time waited / abandons; `None` where nobody gave up.
    pub mean_s: Option<f64>,
    /// Lower bound.
    pub low_s: f64,
    /// Upper bound; `None` where nobody gave up: there is none.
    pub high_s: Option<f64>,
    /// Contacts seen.
    pub n: usize,
    /// Contacts given up.
    pub abandons: usize,
    /// Where the constant hazard behind the mean does not hold, or could not be checked.
    pub warnings: Vec<Warning>,
}

/// Maximum-likelihood mean of exponential patience under censoring, with the exact interval of a Poisson count
/// (F. Garwood 1936; conservative here because the time watched is itself random), and a check of the constant
/// hazard.
///
/// The estimate is Sum of all waits / abandons, as in L. Brown et al., "Statistical analysis of a telephone call
/// center" (2005). The check splits the waits at quantiles of the abandons into five bands (three below 50 abandons)
/// and compares their hazards by the likelihood ratio; it warns below p = 0.01.
///
/// # Errors
/// [`StaffingError`] for no contact, a wait below zero, or waits that are all zero.
pub fn estimate_patience(times: &[QueueTime]) -> Result<PatienceEstimate, StaffingError> {
    if times.is_empty() {
        return Err(StaffingError::TooFew { what: "patience", least: 1, found: 0 });
    }
    let mut total_s = 0.0;
    for time in times {
        within("wait_s", time.wait_s, 0.0, f64::MAX, "but must be zero or more; maybe clocks differ")?;
        total_s += time.wait_s;
    }
    if total_s <= 0.0 {
        let rule = "so nothing is known of patience; maybe the waits are missing";
        return Err(StaffingError::Invalid { what: "the sum of all waits", value: total_s, rule });
    }
    let abandons = times.iter().filter(|time| time.abandoned).count();
    let events = u32::try_from(abandons).unwrap_or(u32::MAX);
    let most_events = mean_at_cdf(events, TAIL);
    let mut estimate = PatienceEstimate {
        mean_s: None,
        low_s: total_s / most_events,
        high_s: None,
        n: times.len(),
        abandons,
        warnings: Vec::new(),
    };
    if events > 0 {
        estimate.mean_s = Some(total_s / abandons as f64);
        estimate.high_s = Some(total_s / mean_at_cdf(events - 1, 1.0 - TAIL));
    }
    estimate.warnings.extend(hazard_warning(times, abandons));
    Ok(estimate)
}

/// Compares the hazard in bands of the wait.
fn hazard_warning(times: &[QueueTime], abandons: usize) -> Option<Warning> {
    const LEAST: usize = 15;
    if abandons < LEAST {
        return Some(Warning::TooFewToCheck { events: abandons, least: LEAST });
    }
    let bands = if abandons < 50 { 3 } else { 5 };
    let mut ends: Vec<f64> = times.iter().filter(|t| t.abandoned).map(|t| t.wait_s).collect();
    ends.sort_by(f64::total_cmp);
    let mut cuts: Vec<f64> = (1..bands).map(|band| ends[band * abandons / bands]).collect();
    cuts.push(f64::INFINITY);
    let mut events = vec![0.0; bands];
    let mut watched_s = vec![0.0; bands];
    for time in times {
        let mut from = 0.0;
        for (band, &to) in cuts.iter().enumerate() {
            watched_s[band] += (time.wait_s.min(to) - from).max(0.0);
            if time.abandoned && time.wait_s >= from && time.wait_s < to {
                events[band] += 1.0;
            }
            from = to;
        }
    }
    let overall = events.iter().sum::<f64>() / watched_s.iter().sum::<f64>();
    let ratio: f64 = events
        .iter()
        .zip(&watched_s)
        .filter(|(events, _)| **events > 0.0)
        .map(|(&events, &watched_s)| 2.0 * events * (events / (watched_s * overall)).ln())
        .sum();
    let p_value = chi_square_tail_even(ratio.max(0.0), bands - 1);
    (p_value < 0.01).then(|| Warning::PatienceNotExponential {
        p_value,
        first_per_s: events[0] / watched_s[0],
        last_per_s: events[bands - 1] / watched_s[bands - 1],
    })
}

/// P(chi-square > x) for an even number of degrees of freedom, a Poisson sum.
fn chi_square_tail_even(x: f64, degrees: usize) -> f64 {
    let half = 0.5 * x;
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..degrees / 2 {
        term *= half / k as f64;
        sum += term;
    }
    (-half).exp() * sum
}

#[cfg(test)]
mod tests;
