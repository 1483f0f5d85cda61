//! Published forecasts as they are kept: statistical values, manual changes over them.

use pharos_domain::{Quantiles, WorkloadForecast};
use pharos_store::{ForecastChange, ForecastRecord};
use serde::{Deserialize, Serialize};

use super::run::{DAY_S, Made};
use super::view::{ForecastPart, ForecastSlot};
use crate::plan_rights::may_read_plans;
use crate::{App, AppError, ForecastRequest, Part, Permission, Result, rfc3339};

/// Stored forecasts whose lines a list carries.
const LINES_MAX: usize = 12;

/// A published forecast in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastEntry {
    /// names it for ever
    pub id: String,
    /// the queue
    pub queue: Option<String>,
    /// the channel
    pub channel: Option<String>,
    /// rows that count
    pub filter: Option<String>,
    /// length of an interval
    pub interval_s: u32,
    /// nothing that came at or after was looked at, RFC 3339
    pub origin: String,
    /// first instant it speaks of
    pub from: String,
    /// first instant after
    pub to: String,
    /// name of who published it
    pub made_by: String,
    /// when
    pub made_at: String,
    /// what its maker says of it
    pub note: String,
    /// hash of what it stands on
    pub inputs_hash: String,
    /// when it became the plan
    pub plan_at: Option<String>,
    /// manual changes
    pub changes: usize,
}

/// The course of a published forecast over days, for a thin line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastLine {
    /// the forecast
    pub entry: ForecastEntry,
    /// (first local day, contacts a day from there on), manual changes in it; empty for older ones
    pub days: Vec<f64>,
    /// the first day
    pub first_day: String,
}

/// A manual change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManualChange {
    /// first instant
    pub from: String,
    /// first instant after
    pub to: String,
    /// factor on contacts
    pub contacts: f64,
    /// factor on handle time
    pub handle_time: f64,
    /// why
    pub reason: String,
    /// name of who made it
    pub made_by: String,
    /// when
    pub made_at: String,
}

/// A published forecast with its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredForecast {
    /// which
    pub entry: ForecastEntry,
    /// what it was made with
    pub model: serde_json::Value,
    /// as the models said
    pub statistical: Vec<ForecastSlot>,
    /// with the manual changes
    pub adjusted: Vec<ForecastSlot>,
    /// days with the manual changes
    pub days: Vec<ForecastPart>,
    /// the changes in the order they were made
    pub changes: Vec<ManualChange>,
}

/// Six numbers of a spread: mean, then the quantiles in rising order.
type Six = [f64; 6];

/// The values as stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Values {
    pub(crate) slots: Vec<Value>,
    pub(crate) days: Vec<Value>,
    pub(crate) weeks: Vec<Value>,
}

/// One stretch: start, end, contacts, handle time, work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Value {
    pub(crate) from_us: i64,
    pub(crate) to_us: i64,
    n: Six,
    h: Option<Six>,
    w: Option<Six>,
}

/// A forecast out of the records.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) record: ForecastRecord,
    pub(crate) values: Values,
    pub(crate) changes: Vec<ForecastChange>,
}

impl Value {
    fn new(from_us: i64, to_us: i64, it: &WorkloadForecast) -> Self {
        let six = |q: &Quantiles| {
            let [q025, q10, q50, q90, q975] = q.values();
            [q.mean, q025, q10, q50, q90, q975].map(|value| (value * 1e4).round() / 1e4)
        };
        Self {
            from_us,
            to_us,
            n: six(&it.contacts),
            h: it.handle_s.as_ref().map(six),
            w: it.workload_s.as_ref().map(six),
        }
    }

    pub(crate) fn workload(&self) -> WorkloadForecast {
        let spread = |six: &Six| Quantiles::from_values(six[0], [six[1], six[2], six[3], six[4], six[5]]);
        WorkloadForecast {
            contacts: spread(&self.n),
            handle_s: self.h.as_ref().map(spread),
            workload_s: self.w.as_ref().map(spread),
        }
    }

    fn scaled(&self, contacts: f64, handle: f64) -> Self {
        let times = |six: &Six, factor: f64| six.map(|value| value * factor);
        Self {
            from_us: self.from_us,
            to_us: self.to_us,
            n: times(&self.n, contacts),
            h: self.h.as_ref().map(|six| times(six, handle)),
            w: self.w.as_ref().map(|six| times(six, contacts * handle)),
        }
    }
}

impl Values {
    pub(crate) fn of(made: &Made) -> Self {
        let length_us = i64::from(made.series.slot_s) * 1_000_000;
        let days =
            |first: usize, n: usize| (made.day_start_us(first as i64), made.day_start_us((first + n) as i64));
        let end_of = |us: i64| {
            if i64::from(made.series.slot_s) < DAY_S { us + length_us } else { next_day(made, us) }
        };
        Self {
            slots: made.intervals().iter().map(|(us, it)| Value::new(*us, end_of(*us), it)).collect(),
            days: made
                .works
                .days
                .iter()
                .enumerate()
                .map(|(day, it)| Value::new(days(day, 1).0, days(day, 1).1, it))
                .collect(),
            weeks: made
                .works
                .weeks
                .iter()
                .enumerate()
                .filter(|(week, _)| 7 * week + 7 <= made.works.days.len())
                .map(|(week, it)| Value::new(days(7 * week, 7).0, days(7 * week, 7).1, it))
                .collect(),
        }
    }
}

fn next_day(made: &Made, us: i64) -> i64 {
    let date = made.series.zone.local_date(us);
    made.series.zone.date_start(date.tomorrow().unwrap_or(date))
}

impl Kept {
    /// With the manual changes: intervals by the factors on them, days and weeks by those of their intervals together.
    pub(crate) fn adjusted(&self) -> Values {
        if self.changes.is_empty() {
            return self.values.clone();
        }
        let factors = |value: &Value| {
            let on = self.changes.iter().filter(|it| it.from_us <= value.from_us && value.from_us < it.to_us);
            on.fold((1.0, 1.0), |(n, h), it| (n * it.contacts, h * it.handle_time))
        };
        let slots: Vec<Value> = self
            .values
            .slots
            .iter()
            .map(|value| {
                let (contacts, handle) = factors(value);
                value.scaled(contacts, handle)
            })
            .collect();
        let over = |part: &Value| {
            let (mut before, mut after) = ((0.0, 0.0), (0.0, 0.0));
            for (old, new) in self.values.slots.iter().zip(&slots) {
                if part.from_us <= old.from_us && old.from_us < part.to_us {
                    let work = |value: &Value| value.w.map_or(0.0, |six| six[0]);
                    before = (before.0 + old.n[0], before.1 + work(old));
                    after = (after.0 + new.n[0], after.1 + work(new));
                }
            }
            let contacts = if before.0 > 0.0 { after.0 / before.0 } else { 1.0 };
            let work = if before.1 > 0.0 { after.1 / before.1 } else { contacts };
            part.scaled(contacts, if contacts > 0.0 { work / contacts } else { 1.0 })
        };
        Values {
            days: self.values.days.iter().map(over).collect(),
            weeks: self.values.weeks.iter().map(over).collect(),
            slots,
        }
    }
}

impl App {
    /// A forecast with its values and changes.
    pub(crate) async fn kept_forecast(&self, record: ForecastRecord) -> Result<Kept> {
        let fault = |error: serde_json::Error| AppError::Internal(format!("forecast {}: {error}", record.id));
        let values = self.store.forecast_values(&record.id).await?.unwrap_or_default();
        let values: Values = if values.is_null() {
            Values::default()
        } else {
            serde_json::from_value(values).map_err(fault)?
        };
        let changes = self.store.forecast_changes(std::slice::from_ref(&record.id)).await?;
        Ok(Kept { record, values, changes })
    }

    /// The published forecasts of a series, newest first, the newest with their courses.
    ///
    /// # Errors
    /// No right to read plans; the records. Who does not see the series is told of none; who sees what teams did gets no
    /// courses, for their own numbers are a part of the queue's.
    pub async fn forecasts(
        &self,
        permission: &Permission,
        series: &ForecastRequest,
    ) -> Result<Vec<ForecastLine>> {
        may_read_plans(permission)?;
        let key = series.key();
        if !self.sees_series(permission, &key).await? {
            return Ok(vec![]);
        }
        let of_queues = !matches!(permission.part(), Part::Teams(_));
        let clock = self.dataset().await?.queue_clock(key.queue.as_deref()).await?;
        let mut res = vec![];
        for (place, record) in
            self.store.published_forecasts(Some(&key), i64::MIN).await?.into_iter().enumerate()
        {
            let first_day = clock.zone.local_date(record.from_us).to_string();
            let kept = self.kept_forecast(record).await?;
            let days = if of_queues && place < LINES_MAX {
                kept.adjusted().days.iter().map(|day| day.n[0]).collect()
            } else {
                vec![]
            };
            res.push(ForecastLine { entry: self.forecast_entry(&kept).await?, days, first_day });
        }
        Ok(res)
    }

    /// A published forecast with its values, as the models said and with the manual changes.
    ///
    /// # Errors
    /// No right to read plans; no such forecast, or none of the reader's part.
    pub async fn stored_forecast(&self, permission: &Permission, id: &str) -> Result<StoredForecast> {
        may_read_plans(permission)?;
        let kept = self.kept_forecast(self.forecast_record(id).await?).await?;
        if !self.sees_series(permission, &kept.record.series).await? {
            return Err(no_forecast(id));
        }
        let clock = self.dataset().await?.queue_clock(kept.record.series.queue.as_deref()).await?;
        let adjusted = kept.adjusted();
        let slots = |values: &Values| -> Vec<ForecastSlot> {
            let slot = |value: &Value| {
                let it = value.workload();
                ForecastSlot {
                    starts_at: rfc3339(value.from_us),
                    contacts: it.contacts,
                    handle_s: it.handle_s,
                    workload_s: it.workload_s,
                }
            };
            values.slots.iter().map(slot).collect()
        };
        let day = |value: &Value| {
            let it = value.workload();
            ForecastPart {
                from: clock.zone.local_date(value.from_us).to_string(),
                to: clock.zone.local_date(value.to_us).to_string(),
                contacts: it.contacts,
                handle_s: it.handle_s,
                workload_s: it.workload_s,
            }
        };
        let mut changes = vec![];
        for change in &kept.changes {
            changes.push(ManualChange {
                from: rfc3339(change.from_us),
                to: rfc3339(change.to_us),
                contacts: change.contacts,
                handle_time: change.handle_time,
                reason: change.reason.clone(),
                made_by: self.user_name(&change.made_by).await?,
                made_at: rfc3339(change.made_at_us),
            });
        }
        Ok(StoredForecast {
            entry: self.forecast_entry(&kept).await?,
            model: kept.record.model.clone(),
            statistical: slots(&kept.values),
            days: adjusted.days.iter().map(day).collect(),
            adjusted: slots(&adjusted),
            changes,
        })
    }

    pub(crate) async fn forecast_record(&self, id: &str) -> Result<ForecastRecord> {
        let found = self.store.published_forecast(id).await?;
        found.ok_or_else(|| no_forecast(id))
    }

    pub(crate) async fn forecast_entry(&self, kept: &Kept) -> Result<ForecastEntry> {
        let record = &kept.record;
        Ok(ForecastEntry {
            id: record.id.clone(),
            queue: record.series.queue.clone(),
            channel: record.series.channel.clone(),
            filter: record.series.filter.clone(),
            interval_s: u32::try_from(record.interval_s).unwrap_or(0),
            origin: rfc3339(record.origin_us),
            from: rfc3339(record.from_us),
            to: rfc3339(record.to_us),
            made_by: self.user_name(&record.made_by).await?,
            made_at: rfc3339(record.made_at_us),
            note: record.note.clone(),
            inputs_hash: record.inputs_hash.clone(),
            plan_at: record.plan_at_us.map(rfc3339),
            changes: kept.changes.len(),
        })
    }

    /// The name of a user as shown; the id of one who is not there any more.
    async fn user_name(&self, id: &str) -> Result<String> {
        Ok(self.store.user(id).await?.map_or_else(|| id.to_owned(), |user| user.name))
    }
}

fn no_forecast(id: &str) -> AppError {
    let advice = "; maybe one of GET /api/v1/forecasts".to_owned();
    AppError::NotFound { what: "published forecast", name: id.to_owned(), advice }
}
