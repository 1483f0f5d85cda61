//! Scenarios that people keep, share and hold side by side.

use pharos_store::{KeptPlan, PlanKind};
use serde::{Deserialize, Serialize};

use super::{ScenarioAnswer, ScenarioRequest};
use crate::plan_rights::{keeper, may_manage_plans, may_read_plans};
use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// A scenario to keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep<Q> {
    /// what its maker calls it
    pub name: String,
    /// others who may see plans see it too
    #[serde(default)]
    pub shared: bool,
    /// what is asked
    pub question: Q,
}

/// A kept scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptScenario {
    /// names it for ever
    pub id: String,
    /// what its maker calls it
    pub name: String,
    /// true: kept by who asks
    pub mine: bool,
    /// others see it too
    pub shared: bool,
    /// when, RFC 3339
    pub made_at: String,
    /// what was answered then
    pub answer: ScenarioAnswer,
}

impl App {
    /// Simulates a scenario and keeps it.
    ///
    /// # Errors
    /// As [`App::scenario`]; no right to manage plans; a name that is empty.
    pub async fn keep_scenario(
        &self,
        permission: &Permission,
        keep: &Keep<ScenarioRequest>,
    ) -> Result<KeptScenario> {
        may_manage_plans(permission)?;
        let answer = self.scenario(permission, &keep.question).await?;
        let plan = self
            .keep(permission, PlanKind::Scenario, (&keep.name, keep.shared), &keep.question, &answer)
            .await?;
        view(permission, plan)
    }

    /// The scenarios one kept and those that are shared, newest first.
    ///
    /// # Errors
    /// No right to read plans; the records.
    pub async fn scenarios(&self, permission: &Permission) -> Result<Vec<KeptScenario>> {
        may_read_plans(permission)?;
        let plans = self.store.kept_plans(PlanKind::Scenario, keeper(permission)).await?;
        plans.into_iter().map(|plan| view(permission, plan)).collect()
    }

    /// Throws a kept scenario away.
    ///
    /// # Errors
    /// As [`App::forget`].
    pub async fn forget_scenario(&self, permission: &Permission, id: &str) -> Result<()> {
        self.forget(permission, PlanKind::Scenario, id).await
    }

    pub(crate) async fn keep<Q: Serialize, A: Serialize>(
        &self,
        permission: &Permission,
        kind: PlanKind,
        (name, shared): (&str, bool),
        question: &Q,
        answer: &A,
    ) -> Result<KeptPlan> {
        let name = name.trim();
        if name.is_empty() || 200 < name.chars().count() {
            return Err(AppError::refused(
                Reason::NameLength,
                "a name has 1 to 200 characters; maybe `10 % more in May`",
            )
            .with("most", 200));
        }
        let fault = |error: serde_json::Error| AppError::Internal(error.to_string());
        let plan = KeptPlan {
            id: uuid::Uuid::now_v7().to_string(),
            kind,
            name: name.to_owned(),
            made_by: keeper(permission).to_owned(),
            made_at_us: now_us(),
            shared,
            question: serde_json::to_value(question).map_err(fault)?,
            answer: serde_json::to_value(answer).map_err(fault)?,
        };
        self.note_plan(permission, "plan.keep", (kind.as_str(), &plan.id), name).await?;
        self.store.keep_plan(&plan).await?;
        Ok(plan)
    }

    /// Only who kept a plan throws it away.
    ///
    /// # Errors
    /// No right to manage plans; a plan that is not there or somebody else's.
    pub(crate) async fn forget(&self, permission: &Permission, kind: PlanKind, id: &str) -> Result<()> {
        may_manage_plans(permission)?;
        let plan = self.store.kept_plan(kind, id).await?;
        if plan.is_none_or(|plan| plan.made_by != keeper(permission)) {
            return Err(AppError::NotFound {
                what: "kept plan",
                name: id.to_owned(),
                advice: "; maybe somebody else kept it".to_owned(),
            });
        }
        self.note_plan(permission, "plan.forget", (kind.as_str(), id), "").await?;
        Ok(self.store.forget_plan(id).await?)
    }
}

fn view(permission: &Permission, plan: KeptPlan) -> Result<KeptScenario> {
    Ok(KeptScenario {
        mine: plan.made_by == keeper(permission),
        made_at: rfc3339(plan.made_at_us),
        answer: serde_json::from_value(plan.answer).map_err(|error| AppError::Internal(error.to_string()))?,
        id: plan.id,
        name: plan.name,
        shared: plan.shared,
    })
}
