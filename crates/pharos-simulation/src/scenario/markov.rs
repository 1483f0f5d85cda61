//! The JSON shape of the exact Markov chains: two queues, a group of specialists for each and generalists for both.

use serde::Deserialize;

use super::{Distribution, Group, Handle, Horizon, Patience, Queue, Route, Scenario, ScenarioError};

/// One instance as the file has it; the exact results beside it are not read here.
#[derive(Debug, Deserialize)]
struct Instance {
    name: String,
    /// Arrivals per second by queue.
    lam: [f64; 2],
    /// Specialists of the first queue, of the second, generalists.
    agents: [u32; 3],
    aht_specialist: [f64; 2],
    aht_generalist: [f64; 2],
    /// Mean exponential patience, seconds.
    patience: [f64; 2],
    /// The queue (1 or 2) a generalist who becomes free serves first.
    prio: u32,
}

/// A contact goes to a free specialist first, then to a free generalist.
pub(super) fn read(text: &str) -> Result<Vec<Scenario>, ScenarioError> {
    let instances: Vec<Instance> = serde_json::from_str(text)?;
    Ok(instances.into_iter().map(scenario).collect())
}

fn scenario(instance: Instance) -> Scenario {
    let queues = (0..2).map(|index| queue(&instance, index)).collect();
    let names = ["specialists 1", "specialists 2", "generalists"];
    let groups = names.iter().zip(instance.agents).map(|(name, agents)| Group {
        name: (*name).to_owned(),
        agents: vec![agents],
        shifts: Vec::new(),
        concurrency: 1,
        slowdown: 0.0,
        absence: 0.0,
        cost: 1.0,
    });
    let groups = groups.collect();
    Scenario {
        name: instance.name,
        threshold_s: 20.0,
        slot_s: 1800.0,
        horizon: Horizon::default(),
        busyness_shape: None,
        queues,
        groups,
    }
}

fn queue(instance: &Instance, index: usize) -> Queue {
    let first = instance.prio as usize == index + 1;
    let route = |group: &str, rank, priority, handle_mean_s| Route {
        group: group.to_owned(),
        rank,
        priority,
        after_s: 0.0,
        handle_mean_s,
    };
    let specialists = format!("specialists {}", index + 1);
    Queue {
        name: format!("type {}", index + 1),
        arrivals_per_hour: vec![instance.lam[index] * 3600.0],
        busyness_shape: None,
        patience: Some(Patience {
            mean_s: instance.patience[index],
            distribution: Distribution::Exponential,
            cv: 1.0,
            balk: 0.0,
        }),
        handle: Handle {
            mean_s: instance.aht_specialist[index],
            distribution: Distribution::Exponential,
            cv: 1.0,
        },
        handle_by_slot: Vec::new(),
        patience_by_slot: Vec::new(),
        routes: vec![
            route(&specialists, 1, 1, None),
            route("generalists", 2, if first { 1 } else { 2 }, Some(instance.aht_generalist[index])),
        ],
        retry: None,
        transfer: None,
        callback: None,
        target: None,
    }
}
