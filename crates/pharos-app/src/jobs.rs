//! Long work the server does for somebody who does not wait at the door: a check, a backup.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::{Action, App, AppError, BackupReport, CheckReport, Permission, Reason, Result, now_us, rfc3339};

/// Work of one kind: what goes on, and how it last ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JobView<T> {
    /// begun, RFC 3339; `None` while nothing goes on
    pub running_since: Option<String>,
    /// result of the last that came to an end
    pub last: Option<T>,
    /// why the last did not, in words
    pub failed: Option<String>,
}

/// Work of one kind, shared by everybody who asks for it.
#[derive(Debug)]
pub(crate) struct Job<T>(Mutex<JobView<T>>);

/// All kinds.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    check: Job<CheckReport>,
    backup: Job<BackupReport>,
}

impl<T> Default for Job<T> {
    fn default() -> Self {
        Job(Mutex::new(JobView { running_since: None, last: None, failed: None }))
    }
}

impl<T: Clone + Send + 'static> Job<T> {
    fn view(&self) -> JobView<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Begins; `false` where the same work goes on already.
    fn begin(&self) -> bool {
        let mut view = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_free = view.running_since.is_none();
        if is_free {
            view.running_since = Some(rfc3339(now_us()));
        }
        is_free
    }

    fn end(&self, result: Result<T>) {
        let mut view = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        view.running_since = None;
        match result {
            Ok(result) => (view.last, view.failed) = (Some(result), None),
            Err(error) => view.failed = Some(error.to_string()),
        }
    }
}

impl App {
    /// The check that goes on, and the last result.
    pub fn check_job(&self, _permission: &Permission) -> JobView<CheckReport> {
        self.jobs.check.view()
    }

    /// Begins a check.
    ///
    /// # Errors
    /// One goes on already.
    pub fn start_check(&self, permission: &Permission) -> Result<()> {
        permission.require(Action::Operate)?;
        let (app, permission) = (self.clone(), permission.clone());
        start(self.jobs.clone(), |jobs| &jobs.check, async move { app.check(&permission, &|_| {}).await })
    }

    /// The backup that goes on, and the last one made.
    pub fn backup_job(&self, _permission: &Permission) -> JobView<BackupReport> {
        self.jobs.backup.view()
    }

    /// Begins a backup.
    ///
    /// # Errors
    /// One goes on already.
    pub fn start_backup(&self, permission: &Permission) -> Result<()> {
        permission.require(Action::Operate)?;
        let (app, permission) = (self.clone(), permission.clone());
        start(self.jobs.clone(), |jobs| &jobs.backup, async move { app.backup(&permission, None).await })
    }
}

fn start<T: Clone + Send + 'static>(
    jobs: Arc<Jobs>,
    pick: fn(&Jobs) -> &Job<T>,
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<()> {
    if !pick(&jobs).begin() {
        return Err(AppError::refused(
            Reason::WorkRunning,
            "the same is going on already; maybe wait for its end",
        ));
    }
    tokio::spawn(async move {
        let result = work.await;
        if let Err(error) = &result {
            tracing::error!(%error, "work that was begun from the page did not come to its end");
        }
        pick(&jobs).end(result);
    });
    Ok(())
}
