//! One import from its first record to its publication.

use std::collections::BTreeMap;
use std::sync::Arc;

use pharos_ingest::mapping::Mapping;
use pharos_ingest::sources::SourceContext;
use pharos_store::{ImportRecord, ImportState};
use serde_json::json;

use super::chunk::Chunk;
use super::findings::Findings;
use super::own::{may_bring, refusal};
use super::rejects::RejectsFile;
use super::report::ImportReport;
use super::settings::{Reading, Settings};
use super::stretch::{Stretch, Stretches};
use super::unknowns::Names;
use super::{ImportRequest, PATIENCE, erased};
use crate::marks::Marks;
use crate::writer::{Also, Writer};
use crate::{App, AppError, Permission, Result, now_us};

/// An import at work.
pub(super) struct Run<'a> {
    pub(super) app: &'a App,
    permission: &'a Permission,
    pub(super) request: &'a ImportRequest,
    settings: Settings,
    progress: &'a (dyn Fn(u64) + Sync),
    pub(super) writer: Writer<'a>,
    record: ImportRecord,
    pub(super) report: ImportReport,
    chunk: Chunk,
    pub(super) rejects: RejectsFile,
    pub(super) names: Names,
    pub(super) findings: Findings,
    pub(super) marks: Option<Arc<Marks>>,
}

impl<'a> Run<'a> {
    pub(super) async fn begin(
        app: &'a App,
        permission: &'a Permission,
        request: &'a ImportRequest,
        mut settings: Settings,
        progress: &'a (dyn Fn(u64) + Sync),
    ) -> Result<Run<'a>> {
        let writer = app.writer(PATIENCE).await?;
        // Now that nobody else writes, nobody takes the name in between.
        if let Err(error) = app.require_own_source(permission, &settings.context.source_name).await {
            writer.abandon().await?;
            return Err(error);
        }
        let id = writer.sequence.to_string();
        let record = ImportRecord {
            id: id.clone(),
            seq: writer.sequence,
            source: request.source.clone(),
            source_name: settings.context.source_name.clone(),
            site: request.site.clone(),
            made_by: Some(permission.user_id().to_owned()),
            state: ImportState::Running,
            started_at_us: now_us(),
            finished_at_us: None,
            counts: json!({}),
            quality: json!([]),
            rejects_file: None,
        };
        if !request.dry_run {
            app.store.save_import(&record).await?;
        }
        let aliases = app.store.aliases().await?;
        let names = Names::load(app, &writer.heads, &aliases).await?;
        let rejects_name = if request.dry_run { "dry-run" } else { id.as_str() };
        let rejects = RejectsFile::new(&app.config.rejects_folder(), rejects_name);
        let report = ImportReport { notes: std::mem::take(&mut settings.notes), ..ImportReport::default() };
        Ok(Run {
            app,
            permission,
            request,
            settings,
            progress,
            writer,
            record,
            report,
            chunk: Chunk::default(),
            rejects,
            names,
            findings: Findings::default(),
            marks: app.marks().await?,
        })
    }

    /// Reads all files; what is left in the last chunk is merged too.
    pub(super) async fn read_all(&mut self) -> Result<()> {
        match &self.settings.reading {
            Reading::System(source) => {
                let (source, context) = (*source, self.source_context());
                self.read_system(source, context).await?;
            }
            Reading::Table(mapping) => {
                let mapping = Mapping::clone(mapping);
                self.read_tables(&mapping).await?;
            }
        }
        self.merge().await
    }

    fn source_context(&self) -> SourceContext {
        let context = &self.settings.context;
        SourceContext {
            source_name: context.source_name.clone(),
            site: context.site.clone().unwrap_or_default(),
            zone: context.zone.clone(),
            as_complete_until_us: None,
            // Names stay as the source writes them: aliases count at the time of the question, and can be taken back.
            aliases: BTreeMap::new(),
        }
    }

    /// Records are evaluated while those before them are merged.
    async fn read_tables(&mut self, mapping: &Mapping) -> Result<()> {
        for file in &self.request.files {
            let mut stretches = Stretches::begin(file, mapping, &self.settings.context)?;
            let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            while let Some(stretch) = stretches.next().await? {
                self.take(stretch, &name).await?;
            }
        }
        Ok(())
    }

    /// Takes a stretch of records in.
    pub(super) async fn take(&mut self, mut stretch: Stretch, file: &str) -> Result<()> {
        if let Some(marks) = self.marks.clone() {
            erased::clean_stretch(&marks, &mut stretch)?;
        }
        let first_record = self.report.read;
        self.report.read += stretch.records;
        self.report.rejected += stretch.rejects.len() as u64;
        for (reason, count) in stretch.filtered {
            *self.report.filtered.entry(reason).or_default() += count;
        }
        self.rejects.add(file, &stretch.rejects)?;
        for rows in stretch.rows {
            if 0 < rows.batch.num_rows() && !may_bring(self.permission, rows.table.name) {
                return Err(refusal(rows.table.name));
            }
            self.names.note(rows.table.name, &rows.batch);
            self.findings.observe(rows.table, &rows.batch);
            self.chunk.add(rows, first_record);
        }
        if self.chunk.is_full() {
            self.merge().await?;
        }
        (self.progress)(self.report.read);
        Ok(())
    }

    async fn merge(&mut self) -> Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let (batches, records) = std::mem::take(&mut self.chunk).into_batches(self.writer.sequence)?;
        let merged = self.writer.merge(batches).await?;
        records.count(&merged, &mut self.report);
        Ok(())
    }

    /// Publishes, or gives everything back where nothing is to be kept.
    pub(super) async fn finish(mut self) -> Result<ImportReport> {
        self.finish_rejects().await?;
        let unknowns = self.names.unknowns(&self.record.id, now_us());
        self.report.quality = std::mem::take(&mut self.findings).finish(&unknowns);
        let refused = self.report.all_rejected() || (self.request.strict && 0 < self.report.rejected);
        if self.request.dry_run || refused {
            return self.give_back().await;
        }
        self.set_zones().await?;
        self.report.published = true;
        self.note(ImportState::Done)?;
        let Run { writer, record, report, .. } = self;
        writer.publish(Also { import: Some(&record), unknowns: &unknowns, ..Also::default() }).await?;
        let (read, accepted, rejected) = (report.read, report.accepted, report.rejected);
        tracing::info!(import = record.id, read, accepted, rejected, "imported");
        Ok(report)
    }

    /// Ends an import that could not go on.
    pub(super) async fn fail(mut self) -> Result<()> {
        // Where the disk is full even this may fail; what was written goes all the same.
        let rejects = self.finish_rejects().await;
        let given_back = self.give_back().await.map(drop);
        rejects.and(given_back)
    }

    /// Ends the rejects file; its hash is stored.
    async fn finish_rejects(&mut self) -> Result<()> {
        self.report.rejects_file = self.rejects.finish()?;
        if let Some(path) = &self.report.rejects_file {
            self.app.seal_rejects(std::path::Path::new(path)).await?;
        }
        Ok(())
    }

    async fn give_back(mut self) -> Result<ImportReport> {
        self.note(ImportState::Failed)?;
        let Run { app, request, writer, record, report, .. } = self;
        writer.abandon().await?;
        if !request.dry_run {
            app.store.save_import(&record).await?;
        }
        Ok(report)
    }

    /// Writes the report into the record.
    fn note(&mut self, state: ImportState) -> Result<()> {
        self.report.import_id = (!self.request.dry_run).then(|| self.record.id.clone());
        let json = |it: &ImportReport| {
            serde_json::to_value(it).map_err(|error| AppError::Internal(error.to_string()))
        };
        self.record.state = state;
        self.record.finished_at_us = Some(now_us());
        self.record.counts = json(&self.report)?;
        self.record.quality = self.record.counts.get("quality").cloned().unwrap_or_default();
        self.record.rejects_file = self.report.rejects_file.clone();
        Ok(())
    }

    /// The first zone stated becomes the centre's; a site's zone is the one stated with it.
    async fn set_zones(&self) -> Result<()> {
        let Some(zone) = &self.settings.centre_zone else { return Ok(()) };
        let before = self.app.store.centre().await?;
        let mut settings = before.clone();
        settings.time_zone.get_or_insert_with(|| zone.clone());
        if let Some(site) = &self.request.site {
            settings.sites.entry(site.clone()).or_insert_with(|| zone.clone());
        }
        if settings != before {
            self.app.store.set_centre(&settings).await?;
        }
        Ok(())
    }
}
