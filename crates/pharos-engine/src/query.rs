//! A question in, a table of numbers out: each with its n, its interval, its definition.
//!
//! The way of a question can be read from the folder: `question` (what is asked) -> `plan` (which scans answer it) ->
//! `scan` (run them) -> `fold` (formula, interval, second level) -> `answer` (rows, CSV, JSON, table). `rows` is the same
//! plan with its projection changed, so the rows behind a number always add up to it.

mod answer;
mod bind;
mod corrected;
mod fold;
mod groups;
mod interval;
mod nobodys;
pub(crate) mod plan;
pub(crate) mod question;
mod reported;
mod rows;
pub(crate) mod scan;
mod scope;
#[cfg(test)]
mod tests;
mod values;

use datafusion::error::DataFusionError;
use thiserror::Error;

pub use answer::{Answer, AnswerRow, Definition};
pub use nobodys::ANSWERED_ONLY;
pub use question::{Question, ZoneChoice};
pub use reported::{Reported, reported};
pub use rows::{Part, Rows, cells, columns, row_batches, rows};
pub use scope::Scope;
pub use values::{dimension_values, dimensions_values};

use crate::dataset::Dataset;
use crate::warehouse::WarehouseError;

/// Why a question cannot be answered.
#[derive(Debug, Error)]
pub enum QueryError {
    /// The question is at fault; says what, the value, and what may help.
    #[error("{0}")]
    Question(String),
    /// The question cannot be answered as it is asked, for a cause that others may word anew.
    #[error("{words}")]
    Refused {
        /// why
        cause: Cause,
        /// as [`QueryError::Question`]
        words: String,
    },
    /// A filter or expression is at fault.
    #[error("{part}: {error}")]
    Expression {
        /// where it stood
        part: String,
        /// what is wrong
        error: pharos_metric::ExpressionError,
    },
    /// The data cannot be read.
    #[error(transparent)]
    Warehouse(#[from] WarehouseError),
    /// The questions that are answered at this time need more memory than they may use together.
    #[error(
        "the question needs more memory than is left for questions; maybe ask again later, for a shorter period or fewer dimensions, or set a greater `memory_mib` ({0})"
    )]
    Memory(String),
    /// The engine failed.
    #[error("the engine could not answer: {0}")]
    Engine(#[source] DataFusionError),
}

/// Why a question cannot be answered as it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// no metric is named
    NoMetric,
    /// a metric is not in the catalogue
    UnknownMetric,
    /// a parameter has a value it cannot have
    Parameter,
    /// a text is no instant
    Instant,
    /// the period ends before it begins
    Period,
    /// a comparison with the period before, of a period without both ends
    OpenPeriod,
    /// a metric cannot be split by a dimension
    Split,
    /// who asks sees groups only
    GroupsOnly,
    /// who sees groups only asked for more dimensions together than hide persons
    Dimensions,
    /// rows of metrics that read different things
    Rows,
}

impl From<DataFusionError> for QueryError {
    fn from(error: DataFusionError) -> Self {
        match error.find_root() {
            DataFusionError::ResourcesExhausted(detail) => QueryError::Memory(detail.clone()),
            _ => QueryError::Engine(error),
        }
    }
}

impl QueryError {
    pub(crate) fn refused(cause: Cause, words: impl Into<String>) -> QueryError {
        QueryError::Refused { cause, words: words.into() }
    }

    /// The words about a data file that is damaged, if that is the cause.
    pub fn damaged_file(&self) -> Option<String> {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            if let Some(damaged @ WarehouseError::File { .. }) = error.downcast_ref::<WarehouseError>() {
                return Some(damaged.to_string());
            }
            cause = error.source();
        }
        match self {
            // A transparent error gives its own source instead of itself.
            QueryError::Warehouse(damaged @ WarehouseError::File { .. }) => Some(damaged.to_string()),
            _ => None,
        }
    }
}

pub(crate) type Result<T> = std::result::Result<T, QueryError>;

/// Answers a question.
///
/// # Errors
/// A question at fault, data that cannot be read.
pub async fn ask(dataset: &Dataset, question: &Question) -> Result<Answer> {
    groups::check(question)?;
    let asked = question::Asked::of(dataset, question).await?;
    let mut answer = answer_of(dataset, question, &asked).await?;
    if question.compare_previous {
        let before = asked.previous()?;
        let previous = answer_of(dataset, question, &before).await?;
        answer.compare(&previous);
    }
    Ok(answer)
}

async fn answer_of(dataset: &Dataset, question: &Question, asked: &question::Asked) -> Result<Answer> {
    let plan = plan::plan(dataset, question)?;
    let results = scan::run(dataset, question, asked, &plan).await?;
    let mut answer = fold::fold(question, asked, &plan, &results);
    corrected::flag(dataset, question, asked, &mut answer).await?;
    nobodys::flag(dataset, question, &mut answer);
    groups::protect(dataset, question, asked, &mut answer).await?;
    Ok(answer)
}
