//! Odd days and slots of a history, for a person to judge. The history itself is never changed: decisions are applied to
//! a copy that forecasts learn from.

use serde::{Deserialize, Serialize};

use crate::days::{median, same_weekday_around, usual_shares};
use crate::grid::Grid;

/// Robust deviations a day must stand off to be named.
const DAY_LIMIT: f64 = 4.0;
/// The same for a slot.
const SLOT_LIMIT: f64 = 6.0;
/// Weeks on each side whose same weekdays say what is usual.
const WEEKS: usize = 6;

/// What looks wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OddKind {
    /// Nothing or nearly nothing came: closed, or the source was down.
    Empty,
    /// Far more than usual.
    High,
    /// Far less than usual.
    Low,
    /// Part of the day has no values.
    Gaps,
}

/// A day, or slots of it, that stand off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Odd {
    /// Day number since 1970-01-01.
    pub day: i64,
    /// Slots `from..to` of the day; `None`: the whole day.
    pub slots: Option<(usize, usize)>,
    /// What looks wrong.
    pub kind: OddKind,
    /// What came; `None` for gaps.
    pub came: Option<f64>,
    /// What was usual: the median of the same weekday in the six weeks before and after (times the usual share, for slots).
    pub usual: f64,
    /// How many robust deviations (scaled median absolute deviation of log ratios) it stands off.
    pub deviations: f64,
}

/// What a person decides of an odd day or slot.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It was demand; learn from it.
    Keep,
    /// Learn nothing from it.
    LeaveOut,
    /// Learn from this total instead (spread as the day was, or as usual where it had nothing).
    Replace(f64),
}

/// A decision on a day or on some of its slots.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// Day number since 1970-01-01.
    pub day: i64,
    /// Slots `from..to`; `None`: the whole day.
    pub slots: Option<(usize, usize)>,
    /// What is to be done.
    pub decision: Decision,
}

/// Finds odd days and slots. A day is odd when its total stands more than four robust deviations off the median of
/// its weekday around, on the log scale; a run of slots when it stands off the day's own total spread by the usual shares
/// by more than chance and shape explain.
pub fn odd_ones(grid: &Grid) -> Vec<Odd> {
    let raw: Vec<f64> = (0..grid.days()).map(|day| total(grid.day(day))).collect();
    let shares = usual_shares(grid);
    // The level of a day as most of its slots say it, so that one wild slot does not make a wild day.
    let level = |day: usize| {
        if raw[day] > 0.0 { level_of(grid.day(day), &shares[grid.weekday(day)]) } else { raw[day] }
    };
    let levels: Vec<f64> = (0..grid.days()).map(level).collect();
    let totals: Vec<f64> =
        (0..grid.days()).map(|day| scaled_total(grid.day(day), &shares[grid.weekday(day)])).collect();
    let usual: Vec<Option<f64>> =
        (0..totals.len()).map(|day| median(same_weekday_around(&totals, day, WEEKS))).collect();
    let ratio = |day: usize| {
        usual[day].map(|usual| (levels[day].max(0.5) / usual.max(0.5)).ln()).filter(|r| r.is_finite())
    };
    let spread = 1.4826 * median((0..levels.len()).filter_map(ratio).map(f64::abs).collect()).unwrap_or(0.0);
    let mut res = vec![];
    for day in 0..grid.days() {
        let Some(usual) = usual[day].filter(|usual| *usual > 0.0 && grid.is_open_weekday(grid.weekday(day)))
        else {
            continue;
        };
        let number = grid.first_day() + day as i64;
        let chance = 1.0 / usual.sqrt();
        let deviations = ratio(day).map_or(0.0, |ratio| ratio / spread.max(0.02).max(chance));
        let kind = match raw[day] {
            came if !came.is_finite() => Some(OddKind::Empty),
            came if came < 0.1 * usual && usual > 20.0 => Some(OddKind::Empty),
            _ if deviations > DAY_LIMIT => Some(OddKind::High),
            _ if deviations < -DAY_LIMIT => Some(OddKind::Low),
            _ => None,
        };
        if let Some(kind) = kind {
            let came = raw[day].is_finite().then_some(raw[day]);
            res.push(Odd { day: number, slots: None, kind, came, usual, deviations: deviations.abs() });
        } else if grid.slots() > 1 {
            odd_slots(grid, day, levels[day], &shares[grid.weekday(day)], &mut res);
        }
    }
    res
}

/// The total a day would have if all slots stood as the middle one does, by their usual shares; the plain total where the
/// slots are too small to say.
fn level_of(values: &[f64], shares: &[f64]) -> f64 {
    let scaled = scaled_total(values, shares);
    let each: Vec<f64> = values
        .iter()
        .zip(shares)
        .filter(|(value, share)| value.is_finite() && scaled * **share >= 8.0)
        .map(|(value, share)| value / share)
        .collect();
    if each.len() < 3 { scaled } else { median(each).unwrap_or(scaled) }
}

/// The total of a day with missing slots made up for.
fn scaled_total(values: &[f64], shares: &[f64]) -> f64 {
    let known: f64 = values.iter().zip(shares).filter(|(v, _)| v.is_finite()).map(|(_, share)| share).sum();
    total(values) / known.clamp(0.05, 1.0)
}

fn total(values: &[f64]) -> f64 {
    let known = values.iter().filter(|value| value.is_finite());
    if known.clone().count() == 0 { f64::NAN } else { known.sum() }
}

/// Runs of slots of one day that stand off in one direction.
fn odd_slots(grid: &Grid, day: usize, total: f64, shares: &[f64], res: &mut Vec<Odd>) {
    let values = grid.day(day);
    let open = grid.open_on(grid.weekday(day));
    let side = |s: usize| -> (i8, f64) {
        if !open[s] || !total.is_finite() {
            return (0, 0.0);
        }
        let usual = total * shares[s];
        if !values[s].is_finite() {
            return (if usual >= 5.0 { 2 } else { 0 }, 0.0);
        }
        // Shapes move by some ten percent from day to day, counts by their root.
        let sd = (usual.max(1.0) + (0.12 * usual).powi(2)).sqrt();
        let off = (values[s] - usual) / sd;
        (
            if off > SLOT_LIMIT {
                1
            } else if off < -SLOT_LIMIT {
                -1
            } else {
                0
            },
            off.abs(),
        )
    };
    let sides: Vec<(i8, f64)> = (0..values.len()).map(side).collect();
    let mut from = 0;
    for run in sides.chunk_by(|a, b| a.0 == b.0) {
        let to = from + run.len();
        let kind = match run[0].0 {
            1 => Some(OddKind::High),
            -1 => Some(OddKind::Low),
            2 => Some(OddKind::Gaps),
            _ => None,
        };
        if let Some(kind) = kind {
            let came = (kind != OddKind::Gaps).then(|| values[from..to].iter().sum());
            let usual = total * shares[from..to].iter().sum::<f64>();
            let deviations = run.iter().map(|side| side.1).fold(0.0, f64::max);
            let day = grid.first_day() + day as i64;
            res.push(Odd { day, slots: Some((from, to)), kind, came, usual, deviations });
        }
        from = to;
    }
}

/// The history as decided: left out and replaced where a person said so.
#[must_use]
pub fn cleaned(grid: &Grid, decided: &[Decided]) -> Grid {
    let shares = usual_shares(grid);
    let mut res = grid.clone();
    for decision in decided {
        let Some(day) =
            usize::try_from(decision.day - grid.first_day()).ok().filter(|day| *day < grid.days())
        else {
            continue;
        };
        let share = &shares[grid.weekday(day)];
        let open = grid.open_on(grid.weekday(day)).to_vec();
        let (from, to) = decision.slots.unwrap_or((0, grid.slots()));
        let values = &mut res.day_mut(day)[from.min(open.len())..to.min(open.len())];
        match decision.decision {
            Decision::Keep => {}
            Decision::LeaveOut => values.fill(f64::NAN),
            Decision::Replace(wanted) => {
                let before: f64 = values.iter().filter(|value| value.is_finite()).sum();
                let usual: f64 = share[from..to].iter().sum();
                for (s, value) in values.iter_mut().enumerate() {
                    let part = if before > 0.0 && value.is_finite() {
                        *value / before
                    } else {
                        share[from + s] / usual.max(1e-12)
                    };
                    *value =
                        if open[from + s] || value.is_finite() { wanted.max(0.0) * part } else { f64::NAN };
                }
            }
        }
    }
    res
}

#[cfg(test)]
mod tests;
