//! What was asked of the facts as they are, kept for whoever asks the same: forms, pages and evaluations ask the same questions
//! of one moment many times, and the relations behind them take long to put together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use pharos_engine::dataset::{Dataset, Held};
use pharos_engine::query::{Answer, ask, dimensions_values};
use pharos_store::Snapshot;

use super::RESULTS_TABLE;
use crate::query::question;
use crate::{Action, App, AppError, Part, Permission, QueryRequest, Result, personal};

/// After so long without a question the relations go, which take much memory; the answers to them stay.
const IDLE: Duration = Duration::from_secs(120);
/// Rows an answer may have to stay then.
const ROWS_MAX: usize = 1_000;
/// Answers kept at most.
const ANSWERS_MAX: usize = 2_000;

/// An answer, or why there is none: a question at fault (a filter the relation does not have) is no fault of the others.
pub(super) type Known = std::result::Result<Answer, String>;

/// The values that dimensions take, by dimension.
pub(super) type Values = Arc<BTreeMap<String, BTreeSet<String>>>;

/// The moment that is kept.
#[derive(Debug, Default)]
pub(crate) struct KeptMoment(Mutex<Option<Kept>>);

#[derive(Debug)]
struct Kept {
    facts: String,
    moment: Arc<Moment>,
    used: Instant,
    /// the relations have gone
    is_bare: bool,
}

/// Answers and relations of one moment.
#[derive(Debug, Default)]
pub(super) struct Moment {
    held: Arc<Held>,
    asked: Mutex<HashMap<String, Known>>,
    values: Mutex<HashMap<String, Values>>,
}

impl Moment {
    /// The same moment without its relations: what was answered need not be worked out again.
    fn bare(&self) -> Moment {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_small = |known: &Known| known.as_ref().is_ok_and(|it| it.rows.len() <= ROWS_MAX);
        let asked = asked.iter().filter(|it| is_small(it.1)).map(|it| (it.0.clone(), it.1.clone())).collect();
        let values = self.values.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Moment { held: Arc::default(), asked: Mutex::new(asked), values: Mutex::new(values) }
    }
}

/// The answers to many questions of one moment; equal questions are asked once.
pub(super) struct Answers<'a> {
    dataset: &'a Dataset,
    permission: Permission,
    moment: Arc<Moment>,
}

impl KeptMoment {
    fn at(&self, facts: &str) -> Arc<Moment> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_mut().filter(|it| it.facts == facts) {
            Some(known) => {
                known.used = Instant::now();
                known.is_bare = false;
                known.moment.clone()
            }
            None => {
                let moment = Arc::<Moment>::default();
                let (facts, used) = (facts.to_owned(), Instant::now());
                *kept = Some(Kept { facts, moment: moment.clone(), used, is_bare: false });
                moment
            }
        }
    }

    /// Gives back the memory of a moment nobody has asked about for a while.
    pub(crate) fn let_go(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(idle) = kept.as_mut().filter(|it| !it.is_bare && IDLE < it.used.elapsed()) {
            idle.moment = Arc::new(idle.moment.bare());
            idle.is_bare = true;
        }
    }
}

impl App {
    /// The facts as they are, ready for many questions.
    pub(super) async fn goals_dataset(&self) -> Result<Dataset> {
        let snapshot = self.snapshot().await?;
        self.goals_dataset_of(&snapshot)
    }

    pub(super) fn goals_dataset_of(&self, snapshot: &Snapshot) -> Result<Dataset> {
        let dataset = self.dataset_of(snapshot)?;
        let moment = self.moment.at(&facts(snapshot));
        Ok(Dataset { held: Some(moment.held.clone()), ..dataset })
    }

    /// The answers kept of a dataset that [`App::goals_dataset`] gave, in the sight of somebody; of the owner where it is decided
    /// later who sees them.
    pub(super) fn answers<'a>(&self, dataset: &'a Dataset, permission: &Permission) -> Answers<'a> {
        let kept = self.moment.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |moment: &Moment| dataset.held.as_ref().is_some_and(|it| Arc::ptr_eq(it, &moment.held));
        let moment = kept.as_ref().map(|it| it.moment.clone()).filter(|it| same(it)).unwrap_or_default();
        Answers { dataset, permission: permission.clone(), moment }
    }
}

impl Answers<'_> {
    /// Whether the reader may see numbers of single people.
    pub(super) fn sees_individuals(&self) -> bool {
        self.permission.may(Action::ReadIndividuals)
    }

    /// People that must stand behind a number the reader sees.
    pub(super) fn smallest_group(&self) -> u64 {
        if self.sees_individuals() { 1 } else { self.dataset.smallest_group as u64 }
    }

    /// The answer, or why there is none.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub(super) async fn get(&mut self, request: QueryRequest) -> Result<Known> {
        let permission = self.permission(&request);
        self.get_as(&permission, request).await
    }

    /// A goal is measured over everybody it concerns, not over the reader's part alone: whoever may not see everybody sees
    /// groups, and of the own part what is asked by person, team or site.
    fn permission(&self, request: &QueryRequest) -> Permission {
        let individuals = self.sees_individuals();
        if individuals && *self.permission.part() == Part::Whole {
            return Permission::owner();
        }
        if individuals && personal::is_of_a_part(request) {
            self.permission.clone()
        } else {
            Permission::groups()
        }
    }

    /// The same of what somebody may see.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub(super) async fn get_as(&mut self, permission: &Permission, request: QueryRequest) -> Result<Known> {
        // What is kept is given to whoever may ask for it: the question is put together anew for each.
        let question = match question(self.dataset, permission, &request).await {
            Ok(question) => question,
            Err(error) if error.is_input() || matches!(error, AppError::Forbidden { .. }) => {
                return Ok(Err(error.to_string()));
            }
            Err(error) => return Err(error),
        };
        let key = self.key(permission, &request);
        if let Some(known) = self.asked().get(&key) {
            return Ok(known.clone());
        }
        let begun = Instant::now();
        let known = match ask(self.dataset, &question).await.map_err(AppError::from) {
            Ok(answer) => Ok(answer),
            Err(error) if error.is_input() => Err(error.to_string()),
            Err(error) => return Err(error),
        };
        tracing::debug!(
            metrics = %request.metrics.join(" "), by = %request.by.join(" "), grain = %request.grain,
            filter = request.filter.is_some(), ms = begun.elapsed().as_millis(), "a question of a goal"
        );
        let mut asked = self.asked();
        if ANSWERS_MAX <= asked.len() {
            asked.clear();
        }
        asked.insert(key, known.clone());
        Ok(known)
    }

    /// Asks questions that are alike but for their metric as one, whose rows are read once; [`Answers::get`] then knows what
    /// was answered. What cannot be asked together is left to be asked alone. Who sees groups only is not answered ahead:
    /// what is hidden depends on what is asked together.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub(super) async fn ask_ahead(&mut self, requests: &[QueryRequest]) -> Result<()> {
        let Some(first) = requests.first() else { return Ok(()) };
        let permission = self.permission(first);
        if !permission.may(Action::ReadIndividuals) {
            return Ok(());
        }
        let unknown: Vec<&QueryRequest> =
            requests.iter().filter(|it| !self.asked().contains_key(&self.key(&permission, it))).collect();
        let metrics: Vec<String> = unknown.iter().flat_map(|it| it.metrics.clone()).collect();
        let together = QueryRequest { metrics: metrics.clone(), ..first.clone() };
        let alike =
            |it: &&QueryRequest| QueryRequest { metrics: metrics.clone(), ..(*it).clone() } == together;
        if unknown.len() < 2 || !unknown.iter().all(alike) {
            return Ok(());
        }
        let question = match question(self.dataset, &permission, &together).await {
            Ok(question) => question,
            Err(error) if error.is_input() => return Ok(()),
            Err(error) => return Err(error),
        };
        let answer = match ask(self.dataset, &question).await.map_err(AppError::from) {
            Ok(answer) => answer,
            Err(error) if error.is_input() => return Ok(()),
            Err(error) => return Err(error),
        };
        for request in unknown {
            let is_own = |id: &str| request.metrics.iter().any(|it| it == id);
            let own = Answer {
                by: answer.by.clone(),
                rows: answer.rows.iter().filter(|row| is_own(&row.metric)).cloned().collect(),
                definitions: answer.definitions.iter().filter(|it| is_own(&it.id)).cloned().collect(),
                as_of_us: answer.as_of_us,
                sources: Vec::new(),
            };
            self.asked().insert(self.key(&permission, request), Ok(own));
        }
        Ok(())
    }

    fn key(&self, permission: &Permission, request: &QueryRequest) -> String {
        let individuals = permission.may(Action::ReadIndividuals);
        format!("{:?} {individuals} {request:?}", permission.scope(self.dataset.smallest_group))
    }

    /// The values that dimensions take in sight of whoever asks.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub(super) async fn values(&self, names: &[&str]) -> Result<Values> {
        let scope = self.permission.scope(self.dataset.smallest_group);
        let key = format!("{scope:?} {names:?}");
        let kept = || self.moment.values.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&key) {
            return Ok(known.clone());
        }
        let found = Arc::new(dimensions_values(self.dataset, names, &scope).await?);
        kept().insert(key, found.clone());
        Ok(found)
    }

    fn asked(&self) -> std::sync::MutexGuard<'_, HashMap<String, Known>> {
        self.moment.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The facts of a snapshot, by what changes when they do. The goals' own results are facts too; they change no goal.
pub(super) fn facts(snapshot: &Snapshot) -> String {
    let last = snapshot.inbox.iter().rfind(|it| it.fact.table != RESULTS_TABLE).map_or(0, |it| it.id);
    let heads: Vec<_> = snapshot.heads.iter().filter(|it| it.0 != RESULTS_TABLE).collect();
    let Snapshot { aliases, centre, corrections, .. } = snapshot;
    blake3::hash(format!("{heads:?} {last} {aliases:?} {centre:?} {corrections:?}").as_bytes()).to_string()
}
