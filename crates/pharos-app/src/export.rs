//! Answers as Parquet.

use pharos_engine::export::parquet;
use pharos_engine::query::{Answer, Rows};

use crate::{AppError, Result};

/// An answer as a Parquet file in memory.
///
/// # Errors
/// Our own mistake only.
pub fn answer_parquet(answer: &Answer) -> Result<Vec<u8>> {
    let internal = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
    let batch = answer.record_batch().map_err(|error| internal(&error))?;
    parquet(&[batch]).map_err(|error| internal(&error))
}

/// The rows behind a number as a Parquet file in memory.
///
/// # Errors
/// Without any row there are no columns to write.
pub fn rows_parquet(rows: &Rows) -> Result<Vec<u8>> {
    parquet(&rows.batches).map_err(|error| AppError::Input(format!("no Parquet file can be made: {error}")))
}
