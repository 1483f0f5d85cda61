//! How a goal of any kind stands on a day: once by a date, in every period, sustained, by member, or as a project.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use serde::{Deserialize, Serialize};

use crate::assess::{Direction, Mode};
use crate::definition::{Definition, Measure, PeriodLength, Work};
use crate::history::Period;
use crate::progress::{self, Pace, Plan, Progress, Status};
use crate::target::{Aim, Member, MembersStanding, TargetError, Whom, members_standing};

/// What is known of a goal's number on a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Known {
    /// Periods from the goal's first day on, oldest first; the last may not be over.
    pub periods: Vec<Period>,
    /// First day after each period, in the same order.
    pub ends: Vec<Date>,
    /// The members in the judged period, where the target is about members.
    pub members: Vec<Member>,
    /// Members holding the target in each period, where the target is about members and holds in each period.
    pub member_shares: Vec<Option<f64>>,
    /// What the season brings of a count over the whole time: first day and weight of each stretch. Empty: the same every day.
    pub season: Vec<(Date, f64)>,
}

/// Where a goal stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Status, way, plan and expected date.
    #[serde(flatten)]
    pub progress: Progress,
    /// The number that is set against the target today; of a goal about members the share that holds.
    pub value: Option<f64>,
    /// Cases behind it.
    pub n: Option<f64>,
    /// The target in numbers: `[least, greatest]`, open ends `None`. Of a goal about members, what is asked of each.
    pub aim: [Option<f64>; 2],
    /// Periods over that have a value, and those of them in which the target held. For goals that hold in each period.
    pub periods: Option<[u64; 2]>,
    /// The period that is not over: value so far, what is left, and left per day that remains.
    pub current: Option<Current>,
    /// Part of the time that has passed, 0..=1.
    pub time_share: f64,
    /// The members, where the target is about them.
    pub members: Option<MembersStanding>,
}

/// The period that is running.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Current {
    /// First day.
    pub start: Date,
    /// Last day.
    pub last: Date,
    /// The number so far.
    pub value: Option<f64>,
    /// What is still missing, of a count; `None` for anything else.
    pub left: Option<f64>,
    /// Days left, today not counted.
    pub days_left: u64,
    /// `left` per day that is left; `None` without a day or a count.
    pub left_per_day: Option<f64>,
    /// At this pace the count ends here; `None` for anything else.
    pub heading_for: Option<f64>,
}

/// Where the goal stands on `today`. `counts` says that the metric adds up over time (a number of things).
///
/// # Errors
/// A target that means nothing without a baseline.
pub fn standing(
    goal: &Definition,
    measure: &Measure,
    direction: Direction,
    counts: bool,
    known: &Known,
    today: Date,
) -> Result<Standing, TargetError> {
    let baseline = measure.baseline.as_ref().and_then(|it| it.value);
    let aim = measure.target.aim(baseline, direction)?;
    let starts = goal.starts.unwrap_or(today);
    let by = goal.by.unwrap_or(today);
    let members = (measure.whom != Whom::Together)
        .then(|| members_standing(&known.members, aim, measure.whom, measure.n_min));
    let over = |index: usize| known.ends.get(index).is_some_and(|end| *end <= today);
    let values = series(measure, known);
    let done: Vec<f64> =
        values.iter().enumerate().filter(|it| over(it.0) || by < today).filter_map(|it| *it.1).collect();
    let asked = asked(measure, aim);
    let (mut value, held) = judged(measure, asked, &values, &done, members.as_ref());
    let mut cases = cases(measure, known, &values, |place| over(place) || by < today);
    let adds_up = counts && measure.period == PeriodLength::Whole && measure.whom == Whom::Together;
    let pace = match known.season.as_slice() {
        season if adds_up && !season.is_empty() => Pace::Weighted(season.to_vec()),
        _ => Pace::Even,
    };
    let plan = Plan { baseline: start_of(measure, baseline, counts), aim: asked, starts, by, pace };
    let mut progress = progress::progress(&plan, value, today);
    if let Some([all, holding]) = held {
        each(&mut progress, all, holding, by < today, today < starts);
    }
    if measure.mode == Mode::Once && measure.period != PeriodLength::Whole {
        // Once is once: what was reached in a whole period stays reached, with the number it was reached with.
        let is_done = |place: &usize| over(*place) || by < today;
        let holds = |place: &usize| values[*place].is_some_and(|it| asked.holds(it));
        let reached = (0..values.len()).rev().filter(is_done).find(holds).filter(|_| starts <= today);
        if let Some(place) = reached {
            value = values[place];
            cases = known.periods.get(place).and_then(|it| it.denominator);
            progress = progress::progress(&plan, value, today);
            progress.status = Status::Reached;
            progress.expected_on = None;
        } else if progress.status == Status::Reached {
            progress.status = Status::OnTrack;
        }
    }
    let n = members.as_ref().map_or(cases, |it| Some(it.eligible as f64));
    let time_share = share_of_time(starts, by, today);
    let current = current(known, today, counts && members.is_none(), asked);
    Ok(Standing { progress, value, n, aim: ends_of(aim), periods: held, current, time_share, members })
}

/// Where a project goal stands: the share of its milestones that are done.
pub fn project(goal: &Definition, work: &Work, today: Date) -> Standing {
    let all = goal.milestones.len().max(1) as f64;
    let done = goal.milestones.iter().filter(|it| work.done.get(&it.id).is_some_and(|day| *day <= today));
    let way = done.count() as f64 / all;
    let starts = goal.starts.unwrap_or(today);
    let by = goal.by.or_else(|| goal.milestones.iter().map(|it| it.due).max()).unwrap_or(today);
    let due = goal.milestones.iter().filter(|it| it.due <= today).count() as f64 / all;
    let late = goal.milestones.iter().any(|it| it.due < today && !work.done.contains_key(&it.id));
    let plan = Plan { baseline: 0.0, aim: Aim::AtLeast(1.0), starts, by, pace: Pace::Even };
    let mut progress = progress::progress(&plan, Some(way), today);
    (progress.planned_way, progress.planned_value) = (due, due);
    if matches!(progress.status, Status::OnTrack | Status::AtRisk | Status::OffTrack) {
        progress.status = match (late, due - way) {
            (false, _) => Status::OnTrack,
            (true, behind) if behind <= 0.25 => Status::AtRisk,
            (true, _) => Status::OffTrack,
        };
    }
    let time_share = share_of_time(starts, by, today);
    Standing {
        progress,
        value: Some(way),
        n: Some(all),
        aim: [Some(1.0), None],
        periods: None,
        current: None,
        time_share,
        members: None,
    }
}

/// The number of each period that is set against what is asked: the value, or the share of members.
fn series(measure: &Measure, known: &Known) -> Vec<Option<f64>> {
    if measure.whom == Whom::Together {
        return known.periods.iter().map(|it| it.value).collect();
    }
    known.member_shares.clone()
}

/// What is asked of that number: the aim itself, or a share of members.
fn asked(measure: &Measure, aim: Aim) -> Aim {
    match measure.whom {
        Whom::Together => aim,
        Whom::EachMember => Aim::AtLeast(1.0),
        Whom::ShareOfMembers { share } => Aim::AtLeast(share),
    }
}

/// What the way starts from: counts over the whole time and shares of members start from nothing.
fn start_of(measure: &Measure, baseline: Option<f64>, counts: bool) -> f64 {
    let from_zero = measure.whom != Whom::Together || (counts && measure.period == PeriodLength::Whole);
    if from_zero { 0.0 } else { baseline.unwrap_or(0.0) }
}

/// The number judged today, and for goals of each period how many are over and how many held.
fn judged(
    measure: &Measure,
    asked: Aim,
    values: &[Option<f64>],
    done: &[f64],
    members: Option<&MembersStanding>,
) -> (Option<f64>, Option<[u64; 2]>) {
    let now = values.iter().rev().find_map(|it| *it);
    let now = members.map_or(now, |it| it.share);
    if measure.period == PeriodLength::Whole {
        return (now, None);
    }
    match measure.mode {
        Mode::Once => (done.last().copied().or(now), None),
        Mode::Sustained(periods) => {
            let last = &done[done.len().saturating_sub(periods as usize)..];
            let mean = (!last.is_empty()).then(|| last.iter().sum::<f64>() / last.len() as f64);
            (mean.or(now), None)
        }
        Mode::Each => {
            let holding = done.iter().filter(|it| asked.holds(**it)).count() as u64;
            (done.last().copied().or(now), Some([done.len() as u64, holding]))
        }
    }
}

/// The cases behind the number judged: those of its periods, which for a number of whole periods are over.
fn cases(
    measure: &Measure,
    known: &Known,
    values: &[Option<f64>],
    over: impl Fn(usize) -> bool,
) -> Option<f64> {
    let with_value: Vec<usize> = (0..values.len()).filter(|&place| values[place].is_some()).collect();
    let done: Vec<usize> = with_value.iter().copied().filter(|&place| over(place)).collect();
    let (of, last) = match measure.mode {
        _ if measure.period == PeriodLength::Whole || done.is_empty() => (&with_value, 1),
        Mode::Sustained(periods) => (&done, periods as usize),
        Mode::Once | Mode::Each => (&done, 1),
    };
    let judged = of[of.len().saturating_sub(last)..].iter();
    let known: Vec<f64> = judged.filter_map(|&place| known.periods.get(place)?.denominator).collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

/// Status of a goal that holds in each period, by the share of periods in which it held: all of them so far is on track;
/// at the end nine in ten count as reached, since one bad week of chance is no failure of a year.
fn each(progress: &mut Progress, all: u64, holding: u64, ended: bool, early: bool) {
    progress.expected_on = None;
    if all == 0 {
        return;
    }
    let share = holding as f64 / all as f64;
    progress.way = Some(share);
    progress.planned_way = 1.0;
    progress.status = match share {
        _ if early => Status::NotStarted,
        share if ended && EACH_REACHED_FROM <= share => Status::Reached,
        _ if ended => Status::Missed,
        share if EACH_REACHED_FROM <= share => Status::OnTrack,
        share if EACH_AT_RISK_FROM <= share => Status::AtRisk,
        _ => Status::OffTrack,
    };
}

/// Share of periods from which a goal of each period counts as on track, and as reached at its end.
pub const EACH_REACHED_FROM: f64 = 0.9;
/// Share of periods from which it is at risk and not off track.
pub const EACH_AT_RISK_FROM: f64 = 0.75;

fn current(known: &Known, today: Date, counts: bool, asked: Aim) -> Option<Current> {
    let (period, end) = known.periods.iter().zip(&known.ends).next_back().filter(|it| today < *it.1)?;
    let last = end.saturating_sub(1.day());
    let days = |from: Date, to: Date| from.until((Unit::Day, to)).map_or(0, |it| it.get_days()).max(0);
    let (gone, left_days) = (days(period.start, today) + 1, days(today, last));
    let left = match asked {
        Aim::AtLeast(least) if counts => period.value.map(|it| (least - it).max(0.0)),
        _ => None,
    };
    let whole = f64::from(days(period.start, *end));
    Some(Current {
        start: period.start,
        last,
        value: period.value,
        left,
        days_left: u64::try_from(left_days).unwrap_or(0),
        left_per_day: left.filter(|_| 0 < left_days).map(|it| it / f64::from(left_days)),
        heading_for: period.value.filter(|_| counts).map(|it| it / f64::from(gone) * whole),
    })
}

fn ends_of(aim: Aim) -> [Option<f64>; 2] {
    match aim {
        Aim::AtLeast(least) => [Some(least), None],
        Aim::AtMost(most) => [None, Some(most)],
        Aim::Within(lo, hi) => [Some(lo), Some(hi)],
    }
}

fn share_of_time(starts: Date, by: Date, today: Date) -> f64 {
    let days = |from: Date, to: Date| from.until((Unit::Day, to)).map_or(0.0, |it| f64::from(it.get_days()));
    let all = days(starts, by) + 1.0;
    if all <= 0.0 { 1.0 } else { ((days(starts, today) + 1.0) / all).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests;
