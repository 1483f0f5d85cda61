//! Reading a file through a mapping: a thread reads, the engine evaluates.

use std::path::Path;

use pharos_ingest::mapping::Mapping;
use pharos_ingest::readers::{ReadError, ReadOptions, SourceBatch};
use pharos_ingest::sandbox;
use pharos_ingest::sources::IngestError;
use pharos_schema::concat;
use tokio::sync::mpsc;

use crate::{AppError, Reason, Result};

/// Batches read ahead of the evaluation.
const AHEAD: usize = 2;

/// The batches of a file, read by a thread of their own.
pub(super) struct FileBatches {
    receiver: mpsc::Receiver<std::result::Result<SourceBatch, ReadError>>,
    whole: bool,
}

impl FileBatches {
    /// Begins to read.
    pub(super) fn open(file: &Path, mapping: &Mapping) -> Result<FileBatches> {
        let exe = std::env::current_exe().map_err(|source| AppError::io(Path::new("pharos"), source))?;
        let options = ReadOptions { read: mapping.read.clone(), ..ReadOptions::default() };
        let (sender, receiver) = mpsc::channel(AHEAD);
        let file = file.to_owned();
        tokio::task::spawn_blocking(move || read(&exe, &file, &options, &sender));
        Ok(FileBatches { receiver, whole: mapping.targets.iter().any(|target| target.needs_whole_file()) })
    }

    /// The next batch; the whole file at once where the mapping looks beyond single records.
    pub(super) async fn next(&mut self) -> Result<Option<SourceBatch>> {
        let Some(first) = self.receiver.recv().await.transpose().map_err(input)? else { return Ok(None) };
        if !self.whole {
            return Ok(Some(first));
        }
        let mut all = vec![first];
        while let Some(batch) = self.receiver.recv().await.transpose().map_err(input)? {
            all.push(batch);
        }
        join(all).map(Some)
    }
}

fn read(
    exe: &Path,
    file: &Path,
    options: &ReadOptions,
    sender: &mpsc::Sender<std::result::Result<SourceBatch, ReadError>>,
) {
    match sandbox::open_any(exe, file, options) {
        // Nobody listens any more where the import has failed: then reading ends too.
        Err(error) => drop(sender.blocking_send(Err(error))),
        Ok(reader) => {
            for batch in reader {
                if sender.blocking_send(batch).is_err() {
                    return;
                }
            }
        }
    }
}

fn join(parts: Vec<SourceBatch>) -> Result<SourceBatch> {
    let first_record = parts.first().map_or(1, |part| part.first_record);
    let lines =
        parts.iter().flat_map(|part| (0..part.batch.num_rows()).map(|row| part.line_of(row))).collect();
    let batches: Vec<_> = parts.iter().map(|part| part.batch.clone()).collect();
    let batch = concat(&batches).map_err(|error| AppError::Internal(error.to_string()))?;
    let rejects = parts.into_iter().flat_map(|part| part.rejects).collect();
    Ok(SourceBatch { first_record, batch, rejects, lines })
}

/// What a reader says of a file: nothing in it, or not what it should be.
pub(super) fn input(error: ReadError) -> AppError {
    let words = error.to_string();
    match error {
        ReadError::Empty { name } => AppError::refused(Reason::FileEmpty, words).with("name", name),
        _ => AppError::refused(Reason::FileUnreadable, words),
    }
}

/// As [`input`], for what is found once the file is open.
pub(super) fn unreadable(error: IngestError) -> AppError {
    AppError::refused(Reason::FileUnreadable, error.to_string())
}
