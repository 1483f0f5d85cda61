//! How a day spreads over its slots: shares of counts, or ratios of means.

use crate::days::DayValues;
use crate::grid::Grid;

/// Days after which an error of a profile counts half.
const HALF_LIFE_DAYS: f64 = 60.0;
/// Profiles are judged a week after they were drawn.
const LAG_DAYS: usize = 7;
/// (kept a day by the profile of all days, kept a week by that of the weekday).
const MEMORIES: [(f64, f64); 3] = [(0.95, 0.85), (0.98, 0.93), (0.995, 0.98)];
/// Weight of the weekday's own profile beside that of all days.
const OWN: [f64; 3] = [0.1, 0.5, 0.9];

/// Smoothed shares of slots: a profile of all days and one of each weekday. Sums are smoothed, not shares, so busy days
/// weigh more and a slot without contacts is no trouble.
#[derive(Debug, Clone)]
struct Memory {
    keep_all: f64,
    keep_own: f64,
    all: Vec<f64>,
    all_total: f64,
    own: [Vec<f64>; 7],
    own_total: [f64; 7],
}

impl Memory {
    fn new(slots: usize, (keep_all, keep_own): (f64, f64)) -> Self {
        Self {
            keep_all,
            keep_own,
            all: vec![0.0; slots],
            all_total: 0.0,
            own: std::array::from_fn(|_| vec![0.0; slots]),
            own_total: [0.0; 7],
        }
    }

    fn update(&mut self, weekday: usize, values: &[f64], usual: &[f64]) {
        let (mut seen, mut seen_share) = (0.0, 0.0);
        for (value, share) in values.iter().zip(usual) {
            if value.is_finite() {
                seen += value;
                seen_share += share;
            }
        }
        if seen <= 0.0 || seen_share < 0.5 {
            return;
        }
        let total = seen / seen_share.min(1.0);
        self.all_total = self.keep_all * self.all_total + total;
        self.own_total[weekday] = self.keep_own * self.own_total[weekday] + total;
        for (s, value) in values.iter().enumerate() {
            // A slot that is missing on one day is taken as usual.
            let value = if value.is_finite() { *value } else { total * usual[s] };
            self.all[s] = self.keep_all * self.all[s] + value;
            self.own[weekday][s] = self.keep_own * self.own[weekday][s] + value;
        }
    }

    /// The two profiles of a slot: of all days, of the weekday.
    fn of(&self, weekday: usize, slot: usize) -> (f64, f64) {
        let all =
            if self.all_total > 0.0 { self.all[slot] / self.all_total } else { 1.0 / self.all.len() as f64 };
        let own_total = self.own_total[weekday];
        (all, if own_total > 0.0 { self.own[weekday][slot] / own_total } else { all })
    }
}

/// Shares of the slots by weekday (7 x slots), at every origin of a backtest and at the end of history.
pub(crate) struct Shapes {
    at: Vec<Vec<f64>>,
    slots: usize,
}

impl Shapes {
    /// Nine profiles (three memories, three weights of the weekday's own) mixed by how well each spread the real totals
    /// of days a week later; `usual` fills slots that are missing.
    pub fn new(
        grid: &Grid,
        days: &DayValues,
        usual: &[Vec<f64>; 7],
        origins: &[usize],
        skip: impl Fn(i64) -> bool,
    ) -> Self {
        let slots = grid.slots();
        if slots == 1 {
            return Self { at: vec![vec![1.0; 7]; origins.len() + 1], slots };
        }
        let counts = |day: usize| days.values[day].is_finite() && !skip(days.day(day));
        let mut memories = MEMORIES.map(|keep| Memory::new(slots, keep));
        let n = grid.days();
        let from = n.saturating_sub(182).max(n / 3);
        let mut states: Vec<[Memory; 3]> = vec![];
        let mut errors = [0.0; 9];
        let mut kept: Vec<[Memory; 3]> = vec![];
        let mut next = 0;
        for day in 0..n {
            if origins.get(next) == Some(&day) {
                kept.push(memories.clone());
                next += 1;
            }
            if day >= from && day % 2 == 0 || day + LAG_DAYS >= n {
                states.push(memories.clone());
                judge(grid, day, &states, counts(day), n, &mut errors);
            }
            if counts(day) {
                let w = grid.weekday(day);
                memories.iter_mut().for_each(|memory| memory.update(w, grid.day(day), &usual[w]));
            }
        }
        kept.push(memories);
        let weights = weights(&errors);
        Self { at: kept.iter().map(|memories| mix(memories, &weights, slots)).collect(), slots }
    }

    /// Shares on a weekday, as known at an origin (or at the end: the number of origins).
    pub fn at(&self, origin: usize, weekday: usize) -> &[f64] {
        &self.at[origin][weekday * self.slots..(weekday + 1) * self.slots]
    }

    /// Shares on a weekday as known at the end of history.
    pub fn now(&self, weekday: usize) -> &[f64] {
        self.at(self.at.len() - 1, weekday)
    }
}

/// Adds the errors of the profiles of about a week ago on a day.
fn judge(grid: &Grid, day: usize, states: &[[Memory; 3]], counts: bool, end: usize, errors: &mut [f64; 9]) {
    // States are kept every second day.
    let Some(state) = states.len().checked_sub(1 + LAG_DAYS / 2).and_then(|at| states.get(at)) else {
        return;
    };
    if !counts {
        return;
    }
    let values = grid.day(day);
    let total: f64 = values.iter().filter(|v| v.is_finite()).sum();
    let weight = 0.5_f64.powf((end - day) as f64 / HALF_LIFE_DAYS);
    let w = grid.weekday(day);
    for (m, memory) in state.iter().enumerate() {
        for (s, value) in values.iter().enumerate().filter(|(_, v)| v.is_finite()) {
            let (all, own) = memory.of(w, s);
            for (k, part) in OWN.into_iter().enumerate() {
                errors[3 * m + k] += weight * (value - total * (part * own + (1.0 - part) * all)).abs();
            }
        }
    }
}

fn weights(errors: &[f64; 9]) -> [f64; 9] {
    let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
    let raw = errors.map(|error| if error > 0.0 { (error / best).powf(-6.0) } else { 1.0 });
    let sum: f64 = raw.iter().sum();
    raw.map(|weight| weight / sum)
}

fn mix(memories: &[Memory; 3], weights: &[f64; 9], slots: usize) -> Vec<f64> {
    let mut res = vec![0.0; 7 * slots];
    for (at, share) in res.iter_mut().enumerate() {
        let (w, s) = (at / slots, at % slots);
        for (m, memory) in memories.iter().enumerate() {
            let (all, own) = memory.of(w, s);
            for (k, part) in OWN.into_iter().enumerate() {
                *share += weights[3 * m + k] * (part * own + (1.0 - part) * all);
            }
        }
    }
    res
}

/// Contacts that stand for "this slot is like the day" when the ratio of a slot's mean to its day's is drawn.
const RATIO_PRIOR_CONTACTS: f64 = 300.0;
/// Kept a day of the sums behind ratios.
const RATIO_KEEP: f64 = 0.985;

/// Ratios of slot means to the day's mean (handle time by time of day), drawn to 1 by the contacts behind them.
pub(crate) fn slot_ratios(sums: &Grid, counts: &Grid, days: &DayValues) -> Vec<f64> {
    let slots = sums.slots();
    let (mut seen, mut expected, mut contacts) = (vec![0.0; slots], vec![0.0; slots], vec![0.0; slots]);
    for day in 0..sums.days() {
        let mean = days.values[day];
        if !mean.is_finite() {
            continue;
        }
        for s in 0..slots {
            let (sum, n) = (sums.day(day)[s], counts.day(day)[s]);
            let fine = sum.is_finite() && n > 0.0;
            seen[s] = RATIO_KEEP * seen[s] + if fine { sum } else { 0.0 };
            expected[s] = RATIO_KEEP * expected[s] + if fine { n * mean } else { 0.0 };
            contacts[s] = RATIO_KEEP * contacts[s] + if fine { n } else { 0.0 };
        }
    }
    (0..slots)
        .map(|s| {
            let usual = if contacts[s] > 0.0 { expected[s] / contacts[s] } else { 1.0 };
            let prior = RATIO_PRIOR_CONTACTS * usual;
            (seen[s] + prior) / (expected[s] + prior)
        })
        .collect()
}

#[cfg(test)]
mod tests;
