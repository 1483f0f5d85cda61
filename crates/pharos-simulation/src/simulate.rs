//! A scenario simulated: the numbers a planner asks for, each with its interval.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::estimate::{Estimate, ratio};
use crate::kernel::{GroupCount, Model, QueueCount, Run};
use crate::scenario::{Horizon, Scenario};

/// Batches of a steady-state run.
const BATCHES: u32 = 64;
/// With a stated precision at most so many times the days of the scenario are simulated.
const MOST_ROUNDS: u32 = 100;

/// How to simulate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimulateOptions {
    /// The same seed gives the same result; the same seed over two scenarios gives common random numbers.
    pub seed: u64,
    /// Instead of the scenario's contacts, for a steady state.
    pub contacts: Option<u64>,
    /// For days: more days are simulated until each queue's service level has at most this half-width (95 %), up to
    /// 100 times the scenario's days.
    pub half_width_max: Option<f64>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimulationResult {
    /// Name of the scenario.
    pub scenario: String,
    /// The seed it was drawn with.
    pub seed: u64,
    /// `batch_means` of a steady state or `independent_days`.
    pub method: String,
    /// Batches or days behind the intervals.
    pub samples: u32,
    /// Confidence level of the intervals.
    pub level: f64,
    /// Contacts offered, over all queues.
    pub contacts: u64,
    /// A wait up to and including this counts as in time, seconds.
    pub threshold_s: f64,
    /// By queue, in the order of the scenario.
    pub queues: Vec<QueueResult>,
    /// By group, in the order of the scenario.
    pub groups: Vec<GroupResult>,
}

/// One queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueueResult {
    /// Its name.
    pub name: String,
    /// Contacts that came to it, transfers and repeated tries included.
    pub offered: u64,
    /// Share that found nobody free.
    pub p_wait: Estimate,
    /// Share that gave up (or was never served on its day).
    pub p_abandon: Estimate,
    /// Share that left to be called back.
    pub p_callback: Estimate,
    /// Answered within the threshold / offered.
    pub service_level: Estimate,
    /// Answered within the threshold / (offered - abandoned within the threshold).
    pub service_level_excl_abandon_in_time: Estimate,
    /// Mean wait of the answered, seconds.
    pub asa_s: Estimate,
    /// Mean wait of all offered, seconds.
    pub mean_wait_all_s: Estimate,
    /// Mean number waiting.
    pub mean_queue: Estimate,
    /// By slot of arrival; empty in a steady state.
    pub slots: Vec<SlotResult>,
}

/// One queue in one slot of the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SlotResult {
    /// Start of the slot after the day's opening, seconds.
    pub start_s: f64,
    /// Mean contacts a day.
    pub offered: Estimate,
    /// Answered within the threshold / offered.
    pub service_level: Estimate,
    /// Answered within the threshold / (offered - abandoned within the threshold).
    pub service_level_excl_abandon_in_time: Estimate,
    /// Share that gave up.
    pub p_abandon: Estimate,
    /// Mean wait of the answered, seconds.
    pub asa_s: Estimate,
}

/// One group of agents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupResult {
    /// Its name.
    pub name: String,
    /// Mean agents on duty.
    pub agents: Estimate,
    /// Time with at least one contact / time on duty.
    pub occupancy: Estimate,
    /// Contacts at the same time while busy.
    pub concurrency: Estimate,
}

mod compare;

pub use compare::{Comparison, Totals, compare};

/// The counts of one batch or day.
struct Sample {
    length_s: f64,
    queues: Vec<QueueCount>,
    groups: Vec<GroupCount>,
}

/// Simulates a scenario that [`Scenario::read`] accepted.
pub fn simulate(scenario: &Scenario, options: SimulateOptions) -> SimulationResult {
    let model = Model::new(scenario);
    match scenario.horizon {
        Horizon::Contacts { contacts } => {
            let samples = batches(&model, options.contacts.unwrap_or(contacts), options.seed);
            result(scenario, &model, "batch_means", options.seed, &samples)
        }
        Horizon::Days { days, .. } => {
            let mut samples = Vec::new();
            loop {
                let first = samples.len() as u64;
                samples
                    .extend((first..first + u64::from(days)).map(|day| one_day(&model, options.seed, day)));
                let so_far = result(scenario, &model, "independent_days", options.seed, &samples);
                let precise = options.half_width_max.is_none_or(|most| widest(&so_far) <= most);
                if precise || samples.len() >= (days * MOST_ROUNDS) as usize {
                    return so_far;
                }
            }
        }
    }
}

/// The batches or days of a scenario, and the name of the method.
fn samples_of(scenario: &Scenario, model: &Model, options: SimulateOptions) -> (&'static str, Vec<Sample>) {
    match scenario.horizon {
        Horizon::Contacts { contacts } => {
            ("batch_means", batches(model, options.contacts.unwrap_or(contacts), options.seed))
        }
        Horizon::Days { days, .. } => {
            ("independent_days", (0..u64::from(days)).map(|day| one_day(model, options.seed, day)).collect())
        }
    }
}

/// The result as a table for a terminal.
pub fn write_text(result: &SimulationResult) -> String {
    let mut text = format!(
        "{}: {} contacts, {} ({}), seed {}\n",
        result.scenario, result.contacts, result.method, result.samples, result.seed
    );
    let _ = writeln!(
        text,
        "{:<24} {:>10} {:>20} {:>20} {:>20} {:>16} {:>10}",
        "queue",
        "offered",
        "wait",
        "abandon",
        format!("in {} s", result.threshold_s),
        "asa s",
        "waiting"
    );
    for queue in &result.queues {
        let _ = writeln!(
            text,
            "{:<24} {:>10} {:>20} {:>20} {:>20} {:>16} {:>10}",
            queue.name,
            queue.offered,
            share_text(&queue.p_wait),
            share_text(&queue.p_abandon),
            share_text(&queue.service_level),
            number_text(&queue.asa_s, 2),
            queue.mean_queue.value.map_or("-".to_owned(), |value| format!("{value:.3}")),
        );
    }
    let _ = writeln!(text, "{:<24} {:>10} {:>20}", "group", "agents", "occupancy");
    for group in &result.groups {
        let agents = group.agents.value.map_or("-".to_owned(), |value| format!("{value:.1}"));
        let _ = writeln!(text, "{:<24} {:>10} {:>20}", group.name, agents, share_text(&group.occupancy));
    }
    text
}

/// A steady state: one long run, its beginning thrown away, the rest cut into batches of equal length.
fn batches(model: &Model, contacts: u64, seed: u64) -> Vec<Sample> {
    let batch_s = contacts as f64 / model.arrival_rate() / f64::from(BATCHES);
    let mut run = Run::new(model, seed, 0);
    run.run_until(batch_s);
    run.take_counts();
    let batch = |batch: u32| {
        run.run_until(batch_s * f64::from(batch + 2));
        let (queues, groups) = run.take_counts();
        Sample { length_s: batch_s, queues, groups }
    };
    (0..BATCHES).map(batch).collect()
}

fn one_day(model: &Model, seed: u64, day: u64) -> Sample {
    let mut run = Run::new(model, seed, day);
    run.run_day();
    let (queues, groups) = run.take_counts();
    Sample { length_s: model.day_s, queues, groups }
}

fn result(
    scenario: &Scenario,
    model: &Model,
    method: &str,
    seed: u64,
    samples: &[Sample],
) -> SimulationResult {
    let queues = scenario
        .queues
        .iter()
        .enumerate()
        .map(|(index, queue)| queue_result(&queue.name, index, model, samples));
    let queues: Vec<QueueResult> = queues.collect();
    let groups = scenario.groups.iter().enumerate().map(|(index, group)| {
        let of = |get: fn(&GroupCount) -> (f64, f64)| {
            ratio(samples.iter().map(move |sample| get(&sample.groups[index])))
        };
        GroupResult {
            name: group.name.clone(),
            agents: ratio(samples.iter().map(|sample| (sample.groups[index].staffed_s, sample.length_s))),
            occupancy: of(|count| (count.busy_s, count.staffed_s)),
            concurrency: of(|count| (count.contact_s, count.busy_s)),
        }
    });
    SimulationResult {
        scenario: scenario.name.clone(),
        seed,
        method: method.to_owned(),
        samples: samples.len() as u32,
        level: 0.95,
        contacts: queues.iter().map(|queue| queue.offered).sum(),
        threshold_s: scenario.threshold_s,
        queues,
        groups: groups.collect(),
    }
}

fn queue_result(name: &str, queue: usize, model: &Model, samples: &[Sample]) -> QueueResult {
    let slots = queue * model.slot_count..(queue + 1) * model.slot_count;
    let totals: Vec<QueueCount> = samples.iter().map(|sample| total(&sample.queues[slots.clone()])).collect();
    let of = |get: fn(&QueueCount) -> (f64, f64)| ratio(totals.iter().map(get));
    let by_slot = |slot: usize| {
        let of = |get: fn(&QueueCount) -> (f64, f64)| {
            ratio(samples.iter().map(move |sample| get(&sample.queues[queue * model.slot_count + slot])))
        };
        SlotResult {
            start_s: slot as f64 * model.slot_s,
            offered: of(|count| (count.offered as f64, 1.0)),
            service_level: of(|count| (count.in_time as f64, count.offered as f64)),
            service_level_excl_abandon_in_time: of(patient),
            p_abandon: of(|count| (count.abandoned as f64, count.offered as f64)),
            asa_s: of(|count| (count.wait_answered_s, count.answered as f64)),
        }
    };
    let lengths = samples.iter().map(|sample| sample.length_s);
    QueueResult {
        name: name.to_owned(),
        offered: totals.iter().map(|count| count.offered).sum(),
        p_wait: of(|count| (count.waited as f64, count.offered as f64)),
        p_abandon: of(|count| (count.abandoned as f64, count.offered as f64)),
        p_callback: of(|count| (count.called_back as f64, count.offered as f64)),
        service_level: of(|count| (count.in_time as f64, count.offered as f64)),
        service_level_excl_abandon_in_time: of(patient),
        asa_s: of(|count| (count.wait_answered_s, count.answered as f64)),
        mean_wait_all_s: of(|count| (count.wait_all_s, count.offered as f64)),
        mean_queue: ratio(totals.iter().map(|count| count.wait_all_s).zip(lengths)),
        slots: if model.slot_count == 1 { Vec::new() } else { (0..model.slot_count).map(by_slot).collect() },
    }
}

fn total(counts: &[QueueCount]) -> QueueCount {
    counts.iter().fold(QueueCount::default(), |sum, count| QueueCount {
        offered: sum.offered + count.offered,
        waited: sum.waited + count.waited,
        answered: sum.answered + count.answered,
        in_time: sum.in_time + count.in_time,
        abandoned: sum.abandoned + count.abandoned,
        abandoned_in_time: sum.abandoned_in_time + count.abandoned_in_time,
        called_back: sum.called_back + count.called_back,
        wait_answered_s: sum.wait_answered_s + count.wait_answered_s,
        wait_all_s: sum.wait_all_s + count.wait_all_s,
    })
}

fn patient(count: &QueueCount) -> (f64, f64) {
    (count.in_time as f64, (count.offered - count.abandoned_in_time) as f64)
}

/// The greatest half-width of a service level.
fn widest(result: &SimulationResult) -> f64 {
    let half = |queue: &QueueResult| match (queue.service_level.lo, queue.service_level.hi) {
        (Some(lo), Some(hi)) => (hi - lo) / 2.0,
        _ => f64::INFINITY,
    };
    result.queues.iter().filter(|queue| queue.offered > 0).map(half).fold(0.0, f64::max)
}

fn share_text(estimate: &Estimate) -> String {
    match (estimate.value, estimate.lo, estimate.hi) {
        (Some(value), Some(lo), Some(hi)) => {
            format!("{:.2} % ± {:.2}", value * 100.0, (hi - lo) * 50.0)
        }
        (Some(value), ..) => format!("{:.2} %", value * 100.0),
        _ => "-".to_owned(),
    }
}

fn number_text(estimate: &Estimate, digits: usize) -> String {
    match (estimate.value, estimate.lo, estimate.hi) {
        (Some(value), Some(lo), Some(hi)) => format!("{value:.digits$} ± {:.digits$}", (hi - lo) / 2.0),
        (Some(value), ..) => format!("{value:.digits$}"),
        _ => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests;
