//! What a number of agents gives: every service level, waits, losses, occupancy.

use crate::error::{StaffingError, within};
use crate::lines::limited_wait;
use crate::loss::inverse_loss;
use crate::queue::{Model, Queue};
use crate::redial::effective_contacts;
use crate::waiting::{Moments, OfferedWait, Rates, offered_wait};

/// The steady state of a queue with a number of agents. Shares are of offered contacts (attempts, with redials).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Performance {
    /// Agents at work.
    pub agents: u32,
    /// Offered load of first attempts.
    pub offered_load_erl: f64,
    /// Arrivals per interval with redials; equal to the contacts offered without them.
    pub effective_contacts: f64,
    /// Share that has to wait (and is let in).
    pub p_wait: f64,
    /// Share turned away because all lines are taken.
    pub p_block: f64,
    /// Share that hangs up waiting.
    pub p_abandon: f64,
    /// Average speed of answer: mean wait of the served, zero waits included.
    pub asa_s: f64,
    /// Mean wait of all who were let in, served or not.
    pub mean_wait_s: f64,
    /// Mean number waiting.
    pub mean_queue: f64,
    /// Share of the agents' time with a contact.
    pub occupancy: f64,
    /// The service levels, where a threshold was given.
    pub service: Option<ServiceLevels>,
    /// False where the load is too much for ever growing queues not to form: then the service levels are 0 and the
    /// waits infinite, by convention.
    pub steady: bool,
}

/// "The service level" in its five meanings; they differ by several points in the same centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ServiceLevels {
    /// The threshold.
    pub threshold_s: f64,
    /// Answered within the threshold / offered. The one a bare "service level" means here.
    pub answered_of_offered: f64,
    /// Share of offered contacts that would be answered within the threshold if they did not hang up.
    pub patient: f64,
    /// Answered within the threshold / answered.
    pub of_answered: f64,
    /// Answered within the threshold / (offered less abandoned within the threshold).
    pub excluding_short_abandons: f64,
    /// Answered or abandoned within the threshold / offered.
    pub answered_or_abandoned: f64,
}

/// Names one of the [`ServiceLevels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceLevelKind {
    /// Answered within the threshold / offered.
    AnsweredOfOffered,
    /// Share that a customer of endless patience would see.
    Patient,
    /// Answered within the threshold / answered.
    OfAnswered,
    /// Abandons within the threshold leave the denominator.
    ExcludingShortAbandons,
    /// Abandons within the threshold count as good.
    AnsweredOrAbandoned,
}

impl ServiceLevels {
    /// The level of the kind asked for.
    pub fn of(&self, kind: ServiceLevelKind) -> f64 {
        match kind {
            ServiceLevelKind::AnsweredOfOffered => self.answered_of_offered,
            ServiceLevelKind::Patient => self.patient,
            ServiceLevelKind::OfAnswered => self.of_answered,
            ServiceLevelKind::ExcludingShortAbandons => self.excluding_short_abandons,
            ServiceLevelKind::AnsweredOrAbandoned => self.answered_or_abandoned,
        }
    }
}

/// The steady state with `agents`; service levels need a `threshold_s`.
///
/// Accuracy: relative 1e-9 for values above 1e-300 and, near saturation, a few units in the last place times
/// load / (agents - load).
///
/// # Errors
/// [`StaffingError::Invalid`] for a number outside its range, for no agents and for no contacts: where nobody
/// calls there is no service level.
pub fn performance(
    queue: &Queue,
    agents: u32,
    threshold_s: Option<f64>,
) -> Result<Performance, StaffingError> {
    queue.check()?;
    if let Some(threshold_s) = threshold_s {
        within("threshold_s", threshold_s, 0.0, f64::MAX, "but must be zero or more")?;
    }
    if agents == 0 {
        return Err(StaffingError::Invalid { what: "agents", value: 0.0, rule: "but must be at least 1" });
    }
    if queue.workload.contacts == 0.0 {
        let rule = "so there is no wait to speak of; maybe the interval is closed";
        return Err(StaffingError::Invalid { what: "contacts", value: 0.0, rule });
    }
    Ok(steady_state(queue, agents, threshold_s))
}

/// [`performance`] of inputs already checked.
pub(crate) fn steady_state(queue: &Queue, agents: u32, threshold_s: Option<f64>) -> Performance {
    let effective = match queue.model {
        Model::ErlangX { redial_share, .. } => effective_contacts(queue, agents, redial_share),
        _ => queue.workload.contacts,
    };
    attempt_state(queue, effective, agents, threshold_s)
}

/// The steady state of a queue with `contacts` arriving as independent attempts.
pub(crate) fn attempt_state(
    queue: &Queue,
    contacts: f64,
    agents: u32,
    threshold_s: Option<f64>,
) -> Performance {
    let work = queue.workload.scaled(contacts / queue.workload.contacts);
    let lines = match queue.model {
        Model::ErlangB => Some(agents),
        _ => queue.lines(),
    };
    // Agents beyond the lines have nobody to talk to.
    let busy_most = lines.map_or(agents, |lines| lines.min(agents));
    let load_erl = work.contacts * work.handle_s / work.interval_s;
    let rates = Rates {
        arrival: work.contacts_per_s(),
        service: f64::from(busy_most) / work.handle_s,
        abandon: queue.patience_s().map_or(0.0, |patience_s| 1.0 / patience_s),
    };
    let describe = |shares: Shares| Performance {
        agents,
        offered_load_erl: queue.workload.load_erl(),
        effective_contacts: contacts,
        p_wait: shares.wait,
        p_block: shares.block,
        p_abandon: shares.abandon,
        asa_s: shares.asa_s,
        mean_wait_s: shares.mean_wait_s,
        mean_queue: rates.arrival * (1.0 - shares.block) * shares.mean_wait_s,
        occupancy: load_erl * shares.served / f64::from(agents),
        service: threshold_s.map(|threshold_s| ServiceLevels { threshold_s, ..shares.service }),
        steady: true,
    };
    if queue.may_overflow() && load_erl >= f64::from(agents) {
        return overloaded(describe(Shares::default()));
    }
    let free = inverse_loss(busy_most - 1, load_erl);
    let threshold_s = threshold_s.unwrap_or(0.0);
    let (wait, full) = match lines {
        Some(lines) => {
            let limited = limited_wait(rates, lines - busy_most, threshold_s);
            (limited.wait, limited.full)
        }
        None => (offered_wait(rates, threshold_s), 0.0),
    };
    describe(Shares::of(free, rates, &wait, full, threshold_s))
}

/// The convention for a queue that grows for ever.
fn overloaded(performance: Performance) -> Performance {
    Performance {
        p_wait: 1.0,
        asa_s: f64::INFINITY,
        mean_wait_s: f64::INFINITY,
        mean_queue: f64::INFINITY,
        occupancy: 1.0,
        steady: false,
        ..performance
    }
}

/// Normalised answers of one model run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shares {
    pub wait: f64,
    pub block: f64,
    pub abandon: f64,
    pub served: f64,
    pub asa_s: f64,
    pub mean_wait_s: f64,
    pub service: ServiceLevels,
}

impl Default for Shares {
    fn default() -> Self {
        let service = ServiceLevels {
            threshold_s: 0.0,
            answered_of_offered: 0.0,
            patient: 0.0,
            of_answered: 0.0,
            excluding_short_abandons: 0.0,
            answered_or_abandoned: 0.0,
        };
        Self { wait: 0.0, block: 0.0, abandon: 0.0, served: 0.0, asa_s: 0.0, mean_wait_s: 0.0, service }
    }
}

impl Shares {
    /// Puts the parts together. `free`: probability of a free agent over that of exactly one free agent; `full`:
    /// weight of "all lines taken" in the scale of `wait`. Sums of positive terms only.
    pub(crate) fn of(free: f64, rates: Rates, wait: &OfferedWait, full: f64, threshold_s: f64) -> Self {
        let at_once = free / rates.arrival * wait.at_zero;
        if at_once == f64::INFINITY {
            return Self::nobody_waits();
        }
        let Moments { all, served, queued_s, served_wait_s } = wait.within.plus(wait.beyond);
        let let_in = at_once + all;
        let total = let_in + full;
        let answered = at_once + wait.within.served;
        let stay = (-rates.abandon * threshold_s).exp();
        let leave = -(-rates.abandon * threshold_s).exp_m1();
        let not_short = answered + full + stay * wait.beyond.all;
        let answered_or_abandoned = at_once + wait.within.all + leave * wait.beyond.all;
        let service = ServiceLevels {
            threshold_s,
            answered_of_offered: answered / total,
            patient: (at_once + wait.within.all) / total,
            of_answered: answered / (at_once + served),
            excluding_short_abandons: answered / not_short,
            answered_or_abandoned: answered_or_abandoned / total,
        };
        Self {
            wait: all / total,
            block: full / total,
            abandon: rates.abandon * queued_s / total,
            served: (at_once + served) / total,
            asa_s: served_wait_s / (at_once + served),
            mean_wait_s: queued_s / let_in,
            service,
        }
    }

    /// The probability of a wait is below 1e-300.
    fn nobody_waits() -> Self {
        let service = ServiceLevels {
            threshold_s: 0.0,
            answered_of_offered: 1.0,
            patient: 1.0,
            of_answered: 1.0,
            excluding_short_abandons: 1.0,
            answered_or_abandoned: 1.0,
        };
        Self { served: 1.0, service, ..Self::default() }
    }
}

#[cfg(test)]
mod tests;
