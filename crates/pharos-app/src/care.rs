//! What the server does for the data by itself: ends what a crash interrupted, applies retention once a day, removes files
//! nobody reads.

use std::time::Duration;

use serde_json::json;

use crate::{App, AppError, Permission, Result, now_us};

/// How often the server looks.
const EVERY: Duration = Duration::from_secs(600);
/// Retention is applied when the last time is this long ago.
const RETENTION_EVERY_US: i64 = 23 * 3_600 * 1_000_000;
/// When retention was last applied.
const APPLIED: &str = "retention-applied";

impl App {
    /// Cares again and again, for as long as it is let live.
    pub async fn care_forever(&self) {
        if let Err(error) = self.end_interrupted().await {
            tracing::error!(%error, "an erasure that was interrupted could not be ended; it is tried again");
        }
        loop {
            match self.care().await {
                Ok(()) | Err(AppError::Busy(_)) => {}
                Err(error) => tracing::error!(%error, "the data could not be cared for; it is tried again"),
            }
            // A new week of the agents is looked at once, where the centre wants it.
            if let Err(error) = self.watch_if_due().await {
                tracing::error!(%error, "the weeks of the agents could not be looked at; it is tried again");
            }
            tokio::time::sleep(EVERY).await;
        }
    }

    async fn end_interrupted(&self) -> Result<()> {
        self.remove_unfinished_backups()?;
        if self.store.erasures().await?.iter().any(|request| request.done_at_us.is_none()) {
            self.erase_again().await?;
        }
        Ok(())
    }

    async fn care(&self) -> Result<()> {
        let applied = self.store.setting(APPLIED).await?.and_then(|at| at.as_i64()).unwrap_or(0);
        if applied + RETENTION_EVERY_US <= now_us() {
            self.apply_retention(&Permission::owner(), false).await?;
            self.store.set_setting(APPLIED, &json!(now_us())).await?;
        }
        let writer = self.writer(Duration::ZERO).await?;
        let removed = self.vacuum_by_age(&writer.heads, writer.sequence).await?;
        if 0 < removed.files {
            tracing::info!(removed.files, removed.bytes, "replaced data files are removed");
        }
        writer.abandon().await
    }
}
