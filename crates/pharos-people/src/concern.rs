//! The way of a concern: opened by the statistics or a person, seen by the person it is about, answered, signed.
//!
//! Nothing follows from a concern by itself: what a plan, a schedule or a pay run may read is the sign-off of a person, and
//! there is none before the person concerned could see it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where a concern stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// open, nobody has decided
    Open,
    /// the person says it is wrong
    Contested,
    /// a person has looked and signed
    Signed,
    /// dropped: it was nothing, or the contest was right
    Dropped,
    /// things are back
    Closed,
}

/// What somebody does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// the person concerned has seen it
    See,
    /// the person concerned says it is wrong, with a reason
    Contest,
    /// the lead signs that it is worth a talk or a plan
    Sign,
    /// the lead drops it, with a reason
    Drop,
    /// the lead says that things are back
    Close,
}

/// Why a step cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StepError {
    /// Only the person concerned may.
    #[error("only the person concerned can do that")]
    NotConcerned,
    /// Only a lead may.
    #[error("only a lead can do that, and not about oneself")]
    NotLead,
    /// The person concerned has not seen it yet.
    #[error("the person concerned has not seen it yet; talk first, then sign")]
    NotSeen,
    /// The state does not allow it.
    #[error("it is decided already")]
    Decided,
    /// A reason is missing.
    #[error("a reason is needed")]
    NoReason,
}

/// Who takes the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// is the person concerned
    pub concerned: bool,
    /// leads the person
    pub leads: bool,
}

/// The state after a step.
///
/// # Errors
/// [`StepError`]: who may not, or what is missing.
pub fn step(state: State, seen: bool, step: Step, actor: Actor, reason: &str) -> Result<State, StepError> {
    let decided = matches!(state, State::Dropped | State::Closed);
    let lead = actor.leads && !actor.concerned;
    match step {
        Step::See | Step::Contest if !actor.concerned => Err(StepError::NotConcerned),
        Step::See => Ok(state),
        Step::Contest if decided => Err(StepError::Decided),
        Step::Contest if reason.trim().is_empty() => Err(StepError::NoReason),
        Step::Contest => Ok(State::Contested),
        _ if !lead => Err(StepError::NotLead),
        _ if decided => Err(StepError::Decided),
        Step::Sign | Step::Drop if reason.trim().is_empty() => Err(StepError::NoReason),
        Step::Sign if !seen => Err(StepError::NotSeen),
        Step::Sign => Ok(State::Signed),
        Step::Drop => Ok(State::Dropped),
        Step::Close => Ok(State::Closed),
    }
}

/// True if the lead may see a concern of the statistics already: with `agent_first` only once the person concerned has seen
/// it, or has had `days` to.
pub fn lead_sees(agent_first: bool, seen: bool, opened_us: i64, days: i64, now_us: i64) -> bool {
    !agent_first || seen || days * 86_400_000_000 <= now_us - opened_us
}

#[cfg(test)]
mod tests;
