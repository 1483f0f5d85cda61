//! Business events: windows on the local clock with a kind, and what kinds did to volume in the past.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::grid::{Grid, date_of};
use crate::level::{Level, LevelSettings, to_log};

const DAY_S: i64 = 86_400;

/// A window of time in which something unusual goes on: a campaign, an outage, a holiday, a release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Name as a person entered it.
    pub name: String,
    /// What is alike: events of one kind are taken to act alike. `closed` means that nobody is there to answer.
    pub kind: String,
    /// Start on the local clock (inclusive), seconds since 1970-01-01 as if it showed UTC.
    pub start_s: i64,
    /// End on the local clock (exclusive).
    pub end_s: i64,
    /// What a person expects: share added to the volume (0.4 for 40 % more); `None` leaves it to history.
    pub expected: Option<f64>,
}

impl Event {
    /// Whether the event touches a day (number since 1970-01-01).
    pub fn touches(&self, day: i64) -> bool {
        self.start_s < (day + 1) * DAY_S && day * DAY_S < self.end_s
    }

    /// Whether the centre is closed during it.
    pub fn is_closed(&self) -> bool {
        self.kind.eq_ignore_ascii_case("closed")
    }
}

/// What a kind of event did to the volume of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindEffect {
    /// The kind.
    pub kind: String,
    /// Log of the factor on a day's volume.
    pub log_factor: f64,
    /// Days it was learned from, over all queues it was pooled over.
    pub days: f64,
}

/// Pools what several queues learned of each kind: the mean, each queue weighing by the days it saw.
pub fn pool_effects(queues: &[Vec<KindEffect>]) -> Vec<KindEffect> {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for effect in queues.iter().flatten() {
        let entry = sums.entry(&effect.kind).or_default();
        entry.0 += effect.days * effect.log_factor;
        entry.1 += effect.days;
    }
    let pooled = |(kind, (sum, days)): (&str, (f64, f64))| {
        (days > 0.0).then(|| KindEffect { kind: kind.to_owned(), log_factor: sum / days, days })
    };
    sums.into_iter().filter_map(pooled).collect()
}

/// Classes of the place of a day in its month.
const MONTH_CLASSES: usize = 20;

/// First ten days, last five, the five around the middle.
fn month_class(day: i64) -> Option<usize> {
    let date = date_of(day);
    let of_month = date.day() as usize;
    let to_end = (date.days_in_month() - date.day()) as usize;
    match of_month {
        1..=10 => Some(of_month - 1),
        _ if to_end < 5 => Some(10 + to_end),
        14..=18 => Some(15 + of_month - 14),
        _ => None,
    }
}

/// Multiplicative effects of days, learned one day after the other from the innovations of a plain level model, so that
/// a backtest never sees what had not happened yet: place in the month, the day after a closed one, kinds of events.
#[derive(Debug, Clone)]
pub(crate) struct Effects<'a> {
    base: Level,
    month: [Tally; MONTH_CLASSES],
    after_closed: Tally,
    kinds: BTreeMap<&'a str, Tally>,
    events: &'a [Event],
    prior: &'a [KindEffect],
    /// Faded absolute innovations without and with the month's effects.
    worth: [f64; 2],
    closed_before: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    sum: f64,
    squares: f64,
    n: f64,
}

impl Tally {
    fn add(&mut self, e: f64, keep: f64) {
        self.sum = keep * self.sum + e;
        self.squares = keep * self.squares + e * e;
        self.n = keep * self.n + 1.0;
    }
}

impl<'a> Effects<'a> {
    pub fn new(start: &crate::level::Start, events: &'a [Event], prior: &'a [KindEffect]) -> Self {
        let set = LevelSettings { alpha: 0.1, gamma: 0.1, beta: 0.0, phi: 0.9, bound: 3.0 };
        Self {
            base: Level::new(set, start),
            month: [Tally::default(); MONTH_CLASSES],
            after_closed: Tally::default(),
            kinds: BTreeMap::new(),
            events,
            prior,
            worth: [0.0; 2],
            closed_before: false,
        }
    }

    /// Events of a day that act on its volume.
    fn acting(&self, day: i64) -> impl Iterator<Item = &'a Event> + use<'a> {
        self.events.iter().filter(move |event| event.touches(day) && !event.is_closed())
    }

    /// Whether a short event (a week at most) makes a day unfit to learn the usual from.
    pub fn is_special(&self, day: i64) -> bool {
        self.events.iter().any(|event| event.touches(day) && event.end_s - event.start_s <= 7 * DAY_S)
    }

    /// Takes the value of a day; NaN for none.
    pub fn update(&mut self, day: i64, value: f64) {
        let y = to_log(value);
        let expected = self.base.at(day);
        let e = y - expected;
        let kinds: Vec<&'a str> = self.acting(day).map(|event| event.kind.as_str()).collect();
        if y.is_finite() && !kinds.is_empty() {
            let rest: f64 = kinds.iter().map(|kind| self.of_kind(kind)).sum();
            for kind in &kinds {
                let own = e - rest + self.of_kind(kind);
                self.kinds.entry(kind).or_default().add(own.clamp(-3.0, 3.0), 1.0);
            }
        }
        if self.is_special(day) {
            self.base.take(day, f64::NAN);
        } else {
            self.learn_plain(day, y - self.of_events(day));
        }
        self.closed_before = !y.is_finite() && self.base.is_open_on(day);
    }

    fn learn_plain(&mut self, day: i64, y: f64) {
        let month = self.of_month(day);
        let Some(e) = self.base.take(day, y) else { return };
        self.worth = self.worth.map(|w| 0.99 * w);
        self.worth[0] += e.abs();
        self.worth[1] += (e - month).abs();
        let kept = e.clamp(-0.5, 0.5);
        if let Some(class) = month_class(day) {
            self.month[class].add(kept, 0.98);
        }
        if self.closed_before {
            self.after_closed.add(kept, 0.98);
        }
    }

    fn of_month(&self, day: i64) -> f64 {
        month_class(day).map_or(0.0, |class| self.month[class].sum / (self.month[class].n + 4.0))
    }

    /// A kind's effect: its own mean, drawn to what other queues saw by how noisy it is (James and Stein 1961,
    /// positive part).
    fn of_kind(&self, kind: &str) -> f64 {
        let prior = self.prior.iter().find(|p| p.kind == kind).map_or(0.0, |p| p.log_factor);
        let Some(tally) = self.kinds.get(kind) else { return prior };
        let mean = tally.sum / tally.n;
        let noise = self.base.scale().powi(2) / tally.n;
        let keep = (1.0 - noise / ((mean - prior).powi(2) + 1e-12)).max(0.0);
        prior + keep * (mean - prior)
    }

    fn of_events(&self, day: i64) -> f64 {
        self.acting(day)
            .map(|event| {
                event
                    .expected
                    .map_or_else(|| self.of_kind(&event.kind), |share| (1.0 + share.max(-0.99)).ln())
            })
            .sum()
    }

    /// Log of the factor of a day. The month counts only while it has shown its worth.
    pub fn at(&self, day: i64, last_day: i64) -> f64 {
        let month = if self.worth[1] < 0.995 * self.worth[0] { self.of_month(day) } else { 0.0 };
        let closed_before = if day == last_day + 1 {
            self.closed_before
        } else {
            self.events.iter().any(|event| event.is_closed() && event.touches(day - 1))
        };
        let after = if closed_before { self.after_closed.sum / (self.after_closed.n + 3.0) } else { 0.0 };
        month + after + self.of_events(day)
    }

    /// What was learned of each kind.
    pub fn learned(&self) -> Vec<KindEffect> {
        let own = |(kind, tally): (&&str, &Tally)| KindEffect {
            kind: (*kind).to_owned(),
            log_factor: tally.sum / tally.n,
            days: tally.n,
        };
        self.kinds.iter().map(own).collect()
    }
}

/// How the shares of slots differ on days of a kind: ratios to the usual shares, drawn to 1 by the contacts behind them.
#[derive(Debug, Clone)]
pub(crate) struct EventShapes {
    ratios: BTreeMap<String, Vec<f64>>,
}

impl EventShapes {
    pub fn learn(grid: &Grid, events: &[Event], usual: &[Vec<f64>; 7]) -> Self {
        let mut sums: BTreeMap<String, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
        for day in 0..grid.days() {
            let number = grid.first_day() + day as i64;
            let values = grid.day(day);
            let total: f64 = values.iter().filter(|v| v.is_finite()).sum();
            for event in events.iter().filter(|event| event.touches(number) && !event.is_closed()) {
                let zero = || (vec![0.0; grid.slots()], vec![0.0; grid.slots()]);
                let (seen, expected) = sums.entry(event.kind.clone()).or_insert_with(zero);
                for (s, value) in values.iter().enumerate().filter(|(_, v)| v.is_finite()) {
                    seen[s] += value;
                    expected[s] += total * usual[grid.weekday(day)][s];
                }
            }
        }
        let prior = 30.0;
        let ratio = |(seen, expected): (Vec<f64>, Vec<f64>)| {
            seen.iter().zip(&expected).map(|(s, e)| (s + prior) / (e + prior)).collect()
        };
        Self { ratios: sums.into_iter().map(|(kind, both)| (kind, ratio(both))).collect() }
    }

    /// Bends the shares of a day by the kinds that act on it; the sum stays.
    pub fn bend(&self, events: &[Event], day: i64, shares: &mut [f64]) {
        let before: f64 = shares.iter().sum();
        for event in events.iter().filter(|event| event.touches(day)) {
            if let Some(ratios) = self.ratios.get(&event.kind) {
                shares.iter_mut().zip(ratios).for_each(|(share, ratio)| *share *= ratio);
            }
        }
        let after: f64 = shares.iter().sum();
        if after > 0.0 {
            shares.iter_mut().for_each(|share| *share *= before / after);
        }
    }
}

#[cfg(test)]
mod tests;
