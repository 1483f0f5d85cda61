//! Purposes, objectives, goals with every version, what people say about them, boards.

mod boards;
mod entries;
mod purposes;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    Set,
};
use serde_json::Value;

use crate::entity::{goal, goal_version};
use crate::{Result, Store, StoreError};

pub use boards::{BoardRecord, ShownRecord};
pub use entries::{EntryRecord, NewEntry};
pub use purposes::PurposeRecord;

/// Where a goal is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalState {
    /// being written
    Draft,
    /// pursued
    Active,
    /// reached and closed
    Reached,
    /// its date passed without it
    Missed,
    /// given up or replaced, with a reason
    Retired,
}

/// A goal.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalRecord {
    /// its id
    pub id: String,
    /// where it is in its life
    pub state: GoalState,
    /// the version that holds
    pub version: i32,
    /// its place in the order of importance, from 0
    pub place: i32,
    /// plan, obstacles, resources, milestones done
    pub work: Value,
    /// who made it
    pub made_by: String,
    /// when
    pub made_at_us: i64,
    /// since when it is pursued
    pub activated_at_us: Option<i64>,
    /// when it ended
    pub ended_at_us: Option<i64>,
    /// why
    pub end_reason: Option<String>,
    /// the goal it is the next step of
    pub follows: Option<String>,
}

/// A version of what a goal says.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalVersion {
    /// the goal
    pub goal_id: String,
    /// from 1
    pub version: i32,
    /// what it says
    pub definition: Value,
    /// why it was made
    pub reason: String,
    /// by whom
    pub made_by: String,
    /// when
    pub made_at_us: i64,
}

impl GoalState {
    /// As stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            GoalState::Draft => "draft",
            GoalState::Active => "active",
            GoalState::Reached => "reached",
            GoalState::Missed => "missed",
            GoalState::Retired => "retired",
        }
    }

    fn parse(word: &str) -> GoalState {
        let all = [GoalState::Active, GoalState::Reached, GoalState::Missed, GoalState::Retired];
        all.into_iter().find(|it| it.as_str() == word).unwrap_or(GoalState::Draft)
    }
}

impl Store {
    /// Keeps a goal and, where given, a new version of it, both or neither.
    ///
    /// # Errors
    /// The database.
    pub async fn save_goal(&self, record: &GoalRecord, version: Option<&GoalVersion>) -> Result<()> {
        let transaction = self.write().await?;
        let there = goal::Entity::find_by_id(record.id.clone()).one(&transaction).await?;
        let row = goal_model(record)?;
        match there {
            None => {
                goal::Entity::insert(row).exec_without_returning(&transaction).await?;
            }
            Some(_) => {
                row.reset_all().update(&transaction).await?;
            }
        }
        if let Some(version) = version {
            save_version(&transaction, version).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// All goals in their order, the newest last.
    ///
    /// # Errors
    /// The database.
    pub async fn goals(&self) -> Result<Vec<GoalRecord>> {
        let rows = goal::Entity::find()
            .order_by_asc(goal::Column::Place)
            .order_by_asc(goal::Column::MadeAtUs)
            .order_by_asc(goal::Column::Id)
            .all(self.database())
            .await?;
        rows.into_iter().map(goal_record).collect()
    }

    /// One goal.
    ///
    /// # Errors
    /// The database.
    pub async fn goal(&self, id: &str) -> Result<Option<GoalRecord>> {
        goal::Entity::find_by_id(id.to_owned()).one(self.database()).await?.map(goal_record).transpose()
    }

    /// The versions of one goal, or of all, the oldest first.
    ///
    /// # Errors
    /// The database.
    pub async fn goal_versions(&self, id: Option<&str>) -> Result<Vec<GoalVersion>> {
        let mut find = goal_version::Entity::find()
            .order_by_asc(goal_version::Column::GoalId)
            .order_by_asc(goal_version::Column::Version);
        if let Some(id) = id {
            find = find.filter(goal_version::Column::GoalId.eq(id));
        }
        find.all(self.database()).await?.into_iter().map(version_record).collect()
    }

    /// Replaces the definition of the version that holds: a draft has no history to keep.
    ///
    /// # Errors
    /// The database.
    pub async fn replace_goal_version(&self, version: &GoalVersion) -> Result<()> {
        let transaction = self.write().await?;
        save_version(&transaction, version).await?;
        Ok(transaction.commit().await?)
    }
}

async fn save_version(connection: &impl ConnectionTrait, it: &GoalVersion) -> Result<()> {
    let key = (it.goal_id.clone(), it.version);
    goal_version::Entity::delete_by_id(key).exec(connection).await?;
    let row = goal_version::ActiveModel {
        goal_id: Set(it.goal_id.clone()),
        version: Set(it.version),
        definition: Set(it.definition.to_string()),
        reason: Set(it.reason.clone()),
        made_by: Set(it.made_by.clone()),
        made_at_us: Set(it.made_at_us),
    };
    goal_version::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

fn goal_model(it: &GoalRecord) -> Result<goal::ActiveModel> {
    let model = goal::Model {
        id: it.id.clone(),
        state: it.state.as_str().to_owned(),
        version: it.version,
        place: it.place,
        work: it.work.to_string(),
        made_by: it.made_by.clone(),
        made_at_us: it.made_at_us,
        activated_at_us: it.activated_at_us,
        ended_at_us: it.ended_at_us,
        end_reason: it.end_reason.clone(),
        follows: it.follows.clone(),
    };
    Ok(model.into_active_model().reset_all())
}

fn goal_record(row: goal::Model) -> Result<GoalRecord> {
    Ok(GoalRecord {
        id: row.id,
        state: GoalState::parse(&row.state),
        version: row.version,
        place: row.place,
        work: parse("goal's work", &row.work)?,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
        activated_at_us: row.activated_at_us,
        ended_at_us: row.ended_at_us,
        end_reason: row.end_reason,
        follows: row.follows,
    })
}

fn version_record(row: goal_version::Model) -> Result<GoalVersion> {
    Ok(GoalVersion {
        goal_id: row.goal_id,
        version: row.version,
        definition: parse("goal's definition", &row.definition)?,
        reason: row.reason,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
    })
}

fn parse(what: &'static str, text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|source| StoreError::Stored { what, source })
}
