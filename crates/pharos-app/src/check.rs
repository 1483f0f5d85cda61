//! Looking whether the data are what they must be: data files, histories, logs, rejects files, records.

use pharos_engine::warehouse::{Heads, Warehouse};
use pharos_schema::TABLES;
use serde::Serialize;

use crate::seals::sealed;
use crate::{App, Permission, Result, now_us, rfc3339};

/// Name the rejects files go by among the sealed files.
pub(crate) const REJECTS: &str = "rejects";

/// Something that is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataFault {
    /// data, log, records, rejects, audit
    pub area: &'static str,
    /// the fact table, or `history/` and the fact table
    pub table: Option<String>,
    /// UTC day the file is filed under
    pub day: Option<String>,
    /// the file, as a path within the data folder
    pub file: Option<String>,
    /// what is wrong
    pub fault: String,
}

/// What was looked at, and what is wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckReport {
    /// nothing is wrong
    pub ok: bool,
    /// when, RFC 3339
    pub checked_at: String,
    /// tables and histories with a head
    pub tables: u64,
    /// files compared with their hashes
    pub files: u64,
    /// their bytes
    pub bytes: u64,
    /// how long it took
    pub took_s: f64,
    /// what is wrong
    pub faults: Vec<DataFault>,
}

impl App {
    /// Looks at everything. `progress` is told what is looked at.
    ///
    /// # Errors
    /// Records that cannot be opened at all; whatever else is damaged is in the report.
    pub async fn check(
        &self,
        _permission: &Permission,
        progress: &(dyn Fn(&str) + Sync),
    ) -> Result<CheckReport> {
        let started = std::time::Instant::now();
        let mut report = CheckReport {
            ok: true,
            checked_at: rfc3339(now_us()),
            tables: 0,
            files: 0,
            bytes: 0,
            took_s: 0.0,
            faults: Vec::new(),
        };
        progress("records");
        for fault in self.store.integrity().await? {
            let file = self.config.database_url.is_none().then(|| pharos_store::RECORDS_FILE.to_owned());
            report.faults.push(DataFault { area: "records", table: None, day: None, file, fault });
        }
        self.check_tables(&mut report, progress).await?;
        progress("rejects");
        self.check_rejects(&mut report).await?;
        report.took_s = started.elapsed().as_secs_f64();
        report.ok = report.faults.is_empty();
        Ok(report)
    }

    async fn check_tables(&self, report: &mut CheckReport, progress: &(dyn Fn(&str) + Sync)) -> Result<()> {
        // A publication between the heads and their files would look like damage: both of one moment.
        let snapshot = self.store.snapshot().await?;
        let heads = Heads(snapshot.heads.clone());
        let known = Warehouse::shelf_names();
        for (name, sequence) in &snapshot.sequences {
            if !known.contains(name) {
                let known = TABLES.len();
                let fault = format!("the records name a table `{name}` that is not among the {known} known");
                report.faults.push(DataFault {
                    area: "records",
                    table: Some(name.clone()),
                    day: None,
                    file: None,
                    fault,
                });
                continue;
            }
            progress(name);
            let files = self.store.data_files(name, -1).await?;
            let live = files.into_iter().filter(|file| {
                file.added_seq <= *sequence && file.removed_seq.is_none_or(|gone| *sequence < gone)
            });
            let sealed = live.map(|file| sealed(file.seal)).collect();
            let checked = self.warehouse.check(name, &heads, sealed, self.config.threads).await?;
            report.tables += 1;
            report.files += checked.files;
            report.bytes += checked.bytes;
            report.faults.extend(checked.faults.into_iter().map(|it| DataFault {
                area: if it.file.ends_with("_delta_log") { "log" } else { "data" },
                table: Some(it.table),
                day: it.day,
                file: Some(format!("facts/{}", it.file)),
                fault: it.fault,
            }));
        }
        Ok(())
    }

    async fn check_rejects(&self, report: &mut CheckReport) -> Result<()> {
        for file in self.store.data_files(REJECTS, -1).await? {
            let path = self.config.rejects_folder().join(&file.seal.path);
            report.files += 1;
            report.bytes += file.seal.size;
            let fault = match std::fs::read(&path) {
                Err(error) => format!("it cannot be read: {error}"),
                Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == file.seal.hash => continue,
                Ok(_) => {
                    "it is damaged: its BLAKE3 is not the stored one; maybe import the file again".to_owned()
                }
            };
            report.faults.push(DataFault {
                area: "rejects",
                table: None,
                day: None,
                file: Some(format!("{REJECTS}/{}", file.seal.path)),
                fault,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
