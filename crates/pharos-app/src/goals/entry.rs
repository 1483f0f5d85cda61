//! What people say about a goal: votes of confidence, feedback, check-ins, sign-offs, comments; and whose feedback is missing.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pharos_goal::definition::Definition;
use pharos_goal::target::Whom;
use pharos_store::{EntryRecord, GoalState, NewEntry};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Stored;
use crate::{Action, App, AppError, GoalProgress, Permission, Reason, Result, now_us, rfc3339};

/// What somebody says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewGoalEntry {
    /// `comment`, `confidence`, `feedback`, `check_in`, `sign_off`, `read`, `proposal`
    pub kind: String,
    /// whom it is about (an agent), for feedback to a person
    pub about: Option<String>,
    /// in words
    pub text: String,
    /// 1..5: confidence, or how it feels
    pub score: Option<u8>,
    /// 1..5: satisfied with it
    pub satisfied: Option<u8>,
    /// seeing results
    pub seeing_results: Option<bool>,
}

/// An entry as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryView {
    /// its number
    pub id: i64,
    /// the version it is about
    pub version: i32,
    /// its kind
    pub kind: String,
    /// who; empty: the product
    pub author: String,
    /// whom it is about
    pub about: Option<String>,
    /// when, RFC 3339
    pub at: String,
    /// in words
    pub text: String,
    /// 1..5
    pub score: Option<u8>,
    /// 1..5
    pub satisfied: Option<u8>,
    /// seeing results
    pub seeing_results: Option<bool>,
    /// periods that read differently, of a restatement
    pub restated: Vec<Value>,
}

/// The votes of confidence: the last of each person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfidenceView {
    /// how many voted
    pub n: u64,
    /// mean of 1..5; `None` without a vote
    pub mean: Option<f64>,
    /// how many gave 1, 2, 3, 4, 5
    pub counts: [u64; 5],
    /// concerns, the newest first
    pub concerns: Vec<String>,
}

/// Somebody below target without feedback.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalFeedbackMissing {
    /// the goal
    pub goal: String,
    /// its title
    pub title: String,
    /// the agent
    pub agent: String,
    /// when feedback was last recorded, RFC 3339; `None`: never
    pub last_feedback: Option<String>,
}

const KINDS: [&str; 7] = ["comment", "confidence", "feedback", "check_in", "sign_off", "read", "proposal"];
const DAY_US: i64 = 86_400_000_000;
/// Days without feedback that can be asked for.
const WITHIN_DAYS_MAX: i64 = 366;

impl App {
    /// Adds what somebody says about a goal.
    ///
    /// # Errors
    /// The right is missing; no such goal; an unknown kind; a score outside 1..5.
    pub async fn add_goal_entry(
        &self,
        permission: &Permission,
        id: &str,
        entry: &NewGoalEntry,
    ) -> Result<EntryView> {
        permission.require(Action::ReadGoals)?;
        let stored = self.stored_goal(permission, id).await?;
        if !KINDS.contains(&entry.kind.as_str()) {
            return Err(AppError::Input(format!(
                "kind is `{}`; maybe one of: {}",
                entry.kind,
                KINDS.join(" ")
            )));
        }
        let fits = |it: Option<u8>| it.is_none_or(|it| (1..=5).contains(&it));
        if !fits(entry.score)
            || !fits(entry.satisfied)
            || (entry.kind == "confidence" && entry.score.is_none())
        {
            return Err(AppError::refused(Reason::ScoreRange, "a score is a whole number from 1 to 5")
                .with("least", 1)
                .with("most", 5));
        }
        if entry.about.is_some() {
            permission.require(Action::Coach)?;
        }
        if entry.kind == "sign_off" {
            require_asked(permission, &stored)?;
        }
        let record = NewEntry {
            goal_id: id.to_owned(),
            version: stored.record.version,
            kind: entry.kind.clone(),
            author: permission.user_id().to_owned(),
            about: entry.about.clone(),
            body: super::json(entry)?,
            at_us: now_us(),
        };
        self.audit(permission, "goal.entry", ("goal", id), &entry.kind).await?;
        let number = self.store.add_goal_entry(&record).await?;
        Ok(view(EntryRecord { id: number, entry: record }))
    }

    /// What was said about a goal, the newest first. Feedback to a person is seen by that person and by who may see persons.
    ///
    /// # Errors
    /// The right is missing; no such goal.
    pub async fn goal_entries(&self, permission: &Permission, id: &str) -> Result<Vec<EntryView>> {
        permission.require(Action::ReadGoals)?;
        self.stored_goal(permission, id).await?;
        let visible = self.visible_agents(permission).await?;
        let may = |about: &str| {
            visible.as_ref().is_none_or(|it| it.contains(about)) || permission.agent_id() == Some(about)
        };
        let entries = self.store.goal_entries(Some(id)).await?.into_iter().rev();
        Ok(entries.filter(|it| it.entry.about.as_deref().is_none_or(may)).map(view).collect())
    }

    /// Whether the user is among those who sign a goal's measure and source off.
    ///
    /// # Errors
    /// The right is missing; no such goal.
    pub async fn may_sign_goal(&self, permission: &Permission, id: &str) -> Result<bool> {
        permission.require(Action::ReadGoals)?;
        Ok(require_asked(permission, &self.stored_goal(permission, id).await?).is_ok())
    }

    /// How sure people are that a goal is reached.
    ///
    /// # Errors
    /// The right is missing; no such goal.
    pub async fn goal_confidence(&self, permission: &Permission, id: &str) -> Result<ConfidenceView> {
        let entries = self.goal_entries(permission, id).await?;
        let mut voters: Vec<&str> = Vec::new();
        let mut seen = ConfidenceView { n: 0, mean: None, counts: [0; 5], concerns: Vec::new() };
        for vote in entries.iter().filter(|it| it.kind == "confidence") {
            let Some(score) = vote.score.filter(|_| !voters.contains(&vote.author.as_str())) else {
                continue;
            };
            voters.push(&vote.author);
            seen.n += 1;
            seen.counts[usize::from(score.clamp(1, 5)) - 1] += 1;
            seen.concerns.extend(Some(vote.text.clone()).filter(|it| !it.trim().is_empty()));
        }
        let sum: u64 = (1..).zip(seen.counts).map(|(score, count)| score * count).sum();
        seen.mean = (0 < seen.n).then(|| sum as f64 / seen.n as f64);
        Ok(seen)
    }

    /// Who is below the target of a goal about members without feedback about it recorded in the last `within_days` days,
    /// for the Today page: by goal in its order, then by agent. A goal younger than these days asks nothing yet. Only agents
    /// the user may see; that they were seen is noted.
    ///
    /// # Errors
    /// The right to coach is missing; data that cannot be read.
    pub async fn missing_feedback(
        &self,
        permission: &Permission,
        within_days: i64,
    ) -> Result<Vec<GoalFeedbackMissing>> {
        permission.require(Action::Coach)?;
        if !(1..=WITHIN_DAYS_MAX).contains(&within_days) {
            return Err(AppError::Input(format!(
                "within_days is {within_days}; it is from 1 to {WITHIN_DAYS_MAX}"
            )));
        }
        let progress = self.goals_progress(permission).await?;
        self.feedback_missing_in(&progress, within_days).await
    }

    /// The same of goals that stand like this.
    pub(crate) async fn feedback_missing_in(
        &self,
        progress: &BTreeMap<String, GoalProgress>,
        within_days: i64,
    ) -> Result<Vec<GoalFeedbackMissing>> {
        let entries = self.store.goal_entries(None).await?;
        let since_us = now_us() - within_days * DAY_US;
        let mut missing = Vec::new();
        for goal in self.stored_goals().await? {
            let of_members = goal.definition.measure.as_ref().is_some_and(|it| it.whom != Whom::Together);
            if goal.record.state != GoalState::Active || !of_members {
                continue;
            }
            let Some(seen) = progress.get(&goal.record.id) else { continue };
            let is_young = |starts: Date| {
                seen.today.since(starts).is_ok_and(|it| i64::from(it.get_days()) < within_days)
            };
            if goal.definition.starts.is_some_and(is_young) {
                continue;
            }
            let members = seen.standing.as_ref().and_then(|it| it.members.as_ref());
            for agent in members.map_or(&[][..], |it| &it.below) {
                let last = entries
                    .iter()
                    .filter(|it| it.entry.goal_id == goal.record.id && it.entry.kind == "feedback")
                    .filter(|it| it.entry.about.as_deref() == Some(agent))
                    .map(|it| it.entry.at_us)
                    .max();
                if last.is_none_or(|it| it < since_us) {
                    missing.push(GoalFeedbackMissing {
                        goal: goal.record.id.clone(),
                        title: goal.definition.title.clone(),
                        agent: agent.clone(),
                        last_feedback: last.map(rfc3339),
                    });
                }
            }
        }
        Ok(missing)
    }
}

/// Measure and source are signed off by those who wrote, own or assess the goal, or by whoever states goals where it names
/// nobody, and only while it can still be changed.
fn require_asked(permission: &Permission, stored: &Stored) -> Result<()> {
    if !matches!(stored.record.state, GoalState::Draft | GoalState::Active) {
        return Err(AppError::refused(
            Reason::GoalEnded,
            format!("the goal is {}; maybe sign its next step off", stored.record.state.as_str()),
        ));
    }
    let Definition { co_authors, owners, assessors, .. } = &stored.definition;
    let mut asked = co_authors.iter().chain(owners).chain(assessors).map(|it| it.trim().to_lowercase());
    let mine = [permission.agent_id().unwrap_or_default(), permission.login(), permission.name()]
        .map(|it| it.trim().to_lowercase());
    let is_nobody = co_authors.is_empty() && owners.is_empty() && assessors.is_empty();
    if is_nobody && permission.may(Action::ManageGoals)
        || asked.any(|it| !it.is_empty() && mine.contains(&it))
    {
        return Ok(());
    }
    Err(AppError::refused(
        Reason::GoalSignNotAsked,
        "a goal is signed off by who wrote, owns or assesses it; maybe name the person in one of these",
    ))
}

fn view(record: EntryRecord) -> EntryView {
    let EntryRecord { id, entry } = record;
    let said: NewGoalEntry = serde_json::from_value(entry.body.clone()).unwrap_or_default();
    let restated = entry.body.get("periods").and_then(Value::as_array).cloned().unwrap_or_default();
    EntryView {
        id,
        version: entry.version,
        kind: entry.kind,
        author: entry.author,
        about: entry.about,
        at: rfc3339(entry.at_us),
        text: said.text,
        score: said.score,
        satisfied: said.satisfied,
        seeing_results: said.seeing_results,
        restated,
    }
}
