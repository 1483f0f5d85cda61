//! Goals made with the team: what a target asks, how things stand against it by rule, and how likely it is reached by its
//! date, judged by the history of the metric alone.
//!
//! Pure: no clock, no files; random numbers come from a seed that is an argument.

pub mod assess;
pub mod definition;
pub mod drivers;
pub mod future;
pub mod history;
pub mod leaderboard;
pub mod progress;
pub mod reached;
pub mod sentence;
pub mod standing;
pub mod target;
pub mod track_record;
pub mod warning;
pub mod way;

#[cfg(test)]
mod shared;
