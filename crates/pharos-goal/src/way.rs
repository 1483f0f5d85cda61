//! The way from baseline to target: cut into milestones, rolled up from parts, restated when facts arrive late.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use serde::{Deserialize, Serialize};

use crate::definition::RollUp;
use crate::history::Period;
use crate::progress::Status;

/// A number to stand at on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The day.
    pub due: Date,
    /// The number.
    pub value: f64,
}

/// How a long goal is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Parts of equal length from the first day on.
    Forward,
    /// Whole months counted back from the last day; the first part takes what is left.
    Backward,
}

/// Milestones between the baseline and the target, the last one being the target itself. With weights (one a part: what the
/// season brings) the way is shared out by them, else evenly. Empty for less than two parts or days.
pub fn milestones(
    baseline: f64,
    target: f64,
    starts: Date,
    by: Date,
    parts: u32,
    split: Split,
    weights: &[f64],
) -> Vec<Point> {
    let days = starts.until((Unit::Day, by)).map_or(0, |it| it.get_days()) + 1;
    if parts < 2 || days < i32::try_from(parts).unwrap_or(i32::MAX) {
        return Vec::new();
    }
    let dues: Vec<Date> = match split {
        Split::Forward => (1..=parts)
            .map(|it| {
                let day = f64::from(days) * f64::from(it) / f64::from(parts);
                starts.saturating_add((day.round() as i64 - 1).days())
            })
            .collect(),
        Split::Backward => {
            let back = (0..parts).rev().map(|it| by.saturating_sub(i64::from(it).months()));
            back.filter(|it| starts < *it).collect()
        }
    };
    let weight = |index: usize| weights.get(index).copied().filter(|it| 0.0 < *it).unwrap_or(1.0);
    let all: f64 = (0..dues.len()).map(weight).sum();
    let mut gone = 0.0;
    dues.into_iter()
        .enumerate()
        .map(|(index, due)| {
            gone += weight(index) / all;
            Point { due, value: baseline + gone.min(1.0) * (target - baseline) }
        })
        .collect()
}

/// Progress of a goal from its parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RolledUp {
    /// Parts with a number.
    pub parts: u64,
    /// Parts that are reached.
    pub reached: u64,
    /// The way by the rule; `None` without a part that has one, or where the goal has its own number.
    pub way: Option<f64>,
}

/// Rolls the parts' ways up by the stated rule. A way beyond the target counts as 1: one part cannot make up for another.
pub fn roll_up(rule: RollUp, parts: &[(Status, Option<f64>)]) -> RolledUp {
    let ways: Vec<f64> = parts.iter().filter_map(|it| it.1).map(|it| it.clamp(0.0, 1.0)).collect();
    let reached = parts.iter().filter(|it| it.0 == Status::Reached).count() as u64;
    let n = ways.len() as f64;
    let way = match rule {
        _ if ways.is_empty() => None,
        RollUp::Own => None,
        RollUp::Mean => Some(ways.iter().sum::<f64>() / n),
        RollUp::Least => ways.iter().copied().reduce(f64::min),
        RollUp::ShareReached => Some(reached as f64 / parts.len() as f64),
    };
    RolledUp { parts: ways.len() as u64, reached, way }
}

/// What the season brings from `starts` to `by`, by month: the count of a day in that month of the year as the history had it,
/// times the days of the month that belong to the goal. `months` are first day and count of whole months, oldest first. Empty
/// where a month of the year was not seen yet: then every day counts alike.
pub fn season(months: &[(Date, f64)], starts: Date, by: Date) -> Vec<(Date, f64)> {
    let a_day = |month: i8| {
        let seen = months.iter().filter(|it| it.0.month() == month);
        let (count, days) =
            seen.fold((0.0, 0.0), |sum, it| (sum.0 + it.1, sum.1 + f64::from(it.0.days_in_month())));
        (0.0 < days).then(|| count / days)
    };
    let mut stretches = Vec::new();
    let mut from = starts;
    while from <= by {
        let Some(rate) = a_day(from.month()) else { return Vec::new() };
        let next = from.last_of_month().saturating_add(1.day());
        let end = next.min(by.saturating_add(1.day()));
        let days = from.until((Unit::Day, end)).map_or(0, |it| it.get_days());
        stretches.push((from, rate * f64::from(days)));
        from = next;
    }
    if stretches.iter().any(|it| 0.0 < it.1) { stretches } else { Vec::new() }
}

/// A period whose number changed after it had been shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Restated {
    /// First day of the period.
    pub start: Date,
    /// What was shown.
    pub was: Option<f64>,
    /// What it is now.
    pub is: Option<f64>,
    /// Cases behind it then.
    pub n_was: Option<f64>,
    /// Cases behind it now.
    pub n_is: Option<f64>,
}

/// Periods that were over on `seen` and read differently now. A difference of rounding is none.
pub fn restated(shown: &[Period], now: &[Period], seen_over: impl Fn(Date) -> bool) -> Vec<Restated> {
    let differs = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => 1e-9 * (1.0 + a.abs()) < (a - b).abs(),
        (a, b) => a.is_some() != b.is_some(),
    };
    let mut found = Vec::new();
    for was in shown.iter().filter(|it| seen_over(it.start)) {
        let is = now.iter().find(|it| it.start == was.start);
        let value = is.and_then(|it| it.value);
        if differs(was.value, value) {
            found.push(Restated {
                start: was.start,
                was: was.value,
                is: value,
                n_was: was.denominator,
                n_is: is.and_then(|it| it.denominator),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests;
