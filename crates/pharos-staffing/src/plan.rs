//! A forecast turned into staff, interval by interval, with the risk.
//!
//! Agents are found for the mean volume (or for a volume exceeded less often, `sure`), and the forecast's own spread says how
//! sure they are: the probability that the promise holds, volume and handle time together (the workload's quantiles in
//! contacts of mean handle time).

use pharos_domain::{IntervalSeries, WorkloadForecast};

use crate::chat::{ChatHandling, ChatWork, chat_performance, min_chat_agents};
use crate::deferred::{DeferredWork, level_for_deadlines, run_deferred};
use crate::error::{StaffingError, within};
use crate::performance::{Performance, performance};
use crate::queue::{Model, Queue, Workload};
use crate::required::min_agents;
use crate::risk::VolumeDistribution;
use crate::shrinkage::Shrinkage;
use crate::target::Target;
use crate::warning::{DataFacts, Warning, warnings};

/// How the contacts of a queue are handled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Handling {
    /// One at a time, at once: calls.
    Call {
        /// Mean patience; `None`: they wait for ever (Erlang C).
        patience_s: Option<f64>,
    },
    /// Several at once: chat.
    Chat {
        /// Mean patience; `None`: they wait for ever.
        patience_s: Option<f64>,
        /// Chats an agent may hold at once.
        slots: u32,
        /// Share by which each further chat lengthens all; the forecast's handle time is of a chat alone.
        growth: f64,
    },
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanOptions {
    /// The promise.
    pub target: Target,
    /// How contacts are handled.
    pub handling: Handling,
    /// Share of paid time away from contacts.
    pub shrinkage: Shrinkage,
    /// Probability for which [`SlotPlan::agents_sure`] is found.
    pub sure: f64,
    /// Change of volume of [`SlotPlan::agents_at_change`], as a share.
    pub volume_change: f64,
    /// What is known of the contacts, for the warnings.
    pub facts: DataFacts,
}

/// The staff of one interval.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotPlan {
    /// Contacts expected.
    pub contacts: f64,
    /// Handle time expected, seconds.
    pub handle_s: f64,
    /// Offered load.
    pub load_erl: f64,
    /// Least agents at work for the mean volume; 0 where nobody calls.
    pub agents: u32,
    /// People to schedule for them.
    pub scheduled: f64,
    /// What they give at the mean volume; `None` where nobody calls.
    pub at: Option<Performance>,
    /// What one agent less gives.
    pub one_less: Option<Performance>,
    /// What one agent more gives.
    pub one_more: Option<Performance>,
    /// Probability that the promise holds with `agents`.
    pub p_met: f64,
    /// Agents with which it holds with the probability asked for.
    pub agents_sure: u32,
    /// Agents for the changed volume.
    pub agents_at_change: u32,
    /// Assumptions that fail.
    pub warnings: Vec<Warning>,
}

/// Staff for every interval that has a handle time. An interval without one cannot be staffed and is left out: its absence is
/// the caller's to tell.
///
/// # Errors
/// [`StaffingError`] for a number outside its range or a promise that cannot be kept.
pub fn plan_slots(
    forecast: &IntervalSeries<WorkloadForecast>,
    options: &PlanOptions,
) -> Result<IntervalSeries<SlotPlan>, StaffingError> {
    options.target.check()?;
    within("sure", options.sure, 0.0, 0.9999, "but must be 0..1; maybe it is in percent")?;
    within("volume_change", options.volume_change, -0.99, 99.0, "but must be a share such as 0.1")?;
    let mut points = Vec::new();
    for (interval, workload) in forecast.points() {
        let Some(handle) = workload.handle_s else { continue };
        let question = SlotQuestion {
            interval_s: f64::from(interval.length_s),
            handle_s: handle.mean,
            handling: options.handling,
            target: options.target,
        };
        points.push((*interval, plan_slot(&question, workload, options)?));
    }
    IntervalSeries::new(points).map_err(|error| StaffingError::Invalid {
        what: "place of an interval",
        value: error.index as f64,
        rule: "but intervals must rise and not overlap",
    })
}

/// One interval's question, without its volume.
struct SlotQuestion {
    interval_s: f64,
    handle_s: f64,
    handling: Handling,
    target: Target,
}

impl SlotQuestion {
    fn least(&self, contacts: f64) -> Result<u32, StaffingError> {
        match self.handling {
            Handling::Call { .. } => min_agents(&self.queue(contacts), &self.target),
            Handling::Chat { slots, growth, .. } => {
                min_chat_agents(&self.chats(contacts), &self.chat(slots, growth), &self.target)
            }
        }
    }

    fn state(&self, contacts: f64, agents: u32) -> Result<Option<Performance>, StaffingError> {
        if contacts <= 0.0 || agents == 0 {
            return Ok(None);
        }
        let threshold_s = self.target.threshold_s();
        Ok(Some(match self.handling {
            Handling::Call { .. } => performance(&self.queue(contacts), agents, threshold_s)?,
            Handling::Chat { slots, growth, .. } => {
                chat_performance(&self.chats(contacts), &self.chat(slots, growth), agents, threshold_s)?.state
            }
        }))
    }

    fn holds(&self, contacts: f64, agents: u32) -> Result<bool, StaffingError> {
        Ok(match self.state(contacts, agents)? {
            Some(state) => self.target.met(&state),
            // Nobody calls, or nobody is there to answer.
            None => contacts <= 0.0,
        })
    }

    fn queue(&self, contacts: f64) -> Queue {
        let model = match self.handling {
            Handling::Call { patience_s: Some(patience_s) }
            | Handling::Chat { patience_s: Some(patience_s), .. } => Model::ErlangA { patience_s },
            _ => Model::ErlangC,
        };
        Queue { workload: Workload { contacts, interval_s: self.interval_s, handle_s: self.handle_s }, model }
    }

    fn chats(&self, contacts: f64) -> ChatWork {
        let (Handling::Call { patience_s } | Handling::Chat { patience_s, .. }) = self.handling;
        ChatWork { contacts, interval_s: self.interval_s, patience_s }
    }

    fn chat(&self, slots: u32, growth: f64) -> ChatHandling {
        ChatHandling { alone_s: self.handle_s, growth, slots }
    }
}

fn plan_slot(
    question: &SlotQuestion,
    workload: &WorkloadForecast,
    options: &PlanOptions,
) -> Result<SlotPlan, StaffingError> {
    let contacts = workload.contacts.mean;
    let volume = volume(workload, question.handle_s)?;
    let agents = question.least(contacts)?;
    let at = question.state(contacts, agents)?;
    let queue = question.queue(contacts);
    Ok(SlotPlan {
        contacts,
        handle_s: question.handle_s,
        load_erl: queue.workload.load_erl(),
        agents,
        scheduled: options.shrinkage.scheduled(f64::from(agents)),
        one_less: question.state(contacts, agents.saturating_sub(1))?,
        one_more: question.state(contacts, agents + 1)?,
        p_met: p_met(question, &volume, agents)?,
        agents_sure: question.least(volume.quantile(options.sure))?.max(agents),
        agents_at_change: question.least(contacts * (1.0 + options.volume_change))?,
        warnings: at.as_ref().map_or_else(Vec::new, |state| warnings(&queue, state, &options.facts)),
        at,
    })
}

/// The spread of contacts of mean handle time that is worth the workload's spread.
fn volume(workload: &WorkloadForecast, handle_s: f64) -> Result<VolumeDistribution, StaffingError> {
    let quantiles = match workload.workload_s {
        Some(work) if handle_s > 0.0 => work.scaled(1.0 / handle_s),
        _ => workload.contacts,
    };
    VolumeDistribution::from_quantiles(&quantiles.pairs())
}

/// The promise gets harder with volume, so it holds up to one probability, found by halving.
fn p_met(question: &SlotQuestion, volume: &VolumeDistribution, agents: u32) -> Result<f64, StaffingError> {
    let (mut holds, mut fails) = (0.0, 1.0);
    if !question.holds(volume.quantile(0.0), agents)? {
        return Ok(0.0);
    }
    if question.holds(volume.quantile(1.0), agents)? {
        return Ok(1.0);
    }
    for _ in 0..20 {
        let middle = 0.5 * (holds + fails);
        if question.holds(volume.quantile(middle), agents)? { holds = middle } else { fails = middle }
    }
    Ok(holds)
}

/// The staff of one interval for work that may wait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeferredSlot {
    /// Agents at work: the same in all open intervals.
    pub agents: f64,
    /// People to schedule.
    pub scheduled: f64,
    /// Hours of work open at the end of the interval.
    pub backlog_h: f64,
}

/// The even level of staff that does all work within `due_s` of its arrival. Intervals of the forecast are the open ones;
/// between them nobody works and the clock of the promise runs on. `occupancy`: share of the time at work that is worked.
///
/// # Errors
/// As [`level_for_deadlines`]; a forecast without handle times has no work.
pub fn plan_deferred(
    forecast: &IntervalSeries<WorkloadForecast>,
    due_s: f64,
    occupancy: f64,
    shrinkage: Shrinkage,
) -> Result<IntervalSeries<DeferredSlot>, StaffingError> {
    within("due_s", due_s, 0.0, 1e8, "but must be zero or more")?;
    within("occupancy", occupancy, 0.05, 1.0, "but must be 0.05..1; maybe it is in percent")?;
    let points = forecast.points();
    let open_s: Vec<f64> = points.iter().map(|(at, _)| f64::from(at.length_s) * occupancy).collect();
    let work: Vec<DeferredWork> = points
        .iter()
        .enumerate()
        .filter_map(|(arrives, (at, workload))| {
            let handle = workload.handle_s?;
            let work_s = workload.workload_s.map_or(workload.contacts.mean * handle.mean, |work| work.mean);
            // It comes over the whole interval: on average in its middle. The last open interval that ends in time.
            let due_us = at.start_us + (f64::from(at.length_s) * 5e5 + due_s * 1e6) as i64;
            let due = points.partition_point(|(other, _)| other.end_us() <= due_us).saturating_sub(1);
            Some(DeferredWork { arrives, due: due.max(arrives), work_s })
        })
        .collect();
    let agents = level_for_deadlines(&work, &open_s)?;
    let capacity: Vec<f64> = open_s.iter().map(|open| open * agents * (1.0 + 1e-12)).collect();
    let run = run_deferred(&work, &capacity)?;
    let mut backlog = run.backlog_s.iter();
    Ok(forecast.map(|_, _| DeferredSlot {
        agents,
        scheduled: shrinkage.scheduled(agents),
        backlog_h: backlog.next().copied().unwrap_or(0.0) / 3600.0,
    }))
}

#[cfg(test)]
mod tests;
