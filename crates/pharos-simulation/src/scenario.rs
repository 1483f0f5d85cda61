//! A scenario: the queues, the groups and the rules of a simulated queue system, as a user writes it in TOML.
//!
//! ```toml
//! name = "two skills"
//! threshold_s = 20
//! horizon = { contacts = 1_000_000 }          # or { days = 300, day_s = 46800 }
//!
//! [[queue]]
//! name = "billing"
//! arrivals_per_hour = [180]                   # one value, or one for each slot of the day
//! patience = { mean_s = 120 }
//! handle = { mean_s = 240, distribution = "lognormal", cv = 0.8 }
//! routes = [{ group = "billing" }, { group = "all-round", rank = 2, after_s = 30 }]
//!
//! [[group]]
//! name = "billing"
//! agents = [12]
//!
//! [[group]]
//! name = "all-round"
//! agents = [4]
//! ```

use serde::{Deserialize, Serialize};
use thiserror::Error;

mod markov;
mod validate;

/// A queue system to simulate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What the user calls it.
    pub name: String,
    /// A wait up to and including this counts as in time, seconds.
    #[serde(default = "twenty")]
    pub threshold_s: f64,
    /// Length of a slot of `arrivals_per_hour`, `agents` and of the result by slot, seconds.
    #[serde(default = "half_hour")]
    pub slot_s: f64,
    /// How long to simulate.
    #[serde(default)]
    pub horizon: Horizon,
    /// Shape of a gamma factor of mean 1 that a day puts on the arrivals of all queues together: what makes one queue busy
    /// makes the others busy too. Used with days only.
    #[serde(default)]
    pub busyness_shape: Option<f64>,
    /// The queues (contact types).
    #[serde(rename = "queue")]
    pub queues: Vec<Queue>,
    /// The groups of alike agents.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
}

/// How long to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Horizon {
    /// A long run in a steady state; the intervals come from batch means.
    Contacts {
        /// Contacts to arrive, over all queues.
        contacts: u64,
    },
    /// Independent days, each from an empty system to the last contact; the intervals come from the days.
    Days {
        /// Number of days.
        days: u32,
        /// Length of the day's arrivals, seconds.
        day_s: f64,
    },
}

/// One queue and what its contacts are like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Queue {
    /// Unique among the queues.
    pub name: String,
    /// Arrivals per hour: one value for all the time, or one for each slot of the day. A queue that only receives
    /// transfers or call-backs has none.
    #[serde(default)]
    pub arrivals_per_hour: Vec<f64>,
    /// Shape of the day's gamma factor of mean 1 on all arrival rates (a day is busy or quiet as a whole); its
    /// variance is 1/shape. None: Poisson arrivals. Used with days only (Avramidis, Deslauriers, L'Ecuyer 2004).
    #[serde(default)]
    pub busyness_shape: Option<f64>,
    /// How long a contact is willing to wait; none waits for ever.
    #[serde(default)]
    pub patience: Option<Patience>,
    /// Time an agent needs for a contact.
    pub handle: Handle,
    /// Factor on the handle time by slot of arrival; empty: always 1. With days only.
    #[serde(default)]
    pub handle_by_slot: Vec<f64>,
    /// Factor on the patience by slot of arrival; empty: always 1. With days only.
    #[serde(default)]
    pub patience_by_slot: Vec<f64>,
    /// The groups that take this queue's contacts.
    pub routes: Vec<Route>,
    /// Abandoned contacts that try again.
    #[serde(default)]
    pub retry: Option<Retry>,
    /// Handled contacts that go on to another queue.
    #[serde(default)]
    pub transfer: Option<Transfer>,
    /// Waiting contacts that choose to be called back.
    #[serde(default)]
    pub callback: Option<Callback>,
    /// What is promised, where agents are to be found ([`crate::staff_groups`]).
    #[serde(default)]
    pub target: Option<QueueTarget>,
}

/// What a queue promises; all that is given must hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueTarget {
    /// Least share answered within the threshold, of offered.
    #[serde(default)]
    pub service_level: Option<f64>,
    /// Greatest share of abandoned contacts.
    #[serde(default)]
    pub abandon_max: Option<f64>,
    /// Greatest mean wait of the answered, seconds.
    #[serde(default)]
    pub asa_s_max: Option<f64>,
}

/// Willingness to wait.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patience {
    /// Mean time until giving up, seconds.
    pub mean_s: f64,
    /// Its law.
    #[serde(default)]
    pub distribution: Distribution,
    /// Coefficient of variation, for the log-normal law.
    #[serde(default = "one")]
    pub cv: f64,
    /// Share that leaves at once when nobody is free.
    #[serde(default)]
    pub balk: f64,
}

/// Time needed for a contact (talk, hold and after-contact work together).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handle {
    /// Mean, seconds.
    pub mean_s: f64,
    /// Its law.
    #[serde(default)]
    pub distribution: Distribution,
    /// Coefficient of variation, for the log-normal law.
    #[serde(default = "one")]
    pub cv: f64,
}

/// The law of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Distribution {
    /// Memoryless, as in the Erlang formulas.
    #[default]
    Exponential,
    /// What handle times look like (Brown et al. 2005).
    Lognormal,
    /// Always the mean.
    Constant,
}

/// A group that takes a queue's contacts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The group's name.
    pub group: String,
    /// Among groups with a free agent the smallest rank takes the contact; in the same rank the agent who has been
    /// idle longest.
    #[serde(default = "one_rank")]
    pub rank: u32,
    /// A free agent takes the waiting contact of the smallest priority; in the same priority the one who has waited
    /// longest.
    #[serde(default = "one_rank")]
    pub priority: u32,
    /// The route opens after the contact has waited this long (overflow), seconds.
    #[serde(default)]
    pub after_s: f64,
    /// Mean handle time of this group for this queue, where it differs.
    #[serde(default)]
    pub handle_mean_s: Option<f64>,
}

/// Contacts that try again after they gave up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// Share of the abandoned that tries again.
    pub share: f64,
    /// Mean time until the next try (exponential), seconds.
    pub delay_mean_s: f64,
}

/// Contacts handed on after they were handled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Share of the handled.
    pub share: f64,
    /// Name of the queue they go to.
    pub to: String,
}

/// The offer to be called back instead of waiting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Callback {
    /// Offered to a contact that has waited this long, seconds.
    pub after_s: f64,
    /// Share that accepts.
    pub share: f64,
    /// The queue of the call-backs: its `handle` and `routes` say who calls back and how long it takes.
    pub to: String,
    /// Call-backs become due so long after the request, seconds.
    #[serde(default)]
    pub delay_s: f64,
}

/// Alike agents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Unique among the groups.
    pub name: String,
    /// Agents on duty: one value for all the time, or one for each slot of the day. Where the number falls, those who are
    /// idle leave at once and then those who end a contact first. (With several contacts at the same time, or absence, it is
    /// always the same agents who leave, each with its last contact.)
    #[serde(default)]
    pub agents: Vec<u32>,
    /// Instead of `agents`: shifts with their breaks (for days).
    #[serde(default)]
    pub shifts: Vec<Shift>,
    /// Contacts an agent handles at the same time.
    #[serde(default = "one_rank")]
    pub concurrency: u32,
    /// Each further contact at the same time makes a contact longer by this share of its handle time.
    #[serde(default)]
    pub slowdown: f64,
    /// Share of the agents who are away for the whole day, each independently (for days).
    #[serde(default)]
    pub absence: f64,
    /// What one agent costs against those of other groups, where agents are to be found.
    #[serde(default = "one")]
    pub cost: f64,
}

/// Agents who work the same hours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// How many.
    pub agents: u32,
    /// Start after the day's opening, seconds.
    pub start_s: f64,
    /// End after the day's opening, seconds.
    pub end_s: f64,
    /// Breaks from..to after the day's opening, seconds.
    #[serde(default)]
    pub breaks_s: Vec<[f64; 2]>,
}

/// What is wrong with a scenario's text.
#[derive(Debug, Error)]
pub enum ScenarioError {
    /// Not readable as TOML of a scenario.
    #[error("the scenario is not readable: {0}")]
    Toml(#[from] toml::de::Error),
    /// Not readable as a list of Markov instances.
    #[error(
        "the list of instances is not readable: {0}; maybe it is not in the shape of ctmc_reference.json"
    )]
    Json(#[from] serde_json::Error),
    /// A case was named that the file does not have.
    #[error("no case `{0}`; maybe one of: {1}")]
    NoCase(String, String),
    /// A value makes no sense.
    #[error("{place} is {value}: {advice}")]
    Value {
        /// The field, with the queue or group it belongs to.
        place: String,
        /// What stands there.
        value: String,
        /// What may help.
        advice: &'static str,
    },
}

impl Scenario {
    /// Reads the cases of a scenario file: one of our TOML, or each instance of the JSON shape of
    /// `ctmc_reference.json` (two queues, their specialists and the generalists). Each is checked.
    pub fn read(text: &str) -> Result<Vec<Scenario>, ScenarioError> {
        let scenarios = if text.trim_start().starts_with(['[', '{'])
            && serde_json::from_str::<serde_json::Value>(text).is_ok()
        {
            markov::read(text)?
        } else {
            vec![toml::from_str::<Scenario>(text)?]
        };
        scenarios.iter().try_for_each(validate::check)?;
        Ok(scenarios)
    }

    /// A scenario made by a program, checked as those that are read.
    ///
    /// # Errors
    /// [`ScenarioError::Value`] names what makes no sense.
    pub fn checked(self) -> Result<Scenario, ScenarioError> {
        validate::check(&self)?;
        Ok(self)
    }

    /// Like [`Scenario::read`], only the case of that name.
    pub fn read_case(text: &str, case: &str) -> Result<Scenario, ScenarioError> {
        let scenarios = Scenario::read(text)?;
        let names = scenarios.iter().map(|scenario| scenario.name.as_str()).collect::<Vec<_>>().join(", ");
        let found = scenarios.into_iter().find(|scenario| scenario.name == case);
        found.ok_or_else(|| ScenarioError::NoCase(case.to_owned(), names))
    }
}

impl Default for Horizon {
    fn default() -> Horizon {
        Horizon::Contacts { contacts: 1_000_000 }
    }
}

fn twenty() -> f64 {
    20.0
}

fn half_hour() -> f64 {
    1800.0
}

fn one() -> f64 {
    1.0
}

fn one_rank() -> u32 {
    1
}

#[cfg(test)]
mod tests;
