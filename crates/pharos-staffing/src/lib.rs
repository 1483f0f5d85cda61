//! How many people a queue needs, and what service a number of people gives.
//!
//! The reading order: [`Workload`] and [`Model`] make a [`Queue`]; [`performance`] says what a number of agents
//! gives; [`staffing`] finds the least number that meets a [`Target`] and adds [`Shrinkage`]. Around it:
//! [`sensitivity`] (one agent more, 10 % more contacts), [`risk`] (a distribution of volume), [`plan`] (a forecast's intervals
//! staffed, with the risk), [`chat`] (several conversations at once), [`deferred`] (e-mail and back office with deadlines), [`patience`] and
//! [`handle_time`] (the models' inputs from a centre's own records), [`Warning`] (where an assumption fails) and
//! [`table`] (rows of a CSV file in, rows out).
//!
//! Units: durations are seconds, shares 0..1, offered load is erlang. Everything is a pure function.
//!
//! Sources: A. K. Erlang 1917 (loss and delay formulas); C. Palm 1946, A. Mandelbaum and S. Zeltyn, "Service
//! engineering in action: the Palm/Erlang-A queue" (2007); O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call
//! center with impatient customers" (2002).

pub mod chat;
pub mod deferred;
mod error;
pub mod handle_time;
mod lines;
mod loss;
pub mod patience;
mod performance;
pub mod plan;
mod poisson;
mod quadrature;
mod queue;
mod redial;
mod required;
pub mod risk;
pub mod sensitivity;
mod shrinkage;
pub mod table;
mod target;
mod waiting;
mod warning;

pub use error::StaffingError;
pub use performance::{Performance, ServiceLevelKind, ServiceLevels, performance};
pub use queue::{Model, Queue, Workload};
pub use required::{Requirement, min_agents, staffing};
pub use shrinkage::Shrinkage;
pub use target::{ServiceTarget, Target};
pub use warning::{DataFacts, Warning, warnings};
