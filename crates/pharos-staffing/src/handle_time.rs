//! Handle time from a centre's own contacts, those still going on included.

use crate::error::{StaffingError, positive, within};
use crate::warning::{Warning, handle_time_warning};

/// Normal quantile of two-sided 95 % intervals.
const Z: f64 = 1.959_963_984_540_054;

/// One contact's handling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handling {
    /// Talk, hold and after-contact work so far.
    pub handled_s: f64,
    /// Whether it has ended. Else it was still going on when the data were taken.
    pub ended: bool,
}

/// Mean handle time with its 95 % interval.
#[derive(Debug, Clone, PartialEq)]
pub struct HandleTimeEstimate {
    /// Mean.
    pub mean_s: f64,
    /// Lower bound.
    pub low_s: f64,
    /// Upper bound.
    pub high_s: f64,
    /// Squared coefficient of variation of the ended contacts.
    pub cv2: f64,
    /// Contacts seen.
    pub n: usize,
    /// Contacts that had ended.
    pub ended: usize,
    /// Assumptions of the Erlang formulas that fail.
    pub warnings: Vec<Warning>,
}

/// Mean handle time: work seen / contacts ended (unbiased by long contacts still going on when handle times are
/// exponential; the plain mean where all have ended). The interval is that of a ratio of two sums, so it needs no
/// exponential handle times.
///
/// # Errors
/// [`StaffingError`] for less than two ended contacts or a time below zero.
pub fn estimate_handle_time(contacts: &[Handling]) -> Result<HandleTimeEstimate, StaffingError> {
    for contact in contacts {
        within(
            "handled_s",
            contact.handled_s,
            0.0,
            f64::MAX,
            "but must be zero or more; maybe clocks differ",
        )?;
    }
    let ended: Vec<f64> = contacts.iter().filter(|c| c.ended).map(|c| c.handled_s).collect();
    if ended.len() < 2 {
        return Err(StaffingError::TooFew { what: "handle time", least: 2, found: ended.len() });
    }
    let n_ended = ended.len() as f64;
    let n = contacts.len() as f64;
    let mean_s = contacts.iter().map(|c| c.handled_s).sum::<f64>() / n_ended;
    positive("the sum of handle times", mean_s, "so they seem to be missing")?;
    let squares: f64 =
        contacts.iter().map(|c| (c.handled_s - if c.ended { mean_s } else { 0.0 }).powi(2)).sum();
    let error = (squares * n / (n - 1.0)).sqrt() / n_ended;
    let plain = ended.iter().sum::<f64>() / n_ended;
    let variance = ended.iter().map(|x| (x - plain).powi(2)).sum::<f64>() / (n_ended - 1.0);
    let cv2 = variance / (plain * plain);
    Ok(HandleTimeEstimate {
        mean_s,
        low_s: (mean_s - Z * error).max(0.0),
        high_s: mean_s + Z * error,
        cv2,
        n: contacts.len(),
        ended: ended.len(),
        warnings: check(ended, cv2),
    })
}

/// Handle time of a queue shared by kinds of contacts, given as (contacts, mean handle time): the mean, and a warning
/// where the mixture is far from one exponential (cv2 above 1.5).
///
/// # Errors
/// [`StaffingError`] for no contacts or a number outside its range.
pub fn mixed_handle_time(kinds: &[(f64, f64)]) -> Result<(f64, Option<Warning>), StaffingError> {
    let (mut contacts_sum, mut first, mut second) = (0.0, 0.0, 0.0);
    for &(contacts, handle_s) in kinds {
        within("contacts", contacts, 0.0, f64::MAX, "but must be zero or more")?;
        positive("handle_s", handle_s, "but must be above zero")?;
        contacts_sum += contacts;
        first += contacts * handle_s;
        // The second moment of an exponential time is twice its mean squared.
        second += contacts * 2.0 * handle_s * handle_s;
    }
    positive("the sum of contacts", contacts_sum, "so there is no mean")?;
    let mean_s = first / contacts_sum;
    let cv2 = second / contacts_sum / (mean_s * mean_s) - 1.0;
    Ok((mean_s, (cv2 > 1.5).then_some(Warning::Mixed { cv2 })))
}

fn check(mut ended: Vec<f64>, cv2: f64) -> Vec<Warning> {
    const LEAST: usize = 100;
    if ended.len() < LEAST {
        return vec![Warning::TooFewToCheck { events: ended.len(), least: LEAST }];
    }
    let mut warnings: Vec<Warning> = handle_time_warning(cv2).into_iter().collect();
    ended.sort_by(f64::total_cmp);
    let longest = ended.len() / 100;
    let share = ended[ended.len() - longest..].iter().sum::<f64>() / ended.iter().sum::<f64>();
    // An exponential has 5.6 % of its work in the longest 1 %.
    if share > 0.12 {
        warnings.push(Warning::HeavyTail { longest_percent_share: share });
    }
    warnings
}

#[cfg(test)]
mod tests;
