//! `pharos goal assess`: how likely a target is reached, from a file with the history of a metric.

use std::fs::File;
use std::path::PathBuf;

use jiff::civil::Date;
use pharos_goal::assess::{self, Assessment, Direction, Mode, Question, SUSTAINED_DEFAULT};
use pharos_goal::future::Kind;
use pharos_goal::history::table;

use crate::{AppError, Result};

/// The question in the words of the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessFileRequest {
    /// the history: `period_start,value[,numerator,denominator]`
    pub history: PathBuf,
    /// `rate`, `count`, `duration`, `score`
    pub kind: String,
    /// the number to reach
    pub target: f64,
    /// `up`, `down`
    pub direction: String,
    /// the last day
    pub by: String,
    /// `once`, `each`, `sustained[:m]`
    pub mode: String,
    /// seed of the drawn futures
    pub seed: u64,
}

/// Answers the question.
///
/// # Errors
/// A file or a word that cannot be read; a history that cannot be used.
pub fn assess_file(request: &AssessFileRequest) -> Result<Assessment> {
    let path = request.history.display();
    let file = File::open(&request.history)
        .map_err(|error| AppError::Input(format!("{path}: {error}; maybe the path is mistyped")))?;
    let history = table::read(file).map_err(|error| AppError::Input(format!("{path}: {error}")))?;
    let question = Question {
        kind: kind(&request.kind)?,
        target: request.target,
        direction: direction(&request.direction)?,
        by: request.by.parse::<Date>().map_err(|_| {
            AppError::Input(format!("--by is `{}`; maybe a date like 2026-06-30 was meant", request.by))
        })?,
        mode: mode(&request.mode)?,
        seed: request.seed,
    };
    assess::assess(&history, &question).map_err(|error| AppError::Input(format!("{path}: {error}")))
}

fn kind(word: &str) -> Result<Kind> {
    Ok(match word {
        "rate" => Kind::Rate,
        "count" => Kind::Count,
        "duration" => Kind::Duration,
        "score" => Kind::Score,
        _ => {
            return Err(AppError::Input(format!(
                "--kind is `{word}`; maybe `rate`, `count`, `duration` or `score`"
            )));
        }
    })
}

fn direction(word: &str) -> Result<Direction> {
    match word {
        "up" => Ok(Direction::Up),
        "down" => Ok(Direction::Down),
        _ => Err(AppError::Input(format!("--direction is `{word}`; maybe `up` or `down`"))),
    }
}

fn mode(word: &str) -> Result<Mode> {
    let wrong = || AppError::Input(format!("--mode is `{word}`; maybe `once`, `each` or `sustained:4`"));
    match word.split_once(':') {
        None if word == "once" => Ok(Mode::Once),
        None if word == "each" => Ok(Mode::Each),
        None if word == "sustained" => Ok(Mode::Sustained(SUSTAINED_DEFAULT)),
        Some(("sustained", periods)) => Ok(Mode::Sustained(periods.parse().map_err(|_| wrong())?)),
        _ => Err(wrong()),
    }
}
