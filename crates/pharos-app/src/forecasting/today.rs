//! The rest of a day, from what has come in so far, and the people it takes.

use pharos_domain::{Interval, IntervalSeries, Quantiles, WorkloadForecast};
use pharos_forecast::intraday::{DayLevel, DaySpread, TodaySlot, day_level, rest_of_day};
use pharos_staffing::plan::plan_slots;
use pharos_store::SeriesKey;
use serde::{Deserialize, Serialize};

use super::publish::instant;
use super::series::{Came, slot_s};
use super::stored::Values;
use super::{ForecastRequest, run::make};
use crate::plan_rights::may_read_plans;
use crate::staffing::{StaffingRequest, input};
use crate::{App, AppError, Permission, Result, rfc3339};

/// Contacts worth of the forecast in the updated handle time of a day.
const HANDLE_TIME_PRIOR: f64 = 300.0;

/// Which day of a queue, as seen at which moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntradayRequest {
    /// the queue, the promise and how contacts are handled; `from` is the day, `to` is not looked at
    pub staffing: StaffingRequest,
    /// what came at or after is not looked at; the newest contact where `None`
    #[serde(default)]
    pub at: Option<String>,
}

/// A day so far, and its rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntradayView {
    /// what was asked
    pub request: IntradayRequest,
    /// the local day
    pub date: String,
    /// the clock of the queue, IANA name
    pub time_zone: String,
    /// the moment the day is seen at, RFC 3339
    pub at: String,
    /// where the forecast is from: `forecast:ID`, `forecast_now` (made now from what came before the day)
    pub source: String,
    /// factor on the rest of the day, with its standard deviation
    pub level: f64,
    /// its standard deviation
    pub level_sd: f64,
    /// what came over what was said so far
    pub ratio: Option<f64>,
    /// how much of that ratio is believed
    pub weight: f64,
    /// factor on the handle time of the rest
    pub handle_level: f64,
    /// contacts so far
    pub came: f64,
    /// contacts said for the same time
    pub said: f64,
    /// contacts of the whole day as said before it
    pub day_said: Quantiles,
    /// contacts of the whole day as seen now
    pub day_now: Quantiles,
    /// by interval
    pub slots: Vec<IntradaySlotView>,
}

/// One interval of the day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntradaySlotView {
    /// start, RFC 3339
    pub starts_at: String,
    /// length
    pub length_s: u32,
    /// contacts as said before the day
    pub said: Quantiles,
    /// contacts that came; `None`: not over yet
    pub came: Option<f64>,
    /// contacts as seen now; what came where it is over
    pub now: Quantiles,
    /// handle time as said
    pub handle_said_s: Option<f64>,
    /// handle time that came
    pub handle_came_s: Option<f64>,
    /// handle time as seen now
    pub handle_now_s: Option<f64>,
    /// agents by what was said before the day
    pub agents_said: Option<u32>,
    /// agents by what is seen now, where it is not over
    pub agents_now: Option<u32>,
}

impl App {
    /// A day so far, its rest, and the people it takes.
    ///
    /// # Errors
    /// No right to read plans, a request at fault, no history before the day.
    pub async fn today_of_queue(
        &self,
        permission: &Permission,
        request: &IntradayRequest,
    ) -> Result<IntradayView> {
        may_read_plans(permission)?;
        let staffing = &request.staffing;
        let dataset = self.dataset().await?;
        let zone = dataset.queue_clock(staffing.queue.as_deref()).await?.zone;
        let day_us = instant(&zone, "from", &staffing.from)?;
        let date = zone.local_date(day_us);
        let (start_us, end_us) = (zone.date_start(date), zone.date_start(date.tomorrow().unwrap_or(date)));
        let newest_us = dataset.newest_contact_us().await?.map_or(start_us, |us| us + 1);
        let at_us = match &request.at {
            Some(text) => instant(&zone, "at", text)?.min(newest_us),
            None => newest_us,
        };
        let (values, source) = self.said_of_day(permission, staffing, (start_us, end_us)).await?;
        let key =
            SeriesKey { queue: staffing.queue.clone(), channel: staffing.channel.clone(), filter: None };
        let length_s = slot_s(&staffing.interval)?;
        let came = self.came(permission, &key, length_s, &zone, (start_us, end_us)).await?;
        let told = (values, came);
        let mut view = view(request, &zone, (start_us, end_us), at_us, &told)?;
        view.source = source;
        self.people_of_day(permission, staffing, &mut view).await?;
        Ok(view)
    }

    /// The forecast that was there before the day: the plan, else the newest published, else one made now from what came
    /// before.
    async fn said_of_day(
        &self,
        permission: &Permission,
        staffing: &StaffingRequest,
        (start_us, end_us): (i64, i64),
    ) -> Result<(Values, String)> {
        let key =
            SeriesKey { queue: staffing.queue.clone(), channel: staffing.channel.clone(), filter: None };
        let length_s = i32::try_from(slot_s(&staffing.interval)?).unwrap_or(i32::MAX);
        if permission.is_of_the_whole() {
            let mut found: Vec<_> = self
                .store
                .published_forecasts(Some(&key), start_us)
                .await?
                .into_iter()
                .filter(|it| it.interval_s == length_s && it.origin_us <= start_us && end_us <= it.to_us)
                .collect();
            found.sort_by_key(|it| (it.plan_at_us, it.origin_us, it.made_at_us));
            if let Some(record) = found.pop() {
                let source = format!("forecast:{}", record.id);
                return Ok((self.kept_forecast(record).await?.adjusted(), source));
            }
        }
        let zone = self.dataset().await?.queue_clock(key.queue.as_deref()).await?.zone;
        let question = ForecastRequest {
            queue: key.queue.clone(),
            channel: key.channel.clone(),
            filter: None,
            interval: staffing.interval.clone(),
            from: Some(zone.local_date(start_us).to_string()),
            days: 1,
        };
        let series = self.series(permission, &key, &question.interval, question.from.as_deref()).await?;
        let known = self.known_days(&key, &series).await?;
        let made = tokio::task::spawn_blocking(move || make(series, &known, 1)).await;
        let made = made.map_err(|error| AppError::Internal(error.to_string()))??;
        Ok((Values::of(&made), "forecast_now".to_owned()))
    }

    /// Agents by what was said and by what is seen now.
    async fn people_of_day(
        &self,
        permission: &Permission,
        staffing: &StaffingRequest,
        view: &mut IntradayView,
    ) -> Result<()> {
        let facts = self.queue_facts(permission, staffing).await?;
        let options = crate::staffing::options(staffing, &facts)?;
        let series = |now: bool| {
            let points = view.slots.iter().filter(|slot| !now || slot.came.is_none()).filter_map(|slot| {
                let handle_s = if now { slot.handle_now_s } else { slot.handle_said_s }?;
                let contacts = if now { slot.now } else { slot.said };
                let at: jiff::Timestamp = slot.starts_at.parse().ok()?;
                let workload = WorkloadForecast {
                    contacts,
                    handle_s: Some(Quantiles::certain(handle_s)),
                    workload_s: Some(contacts.scaled(handle_s)),
                };
                (contacts.mean > 0.0).then_some((
                    Interval { start_us: at.as_microsecond(), length_s: slot.length_s },
                    workload,
                ))
            });
            IntervalSeries::new(points.collect()).map_err(|error| AppError::Internal(error.to_string()))
        };
        let (said, now) = (series(false)?, series(true)?);
        let plan = tokio::task::spawn_blocking(move || {
            Ok::<_, pharos_staffing::StaffingError>((
                plan_slots(&said, &options)?,
                plan_slots(&now, &options)?,
            ))
        });
        let (said, now) =
            plan.await.map_err(|error| AppError::Internal(error.to_string()))?.map_err(input)?;
        for slot in &mut view.slots {
            let Ok(at) = slot.starts_at.parse::<jiff::Timestamp>() else { continue };
            slot.agents_said = said.at(at.as_microsecond()).map(|plan| plan.agents);
            slot.agents_now = now.at(at.as_microsecond()).map(|plan| plan.agents);
        }
        Ok(())
    }
}

type Told = (Values, std::collections::BTreeMap<i64, Came>);

fn view(
    request: &IntradayRequest,
    zone: &pharos_calendar::Zone,
    (start_us, end_us): (i64, i64),
    at_us: i64,
    (values, came): &Told,
) -> Result<IntradayView> {
    let said: Vec<(i64, i64, WorkloadForecast)> = values
        .slots
        .iter()
        .filter(|slot| start_us <= slot.from_us && slot.from_us < end_us)
        .map(|slot| (slot.from_us, slot.to_us, slot.workload()))
        .collect();
    let day = values.days.iter().find(|day| day.from_us <= start_us && start_us < day.to_us);
    let slots: Vec<TodaySlot> = said
        .iter()
        .map(|(from_us, to_us, it)| TodaySlot {
            said: it.contacts,
            came: (*to_us <= at_us).then(|| came.get(from_us).map_or(0.0, |it| it.contacts)),
        })
        .collect();
    let day_said = day.map_or_else(|| Quantiles::certain(0.0), |day| day.workload().contacts);
    let spread = DaySpread::from_forecast(&day_said, &slots.iter().map(|slot| slot.said).collect::<Vec<_>>());
    let level = day_level(&slots, spread);
    let now = rest_of_day(&slots, spread);
    let handle_level = handle_level(&said, &slots, came);
    // From zero: the sum of no numbers is -0.
    let total = |of: &dyn Fn(&TodaySlot) -> f64| {
        slots.iter().filter(|slot| slot.came.is_some()).map(of).fold(0.0, |sum, it| sum + it)
    };
    let slot_view = |at: usize| {
        let (from_us, to_us, it) = &said[at];
        let over = slots[at].came.is_some();
        let handle_said_s = it.handle_s.map(|it| it.mean);
        let handle_came_s = if over { came.get(from_us).and_then(Came::handle_s) } else { None };
        IntradaySlotView {
            starts_at: rfc3339(*from_us),
            length_s: ((to_us - from_us) / 1_000_000) as u32,
            said: it.contacts,
            came: slots[at].came,
            now: now[at],
            handle_said_s,
            handle_came_s,
            handle_now_s: handle_came_s.or(handle_said_s.map(|it| it * handle_level)),
            agents_said: None,
            agents_now: None,
        }
    };
    Ok(IntradayView {
        request: request.clone(),
        date: zone.local_date(start_us).to_string(),
        time_zone: zone.name().to_owned(),
        at: rfc3339(at_us.clamp(start_us, end_us)),
        source: String::new(),
        level: level.factor,
        level_sd: level.factor_sd,
        ratio: level.ratio,
        weight: level.weight,
        handle_level,
        came: total(&|slot| slot.came.unwrap_or(0.0)),
        said: total(&|slot| slot.said.mean),
        day_said,
        day_now: whole_day(&slots, &now, spread, &level),
        slots: (0..said.len()).map(slot_view).collect(),
    })
}

/// What came so far and the rest: the level moves all of the rest together, chance each interval apart.
fn whole_day(slots: &[TodaySlot], now: &[Quantiles], spread: DaySpread, level: &DayLevel) -> Quantiles {
    let came: f64 = slots.iter().filter_map(|slot| slot.came).sum();
    let rest: f64 = slots.iter().filter(|slot| slot.came.is_none()).map(|slot| slot.said.mean).sum();
    let rest_now: f64 =
        slots.iter().zip(now).filter(|(slot, _)| slot.came.is_none()).map(|(_, q)| q.mean).sum();
    let sd = (spread.dispersion * rest_now + (rest * level.factor_sd).powi(2)).sqrt();
    let z = [-1.959_964, -1.281_552, 0.0, 1.281_552, 1.959_964];
    Quantiles::from_values(came + rest_now, z.map(|z| came + (rest_now + z * sd).max(0.0)))
}

/// What contacts so far took over what was said of them, drawn to 1 by 300 contacts.
fn handle_level(
    said: &[(i64, i64, WorkloadForecast)],
    slots: &[TodaySlot],
    came: &std::collections::BTreeMap<i64, Came>,
) -> f64 {
    let (mut took, mut expected, mut n) = (0.0, 0.0, 0.0);
    for ((from_us, _, it), slot) in said.iter().zip(slots) {
        let (Some(_), Some(own), Some(handle)) = (slot.came, came.get(from_us), it.handle_s) else {
            continue;
        };
        took += own.handle_sum_s;
        expected += handle.mean * own.handled;
        n += own.handled;
    }
    if expected <= 0.0 { 1.0 } else { 1.0 + n / (n + HANDLE_TIME_PRIOR) * (took / expected - 1.0) }
}
