//! Letting go of whole UTC days.

use pharos_schema::Table;

use super::{Change, Heads, Result, Shelf, Warehouse};

/// What retention took, or would take, from a table and its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RetentionReport {
    /// days
    pub days: u64,
    /// the first of them
    pub first_day: Option<String>,
    /// the last of them
    pub last_day: Option<String>,
    /// files
    pub files: u64,
    /// rows, those of the history included
    pub rows: u64,
    /// bytes
    pub bytes: u64,
}

impl Warehouse {
    /// Takes out of a table and its history every file of a day before `first_kept` (`YYYY-MM-DD`), as the commit `sequence`;
    /// moves `heads`. Nothing is written where `dry_run` is set. Tables that are not filed by day keep all.
    ///
    /// # Errors
    /// The log.
    pub async fn drop_days(
        &self,
        table: &'static Table,
        heads: &mut Heads,
        first_kept: &str,
        sequence: i64,
        dry_run: bool,
    ) -> Result<RetentionReport> {
        let mut report = RetentionReport::default();
        let mut days = std::collections::BTreeSet::new();
        for shelf in Shelf::ALL {
            let mut change = Change::default();
            for file in self.listing(table, shelf, heads).await? {
                let Some(day) = file.day.clone().filter(|day| day.as_str() < first_kept) else { continue };
                days.insert(day);
                report.files += 1;
                report.rows += file.stats.num_records;
                report.bytes += file.size;
                change.removed.push(file);
            }
            if !dry_run {
                self.commit(table, shelf, heads, change, sequence).await?;
            }
        }
        report.days = days.len() as u64;
        report.first_day = days.first().cloned();
        report.last_day = days.last().cloned();
        Ok(report)
    }
}
