//! Requests about goals that are no goal themselves.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::goals::{BoardSpec, GoalDefinition, GoalDraft};

/// A goal as it is written so far.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct GoalQuestion {
    pub(crate) draft: GoalDraft,
    /// The goal itself, where it is kept already.
    pub(crate) id: Option<String>,
}

/// A goal typed in words, in any of the four languages.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct GoalSentenceText {
    pub(crate) sentence: String,
}

/// Ids of goals, the most important first.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct GoalOrder {
    pub(crate) ids: Vec<String>,
}

/// A new version of a goal and why.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct GoalRevision {
    pub(crate) definition: GoalDefinition,
    pub(crate) reason: String,
    /// The version it was made from: refused where that is not the one that holds any more. Left out: whichever holds.
    #[serde(default)]
    pub(crate) from_version: Option<i32>,
}

/// A board, changed or closed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BoardChange {
    pub(crate) spec: BoardSpec,
    pub(crate) ended: bool,
}

/// Within which time feedback counts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FeedbackQuery {
    /// Days without feedback, 14 where it is left out.
    #[param(minimum = 1, maximum = 366)]
    pub(crate) within_days: Option<i64>,
}

/// Which report.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReportQuery {
    /// `2026-10`
    pub(crate) month: String,
    /// Only this goal.
    pub(crate) goal: Option<String>,
    /// The numbers of this team.
    pub(crate) team: Option<String>,
}
