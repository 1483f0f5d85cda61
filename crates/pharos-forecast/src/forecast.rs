//! The forecast of one measure of one series.

use pharos_domain::Quantiles;
use serde::{Deserialize, Serialize};

use crate::backtest::{AHEAD, Backtest};
use crate::conformal::{Calibration, Group, LEADS, Pair, lead};
use crate::days::{DayValues, usual_shares};
use crate::decomposed::{self, Blend};
use crate::events::{Event, EventShapes, KindEffect};
use crate::futures::Templates;
use crate::grid::Grid;
use crate::shape::Shapes;
use crate::weights::{BUCKETS, Weights};

/// What a forecast is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Days ahead, from the day after the history's last.
    pub horizon_days: usize,
    /// Events of the past and of the days ahead.
    pub events: &'a [Event],
    /// What other queues learned of kinds of events.
    pub prior: &'a [KindEffect],
}

/// How much is computed for a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effort {
    /// The pool alone: some milliseconds a series.
    #[default]
    Fast,
    /// With the members that are fitted anew at every origin: some tenths of a second a series.
    Thorough,
}

/// A member of the pool with its weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberWeight {
    /// Name of the member.
    pub member: String,
    /// Weight 1 to 3, 4 to 9, 10 to 18 and more days ahead.
    pub weights: [f64; BUCKETS],
}

/// A forecast of contacts: slots, days and weeks, each with its own calibrated quantiles.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// Day number (since 1970-01-01) of the first day ahead.
    pub first_day: i64,
    /// Days ahead x slots. Slots that are closed on their weekday are certain zeros.
    pub slots: Vec<Quantiles>,
    /// Totals of the days ahead.
    pub days: Vec<Quantiles>,
    /// Totals of seven days ahead each.
    pub weeks: Vec<Quantiles>,
    /// Whether a slot (days ahead x slots) is open.
    pub open: Vec<bool>,
    /// The pool with its weights, heaviest first.
    pub members: Vec<MemberWeight>,
    /// What this series taught of kinds of events.
    pub learned: Vec<KindEffect>,
    /// Past origins the weights and intervals were learned from: with few the intervals are wide.
    pub origins: usize,
    pub(crate) templates: Templates,
}

impl Forecast {
    /// Number of slots a day has.
    pub fn slots_a_day(&self) -> usize {
        self.slots.len() / self.days.len().max(1)
    }

    /// The quantiles of a day ahead (from 0) and slot.
    pub fn at(&self, day: usize, slot: usize) -> &Quantiles {
        &self.slots[day * self.slots_a_day() + slot]
    }
}

/// Forecasts the contacts of the days after a history.
///
/// The total of a day comes from the pool of day members, weighted by their errors at past origins for as many days
/// ahead; the slots from smoothed shares; events act on both. Intervals are calibrated by the misses of the same
/// procedure at past origins, for slots, days and weeks apart, and never narrower than counts of that size are by
/// chance. A history of a day is enough; how little is known shows in the intervals.
pub fn forecast(grid: &Grid, request: &Request<'_>) -> Forecast {
    forecast_with(grid, request, Effort::Fast)
}

/// [`forecast`] with a choice of effort.
pub fn forecast_with(grid: &Grid, request: &Request<'_>, effort: Effort) -> Forecast {
    let days = DayValues::totals(grid);
    let usual = usual_shares(grid);
    let test = Backtest::run(&days, request.horizon_days, request.events, request.prior);
    let weights = Weights::new(&test, grid.days());
    let special = |day: i64| request.events.iter().any(|event| event.touches(day));
    let shapes = Shapes::new(grid, &days, &usual, &test.origins, special);
    let bends = EventShapes::learn(grid, request.events, &usual);
    let past = Past::new(grid, &days, &test, &weights, &shapes, &bends, request.events);
    let floor = past.dispersion();
    let blend = match effort {
        Effort::Fast => None,
        Effort::Thorough => {
            Blend::new(grid, &days, &test.origins, &past.slots_by_origin, request.horizon_days)
        }
    };
    let end = grid.days();
    let by_slot = Calibration::new(&past.slots, grid.slots(), end, floor);
    let by_day = Calibration::new(&past.days, 1, end, floor);
    let by_week = Calibration::new(&past.weeks, 1, end, floor);
    let mut res = Forecast {
        first_day: days.day(end),
        slots: Vec::with_capacity(request.horizon_days * grid.slots()),
        days: Vec::with_capacity(request.horizon_days),
        weeks: vec![],
        open: Vec::with_capacity(request.horizon_days * grid.slots()),
        members: members(&test, &weights, blend.as_ref()),
        learned: test.learned.clone(),
        origins: test.origins.len(),
        templates: Templates::new(&past.slots_by_origin, &by_slot, grid.slots()),
    };
    for h in 0..request.horizon_days {
        let total = weights.combine(h + 1, |k| test.ahead(k, h));
        let mut means = slot_means(grid, &shapes, &bends, request.events, h, total);
        let number = days.day(end + h);
        if let Some(blend) = blend.as_ref().filter(|_| !request.events.iter().any(|e| e.touches(number))) {
            means.iter_mut().enumerate().for_each(|(s, mean)| *mean = blend.mix(h, s, *mean));
        }
        add_day(&mut res, h, grid, &means, request.events, (&by_slot, &by_day));
    }
    for (week, days) in res.days.chunks(7).enumerate() {
        let total: f64 = days.iter().map(|day| day.mean).sum();
        res.weeks.push(quantiles(&by_week, 7 * week + 7, 0, total));
    }
    res
}

fn quantiles(calibration: &Calibration, ahead: usize, slot: usize, mean: f64) -> Quantiles {
    if mean > 0.0 {
        Quantiles::from_values(mean, calibration.around(ahead, slot, mean))
    } else {
        Quantiles::certain(0.0)
    }
}

/// Means of the slots of a day ahead: the day's total by its shares.
fn slot_means(
    grid: &Grid,
    shapes: &Shapes,
    bends: &EventShapes,
    events: &[Event],
    h: usize,
    total: f64,
) -> Vec<f64> {
    let day = grid.days() + h;
    let total = if total.is_finite() { total } else { 0.0 };
    let mut shares = shapes.now(grid.weekday(day)).to_vec();
    bends.bend(events, grid.first_day() + day as i64, &mut shares);
    shares.iter().map(|share| total * share).collect()
}

fn add_day(
    res: &mut Forecast,
    h: usize,
    grid: &Grid,
    means: &[f64],
    events: &[Event],
    (by_slot, by_day): (&Calibration, &Calibration),
) {
    let number = res.first_day + h as i64;
    let w = grid.weekday(grid.days() + h);
    let closed: Vec<&Event> =
        events.iter().filter(|event| event.is_closed() && event.touches(number)).collect();
    let is_open = |s: usize| {
        let start = number * 86_400 + i64::from(grid.slot_starts_s()[s]);
        let end = start + i64::from(grid.slot_s());
        grid.open_on(w)[s] && !closed.iter().any(|event| event.start_s <= start && end <= event.end_s)
    };
    let mut sum = 0.0;
    for (s, mean) in means.iter().enumerate() {
        let open = is_open(s);
        let mean = if open { *mean } else { 0.0 };
        sum += mean;
        res.open.push(open);
        res.slots.push(quantiles(by_slot, h + 1, s, mean));
    }
    res.days.push(quantiles(by_day, h + 1, 0, sum));
}

fn members(test: &Backtest, weights: &Weights, blend: Option<&Blend>) -> Vec<MemberWeight> {
    let beside = blend.map_or([0.0; BUCKETS], |blend| blend.weights);
    let own = |(k, name): (usize, &String)| {
        let own = weights.of(k);
        MemberWeight { member: name.clone(), weights: std::array::from_fn(|b| own[b] * (1.0 - beside[b])) }
    };
    let mut res: Vec<MemberWeight> = test.names.iter().enumerate().map(own).collect();
    if blend.is_some() {
        res.push(MemberWeight { member: decomposed::NAME.to_owned(), weights: beside });
    }
    let sum = |member: &MemberWeight| member.weights.iter().sum::<f64>();
    res.sort_by(|a, b| sum(b).total_cmp(&sum(a)));
    res
}

/// What the whole procedure would have said at the origins of the backtest, beside what came.
struct Past {
    slots: Vec<Group>,
    days: Vec<Group>,
    weeks: Vec<Group>,
    /// By origin: (days ahead from 0, pair).
    slots_by_origin: Vec<Vec<(usize, Pair)>>,
}

impl Past {
    fn new(
        grid: &Grid,
        days: &DayValues,
        test: &Backtest,
        weights: &Weights,
        shapes: &Shapes,
        bends: &EventShapes,
        events: &[Event],
    ) -> Self {
        let mut res = Self { slots: vec![], days: vec![], weeks: vec![], slots_by_origin: vec![] };
        for (o, origin) in test.origins.iter().enumerate() {
            let mut said: Vec<(usize, Pair)> = vec![];
            for h in 0..AHEAD {
                let day = origin + h;
                if !days.values.get(day).is_some_and(|value| value.is_finite()) {
                    continue;
                }
                let total = weights.combine(h + 1, |k| test.said(k, o)[h]);
                if !total.is_finite() {
                    continue;
                }
                let mut shares = shapes.at(o, grid.weekday(day)).to_vec();
                bends.bend(events, days.day(day), &mut shares);
                for (slot, value) in grid.day(day).iter().enumerate().filter(|(_, value)| value.is_finite()) {
                    said.push((h, Pair { slot, forecast: total * shares[slot], value: *value }));
                }
            }
            res.add_groups(*origin, &said);
            res.slots_by_origin.push(said);
        }
        res
    }

    fn add_groups(&mut self, origin: usize, said: &[(usize, Pair)]) {
        for l in 0..LEADS {
            let own: Vec<(usize, Pair)> = said.iter().copied().filter(|(h, _)| lead(h + 1) == l).collect();
            let Some(last) = own.iter().map(|(h, _)| *h).max() else { continue };
            let known = origin + last + 1;
            self.days.push(Group { known, lead: l, pairs: sums(&own, |h| h) });
            self.slots.push(Group { known, lead: l, pairs: own.into_iter().map(|(_, pair)| pair).collect() });
        }
        for week in 0..AHEAD / 7 {
            let own: Vec<(usize, Pair)> = said.iter().copied().filter(|(h, _)| h / 7 == week).collect();
            let Some(last) = own.iter().map(|(h, _)| *h).max() else { continue };
            let group =
                Group { known: origin + last + 1, lead: lead(7 * week + 7), pairs: sums(&own, |h| h / 7) };
            self.weeks.push(group);
        }
    }

    /// Variance of slots around their share of the real total of the day, over their mean: what chance does even when the
    /// level is known. At most 1 (a count's own), less for what varies less than counts do.
    fn dispersion(&self) -> f64 {
        let (mut squares, mut n) = (0.0, 0.0);
        for said in &self.slots_by_origin {
            for day in said.chunk_by(|a, b| a.0 == b.0) {
                let (forecast, value) =
                    day.iter().fold((0.0, 0.0), |(f, v), (_, pair)| (f + pair.forecast, v + pair.value));
                let level = if day.len() > 1 && forecast > 0.0 { value / forecast } else { 1.0 };
                for (_, pair) in day {
                    let mean = (pair.forecast * level).max(0.3);
                    squares += ((pair.value - mean).powi(2) / mean).min(9.0);
                    n += 1.0;
                }
            }
        }
        if n > 0.0 { (squares / n).min(1.0) } else { 1.0 }
    }
}

/// Pairs summed over what `part` puts together.
fn sums(said: &[(usize, Pair)], part: impl Fn(usize) -> usize) -> Vec<Pair> {
    let same = |a: &(usize, Pair), b: &(usize, Pair)| part(a.0) == part(b.0);
    let sum = |pairs: &[(usize, Pair)]| Pair {
        slot: 0,
        forecast: pairs.iter().map(|(_, pair)| pair.forecast).sum(),
        value: pairs.iter().map(|(_, pair)| pair.value).sum(),
    };
    said.chunk_by(same).map(sum).collect()
}

#[cfg(test)]
mod tests;
