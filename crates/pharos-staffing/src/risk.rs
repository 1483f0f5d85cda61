//! Staffing under a distribution of volume: "28 agents give 80/20 on 62 % of days".

use crate::error::{StaffingError, within};
use crate::performance::performance;
use crate::queue::Queue;
use crate::required::min_agents;
use crate::target::Target;

/// A distribution of the contacts of an interval.
#[derive(Debug, Clone, PartialEq)]
pub struct VolumeDistribution {
    /// (contacts, probability of not more), rising in both; linear between.
    points: Vec<(f64, f64)>,
}

/// What a number of agents risks.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffingRisk {
    /// Agents at work.
    pub agents: u32,
    /// Greatest volume at which the promises hold; 0 where they never do.
    pub contacts_most: f64,
    /// Probability that the promises hold.
    pub p_met: f64,
    /// Mean service level of contacts (each volume counts by its contacts), where a service level is promised.
    pub service_level_mean: Option<f64>,
    /// Service level at the volume exceeded on one day in ten, where a service level is promised.
    pub service_level_bad_day: Option<f64>,
}

impl VolumeDistribution {
    /// From quantiles of a forecast: (probability, contacts) pairs, at least two, rising.
    ///
    /// Below the first and above the last pair the straight line of the neighbouring pair goes on (not below zero
    /// contacts): a forecast that gives 10, 50 and 90 % says nothing better of its tails.
    ///
    /// # Errors
    /// [`StaffingError`] for less than two pairs or values that fall.
    pub fn from_quantiles(quantiles: &[(f64, f64)]) -> Result<Self, StaffingError> {
        too_few("quantiles of volume", quantiles.len(), 2)?;
        for &(probability, contacts) in quantiles {
            within("probability", probability, 0.0, 1.0, "but must be 0..1; maybe it is in percent")?;
            within("contacts", contacts, 0.0, f64::MAX, "but must be zero or more")?;
        }
        for pair in quantiles.windows(2) {
            if pair[1].0 <= pair[0].0 || pair[1].1 < pair[0].1 {
                let rule = "but quantiles must rise with their probability";
                return Err(StaffingError::Invalid { what: "contacts", value: pair[1].1, rule });
            }
        }
        let mut points: Vec<(f64, f64)> = quantiles.iter().map(|&(p, contacts)| (contacts, p)).collect();
        let (first, second) = (points[0], points[1]);
        if first.1 > 0.0 {
            let slope = (second.0 - first.0) / (second.1 - first.1);
            points.insert(0, ((first.0 - slope * first.1).max(0.0), 0.0));
        }
        let (last, before) = (points[points.len() - 1], points[points.len() - 2]);
        if last.1 < 1.0 {
            let slope = (last.0 - before.0) / (last.1 - before.1);
            points.push((last.0 + slope * (1.0 - last.1), 1.0));
        }
        Ok(Self { points })
    }

    /// From volumes seen or simulated, each as likely as the other (a step at each).
    ///
    /// # Errors
    /// [`StaffingError`] for no volume or a negative one.
    pub fn from_samples(samples: &[f64]) -> Result<Self, StaffingError> {
        too_few("a distribution of volume", samples.len(), 1)?;
        for &contacts in samples {
            within("contacts", contacts, 0.0, f64::MAX, "but must be zero or more")?;
        }
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len() as f64;
        let steps = sorted.iter().enumerate();
        let points = steps.flat_map(|(i, &v)| [(v, i as f64 / n), (v, (i + 1) as f64 / n)]).collect();
        Ok(Self { points })
    }

    /// Probability of at most `contacts`.
    pub fn cdf(&self, contacts: f64) -> f64 {
        let after = self.points.partition_point(|point| point.0 <= contacts);
        let Some(&(below, p_below)) = after.checked_sub(1).and_then(|i| self.points.get(i)) else {
            return 0.0;
        };
        let Some(&(above, p_above)) = self.points.get(after) else { return 1.0 };
        p_below + (p_above - p_below) * (contacts - below) / (above - below)
    }

    /// The volume not exceeded with `probability`.
    pub fn quantile(&self, probability: f64) -> f64 {
        let after = self.points.partition_point(|point| point.1 < probability).min(self.points.len() - 1);
        let (above, p_above) = self.points[after];
        let Some(&(below, p_below)) = after.checked_sub(1).and_then(|i| self.points.get(i)) else {
            return above;
        };
        if p_above <= p_below {
            return above;
        }
        below + (above - below) * ((probability - p_below) / (p_above - p_below)).min(1.0)
    }
}

/// What `agents` risk when the volume is uncertain.
///
/// The promises get worse with volume, so they hold up to one greatest volume, found by bisection to 1e-9; its place
/// in the distribution is the probability. Means are over 200 equally likely volumes.
///
/// # Errors
/// As [`performance`] and [`min_agents`].
pub fn staffing_risk(
    queue: &Queue,
    target: &Target,
    agents: u32,
    volume: &VolumeDistribution,
) -> Result<StaffingRisk, StaffingError> {
    let contacts_most = greatest_volume(queue, target, agents)?;
    let threshold_s = target.threshold_s();
    let level = |contacts: f64| -> Result<Option<f64>, StaffingError> {
        if contacts <= 0.0 {
            return Ok(None);
        }
        let state = performance(&with_contacts(queue, contacts), agents, threshold_s)?;
        Ok(target.service.and_then(|promise| state.service.map(|levels| levels.of(promise.kind))))
    };
    let (mut weighted, mut contacts_sum) = (0.0, 0.0);
    for i in 0..200 {
        let contacts = volume.quantile((f64::from(i) + 0.5) / 200.0);
        if let Some(level) = level(contacts)? {
            weighted += contacts * level;
            contacts_sum += contacts;
        }
    }
    Ok(StaffingRisk {
        agents,
        contacts_most,
        p_met: volume.cdf(contacts_most),
        service_level_mean: (contacts_sum > 0.0).then(|| weighted / contacts_sum),
        service_level_bad_day: level(volume.quantile(0.9))?,
    })
}

/// Least number of agents that keeps the promises with at least `probability`.
///
/// # Errors
/// As [`min_agents`].
pub fn min_agents_at_risk(
    queue: &Queue,
    target: &Target,
    probability: f64,
    volume: &VolumeDistribution,
) -> Result<u32, StaffingError> {
    within("probability", probability, 0.0, 1.0, "but must be 0..1; maybe it is in percent")?;
    min_agents(&with_contacts(queue, volume.quantile(probability)), target)
}

/// Greatest number of contacts an interval can bring so that `agents` still keep the promises; 0 where they cannot.
///
/// # Errors
/// As [`performance`].
pub fn greatest_volume(queue: &Queue, target: &Target, agents: u32) -> Result<f64, StaffingError> {
    target.check()?;
    let holds = |contacts: f64| -> Result<bool, StaffingError> {
        Ok(target.met(&performance(&with_contacts(queue, contacts), agents, target.threshold_s())?))
    };
    let unit = f64::from(agents) * queue.workload.interval_s / queue.workload.handle_s;
    let (mut low, mut high) = (unit * 1e-9, unit);
    if !holds(low)? {
        return Ok(0.0);
    }
    while holds(high)? {
        low = high;
        high *= 2.0;
        if high > 1e6 * unit {
            let reason = "the promises hold at any volume; maybe a service level is missing";
            return Err(StaffingError::Unreachable { reason });
        }
    }
    while high - low > 1e-9 * high {
        let middle = 0.5 * (low + high);
        if holds(middle)? { low = middle } else { high = middle }
    }
    Ok(low)
}

fn with_contacts(queue: &Queue, contacts: f64) -> Queue {
    let mut queue = *queue;
    queue.workload.contacts = contacts;
    queue
}

fn too_few(what: &'static str, found: usize, least: usize) -> Result<(), StaffingError> {
    if found < least { Err(StaffingError::TooFew { what, least, found }) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
