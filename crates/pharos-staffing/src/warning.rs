//! Where a formula's assumption fails.

use std::fmt;

use crate::performance::Performance;
use crate::queue::{Model, Queue};

/// An assumption that does not hold, with the figures that say so. An answer under a warning is still an answer:
/// the warning says which way it errs, where that is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// The load is not below the agents and nobody gives up: the queue grows for ever.
    Overloaded {
        /// Offered load.
        load_erl: f64,
        /// Agents.
        agents: u32,
    },
    /// The queue forgets its past more slowly than an interval lasts: the steady state of one interval is not
    /// reached, what the interval before left behind counts.
    NotSteady {
        /// Time in which a deviation falls to 1/e.
        relaxation_s: f64,
        /// Length of the interval.
        interval_s: f64,
    },
    /// Customers give up, but the model lets them wait: it overstaffs.
    AbandonmentIgnored {
        /// Observed share of abandoned contacts.
        abandoned: f64,
    },
    /// Lost contacts come back, but the model takes arrivals as they are: it understaffs where service is poor.
    RedialsIgnored {
        /// Observed share of lost contacts that try again.
        redial_share: f64,
    },
    /// The hazard of giving up is not constant over the wait.
    PatienceNotExponential {
        /// Probability of so great a difference under constant hazard.
        p_value: f64,
        /// Hazard per second in the first band of waits.
        first_per_s: f64,
        /// Hazard per second in the last band of waits.
        last_per_s: f64,
    },
    /// Handle times are not exponential: squared coefficient of variation far from 1. Above 1 waits are longer than
    /// computed, below 1 shorter (by about the factor (1 + cv2) / 2 in a queue without abandonment).
    HandleTimeNotExponential {
        /// Variance / mean squared.
        cv2: f64,
    },
    /// A few very long contacts carry much of the work: the mean is unsure and differs from week to week.
    HeavyTail {
        /// Share of all work in the longest 1 % of contacts.
        longest_percent_share: f64,
    },
    /// Kinds of contacts with very different handle times share the queue.
    Mixed {
        /// Squared coefficient of variation of the mixture.
        cv2: f64,
    },
    /// Too few events for the check of an assumption.
    TooFewToCheck {
        /// Events seen.
        events: usize,
        /// Events needed.
        least: usize,
    },
}

impl Warning {
    /// A stable word for the kind of warning: what a page translates.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Overloaded { .. } => "overloaded",
            Self::NotSteady { .. } => "not_steady",
            Self::AbandonmentIgnored { .. } => "abandonment_ignored",
            Self::RedialsIgnored { .. } => "redials_ignored",
            Self::PatienceNotExponential { .. } => "patience_not_exponential",
            Self::HandleTimeNotExponential { .. } => "handle_time_not_exponential",
            Self::HeavyTail { .. } => "heavy_tail",
            Self::Mixed { .. } => "mixed",
            Self::TooFewToCheck { .. } => "too_few_to_check",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overloaded { load_erl, agents } => {
                write!(
                    f,
                    "load {load_erl:.2} erl is not below {agents} agents: the queue grows without bound"
                )
            }
            Self::NotSteady { relaxation_s, interval_s } => {
                write!(f, "steady state takes about {relaxation_s:.0} s, the interval has {interval_s:.0} s")
            }
            Self::AbandonmentIgnored { abandoned } => {
                write!(f, "{:.1} % abandon, the model lets all wait: it overstaffs", 100.0 * abandoned)
            }
            Self::RedialsIgnored { redial_share } => {
                write!(
                    f,
                    "{:.0} % of the lost contacts try again, the model ignores it",
                    100.0 * redial_share
                )
            }
            Self::PatienceNotExponential { p_value, first_per_s, last_per_s } => write!(
                f,
                "patience is not exponential (p = {p_value:.2e}): {first_per_s:.4} of the waiting give up a second \
                 at first, {last_per_s:.4} at last"
            ),
            Self::HandleTimeNotExponential { cv2 } => {
                write!(
                    f,
                    "handle times are not exponential: squared coefficient of variation {cv2:.2}, not 1"
                )
            }
            Self::HeavyTail { longest_percent_share } => {
                write!(
                    f,
                    "the longest 1 % of contacts carry {:.0} % of the work",
                    100.0 * longest_percent_share
                )
            }
            Self::Mixed { cv2 } => {
                write!(
                    f,
                    "kinds of contacts differ in handle time: squared coefficient of variation {cv2:.2}"
                )
            }
            Self::TooFewToCheck { events, least } => {
                write!(f, "{events} events are too few to check the assumption, {least} are needed")
            }
        }
    }
}

/// What is known of the centre's own contacts, to hold against a model's assumptions. `None`: not known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DataFacts {
    /// Observed share of abandoned contacts.
    pub abandoned: Option<f64>,
    /// Observed share of lost contacts that try again.
    pub redial_share: Option<f64>,
    /// Squared coefficient of variation of handle times.
    pub handle_time_cv2: Option<f64>,
}

/// The assumptions of a queue's model that fail, from the state computed and the facts known.
pub fn warnings(queue: &Queue, state: &Performance, facts: &DataFacts) -> Vec<Warning> {
    let mut found = Vec::new();
    let load_erl = queue.workload.load_erl();
    if !state.steady {
        found.push(Warning::Overloaded { load_erl, agents: state.agents });
    } else if let Some(warning) = not_steady(queue, state) {
        found.push(warning);
    }
    let waits_for_ever = queue.patience_s().is_none() && queue.model != Model::ErlangB;
    if let Some(abandoned) = facts.abandoned.filter(|share| waits_for_ever && *share > 0.01) {
        found.push(Warning::AbandonmentIgnored { abandoned });
    }
    let with_redials = matches!(queue.model, Model::ErlangX { .. });
    if let Some(redial_share) = facts.redial_share.filter(|share| !with_redials && *share > 0.05) {
        found.push(Warning::RedialsIgnored { redial_share });
    }
    found.extend(facts.handle_time_cv2.and_then(handle_time_warning));
    found
}

/// The relaxation time of M/M/n is at most about 1 / (sqrt(n mu) - sqrt(l))^2, and not below a handle time; with
/// abandonment the slower of service and patience bounds it.
fn not_steady(queue: &Queue, state: &Performance) -> Option<Warning> {
    let work = &queue.workload;
    let service = f64::from(state.agents) / work.handle_s;
    let gap = (service.sqrt() - (state.effective_contacts / work.interval_s).sqrt()).powi(2);
    let waiting_forever = work.handle_s.max(1.0 / gap);
    let relaxation_s = match queue.patience_s() {
        _ if queue.model == Model::ErlangB => work.handle_s,
        Some(patience_s) => waiting_forever.min(work.handle_s.max(patience_s)),
        None => waiting_forever,
    };
    (relaxation_s > work.interval_s)
        .then_some(Warning::NotSteady { relaxation_s, interval_s: work.interval_s })
}

/// Outside these bounds computed waits are off by more than about a quarter.
pub(crate) fn handle_time_warning(cv2: f64) -> Option<Warning> {
    (!(0.5..=1.5).contains(&cv2)).then_some(Warning::HandleTimeNotExponential { cv2 })
}

#[cfg(test)]
mod tests;
