//! The staffing table: a CSV file of questions in, the same rows with their answers out.
//!
//! Columns in (in any order, others pass through): `model` (B, C, A, A_lines, X), `lambda_per_interval` (or
//! `offered_load_erl`), `interval_s`, `aht_s`, `patience_s`, `agents` and/or `sl_target`, `lines`, `redial_prob`,
//! `sl_threshold_s`, `shrinkage`, `occupancy_max`. Columns out: those of the input, then [`RESULT_COLUMNS`].
//! A row that cannot be answered keeps its place, with the reason in `error`.

mod columns;

use std::io::{Read, Write};

use crate::error::StaffingError;
use crate::performance::{Performance, performance};
use crate::queue::{Model, Queue};
use crate::required::staffing;
use crate::shrinkage::Shrinkage;
use crate::target::Target;
use crate::warning::{DataFacts, Warning, warnings};

pub use columns::{CellError, Columns, RESULT_COLUMNS};

/// A question of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StaffRow {
    /// Work and model.
    pub queue: Queue,
    /// Agents at work whose performance is asked for.
    pub agents: Option<u32>,
    /// Promised share answered within the threshold, of offered.
    pub sl_target: Option<f64>,
    /// The threshold.
    pub threshold_s: Option<f64>,
    /// Share of paid time away from contacts.
    pub shrinkage: Option<f64>,
    /// Greatest occupancy.
    pub occupancy_max: Option<f64>,
}

/// An answer of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffAnswer {
    /// With the agents given, else with the least number; `None` where nobody calls.
    pub performance: Option<Performance>,
    /// Where a target was given: least agents.
    pub min_agents: Option<u32>,
    /// Service level they give.
    pub sl_at_min: Option<f64>,
    /// Service level of one less.
    pub sl_at_min_minus_1: Option<f64>,
    /// People to schedule for the least agents, else for the agents given, with shrinkage.
    pub scheduled: Option<f64>,
    /// Assumptions that fail.
    pub warnings: Vec<Warning>,
}

/// What became of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableReport {
    /// Rows read.
    pub rows: usize,
    /// Rows without an answer.
    pub errors: Vec<RowError>,
}

/// A row without an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct RowError {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong, with the value and advice.
    pub message: String,
}

/// A table that cannot be read or written at all.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file is not CSV, or cannot be read or written.
    #[error("the table cannot be read or written: {0}; maybe it is not a CSV file with commas")]
    Csv(#[from] csv::Error),
    /// Rows cannot be written.
    #[error("the table cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// A column is missing or doubled.
    #[error("{0}")]
    Columns(String),
}

/// Answers every row of `input` on `output`.
///
/// # Errors
/// [`TableError`] where the table as a whole cannot be used; a single bad row is told in the report and in its
/// `error` column.
pub fn staff_table<R: Read, W: Write>(input: R, output: W) -> Result<TableReport, TableError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input);
    let mut writer = csv::Writer::from_writer(output);
    let columns = Columns::of(reader.headers()?)?;
    writer.write_record(columns.names_out())?;
    let mut report = TableReport::default();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        report.rows += 1;
        let answer = columns
            .parse(&record)
            .map_err(|cell| cell.to_string())
            .and_then(|row| staff_row(&row).map_err(|error| error.to_string()));
        let cells = match &answer {
            Ok(answer) => answer.cells(columns.model(&record)),
            Err(message) => {
                let line = record.position().map_or(0, csv::Position::line);
                report.errors.push(RowError { line, message: message.clone() });
                StaffAnswer::error_cells(message)
            }
        };
        writer.write_record(columns.kept(&record).chain(cells.iter().map(String::as_str)))?;
    }
    writer.flush()?;
    Ok(report)
}

/// Answers one question.
///
/// # Errors
/// [`StaffingError`] names what is wrong.
pub fn staff_row(row: &StaffRow) -> Result<StaffAnswer, StaffingError> {
    let shrinkage = Shrinkage::new(row.shrinkage.unwrap_or(0.0))?;
    let mut answer = StaffAnswer {
        performance: None,
        min_agents: None,
        sl_at_min: None,
        sl_at_min_minus_1: None,
        scheduled: None,
        warnings: Vec::new(),
    };
    if let Some(agents) = row.agents {
        row.queue.check()?;
        answer.scheduled = Some(shrinkage.scheduled(f64::from(agents)));
        if row.queue.workload.contacts > 0.0 {
            answer.performance = Some(performance(&row.queue, agents, row.threshold_s)?);
        }
    }
    if row.sl_target.is_some() || row.occupancy_max.is_some() && row.agents.is_none() {
        let service = row.sl_target.map(|share| Target::service(share, row.threshold_s.unwrap_or(0.0)));
        let target = Target { occupancy_max: row.occupancy_max, ..service.unwrap_or_default() };
        let required = staffing(&row.queue, &target, shrinkage)?;
        let level = |state: Option<Performance>| state.and_then(|s| s.service).map(|s| s.answered_of_offered);
        answer.min_agents = Some(required.agents);
        answer.sl_at_min = level(required.at);
        answer.sl_at_min_minus_1 = level(required.at_one_less);
        answer.scheduled = Some(required.scheduled);
        answer.performance = answer.performance.or(required.at);
    }
    if let Some(state) = &answer.performance {
        answer.warnings = warnings(&row.queue, state, &DataFacts::default());
    }
    Ok(answer)
}

impl StaffAnswer {
    /// The cells of [`RESULT_COLUMNS`].
    fn cells(&self, model: &str) -> Vec<String> {
        let number = |value: Option<f64>| value.map(|value| format!("{value:?}")).unwrap_or_default();
        let state = self.performance.as_ref();
        let of = |pick: fn(&Performance) -> f64| number(state.map(pick));
        let is_loss = model == "B";
        // Erlang B knows no wait and thus no threshold; an overloaded queue has the conventional zero only.
        let levels = state.filter(|state| state.steady && !is_loss).and_then(|state| state.service);
        let service_level = match state {
            Some(state) if is_loss => Some(1.0 - state.p_block),
            Some(state) => state.service.map(|levels| levels.answered_of_offered),
            None => None,
        };
        vec![
            of(|s| s.offered_load_erl),
            number(service_level),
            of(|s| s.asa_s),
            of(|s| s.p_abandon),
            of(|s| s.occupancy),
            of(|s| s.p_wait),
            of(|s| s.p_block),
            if is_loss { String::new() } else { of(|s| s.mean_wait_s) },
            of(|s| s.mean_queue),
            number(levels.map(|levels| levels.patient)),
            number(levels.map(|levels| levels.of_answered)),
            number(levels.map(|levels| levels.excluding_short_abandons)),
            number(levels.map(|levels| levels.answered_or_abandoned)),
            if model == "X" { of(|s| s.effective_contacts) } else { String::new() },
            self.min_agents.map(|agents| agents.to_string()).unwrap_or_default(),
            number(self.sl_at_min),
            number(self.sl_at_min_minus_1),
            number(self.scheduled),
            self.warnings.iter().map(Warning::to_string).collect::<Vec<_>>().join("; "),
            String::new(),
        ]
    }

    fn error_cells(message: &str) -> Vec<String> {
        let mut cells = vec![String::new(); RESULT_COLUMNS.len()];
        cells[RESULT_COLUMNS.len() - 1] = message.to_string();
        cells
    }
}

/// The model a row names.
pub(crate) fn model_of(
    name: &str,
    patience_s: Option<f64>,
    lines: Option<u32>,
    redial_share: Option<f64>,
) -> Result<Model, CellError> {
    let missing = |column: &'static str| CellError::missing(column, name);
    match name {
        "B" => Ok(Model::ErlangB),
        "C" => Ok(Model::ErlangC),
        "A" => Ok(Model::ErlangA { patience_s: patience_s.ok_or_else(|| missing("patience_s"))? }),
        "A_lines" => Ok(Model::ErlangALines { patience_s, lines: lines.ok_or_else(|| missing("lines"))? }),
        "X" => {
            let redial_share = redial_share.ok_or_else(|| missing("redial_prob"))?;
            Ok(Model::ErlangX { patience_s, lines, redial_share })
        }
        _ => Err(CellError::wrong("model", name, "but must be B, C, A, A_lines or X")),
    }
}

#[cfg(test)]
mod tests;
