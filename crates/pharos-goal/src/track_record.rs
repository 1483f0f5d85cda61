//! What became of goals this history would have seen: every past period as a starting point, targets below and above where
//! things stood, the outcome known. "Of goals we gave 70 %, x % were reached here."

use pharos_stats::calibration::{self, Record, Stated};
use pharos_stats::quantile;

use crate::assess::{PERIODS_MIN, Question, judged_futures, share_reaching};
use crate::history::Regular;

/// The record over all pseudo-goals of a history.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackRecord {
    /// Brier score, skill and calibration of the probabilities.
    pub record: Record,
    /// Share of outcomes inside the 80 % band.
    pub coverage80: f64,
    /// Starting points used.
    pub origins: u64,
}

/// Targets relative to where things stood, in standard deviations of the past values, towards the better.
const OFFSETS: [f64; 6] = [-0.5, 0.0, 0.5, 1.0, 1.5, 2.0];

/// Replays the history: from each period with at least [`PERIODS_MIN`] before it and `horizon` after it, the question is
/// asked of the past alone. Kind, direction, mode and seed of the question are used. None when no period qualifies.
pub fn track_record(history: &Regular, question: &Question, horizon: usize) -> Option<TrackRecord> {
    let mut statements = Vec::new();
    let (mut origins, mut inside) = (0_u64, 0_u64);
    let last = (history.periods.len() + 1).checked_sub(horizon)?;
    for origin in PERIODS_MIN..last {
        let (past, after) = history.periods.split_at(origin);
        let after: Option<Vec<f64>> = after[..horizon].iter().map(|it| it.value).collect();
        let values: Vec<f64> = past.iter().filter_map(|it| it.value).collect();
        let Some(after) = after.filter(|_| PERIODS_MIN <= values.len() && 0 < horizon) else { continue };
        let past = history.before(origin);
        let behind = past.last_known(question.mode.window());
        let Some(judged) = judged_futures(&past, question, horizon) else { continue };
        let outcome = question.mode.judged(&behind, &after, question.direction);
        origins += 1;
        let band = quantile::type7_sorted(&judged, 0.1).zip(quantile::type7_sorted(&judged, 0.9));
        inside += u64::from(band.is_some_and(|(lo, hi)| lo <= outcome && outcome <= hi));
        for target in targets(&values, question) {
            let p = share_reaching(&judged, question.direction, target);
            statements.push(Stated { p, came: question.direction.reaches(outcome, target) });
        }
    }
    let record = calibration::record(&statements)?;
    Some(TrackRecord { record, coverage80: inside as f64 / origins as f64, origins })
}

fn targets(values: &[f64], question: &Question) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let here = &values[values.len() - 4..];
    let here = here.iter().sum::<f64>() / here.len() as f64;
    let better = if question.direction.reaches(1.0, 0.0) { sd } else { -sd };
    OFFSETS.iter().map(|it| here + it * better).collect()
}

#[cfg(test)]
mod tests;
