//! Agents for several skills: the least-cost numbers by group that keep every queue's promise, found by simulation.
//!
//! No formula answers this: who takes whose contacts decides. The search starts twice: from *isolated* staffing (each queue
//! with agents of its own, found by the same simulation) and from agents with the most skills. It takes agents away while
//! all promises hold, then trades one or two agents for one of another group where that is cheaper. Every trial sees the same arrivals, handle times and patience (common random numbers), so
//! neighbours are compared without noise. The answer lies between two bounds that are simulated too: isolated agents, and
//! agents who can all take everything (*pooled*). The bounds hold where handle times do not depend on the group.
//!
//! Sources: R. B. Wallace and W. Whitt, "A staffing algorithm for call centers with skill-based routing" (2005), on starting
//! from bounds and little cross-training; M. T. Cezik and P. L'Ecuyer, "Staffing multiskill call centers via linear
//! programming and simulation" (2008), on simulated service levels as constraints.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::scenario::{Group, Horizon, Queue, Route, Scenario, ScenarioError};
use crate::simulate::{QueueResult, SimulateOptions, SimulationResult, simulate, write_text};

/// Trials at most; a search that needs more returns the best so far.
const TRIALS_MAX: u32 = 3000;
/// Agents at most in a group.
const AGENTS_MAX: u32 = 20_000;

/// How to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StaffGroupsOptions {
    /// Seed of every trial.
    pub seed: u64,
    /// Contacts of a trial.
    pub contacts: u64,
}

/// The numbers found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupStaffing {
    /// Agents by group, in the order of the scenario.
    pub agents: Vec<GroupAgents>,
    /// All agents.
    pub agents_total: u32,
    /// Agents times the costs of their groups.
    pub cost: f64,
    /// Agents if each queue had its own (upper bound).
    pub isolated_total: u32,
    /// Agents if everybody could take everything (lower bound).
    pub pooled_total: u32,
    /// Simulations run.
    pub trials: u32,
    /// What the numbers give, with intervals.
    pub result: SimulationResult,
}

/// A group's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupAgents {
    /// Name of the group.
    pub group: String,
    /// Agents on duty.
    pub agents: u32,
}

/// Finds the agents of a steady-state scenario whose queues have targets. The scenario's own numbers of agents do not
/// matter.
///
/// # Errors
/// [`ScenarioError::Value`] without targets, with days instead of a steady state, or where the promise cannot be met.
pub fn staff_groups(
    scenario: &Scenario,
    options: StaffGroupsOptions,
) -> Result<GroupStaffing, ScenarioError> {
    if matches!(scenario.horizon, Horizon::Days { .. }) {
        return fault(
            "horizon",
            "days",
            "agents are found for a steady state; maybe set horizon = { contacts }",
        );
    }
    let promised: Vec<&Queue> = scenario.queues.iter().filter(|queue| queue.target.is_some()).collect();
    if promised.is_empty() {
        return fault("target", "missing in every queue", "give at least one queue a target");
    }
    let mut search = Search { scenario, options, trials: 0 };
    let mut isolated = vec![0_u32; scenario.groups.len()];
    let mut isolated_total = 0;
    for queue in &scenario.queues {
        if queue.arrivals_per_hour.iter().sum::<f64>() > 0.0 {
            let (group, agents) = search.isolated(queue)?;
            isolated[group] += agents;
            isolated_total += agents;
        }
    }
    let pooled_total = search.pooled()?;
    let mut agents = search.until_met(isolated)?;
    agents = search.descend(agents);
    let flexible = search.flexible(pooled_total);
    if let Ok(flexible) = search.until_met(flexible) {
        let other = search.descend(flexible);
        if search.cost(&other) < search.cost(&agents) {
            agents = other;
        }
    }
    let result = search.run(&agents);
    let names = scenario.groups.iter().zip(&agents);
    Ok(GroupStaffing {
        agents: names.map(|(group, &agents)| GroupAgents { group: group.name.clone(), agents }).collect(),
        agents_total: agents.iter().sum(),
        cost: search.cost(&agents),
        isolated_total,
        pooled_total,
        trials: search.trials,
        result,
    })
}

/// The numbers as a table for a terminal, with what they give.
pub fn write_group_staffing(found: &GroupStaffing) -> String {
    let mut text = String::new();
    for group in &found.agents {
        let _ = writeln!(text, "{:<24} {:>6} agents", group.group, group.agents);
    }
    let _ = writeln!(
        text,
        "{} agents, cost {:.2}; {} if each queue had its own, {} if everybody could take everything; {} trials\n",
        found.agents_total, found.cost, found.isolated_total, found.pooled_total, found.trials
    );
    text + &write_text(&found.result)
}

struct Search<'scenario> {
    scenario: &'scenario Scenario,
    options: StaffGroupsOptions,
    trials: u32,
}

impl Search<'_> {
    fn simulate(&mut self, scenario: &Scenario) -> SimulationResult {
        self.trials += 1;
        let StaffGroupsOptions { seed, contacts } = self.options;
        simulate(scenario, SimulateOptions { seed, contacts: Some(contacts), half_width_max: None })
    }

    fn run(&mut self, agents: &[u32]) -> SimulationResult {
        let mut scenario = self.scenario.clone();
        for (group, &agents) in scenario.groups.iter_mut().zip(agents) {
            group.agents = vec![agents];
            group.shifts.clear();
        }
        self.simulate(&scenario)
    }

    fn meets(&mut self, agents: &[u32]) -> bool {
        let result = self.run(agents);
        kept(self.scenario, &result)
    }

    fn cost(&self, agents: &[u32]) -> f64 {
        self.scenario.groups.iter().zip(agents).map(|(group, &agents)| group.cost * f64::from(agents)).sum()
    }

    /// The queue alone with agents of the group that takes its contacts first: that group and its least agents.
    fn isolated(&mut self, queue: &Queue) -> Result<(usize, u32), ScenarioError> {
        let order = |a: &&Route, b: &&Route| a.after_s.total_cmp(&b.after_s).then(a.rank.cmp(&b.rank));
        let first = queue.routes.iter().min_by(order);
        let Some(route) = first else { return fault("routes", "empty", "name at least one group") };
        let group = self.scenario.groups.iter().position(|group| group.name == route.group).unwrap_or(0);
        let alone = Route { rank: 1, after_s: 0.0, ..route.clone() };
        let only = Queue { routes: vec![alone], transfer: None, callback: None, ..queue.clone() };
        let mut scenario = self.scenario.clone();
        scenario.queues = vec![only];
        scenario.groups = vec![self.scenario.groups[group].clone()];
        // A queue without a promise must at least be served: its agents are as many as its load.
        let load = load_erl(queue, route);
        if queue.target.is_none() {
            return Ok((group, load.ceil() as u32));
        }
        Ok((group, self.least(&mut scenario, load)?))
    }

    /// One group that takes everything.
    fn pooled(&mut self) -> Result<u32, ScenarioError> {
        let mut scenario = self.scenario.clone();
        let mut load = 0.0;
        for queue in &mut scenario.queues {
            let Some(route) = queue.routes.first().cloned() else { continue };
            load += load_erl(queue, &route);
            queue.routes = vec![Route {
                group: "all".to_owned(),
                rank: 1,
                priority: 1,
                after_s: 0.0,
                handle_mean_s: None,
            }];
        }
        let first = &self.scenario.groups[0];
        scenario.groups = vec![Group { name: "all".to_owned(), ..first.clone() }];
        self.least(&mut scenario, load)
    }

    /// Least agents of a scenario's only group.
    fn least(&mut self, scenario: &mut Scenario, load: f64) -> Result<u32, ScenarioError> {
        scenario.groups[0].shifts.clear();
        let mut meets = |agents: u32| {
            scenario.groups[0].agents = vec![agents];
            let result = self.simulate(scenario);
            kept(scenario, &result)
        };
        let guess = (load + load.sqrt()).ceil().max(1.0) as u32;
        let (mut fails, mut works) = (0, guess);
        while !meets(works) {
            fails = works;
            works += (works / 8).max(1);
            if works > AGENTS_MAX {
                return fault(
                    "target",
                    "not met",
                    "with 20,000 agents it is still missed; maybe a unit is wrong",
                );
            }
        }
        while works - fails > 1 {
            let middle = fails + (works - fails) / 2;
            if meets(middle) { works = middle } else { fails = middle }
        }
        Ok(works)
    }

    /// The pooled agents, shared by load over the groups that take most queues.
    fn flexible(&self, pooled_total: u32) -> Vec<u32> {
        let skills = |name: &str| {
            let takes = |queue: &&Queue| queue.routes.iter().any(|route| route.group == name);
            self.scenario.queues.iter().filter(takes).count()
        };
        let mut loads = vec![0.0; self.scenario.groups.len()];
        for queue in &self.scenario.queues {
            let widest = queue.routes.iter().max_by_key(|route| skills(&route.group));
            let Some(route) = widest else { continue };
            let group = self.scenario.groups.iter().position(|group| group.name == route.group).unwrap_or(0);
            loads[group] += load_erl(queue, route);
        }
        let all = loads.iter().sum::<f64>().max(1e-9);
        loads.iter().map(|load| (f64::from(pooled_total) * load / all).ceil() as u32).collect()
    }

    /// Agents added where a promise is missed, until all hold.
    fn until_met(&mut self, mut agents: Vec<u32>) -> Result<Vec<u32>, ScenarioError> {
        loop {
            let result = self.run(&agents);
            let missed =
                self.scenario.queues.iter().zip(&result.queues).find(|(queue, result)| !keeps(queue, result));
            let Some((queue, _)) = missed else { return Ok(agents) };
            for route in &queue.routes {
                if let Some(group) = self.scenario.groups.iter().position(|group| group.name == route.group) {
                    agents[group] += 1;
                }
            }
            if agents.iter().any(|&agents| agents > AGENTS_MAX) || self.trials > TRIALS_MAX {
                return fault("target", "not met", "more agents do not help; maybe a route is missing");
            }
        }
    }

    /// Takes agents away, then trades, until nothing cheaper is met.
    fn descend(&mut self, mut agents: Vec<u32>) -> Vec<u32> {
        while self.trials < TRIALS_MAX {
            let Some(cheaper) = self.removal(&agents).or_else(|| self.trade(&agents)) else { break };
            agents = cheaper;
        }
        agents
    }

    /// The dearest single agent that can go.
    fn removal(&mut self, agents: &[u32]) -> Option<Vec<u32>> {
        let mut groups: Vec<usize> = (0..agents.len()).filter(|&group| agents[group] > 0).collect();
        groups.sort_by(|&a, &b| self.scenario.groups[b].cost.total_cmp(&self.scenario.groups[a].cost));
        groups.into_iter().find_map(|group| {
            let mut fewer = agents.to_vec();
            fewer[group] -= 1;
            self.meets(&fewer).then_some(fewer)
        })
    }

    /// One or two agents less and one of another group more, where that is cheaper.
    fn trade(&mut self, agents: &[u32]) -> Option<Vec<u32>> {
        let groups = agents.len();
        for more in 0..groups {
            for first in (0..groups).filter(|&group| group != more && agents[group] > 0) {
                for second in std::iter::once(None).chain((first..groups).map(Some)) {
                    let mut traded = agents.to_vec();
                    traded[more] += 1;
                    traded[first] -= 1;
                    match second {
                        Some(group) if group != more && traded[group] > 0 => traded[group] -= 1,
                        Some(_) => continue,
                        None => {}
                    }
                    let cheaper = self.cost(&traded) < self.cost(agents) - 1e-9;
                    if cheaper && self.trials < TRIALS_MAX && self.meets(&traded) {
                        return Some(traded);
                    }
                }
            }
        }
        None
    }
}

fn load_erl(queue: &Queue, route: &Route) -> f64 {
    let mean_s = route.handle_mean_s.unwrap_or(queue.handle.mean_s);
    queue.arrivals_per_hour.iter().sum::<f64>() / 3600.0 * mean_s
}

fn kept(scenario: &Scenario, result: &SimulationResult) -> bool {
    scenario.queues.iter().zip(&result.queues).all(|(queue, result)| keeps(queue, result))
}

fn keeps(queue: &Queue, result: &QueueResult) -> bool {
    let Some(target) = queue.target else { return true };
    let at_least = |value: Option<f64>, limit: Option<f64>| {
        limit.is_none_or(|limit| value.is_some_and(|value| value >= limit))
    };
    let at_most = |value: Option<f64>, limit: Option<f64>| {
        limit.is_none_or(|limit| value.is_some_and(|value| value <= limit))
    };
    // A queue that lets its contacts wait for ever without answering them keeps no promise.
    let answered = result.asa_s.value.is_some();
    answered
        && at_least(result.service_level.value, target.service_level)
        && at_most(result.p_abandon.value, target.abandon_max)
        && at_most(result.asa_s.value, target.asa_s_max)
}

fn fault<T>(place: &str, value: &str, advice: &'static str) -> Result<T, ScenarioError> {
    Err(ScenarioError::Value { place: place.to_owned(), value: value.to_owned(), advice })
}

#[cfg(test)]
mod tests;
