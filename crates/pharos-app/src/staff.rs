//! `pharos staff`: the staffing table from file to file.

use std::fs::File;
use std::path::Path;

use pharos_staffing::table::{TableError, staff_table};

use crate::{AppError, Result};

/// What became of a staffing table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffReport {
    /// rows read
    pub rows: usize,
    /// rows without an answer: line and cause
    pub errors: Vec<(u64, String)>,
}

/// Answers every row of a CSV file in another one.
///
/// # Errors
/// A file that cannot be read or written, columns that do not fit. A row that cannot be answered is no error: it keeps its
/// place with the cause.
pub fn staff(input: &Path, output: &Path) -> Result<StaffReport> {
    let from = File::open(input).map_err(|error| {
        AppError::Input(format!("{}: {error}; maybe the path is mistyped", input.display()))
    })?;
    let to = File::create(output).map_err(|error| {
        AppError::Input(format!("{}: {error}; maybe its folder is missing", output.display()))
    })?;
    let report = staff_table(from, to).map_err(|error| match error {
        TableError::Csv(_) | TableError::Columns(_) => {
            AppError::Input(format!("{}: {error}", input.display()))
        }
        TableError::Write(source) => AppError::io(output, source),
    })?;
    let errors = report.errors.into_iter().map(|error| (error.line, error.message)).collect();
    Ok(StaffReport { rows: report.rows, errors })
}
