//! Where a goal stands today: by rule, never by mood.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use serde::{Deserialize, Serialize};

use crate::target::Aim;

/// How the way from the baseline to the target is spread over time.
#[derive(Debug, Clone, PartialEq)]
pub enum Pace {
    /// The same every day.
    Even,
    /// As much as the season brings: first day of each stretch and its weight, ascending. A stretch lasts until the next
    /// begins, the last one until the goal's date.
    Weighted(Vec<(Date, f64)>),
}

/// The plan a value is set against.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Frozen value at the start; 0 for something counted from zero.
    pub baseline: f64,
    /// What is asked.
    pub aim: Aim,
    /// First day.
    pub starts: Date,
    /// Last day.
    pub by: Date,
    /// How the way is spread.
    pub pace: Pace,
}

/// The status of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its first day is still to come.
    NotStarted,
    /// No value yet.
    NoData,
    /// The aim holds now.
    Reached,
    /// At most a tenth of the whole way behind the plan.
    OnTrack,
    /// At most a quarter of the whole way behind the plan.
    AtRisk,
    /// Further behind.
    OffTrack,
    /// Its last day has passed and the aim does not hold.
    Missed,
}

/// Progress on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The status by rule.
    pub status: Status,
    /// Part of the way gone: 0 at the baseline, 1 at the target, negative where things got worse. None without a value.
    pub way: Option<f64>,
    /// Part of the way the plan asks for by today, 0..=1.
    pub planned_way: f64,
    /// Value the plan asks for today.
    pub planned_value: f64,
    /// When the target would be met if things go on as since the start; None when they do not move towards it or it
    /// would take more than ten times the planned time.
    pub expected_on: Option<Date>,
}

const ON_TRACK_BEHIND_MAX: f64 = 0.10;
const AT_RISK_BEHIND_MAX: f64 = 0.25;
/// Beyond this many times the planned duration an expected date is no forecast.
const EXPECTED_DURATIONS_MAX: f64 = 10.0;

/// Where the goal stands on `today` with the metric at `value`.
pub fn progress(plan: &Plan, value: Option<f64>, today: Date) -> Progress {
    let target = plan.aim.nearest(plan.baseline);
    let planned_way = planned_way(plan, today);
    let planned_value = plan.baseline + planned_way * (target - plan.baseline);
    let way = value.map(|value| way(plan, value));
    let status = match (value, way) {
        _ if today < plan.starts => Status::NotStarted,
        (Some(value), _) if plan.aim.holds(value) => Status::Reached,
        _ if plan.by < today => Status::Missed,
        (Some(_), Some(way)) if planned_way - way <= ON_TRACK_BEHIND_MAX => Status::OnTrack,
        (Some(_), Some(way)) if planned_way - way <= AT_RISK_BEHIND_MAX => Status::AtRisk,
        (Some(_), _) => Status::OffTrack,
        (None, _) => Status::NoData,
    };
    let expected_on = way.and_then(|way| expected_on(plan, way, today));
    Progress { status, way, planned_way, planned_value, expected_on }
}

/// Part of the way between baseline and aim. Where the aim held from the start there is no way: 1 while it holds, else 0.
fn way(plan: &Plan, value: f64) -> f64 {
    let target = plan.aim.nearest(plan.baseline);
    if plan.aim.holds(value) || target == plan.baseline || plan.aim.holds(plan.baseline) {
        return f64::from(u8::from(plan.aim.holds(value)));
    }
    // A band can be overshot; what lies beyond its far edge counts from there.
    (1.0 - (plan.aim.nearest(value) - value).abs() / (target - plan.baseline).abs()).min(1.0)
}

fn planned_way(plan: &Plan, today: Date) -> f64 {
    if plan.by <= today {
        return 1.0;
    }
    match &plan.pace {
        Pace::Even => share_of_days(plan.starts, plan.by.saturating_add(1.day()), today),
        Pace::Weighted(stretches) => {
            let end = plan.by.saturating_add(1.day());
            let ends = stretches.iter().skip(1).map(|it| it.0).chain([end]);
            let (mut gone, mut all) = (0.0, 0.0);
            for ((from, weight), to) in stretches.iter().zip(ends) {
                all += weight;
                gone += weight * share_of_days(*from, to, today);
            }
            if 0.0 < all { gone / all } else { share_of_days(plan.starts, end, today) }
        }
    }
}

/// Share of the days from `from` until before `to` that have passed when `today` is over.
fn share_of_days(from: Date, to: Date, today: Date) -> f64 {
    let all = days(from, to);
    if all <= 0.0 {
        return f64::from(u8::from(to <= today));
    }
    ((days(from, today) + 1.0) / all).clamp(0.0, 1.0)
}

fn expected_on(plan: &Plan, way: f64, today: Date) -> Option<Date> {
    let gone = days(plan.starts, today) + 1.0;
    if way <= 0.0 || gone <= 0.0 {
        return None;
    }
    if 1.0 <= way {
        return Some(today);
    }
    let all = days(plan.starts, plan.by) + 1.0;
    // In parts of the planned time: how much of it the whole way takes as it went so far.
    let whole = match &plan.pace {
        Pace::Even => gone / way / all,
        Pace::Weighted(_) => planned_way(plan, today) / way,
    };
    if EXPECTED_DURATIONS_MAX < whole {
        return None;
    }
    if matches!(plan.pace, Pace::Weighted(_)) && whole < 1.0 {
        // The day by which the season has brought that part of its work.
        let days = (0..all as i64).filter_map(|it| plan.starts.checked_add(it.days()).ok());
        return days.into_iter().find(|day| whole <= planned_way(plan, *day));
    }
    plan.starts.checked_add(((whole * all - 1.0).ceil() as i64).days()).ok()
}

fn days(from: Date, to: Date) -> f64 {
    from.until((Unit::Day, to)).map_or(0.0, |it| f64::from(it.get_days()))
}

#[cfg(test)]
mod tests;
