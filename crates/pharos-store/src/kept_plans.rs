//! Scenarios and hiring plans that people kept, with what they asked and what was answered then.

use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::Value;

use crate::entity::kept_plan;
use crate::{Result, Store, StoreError};

/// What was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanKind {
    /// a change of today's plan, simulated before and after
    Scenario,
    /// a year of hiring
    Hiring,
}

/// A kept plan.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptPlan {
    /// names it for ever
    pub id: String,
    /// what it is
    pub kind: PlanKind,
    /// what its maker calls it
    pub name: String,
    /// id of the user who kept it
    pub made_by: String,
    /// when
    pub made_at_us: i64,
    /// others who may see plans see it too
    pub shared: bool,
    /// what was asked
    pub question: Value,
    /// what was answered then
    pub answer: Value,
}

impl PlanKind {
    /// As stored and typed.
    pub fn as_str(self) -> &'static str {
        match self {
            PlanKind::Scenario => "scenario",
            PlanKind::Hiring => "hiring",
        }
    }
}

impl Store {
    /// Keeps a plan.
    ///
    /// # Errors
    /// The database; an id that is taken.
    pub async fn keep_plan(&self, plan: &KeptPlan) -> Result<()> {
        let row = kept_plan::ActiveModel {
            id: Set(plan.id.clone()),
            kind: Set(plan.kind.as_str().to_owned()),
            name: Set(plan.name.clone()),
            made_by: Set(plan.made_by.clone()),
            made_at_us: Set(plan.made_at_us),
            shared: Set(plan.shared),
            question: Set(plan.question.to_string()),
            answer: Set(plan.answer.to_string()),
        };
        let transaction = self.write().await?;
        row.insert(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The plans of a kind that a user kept or others shared, newest first.
    ///
    /// # Errors
    /// The database; a damaged row.
    pub async fn kept_plans(&self, kind: PlanKind, user_id: &str) -> Result<Vec<KeptPlan>> {
        let seen = Condition::any()
            .add(kept_plan::Column::MadeBy.eq(user_id))
            .add(kept_plan::Column::Shared.eq(true));
        let rows = kept_plan::Entity::find()
            .filter(kept_plan::Column::Kind.eq(kind.as_str()))
            .filter(seen)
            .order_by_desc(kept_plan::Column::MadeAtUs)
            .order_by_desc(kept_plan::Column::Id)
            .all(self.database())
            .await?;
        rows.into_iter().map(|row| record(kind, row)).collect()
    }

    /// The plan of a kind and id.
    ///
    /// # Errors
    /// The database; a damaged row.
    pub async fn kept_plan(&self, kind: PlanKind, id: &str) -> Result<Option<KeptPlan>> {
        let row = kept_plan::Entity::find_by_id(id.to_owned())
            .filter(kept_plan::Column::Kind.eq(kind.as_str()))
            .one(self.database())
            .await?;
        row.map(|row| record(kind, row)).transpose()
    }

    /// Shares a plan or takes it back.
    ///
    /// # Errors
    /// The database.
    pub async fn share_plan(&self, id: &str, shared: bool) -> Result<()> {
        let transaction = self.write().await?;
        let row =
            kept_plan::ActiveModel { id: Set(id.to_owned()), shared: Set(shared), ..Default::default() };
        row.update(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Throws a plan away; one that is not there is no error.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_plan(&self, id: &str) -> Result<()> {
        let transaction = self.write().await?;
        kept_plan::Entity::delete_by_id(id.to_owned()).exec(&transaction).await?;
        Ok(transaction.commit().await?)
    }
}

fn record(kind: PlanKind, row: kept_plan::Model) -> Result<KeptPlan> {
    let json = |text: &str| {
        serde_json::from_str(text).map_err(|source| StoreError::Stored { what: "kept plan", source })
    };
    Ok(KeptPlan {
        kind,
        question: json(&row.question)?,
        answer: json(&row.answer)?,
        id: row.id,
        name: row.name,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
        shared: row.shared,
    })
}
