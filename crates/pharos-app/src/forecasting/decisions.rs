//! What planners enter: events, decisions on odd days, whose holidays count.

use pharos_calendar::date_of_local;
use pharos_forecast::holidays::countries;
use pharos_store::{CleaningDecision, PlanningEvent, SeriesKey};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::known::day_number;
use super::publish::instant;
use super::{KnownEvent, whole_centre_only};
use crate::plan_rights::{keeper, may_manage_plans, may_read_plans};
use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

const SETTINGS: &str = "planning";

/// An event to enter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRequest {
    /// its name
    pub name: String,
    /// events of a kind act alike: `campaign`, `outage`, `price_change`, `release`, `closed`, or a word of one's own
    pub kind: String,
    /// a date (midnight of the queue's clock) or an instant, inclusive
    pub from: String,
    /// exclusive
    pub to: String,
    /// only this queue
    #[serde(default)]
    pub queue: Option<String>,
    /// only this channel
    #[serde(default)]
    pub channel: Option<String>,
    /// share added to the volume as expected; history says where `None`
    #[serde(default)]
    pub expected: Option<f64>,
}

/// A decision on an odd day or on a part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CleaningRequest {
    /// the queue of the series
    #[serde(default)]
    pub queue: Option<String>,
    /// the channel of the series
    #[serde(default)]
    pub channel: Option<String>,
    /// the filter of the series
    #[serde(default)]
    pub filter: Option<String>,
    /// the local day
    pub date: String,
    /// second of the wall clock from; `None`: the whole day
    #[serde(default)]
    pub from_s: Option<i32>,
    /// second of the wall clock until
    #[serde(default)]
    pub to_s: Option<i32>,
    /// `keep`, `leave_out`, `replace`, `undecided`
    pub decision: String,
    /// the total to learn from instead
    #[serde(default)]
    pub value: Option<f64>,
    /// why
    #[serde(default)]
    pub reason: String,
}

/// Whose holidays count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanningSettings {
    /// ISO 3166-1 alpha-2; `None`: the calendars' holidays only
    pub country: Option<String>,
    /// the countries whose holidays are known
    #[serde(default)]
    pub countries: Vec<String>,
}

impl App {
    /// The events planners entered, in the order of time.
    ///
    /// # Errors
    /// No right to read plans; the records.
    pub async fn planning_events(&self, permission: &Permission) -> Result<Vec<KnownEvent>> {
        may_read_plans(permission)?;
        let events = self.store.planning_events().await?;
        Ok(events.into_iter().map(view).collect())
    }

    /// Enters an event.
    ///
    /// # Errors
    /// No right to manage plans; a name or kind that is empty; an end before the beginning.
    pub async fn add_planning_event(
        &self,
        permission: &Permission,
        request: &EventRequest,
    ) -> Result<KnownEvent> {
        may_manage_plans(permission)?;
        whole_centre_only(permission)?;
        let zone = self.dataset().await?.queue_clock(request.queue.as_deref()).await?.zone;
        let (from_us, to_us) = (instant(&zone, "from", &request.from)?, instant(&zone, "to", &request.to)?);
        if to_us <= from_us {
            return Err(AppError::refused(
                Reason::SpanReversed,
                format!(
                    "from {} to {}: an event ends after it begins; maybe `to` is the day after its last",
                    request.from, request.to
                ),
            ));
        }
        for (what, text) in [("name", &request.name), ("kind", &request.kind)] {
            if text.trim().is_empty() || text.chars().count() > 200 {
                return Err(AppError::refused(
                    Reason::NameLength,
                    format!("{what} is `{text}`; it has 1 to 200 characters"),
                )
                .with("most", 200));
            }
        }
        if request.expected.is_some_and(|share| !(-1.0..=20.0).contains(&share)) {
            let words = "expected is the share added to the volume; maybe 0.4 for 40 % more";
            let value = request.expected.unwrap_or_default();
            return Err(AppError::refused(Reason::NumberRange, words).with("value", value));
        }
        let event = PlanningEvent {
            id: uuid::Uuid::now_v7().to_string(),
            name: request.name.trim().to_owned(),
            kind: request.kind.trim().to_owned(),
            from_us,
            to_us,
            queue: request.queue.clone(),
            channel: request.channel.clone(),
            expected: request.expected,
            made_by: keeper(permission).to_owned(),
            made_at_us: now_us(),
            removed_by: None,
            removed_at_us: None,
        };
        self.note_plan(permission, "planning_event.add", ("planning_event", &event.id), &event.name).await?;
        self.store.add_planning_event(&event).await?;
        Ok(view(event))
    }

    /// Takes an event back; forecasts that were made with it keep it.
    ///
    /// # Errors
    /// No right to manage plans; no such event in force.
    pub async fn remove_planning_event(&self, permission: &Permission, id: &str) -> Result<()> {
        may_manage_plans(permission)?;
        whole_centre_only(permission)?;
        if !self.store.planning_events().await?.iter().any(|event| event.id == id) {
            return Err(AppError::NotFound { what: "event", name: id.to_owned(), advice: String::new() });
        }
        self.note_plan(permission, "planning_event.remove", ("planning_event", id), "").await?;
        self.store.remove_planning_event(id, keeper(permission), now_us()).await?;
        Ok(())
    }

    /// Decides what forecasts learn from an odd day; the history itself stays as it is.
    ///
    /// # Errors
    /// No right to manage plans; a day, decision or value that makes no sense.
    pub async fn decide_cleaning(&self, permission: &Permission, request: &CleaningRequest) -> Result<()> {
        may_manage_plans(permission)?;
        whole_centre_only(permission)?;
        let Some(day) = day_number(&request.date) else {
            return Err(AppError::refused(
                Reason::DateWrong,
                format!("date is `{}`; maybe 2026-03-01", request.date),
            ));
        };
        match (request.decision.as_str(), request.value) {
            ("keep" | "leave_out" | "undecided", None) => {}
            ("replace", Some(value)) if (0.0..=1e9).contains(&value) => {}
            ("replace", Some(value)) => {
                let words = format!("a day is replaced with its total, not with {value}; maybe 0 or more");
                return Err(AppError::refused(Reason::NumberRange, words).with("value", value));
            }
            (decision, value) => {
                return Err(AppError::Input(format!(
                    "decision is `{decision}` with value {value:?}; maybe keep, leave_out, undecided without one, or replace with the total"
                )));
            }
        }
        let slots_s = match (request.from_s, request.to_s) {
            (None, None) => None,
            (Some(from), Some(to)) if 0 <= from && from < to && to <= 86_400 => Some((from, to)),
            (from, to) => {
                return Err(AppError::Input(format!(
                    "from_s {from:?} to to_s {to:?}; they are seconds of the day, both or neither"
                )));
            }
        };
        let decision = CleaningDecision {
            id: uuid::Uuid::now_v7().to_string(),
            series: SeriesKey {
                queue: request.queue.clone(),
                channel: request.channel.clone(),
                filter: request.filter.clone(),
            },
            day: date_of_local(day * 86_400_000_000).to_string(),
            slots_s,
            decision: request.decision.clone(),
            value: request.value,
            reason: request.reason.trim().chars().take(2_000).collect(),
            made_by: keeper(permission).to_owned(),
            made_at_us: now_us(),
        };
        let about = format!("{} {}", decision.day, decision.decision);
        self.note_plan(permission, "cleaning.decide", ("cleaning", &decision.id), &about).await?;
        Ok(self.store.decide_cleaning(&decision).await?)
    }

    /// Whose holidays count.
    ///
    /// # Errors
    /// No right to read plans; the records.
    pub async fn planning_settings(&self, permission: &Permission) -> Result<PlanningSettings> {
        may_read_plans(permission)?;
        Ok(PlanningSettings {
            country: self.planning_country().await?,
            countries: countries().into_iter().map(str::to_owned).collect(),
        })
    }

    /// Sets whose holidays count.
    ///
    /// # Errors
    /// No right to manage plans; a country that is not known.
    pub async fn set_planning_country(
        &self,
        permission: &Permission,
        country: Option<&str>,
    ) -> Result<PlanningSettings> {
        may_manage_plans(permission)?;
        whole_centre_only(permission)?;
        let country =
            country.filter(|it| !it.trim().is_empty()).map(crate::forecast_file::country).transpose()?;
        let about = country.clone().unwrap_or_default();
        self.note_plan(permission, "planning.country", ("setting", SETTINGS), &about).await?;
        self.store.set_setting(SETTINGS, &json!({ "country": country })).await?;
        self.planning_settings(permission).await
    }

    pub(crate) async fn planning_country(&self) -> Result<Option<String>> {
        let setting = self.store.setting(SETTINGS).await?;
        Ok(setting.and_then(|it| it.get("country").and_then(|it| it.as_str()).map(str::to_owned)))
    }
}

fn view(event: PlanningEvent) -> KnownEvent {
    KnownEvent {
        id: Some(event.id),
        name: event.name,
        kind: event.kind,
        from: rfc3339(event.from_us),
        to: rfc3339(event.to_us),
        expected: event.expected,
        source: "planner".to_owned(),
    }
}
