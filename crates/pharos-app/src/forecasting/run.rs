//! A forecast of a series out of the facts.

use std::collections::BTreeMap;

use pharos_calendar::date_of_local;
use pharos_domain::{Quantiles, WorkloadForecast};
use pharos_forecast::cleaning::{Decided, Decision, Odd, OddKind, cleaned, odd_ones};
use pharos_forecast::{
    Event, Futures, Grid, KindEffect, Layout, LayoutNotes, Request, Workloads, forecast_workload, grid_of,
};
use pharos_stats::quantile::type7_sorted;

use super::known::{Known, day_number};
use super::series::{Series, instants};
use super::view::*;
use super::{ForecastRequest, KnownEvent, forecast_fault};
use crate::plan_rights::may_read_plans;
use crate::{App, AppError, Permission, Result, rfc3339};

pub(crate) const DAY_S: i64 = 86_400;
/// Odd days named at most, the newest.
const ODD_MAX: usize = 60;

/// A forecast before it is worded.
pub(crate) struct Made {
    pub(crate) series: Series,
    pub(crate) grid: Grid,
    pub(crate) handle: Option<Grid>,
    pub(crate) works: Workloads,
    pub(crate) events: Vec<KnownEvent>,
    pub(crate) odd: Vec<Odd>,
    pub(crate) decided: Vec<Decided>,
    pub(crate) notes: LayoutNotes,
    pub(crate) hash: String,
    pub(crate) seed: u64,
}

impl App {
    /// Forecasts a series; nothing is kept.
    ///
    /// # Errors
    /// No right to read plans, a request at fault, nothing came before the first day ahead.
    pub async fn forecast(&self, permission: &Permission, request: &ForecastRequest) -> Result<ForecastView> {
        may_read_plans(permission)?;
        let (made, known) = self.made(permission, request).await?;
        Ok(view(request, &made, &known))
    }

    /// The forecast of a request, and what was known of its days.
    pub(crate) async fn made(
        &self,
        permission: &Permission,
        request: &ForecastRequest,
    ) -> Result<(Made, Known)> {
        request.check()?;
        let key = request.key();
        let series = self.series(permission, &key, &request.interval, request.from.as_deref()).await?;
        let known = self.known_days(&key, &series).await?;
        let days = usize::from(request.days);
        // A second of work for a long history: not on a thread that answers others.
        let answer = tokio::task::spawn_blocking(move || Ok((make(series, &known, days)?, known))).await;
        answer.map_err(|error| AppError::Internal(error.to_string()))?
    }
}

/// The pure part: the same series and knowledge give the same forecast.
pub(crate) fn make(series: Series, known: &Known, days: usize) -> Result<Made> {
    let layout = Layout { slot_s: Some(series.slot_s), opening: series.hours.as_ref() };
    let (grid, notes) = grid_of(&series.contacts, series.origin_day, layout).map_err(forecast_fault)?;
    let handle = if series.handle.is_empty() {
        None
    } else {
        Some(grid_of(&series.handle, series.origin_day, layout).map_err(forecast_fault)?.0)
    };
    let (events, told): (Vec<Event>, Vec<KnownEvent>) =
        known.events(&series, &grid, days).into_iter().unzip();
    let decided = known.decided(&grid);
    let contacts = cleaned(&grid, &decided);
    // What replaces contacts says nothing of their length: nothing is learned of it from there.
    let left_out = |it: &Decided| match it.decision {
        Decision::Keep => *it,
        _ => Decided { decision: Decision::LeaveOut, ..*it },
    };
    let lengths =
        handle.as_ref().map(|grid| cleaned(grid, &decided.iter().map(left_out).collect::<Vec<_>>()));
    let hash = inputs_hash(&series, &events, &decided, &known.prior, days);
    let seed = u64::from_str_radix(hash.get(..16).unwrap_or("1"), 16).unwrap_or(1);
    let request = Request { horizon_days: days, events: &events, prior: &known.prior };
    let works = forecast_workload(&contacts, lengths.as_ref(), &request, seed).map_err(forecast_fault)?;
    Ok(Made { odd: odd_ones(&grid), series, grid, handle, works, events: told, decided, notes, hash, seed })
}

fn inputs_hash(
    series: &Series,
    events: &[Event],
    decided: &[Decided],
    prior: &[KindEffect],
    days: usize,
) -> String {
    let mut hasher = blake3::Hasher::new();
    for point in series.contacts.iter().chain(&series.handle) {
        hasher.update(&point.local_s.to_le_bytes());
        hasher.update(&point.value.to_le_bytes());
    }
    let rest = format!(
        "{:?} {events:?} {decided:?} {prior:?} {} {} {days} {}",
        series.hours,
        series.slot_s,
        series.origin_day,
        series.zone.name()
    );
    hasher.update(rest.as_bytes());
    hasher.finalize().to_hex().to_string()
}

impl Made {
    /// The open intervals ahead as instants; an hour the clock shows twice is there twice, a skipped one not at all.
    pub(crate) fn intervals(&self) -> Vec<(i64, WorkloadForecast)> {
        let starts = self.grid.slot_starts_s();
        let mut res: Vec<(i64, WorkloadForecast)> = vec![];
        for (at, workload) in self.works.slots.iter().enumerate() {
            if !self.works.contacts.open[at] {
                continue;
            }
            let day = self.works.contacts.first_day + (at / starts.len()) as i64;
            let local_s = day * DAY_S + i64::from(starts[at % starts.len()]);
            res.extend(instants(&self.series.zone, local_s).into_iter().map(|us| (us, *workload)));
        }
        res.sort_by_key(|(us, _)| *us);
        res.dedup_by_key(|(us, _)| *us);
        res
    }

    /// The start of a day ahead, counted from 0.
    pub(crate) fn day_start_us(&self, ahead: i64) -> i64 {
        self.series
            .zone
            .date_start(date_of_local((self.works.contacts.first_day + ahead) * DAY_S * 1_000_000))
    }
}

/// The ISO date of a day number.
pub(crate) fn date_text(day: i64) -> String {
    date_of_local(day * DAY_S * 1_000_000).to_string()
}

fn view(request: &ForecastRequest, made: &Made, known: &Known) -> ForecastView {
    let first = made.works.contacts.first_day;
    let part = |from: i64, to: i64, it: &WorkloadForecast| ForecastPart {
        from: date_text(from),
        to: date_text(to),
        contacts: it.contacts,
        handle_s: it.handle_s,
        workload_s: it.workload_s,
    };
    let days = made.works.days.len() as i64;
    let slot = |(us, it): (i64, WorkloadForecast)| ForecastSlot {
        starts_at: rfc3339(us),
        contacts: it.contacts,
        handle_s: it.handle_s,
        workload_s: it.workload_s,
    };
    let member = |it: &pharos_forecast::MemberWeight| MemberView {
        member: it.member.clone(),
        weights: it.weights.to_vec(),
    };
    ForecastView {
        request: request.clone(),
        time_zone: made.series.zone.name().to_owned(),
        origin: rfc3339(made.day_start_us(0)),
        interval_s: made.series.slot_s,
        slots: made.intervals().into_iter().map(slot).collect(),
        days: made.works.days.iter().zip(first..).map(|(it, day)| part(day, day + 1, it)).collect(),
        weeks: made
            .works
            .weeks
            .iter()
            .zip((first..).step_by(7))
            .map(|(it, day)| part(day, (day + 7).min(first + days), it))
            .collect(),
        months: months(made).iter().map(|(from, to, it)| part(*from, *to, it)).collect(),
        came: came(made),
        members: made.works.contacts.members.iter().map(member).collect(),
        origins: made.works.contacts.origins,
        learned: learned(&made.works.contacts.learned),
        events: made.events.clone(),
        odd: odd(made, known),
        doubled: made.notes.doubled,
        off_hours: made.notes.off_hours,
        by_opening_hours: made.series.hours.is_some(),
        inputs_hash: made.hash.clone(),
    }
}

fn learned(effects: &[KindEffect]) -> Vec<LearnedEffect> {
    let effect =
        |it: &KindEffect| LearnedEffect { kind: it.kind.clone(), factor: it.log_factor.exp(), days: it.days };
    effects.iter().map(effect).collect()
}

/// Past days: totals and handle times.
fn came(made: &Made) -> Vec<CameDay> {
    let sum = |values: &[f64]| {
        let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>())
    };
    let day = |at: usize| {
        let contacts = sum(made.grid.day(at));
        let work = made.handle.as_ref().and_then(|grid| sum(grid.day(at)));
        CameDay {
            date: date_text(made.grid.first_day() + at as i64),
            contacts,
            handle_s: contacts.zip(work).filter(|(n, _)| *n > 0.0).map(|(n, work)| work / n),
        }
    };
    (0..made.grid.days()).map(day).collect()
}

/// Calendar months ahead from the joint futures: their days hang together.
fn months(made: &Made) -> Vec<(i64, i64, WorkloadForecast)> {
    let first = made.works.contacts.first_day;
    let mut by_month: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for day in first..first + made.works.days.len() as i64 {
        let month = date_text(day)[..7].to_owned();
        by_month.entry(month).or_insert((day, day + 1)).1 = day + 1;
    }
    let slots = made.grid.slots();
    by_month
        .into_values()
        .map(|(from, to)| {
            let range = ((from - first) as usize * slots, (to - first) as usize * slots);
            (from, to, together(&made.works.futures, range))
        })
        .collect()
}

fn together(futures: &Futures, (from, to): (usize, usize)) -> WorkloadForecast {
    let contacts: Vec<f64> = futures.contacts.iter().map(|it| it[from..to].iter().sum()).collect();
    let work: Vec<f64> = futures
        .contacts
        .iter()
        .zip(&futures.handle_s)
        .map(|(n, length)| n[from..to].iter().zip(&length[from..to]).map(|(n, length)| n * length).sum())
        .collect();
    let lengths: Vec<f64> =
        contacts.iter().zip(&work).filter(|(n, _)| **n > 0.0).map(|(n, work)| work / n).collect();
    WorkloadForecast {
        contacts: spread(contacts).unwrap_or(Quantiles::certain(0.0)),
        handle_s: spread(lengths),
        workload_s: spread(work),
    }
}

fn spread(mut values: Vec<f64>) -> Option<Quantiles> {
    let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)?;
    values.sort_by(f64::total_cmp);
    let at = |p: f64| type7_sorted(&values, p).unwrap_or(mean);
    Some(Quantiles::from_values(mean, Quantiles::PROBABILITIES.map(at)))
}

fn kind_word(kind: OddKind) -> &'static str {
    match kind {
        OddKind::Empty => "empty",
        OddKind::High => "high",
        OddKind::Low => "low",
        OddKind::Gaps => "gaps",
    }
}

/// Odd days with what was decided of them and what explains them, the newest first.
fn odd(made: &Made, known: &Known) -> Vec<OddView> {
    let starts = made.grid.slot_starts_s();
    let second = |slot: usize| starts.get(slot).map_or(86_400, |start| *start as i32);
    let event = |day: i64| {
        let (from, to) = (date_text(day), date_text(day + 1));
        let touches = |event: &&KnownEvent| {
            let local = |text: &str| local_date(made, text);
            local(&event.from) < Some(to.clone()) && local(&event.to) > Some(from.clone())
                || local(&event.from).as_deref() == Some(&from)
        };
        made.events.iter().find(touches).map(|event| event.name.clone())
    };
    let decision = |day: i64, slots: Option<(i32, i32)>| {
        let same =
            |it: &&pharos_store::CleaningDecision| day_number(&it.day) == Some(day) && it.slots_s == slots;
        known.decisions.iter().rev().find(same).filter(|it| it.decision != "undecided")
    };
    let mut res: Vec<OddView> = vec![];
    for odd in made.odd.iter().rev().take(ODD_MAX) {
        let slots = odd
            .slots
            .map(|(from, to)| (second(from), second(to.saturating_sub(1)) + made.series.slot_s as i32));
        let own = decision(odd.day, slots);
        res.push(OddView {
            date: date_text(odd.day),
            from_s: slots.map(|it| it.0),
            to_s: slots.map(|it| it.1),
            kind: kind_word(odd.kind).to_owned(),
            came: odd.came,
            usual: odd.usual,
            deviations: odd.deviations,
            event: event(odd.day),
            decision: own.map(|it| it.decision.clone()),
            value: own.and_then(|it| it.value),
            reason: own.map(|it| it.reason.clone()),
            decided_by: own.map(|it| known.deciders.get(&it.made_by).unwrap_or(&it.made_by).clone()),
            decided_at: own.map(|it| rfc3339(it.made_at_us)),
        });
    }
    res
}

fn local_date(made: &Made, instant: &str) -> Option<String> {
    let at: jiff::Timestamp = instant.parse().ok()?;
    Some(made.series.zone.local_date(at.as_microsecond()).to_string())
}
