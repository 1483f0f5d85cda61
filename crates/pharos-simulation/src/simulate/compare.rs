//! Two scenarios on the same random numbers, and how sure their difference is.
//!
//! Days (or batches) of the same number see the same arrivals, handle times and patience, so the difference of two scenarios
//! is far surer than either of them: its standard error comes from the paired days.

use serde::{Deserialize, Serialize};

use super::{Sample, SimulateOptions, SimulationResult, result, samples_of};
use crate::estimate::{Estimate, difference};
use crate::kernel::{GroupCount, Model, QueueCount};
use crate::scenario::{Horizon, Scenario, ScenarioError};

/// Both results and what changes, over all queues and groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The first scenario.
    pub before: SimulationResult,
    /// The second.
    pub after: SimulationResult,
    /// Over all queues, first scenario.
    pub total_before: Totals,
    /// Over all queues, second scenario.
    pub total_after: Totals,
    /// Second less first.
    pub change: Totals,
}

/// The measures a decision looks at, over all queues and groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    /// Answered within the threshold / offered.
    pub service_level: Estimate,
    /// Share that gave up.
    pub p_abandon: Estimate,
    /// Mean wait of the answered, seconds.
    pub asa_s: Estimate,
    /// Time with at least one contact / time on duty.
    pub occupancy: Estimate,
    /// Contacts a day (or a batch).
    pub offered: Estimate,
    /// Abandoned contacts a day (or a batch).
    pub abandoned: Estimate,
}

type Parts = fn(&QueueCount, &GroupCount) -> (f64, f64);

const MEASURES: [Parts; 6] = [
    |queue, _| (queue.in_time as f64, queue.offered as f64),
    |queue, _| (queue.abandoned as f64, queue.offered as f64),
    |queue, _| (queue.wait_answered_s, queue.answered as f64),
    |_, group| (group.busy_s, group.staffed_s),
    |queue, _| (queue.offered as f64, 1.0),
    |queue, _| (queue.abandoned as f64, 1.0),
];

/// Simulates both with the same seed and the same number of days (or contacts: of the first).
///
/// # Errors
/// [`ScenarioError::Value`] where one is a steady state and the other has days.
pub fn compare(
    before: &Scenario,
    after: &Scenario,
    options: SimulateOptions,
) -> Result<Comparison, ScenarioError> {
    let mut after = after.clone();
    match (before.horizon, &mut after.horizon) {
        (Horizon::Days { days, .. }, Horizon::Days { days: other, .. }) => *other = days,
        (Horizon::Contacts { .. }, Horizon::Contacts { .. }) => {}
        _ => {
            return Err(ScenarioError::Value {
                place: "horizon".to_owned(),
                value: "of two kinds".to_owned(),
                advice: "compare days with days, a steady state with a steady state",
            });
        }
    }
    let options = SimulateOptions { half_width_max: None, ..options };
    let (first, second) = (Model::new(before), Model::new(&after));
    let (method, of_first) = samples_of(before, &first, options);
    let (_, of_second) = samples_of(&after, &second, options);
    let [total_before, total_after] = [&of_first, &of_second].map(|samples| totals(samples));
    Ok(Comparison {
        before: result(before, &first, method, options.seed, &of_first),
        after: result(&after, &second, method, options.seed, &of_second),
        total_before,
        total_after,
        change: change(&of_first, &of_second),
    })
}

fn totals(samples: &[Sample]) -> Totals {
    let sums: Vec<_> = samples.iter().map(sum).collect();
    named(
        MEASURES
            .map(|parts| crate::estimate::ratio(sums.iter().map(move |(queue, group)| parts(queue, group)))),
    )
}

fn change(before: &[Sample], after: &[Sample]) -> Totals {
    let pairs: Vec<_> = before.iter().zip(after).map(|(before, after)| (sum(before), sum(after))).collect();
    named(MEASURES.map(|parts| {
        difference(
            pairs.iter().map(move |(before, after)| (parts(&before.0, &before.1), parts(&after.0, &after.1))),
        )
    }))
}

fn named([service_level, p_abandon, asa_s, occupancy, offered, abandoned]: [Estimate; 6]) -> Totals {
    Totals { service_level, p_abandon, asa_s, occupancy, offered, abandoned }
}

fn sum(sample: &Sample) -> (QueueCount, GroupCount) {
    let mut group = GroupCount::default();
    for count in &sample.groups {
        group.busy_s += count.busy_s;
        group.staffed_s += count.staffed_s;
        group.contact_s += count.contact_s;
    }
    (super::total(&sample.queues), group)
}
