//! Boards and the monthly report.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::goals::{Goal, GoalConfidence, GoalEntry, GoalProgress, GoalWarning};
use crate::questions::goals::BoardSpec;

/// The board.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalBoardGroups {
    /// Groups, the best first; within a group nobody can be told from its best. Empty where the board is refused.
    groups: Vec<Vec<GoalBoardStanding>>,
    /// Those with too few cases.
    not_ranked: Vec<String>,
    /// Why there are no ranks.
    refused: Option<GoalBoardRefusal>,
}

/// Why a board has no ranks.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoalBoardRefusal {
    /// Fewer than two with enough cases.
    TooFew,
    /// The differences are no greater than chance makes them.
    CannotBeToldApart,
}

/// An entrant on the board.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalBoardStanding {
    /// Who.
    id: String,
    /// The number as it is.
    value: f64,
    /// The number drawn towards the mean by how surely it is known.
    shrunken: f64,
    /// Lower end of the 95 % interval of what is behind it.
    lo: f64,
    /// Upper end.
    hi: f64,
    /// Cases behind it.
    n: u64,
}

/// A board as shown.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalBoard {
    /// its id
    id: String,
    /// what it compares
    spec: BoardSpec,
    /// when it was made, RFC 3339
    made_at: String,
    /// closed by hand, RFC 3339
    ended_at: Option<String>,
    /// the contest is over
    over: bool,
    /// groups that can be told apart, or why there are none
    board: GoalBoardGroups,
}

/// A month of goals.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalReport {
    /// first day of the month
    month: String,
    /// the day it was made for
    today: String,
    /// the team it is about; absent: everybody
    team: Option<String>,
    /// the goals in their order
    goals: Vec<GoalReportLine>,
}

/// A goal in the report.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalReportLine {
    /// what it says and where it is in its life
    goal: Goal,
    /// how it stands
    progress: Option<GoalProgress>,
    /// its metric in the month, of the team where the report is about one
    month: Option<GoalMonthNumber>,
    /// the same in the month before
    before: Option<GoalMonthNumber>,
    /// of a team's report: everybody's number in the month
    everybody: Option<GoalMonthNumber>,
    /// how sure people are
    confidence: GoalConfidence,
    /// what was said in the month, the newest first
    entries: Vec<GoalEntry>,
    /// steps done in the month
    done_steps: Vec<String>,
    /// steps that were due in the month or before and are not done
    late_steps: Vec<String>,
    /// warnings that hold now
    warnings: Vec<GoalWarning>,
}

/// A number of a month, with what stands behind it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct GoalMonthNumber {
    /// the number
    value: Option<f64>,
    /// cases
    n: Option<u64>,
    /// lower bound (95 %)
    lo: Option<f64>,
    /// upper bound (95 %)
    hi: Option<f64>,
}
