//! The event kernel: a scenario made ready to run, and the run itself.
//!
//! A run keeps one heap of coming events (ends of contacts, overflows, shifts ..). Arrivals are not in it: each queue
//! draws its next arrival by itself and the earliest of them competes with the top of the heap. A waiting contact
//! carries the instant its patience ends; it is found gone when an agent reaches for it (lazy abandonment), and only
//! queues whose abandoned contacts do something afterwards (retry) pay for an event.

mod event;
mod pool;
mod run;

pub(crate) use run::Run;

use crate::random::Sampler;
use crate::scenario::{Distribution, Group, Horizon, Queue, Scenario};

/// A scenario with names turned into indices and laws into samplers.
pub(crate) struct Model {
    pub queues: Vec<QueueModel>,
    pub groups: Vec<GroupModel>,
    pub threshold_s: f64,
    pub slot_s: f64,
    /// Slots results are kept for; one in a steady state.
    pub slot_count: usize,
    /// Arrivals stop here; infinite in a steady state.
    pub day_s: f64,
    /// Shape of the factor that a day puts on all queues.
    pub busyness_shape: Option<f64>,
}

pub(crate) struct QueueModel {
    /// Arrivals per second by slot.
    pub rates: Vec<f64>,
    pub busyness_shape: Option<f64>,
    pub patience: Option<Sampler>,
    /// Factors by slot of arrival; empty: 1.
    pub patience_by_slot: Vec<f64>,
    pub handle_by_slot: Vec<f64>,
    pub balk: f64,
    pub routes: Vec<RouteModel>,
    /// Share and mean delay in seconds.
    pub retry: Option<(f64, f64)>,
    /// Share and queue.
    pub transfer: Option<(f64, usize)>,
    pub callback: Option<CallbackModel>,
}

pub(crate) struct RouteModel {
    pub group: usize,
    pub rank: u32,
    pub after_s: f64,
}

pub(crate) struct CallbackModel {
    pub after_s: f64,
    pub share: f64,
    pub to: usize,
    pub delay_s: f64,
}

pub(crate) struct GroupModel {
    /// Sorted by priority.
    pub skills: Vec<SkillModel>,
    pub concurrency: u32,
    pub slowdown: f64,
    pub absence: f64,
    /// Agents are numbers by slot: which of them leaves where the number falls does not matter.
    pub by_number: bool,
    /// For each agent the stretches on duty, seconds of the day.
    pub duties: Vec<Vec<[f64; 2]>>,
    /// Handle time by queue.
    pub handle: Vec<Sampler>,
}

pub(crate) struct SkillModel {
    pub queue: usize,
    pub priority: u32,
    pub after_s: f64,
}

/// What happened to the contacts of one queue that arrived in one slot.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct QueueCount {
    pub offered: u64,
    pub waited: u64,
    pub answered: u64,
    pub in_time: u64,
    pub abandoned: u64,
    pub abandoned_in_time: u64,
    pub called_back: u64,
    pub wait_answered_s: f64,
    pub wait_all_s: f64,
}

/// What the agents of one group did.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct GroupCount {
    pub busy_s: f64,
    pub staffed_s: f64,
    /// Seconds of contacts, those at the same time counted each.
    pub contact_s: f64,
}

impl QueueModel {
    #[inline]
    pub(crate) fn handle_factor(&self, slot: usize) -> f64 {
        self.handle_by_slot.get(slot).copied().unwrap_or(1.0)
    }

    #[inline]
    pub(crate) fn patience_factor(&self, slot: usize) -> f64 {
        self.patience_by_slot.get(slot).copied().unwrap_or(1.0)
    }
}

impl Model {
    /// The scenario must have passed its checks: names are known.
    pub(crate) fn new(scenario: &Scenario) -> Model {
        let (day_s, slot_count) = match scenario.horizon {
            Horizon::Contacts { .. } => (f64::INFINITY, 1),
            Horizon::Days { day_s, .. } => (day_s, (day_s / scenario.slot_s).ceil().max(1.0) as usize),
        };
        let queues: Vec<QueueModel> =
            scenario.queues.iter().map(|queue| queue_model(scenario, queue)).collect();
        let groups = scenario.groups.iter().map(|group| group_model(scenario, group, day_s)).collect();
        Model {
            queues,
            groups,
            threshold_s: scenario.threshold_s,
            slot_s: scenario.slot_s,
            slot_count,
            day_s,
            busyness_shape: scenario.busyness_shape,
        }
    }

    /// Arrivals per second over all queues, of a steady state.
    pub(crate) fn arrival_rate(&self) -> f64 {
        self.queues.iter().filter_map(|queue| queue.rates.first()).sum()
    }
}

fn queue_model(scenario: &Scenario, queue: &Queue) -> QueueModel {
    let queue_index = |name: &str| scenario.queues.iter().position(|other| other.name == name).unwrap_or(0);
    let routes = queue.routes.iter().map(|route| RouteModel {
        group: scenario.groups.iter().position(|group| group.name == route.group).unwrap_or(0),
        rank: route.rank,
        after_s: route.after_s,
    });
    QueueModel {
        rates: queue.arrivals_per_hour.iter().map(|rate| rate / 3600.0).collect(),
        busyness_shape: queue.busyness_shape,
        patience: queue
            .patience
            .map(|patience| Sampler::new(patience.distribution, patience.mean_s, patience.cv)),
        patience_by_slot: queue.patience_by_slot.clone(),
        handle_by_slot: queue.handle_by_slot.clone(),
        balk: queue.patience.map_or(0.0, |patience| patience.balk),
        routes: routes.collect(),
        retry: queue.retry.map(|retry| (retry.share, retry.delay_mean_s)),
        transfer: queue.transfer.as_ref().map(|transfer| (transfer.share, queue_index(&transfer.to))),
        callback: queue.callback.as_ref().map(|callback| CallbackModel {
            after_s: callback.after_s,
            share: callback.share,
            to: queue_index(&callback.to),
            delay_s: callback.delay_s,
        }),
    }
}

fn group_model(scenario: &Scenario, group: &Group, day_s: f64) -> GroupModel {
    let mut skills = Vec::new();
    let mut handle = Vec::new();
    for (queue_index, queue) in scenario.queues.iter().enumerate() {
        let route = queue.routes.iter().find(|route| route.group == group.name);
        if let Some(route) = route {
            skills.push(SkillModel { queue: queue_index, priority: route.priority, after_s: route.after_s });
        }
        let mean_s = route.and_then(|route| route.handle_mean_s).unwrap_or(queue.handle.mean_s);
        let law = if queue.handle.cv == 0.0 { Distribution::Constant } else { queue.handle.distribution };
        handle.push(Sampler::new(law, mean_s, queue.handle.cv));
    }
    skills.sort_by_key(|skill| skill.priority);
    GroupModel {
        skills,
        concurrency: group.concurrency,
        slowdown: group.slowdown,
        absence: group.absence,
        by_number: group.concurrency == 1 && group.absence == 0.0 && group.shifts.is_empty(),
        duties: duties(group, scenario.slot_s, day_s),
        handle,
    }
}

/// The stretches on duty of each agent. With numbers by slot the agent of index i is there whenever more than i are.
fn duties(group: &Group, slot_s: f64, day_s: f64) -> Vec<Vec<[f64; 2]>> {
    let mut duties = Vec::new();
    let most = group.agents.iter().copied().max().unwrap_or(0);
    for agent in 0..most {
        let mut stretches: Vec<[f64; 2]> = Vec::new();
        for (slot, &count) in group.agents.iter().enumerate() {
            if count <= agent {
                continue;
            }
            let start_s = slot as f64 * slot_s;
            let last = slot + 1 == group.agents.len();
            let end_s = if last { day_s.max(start_s) } else { start_s + slot_s };
            match stretches.last_mut() {
                Some(stretch) if stretch[1] >= start_s => stretch[1] = end_s,
                _ => stretches.push([start_s, end_s]),
            }
        }
        duties.push(stretches);
    }
    for shift in &group.shifts {
        let mut stretches = Vec::new();
        let mut from_s = shift.start_s;
        for [start_s, end_s] in &shift.breaks_s {
            stretches.push([from_s, *start_s]);
            from_s = *end_s;
        }
        stretches.push([from_s, shift.end_s]);
        duties.extend(std::iter::repeat_n(stretches, shift.agents as usize));
    }
    duties
}

#[cfg(test)]
mod tests;
