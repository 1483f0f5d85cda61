//! What a supervisor does with and for people: scorecards, the rhythm of talks, agendas made of facts, recognition, pulse
//! surveys, concerns and the way they take, calendars.
//!
//! Pure: no clock, no files. Nothing here decides about a person: a concern is opened, seen, answered and signed by people.

pub mod agenda;
pub mod badge;
pub mod calendar;
pub mod concern;
pub mod pulse;
pub mod rhythm;
pub mod scorecard;
