//! `pharos decline`: who may need a talk, from file to file.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;

use pharos_coaching::decline::Settings;
use pharos_coaching::table::{TableError, decline_table};

use crate::{AppError, Result};

/// Share of false flags tolerated among the flags: less than the tenth that is promised, since people are not quite as
/// alike as any model has them.
pub(crate) const FALSE_SHARE_MAX: f64 = 0.08;

/// What became of a decline table.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclineReport {
    /// rows read
    pub rows: usize,
    /// agents in them
    pub agents: usize,
    /// agents to talk with
    pub flagged: usize,
    /// agents who could not be judged, and why, in words
    pub not_judged: Vec<(String, String)>,
    /// metrics, and how each was read, in words
    pub readings: Vec<(String, String)>,
}

/// Judges every agent of a CSV file; the answers go to another one.
///
/// # Errors
/// A file that cannot be read or written, a column missing, a field at fault (line, value, advice).
pub fn decline(history: &Path, output: &Path, seed: u64) -> Result<DeclineReport> {
    let from = File::open(history).map_err(|error| {
        AppError::Input(format!("{}: {error}; maybe the path is mistyped", history.display()))
    })?;
    // Written at the end: an answer that is there is whole.
    let mut answer = Cursor::new(Vec::new());
    let settings = Settings { false_share_max: FALSE_SHARE_MAX, watch_periods: 0, seed };
    let report = decline_table(from, &mut answer, settings).map_err(|error| match error {
        TableError::Write(_) => AppError::Internal(error.to_string()),
        other => AppError::Input(format!("{}: {other}", history.display())),
    })?;
    std::fs::write(output, answer.into_inner()).map_err(|error| {
        AppError::Input(format!("{}: {error}; maybe its folder is missing", output.display()))
    })?;
    let not_judged =
        report.findings.iter().filter_map(|it| Some((it.agent.clone(), it.not_judged.as_ref()?.to_string())));
    Ok(DeclineReport {
        rows: report.rows,
        agents: report.findings.len(),
        flagged: report.findings.iter().filter(|it| it.flagged).count(),
        not_judged: not_judged.collect(),
        readings: report.readings.iter().map(|(metric, it)| (metric.clone(), it.to_string())).collect(),
    })
}
