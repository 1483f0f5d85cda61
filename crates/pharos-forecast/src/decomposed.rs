//! Seasonal decomposition with exponential smoothing of what is left (MSTL with ETS): the one member that works on slots,
//! and the one that is fitted anew at every origin, so it is asked at few of them.
//!
//! Source: K. Bandara, R. Hyndman, C. Bergmeir, "MSTL: a seasonal-trend decomposition algorithm for time series with
//! multiple seasonal patterns" (2021); R. Hyndman, A. Koehler, R. Snyder, S. Grose, "A state space framework for automatic
//! forecasting using exponential smoothing methods" (2002).

use augurs_core::prelude::*;
use augurs_ets::AutoETS;
use augurs_mstl::MSTLModel;

use crate::backtest::AHEAD;
use crate::conformal::Pair;
use crate::days::DayValues;
use crate::grid::Grid;
use crate::weights::{BUCKETS, bucket};

/// Name as shown to the planner.
pub(crate) const NAME: &str = "seasonal decomposition with exponential smoothing";
/// Weeks of history that are decomposed.
const WEEKS: usize = 26;
/// Weeks it needs.
const LEAST_WEEKS: usize = 4;
/// Days before the end at which it is asked: two origins see all days ahead, four the nearer ones.
const BACK_DAYS: [usize; 4] = [10, 20, 31, 42];
/// Its weight where it errs as much as the pool. Below a half: one model beside the mean of many.
const EVEN_WEIGHT: f64 = 0.3;
/// Share of that weight by bucket of days ahead: a trend that is carried on is of use for days, not for weeks (Taylor 2008).
const SHARE: [f64; BUCKETS] = [1.0, 1.0, 0.5, 0.0];
/// Weights fall with the ratio of errors to this power, as in the pool.
const POWER: i32 = 8;
/// Ratio of errors beyond which it is not listened to at all.
const HOPELESS: f64 = 1.4;

/// The decomposition beside the pool: what it says of the days ahead, and how much that counts.
#[derive(Debug, Clone)]
pub(crate) struct Blend {
    /// Its weight beside the pool by bucket of days ahead.
    pub weights: [f64; BUCKETS],
    /// Days ahead x slots; NaN on closed weekdays.
    said: Vec<f64>,
    slots: usize,
}

impl Blend {
    /// Asks the decomposition at some origins of the backtest, and of the days ahead if it was of use there. `past` has
    /// what the pool said of slots after each of `origins`, and what came. `None` for daily series (the pool's own
    /// smoothing does there what the decomposition does), for short ones, and where it errs much more than the pool.
    pub fn new(
        grid: &Grid,
        days: &DayValues,
        origins: &[usize],
        past: &[Vec<(usize, Pair)>],
        horizon_days: usize,
    ) -> Option<Self> {
        if grid.slots() == 1 || grid.days() < 7 * LEAST_WEEKS + BACK_DAYS[0] {
            return None;
        }
        let mut errors = [0.0; 2];
        for at in asked(grid.days(), origins) {
            let Some(own) = decomposed(grid, days, origins[at], AHEAD) else { continue };
            for (h, pair) in &past[at] {
                let said = own[h * grid.slots() + pair.slot];
                if said.is_finite() {
                    errors[0] += (pair.forecast - pair.value).abs();
                    errors[1] += (said - pair.value).abs();
                }
            }
        }
        let weight = weight(errors)?;
        let said = decomposed(grid, days, grid.days(), horizon_days)?;
        Some(Self { weights: SHARE.map(|share| share * weight), said, slots: grid.slots() })
    }

    /// The pool's mean of a slot so many days ahead (from 0), drawn to what the decomposition says.
    pub fn mix(&self, h: usize, slot: usize, pool: f64) -> f64 {
        let own = self.said[h * self.slots + slot];
        if own.is_finite() { pool + self.weights[bucket(h + 1)] * (own - pool) } else { pool }
    }
}

/// Places of the origins that lie nearest to [`BACK_DAYS`] before the end.
fn asked(end: usize, origins: &[usize]) -> Vec<usize> {
    let nearest = |back: usize| {
        let wanted = end.saturating_sub(back);
        (0..origins.len()).min_by_key(|at| origins[*at].abs_diff(wanted))
    };
    let mut res: Vec<usize> = BACK_DAYS.into_iter().filter_map(nearest).collect();
    res.dedup();
    res
}

/// Its weight by the ratio of its errors to the pool's; `None` where there are none or it is hopeless.
fn weight([pool, own]: [f64; 2]) -> Option<f64> {
    let ratio = own / pool;
    (pool > 0.0 && ratio < HOPELESS).then(|| 2.0 * EVEN_WEIGHT / (1.0 + ratio.powi(POWER)))
}

/// What the decomposition says at an origin (a day index): days ahead x slots. It works on square roots, on which counts
/// vary alike at all sizes (Anscombe 1948), over the open weekdays without gaps.
fn decomposed(grid: &Grid, days: &DayValues, origin: usize, days_ahead: usize) -> Option<Vec<f64>> {
    let slots = grid.slots();
    let is_open = |day: usize| grid.is_open_weekday(grid.weekday(day));
    let week = slots * (0..7).filter(|day| is_open(*day)).count();
    let known = |day: usize| days.values[day].is_finite();
    let mut roots: Vec<f64> = (origin.saturating_sub(7 * WEEKS)..origin)
        .filter(|day| is_open(*day))
        .flat_map(|day| grid.day(day).iter().map(move |value| if known(day) { *value } else { f64::NAN }))
        .map(f64::sqrt)
        .collect();
    if roots.len() < LEAST_WEEKS * week || !fill(&mut roots, week) {
        return None;
    }
    let periods = if week > slots { vec![slots, week] } else { vec![slots] };
    let model = MSTLModel::new(periods, AutoETS::non_seasonal().into_trend_model());
    let open_ahead = (0..days_ahead).filter(|h| is_open(origin + h)).count();
    let said = model.fit(&roots).ok()?.predict(open_ahead * slots, None).ok()?;
    let mut by_day = said.point.chunks(slots);
    let mut res = vec![];
    for h in 0..days_ahead {
        if is_open(origin + h) {
            res.extend(by_day.next()?.iter().map(|root| root.max(0.0).powi(2)));
        } else {
            res.extend(std::iter::repeat_n(f64::NAN, slots));
        }
    }
    Some(res)
}

/// A missing value takes that of a week before, else of a week after, else the mean: the decomposition knows no gaps.
/// `false` where nothing is known.
fn fill(values: &mut [f64], week: usize) -> bool {
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
    for at in 0..values.len() {
        if !values[at].is_finite() {
            let before = at.checked_sub(week).map(|at| values[at]);
            let after = values.get(at + week).copied().filter(|value| value.is_finite());
            values[at] = before.or(after).unwrap_or(mean);
        }
    }
    !known.is_empty()
}

#[cfg(test)]
mod tests;
