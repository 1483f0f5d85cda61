//! Special events: campaigns, outages, holidays of the calendars, and their times.

use pharos_engine::dataset::Dataset;

use crate::{Action, App, AppError, Permission, Result, rfc3339};

/// A special event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialEvent {
    /// names it in a question
    pub id: String,
    /// its name
    pub name: String,
    /// campaign, outage, holiday, ...
    pub kind: String,
    /// first instant, RFC 3339
    pub from: String,
    /// first instant after, RFC 3339
    pub to: String,
}

impl App {
    /// All special events, in the order of time.
    ///
    /// # Errors
    /// The right is missing; data that cannot be read.
    pub async fn events(&self, permission: &Permission) -> Result<Vec<SpecialEvent>> {
        permission.require(Action::ReadMetrics)?;
        let dataset = self.dataset().await?;
        let events = dataset.special_events().await?.into_iter().map(|event| SpecialEvent {
            id: event.id,
            name: event.name,
            kind: event.kind,
            from: rfc3339(event.from_us),
            to: rfc3339(event.to_us),
        });
        Ok(events.collect())
    }
}

/// The times of events by their ids.
pub(crate) async fn periods(dataset: &Dataset, ids: &[String]) -> Result<Vec<(i64, i64)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let events = dataset.special_events().await?;
    ids.iter()
        .map(|id| {
            let found = events.iter().find(|event| &event.id == id);
            found.map(|event| (event.from_us, event.to_us)).ok_or_else(|| AppError::NotFound {
                what: "special event",
                name: id.clone(),
                advice: "; maybe one of GET /api/v1/events".to_owned(),
            })
        })
        .collect()
}
