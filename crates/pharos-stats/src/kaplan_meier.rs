//! Waiting times of which some ended before the event was seen (an abandoned caller would have waited longer for an answer).

use crate::interval::normal_two_sided;

/// One waiting time, in any one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// How long it was watched.
    pub time: f64,
    /// True when the event ended it, false when it was censored.
    pub event: bool,
}

/// A quantile of the waiting time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantile {
    /// The first time by which the share q has had the event; None when the curve never gets there.
    pub value: Option<f64>,
    /// Limits; None without any event, and each limit None where its curve never gets there.
    pub interval: Option<(Option<f64>, Option<f64>)>,
}

/// The curve just after one event time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The event time.
    pub time: f64,
    /// Observations still watched just before it.
    pub at_risk: u64,
    /// Events at this time.
    pub events: u64,
    /// Share that waits longer than `time`.
    pub survival: f64,
    /// Greenwood's sum of d / (r (r - d)): the variance of the logarithm of `survival`.
    pub greenwood: f64,
}

/// Slack for shares that equal 1 - q but for rounding.
const SHARE_EPSILON: f64 = 1e-12;

/// Quantile of the waiting-time distribution with censoring. Its limits invert the pointwise log-log limits of the curve
/// (variance by Greenwood), which stay inside 0..=1. The observations are put in ascending order; those whose time is
/// not a number are left out. `q` and `confidence` are shares strictly between 0 and 1, else nothing is answered.
///
/// Source: Kaplan and Meier (1958), JASA 53; Brookmeyer and Crowley (1982), Biometrics 38; Kalbfleisch and Prentice,
/// section 1.4 (log-log form).
pub fn quantile(observations: &mut [Observation], q: f64, confidence: f64) -> Quantile {
    const NOTHING: Quantile = Quantile { value: None, interval: None };
    let Some(z) = normal_two_sided(confidence) else { return NOTHING };
    if !(0.0 < q && q < 1.0) {
        return NOTHING;
    }
    let steps = curve(observations);
    if steps.is_empty() {
        return NOTHING;
    }
    let share = 1.0 - q + SHARE_EPSILON;
    let first = |reached: &dyn Fn(&Step) -> bool| steps.iter().find(|it| reached(it)).map(|it| it.time);
    let value = first(&|it| it.survival <= share);
    let lower = first(&|it| log_log_limits(it, z).0 <= share);
    let upper = first(&|it| log_log_limits(it, z).1 <= share);
    Quantile { value, interval: Some((lower, upper)) }
}

/// The product-limit estimate at each event time, ascending. Censored times equal to an event time count as watched at it.
pub fn curve(observations: &mut [Observation]) -> Vec<Step> {
    observations.sort_by(|a, b| a.time.total_cmp(&b.time));
    let known: Vec<Observation> = observations.iter().filter(|it| !it.time.is_nan()).copied().collect();
    let mut steps = Vec::new();
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let mut at_risk = known.len() as u64;
    for tied in known.chunk_by(|a, b| a.time == b.time) {
        let events = tied.iter().filter(|it| it.event).count() as u64;
        if 0 < events {
            let (risk, died) = (at_risk as f64, events as f64);
            survival *= 1.0 - died / risk;
            greenwood += died / (risk * (risk - died));
            steps.push(Step { time: tied[0].time, at_risk, events, survival, greenwood });
        }
        at_risk -= tied.len() as u64;
    }
    steps
}

/// Pointwise limits on the scale log(-log S). Where the curve has fallen to zero the transformation has no value: the
/// lower limit is zero, and of the upper one nothing is known.
fn log_log_limits(step: &Step, z: f64) -> (f64, f64) {
    if step.survival <= 0.0 {
        return (0.0, 1.0);
    }
    let log_survival = step.survival.ln();
    let spread = (z * step.greenwood.sqrt() / log_survival.abs()).exp();
    ((log_survival * spread).exp(), (log_survival / spread).exp())
}

#[cfg(test)]
mod tests;
