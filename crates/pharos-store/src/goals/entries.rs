//! What people say and do about a goal: comments, votes, feedback, sign-offs, check-ins; what the product notes.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::Value;

use super::parse;
use crate::entity::goal_entry;
use crate::{Result, Store};

/// Something on its way into a goal's record.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    /// the goal
    pub goal_id: String,
    /// the version it is about
    pub version: i32,
    /// `comment`, `confidence`, `feedback`, `sign_off`, `read`, `check_in`, `restated`, ...
    pub kind: String,
    /// who
    pub author: String,
    /// whom it is about, where it is about a person
    pub about: Option<String>,
    /// what, by kind
    pub body: Value,
    /// when
    pub at_us: i64,
}

/// Something in a goal's record.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryRecord {
    /// its number
    pub id: i64,
    /// what
    pub entry: NewEntry,
}

impl Store {
    /// Adds an entry; gives its number.
    ///
    /// # Errors
    /// The database.
    pub async fn add_goal_entry(&self, it: &NewEntry) -> Result<i64> {
        let row = goal_entry::ActiveModel {
            id: sea_orm::NotSet,
            goal_id: Set(it.goal_id.clone()),
            version: Set(it.version),
            kind: Set(it.kind.clone()),
            author: Set(it.author.clone()),
            about: Set(it.about.clone()),
            body: Set(it.body.to_string()),
            at_us: Set(it.at_us),
        };
        Ok(goal_entry::Entity::insert(row).exec(self.database()).await?.last_insert_id)
    }

    /// The entries of one goal, or of all, the oldest first.
    ///
    /// # Errors
    /// The database.
    pub async fn goal_entries(&self, goal: Option<&str>) -> Result<Vec<EntryRecord>> {
        let mut find = goal_entry::Entity::find().order_by_asc(goal_entry::Column::Id);
        if let Some(goal) = goal {
            find = find.filter(goal_entry::Column::GoalId.eq(goal));
        }
        find.all(self.database()).await?.into_iter().map(record).collect()
    }
}

fn record(row: goal_entry::Model) -> Result<EntryRecord> {
    Ok(EntryRecord {
        id: row.id,
        entry: NewEntry {
            goal_id: row.goal_id,
            version: row.version,
            kind: row.kind,
            author: row.author,
            about: row.about,
            body: parse("goal's entry", &row.body)?,
            at_us: row.at_us,
        },
    })
}
