//! Importing a system's own format: records first, then the rows they add up to.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use pharos_engine::mapping::EvaluatedRows;
use pharos_engine::stored_records;
use pharos_engine::warehouse::RowStatus;
use pharos_ingest::sandbox;
use pharos_ingest::sources::{Derived, IngestError, Source, SourceContext, SourceRecord, SplitRecords};
use pharos_schema::with_sequence;

use super::erased;
use super::report::RecordStatus;
use super::run::Run;
use super::stretch::Stretch;
use crate::{AppError, Result};

/// Contacts that were touched within this time before the first new record are derived again.
const LOOK_BACK_US: i64 = 2 * 24 * 3_600 * 1_000_000;

/// Records stored at once.
const RECORDS_AT_ONCE: usize = 400_000;

impl Run<'_> {
    /// Reads the files of a system.
    pub(super) async fn read_system(
        &mut self,
        source: &'static dyn Source,
        context: SourceContext,
    ) -> Result<()> {
        let context = Arc::new(context);
        let mut records = Vec::new();
        for file in &self.request.files {
            let mut split = split(source, file, Arc::clone(&context)).await?;
            if let Some(marks) = &self.marks {
                erased::clean_records(marks, &mut split.records);
            }
            let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            self.report.duplicate += split.duplicate;
            self.take(Stretch { records: split.read, rejects: split.rejects, ..Stretch::default() }, &name)
                .await?;
            records.extend(split.records);
        }
        if source.keeps_records() {
            self.store_and_derive(source, records, context).await
        } else {
            let derived = derive(source, records, context).await?;
            self.take_derived(derived).await
        }
    }

    async fn store_and_derive(
        &mut self,
        source: &'static dyn Source,
        records: Vec<SourceRecord>,
        context: Arc<SourceContext>,
    ) -> Result<()> {
        let mut fresh_from_us: Option<i64> = None;
        let mut groups = HashSet::new();
        let mut statuses = Vec::with_capacity(records.len());
        for part in records.chunks(RECORDS_AT_ONCE) {
            for (record, status) in part.iter().zip(self.store(part, &context).await?) {
                statuses.push(RecordStatus::of(status));
                if !matches!(status, RowStatus::Unchanged | RowStatus::Duplicate) {
                    fresh_from_us = Some(fresh_from_us.map_or(record.at_us, |known| known.min(record.at_us)));
                    groups.insert(record.group.clone());
                }
            }
        }
        // What the new records alone say is what is counted; the rows come from all records of the contacts touched.
        let counted = derive(source, records, Arc::clone(&context)).await?;
        let left_out = counted.filtered.values().sum::<u64>() + counted.rejects.len() as u64;
        self.count_records(&statuses, left_out);
        self.note_derived(&counted)?;
        let Some(fresh_from_us) = fresh_from_us else { return Ok(()) };
        let (warehouse, heads) = (&self.app.warehouse, &self.writer.heads);
        let from_us = fresh_from_us.saturating_sub(LOOK_BACK_US);
        let all = stored_records::touched(warehouse, heads, &context.source_name, from_us, groups).await?;
        let derived = derive(source, all, context).await?;
        for (table, batch, _) in derived.batches {
            self.names.note(table.name, &batch);
            self.findings.observe(table, &batch);
            let numbered = with_sequence(&batch, self.writer.sequence)
                .map_err(|error| AppError::Internal(error.to_string()))?;
            for (name, merged) in self.writer.merge([(table.name, (table, numbered))].into()).await? {
                self.report.tables.entry(name.to_owned()).or_default().add(&merged);
            }
        }
        Ok(())
    }

    /// Stores raw records; gives what became of each.
    async fn store(&mut self, records: &[SourceRecord], context: &SourceContext) -> Result<Vec<RowStatus>> {
        let internal = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
        let (table, batch) = stored_records::rows(records, context).map_err(|error| internal(&error))?;
        let batch = with_sequence(&batch, self.writer.sequence).map_err(|error| internal(&error))?;
        let mut merged = self.writer.merge([(table.name, (table, batch))].into()).await?;
        let merged = merged.remove(table.name).unwrap_or_default();
        self.report.tables.entry(table.name.to_owned()).or_default().add(&merged);
        Ok(merged.rows)
    }

    /// Counts records; those that are no facts are taken from the accepted, then from the unchanged.
    fn count_records(&mut self, statuses: &[RecordStatus], left_out: u64) {
        for status in statuses {
            self.report.count(*status);
        }
        let from_accepted = left_out.min(self.report.accepted);
        self.report.accepted -= from_accepted;
        self.report.unchanged -= (left_out - from_accepted).min(self.report.unchanged);
        self.report.replaced = self.report.replaced.min(self.report.accepted);
    }

    /// Notes what a derivation left out and found.
    fn note_derived(&mut self, derived: &Derived) -> Result<()> {
        for (reason, count) in &derived.filtered {
            *self.report.filtered.entry(reason.clone()).or_default() += count;
        }
        self.report.rejected += derived.rejects.len() as u64;
        let mut rejects = derived.rejects.clone();
        if let Some(marks) = &self.marks {
            erased::clean_rejects(marks, &mut rejects);
        }
        self.rejects.add("", &rejects)?;
        for finding in &derived.findings {
            self.findings.add(&finding.check, finding.count, &finding.example);
        }
        Ok(())
    }

    /// Rows of a source whose records are not kept.
    async fn take_derived(&mut self, derived: Derived) -> Result<()> {
        self.note_derived(&derived)?;
        let rows = derived.batches.into_iter().map(|(table, batch, records)| EvaluatedRows {
            table,
            batch,
            records,
        });
        self.take(Stretch { rows: rows.collect(), ..Stretch::default() }, "").await
    }
}

async fn split(
    source: &'static dyn Source,
    file: &Path,
    context: Arc<SourceContext>,
) -> Result<SplitRecords> {
    let file = file.to_owned();
    let exe = std::env::current_exe().map_err(|source| AppError::io(Path::new("pharos"), source))?;
    let work = move || -> std::result::Result<SplitRecords, IngestError> {
        let (name, mut reader) = sandbox::unpack_any(&exe, &file)?;
        source.split(&mut reader, &name, &context)
    };
    let split =
        tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?;
    split.map_err(|error| AppError::Input(error.to_string()))
}

async fn derive(
    source: &'static dyn Source,
    records: Vec<SourceRecord>,
    context: Arc<SourceContext>,
) -> Result<Derived> {
    let work = move || source.derive(&records, &context);
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}
