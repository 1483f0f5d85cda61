//! Deferred work (e-mail, back office): it may wait for hours or days, but has a deadline.
//!
//! Work is a fluid: seconds of handling that arrive in an interval and are due by the end of a later one; the most
//! urgent is done first, which loses no deadline that could be kept (W. A. Horn 1974). Intervals are the caller's:
//! hours, days, open or closed (a closed one has no capacity).

use std::collections::BTreeMap;

use crate::error::{StaffingError, within};

/// Work that arrives together and has one deadline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeferredWork {
    /// Interval at whose start it is there (0: also the backlog at the beginning).
    pub arrives: usize,
    /// Interval by whose end it must be done; before `arrives`: it is late already.
    pub due: usize,
    /// Seconds of handling.
    pub work_s: f64,
}

/// How a plan goes.
#[derive(Debug, Clone, PartialEq)]
pub struct DeferredRun {
    /// Per interval: work done.
    pub done_s: Vec<f64>,
    /// Per interval: work open at its end.
    pub backlog_s: Vec<f64>,
    /// Per interval: of the open work at its end, what is past its deadline.
    pub overdue_s: Vec<f64>,
    /// Share of the work due within the horizon that was done in time; `None` where nothing was due.
    pub on_time: Option<f64>,
}

/// Runs work through capacity (seconds of handling possible per interval), the most urgent first.
///
/// # Errors
/// [`StaffingError::Invalid`] for work or capacity below zero or work that arrives after the last interval.
pub fn run_deferred(work: &[DeferredWork], capacity_s: &[f64]) -> Result<DeferredRun, StaffingError> {
    check(work, capacity_s.len())?;
    for &capacity in capacity_s {
        within("capacity_s", capacity, 0.0, f64::MAX, "but must be zero or more")?;
    }
    Ok(run(work, capacity_s))
}

/// Least level x such that the capacities `x * open_s[i]` do all work by its deadline. With `open_s` the open seconds
/// of an interval, x is agents at work (divide by an occupancy and add shrinkage afterwards).
///
/// Exact: for every pair of an arrival and a deadline the work that both arrives and is due between them must fit.
/// Work due after the last interval is not demanded; work late at its arrival is left out (no level can save it).
///
/// # Errors
/// [`StaffingError`] as [`run_deferred`], and [`StaffingError::Unreachable`] where work arrives and is due while closed.
pub fn level_for_deadlines(work: &[DeferredWork], open_s: &[f64]) -> Result<f64, StaffingError> {
    check(work, open_s.len())?;
    for &open in open_s {
        within("open_s", open, 0.0, f64::MAX, "but must be zero or more")?;
    }
    let horizon = open_s.len();
    let mut due_from: Vec<Vec<(usize, f64)>> = vec![Vec::new(); horizon];
    for item in work.iter().filter(|item| item.due >= item.arrives && item.due < horizon && item.work_s > 0.0)
    {
        due_from[item.arrives].push((item.due, item.work_s));
    }
    // Work that arrives at `from` or later, by deadline.
    let mut by_due = vec![0.0; horizon];
    let mut level: f64 = 0.0;
    for from in (0..horizon).rev() {
        for &(due, work_s) in &due_from[from] {
            by_due[due] += work_s;
        }
        if due_from[from].is_empty() {
            continue;
        }
        let (mut demand, mut open) = (0.0, 0.0);
        for due in from..horizon {
            demand += by_due[due];
            open += open_s[due];
            if demand > 0.0 && open == 0.0 {
                let reason =
                    "work arrives and is due while nobody is there; maybe deadlines count open hours";
                return Err(StaffingError::Unreachable { reason });
            }
            if demand > 0.0 {
                level = level.max(demand / open);
            }
        }
    }
    Ok(level)
}

/// Least whole number of agents with which at least `on_time` of the work due within the horizon is done in time.
///
/// # Errors
/// As [`level_for_deadlines`]; [`StaffingError::Unreachable`] where too much is late already.
pub fn min_deferred_agents(
    work: &[DeferredWork],
    open_s: &[f64],
    on_time: f64,
) -> Result<u32, StaffingError> {
    within("on_time", on_time, 0.0, 1.0, "but must be 0..1; maybe it is in percent")?;
    check(work, open_s.len())?;
    let enough = |agents: u32| {
        let capacity: Vec<f64> = open_s.iter().map(|open| open * f64::from(agents)).collect();
        run(work, &capacity).on_time.is_none_or(|share| share >= on_time - 1e-9)
    };
    if enough(0) {
        return Ok(0);
    }
    let total: f64 = work.iter().map(|item| item.work_s).sum();
    let shortest = open_s.iter().copied().filter(|open| *open > 0.0).fold(f64::INFINITY, f64::min);
    // With all work fitting into the shortest open interval more agents cannot help.
    let most = (total / shortest).ceil().min(1e9) as u32;
    if !enough(most) {
        let reason =
            "too much is late at its arrival or due while nobody is there; maybe a lower share on time";
        return Err(StaffingError::Unreachable { reason });
    }
    let (mut fails, mut works) = (0, most);
    while works - fails > 1 {
        let middle = fails + (works - fails) / 2;
        if enough(middle) { works = middle } else { fails = middle }
    }
    Ok(works)
}

/// Seconds of deferred work that `agents` on the phones can do between contacts, in an interval: up to the greatest
/// occupancy they may have, and only the share of the idle time that comes in usable stretches.
///
/// # Errors
/// [`StaffingError::Invalid`] for a share outside 0..1.
pub fn blended_capacity_s(
    agents: u32,
    occupancy: f64,
    occupancy_max: f64,
    usable_share: f64,
    interval_s: f64,
) -> Result<f64, StaffingError> {
    const SHARE: &str = "but must be 0..1; maybe it is in percent";
    within("occupancy", occupancy, 0.0, 1.0, SHARE)?;
    within("occupancy_max", occupancy_max, 0.0, 1.0, SHARE)?;
    within("usable_share", usable_share, 0.0, 1.0, SHARE)?;
    within("interval_s", interval_s, 0.0, f64::MAX, "but must be zero or more")?;
    Ok(f64::from(agents) * (occupancy_max - occupancy).max(0.0) * usable_share * interval_s)
}

fn check(work: &[DeferredWork], horizon: usize) -> Result<(), StaffingError> {
    for item in work {
        within("work_s", item.work_s, 0.0, f64::MAX, "but must be zero or more")?;
        if item.arrives >= horizon {
            let rule = "but must lie within the intervals given";
            return Err(StaffingError::Invalid { what: "arrives", value: item.arrives as f64, rule });
        }
    }
    Ok(())
}

fn run(work: &[DeferredWork], capacity_s: &[f64]) -> DeferredRun {
    let horizon = capacity_s.len();
    let mut arriving: Vec<Vec<&DeferredWork>> = vec![Vec::new(); horizon];
    for item in work {
        arriving[item.arrives].push(item);
    }
    let mut open: BTreeMap<usize, f64> = BTreeMap::new();
    let (mut due_sum, mut in_time) = (0.0, 0.0);
    let mut result = DeferredRun { done_s: vec![], backlog_s: vec![], overdue_s: vec![], on_time: None };
    for (now, &capacity) in capacity_s.iter().enumerate() {
        for item in &arriving[now] {
            *open.entry(item.due).or_default() += item.work_s;
            if item.due < horizon {
                due_sum += item.work_s;
            }
        }
        let mut left = capacity;
        while let Some(mut first) = open.first_entry() {
            let done = left.min(*first.get());
            left -= done;
            if *first.key() >= now && *first.key() < horizon {
                in_time += done;
            }
            if done < *first.get() {
                *first.get_mut() -= done;
                break;
            }
            first.remove();
        }
        result.done_s.push(capacity - left);
        result.backlog_s.push(open.values().sum());
        result.overdue_s.push(open.range(..=now).map(|(_, work_s)| work_s).sum());
    }
    result.on_time = (due_sum > 0.0).then(|| in_time / due_sum);
    result
}

#[cfg(test)]
mod tests;
