//! Lists of goals and what belongs to them.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::goal_boards::GoalBoard;
use super::goals::{
    Goal, GoalConfidence, GoalEntry, GoalFeedbackMissing, GoalProgress, GoalVersion, MyGoal, Purpose,
};

/// Goals.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Goals {
    pub(crate) goals: Vec<Goal>,
}

/// How goals stand, by their id.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoalsProgress {
    pub(crate) progress: BTreeMap<String, GoalProgress>,
}

/// People below a target without recorded feedback.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoalsFeedbackMissing {
    pub(crate) missing: Vec<GoalFeedbackMissing>,
}

/// An agent's goals.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MyGoals {
    pub(crate) goals: Vec<MyGoal>,
}

/// Versions of a goal, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoalVersions {
    pub(crate) versions: Vec<GoalVersion>,
}

/// What was said about a goal, and how sure people are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoalEntries {
    pub(crate) entries: Vec<GoalEntry>,
    pub(crate) confidence: GoalConfidence,
    /// The reader is asked to sign measure and source off.
    pub(crate) may_sign: bool,
}

/// Purposes and objectives.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Purposes {
    pub(crate) purposes: Vec<Purpose>,
}

/// Boards and contests.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoalBoards {
    pub(crate) boards: Vec<GoalBoard>,
}

/// The id of what was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Made {
    pub(crate) id: String,
}

/// It is done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Done {
    pub(crate) done: bool,
}
