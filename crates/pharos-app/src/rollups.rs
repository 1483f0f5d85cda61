//! Roll-ups: made again where days have changed, removed where they no longer hold.

use std::time::{Duration, Instant};

use pharos_engine::rollup::{MakeReport, make, sweep};
use pharos_engine::sweep_spills;
use pharos_engine::warehouse::Heads;
use serde::Serialize;

use crate::{App, AppError, Result};

/// Tables with fewer rows are read as quickly as their roll-ups.
const ROWS_MIN: u64 = 500_000;
/// A part that no longer holds stays this long: a question that is being answered may still read it.
const AGE_MIN: Duration = Duration::from_secs(3_600);

/// What a question put on the disk and did not take away: no question takes that long.
const SPILL_AGE: Duration = Duration::from_secs(24 * 3_600);

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RollupReport {
    /// parts of days
    pub days: usize,
    /// parts of months
    pub months: usize,
    /// weeks of contacts linked with their neighbours
    pub weeks: usize,
    /// parts removed
    pub removed: usize,
}

impl App {
    /// Makes the roll-ups that are missing and removes those that no longer hold. Needs no lease: a part is named by the
    /// data files it was made from.
    ///
    /// # Errors
    /// The records, the file system, a damaged data file.
    pub async fn make_rollups(&self) -> Result<RollupReport> {
        let dataset = self.dataset().await?;
        let MakeReport { days, months, weeks } = make(&dataset, ROWS_MIN).await?;
        let removed = sweep(&dataset, AGE_MIN).await?;
        sweep_spills(&dataset.warehouse, SPILL_AGE)?;
        Ok(RollupReport { days, months, weeks, removed })
    }

    /// Makes the roll-ups that are missing and tells the log; what could not be made is made the next time. `kept` is what
    /// was looked at the last time, and when: nothing is looked for twice in the same facts and the same zone, whose days
    /// they are, except what has grown too old.
    pub(crate) async fn keep_rollups(&self, kept: &mut Option<((Heads, String), Instant)>) {
        let made = async {
            let dataset = self.dataset().await?;
            let looked_at = (dataset.heads, dataset.centre.zone.name().to_owned());
            if kept.as_ref().is_some_and(|(of, at)| *of == looked_at && at.elapsed() < AGE_MIN) {
                return Ok(RollupReport::default());
            }
            let report = self.make_rollups().await?;
            *kept = Some((looked_at, Instant::now()));
            Ok::<_, AppError>(report)
        };
        match made.await {
            Ok(report) if 0 < report.days + report.weeks => {
                tracing::info!(report.days, report.months, report.weeks, "rolled up");
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "roll-ups could not be made; it is tried again"),
        }
    }

    /// Removes every part that does not hold for the heads, at once: an erased person goes from roll-ups too.
    pub(crate) async fn drop_stale_rollups(&self) -> Result<()> {
        sweep(&self.dataset().await?, Duration::ZERO).await?;
        Ok(())
    }
}
