//! What an agent's day looks like: start, breaks, meal, meetings, end.
//!
//! A seat works five of its queue's open days; the free days and the start of the shift rotate over the seats by
//! week. A shift is 8.5 hours (or the open time, where shorter) with two breaks of 15 minutes and a meal of 40, once a
//! week half an hour of team meeting, once in four weeks an hour of training. 3 % of the days are lost to sickness.

use jiff::civil::Date;
use rand::Rng;

use super::clock::{Clock, Ms, to_ms};
use super::holidays::{days_between, holiday};
use super::layout::{Kind, QUEUES, QueueIndex};
use super::people::{Agent, TRAINING_DAYS, spell_skills};
use crate::random::{Stream, chance, normal};

/// A day at the desk: between start and end the agent takes contacts unless an activity is on.
pub(super) struct Shift {
    pub start: Ms,
    pub end: Ms,
    /// In order of their start.
    pub activities: Vec<Activity>,
}

pub(super) struct Activity {
    pub start: Ms,
    pub duration: Ms,
    pub state: &'static str,
    pub source_state: &'static str,
}

/// Monday 2001-01-01: weeks are counted from here.
const FIRST_MONDAY: Date = jiff::civil::date(2001, 1, 1);
const MINUTE: Ms = 60_000;

/// The agent's shift on a local day, none where it is off, away, ill or the queue closed.
pub(super) fn shift(agent: &Agent, day: Date, clock: &Clock, draws: &mut Stream) -> Option<Shift> {
    let spell = agent.spell(day)?;
    let &(queue, _) = spell_skills(spell).first()?;
    let (opens, closes) = opening(queue, day)?;
    let ill = chance(draws, 0.03);
    let away = agent.holidays.iter().any(|(from, until)| *from <= day && day < *until);
    let week = days_between(FIRST_MONDAY, day).div_euclid(7);
    if ill || away || is_day_off(queue, spell.seat, week, day) {
        return None;
    }
    let length = (closes - opens).min(510);
    let start_minute = opens + start_step(queue, spell.seat, week, (closes - opens - length) / 30) * 30;
    let late = to_ms(60.0 * (1.2 * normal(draws)).clamp(-4.0, 9.0));
    let late = if chance(draws, 0.03) { late + draws.random_range(5..25) * MINUTE } else { late };
    let start = clock.at(agent.site, day, start_minute);
    let end = start + Ms::from(length) * MINUTE;
    let in_training = days_between(agent.hired, day) < TRAINING_DAYS;
    let activities = if in_training {
        vec![Activity {
            start,
            duration: end - start,
            state: "training",
            source_state: "Training (new agent)",
        }]
    } else {
        activities(start, length, spell.seat, week, day, draws)
    };
    Some(Shift { start: start + late, end, activities })
}

/// Opening and closing minute of the local day.
pub(super) fn opening(queue: QueueIndex, day: Date) -> Option<(i32, i32)> {
    let layout = &QUEUES[queue];
    let minutes = layout.open_minutes[weekday(day)];
    minutes.filter(|_| holiday(layout.site, day).is_none())
}

/// Half-hours after opening at which the seat starts this week; `last` is the latest possible. Calls peak before noon,
/// so most come early; chats peak in the evening, so most come late.
fn start_step(queue: QueueIndex, seat: usize, week: i64, last: i32) -> i32 {
    let sixths: [i32; 8] =
        if QUEUES[queue].kind == Kind::Chat { [6, 0, 6, 3, 6, 0, 6, 1] } else { [0, 6, 0, 0, 6, 1, 6, 3] };
    let turn = (seat as i64 + week).rem_euclid(8) as usize;
    last * sixths[turn] / 6
}

/// 0 for Monday.
pub(super) fn weekday(day: Date) -> usize {
    day.weekday().to_monday_zero_offset() as usize
}

/// The open weekdays beyond five are free: neighbours in the week, rotating over seats and weeks.
fn is_day_off(queue: QueueIndex, seat: usize, week: i64, day: Date) -> bool {
    let open: Vec<usize> = (0..7).filter(|index| QUEUES[queue].open_minutes[*index].is_some()).collect();
    let free = open.len().saturating_sub(5);
    let first = (seat as i64 * 2 + week).rem_euclid(open.len() as i64) as usize;
    (0..free).any(|step| open[(first + step) % open.len()] == weekday(day))
}

fn activities(
    start: Ms,
    length: i32,
    seat: usize,
    week: i64,
    day: Date,
    draws: &mut Stream,
) -> Vec<Activity> {
    let mut activities = Vec::new();
    let mut add =
        |minute: i32, duration: i32, state: &'static str, source_state: &'static str, draws: &mut Stream| {
            let over = to_ms(60.0 * (0.6 * normal(draws)).clamp(-1.0, 3.0));
            let activity = Activity {
                start: start + Ms::from(minute) * MINUTE,
                duration: Ms::from(duration) * MINUTE + over,
                state,
                source_state,
            };
            activities.push(activity);
        };
    let stagger = 10 * (seat as i32 % 6);
    add(125 + stagger, 15, "break", "Short break", draws);
    if length > 360 {
        add(230 + stagger, 40, "meal", "Meal", draws);
        if weekday(day) == 1 + seat % 3 {
            add(300 + stagger, 30, "meeting", "Team meeting", draws);
        }
        if (week + seat as i64).rem_euclid(4) == 0 && weekday(day) == 3 {
            add(335 + stagger, 60, "training", "Course", draws);
        }
        add(410 + stagger, 15, "break", "Short break", draws);
    }
    activities
}
