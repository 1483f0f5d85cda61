//! The columns of the staffing table.

use std::fmt;

use csv::StringRecord;

use super::{StaffRow, TableError, model_of};
use crate::queue::{Queue, Workload};

/// Columns the table adds. The first fourteen carry the names of the project's reference tables of Erlang values.
pub const RESULT_COLUMNS: [&str; 20] = [
    "offered_load_erl",
    "service_level",
    "asa_s",
    "p_abandon",
    "occupancy",
    "p_wait",
    "p_block",
    "mean_wait_all_s",
    "mean_queue",
    "sl_patient",
    "sl_of_served",
    "sl_excl_short_ab",
    "sl_answered_or_ab",
    "effective_lambda_per_interval",
    "min_agents",
    "sl_at_min",
    "sl_at_min_minus_1",
    "scheduled_agents",
    "warning",
    "error",
];

/// A cell that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct CellError {
    /// Its column.
    pub column: &'static str,
    /// What it holds.
    pub value: String,
    /// What it should hold.
    pub rule: String,
}

impl CellError {
    pub(super) fn wrong(column: &'static str, value: &str, rule: &str) -> Self {
        Self { column, value: value.to_string(), rule: rule.to_string() }
    }

    pub(super) fn missing(column: &'static str, model: &str) -> Self {
        Self::wrong(column, "", &format!("but model {model} needs it"))
    }
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.is_empty() {
            write!(f, "{} is empty, {}", self.column, self.rule)
        } else {
            write!(f, "{} is \"{}\", {}", self.column, self.value, self.rule)
        }
    }
}

/// Where the columns of a table are.
#[derive(Debug, Clone)]
pub struct Columns {
    names: Vec<String>,
}

impl Columns {
    /// From the head line.
    ///
    /// # Errors
    /// [`TableError::Columns`] for a doubled column or one that every row needs.
    pub fn of(head: &StringRecord) -> Result<Self, TableError> {
        let names: Vec<String> =
            head.iter().map(|name| name.trim_start_matches('\u{feff}').to_string()).collect();
        for (i, name) in names.iter().enumerate() {
            if names[..i].contains(name) {
                return Err(TableError::Columns(format!(
                    "column \"{name}\" is there twice; maybe remove one"
                )));
            }
        }
        let columns = Self { names };
        for needed in ["model", "interval_s", "aht_s"] {
            let only_load = needed == "interval_s" && columns.place("offered_load_erl").is_some();
            if columns.place(needed).is_none() && !only_load {
                let found = columns.names.join(", ");
                let text =
                    format!("column \"{needed}\" is missing; maybe it has another name among: {found}");
                return Err(TableError::Columns(text));
            }
        }
        Ok(columns)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }

    /// Head line of the answers.
    pub fn names_out(&self) -> impl Iterator<Item = &str> {
        let kept = self.names.iter().map(String::as_str).filter(|name| !RESULT_COLUMNS.contains(name));
        kept.chain(RESULT_COLUMNS)
    }

    /// Cells of a row that pass through: all but those computed anew.
    pub fn kept<'a>(&'a self, record: &'a StringRecord) -> impl Iterator<Item = &'a str> {
        let names =
            self.names.iter().enumerate().filter(|(_, name)| !RESULT_COLUMNS.contains(&name.as_str()));
        names.map(|(i, _)| record.get(i).unwrap_or(""))
    }

    /// The model named by a row.
    pub fn model<'a>(&self, record: &'a StringRecord) -> &'a str {
        self.text("model", record)
    }

    fn text<'a>(&self, name: &str, record: &'a StringRecord) -> &'a str {
        self.place(name).and_then(|i| record.get(i)).unwrap_or("")
    }

    fn number(&self, column: &'static str, record: &StringRecord) -> Result<Option<f64>, CellError> {
        let text = self.text(column, record);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            _ => Err(CellError::wrong(column, text, "but must be a number; maybe it has a decimal comma")),
        }
    }

    fn whole(&self, column: &'static str, record: &StringRecord) -> Result<Option<u32>, CellError> {
        match self.number(column, record)? {
            None => Ok(None),
            Some(value) if value >= 0.0 && value <= f64::from(u32::MAX) && value.fract() == 0.0 => {
                Ok(Some(value as u32))
            }
            Some(_) => {
                let text = self.text(column, record);
                Err(CellError::wrong(column, text, "but must be a whole number, 0 or more"))
            }
        }
    }

    /// The question of a row.
    ///
    /// # Errors
    /// [`CellError`] names column and value.
    pub fn parse(&self, record: &StringRecord) -> Result<StaffRow, CellError> {
        if record.len() != self.names.len() {
            let rule = format!("but the head line has {} columns; maybe a comma too many", self.names.len());
            return Err(CellError::wrong("the number of cells", &record.len().to_string(), &rule));
        }
        let need = |column: &'static str| {
            self.number(column, record)?.ok_or_else(|| CellError::wrong(column, "", "but every row needs it"))
        };
        let handle_s = need("aht_s")?;
        let interval_s = self.number("interval_s", record)?;
        let contacts = self.number("lambda_per_interval", record)?;
        let (contacts, interval_s) = match (contacts, interval_s, self.number("offered_load_erl", record)?) {
            (Some(contacts), Some(interval_s), _) => (contacts, interval_s),
            // A load alone: an interval of 1024 handle times loses no digit.
            (None, None, Some(load_erl)) => (1024.0 * load_erl, 1024.0 * handle_s),
            (None, Some(interval_s), Some(load_erl)) => (load_erl * interval_s / handle_s, interval_s),
            (Some(_), None, _) => return Err(CellError::wrong("interval_s", "", "but every row needs it")),
            (None, _, None) => {
                return Err(CellError::wrong(
                    "lambda_per_interval",
                    "",
                    "but every row needs it or offered_load_erl",
                ));
            }
        };
        let patience_s = self.number("patience_s", record)?;
        let lines = self.whole("lines", record)?;
        let model = model_of(self.model(record), patience_s, lines, self.number("redial_prob", record)?)?;
        let row = StaffRow {
            queue: Queue { workload: Workload { contacts, interval_s, handle_s }, model },
            agents: self.whole("agents", record)?,
            sl_target: self.number("sl_target", record)?,
            threshold_s: self.number("sl_threshold_s", record)?,
            shrinkage: self.number("shrinkage", record)?,
            occupancy_max: self.number("occupancy_max", record)?,
        };
        if row.agents.is_none() && row.sl_target.is_none() && row.occupancy_max.is_none() {
            return Err(CellError::wrong("agents", "", "but a row needs agents or sl_target"));
        }
        if row.sl_target.is_some() && row.threshold_s.is_none() && self.model(record) != "B" {
            return Err(CellError::wrong("sl_threshold_s", "", "but sl_target needs it; maybe 20"));
        }
        Ok(row)
    }
}
