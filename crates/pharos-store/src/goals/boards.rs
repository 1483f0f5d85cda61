//! Boards and contests; what was last shown of a goal, so that a restatement is noticed.

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, QueryOrder, Set};
use serde_json::Value;

use super::parse;
use crate::entity::{goal_board, goal_shown};
use crate::{Result, Store};

/// A leaderboard, or a contest where it has an end.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardRecord {
    /// its id
    pub id: String,
    /// what is compared, and who takes part
    pub body: Value,
    /// who made it
    pub made_by: String,
    /// when
    pub made_at_us: i64,
    /// since when it is closed
    pub ended_at_us: Option<i64>,
}

/// What was last shown of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRecord {
    /// the goal
    pub goal_id: String,
    /// the version it was shown under
    pub version: i32,
    /// the periods
    pub body: Value,
    /// when
    pub at_us: i64,
}

impl Store {
    /// Keeps a board, new or changed.
    ///
    /// # Errors
    /// The database.
    pub async fn save_board(&self, it: &BoardRecord) -> Result<()> {
        let row = goal_board::ActiveModel {
            id: Set(it.id.clone()),
            body: Set(it.body.to_string()),
            made_by: Set(it.made_by.clone()),
            made_at_us: Set(it.made_at_us),
            ended_at_us: Set(it.ended_at_us),
        };
        let replace = OnConflict::column(goal_board::Column::Id)
            .update_columns([goal_board::Column::Body, goal_board::Column::EndedAtUs])
            .to_owned();
        goal_board::Entity::insert(row).on_conflict(replace).exec_without_returning(self.database()).await?;
        Ok(())
    }

    /// All boards, the newest last.
    ///
    /// # Errors
    /// The database.
    pub async fn boards(&self) -> Result<Vec<BoardRecord>> {
        let rows = goal_board::Entity::find().order_by_asc(goal_board::Column::MadeAtUs).all(self.database());
        let record = |row: goal_board::Model| {
            Ok(BoardRecord {
                id: row.id,
                body: parse("board", &row.body)?,
                made_by: row.made_by,
                made_at_us: row.made_at_us,
                ended_at_us: row.ended_at_us,
            })
        };
        rows.await?.into_iter().map(record).collect()
    }

    /// Keeps what was shown of a goal.
    ///
    /// # Errors
    /// The database.
    pub async fn save_shown(&self, it: &ShownRecord) -> Result<()> {
        let row = goal_shown::ActiveModel {
            goal_id: Set(it.goal_id.clone()),
            version: Set(it.version),
            body: Set(it.body.to_string()),
            at_us: Set(it.at_us),
        };
        let replace = OnConflict::column(goal_shown::Column::GoalId)
            .update_columns([goal_shown::Column::Version, goal_shown::Column::Body, goal_shown::Column::AtUs])
            .to_owned();
        goal_shown::Entity::insert(row).on_conflict(replace).exec_without_returning(self.database()).await?;
        Ok(())
    }

    /// What was last shown of each goal.
    ///
    /// # Errors
    /// The database.
    pub async fn shown(&self) -> Result<Vec<ShownRecord>> {
        let record = |row: goal_shown::Model| {
            Ok(ShownRecord {
                goal_id: row.goal_id,
                version: row.version,
                body: parse("shown goal", &row.body)?,
                at_us: row.at_us,
            })
        };
        goal_shown::Entity::find().all(self.database()).await?.into_iter().map(record).collect()
    }
}
