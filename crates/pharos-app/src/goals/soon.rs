//! How the goals stand, soon: a first screen or a wall does not wait until newer facts have been worked in. It shows how the
//! goals stood when they were last evaluated whole, says so, and the newer numbers are worked out meanwhile.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::evaluate::key_of;
use super::progress::GoalProgress;
use crate::{Action, App, AppError, Permission, Result, rfc3339};

/// So long a first screen waits for numbers of the newest facts.
pub(crate) const PATIENCE: Duration = Duration::from_secs(3);

/// How the goals stood, and of which facts that is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GoalsSoon {
    /// by the goal's id; those changed since are missing
    pub(crate) progress: BTreeMap<String, GoalProgress>,
    /// the newest fact in it, RFC 3339, where newer facts are not in it yet; none where all are
    pub(crate) as_of: Option<String>,
}

/// The last whole evaluations: in the sight of those who see single people, and of those who see groups.
#[derive(Debug, Default)]
pub(crate) struct LastEvaluations {
    kept: [Mutex<Option<Arc<Evaluation>>>; 2],
    /// how often they were forgotten
    forgotten: AtomicU64,
}

/// How every goal stood.
#[derive(Debug)]
pub(super) struct Evaluation {
    /// what the goal was then, and how it stood
    pub(super) progress: BTreeMap<String, (String, GoalProgress)>,
    /// the newest fact in it, RFC 3339
    pub(super) newest: Option<String>,
}

impl LastEvaluations {
    fn of(&self, permission: &Permission) -> &Mutex<Option<Arc<Evaluation>>> {
        &self.kept[usize::from(permission.may(Action::ReadIndividuals))]
    }

    /// Says how often they were forgotten: what was begun before the last time is not kept.
    pub(super) fn forgotten(&self) -> u64 {
        self.forgotten.load(Ordering::SeqCst)
    }

    pub(super) fn get(&self, permission: &Permission) -> Option<Arc<Evaluation>> {
        self.of(permission).lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps an evaluation that was begun when they had been forgotten so many times.
    pub(super) fn set(&self, permission: &Permission, begun: u64, evaluation: Evaluation) {
        let mut kept = self.of(permission).lock().unwrap_or_else(PoisonError::into_inner);
        if begun == self.forgotten() {
            *kept = Some(Arc::new(evaluation));
        }
    }

    /// Forgets them: after an erasure nobody erased may be named in one.
    pub(super) fn clear(&self) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        for kept in &self.kept {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

impl App {
    /// How every goal stands that the user may see: by the newest facts where that is known within `patience`, else as it was
    /// last evaluated, if it ever was; the evaluation goes on for whoever asks next.
    ///
    /// # Errors
    /// The right is missing; data that cannot be read.
    pub(crate) async fn goals_soon(&self, permission: &Permission, patience: Duration) -> Result<GoalsSoon> {
        permission.require(Action::ReadGoals)?;
        let (app, reader) = (self.clone(), permission.clone());
        let mut evaluation = tokio::spawn(async move { app.evaluated_for(&reader).await });
        let joined = match waited(patience, &mut evaluation).await {
            Some(joined) => joined,
            None => match self.last_evaluation(permission).await? {
                Some(last) => return self.as_it_was(permission, &last).await,
                None => evaluation.await,
            },
        };
        let progress = joined.map_err(|error| AppError::Internal(error.to_string()))??;
        let mut soon = GoalsSoon { progress, as_of: None };
        self.keep_visible(permission, &mut soon).await?;
        Ok(soon)
    }

    async fn as_it_was(&self, permission: &Permission, last: &Evaluation) -> Result<GoalsSoon> {
        let mut soon = GoalsSoon { progress: BTreeMap::new(), as_of: last.newest.clone() };
        for goal in self.stored_goals().await? {
            let known = last.progress.get(&goal.record.id).filter(|it| it.0 == key_of(&goal));
            soon.progress.extend(known.map(|it| (goal.record.id.clone(), it.1.clone())));
        }
        self.keep_visible(permission, &mut soon).await?;
        Ok(soon)
    }

    async fn keep_visible(&self, permission: &Permission, soon: &mut GoalsSoon) -> Result<()> {
        let visible: Vec<String> = self.goals(permission).await?.into_iter().map(|it| it.id).collect();
        soon.progress.retain(|id, _| visible.contains(id));
        self.hide_persons(permission, soon.progress.values_mut()).await
    }

    /// The newest fact there is, RFC 3339.
    pub(super) async fn newest_fact(&self) -> Result<Option<String>> {
        Ok(self.dataset().await?.reaches_us().await?.map(rfc3339))
    }
}

/// What comes of the work within that time; nothing is waited for where there is none.
async fn waited<T>(patience: Duration, work: impl Future<Output = T>) -> Option<T> {
    if patience.is_zero() {
        return None;
    }
    tokio::time::timeout(patience, work).await.ok()
}

#[cfg(test)]
mod tests;
