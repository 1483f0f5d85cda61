//! Goals: stated with the team, activated where a source can feed them, revised with a reason, ended, followed by the next.
//!
//! What a goal says is a [`Definition`], every version of it is kept. What is worked on meanwhile is [`Work`]. How it stands is
//! computed from the metric engine (`progress`), never typed.

mod board;
mod demo;
mod eligible;
mod entry;
mod evaluate;
mod file;
mod form;
mod history;
mod metric_facts;
mod moment;
mod people;
mod progress;
mod purpose;
mod report;
mod requests;
mod sentence;
mod soon;

use pharos_goal::definition::{Definition, Work};
use pharos_goal::target::Target;
use pharos_metric::Metric;
use pharos_store::{GoalRecord, GoalState, GoalVersion};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::permission::Part;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

pub use board::{BoardSpec, BoardView};
pub(crate) use demo::demo_goals;
pub use entry::{ConfidenceView, EntryView, GoalFeedbackMissing, NewGoalEntry};
pub(crate) use evaluate::Cache;
pub use file::{AssessFileRequest, assess_file};
pub use form::{DriverView, FormAnswer, GuardrailProposal, HistoryView, ShiftView};
pub(crate) use metric_facts::facts;
pub(crate) use moment::KeptMoment;
pub use people::MyGoal;
pub use progress::{ContributionView, GoalProgress, GuardrailView, PeriodView, RestatedView};
pub use purpose::{NewPurpose, PurposeView};
pub use report::{GoalReport, GoalReportLine, MonthNumber};
pub use sentence::SentenceAnswer;
pub(crate) use soon::{GoalsSoon, LastEvaluations, PATIENCE};

/// The fact table of the goals' own values.
const RESULTS_TABLE: &str = "goal_results";

/// A goal as it is stated: what people send.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalDraft {
    /// what it says
    pub definition: Definition,
    /// plan, obstacles, resources
    pub work: Work,
    /// the goal it is the next step of
    pub follows: Option<String>,
}

/// A goal with all its versions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalView {
    /// its id
    pub id: String,
    /// `draft`, `active`, `reached`, `missed`, `retired`
    pub state: String,
    /// the version that holds
    pub version: i32,
    /// its place in the order of importance, from 0
    pub place: i32,
    /// what it says
    pub definition: Definition,
    /// plan, obstacles, resources, milestones done
    pub work: Work,
    /// who made it
    pub made_by: String,
    /// when, RFC 3339
    pub made_at: String,
    /// since when it is pursued
    pub activated_at: Option<String>,
    /// when it ended
    pub ended_at: Option<String>,
    /// why
    pub end_reason: Option<String>,
    /// the goal it is the next step of
    pub follows: Option<String>,
    /// parts that are missing, in the order of the form
    pub missing: Vec<pharos_goal::definition::Missing>,
}

/// A version of a goal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VersionView {
    /// from 1
    pub version: i32,
    /// what it said
    pub definition: Definition,
    /// why it was made
    pub reason: String,
    /// by whom
    pub made_by: String,
    /// when, RFC 3339
    pub made_at: String,
    /// how things stand under it, for a version that could be evaluated
    pub progress: Option<GoalProgress>,
}

/// How a goal ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalEnd {
    /// `reached`, `missed`, `retired`
    pub state: String,
    /// why
    pub reason: String,
}

/// A goal with its current version, as stored.
pub(crate) struct Stored {
    pub(crate) record: GoalRecord,
    pub(crate) definition: Definition,
    pub(crate) work: Work,
}

impl App {
    /// All goals the user may see, in their order.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn goals(&self, permission: &Permission) -> Result<Vec<GoalView>> {
        permission.require(Action::ReadGoals)?;
        let stored = self.stored_goals().await?;
        Ok(stored.into_iter().filter(|it| concerns(permission, &it.definition)).map(view).collect())
    }

    /// One goal.
    ///
    /// # Errors
    /// The right is missing; no such goal.
    pub async fn goal(&self, permission: &Permission, id: &str) -> Result<GoalView> {
        permission.require(Action::ReadGoals)?;
        Ok(view(self.stored_goal(permission, id).await?))
    }

    /// Keeps a new goal as a draft.
    ///
    /// # Errors
    /// The right is missing; a metric or a number at fault.
    pub async fn create_goal(&self, permission: &Permission, draft: &GoalDraft) -> Result<GoalView> {
        permission.require(Action::ManageGoals)?;
        let mut definition = draft.definition.clone();
        self.settle(&mut definition)?;
        let id = Uuid::new_v4().to_string();
        let now_us = now_us();
        let record = GoalRecord {
            id: id.clone(),
            state: GoalState::Draft,
            version: 1,
            place: i32::try_from(self.store.goals().await?.len()).unwrap_or(i32::MAX),
            work: json(&draft.work)?,
            made_by: permission.user_id().to_owned(),
            made_at_us: now_us,
            activated_at_us: None,
            ended_at_us: None,
            end_reason: None,
            follows: draft.follows.clone(),
        };
        let version = version(permission, &record, &definition, "")?;
        self.audit(permission, "goal.create", ("goal", &id), &definition.title).await?;
        self.store.save_goal(&record, Some(&version)).await?;
        self.goal(permission, &id).await
    }

    /// Replaces what a draft says. A goal that is pursued changes by a revision.
    ///
    /// # Errors
    /// The right is missing; no such goal; no draft.
    pub async fn change_goal_draft(
        &self,
        permission: &Permission,
        id: &str,
        draft: &GoalDraft,
    ) -> Result<GoalView> {
        permission.require(Action::ManageGoals)?;
        let stored = self.stored_goal(permission, id).await?;
        if stored.record.state != GoalState::Draft {
            return Err(AppError::refused(
                Reason::GoalNoDraft,
                format!("the goal is {}; maybe revise it, with a reason", stored.record.state.as_str()),
            ));
        }
        let mut definition = draft.definition.clone();
        self.settle(&mut definition)?;
        let record = GoalRecord { work: json(&draft.work)?, ..stored.record };
        let version = version(permission, &record, &definition, "")?;
        self.audit(permission, "goal.change", ("goal", id), &definition.title).await?;
        self.store.save_goal(&record, Some(&version)).await?;
        self.goal(permission, id).await
    }

    /// Changes plan, obstacles, resources and milestones done.
    ///
    /// # Errors
    /// The right is missing; no such goal.
    pub async fn change_goal_work(&self, permission: &Permission, id: &str, work: &Work) -> Result<GoalView> {
        permission.require(Action::ManageGoals)?;
        let stored = self.stored_goal(permission, id).await?;
        let record = GoalRecord { work: json(work)?, ..stored.record };
        self.audit(permission, "goal.work", ("goal", id), "").await?;
        self.store.save_goal(&record, None).await?;
        self.goal(permission, id).await
    }

    /// Begins a goal: its baseline is measured over its window and frozen, its metric pinned to the version of today.
    ///
    /// # Errors
    /// The right is missing; no draft; no first or last day; no loaded source that can feed the metric (named).
    pub async fn activate_goal(&self, permission: &Permission, id: &str) -> Result<GoalView> {
        permission.require(Action::ManageGoals)?;
        let stored = self.stored_goal(permission, id).await?;
        if stored.record.state != GoalState::Draft {
            return Err(AppError::refused(
                Reason::GoalNoDraft,
                format!("the goal is {} already", stored.record.state.as_str()),
            ));
        }
        let mut definition = stored.definition;
        if definition.starts.is_none() || definition.by.is_none() {
            return Err(AppError::refused(
                Reason::GoalDaysNeeded,
                "a goal needs a first and a last day before it begins; maybe set `starts` and `by`",
            ));
        }
        self.require_feed(permission, &definition).await?;
        self.freeze(permission, &mut definition).await?;
        self.require_possible(&definition)?;
        let record =
            GoalRecord { state: GoalState::Active, activated_at_us: Some(now_us()), ..stored.record };
        let version = version(permission, &record, &definition, "")?;
        self.audit(permission, "goal.activate", ("goal", id), &definition.title).await?;
        self.store.save_goal(&record, Some(&version)).await?;
        self.goal(permission, id).await
    }

    /// Changes what a goal says, with a reason: a new version beside the old ones. `from_version` is the version it was made
    /// from, where the one who made it says so.
    ///
    /// # Errors
    /// The right is missing; no reason; a goal that is not pursued; another version made meanwhile; a metric that cannot be fed.
    pub async fn revise_goal(
        &self,
        permission: &Permission,
        id: &str,
        definition: &Definition,
        reason: &str,
        from_version: Option<i32>,
    ) -> Result<GoalView> {
        permission.require(Action::ManageGoals)?;
        if reason.trim().is_empty() {
            return Err(AppError::refused(
                Reason::ReasonNeeded,
                "a revision needs a reason; maybe what was learned",
            ));
        }
        let stored = self.stored_goal(permission, id).await?;
        if stored.record.state != GoalState::Active {
            return Err(AppError::refused(
                Reason::GoalNotPursued,
                format!(
                    "the goal is {}; maybe only a goal that is pursued can be revised",
                    stored.record.state.as_str()
                ),
            ));
        }
        let version_now = stored.record.version;
        if from_version.is_some_and(|it| it != version_now) {
            return Err(AppError::refused(
                Reason::ChangedMeanwhile,
                format!("the goal is at version {version_now}; maybe load it again and look at what changed"),
            ));
        }
        let mut definition = definition.clone();
        self.settle(&mut definition)?;
        self.require_feed(permission, &definition).await?;
        self.keep_or_freeze(permission, &stored.definition, &mut definition).await?;
        self.require_possible(&definition)?;
        let record = GoalRecord { version: stored.record.version + 1, ..stored.record };
        let version = version(permission, &record, &definition, reason)?;
        self.audit(permission, "goal.revise", ("goal", id), reason).await?;
        self.store.save_goal(&record, Some(&version)).await?;
        self.goal(permission, id).await
    }

    /// Ends a goal: reached, missed, or retired with a reason.
    ///
    /// # Errors
    /// The right is missing; no reason for retiring; a goal that has ended.
    pub async fn end_goal(&self, permission: &Permission, id: &str, end: &GoalEnd) -> Result<GoalView> {
        permission.require(Action::ManageGoals)?;
        let stored = self.stored_goal(permission, id).await?;
        let state = match end.state.as_str() {
            "reached" => GoalState::Reached,
            "missed" => GoalState::Missed,
            "retired" => GoalState::Retired,
            other => {
                return Err(AppError::Input(format!(
                    "state is `{other}`; maybe `reached`, `missed` or `retired`"
                )));
            }
        };
        if state == GoalState::Retired && end.reason.trim().is_empty() {
            return Err(AppError::refused(Reason::ReasonNeeded, "retiring a goal needs a reason"));
        }
        if !matches!(stored.record.state, GoalState::Active | GoalState::Draft) {
            return Err(AppError::refused(
                Reason::GoalEnded,
                format!("the goal is {} already", stored.record.state.as_str()),
            ));
        }
        let record = GoalRecord {
            state,
            ended_at_us: Some(now_us()),
            end_reason: Some(end.reason.clone()),
            ..stored.record
        };
        self.audit(permission, "goal.end", ("goal", id), &format!("{}: {}", end.state, end.reason)).await?;
        self.store.save_goal(&record, None).await?;
        self.goal(permission, id).await
    }

    /// A draft of the next step after a goal: the same number, from where it ended, with the target that has 50 to 70 % odds
    /// where its history gives one.
    ///
    /// # Errors
    /// The right is missing; no such goal; data that cannot be read.
    pub async fn next_goal_step(&self, permission: &Permission, id: &str) -> Result<GoalDraft> {
        permission.require(Action::ManageGoals)?;
        let stored = self.stored_goal(permission, id).await?;
        let mut definition = stored.definition;
        let today = self.goals_today().await?;
        let length = definition.starts.zip(definition.by).and_then(|(from, to)| from.until(to).ok());
        let starts = today.tomorrow().unwrap_or(today);
        definition.starts = Some(starts);
        definition.by = length.and_then(|it| starts.checked_add(it).ok());
        definition.reviews.clear();
        definition.milestones.clear();
        if let Some(measure) = &mut definition.measure {
            measure.baseline = None;
            measure.baseline_window = None;
        }
        let draft = GoalDraft { definition, work: Work::default(), follows: Some(id.to_owned()) };
        let step =
            self.form_answer(permission, &draft, Some(id), false).await?.assessment.and_then(|it| it.step);
        let mut draft = draft;
        if let (Some(step), Some(measure)) = (step, draft.definition.measure.as_mut()) {
            measure.target = Target::Value { value: step.target };
        }
        Ok(draft)
    }

    /// Sets the order of importance: ids, the most important first; those not named follow.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn rank_goals(&self, permission: &Permission, ids: &[String]) -> Result<()> {
        permission.require(Action::ManageGoals)?;
        self.audit(permission, "goal.rank", ("goal", ""), &ids.join(" ")).await?;
        for record in self.store.goals().await? {
            let place = ids.iter().position(|id| *id == record.id);
            let place = place.map_or(record.place + i32::try_from(ids.len()).unwrap_or(0), |it| {
                i32::try_from(it).unwrap_or(0)
            });
            self.store.save_goal(&GoalRecord { place, ..record }, None).await?;
        }
        Ok(())
    }

    /// Every goal with its current version.
    pub(crate) async fn stored_goals(&self) -> Result<Vec<Stored>> {
        let versions = self.store.goal_versions(None).await?;
        let records = self.store.goals().await?;
        let mut stored = Vec::with_capacity(records.len());
        for record in records {
            let version = versions.iter().find(|it| it.goal_id == record.id && it.version == record.version);
            stored.extend(version.map(|version| stored_of(record, version)).transpose()?);
        }
        Ok(stored)
    }

    pub(crate) async fn stored_goal(&self, permission: &Permission, id: &str) -> Result<Stored> {
        let missing = || AppError::NotFound { what: "goal", name: id.to_owned(), advice: String::new() };
        let record = self.store.goal(id).await?.ok_or_else(missing)?;
        let versions = self.store.goal_versions(Some(id)).await?;
        let version = versions.iter().find(|it| it.version == record.version).ok_or_else(missing)?;
        let stored = stored_of(record, version)?;
        if concerns(permission, &stored.definition) { Ok(stored) } else { Err(missing()) }
    }

    /// Checks the words of a definition against the catalogue and pins the metric's version.
    fn settle(&self, definition: &mut Definition) -> Result<()> {
        if definition.starts.zip(definition.by).is_some_and(|(from, to)| to < from) {
            return Err(AppError::refused(
                Reason::SpanReversed,
                "the last day is before the first; maybe the two were swapped",
            ));
        }
        if let Some(measure) = &mut definition.measure {
            let metric = self.catalogue_metric(&measure.metric)?;
            measure.version = metric.version;
            if let Some(name) = measure.params.keys().find(|name| !metric.params.contains_key(*name)) {
                return Err(AppError::Input(format!(
                    "{} has no parameter `{name}`; maybe one of: {}",
                    metric.id,
                    metric.params.keys().cloned().collect::<Vec<_>>().join(" ")
                )));
            }
        }
        for guardrail in &definition.guardrails {
            self.catalogue_metric(&guardrail.metric)?;
        }
        Ok(())
    }

    pub(crate) fn catalogue_metric(&self, id: &str) -> Result<&Metric> {
        self.catalogue.get(id).ok_or_else(|| AppError::NotFound {
            what: "metric",
            name: id.to_owned(),
            advice: "; maybe one of `pharos metric list`".to_owned(),
        })
    }
}

/// True where a goal concerns the user: who sees the own rows only sees goals of everybody and those that name the agent.
fn concerns(permission: &Permission, definition: &Definition) -> bool {
    if *permission.part() != Part::Own || definition.people.is_empty() {
        return true;
    }
    permission.agent_id().is_some_and(|agent| definition.people.iter().any(|it| it == agent))
}

fn view(stored: Stored) -> GoalView {
    let Stored { record, definition, work } = stored;
    GoalView {
        missing: definition.missing(&work),
        id: record.id,
        state: record.state.as_str().to_owned(),
        version: record.version,
        place: record.place,
        definition,
        work,
        made_by: record.made_by,
        made_at: rfc3339(record.made_at_us),
        activated_at: record.activated_at_us.map(rfc3339),
        ended_at: record.ended_at_us.map(rfc3339),
        end_reason: record.end_reason,
        follows: record.follows,
    }
}

fn stored_of(record: GoalRecord, version: &GoalVersion) -> Result<Stored> {
    let work =
        serde_json::from_value(record.work.clone()).map_err(|it| AppError::Internal(it.to_string()))?;
    Ok(Stored { definition: definition_of(version)?, work, record })
}

pub(crate) fn definition_of(version: &GoalVersion) -> Result<Definition> {
    serde_json::from_value(version.definition.clone()).map_err(|it| AppError::Internal(it.to_string()))
}

fn version(
    permission: &Permission,
    record: &GoalRecord,
    definition: &Definition,
    reason: &str,
) -> Result<GoalVersion> {
    Ok(GoalVersion {
        goal_id: record.id.clone(),
        version: record.version,
        definition: json(definition)?,
        reason: reason.to_owned(),
        made_by: permission.user_id().to_owned(),
        made_at_us: now_us(),
    })
}

fn json(value: &impl Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|error| AppError::Internal(error.to_string()))
}

#[cfg(test)]
mod tests;
