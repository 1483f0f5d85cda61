//! Removing files nobody reads: what an interrupted writer left, what newer files have replaced.

use std::collections::HashSet;

use pharos_engine::warehouse::{Heads, Removed, Warehouse};
use pharos_store::StoredFile;
use serde::{Deserialize, Serialize};

use crate::{App, Result, now_us};

/// Files that were replaced stay this long: a question may be reading them.
const GRACE_US: i64 = 3_600 * 1_000_000;
/// Entries of a log beyond which it is made to begin at its head.
const LOG_ENTRIES_MAX: usize = 500;
/// Where the last look is noted.
const MARK: &str = "vacuum-mark";

/// How far publications had come at some time: what they had replaced by then may go an hour later.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Mark {
    sequence: i64,
    at_us: i64,
}

impl App {
    /// Removes data files that neither a head nor a reader of an older head can name. For the writer only.
    pub(crate) async fn remove_left_over(&self) -> Result<Removed> {
        let mut sum = Removed::default();
        for name in Warehouse::shelf_names() {
            let known = self.store.data_files(&name, -1).await?;
            let known: HashSet<String> = known.into_iter().map(|file| file.seal.path).collect();
            let removed = self.warehouse.remove_unknown(&name, &known)?;
            sum.files += removed.files;
            sum.bytes += removed.bytes;
        }
        Ok(sum)
    }

    /// Removes replaced files an hour after they were replaced, and shortens long logs. For the writer only.
    pub(crate) async fn vacuum_by_age(&self, heads: &Heads, sequence: i64) -> Result<Removed> {
        let mark: Option<Mark> =
            self.store.setting(MARK).await?.and_then(|value| serde_json::from_value(value).ok());
        let now = Mark { sequence, at_us: now_us() };
        let Some(mark) = mark else {
            self.set_mark(now).await?;
            return Ok(Removed::default());
        };
        if now.at_us < mark.at_us.saturating_add(GRACE_US) {
            return Ok(Removed::default());
        }
        let removed = self.vacuum(|file| file.removed_seq.is_some_and(|gone| gone <= mark.sequence)).await?;
        for name in Warehouse::shelf_names() {
            if LOG_ENTRIES_MAX < self.warehouse.log_len(&name)? {
                self.warehouse.trim_log(&name, heads).await?;
            }
        }
        self.set_mark(now).await?;
        Ok(removed)
    }

    /// Removes everything no head names, at once. For the writer only.
    pub(crate) async fn vacuum_now(&self) -> Result<Removed> {
        self.vacuum(|file| file.removed_seq.is_some()).await
    }

    async fn vacuum(&self, is_gone: impl Fn(&StoredFile) -> bool) -> Result<Removed> {
        let _lock = self.keep_backups_out().await?;
        let mut gone = Vec::new();
        for name in Warehouse::shelf_names() {
            let files = self.store.data_files(&name, -1).await?;
            gone.extend(files.into_iter().filter(&is_gone).map(|file| (file.seal.table, file.seal.path)));
        }
        let removed = self.warehouse.remove_files(&gone)?;
        self.store.forget_files(&gone).await?;
        Ok(removed)
    }

    async fn set_mark(&self, mark: Mark) -> Result<()> {
        Ok(self.store.set_setting(MARK, &serde_json::json!(mark)).await?)
    }
}
