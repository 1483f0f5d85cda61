//! A forecast published: kept for ever in the records and as facts, adjusted with a reason, made the plan.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::facts;
use super::run::Made;
use super::series::Series;
use super::stored::Values;
use super::{ForecastEntry, ForecastRequest, whole_centre_only};
use crate::audit::instant_us;
use crate::plan_rights::{keeper, may_manage_plans};
use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// The methods' version: it changes when the same history gives another forecast.
const METHODS: &str = "pool-1";

/// A forecast to publish.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishRequest {
    /// what to forecast
    pub question: ForecastRequest,
    /// what its maker says of it
    #[serde(default)]
    pub note: String,
}

/// A manual change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// a date (midnight of the queue's clock) or an instant, inclusive
    pub from: String,
    /// exclusive
    pub to: String,
    /// factor on contacts
    #[serde(default = "one")]
    pub contacts: f64,
    /// factor on handle time
    #[serde(default = "one")]
    pub handle_time: f64,
    /// why
    pub reason: String,
}

fn one() -> f64 {
    1.0
}

impl App {
    /// Forecasts and publishes.
    ///
    /// # Errors
    /// No right to manage plans; a user who sees a part of the centre only; as [`App::forecast`].
    pub async fn publish_forecast(
        &self,
        permission: &Permission,
        request: &PublishRequest,
    ) -> Result<ForecastEntry> {
        may_manage_plans(permission)?;
        whole_centre_only(permission)?;
        if request.note.chars().count() > 2_000 {
            return Err(AppError::refused(Reason::TextLong, "a note has at most 2,000 characters")
                .with("most", 2_000));
        }
        let (made, _) = self.made(permission, &request.question).await?;
        self.keep_forecast(permission, request, &made, (now_us(), true)).await
    }

    /// Keeps a forecast that was made: the records, the audit log, and the facts where they are wanted.
    pub(crate) async fn keep_forecast(
        &self,
        permission: &Permission,
        request: &PublishRequest,
        made: &Made,
        (made_at_us, as_facts): (i64, bool),
    ) -> Result<ForecastEntry> {
        let values = Values::of(made);
        let record = pharos_store::ForecastRecord {
            id: uuid::Uuid::now_v7().to_string(),
            series: request.question.key(),
            interval_s: i32::try_from(made.series.slot_s).unwrap_or(i32::MAX),
            origin_us: made.day_start_us(0),
            from_us: made.day_start_us(0),
            to_us: made.day_start_us(made.works.days.len() as i64),
            made_by: keeper(permission).to_owned(),
            made_at_us,
            note: request.note.trim().to_owned(),
            model: json!({
                "methods": METHODS,
                "members": made.works.contacts.members,
                "origins": made.works.contacts.origins,
                "learned": made.works.contacts.learned,
                "events": made.events,
                "decisions": made.decided,
                "seed": made.seed.to_string(),
                "history_from": super::run::date_text(made.grid.first_day()),
            }),
            inputs_hash: made.hash.clone(),
            plan_by: None,
            plan_at_us: None,
        };
        let body = serde_json::to_value(&values).map_err(|error| AppError::Internal(error.to_string()))?;
        let about = request.question.queue.as_deref().unwrap_or("");
        self.note_plan(permission, "forecast.publish", ("forecast", &record.id), about).await?;
        self.store.publish_forecast(&record, &body).await?;
        if as_facts {
            let rows = facts::published(&record, made.series.site.as_deref(), &values);
            self.send_forecast_facts(&rows, &record.id).await?;
        }
        let kept = self.kept_forecast(record).await?;
        self.forecast_entry(&kept).await
    }

    /// Makes a published forecast the plan: what is scheduled by, and judged as.
    ///
    /// # Errors
    /// No right to manage plans; no such forecast.
    pub async fn plan_by_forecast(&self, permission: &Permission, id: &str) -> Result<ForecastEntry> {
        may_manage_plans(permission)?;
        whole_centre_only(permission)?;
        self.forecast_record(id).await?;
        self.note_plan(permission, "forecast.plan", ("forecast", id), "").await?;
        self.store.make_forecast_the_plan(id, keeper(permission), now_us()).await?;
        let kept = self.kept_forecast(self.forecast_record(id).await?).await?;
        self.forecast_entry(&kept).await
    }

    /// Changes a published forecast by hand, for a stretch that has not come yet; what the models said stays beside it.
    ///
    /// # Errors
    /// No right to manage plans; no such forecast; no reason; a stretch outside the forecast or that has come already.
    pub async fn adjust_forecast(
        &self,
        permission: &Permission,
        id: &str,
        request: &ChangeRequest,
    ) -> Result<ForecastEntry> {
        may_manage_plans(permission)?;
        whole_centre_only(permission)?;
        let record = self.forecast_record(id).await?;
        let dataset = self.dataset().await?;
        let clock = dataset.queue_clock(record.series.queue.as_deref()).await?;
        let zone = &clock.zone;
        let reason = request.reason.trim();
        if reason.is_empty() || reason.chars().count() > 2_000 {
            let words = "a change wants its reason (1 to 2,000 characters)";
            return Err(AppError::refused(Reason::ReasonNeeded, words));
        }
        for (name, factor) in [("contacts", request.contacts), ("handle_time", request.handle_time)] {
            if !(0.0..=20.0).contains(&factor) {
                return Err(AppError::refused(
                    Reason::NumberRange,
                    format!("{name} is {factor}; it is a factor, maybe 1.1"),
                )
                .with("value", factor));
            }
        }
        let (from_us, to_us) = (instant(zone, "from", &request.from)?, instant(zone, "to", &request.to)?);
        if to_us <= from_us || to_us <= record.from_us || record.to_us <= from_us {
            return Err(AppError::refused(
                Reason::ForecastOutside,
                format!(
                    "from {} to {} is outside the forecast; maybe within {} to {}",
                    request.from,
                    request.to,
                    rfc3339(record.from_us),
                    rfc3339(record.to_us)
                ),
            ));
        }
        if dataset.newest_contact_us().await?.is_some_and(|newest_us| from_us < newest_us) {
            let words = format!("from is {}; what has come already is not forecast any more", request.from);
            return Err(AppError::refused(Reason::ForecastPast, words));
        }
        let change = pharos_store::ForecastChange {
            id: uuid::Uuid::now_v7().to_string(),
            forecast_id: id.to_owned(),
            from_us,
            to_us,
            contacts: request.contacts,
            handle_time: request.handle_time,
            reason: reason.to_owned(),
            made_by: keeper(permission).to_owned(),
            made_at_us: now_us(),
        };
        self.note_plan(permission, "forecast.change", ("forecast", id), reason).await?;
        self.store.change_forecast(&change).await?;
        let kept = self.kept_forecast(record).await?;
        let rows = facts::changed(&kept, clock.site.as_deref(), &change);
        self.send_forecast_facts(&rows, &change.id).await?;
        self.forecast_entry(&kept).await
    }
}

/// A date is its midnight on a clock.
pub(crate) fn instant(zone: &pharos_calendar::Zone, what: &str, text: &str) -> Result<i64> {
    match text.parse::<jiff::civil::Date>() {
        Ok(date) => Ok(zone.date_start(date)),
        Err(_) => {
            instant_us(text).map_err(|error| AppError::refused(Reason::DateWrong, format!("{what}: {error}")))
        }
    }
}

impl Series {
    /// The same series as it was known on an earlier day.
    #[must_use]
    pub(crate) fn known_on(&self, day: i64) -> Self {
        let before = |points: &[pharos_forecast::Point]| {
            points.iter().copied().filter(|point| point.local_s < day * super::run::DAY_S).collect()
        };
        Self {
            zone: self.zone.clone(),
            site: self.site.clone(),
            hours: self.hours.clone(),
            slot_s: self.slot_s,
            origin_day: day,
            contacts: before(&self.contacts),
            handle: before(&self.handle),
        }
    }
}
