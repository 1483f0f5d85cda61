//! A stretch of records on its way into the tables: small enough for memory, large enough for few files.

use std::collections::BTreeMap;

use pharos_engine::mapping::EvaluatedRows;
use pharos_engine::warehouse::MergeReport;
use pharos_schema::{RecordBatch, Table, concat, with_sequence};

use super::report::{ImportReport, RecordStatus};
use crate::{AppError, Result};

/// Rows by table.
type ByTable = BTreeMap<&'static str, (&'static Table, RecordBatch)>;

/// Rows of a chunk, at most (and one batch more).
const ROWS_MAX: usize = 400_000;

/// Rows by table, each with the number of its record within the import.
#[derive(Default)]
pub(super) struct Chunk {
    tables: BTreeMap<&'static str, Part>,
    rows: usize,
}

struct Part {
    table: &'static Table,
    batches: Vec<RecordBatch>,
    records: Vec<u64>,
}

impl Chunk {
    /// Adds rows; `first_record` makes places in a stretch numbers of the import.
    pub(super) fn add(&mut self, rows: EvaluatedRows, first_record: u64) {
        let EvaluatedRows { table, batch, records } = rows;
        if batch.num_rows() == 0 {
            return;
        }
        self.rows += batch.num_rows();
        let part = self.tables.entry(table.name).or_insert_with(|| Part {
            table,
            batches: Vec::new(),
            records: Vec::new(),
        });
        part.batches.push(batch);
        part.records.extend(records.into_iter().map(|record| record + first_record));
    }

    pub(super) fn is_full(&self) -> bool {
        ROWS_MAX <= self.rows
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The rows as the warehouse takes them, and what is needed to count them afterwards.
    pub(super) fn into_batches(self, sequence: i64) -> Result<(ByTable, ChunkRecords)> {
        let arrow =
            |error: &dyn std::fmt::Display| AppError::Internal(format!("rows cannot be joined: {error}"));
        let mut batches = BTreeMap::new();
        let mut records = BTreeMap::new();
        for (name, part) in self.tables {
            let joined = concat(&part.batches).map_err(|error| arrow(&error))?;
            let numbered = with_sequence(&joined, sequence).map_err(|error| arrow(&error))?;
            batches.insert(name, (part.table, numbered));
            records.insert(name, part.records);
        }
        Ok((batches, ChunkRecords(records)))
    }
}

/// Record number of every row, by table.
pub(super) struct ChunkRecords(BTreeMap<&'static str, Vec<u64>>);

impl ChunkRecords {
    /// Counts rows by table and records by what most happened to their rows.
    pub(super) fn count(&self, merged: &BTreeMap<&'static str, MergeReport>, report: &mut ImportReport) {
        let all = || self.0.values().flatten().copied();
        let (Some(first), Some(last)) = (all().min(), all().max()) else { return };
        let span = usize::try_from(last - first).unwrap_or(usize::MAX).saturating_add(1);
        let mut statuses: Vec<Option<RecordStatus>> = vec![None; span];
        for (name, merge) in merged {
            report.tables.entry((*name).to_owned()).or_default().add(merge);
            let records = self.0.get(name).map_or(&[][..], Vec::as_slice);
            for (record, row) in records.iter().zip(&merge.rows) {
                let place = usize::try_from(record - first).unwrap_or(usize::MAX);
                if let Some(status) = statuses.get_mut(place) {
                    *status = (*status).max(Some(RecordStatus::of(*row)));
                }
            }
        }
        for status in statuses.into_iter().flatten() {
            report.count(status);
        }
    }
}
