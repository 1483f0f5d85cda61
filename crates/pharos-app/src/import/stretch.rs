//! Stretches of records as rows, evaluated ahead of whoever takes them in.

use std::path::Path;

use pharos_engine::mapping::{EvaluatedRows, ImportContext, evaluate};
use pharos_ingest::mapping::Mapping;
use pharos_ingest::readers::Reject;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::report::FilterCounts;
use super::tables::FileBatches;
use crate::{AppError, Result};

/// Stretches evaluated ahead: a merge takes as long as several.
const AHEAD: usize = 4;

/// A stretch of evaluated records.
#[derive(Default)]
pub(super) struct Stretch {
    pub(super) records: u64,
    pub(super) rows: Vec<EvaluatedRows>,
    pub(super) filtered: FilterCounts,
    pub(super) rejects: Vec<Reject>,
}

/// The stretches of a file through a mapping, in their order.
pub(super) struct Stretches {
    receiver: mpsc::Receiver<Result<Stretch>>,
    work: JoinHandle<()>,
}

impl Stretches {
    /// Begins to read and to evaluate.
    pub(super) fn begin(file: &Path, mapping: &Mapping, context: &ImportContext) -> Result<Stretches> {
        let batches = FileBatches::open(file, mapping)?;
        let (sender, receiver) = mpsc::channel(AHEAD);
        let work = tokio::spawn(evaluate_all(batches, mapping.clone(), context.clone(), sender));
        Ok(Stretches { receiver, work })
    }

    /// The next stretch.
    pub(super) async fn next(&mut self) -> Result<Option<Stretch>> {
        match self.receiver.recv().await {
            Some(stretch) => stretch.map(Some),
            None => (&mut self.work)
                .await
                .map(|()| None)
                .map_err(|error| AppError::Internal(format!("records could not be evaluated: {error}"))),
        }
    }
}

impl Drop for Stretches {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn evaluate_all(
    mut batches: FileBatches,
    mapping: Mapping,
    context: ImportContext,
    sender: mpsc::Sender<Result<Stretch>>,
) {
    loop {
        let stretch = match batches.next().await {
            Ok(None) => return,
            Ok(Some(batch)) => evaluate(&mapping, &batch, &context)
                .await
                .map(|evaluated| {
                    let rejects = batch.rejects.iter().cloned().chain(evaluated.rejects).collect();
                    let (rows, filtered) = (evaluated.rows, evaluated.filtered);
                    Stretch { records: batch.records(), rows, filtered, rejects }
                })
                .map_err(|error| AppError::Input(error.to_string())),
            Err(error) => Err(error),
        };
        let is_last = stretch.is_err();
        // Nobody listens any more where the import has failed.
        if sender.send(stretch).await.is_err() || is_last {
            return;
        }
    }
}
