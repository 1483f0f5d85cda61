//! Event simulation of a contact centre.
//!
//! Two things stand on the same discrete events:
//!
//! * [`simulate`] answers a planner's question about a [`Scenario`]: queues, agent groups, routing, patience,
//!   and what service follows, with confidence intervals. It is held against exact Markov chains and Erlang A.
//! * [`centre`] is the demo centre: thirteen months of facts of a centre that does not exist, drawn from a seed,
//!   together with the `Truth` they were drawn from, so that tests can look for it.
//!
//! The crate knows no metric, no engine and no statistics of the product: what it makes is the yardstick the
//! others are held against. It reads no file and no clock; every random number comes from the seed.
//!
//! Units: durations are seconds (`_s`) and rates are per hour in a scenario; shares are 0..1.

pub mod centre;
mod estimate;
mod kernel;
mod random;
mod scenario;
mod simulate;
mod staffing;

pub use estimate::Estimate;
pub use scenario::{
    Callback, Distribution, Group, Handle, Horizon, Patience, Queue, QueueTarget, Retry, Route, Scenario,
    ScenarioError, Shift, Transfer,
};
pub use simulate::{
    Comparison, GroupResult, QueueResult, SimulateOptions, SimulationResult, SlotResult, Totals, compare,
    simulate, write_text,
};
pub use staffing::{GroupAgents, GroupStaffing, StaffGroupsOptions, staff_groups, write_group_staffing};
