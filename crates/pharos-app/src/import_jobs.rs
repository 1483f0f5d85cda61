//! Work that goes on after its request was answered: imports of the page. A job lives as long as the process; what it did is
//! in the records.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::{App, AppError, Permission, Result, now_us};

/// ImportJobs remembered; of those that ended the oldest are forgotten.
const KEPT_MAX: usize = 200;

/// Where a job stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportJobView {
    /// names it
    pub id: String,
    /// running, done, failed
    pub state: &'static str,
    /// records read so far
    pub records: u64,
    /// records there are, about; `None` where nobody can say before the end
    pub records_about: Option<u64>,
    /// the import it made
    pub import_id: Option<String>,
    /// why it failed
    pub problem: Option<String>,
}

/// The jobs of a process.
#[derive(Clone, Debug, Default)]
pub(crate) struct ImportJobs(Arc<Mutex<BTreeMap<String, Job>>>);

#[derive(Debug)]
struct Job {
    view: ImportJobView,
    made_by: String,
    begun_us: i64,
}

impl App {
    /// Where a job stands.
    ///
    /// # Errors
    /// An unknown id.
    pub fn job(&self, permission: &Permission, id: &str) -> Result<ImportJobView> {
        permission.require_import()?;
        self.import_jobs.view(id, |made_by| permission.may_change(Some(made_by))).ok_or_else(|| {
            AppError::NotFound {
                what: "job",
                name: id.to_owned(),
                advice: "; maybe the server was started again: the list of imports says what became of it"
                    .to_owned(),
            }
        })
    }
}

impl ImportJobs {
    /// Notes a job that begins.
    pub(crate) fn begin(&self, made_by: &str, records_about: Option<u64>) -> String {
        let id = uuid::Uuid::new_v4().simple().to_string();
        let view = ImportJobView {
            id: id.clone(),
            state: "running",
            records: 0,
            records_about,
            import_id: None,
            problem: None,
        };
        self.with(|jobs| {
            jobs.insert(id.clone(), Job { view, made_by: made_by.to_owned(), begun_us: now_us() });
            while KEPT_MAX < jobs.len() {
                let ended = jobs.iter().filter(|(_, job)| job.view.state != "running");
                let Some(oldest) = ended.min_by_key(|(_, job)| job.begun_us).map(|(id, _)| id.clone()) else {
                    break;
                };
                jobs.remove(&oldest);
            }
        });
        id
    }

    pub(crate) fn progress(&self, id: &str, records: u64) {
        self.change(id, |view| view.records = records);
    }

    /// Notes the end of a job.
    pub(crate) fn end(&self, id: &str, import_id: Option<String>, problem: Option<String>) {
        self.change(id, |view| {
            view.state = if problem.is_none() { "done" } else { "failed" };
            view.import_id = import_id;
            view.problem = problem;
        });
    }

    fn view(&self, id: &str, may_see: impl Fn(&str) -> bool) -> Option<ImportJobView> {
        self.with(|jobs| jobs.get(id).filter(|job| may_see(&job.made_by)).map(|job| job.view.clone()))
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut ImportJobView)) {
        self.with(|jobs| {
            if let Some(job) = jobs.get_mut(id) {
                change(&mut job.view);
            }
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<String, Job>) -> T) -> T {
        // A panic while a number was written leaves the map whole.
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests;
