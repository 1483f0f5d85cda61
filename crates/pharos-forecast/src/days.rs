//! Values of days as the members of the pool see them.

use crate::grid::Grid;

/// A model of day values that is fed day by day and can be asked at any moment.
pub(crate) trait DayMember {
    /// Name as shown to the planner.
    fn name(&self) -> String;
    /// Takes the next day; NaN where it has no value.
    fn update(&mut self, day: i64, value: f64);
    /// The value of a later day (day number since 1970-01-01); `None` where the member cannot say.
    fn forecast(&self, day: i64) -> Option<f64>;
}

/// Day values with missing slots made up for, and days that say nothing left out.
#[derive(Debug, Clone)]
pub(crate) struct DayValues {
    pub first_day: i64,
    /// NaN where the day is closed, missing or left out.
    pub values: Vec<f64>,
    pub open_weekday: [bool; 7],
}

impl DayValues {
    /// Totals of a grid of counts. A day that lacks slots is scaled by the usual shares of those it has; one that lacks
    /// more than two thirds is left out, and so is a day of nearly nothing among busy ones.
    pub fn totals(grid: &Grid) -> Self {
        let shares = usual_shares(grid);
        let total = |day: usize| {
            let (mut sum, mut seen) = (0.0, 0.0);
            for (value, share) in grid.day(day).iter().zip(&shares[grid.weekday(day)]) {
                if value.is_finite() {
                    sum += value;
                    seen += share;
                }
            }
            if seen < 0.3 { f64::NAN } else { sum / seen.min(1.0) }
        };
        let mut values: Vec<f64> = (0..grid.days()).map(total).collect();
        leave_out_dead_days(&mut values);
        Self { first_day: grid.first_day(), values, open_weekday: open_weekdays(grid) }
    }

    /// Means of a grid of sums over a grid of counts (handle time over contacts).
    pub fn means(sums: &Grid, counts: &Grid) -> Self {
        let mean = |day: usize| {
            let pairs = sums.day(day).iter().zip(counts.day(day)).filter(|(s, n)| s.is_finite() && **n > 0.0);
            let (sum, n) = pairs.fold((0.0, 0.0), |(a, b), (s, n)| (a + s, b + n));
            if n > 0.0 && sum > 0.0 { sum / n } else { f64::NAN }
        };
        let values = (0..sums.days()).map(mean).collect();
        Self { first_day: sums.first_day(), values, open_weekday: open_weekdays(counts) }
    }

    pub fn day(&self, index: usize) -> i64 {
        self.first_day + index as i64
    }
}

fn open_weekdays(grid: &Grid) -> [bool; 7] {
    std::array::from_fn(|w| grid.is_open_weekday(w))
}

/// Share of each slot in its day by weekday, from all history; even where a weekday has none.
pub(crate) fn usual_shares(grid: &Grid) -> [Vec<f64>; 7] {
    let slots = grid.slots();
    let mut sums: [Vec<f64>; 7] = std::array::from_fn(|_| vec![0.0; slots]);
    let mut counts: [Vec<f64>; 7] = std::array::from_fn(|_| vec![0.0; slots]);
    for day in 0..grid.days() {
        let w = grid.weekday(day);
        for (s, value) in grid.day(day).iter().enumerate() {
            if value.is_finite() {
                sums[w][s] += value;
                counts[w][s] += 1.0;
            }
        }
    }
    std::array::from_fn(|w| {
        let mean = |s: usize| if counts[w][s] > 0.0 { sums[w][s] / counts[w][s] } else { 0.0 };
        let total: f64 = (0..slots).map(mean).sum();
        if total > 0.0 {
            (0..slots).map(|s| mean(s) / total).collect()
        } else {
            vec![1.0 / slots as f64; slots]
        }
    })
}

/// Days of (nearly) nothing among busy ones are closed days or outages, not demand: below a tenth of the median of the
/// same weekday in the twelve weeks around, where that is above 20.
fn leave_out_dead_days(values: &mut [f64]) {
    let before = values.to_vec();
    for (at, value) in values.iter_mut().enumerate() {
        let around = same_weekday_around(&before, at, 6);
        if median(around).is_some_and(|typical| typical > 20.0 && *value < 0.1 * typical) {
            *value = f64::NAN;
        }
    }
}

/// Values of the same weekday up to so many weeks before and after, without the day itself.
pub(crate) fn same_weekday_around(values: &[f64], at: usize, weeks: usize) -> Vec<f64> {
    (1..=weeks)
        .flat_map(|k| [at.checked_sub(7 * k), Some(at + 7 * k)])
        .flatten()
        .filter_map(|i| values.get(i).copied())
        .filter(|v| v.is_finite())
        .collect()
}

/// The middle of some values; `None` of none.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    let n = values.len();
    if n == 0 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    Some(if n % 2 == 1 { values[n / 2] } else { (values[n / 2 - 1] + values[n / 2]) / 2.0 })
}
