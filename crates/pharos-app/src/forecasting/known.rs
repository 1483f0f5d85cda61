//! What is known of the days of a series: events and holidays of the calendars, of a country, and of planners; decisions on odd
//! days.

use std::collections::BTreeMap;

use pharos_calendar::date_of_local;
use pharos_forecast::cleaning::{Decided, Decision};
use pharos_forecast::holidays::holiday_events;
use pharos_forecast::{Event, Grid, KindEffect, pool_effects};
use pharos_store::{CleaningDecision, PlanningEvent, SeriesKey};
use serde::{Deserialize, Serialize};

use super::series::Series;
use crate::{App, Result, rfc3339};

const DAY_S: i64 = 86_400;

/// An event as it went into a forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownEvent {
    /// names it; a planner's event can be taken back by it
    pub id: Option<String>,
    /// its name
    pub name: String,
    /// events of a kind act alike; `closed`: nobody is there
    pub kind: String,
    /// first instant, RFC 3339
    pub from: String,
    /// first instant after
    pub to: String,
    /// share added as a person expects
    pub expected: Option<f64>,
    /// `calendar`, `country`, `planner`
    pub source: String,
}

/// Everything that is known before a grid is laid out.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    special: Vec<(pharos_engine::dataset::SpecialEvent, i64, i64)>,
    own: Vec<(PlanningEvent, i64, i64)>,
    pub(crate) decisions: Vec<CleaningDecision>,
    /// names of those who decided, by id; who is gone has none
    pub(crate) deciders: BTreeMap<String, String>,
    country: Option<String>,
    /// what other series learned of kinds of events
    pub(crate) prior: Vec<KindEffect>,
}

impl App {
    /// What is known of a series.
    pub(crate) async fn known_days(&self, key: &SeriesKey, series: &Series) -> Result<Known> {
        let local_s = |us: i64| series.zone.instant_to_local(us) / 1_000_000;
        let special = self.dataset().await?.special_events().await?;
        let same_site =
            |site: &Option<String>| site.is_none() || series.site.is_none() || *site == series.site;
        let concerns = |event: &PlanningEvent| {
            event.queue.as_ref().is_none_or(|queue| key.queue.as_ref() == Some(queue))
                && event.channel.as_ref().is_none_or(|channel| key.channel.as_ref() == Some(channel))
        };
        let own = self.store.planning_events().await?;
        let decisions = self.store.cleaning_decisions(key).await?;
        let deciders = if decisions.is_empty() { BTreeMap::new() } else { self.names_of_users().await? };
        Ok(Known {
            special: special
                .into_iter()
                .filter(|event| same_site(&event.site))
                .map(|event| (local_s(event.from_us), local_s(event.to_us), event))
                .map(|(from, to, event)| (event, from, to))
                .collect(),
            own: own
                .into_iter()
                .filter(concerns)
                .map(|event| (local_s(event.from_us), local_s(event.to_us), event))
                .map(|(from, to, event)| (event, from, to))
                .collect(),
            decisions,
            deciders,
            country: self.planning_country().await?,
            prior: self.learned_elsewhere(key).await?,
        })
    }

    /// What the newest published forecast of every other series learned of kinds of events, pooled.
    async fn learned_elsewhere(&self, key: &SeriesKey) -> Result<Vec<KindEffect>> {
        let mut newest: BTreeMap<SeriesKey, Vec<KindEffect>> = BTreeMap::new();
        for forecast in self.store.published_forecasts(None, i64::MIN).await? {
            if forecast.series == *key || newest.contains_key(&forecast.series) {
                continue;
            }
            let learned = forecast.model.get("learned").cloned().unwrap_or_default();
            newest.insert(forecast.series, serde_json::from_value(learned).unwrap_or_default());
        }
        Ok(pool_effects(&newest.into_values().collect::<Vec<_>>()))
    }
}

impl Known {
    /// The events of a history and the days ahead of it, each with what it was made of.
    pub(crate) fn events(&self, series: &Series, grid: &Grid, days: usize) -> Vec<(Event, KnownEvent)> {
        let mut res: Vec<(Event, KnownEvent)> = vec![];
        let instant = |local_s: i64| rfc3339(series.zone.local_to_instant(local_s * 1_000_000));
        let first_s = grid.first_day() * DAY_S;
        let end_s = (grid.first_day() + (grid.days() + days) as i64) * DAY_S;
        let mut add = |event: Event, id: Option<String>, source: &str| {
            if event.end_s <= first_s || end_s <= event.start_s {
                return;
            }
            let known = KnownEvent {
                id,
                name: event.name.clone(),
                kind: event.kind.clone(),
                from: instant(event.start_s),
                to: instant(event.end_s),
                expected: event.expected,
                source: source.to_owned(),
            };
            res.push((event, known));
        };
        let holidays = Holidays::new(self, series, grid);
        let origin_s = (grid.first_day() + grid.days() as i64) * DAY_S;
        // Nobody knows of an outage before it: a forecast from a past day must not either.
        let foreseen = |kind: &str, start_s: i64| kind != "outage" || start_s < origin_s;
        let special = self.special.iter().filter(|(event, from, _)| foreseen(&event.kind, *from));
        for (event, start_s, end_s) in special {
            let kind = if event.kind == "holiday" {
                holidays.kind(&event.name, *start_s)
            } else {
                event.kind.clone()
            };
            let event =
                Event { name: event.name.clone(), kind, start_s: *start_s, end_s: *end_s, expected: None };
            add(event, None, "calendar");
        }
        for (event, start_s, end_s) in &self.own {
            let event_of = Event {
                name: event.name.clone(),
                kind: event.kind.clone(),
                start_s: *start_s,
                end_s: *end_s,
                expected: event.expected,
            };
            add(event_of, Some(event.id.clone()), "planner");
        }
        if let Some(country) = &self.country {
            let told = |event: &Event| {
                self.special.iter().any(|(own, from, to)| {
                    own.kind == "holiday" && *from < event.end_s && event.start_s < *to
                })
            };
            for event in holiday_events(country, grid, days).into_iter().filter(|event| !told(event)) {
                add(event, None, "country");
            }
        }
        res
    }

    /// Every event with its name, first instant and local days.
    pub(crate) fn windows(&self, series: &Series) -> Vec<(String, String, std::ops::RangeInclusive<i64>)> {
        let special = self.special.iter().map(|(event, from, to)| (&event.name, *from, *to));
        let own = self.own.iter().map(|(event, from, to)| (&event.name, *from, *to));
        let window = |(name, from, to): (&String, i64, i64)| {
            let start = rfc3339(series.zone.local_to_instant(from * 1_000_000));
            (name.clone(), start, from.div_euclid(DAY_S)..=(to - 1).div_euclid(DAY_S))
        };
        special.chain(own).map(window).collect()
    }

    /// The decisions in force as the grid has its slots: of one day and part the last counts.
    pub(crate) fn decided(&self, grid: &Grid) -> Vec<Decided> {
        /// A day, and the seconds of the day where it is about a part of it.
        type Place<'a> = (&'a str, Option<(i32, i32)>);
        let mut last: BTreeMap<Place, &CleaningDecision> = BTreeMap::new();
        for decision in &self.decisions {
            last.insert((&decision.day, decision.slots_s), decision);
        }
        let decided = |decision: &CleaningDecision| {
            let day = day_number(&decision.day)?;
            let kind = match decision.decision.as_str() {
                "keep" => Decision::Keep,
                "leave_out" => Decision::LeaveOut,
                "replace" => Decision::Replace(decision.value?),
                _ => return None,
            };
            let place = |second: i32| grid.slot_starts_s().partition_point(|start| (*start as i32) < second);
            let slots = decision.slots_s.map(|(from, to)| (place(from), place(to)));
            Some(Decided { day, slots, decision: kind })
        };
        last.into_values().filter_map(decided).collect()
    }
}

/// Days since 1970 of an ISO date.
pub(crate) fn day_number(text: &str) -> Option<i64> {
    let date: jiff::civil::Date = text.parse().ok()?;
    Some(pharos_calendar::date_to_local(date) / (DAY_S * 1_000_000))
}

/// Which holidays of the calendars mean that nobody is there.
struct Holidays<'a> {
    known: &'a Known,
    series: &'a Series,
    grid: &'a Grid,
}

impl<'a> Holidays<'a> {
    fn new(known: &'a Known, series: &'a Series, grid: &'a Grid) -> Self {
        Self { known, series, grid }
    }

    /// `closed` where the hours say so, or where nothing came whenever it was a day of work before; else a kind of its own.
    fn kind(&self, name: &str, start_s: i64) -> String {
        let date = date_of_local(start_s.div_euclid(DAY_S) * DAY_S * 1_000_000);
        if self.series.hours.as_ref().is_some_and(|hours| hours.on_date(date).is_empty()) {
            return "closed".to_owned();
        }
        let of = |any: bool| -> Vec<bool> {
            let holidays = self.known.special.iter().filter(|(event, ..)| event.kind == "holiday");
            holidays
                .filter(|(event, ..)| any || event.name == name)
                .filter_map(|(_, start_s, _)| self.was_empty(start_s.div_euclid(DAY_S)))
                .collect()
        };
        let own = of(false);
        let seen = if own.is_empty() { of(true) } else { own };
        if !seen.is_empty() && seen.iter().all(|empty| *empty) {
            "closed".to_owned()
        } else {
            format!("holiday: {name}")
        }
    }

    /// Whether nothing came on a past day of work; `None` for other days.
    fn was_empty(&self, day: i64) -> Option<bool> {
        let at = usize::try_from(day - self.grid.first_day()).ok().filter(|at| *at < self.grid.days())?;
        let works = self.grid.is_open_weekday(self.grid.weekday(at));
        works.then(|| self.grid.day(at).iter().all(|value| !value.is_finite() || *value == 0.0))
    }
}
