//! Coaching: signs that somebody may need a talk. Every sign says what changed, since when, how large and how sure; people
//! decide what it means.
//!
//! Pure: no clock, no files; random numbers come from a seed that is an argument.

pub mod decline;
pub mod table;
