//! The workload of coming intervals: of a published forecast, else of the same slots of the last weeks.
//!
//! One small seam: [`App::workload`]. What comes after it does not know where the series is from; the answer names it.

use std::collections::BTreeMap;

use pharos_calendar::{Grain, Zone};
use pharos_domain::{Interval, IntervalSeries, Quantiles, WorkloadForecast};
use pharos_stats::tail;
use pharos_store::SeriesKey;

use super::StaffingRequest;
use crate::{App, AppError, Permission, QueryRequest, Reason, Result, rfc3339};

/// Weeks of history behind a same-slot mean.
const WEEKS: i64 = 6;
const WEEK_US: i64 = 7 * 86_400_000_000;
/// Contacts worth of the queue's mean in the handle time of a slot.
const HANDLE_TIME_PRIOR: f64 = 300.0;
/// Intervals of one answer at most: eight weeks of quarter hours.
const INTERVALS_MAX: i64 = 5_376;

/// The stretch of history a request stands on.
pub(crate) struct History {
    pub(crate) from: String,
    pub(crate) to: String,
    to_us: i64,
}

/// Contacts and handle time of one past slot.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Past {
    contacts: f64,
    handled: f64,
    handle_s_sum: f64,
}

impl App {
    /// The workload of the request's time and the name of its source.
    pub(crate) async fn workload(
        &self,
        permission: &Permission,
        request: &StaffingRequest,
    ) -> Result<(IntervalSeries<WorkloadForecast>, String)> {
        let (series, source) = self.published_or_usual(permission, request).await?;
        if !(request.volume >= 0.0 && request.volume <= 100.0) {
            return Err(AppError::refused(
                Reason::NumberRange,
                format!("volume is {}; it is a factor, maybe 1.1", request.volume),
            )
            .with("value", request.volume));
        }
        if !(request.handle_time > 0.0 && request.handle_time <= 100.0) {
            let value = request.handle_time;
            return Err(AppError::refused(
                Reason::NumberRange,
                format!("handle_time is {value}; it is a factor, maybe 0.95"),
            )
            .with("value", value));
        }
        Ok((changed(&series, request.volume, request.handle_time), source))
    }

    /// The weeks before the request's time, or before the newest contact where the request is about the future.
    pub(crate) async fn history(&self, request: &StaffingRequest) -> Result<History> {
        let dataset = self.dataset().await?;
        let from_us = instant(&dataset.centre.zone, "from", &request.from)?;
        let newest_us = dataset.newest_contact_us().await?.unwrap_or(from_us);
        let zone = &dataset.centre.zone;
        // The last whole day: a day half over would pull its evening down.
        let to_us = zone.date_start(zone.local_date(from_us.min(newest_us)));
        let start = zone.date_start(zone.local_date(to_us - WEEKS * WEEK_US + 43_200_000_000));
        Ok(History { from: rfc3339(start), to: rfc3339(to_us), to_us })
    }

    /// The published forecast of the queue and channel where there is one for the time, the usual elsewhere.
    async fn published_or_usual(
        &self,
        permission: &Permission,
        request: &StaffingRequest,
    ) -> Result<(IntervalSeries<WorkloadForecast>, String)> {
        let zone = self.zone().await?;
        let time = (instant(&zone, "from", &request.from)?, instant(&zone, "to", &request.to)?);
        check_count(request, time)?;
        let key = SeriesKey { queue: request.queue.clone(), channel: request.channel.clone(), filter: None };
        let Some(published) = self.published_workload(permission, &key, slot_s(request)?, time).await? else {
            return self.same_slot_mean(permission, request).await;
        };
        let whole = published.covers(time);
        let mut points = published.points;
        let mut source = format!("forecast:{}", published.id);
        if !whole {
            let (usual, _) = self.same_slot_mean(permission, request).await?;
            let outside = |us: i64| !published.stretches.iter().any(|(from, to)| *from <= us && us < *to);
            points.extend(usual.points().iter().filter(|(at, _)| outside(at.start_us)).copied());
            points.sort_by_key(|(at, _)| at.start_us);
            source = format!("forecast_in_part:{}", published.id);
        }
        let series = IntervalSeries::new(points).map_err(|error| AppError::Internal(error.to_string()))?;
        Ok((series, source))
    }

    async fn same_slot_mean(
        &self,
        permission: &Permission,
        request: &StaffingRequest,
    ) -> Result<(IntervalSeries<WorkloadForecast>, String)> {
        let history = self.history(request).await?;
        let zone = self.zone().await?;
        let slot_s = slot_s(request)?;
        let question = QueryRequest {
            metrics: vec!["offered".to_owned(), "aht".to_owned()],
            filter: filter(request),
            from: Some(history.from.clone()),
            to: Some(history.to.clone()),
            grain: request.interval.clone(),
            ..QueryRequest::default()
        };
        let answer = self.query(permission, &question).await?;
        let mut past: BTreeMap<i64, Past> = BTreeMap::new();
        for row in &answer.rows {
            let Some(start_us) = row.period_start_us else { continue };
            let slot = past.entry(start_us).or_default();
            match &*row.metric {
                "offered" => slot.contacts += row.value.unwrap_or(0.0),
                _ => {
                    slot.handle_s_sum += row.numerator.unwrap_or(0.0);
                    slot.handled += row.denominator.unwrap_or(0.0);
                }
            }
        }
        let (from_us, to_us) = (instant(&zone, "from", &request.from)?, instant(&zone, "to", &request.to)?);
        let series = repeat(&past, &zone, (from_us, to_us), slot_s, history.to_us)?;
        Ok((series, format!("same_slot_mean:{WEEKS}")))
    }
}

fn check_count(request: &StaffingRequest, (from_us, to_us): (i64, i64)) -> Result<()> {
    let count = (to_us - from_us) / (i64::from(slot_s(request)?) * 1_000_000);
    if (1..=INTERVALS_MAX).contains(&count) {
        return Ok(());
    }
    let advice = format!("maybe a shorter time, or `to` after `from` (at most {INTERVALS_MAX} intervals)");
    Err(AppError::refused(Reason::SpanLong, format!("from {} to {}: {advice}", request.from, request.to)))
}

/// Every slot of the time asked for that had contacts at the same local time of the week in history.
fn repeat(
    past: &BTreeMap<i64, Past>,
    zone: &Zone,
    (from_us, to_us): (i64, i64),
    slot_s: u32,
    history_end_us: i64,
) -> Result<IntervalSeries<WorkloadForecast>> {
    let place = |start_us: i64| zone.instant_to_local(start_us).rem_euclid(WEEK_US);
    let weeks = past.keys().next().map_or(1.0, |&first| {
        ((history_end_us - first) as f64 / WEEK_US as f64).round().clamp(1.0, WEEKS as f64)
    });
    let mut slots: BTreeMap<i64, Vec<Past>> = BTreeMap::new();
    for (&start_us, slot) in past {
        slots.entry(place(start_us)).or_default().push(*slot);
    }
    let spread = dispersion(slots.values(), weeks);
    let all = past.values().fold((0.0, 0.0), |sum, slot| (sum.0 + slot.handle_s_sum, sum.1 + slot.handled));
    let mean_handle_s = (all.1 > 0.0).then(|| all.0 / all.1);
    let mut points = Vec::new();
    let length_us = i64::from(slot_s) * 1_000_000;
    let mut start_us = from_us;
    while start_us + length_us <= to_us {
        if let Some(seen) = slots.get(&place(start_us)) {
            let contacts = seen.iter().map(|slot| slot.contacts).sum::<f64>() / weeks;
            if contacts > 0.0 {
                let interval = Interval { start_us, length_s: slot_s };
                let handle_s = handle_s(seen, mean_handle_s).map(Quantiles::certain);
                points.push((interval, counted(contacts, spread, handle_s)));
            }
        }
        start_us += length_us;
    }
    IntervalSeries::new(points).map_err(|error| AppError::Internal(error.to_string()))
}

/// Variance beyond Poisson over the square of the mean, pooled over all slots; absent weeks of a slot are zeros.
fn dispersion<'a>(slots: impl Iterator<Item = &'a Vec<Past>>, weeks: f64) -> f64 {
    let (mut beyond, mut squares) = (0.0, 0.0);
    for seen in slots {
        let mean = seen.iter().map(|slot| slot.contacts).sum::<f64>() / weeks;
        let absent = (weeks - seen.len() as f64).max(0.0);
        let spread: f64 =
            seen.iter().map(|slot| (slot.contacts - mean).powi(2)).sum::<f64>() + absent * mean * mean;
        if weeks > 1.0 {
            beyond += spread / (weeks - 1.0) - mean;
            squares += mean * mean;
        }
    }
    if squares > 0.0 { (beyond / squares).max(0.0) } else { 0.0 }
}

/// Slots with few contacts lean on the queue's mean.
fn handle_s(seen: &[Past], mean_s: Option<f64>) -> Option<f64> {
    let sum: f64 = seen.iter().map(|slot| slot.handle_s_sum).sum();
    let handled: f64 = seen.iter().map(|slot| slot.handled).sum();
    mean_s.map(|mean_s| (sum + HANDLE_TIME_PRIOR * mean_s) / (handled + HANDLE_TIME_PRIOR))
}

/// A negative binomial count around the mean, `beyond` its variance beyond chance over the square of the mean; in the workload
/// the spread of the handle time's mean is left out.
pub(crate) fn counted(contacts: f64, beyond: f64, handle_s: Option<Quantiles>) -> WorkloadForecast {
    let terms =
        if beyond > 1e-6 { tail::gamma_poisson(contacts, 1.0 / beyond) } else { tail::poisson(contacts) };
    let quantile = |p: f64| {
        let count = terms.as_ref().and_then(|terms| terms.largest_with_below_at_most(p));
        count.map_or(contacts, |count| count as f64)
    };
    let contacts = Quantiles::from_values(contacts, Quantiles::PROBABILITIES.map(quantile));
    WorkloadForecast { contacts, handle_s, workload_s: handle_s.map(|it| contacts.scaled(it.mean)) }
}

/// The series with more or fewer contacts of another length.
pub(crate) fn changed(
    series: &IntervalSeries<WorkloadForecast>,
    volume: f64,
    handle_time: f64,
) -> IntervalSeries<WorkloadForecast> {
    series.map(|_, workload| WorkloadForecast {
        contacts: workload.contacts.scaled(volume),
        handle_s: workload.handle_s.map(|it| it.scaled(handle_time)),
        workload_s: workload.workload_s.map(|it| it.scaled(volume * handle_time)),
    })
}

/// Rows of the queue and channel asked for.
pub(crate) fn filter(request: &StaffingRequest) -> Option<String> {
    let quoted = |value: &str| format!("'{}'", value.replace('\'', "''"));
    let parts = [("queue", &request.queue), ("channel", &request.channel)];
    let parts: Vec<String> = parts
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} = {}", quoted(value))))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

pub(crate) fn slot_s(request: &StaffingRequest) -> Result<u32> {
    let grain: Grain = request
        .interval
        .parse()
        .map_err(|error: pharos_calendar::Error| AppError::Input(error.to_string()))?;
    grain
        .slot_s()
        .and_then(|seconds| u32::try_from(seconds).ok())
        .filter(|seconds| *seconds <= 3600)
        .ok_or_else(|| AppError::Input(format!("interval is `{}`; maybe 15m, 30m or hour", request.interval)))
}

/// A date is its midnight in the centre's time.
pub(crate) fn instant(zone: &Zone, what: &str, text: &str) -> Result<i64> {
    if let Ok(date) = text.parse::<jiff::civil::Date>() {
        return Ok(zone.date_start(date));
    }
    let instant: jiff::Timestamp = text.parse().map_err(|error| {
        AppError::refused(Reason::DateWrong, format!("{what} is `{text}`: {error}; maybe 2026-11-29"))
    })?;
    Ok(instant.as_microsecond())
}

#[cfg(test)]
mod tests;
