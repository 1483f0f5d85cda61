//! Last years' course of a series without its weekdays.

use crate::level::Level;

/// 52 weeks: the same weekday a year ago.
const YEAR: i64 = 364;
/// Years that are looked back at.
const YEARS: i64 = 3;
/// Days the level needs before its past says anything.
const WARM_DAYS: i64 = 21;

/// Log values without weekday and the levels at each day, kept to be looked up a year later.
#[derive(Debug, Clone, Default)]
pub(crate) struct Course {
    first_day: Option<i64>,
    last_day: i64,
    plain: Vec<f64>,
    slow: Vec<f64>,
    fast: Vec<f64>,
}

impl Course {
    /// Notes a day after its value was taken into the levels.
    pub fn note(&mut self, day: i64, base: &Level, fast: f64, y: f64) {
        self.first_day.get_or_insert(day);
        self.last_day = day;
        let e = y - base.level - base.weekday_effect(day);
        // A single wild day must not be expected again at full height.
        self.plain.push(base.level + e.clamp(-1.5, 1.5));
        self.slow.push(base.level);
        self.fast.push(fast);
    }

    /// Over the last years: by how much the days around (so many before and after) stood above the slow level of the
    /// day a year before the last one, and by how much the fast level stood above the slow one then.
    pub fn of(&self, day: i64, half_window: i64) -> Option<(f64, f64)> {
        let first = self.first_day?;
        let (mut rise, mut deviation, mut weight) = (0.0, 0.0, 0.0);
        for back in 1..=YEARS {
            let then = self.last_day - YEAR * back - first;
            let target = day - YEAR * back;
            if then < WARM_DAYS || target + half_window > self.last_day {
                continue;
            }
            if let Some(around) = self.around(target, half_window) {
                let w = 1.0 / back as f64;
                let slow = self.slow[then as usize];
                rise += w * (around - slow);
                deviation += w * (self.fast[then as usize] - slow);
                weight += w;
            }
        }
        (weight > 0.0).then(|| (rise / weight, deviation / weight))
    }

    /// Triangular mean of the days around a day.
    fn around(&self, day: i64, half_window: i64) -> Option<f64> {
        let first = self.first_day?;
        let (mut sum, mut weight) = (0.0, 0.0);
        for d in -half_window..=half_window {
            let at = usize::try_from(day + d - first).ok();
            if let Some(value) = at.and_then(|at| self.plain.get(at)).filter(|v| v.is_finite()) {
                let w = 1.0 - d.abs() as f64 / (half_window + 1) as f64;
                sum += w * value;
                weight += w;
            }
        }
        (weight > 0.0).then(|| sum / weight)
    }
}
