//! The least number of agents that keeps a promise.

use crate::error::StaffingError;
use crate::loss::inverse_loss;
use crate::performance::{Performance, ServiceLevelKind, steady_state};
use crate::queue::{Model, Queue};
use crate::shrinkage::Shrinkage;
use crate::target::{ServiceTarget, Target};

/// The answer of [`staffing`].
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Least number of agents at work; 0 where nobody calls.
    pub agents: u32,
    /// People to schedule for them, with shrinkage; not rounded.
    pub scheduled: f64,
    /// What they give; `None` where nobody calls.
    pub at: Option<Performance>,
    /// What one agent less gives; `None` where there is none less.
    pub at_one_less: Option<Performance>,
}

/// Least number of agents at work, and what they and one less give.
///
/// # Errors
/// As [`min_agents`].
pub fn staffing(queue: &Queue, target: &Target, shrinkage: Shrinkage) -> Result<Requirement, StaffingError> {
    let agents = min_agents(queue, target)?;
    let state = |agents: u32| (agents > 0).then(|| steady_state(queue, agents, target.threshold_s()));
    Ok(Requirement {
        agents,
        scheduled: shrinkage.scheduled(f64::from(agents)),
        at: state(agents),
        at_one_less: state(agents.saturating_sub(1)),
    })
}

/// Least number of agents that meets all promises of the target; 0 where nobody calls.
///
/// Every measure gets better with every agent, so the least number is found by doubling steps and halving the
/// bracket. The search starts below the load where customers hang up: starting at the load, as is often done,
/// overstaffs. With limited lines a deeply overloaded queue may look good in a single share (nearly all are turned
/// away, so few wait and few abandon); the search goes down from the load and stops where the promise first fails.
///
/// # Errors
/// [`StaffingError::Invalid`] for a number outside its range, [`StaffingError::Unreachable`] where limited lines
/// keep the promise from being met however many agents there are.
pub fn min_agents(queue: &Queue, target: &Target) -> Result<u32, StaffingError> {
    queue.check()?;
    target.check()?;
    if queue.workload.contacts == 0.0 {
        return Ok(0);
    }
    let load_erl = queue.workload.load_erl();
    if load_erl > 1e8 {
        let rule = "but at most 1e8 can be staffed; maybe a unit is wrong";
        return Err(StaffingError::Invalid { what: "offered load in erlang", value: load_erl, rule });
    }
    if let (Model::ErlangC, Some(promise)) = (queue.model, only_answered_of_offered(target)) {
        return Ok(min_agents_waiting(
            load_erl,
            promise.share,
            promise.threshold_s / queue.workload.handle_s,
        ));
    }
    if let Some(lines) = queue.lines() {
        let unlimited = Target { occupancy_max: None, ..*target };
        if !unlimited.met(&steady_state(queue, lines, target.threshold_s())) {
            let reason = "with an agent on every line it is still missed; maybe more lines help";
            return Err(StaffingError::Unreachable { reason });
        }
    }
    let meets = |agents: u32| target.met(&steady_state(queue, agents, target.threshold_s()));
    let start = first_guess(queue, target, load_erl);
    Ok(smallest(start, step(load_erl), meets))
}

fn only_answered_of_offered(target: &Target) -> Option<ServiceTarget> {
    let service = target.service.filter(|s| s.kind == ServiceLevelKind::AnsweredOfOffered)?;
    (*target == Target { service: Some(service), ..Target::default() }).then_some(service)
}

/// Erlang C alone: the recursion 1/B(n) = 1 + (n/a) / B(n-1) run upwards from the load.
///
/// A fraction C e^(-(n-a) t) of the contacts waits longer than t handle times, C = n / ((n-a)/B + a).
fn min_agents_waiting(load_erl: f64, share: f64, threshold: f64) -> u32 {
    let late = 1.0 - share + 1e-12;
    let per_load = 1.0 / load_erl;
    let mut n = load_erl.floor();
    let mut inverse = if load_erl < 64.0 {
        let mut inverse = 1.0;
        let mut k = 1.0;
        while k <= n {
            inverse = 1.0 + k * per_load * inverse;
            k += 1.0;
        }
        inverse
    } else {
        inverse_loss(n as u32, load_erl)
    };
    let decay = (-threshold).exp();
    let mut longer = if threshold == 0.0 { 1.0 } else { (-(n - load_erl) * threshold).exp() };
    loop {
        n += 1.0;
        inverse = 1.0 + n * per_load * inverse;
        longer *= decay;
        if n * longer <= late * ((n - load_erl) * inverse + load_erl) {
            return n as u32;
        }
    }
}

/// Near the answer: at least the share that can be answered in an overloaded centre, plus about one deviation.
fn first_guess(queue: &Queue, target: &Target, load_erl: f64) -> u32 {
    let fluid = match (queue.patience_s(), target.service) {
        (Some(patience_s), Some(service)) => service.share.max((-service.threshold_s / patience_s).exp()),
        _ => 1.0,
    };
    let base = load_erl * fluid;
    (base + 1.2 * base.sqrt()).ceil().max(1.0) as u32
}

fn step(load_erl: f64) -> u32 {
    (0.25 * load_erl.sqrt()).ceil().max(1.0) as u32
}

/// Smallest n >= 1 for which a condition holds that, once true, stays true.
fn smallest(start: u32, first_step: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut fails, mut works);
    let mut step = first_step;
    if holds(start) {
        works = start;
        loop {
            let lower = works.saturating_sub(step);
            if lower == 0 || !holds(lower) {
                fails = lower;
                break;
            }
            works = lower;
            step = step.saturating_mul(2);
        }
    } else {
        fails = start;
        loop {
            let higher = fails.saturating_add(step);
            if holds(higher) || higher == u32::MAX {
                works = higher;
                break;
            }
            fails = higher;
            step = step.saturating_mul(2);
        }
    }
    while works - fails > 1 {
        let middle = fails + (works - fails) / 2;
        if holds(middle) { works = middle } else { fails = middle }
    }
    works
}

#[cfg(test)]
mod tests;
