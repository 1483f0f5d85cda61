//! Today: what needs somebody, yesterday against the same weekday, how fresh the data are.
//!
//! The day is that of the newest fact, in the centre's time zone: a centre whose data end last night is looked at as of last
//! night, and says so.

use jiff::civil::Date;
use serde::Serialize;

use super::needs::{self, Need};
use super::numbers::DayNumber;
use crate::{Action, App, AppError, Permission, Result, SourceView, rfc3339};

/// How new the facts of a source are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Freshness {
    /// the source
    pub name: String,
    /// when it last delivered, RFC 3339
    pub imported_at: Option<String>,
    /// its newest fact, RFC 3339
    pub newest: Option<String>,
    /// silent for longer than twice its usual pause
    pub late: bool,
}

impl From<SourceView> for Freshness {
    fn from(it: SourceView) -> Self {
        Freshness { name: it.name, imported_at: it.heard_at, newest: it.newest, late: it.is_late }
    }
}

/// The first screen of whoever leads people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TodayView {
    /// the day looked at, `YYYY-MM-DD` in the centre's time zone
    pub day: String,
    /// the last full day before it
    pub yesterday: String,
    /// the centre's time zone
    pub time_zone: String,
    /// newest fact, RFC 3339
    pub as_of: Option<String>,
    /// what needs somebody, the most pressing first
    pub needs: Vec<Need>,
    /// yesterday in few numbers
    pub numbers: Vec<DayNumber>,
    /// sources and how new they are
    pub sources: Vec<Freshness>,
}

impl App {
    /// Today as the visitor sees it; `day` in the centre's time zone, default the day of the newest fact.
    ///
    /// # Errors
    /// A day that is none; data that cannot be read; the right is missing.
    pub async fn today(&self, permission: &Permission, day: Option<&str>) -> Result<TodayView> {
        permission.require(Action::ReadMetrics)?;
        let (day, as_of, time_zone) = self.day_of(day).await?;
        let yesterday = day.saturating_sub(jiff::Span::new().days(1));
        let numbers = self.day_numbers(permission, yesterday).await?;
        let sources = match permission.may(Action::ReadImports) {
            true => self.sources(permission).await?.into_iter().map(Freshness::from).collect(),
            false => Vec::new(),
        };
        let mut found = needs::of_sources(&sources);
        found.extend(needs::of_numbers(&numbers));
        Ok(TodayView {
            day: day.to_string(),
            yesterday: yesterday.to_string(),
            time_zone,
            as_of,
            needs: needs::ranked(found),
            numbers,
            sources,
        })
    }

    /// The day asked for, or that of the newest fact; the newest fact; the centre's time zone.
    pub(super) async fn day_of(&self, day: Option<&str>) -> Result<(Date, Option<String>, String)> {
        let dataset = self.dataset().await?;
        let newest = dataset.newest_us().await?;
        let zone = dataset.centre.zone.name().to_owned();
        let day = match day {
            Some(text) => text
                .parse::<Date>()
                .map_err(|_| AppError::Input(format!("day is `{text}`; maybe 2026-03-01")))?,
            None => {
                let at = newest.unwrap_or_else(crate::now_us);
                let instant = jiff::Timestamp::from_microsecond(at)
                    .map_err(|_| AppError::Internal(format!("{at} is no instant")))?;
                instant.in_tz(&zone).map_err(|error| AppError::Internal(error.to_string()))?.date()
            }
        };
        Ok((day, newest.map(rfc3339), zone))
    }
}
