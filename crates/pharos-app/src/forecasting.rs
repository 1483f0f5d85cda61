//! The forecast in the product: series out of the facts, what is known of their days, published forecasts, how good they
//! were, the rest of today.
//!
//! The order of reading: `series` (the history on its own clock), `known` (events, holidays, decisions on odd days),
//! `run` (a forecast), `publish` (kept for ever), `accuracy` (judged afterwards), `today` (the rest of the day).

mod accuracy;
mod decisions;
mod facts;
mod judge;
mod known;
mod planned;
mod publish;
mod resized;
mod run;
mod series;
mod stored;
mod today;
mod view;

use pharos_forecast::ForecastError;
use pharos_store::SeriesKey;
use serde::{Deserialize, Serialize};

use crate::{App, AppError, Part, Permission, Reason, Result};

pub(crate) use facts::{changed as changed_facts, published as published_facts};
pub(crate) use run::make;

pub use accuracy::{AccuracyRequest, AccuracyRow, AccuracyView, MissView};
pub use decisions::{CleaningRequest, EventRequest, PlanningSettings};
pub use known::KnownEvent;
pub use publish::{ChangeRequest, PublishRequest};
pub use stored::{ForecastEntry, ForecastLine, ManualChange, StoredForecast};
pub use today::{IntradayRequest, IntradaySlotView, IntradayView};
pub use view::{CameDay, ForecastPart, ForecastSlot, ForecastView, LearnedEffect, MemberView, OddView};

/// Days ahead of one forecast at most: a leap year and a week.
const DAYS_MAX: u16 = 373;
/// Queues with the same beginning looked through at most.
const QUEUES_MAX: usize = 1_000;

/// Which series a forecast is about, and how far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForecastRequest {
    /// the queue; all of the centre's part where `None`
    #[serde(default)]
    pub queue: Option<String>,
    /// the channel; all where `None`
    #[serde(default)]
    pub channel: Option<String>,
    /// rows that count, in the words of a question
    #[serde(default)]
    pub filter: Option<String>,
    /// `15m`, `30m`, `hour`, `day`
    #[serde(default = "half_hour")]
    pub interval: String,
    /// first day ahead, a local date; the day of the newest contact where `None`
    #[serde(default)]
    pub from: Option<String>,
    /// days ahead
    #[serde(default = "four_weeks")]
    pub days: u16,
}

fn half_hour() -> String {
    "30m".to_owned()
}

fn four_weeks() -> u16 {
    28
}

impl ForecastRequest {
    /// The series as the records name it.
    pub(crate) fn key(&self) -> SeriesKey {
        let some = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        SeriesKey { queue: some(&self.queue), channel: some(&self.channel), filter: some(&self.filter) }
    }

    fn check(&self) -> Result<()> {
        if (1..=DAYS_MAX).contains(&self.days) {
            return Ok(());
        }
        Err(AppError::refused(
            Reason::DaysRange,
            format!("days is {}; maybe 28 (at most {DAYS_MAX})", self.days),
        )
        .with("least", 1)
        .with("most", DAYS_MAX))
    }
}

/// What is published is planned by everywhere: who sees a part only reads it, and does not make it.
fn whole_centre_only(permission: &Permission) -> Result<()> {
    if permission.is_of_the_whole() {
        return Ok(());
    }
    Err(AppError::refused(
        Reason::WholeCentreOnly,
        "what is published is planned by in the whole centre and you see a part of it; maybe run a forecast of that part",
    ))
}

impl App {
    /// Whether somebody may see what is published of a series: whoever sees the whole centre all; others that of the queues of
    /// their sites, or of those their teams work in.
    pub(crate) async fn sees_series(&self, permission: &Permission, key: &SeriesKey) -> Result<bool> {
        let Some(queue) = key.queue.as_deref() else { return Ok(permission.is_of_the_whole()) };
        match permission.part() {
            Part::Whole => Ok(true),
            Part::Sites(_) => {
                let site = self.dataset().await?.queue_clock(Some(queue)).await?.site;
                Ok(permission.part().contains(None, site.as_deref()))
            }
            Part::Teams(_) => {
                let found = self.dimension_values(permission, "queue", queue, QUEUES_MAX).await?;
                Ok(found.iter().any(|it| it == queue))
            }
            Part::Own => Ok(false),
        }
    }
}

pub(crate) fn forecast_fault(error: ForecastError) -> AppError {
    let words = error.to_string();
    match error {
        ForecastError::NoHistory { .. } => AppError::refused(Reason::NoHistory, words),
        ForecastError::Interval { .. } | ForecastError::Grids => AppError::Input(words),
    }
}

#[cfg(test)]
mod tests;
