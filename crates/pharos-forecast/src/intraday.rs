//! The rest of a day, from what has come in so far.

use pharos_domain::Quantiles;
use serde::{Deserialize, Serialize};

/// A slot of today: what was forecast before the day, and what came where it is over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TodaySlot {
    /// The forecast made before the day.
    pub said: Quantiles,
    /// Contacts that came, for a slot that is over.
    pub came: Option<f64>,
}

/// How far today runs above or below its forecast.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DayLevel {
    /// The factor on the rest of the day: posterior mean.
    pub factor: f64,
    /// Its standard deviation.
    pub factor_sd: f64,
    /// What came over what was forecast in the slots that are over; `None` before the first.
    pub ratio: Option<f64>,
    /// How much of that ratio is believed (0 to 1): grows with what has come in.
    pub weight: f64,
}

/// How uncertain days and slots are; both come from the backtest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DaySpread {
    /// Standard deviation of a day's real total over its forecast (coefficient of variation).
    pub day_cv: f64,
    /// Variance over mean of slots around their share of the real total: 1 for pure chance, more where the shape moves.
    pub dispersion: f64,
}

impl DaySpread {
    /// From the 80 % interval of the day's forecast and the slots' forecasts: the day's own coefficient of variation
    /// without the chance of its count; the dispersion from how much wider slots are than the day makes them.
    pub fn from_forecast(day: &Quantiles, slots: &[Quantiles]) -> Self {
        let sd = |q: &Quantiles| (q.q90 - q.q10) / 2.563_103;
        let mean = day.mean.max(1.0);
        let day_variance = (sd(day).powi(2) - mean).max(0.0) / (mean * mean);
        let (mut own, mut means) = (0.0, 0.0);
        for slot in slots.iter().filter(|slot| slot.mean > 0.0) {
            own += (sd(slot).powi(2) - day_variance * slot.mean * slot.mean).max(0.0);
            means += slot.mean;
        }
        let dispersion = if means > 0.0 { (own / means).max(1.0) } else { 1.0 };
        Self { day_cv: day_variance.sqrt().max(0.01), dispersion }
    }
}

/// The most of a ratio that is believed. What the slots so far miss is partly the shape of the day, which they miss alike
/// and the rest of the day misses the other way; on measured days the best fixed share is about this.
const BELIEVED: f64 = 0.7;

/// The posterior of today's level: a gamma prior with mean 1 and the variance of day forecasts, a Poisson likelihood
/// whose information is divided by the dispersion of slots (quasi-likelihood). With little come in, or days that are
/// forecast well, the ratio is hardly believed; late in an unusual day it is, up to [`BELIEVED`].
///
/// Source: the gamma-Poisson day factor of W. Whitt 1999 and S. Aldor-Noiman, P. Feigin, A. Mandelbaum 2009.
pub fn day_level(slots: &[TodaySlot], spread: DaySpread) -> DayLevel {
    let (mut came, mut said) = (0.0, 0.0);
    for slot in slots {
        if let Some(value) = slot.came {
            came += value;
            said += slot.said.mean;
        }
    }
    let prior = 1.0 / (spread.day_cv * spread.day_cv).max(1e-6);
    let evidence = (said / spread.dispersion.max(1e-6)).min(prior * BELIEVED / (1.0 - BELIEVED));
    let ratio = (said > 0.0).then(|| came / said);
    let shape = prior + evidence * ratio.unwrap_or(0.0);
    let rate = prior + evidence;
    DayLevel { factor: shape / rate, factor_sd: shape.sqrt() / rate, ratio, weight: evidence / rate }
}

/// The forecast of every slot of today that is not over, moved to today's level; its spread is that of the level left
/// and of the slot's own chance. Slots that are over keep what came.
pub fn rest_of_day(slots: &[TodaySlot], spread: DaySpread) -> Vec<Quantiles> {
    let level = day_level(slots, spread);
    let update = |slot: &TodaySlot| match slot.came {
        Some(value) => Quantiles::certain(value),
        None => {
            let mean = slot.said.mean * level.factor;
            let variance = spread.dispersion * mean + (slot.said.mean * level.factor_sd).powi(2);
            let sd = variance.sqrt();
            let z = [-1.959_964, -1.281_552, 0.0, 1.281_552, 1.959_964];
            Quantiles::from_values(mean, z.map(|z| (mean + z * sd).max(0.0)))
        }
    };
    slots.iter().map(update).collect()
}

#[cfg(test)]
mod tests;
