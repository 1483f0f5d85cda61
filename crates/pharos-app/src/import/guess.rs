//! Mappings proposed from a file's first rows.

use std::path::Path;

use pharos_ingest::guess::{self, Guess, Hints, KeyCheck, Note, SAMPLE_ROWS_MAX, SourceSample};
use pharos_ingest::mapping::{Mapping, ReadSettings};
use pharos_ingest::readers::{ReadError, ReadOptions, SourceBatch};
use pharos_ingest::sandbox;
use serde::Serialize;

use super::{ImportRequest, tables};
use crate::{App, AppError, Reason, Result};

/// How often a key is looked for again.
const KEY_ROUNDS_MAX: usize = 4;
/// Batches of a file its key is checked over: some millions of records.
const KEY_BATCHES_MAX: usize = 60;

/// A mapping that was proposed and written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuessReport {
    /// the file with the mapping
    pub mapping: String,
    /// fact tables its records would feed
    pub tables: Vec<String>,
    /// what was recognised, and why
    pub recognised: Vec<String>,
    /// what the values leave open; the mapping holds the likelier answer
    pub undecided: Vec<String>,
}

impl App {
    /// Proposes a mapping for the first file and writes it; nothing is imported.
    ///
    /// # Errors
    /// A file that cannot be read, a mapping that cannot be written.
    pub async fn guess_mapping(&self, request: &ImportRequest, out: &Path) -> Result<GuessReport> {
        let [file, ..] = request.files.as_slice() else {
            return Err(AppError::Input("a guess needs a file".to_owned()));
        };
        let hints = Hints { source: request.source_name.clone(), tz: request.tz.clone() };
        let guess = settled(file, sample(file).await?, &hints).await?;
        // Nobody's corrections are lost to a second guess.
        let written = std::fs::File::create_new(out)
            .and_then(|mut file| std::io::Write::write_all(&mut file, guess.to_toml().as_bytes()));
        written.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => AppError::Input(format!(
                "{} exists; name another file for the guess, or remove it",
                out.display()
            )),
            _ => AppError::Input(format!("{}: {error}; maybe its folder is missing", out.display())),
        })?;
        Ok(report(out, &guess))
    }
}

/// The mapping of an interval report, from its columns.
pub(super) async fn interval_report(file: &Path, tz: Option<&str>) -> Result<Mapping> {
    let hints = Hints { source: None, tz: tz.map(str::to_owned) };
    let guess = guess::interval_report(&sample(file).await?, &hints);
    guess
        .map(|guess| guess.mapping)
        .map_err(|cause| AppError::refused(Reason::FileUnreadable, format!("{}: {cause}", file.display())))
}

/// A guess whose key names each record of the whole file, not only of the sample: records that share a key are taken into the
/// sample, and the guess is made again.
pub(super) async fn settled(file: &Path, sample: SourceSample, hints: &Hints) -> Result<Guess> {
    let exe = std::env::current_exe().map_err(|source| AppError::io(file, source))?;
    let (file, hints) = (file.to_owned(), hints.clone());
    let work = move || -> std::result::Result<Guess, ReadError> {
        let mut sample = sample;
        let mut proposed = guess::guess(&sample, &hints);
        for _ in 0..KEY_ROUNDS_MAX {
            let Some(mut check) = KeyCheck::of(&proposed.mapping) else { break };
            let options = ReadOptions { read: proposed.mapping.read.clone(), ..ReadOptions::default() };
            let batches = || -> std::result::Result<_, ReadError> {
                Ok(sandbox::open_any(&exe, &file, &options)?.take(KEY_BATCHES_MAX))
            };
            for batch in batches()? {
                check.add(&batch?.batch);
            }
            if check.is_unique() {
                break;
            }
            let mut taken = 0;
            for batch in batches()? {
                check.collect(&batch?.batch, &mut sample, &mut taken);
            }
            proposed = guess::guess(&sample, &hints);
        }
        Ok(proposed)
    };
    let guessed = tokio::task::spawn_blocking(work).await;
    guessed.map_err(|error| AppError::Internal(error.to_string()))?.map_err(tables::input)
}

/// The first rows of a file.
async fn sample(file: &Path) -> Result<SourceSample> {
    Ok(first_rows(file, &ReadSettings::default()).await?.0)
}

/// The first rows of a file, for guessing and as they were read.
pub(super) async fn first_rows(
    file: &Path,
    read: &ReadSettings,
) -> Result<(SourceSample, Option<SourceBatch>)> {
    let exe = std::env::current_exe().map_err(|source| AppError::io(file, source))?;
    let (file, read) = (file.to_owned(), read.clone());
    let work = move || -> std::result::Result<_, ReadError> {
        let options = ReadOptions { read, batch_rows: SAMPLE_ROWS_MAX, ..ReadOptions::default() };
        let mut reader = sandbox::open_any(&exe, &file, &options)?;
        let settings = reader.settings().clone();
        let first = reader.next().transpose()?;
        let sample = first
            .as_ref()
            .map_or_else(SourceSample::default, |first| SourceSample::from_batch(&settings, &first.batch));
        Ok((sample, first))
    };
    let read = tokio::task::spawn_blocking(work).await;
    read.map_err(|error| AppError::Internal(error.to_string()))?.map_err(tables::input)
}

fn report(out: &Path, guess: &Guess) -> GuessReport {
    let note = |note: &Note| match &note.column {
        Some(column) => format!("{column}: {}", note.text),
        None => note.text.clone(),
    };
    GuessReport {
        mapping: out.display().to_string(),
        tables: guess.mapping.targets.iter().map(|target| target.table.clone()).collect(),
        recognised: guess.notes.iter().map(note).collect(),
        undecided: guess.undecided.iter().map(note).collect(),
    }
}
