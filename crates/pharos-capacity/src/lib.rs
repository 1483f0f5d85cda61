//! How many people to hire, and when: a year ahead, week by week.
//!
//! The reading order: [`required`] turns hours of work into people; [`attrition`] and [`ramp`] say what becomes of
//! people over time; [`headcount`] projects those there and those to come; [`plan`] finds the classes of new agents that
//! cost least; [`offers`] says how many offers a class needs. Around it: [`scenario`] (best, likely, worst, and the cost of
//! waiting), [`span`] (supervisors, managers, directors) and [`file`] (the plan as a user writes it).
//!
//! Units: time is weeks (tenure 0 is the first day of training), people are full-time equivalents, money is the user's
//! currency, shares are 0..1. Everything is a pure function; the same input gives the same plan.
//!
//! Sources: E. L. Kaplan and P. Meier 1958 (survival curves); J. Gans, G. Koole, A. Mandelbaum, "Telephone call centers:
//! tutorial, review, and research prospects" (2003), sections 2.4 and 4 on long-term planning; D. J. Bartholomew,
//! A. F. Forbes, S. I. McClean, "Statistical Techniques for Manpower Planning" (1991) on wastage by length of service.

pub mod attrition;
mod error;
pub mod file;
pub mod headcount;
pub mod offers;
pub mod plan;
pub mod ramp;
pub mod required;
pub mod scenario;
pub mod span;

pub use error::CapacityError;
