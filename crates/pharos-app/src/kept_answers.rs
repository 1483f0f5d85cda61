//! Answers that are asked again and again by the screens of many people: kept until what they are read from moves.

use std::collections::HashMap;
use std::sync::Arc;

use pharos_engine::dataset::Dataset;
use pharos_engine::query::{Answer, ask};
use pharos_metric::{Metric, relation};
use pharos_store::SnapshotMark;
use tokio::sync::Mutex;

use crate::query::question;
use crate::{App, AppError, Permission, QueryRequest, Result};

/// Answers kept at most; beyond it all are forgotten, and asked again by who still wants them.
const ANSWERS_MAX: usize = 2_000;

/// Facts of the product's own; thanks and results of learning move no figure of contacts.
const OWN_TABLES: [&str; 4] = ["recognitions", "coaching_sessions", "learning_results", "goal_results"];

/// Answers by the words of their question, each with the key it holds for.
pub(crate) type KeptAnswers = Arc<Mutex<HashMap<String, (FactsKey, Arc<Answer>)>>>;

/// What the figures of some metrics depend on: where two are equal, so are the figures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FactsKey {
    mark: SnapshotMark,
    metrics: Vec<(String, u32)>,
}

impl FactsKey {
    /// The key of metrics at a mark: tables of the product's own that they do not read are left out.
    pub(crate) fn of(mut mark: SnapshotMark, metrics: &[&Metric]) -> FactsKey {
        let is_read = |table: &str| {
            let mut relations = metrics.iter().flat_map(|it| it.measure.values());
            relations.any(|it| relation(&it.relation).is_none_or(|it| it.base == table))
        };
        for table in OWN_TABLES.into_iter().filter(|table| !is_read(table)) {
            mark.heads.remove(table);
            mark.inbox.remove(table);
        }
        FactsKey { mark, metrics: metrics.iter().map(|it| (it.id.clone(), it.version)).collect() }
    }
}

impl App {
    /// The answer over the whole centre, or why there is none: a question at fault is no fault of the others. Who may see which
    /// row is decided by who asks.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub(crate) async fn kept_answer(
        &self,
        (mark, dataset): (&SnapshotMark, &Dataset),
        request: &QueryRequest,
    ) -> Result<std::result::Result<Arc<Answer>, String>> {
        let metrics: Vec<&Metric> = request.metrics.iter().filter_map(|id| self.catalogue.get(id)).collect();
        let key = FactsKey::of(mark.clone(), &metrics);
        let words = format!("{request:?}");
        if let Some((known, answer)) = self.kept_answers.lock().await.get(&words)
            && *known == key
        {
            return Ok(Ok(Arc::clone(answer)));
        }
        let answer = match question(dataset, &Permission::owner(), request).await {
            Ok(question) => ask(dataset, &question).await.map_err(AppError::from),
            Err(error) => Err(error),
        };
        let answer = match answer {
            Ok(answer) => Arc::new(answer),
            Err(error) if error.is_input() => return Ok(Err(error.to_string())),
            Err(error) => return Err(error),
        };
        let mut kept = self.kept_answers.lock().await;
        if ANSWERS_MAX <= kept.len() {
            kept.clear();
        }
        kept.insert(words, (key, Arc::clone(&answer)));
        Ok(Ok(answer))
    }
}
