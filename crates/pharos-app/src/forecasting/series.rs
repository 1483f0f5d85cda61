//! The history of a series on the clock of its queue: zeros where it was open and nothing came, nothing where it was closed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pharos_calendar::{Grain, OpeningHours, Zone, date_of_local, date_to_local};
use pharos_forecast::Point;
use pharos_store::SeriesKey;

use crate::{App, AppError, Permission, QueryRequest, Reason, Result, now_us, rfc3339};

const DAY_S: i64 = 86_400;
const DAY_US: i64 = DAY_S * 1_000_000;
/// History looked at: three years and a week.
const HISTORY_DAYS: i64 = 1_102;
/// A queue whose contacts come outside its opening hours by more than this share keeps no hours for arrivals (e-mail).
const OUTSIDE_SHARE: f64 = 0.02;
/// Contacts a weekday has at least for a day without any to mean closed or a source that was down.
const BUSY_DAY: f64 = 10.0;
/// A slot is open where contacts came in it on at least this share of the weekday's days.
const OPEN_SHARE: f64 = 0.05;

/// A series up to its origin.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    pub(crate) zone: Zone,
    pub(crate) site: Option<String>,
    /// hours by which contacts come; `None`: they come at any hour, or nothing is known
    pub(crate) hours: Option<OpeningHours>,
    pub(crate) slot_s: u32,
    /// first day ahead, days since 1970 of the local calendar
    pub(crate) origin_day: i64,
    /// contacts of each open interval on the local clock
    pub(crate) contacts: Vec<Point>,
    /// handle seconds of those contacts; empty where the sources have none
    pub(crate) handle: Vec<Point>,
}

/// What came in one interval, before zeros are filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Came {
    pub(crate) contacts: f64,
    pub(crate) handle_sum_s: f64,
    pub(crate) handled: f64,
}

impl Came {
    /// Mean handle time, where something was handled.
    pub(crate) fn handle_s(&self) -> Option<f64> {
        (self.handled > 0.0).then(|| self.handle_sum_s / self.handled)
    }
}

impl App {
    /// The series of a key up to its origin: the day of `from`, else that of the newest contact, or the day after where that one
    /// is over.
    pub(crate) async fn series(
        &self,
        permission: &Permission,
        key: &SeriesKey,
        interval: &str,
        from: Option<&str>,
    ) -> Result<Series> {
        let slot_s = slot_s(interval)?;
        let dataset = self.dataset().await?;
        let clock = dataset.queue_clock(key.queue.as_deref()).await?;
        let newest_us = dataset.newest_contact_us().await?;
        let newest_day = newest_us.map(|us| date_to_local(clock.zone.local_date(us)) / DAY_US);
        let today = date_to_local(clock.zone.local_date(now_us())) / DAY_US;
        let is_over = newest_day.is_some_and(|day| day < today);
        let origin = match (from, newest_us) {
            (Some(text), _) => text.parse::<Date>().map_err(|error| {
                AppError::refused(
                    Reason::DateWrong,
                    format!("from is `{text}`: {error}; maybe a date such as 2026-03-01"),
                )
            })?,
            (None, Some(newest_us)) => {
                let day = clock.zone.local_date(newest_us);
                if is_over { day.tomorrow().unwrap_or(day) } else { day }
            }
            (None, None) => {
                return Err(AppError::refused(
                    Reason::NoData,
                    "there are no data yet; maybe import contacts first",
                ));
            }
        };
        let origin_day = date_to_local(origin) / DAY_US;
        // Days after the newest contact have not come yet: they are not days without contacts. Nor is that contact's own, as long
        // as more of it may come.
        let newest_day = newest_day.unwrap_or(origin_day);
        let end_day = (newest_day + i64::from(is_over)).min(origin_day);
        let end_us = clock.zone.date_start(date_of_local(end_day * DAY_US));
        let start_us = clock.zone.date_start(date_of_local((end_day - HISTORY_DAYS) * DAY_US));
        let came = self.came(permission, key, slot_s, &clock.zone, (start_us, end_us)).await?;
        let in_part = newest_day < end_day && !is_whole(&came, &clock.zone, newest_day, slot_s);
        let known_day = if in_part { newest_day } else { end_day };
        let span = (clock.zone.clone(), clock.hours.clone());
        let (contacts, handle, hours) = points(&came, &span.0, span.1.as_ref(), slot_s, known_day);
        if contacts.is_empty() {
            let name = key.queue.as_deref().unwrap_or("all queues");
            return Err(AppError::refused(
                Reason::NoHistory,
                format!(
                    "nothing came in {name} before {origin}; maybe the name is mistyped, or a later first day"
                ),
            ));
        }
        let hours = clock.hours.filter(|_| hours);
        Ok(Series { zone: clock.zone, site: clock.site, hours, slot_s, origin_day, contacts, handle })
    }

    /// What came in each interval that had something, by its start.
    pub(crate) async fn came(
        &self,
        permission: &Permission,
        key: &SeriesKey,
        slot_s: u32,
        zone: &Zone,
        (from_us, to_us): (i64, i64),
    ) -> Result<BTreeMap<i64, Came>> {
        let grain = match slot_s {
            900 => "15m",
            1_800 => "30m",
            3_600 => "hour",
            _ => "day",
        };
        let question = QueryRequest {
            metrics: vec!["offered".to_owned(), "aht".to_owned()],
            filter: filter(key),
            from: Some(rfc3339(from_us)),
            to: Some(rfc3339(to_us)),
            grain: grain.to_owned(),
            tz: Some(zone.name().to_owned()),
            ..QueryRequest::default()
        };
        let answer = self.query(permission, &question).await?;
        let mut came: BTreeMap<i64, Came> = BTreeMap::new();
        for row in &answer.rows {
            let Some(start_us) = row.period_start_us else { continue };
            let slot = came.entry(start_us).or_default();
            match &*row.metric {
                "offered" => slot.contacts += row.value.unwrap_or(0.0),
                _ => {
                    slot.handle_sum_s += row.numerator.unwrap_or(0.0);
                    slot.handled += row.denominator.unwrap_or(0.0);
                }
            }
        }
        Ok(came)
    }
}

/// Whether a day went as far as its weekday went in one of the four weeks before: until as late, or, where only days are known,
/// to as many contacts.
fn is_whole(came: &BTreeMap<i64, Came>, zone: &Zone, day: i64, slot_s: u32) -> bool {
    let start_us = |day: i64| zone.date_start(date_of_local(day * DAY_US));
    let reach = |day: i64| {
        let mut slots = came.range(start_us(day)..start_us(day + 1)).filter(|(_, it)| 0.0 < it.contacts);
        let (us, last) = slots.next_back()?;
        let local_s = zone.instant_to_local(*us) / 1_000_000;
        Some(if i64::from(slot_s) < DAY_S { local_s.rem_euclid(DAY_S) as f64 } else { last.contacts })
    };
    let before = (1..=4).filter_map(|weeks| reach(day - 7 * weeks)).reduce(f64::min);
    before.zip(reach(day)).is_some_and(|(before, now)| before <= now)
}

/// Contacts, handle seconds, and whether the opening hours bind arrivals.
fn points(
    came: &BTreeMap<i64, Came>,
    zone: &Zone,
    hours: Option<&OpeningHours>,
    slot_s: u32,
    end_day: i64,
) -> (Vec<Point>, Vec<Point>, bool) {
    let local_s = |us: i64| zone.instant_to_local(us) / 1_000_000;
    let local: Vec<(i64, Came)> = came
        .iter()
        .map(|(&us, came)| (local_s(us), *came))
        .filter(|(at, came)| *at < end_day * DAY_S && came.contacts > 0.0)
        .collect();
    let Some(first_day) = local.first().map(|(at, _)| at.div_euclid(DAY_S)) else {
        return (vec![], vec![], false);
    };
    let all: f64 = local.iter().map(|(_, came)| came.contacts).sum();
    let outside = |hours: &OpeningHours| {
        let out = local.iter().filter(|(at, _)| !is_open(hours, *at, slot_s));
        out.map(|(_, came)| came.contacts).sum::<f64>() > OUTSIDE_SHARE * all
    };
    let binding = hours.filter(|hours| !outside(hours));
    let seen = Seen::new(&local, first_day, end_day);
    let open = |at: i64| match binding {
        Some(hours) => is_open(hours, at, slot_s) && seen.is_a_day_of_work(at.div_euclid(DAY_S)),
        None => seen.is_open(at),
    };
    let sums = local.iter().fold((0.0, 0.0), |sum, (_, it)| (sum.0 + it.handle_sum_s, sum.1 + it.handled));
    let usual_s = if sums.1 > 0.0 { sums.0 / sums.1 } else { 0.0 };
    let (mut contacts, mut handle) = (vec![], vec![]);
    let mut at_us = zone.date_start(date_of_local(first_day * DAY_US));
    let end_us = zone.date_start(date_of_local(end_day * DAY_US));
    while at_us < end_us {
        let at = local_s(at_us);
        let value = came.get(&at_us).copied().unwrap_or_default();
        if value.contacts > 0.0 || open(at) {
            contacts.push(Point { local_s: at, value: value.contacts });
            // Contacts of which none was handled are taken at the usual length, so both histories have the same slots.
            let length_s = value.handle_s().unwrap_or(usual_s);
            handle.push(Point { local_s: at, value: value.contacts * length_s });
        }
        at_us = if slot_s < 86_400 {
            at_us + i64::from(slot_s) * 1_000_000
        } else {
            zone.date_start(date_of_local((at.div_euclid(DAY_S) + 1) * DAY_US))
        };
    }
    if sums.1 <= 0.0 {
        handle.clear();
    }
    (contacts, handle, binding.is_some())
}

/// When contacts came by weekday and time of day, for series without hours, and how busy weekdays are.
struct Seen {
    /// days with contacts
    days: BTreeMap<i64, f64>,
    /// mean contacts of a weekday's days with contacts
    mean: [f64; 7],
    active: [f64; 7],
    /// (weekday, second of the day) -> days with contacts in it
    slots: BTreeMap<(usize, i64), f64>,
}

impl Seen {
    fn new(local: &[(i64, Came)], first_day: i64, end_day: i64) -> Self {
        let mut seen =
            Self { days: BTreeMap::new(), mean: [0.0; 7], active: [0.0; 7], slots: BTreeMap::new() };
        for (at, came) in local {
            let day = at.div_euclid(DAY_S);
            *seen.days.entry(day).or_default() += came.contacts;
            *seen.slots.entry((weekday(day), at.rem_euclid(DAY_S))).or_default() += 1.0;
        }
        for (day, contacts) in seen.days.range(first_day..end_day) {
            seen.mean[weekday(*day)] += contacts;
            seen.active[weekday(*day)] += 1.0;
        }
        for w in 0..7 {
            seen.mean[w] /= seen.active[w].max(1.0);
        }
        seen
    }

    /// A day without any contact among busy ones was closed or its source was down: it says nothing of demand.
    fn is_a_day_of_work(&self, day: i64) -> bool {
        self.days.contains_key(&day) || self.mean[weekday(day)] < BUSY_DAY
    }

    fn is_open(&self, at: i64) -> bool {
        let day = at.div_euclid(DAY_S);
        let w = weekday(day);
        let in_slot = self.slots.get(&(w, at.rem_euclid(DAY_S))).copied().unwrap_or(0.0);
        in_slot > OPEN_SHARE * self.active[w] && self.is_a_day_of_work(day)
    }
}

fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

/// Whether the hours touch an interval that begins at a reading of the local clock.
pub(crate) fn is_open(hours: &OpeningHours, local_s: i64, slot_s: u32) -> bool {
    let (day, from) = (local_s.div_euclid(DAY_S), local_s.rem_euclid(DAY_S));
    let touches = |day: i64, from: i64| {
        let spans = hours.on_date(date_of_local(day * DAY_US));
        spans
            .iter()
            .any(|span| i64::from(span.from_s) < from + i64::from(slot_s) && from < i64::from(span.to_s))
    };
    touches(day, from) || touches(day - 1, from + DAY_S)
}

/// The instants at which the clock shows a reading: none in a skipped hour, two in one shown twice.
pub(crate) fn instants(zone: &Zone, local_s: i64) -> Vec<i64> {
    let local_us = local_s * 1_000_000;
    let first = zone.local_to_instant(local_us);
    let shows = |us: &i64| zone.instant_to_local(*us) == local_us;
    let later = [1_800, 3_600, 7_200].map(|step| first + step * 1_000_000);
    std::iter::once(first).chain(later).filter(shows).collect()
}

/// Rows of a series.
pub(crate) fn filter(key: &SeriesKey) -> Option<String> {
    let quoted = |value: &str| format!("'{}'", value.replace('\'', "''"));
    let parts = [("queue", &key.queue), ("channel", &key.channel)];
    let mut parts: Vec<String> = parts
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} = {}", quoted(value))))
        .collect();
    parts.extend(key.filter.as_ref().map(|filter| format!("({filter})")));
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// Seconds of an interval in words.
pub(crate) fn slot_s(interval: &str) -> Result<u32> {
    let grain: Grain =
        interval.parse().map_err(|error: pharos_calendar::Error| AppError::Input(error.to_string()))?;
    let seconds = if grain == Grain::Day { Some(86_400) } else { grain.slot_s() };
    seconds
        .and_then(|seconds| u32::try_from(seconds).ok())
        .ok_or_else(|| AppError::Input(format!("interval is `{interval}`; maybe 15m, 30m, hour or day")))
}

#[cfg(test)]
mod tests;
