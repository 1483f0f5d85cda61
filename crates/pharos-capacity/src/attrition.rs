//! How long people stay: leaving by length of service, from a centre's own records or from assumptions.
//!
//! People leave most in their first months, so one yearly rate misplans every class. The hazard of leaving is constant
//! within a band of tenure; the estimate of a band is leavers / weeks watched in it (occurrence over exposure), which is
//! the likelihood's maximum under right censoring and delayed entry: who was there before the records began counts only
//! from the day they begin.

use pharos_stats::interval;
use serde::{Deserialize, Serialize};

use crate::error::{CapacityError, share, within};

/// One person's time in the centre, as far as the records see it. Tenures are in weeks since the first day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    /// Tenure at which the records begin to see the person (0: from the first day).
    pub from_weeks: f64,
    /// Tenure at which the person left, or at which the records end.
    pub until_weeks: f64,
    /// True when the person left then, false when the records ended.
    pub left: bool,
}

/// A band of tenure and its hazard.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Start of the band, weeks of tenure.
    pub from_weeks: f64,
    /// End of the band; infinite for the last.
    pub to_weeks: Option<f64>,
    /// Leavers per person and week.
    pub weekly_hazard: f64,
    /// 95 % limits of the hazard (exact Poisson); none where the hazard is assumed.
    pub limits: Option<(f64, f64)>,
    /// Leavers behind it; 0 where assumed.
    pub leavers: u64,
    /// Person-weeks behind it; 0 where assumed.
    pub person_weeks: f64,
}

/// Leaving by tenure: bands in rising order that cover all tenures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attrition {
    bands: Vec<Band>,
}

/// Bands used where the user names none: the first weeks, the first quarter, half a year, the first and second year.
pub const BANDS_WEEKS: [f64; 5] = [6.0, 13.0, 26.0, 52.0, 104.0];

impl Attrition {
    /// Everybody leaves at the same rate: `yearly` is the share of today's people gone in a year (0.3: 30 %).
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] for a share outside 0..1.
    pub fn yearly(yearly: f64) -> Result<Attrition, CapacityError> {
        within(
            "yearly attrition",
            yearly,
            0.0,
            0.999,
            "but must be 0 or more and below 1; maybe it is in percent",
        )?;
        Attrition::assumed(&[], &[-(1.0 - yearly).ln() / 52.0])
    }

    /// Assumed hazards: `ends_weeks` are the ends of all bands but the last, `weekly` one hazard for each band.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] for ends that do not rise, hazards outside 0..1, or numbers that do not match.
    pub fn assumed(ends_weeks: &[f64], weekly: &[f64]) -> Result<Attrition, CapacityError> {
        check_ends(ends_weeks)?;
        if weekly.len() != ends_weeks.len() + 1 {
            let rule = "but there must be one hazard for each band, one more than ends of bands";
            return Err(CapacityError::Invalid {
                what: "the number of hazards".to_owned(),
                value: weekly.len().to_string(),
                rule,
            });
        }
        for &hazard in weekly {
            share("weekly hazard of leaving", hazard)?;
        }
        let bands = bounds(ends_weeks).zip(weekly).map(|((from_weeks, to_weeks), &weekly_hazard)| Band {
            from_weeks,
            to_weeks,
            weekly_hazard,
            limits: None,
            leavers: 0,
            person_weeks: 0.0,
        });
        Ok(Attrition { bands: bands.collect() })
    }

    /// From records. A band nobody was watched in takes the hazard of the band before it (the first: of the next).
    ///
    /// # Errors
    /// [`CapacityError`] for ends that do not rise, a spell that ends before it begins, or no person-weeks at all.
    pub fn from_spells(spells: &[Spell], ends_weeks: &[f64]) -> Result<Attrition, CapacityError> {
        check_ends(ends_weeks)?;
        for spell in spells {
            within("start of a spell in weeks", spell.from_weeks, 0.0, 1e5, "but must be 0 or more")?;
            let rule = "but a spell ends after its start; maybe the dates are swapped";
            within("end of a spell in weeks", spell.until_weeks, spell.from_weeks, 1e5, rule)?;
        }
        let mut bands: Vec<Band> = bounds(ends_weeks).map(|bound| band_of(spells, bound)).collect();
        let watched = |band: &Band| band.person_weeks > 0.0;
        let Some(first) = bands.iter().position(watched) else {
            return Err(CapacityError::TooFew { what: "attrition by tenure", least: 1, found: 0 });
        };
        let mut last = bands[first].weekly_hazard;
        for band in &mut bands {
            if watched(band) { last = band.weekly_hazard } else { band.weekly_hazard = last }
        }
        Ok(Attrition { bands })
    }

    /// The bands, in rising order.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// The same curve with every hazard times `factor` (a worse year: 1.3).
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] for a factor below zero.
    pub fn scaled(&self, factor: f64) -> Result<Attrition, CapacityError> {
        within("factor of attrition", factor, 0.0, 100.0, "but must be 0 or more, 1 changes nothing")?;
        let bands = self.bands.iter().map(|band| Band {
            weekly_hazard: band.weekly_hazard * factor,
            limits: band.limits.map(|(low, high)| (low * factor, high * factor)),
            ..*band
        });
        Ok(Attrition { bands: bands.collect() })
    }

    /// Share of new agents still there after `weeks`.
    pub fn survival(&self, weeks: f64) -> f64 {
        let cumulative = self.bands.iter().map(|band| {
            let end = band.to_weeks.unwrap_or(f64::INFINITY).min(weeks);
            band.weekly_hazard * (end - band.from_weeks).max(0.0)
        });
        (-cumulative.sum::<f64>()).exp()
    }

    /// Share of people of a tenure still there `weeks` later.
    pub fn staying(&self, tenure_weeks: f64, weeks: f64) -> f64 {
        // The cumulated hazard is subtracted, not the survivals divided: those of long tenures underflow.
        let cumulative = self.bands.iter().map(|band| {
            let from = band.from_weeks.max(tenure_weeks);
            let to = band.to_weeks.unwrap_or(f64::INFINITY).min(tenure_weeks + weeks);
            band.weekly_hazard * (to - from).max(0.0)
        });
        (-cumulative.sum::<f64>()).exp()
    }
}

fn check_ends(ends_weeks: &[f64]) -> Result<(), CapacityError> {
    let mut before = 0.0;
    for &end in ends_weeks {
        let rule = "but the ends of tenure bands must rise from above 0";
        within("end of a tenure band in weeks", end, before + 1e-9, 1e5, rule)?;
        before = end;
    }
    Ok(())
}

fn bounds(ends_weeks: &[f64]) -> impl Iterator<Item = (f64, Option<f64>)> + '_ {
    let starts = std::iter::once(0.0).chain(ends_weeks.iter().copied());
    starts.enumerate().map(|(index, start)| (start, ends_weeks.get(index).copied()))
}

fn band_of(spells: &[Spell], (from_weeks, to_weeks): (f64, Option<f64>)) -> Band {
    let end = to_weeks.unwrap_or(f64::INFINITY);
    let (mut leavers, mut person_weeks) = (0_u64, 0.0);
    for spell in spells {
        person_weeks += (spell.until_weeks.min(end) - spell.from_weeks.max(from_weeks)).max(0.0);
        // A band holds its start, not its end.
        leavers += u64::from(spell.left && spell.until_weeks >= from_weeks && spell.until_weeks < end);
    }
    let limits = (person_weeks > 0.0)
        .then(|| interval::poisson(leavers, 0.95))
        .flatten()
        .map(|limits| (limits.lo / person_weeks, limits.hi / person_weeks));
    let weekly_hazard = if person_weeks > 0.0 { leavers as f64 / person_weeks } else { 0.0 };
    Band { from_weeks, to_weeks, weekly_hazard, limits, leavers, person_weeks }
}

#[cfg(test)]
mod tests;
