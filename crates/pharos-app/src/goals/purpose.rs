//! Purposes and objectives: the top of the tree every goal hangs on.

use pharos_store::{GoalState, PurposeRecord};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Action, App, AppError, Permission, Reason, Result, now_us};

/// A purpose or objective as people state it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPurpose {
    /// `purpose` or `objective`
    pub kind: String,
    /// id of what it serves
    pub parent: Option<String>,
    /// in one line
    pub title: String,
    /// in more words
    pub text: String,
    /// who answers for it
    pub owner: Option<String>,
    /// its place among those beside it
    pub place: i32,
    /// it no longer holds
    pub retired: bool,
}

/// A purpose or objective with what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PurposeView {
    /// its id
    pub id: String,
    /// `purpose` or `objective`
    pub kind: String,
    /// id of what it serves
    pub parent: Option<String>,
    /// in one line
    pub title: String,
    /// in more words
    pub text: String,
    /// who answers for it
    pub owner: Option<String>,
    /// its place
    pub place: i32,
    /// it no longer holds
    pub retired: bool,
    /// ids of the goals that are pursued for it
    pub goals: Vec<String>,
    /// what is missing: `owner`, `link`, `goals`
    pub gaps: Vec<&'static str>,
}

impl App {
    /// All purposes and objectives in their order.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn purposes(&self, permission: &Permission) -> Result<Vec<PurposeView>> {
        permission.require(Action::ReadGoals)?;
        let records = self.store.purposes().await?;
        let goals = self.goals(permission).await?;
        let pursued = |state: &str| state == GoalState::Active.as_str() || state == GoalState::Draft.as_str();
        let view = |it: &PurposeRecord| {
            let serves = |goal: &&super::GoalView| goal.definition.objective.as_deref() == Some(&it.id);
            let goals: Vec<String> =
                goals.iter().filter(serves).filter(|it| pursued(&it.state)).map(|it| it.id.clone()).collect();
            let has_children = records.iter().any(|child| child.parent.as_deref() == Some(&it.id));
            let gaps = [
                ("owner", it.owner.is_none()),
                ("link", it.kind == "objective" && it.parent.is_none()),
                ("goals", goals.is_empty() && !has_children),
            ];
            PurposeView {
                id: it.id.clone(),
                kind: it.kind.clone(),
                parent: it.parent.clone(),
                title: it.title.clone(),
                text: it.text.clone(),
                owner: it.owner.clone(),
                place: it.place,
                retired: it.retired_at_us.is_some(),
                gaps: gaps
                    .into_iter()
                    .filter(|gap| gap.1 && it.retired_at_us.is_none())
                    .map(|gap| gap.0)
                    .collect(),
                goals,
            }
        };
        Ok(records.iter().map(view).collect())
    }

    /// Keeps a new purpose or objective, or changes the one of that id; gives its id.
    ///
    /// # Errors
    /// The right is missing; no title; an unknown kind or parent; a parent below itself.
    pub async fn save_purpose(
        &self,
        permission: &Permission,
        id: Option<&str>,
        purpose: &NewPurpose,
    ) -> Result<String> {
        permission.require(Action::ManageGoals)?;
        let known = self.store.purposes().await?;
        let before = id.map(|id| known.iter().find(|it| it.id == id)).map_or(Ok(None), |it| {
            it.map(Some).ok_or_else(|| AppError::NotFound {
                what: "purpose",
                name: id.unwrap_or_default().to_owned(),
                advice: String::new(),
            })
        })?;
        if purpose.title.trim().is_empty() {
            return Err(AppError::refused(Reason::TextNeeded, "a purpose needs a title"));
        }
        if !matches!(purpose.kind.as_str(), "purpose" | "objective") {
            return Err(AppError::Input(format!(
                "kind is `{}`; maybe `purpose` or `objective`",
                purpose.kind
            )));
        }
        let id = id.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned);
        let mut above = purpose.parent.clone();
        while let Some(parent) = above {
            let found = known.iter().find(|it| it.id == parent);
            if parent == id || found.is_none() {
                return Err(AppError::refused(
                    Reason::PurposeAbove,
                    format!("the parent `{parent}` is not there or lies below; maybe another one was meant"),
                ));
            }
            above = found.and_then(|it| it.parent.clone());
        }
        let record = PurposeRecord {
            id: id.clone(),
            kind: purpose.kind.clone(),
            parent: purpose.parent.clone(),
            title: purpose.title.clone(),
            text: purpose.text.clone(),
            owner: purpose.owner.clone(),
            place: purpose.place,
            made_by: before.map_or(permission.user_id(), |it| &it.made_by).to_owned(),
            made_at_us: before.map_or_else(now_us, |it| it.made_at_us),
            retired_at_us: purpose
                .retired
                .then(|| before.and_then(|it| it.retired_at_us).unwrap_or_else(now_us)),
        };
        self.audit(permission, "purpose.save", ("purpose", &id), &purpose.title).await?;
        self.store.save_purpose(&record).await?;
        Ok(id)
    }
}
