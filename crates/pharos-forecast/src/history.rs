//! From readings of the local clock to a [`Grid`]: interval and open slots are found in the last eight weeks.

use std::collections::BTreeMap;

use pharos_calendar::{OpeningHours, Span, Weekday};

use crate::error::ForecastError;
use crate::grid::{Grid, date_of, weekday};

const DAY_S: i64 = 86_400;
/// Days in which open slots are looked for: eight weeks up to the last value.
const RECENT_DAYS: i64 = 56;

/// A value of an interval that begins at a reading of the local clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// What the wall clock shows at the start of the interval, in seconds since 1970-01-01 as if it showed UTC.
    pub local_s: i64,
    /// The value of the interval.
    pub value: f64,
}

/// What is known of a history's layout; the rest is found in the data.
#[derive(Debug, Clone, Copy, Default)]
pub struct Layout<'a> {
    /// Length of an interval in seconds (a day: 86400).
    pub slot_s: Option<u32>,
    /// Opening hours of the days to come.
    pub opening: Option<&'a OpeningHours>,
}

/// What was noticed while laying out a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LayoutNotes {
    /// Readings that came more than once (an hour the clock showed twice, or doubled rows): their mean was taken.
    pub doubled: usize,
    /// Points at times of the day at which nothing came in the last eight weeks: left out.
    pub off_hours: usize,
}

/// Lays points out as days x slots up to the day of the origin (not included). Points at or after it are not looked at.
///
/// Where several points fall into one slot they are summed when the points are finer than the slots, and averaged when
/// the same reading came twice: an hour the clock shows twice holds two hours of contacts, and the slot of the clock
/// carries the rate of one.
///
/// # Errors
/// [`ForecastError`] without any point before the origin, with an interval that does not divide the day, or with a
/// history coarser than the interval asked for.
pub fn grid_of(
    points: &[Point],
    origin_day: i64,
    layout: Layout<'_>,
) -> Result<(Grid, LayoutNotes), ForecastError> {
    let mut by_time: BTreeMap<i64, (f64, u32)> = BTreeMap::new();
    for point in points.iter().filter(|point| point.local_s < origin_day * DAY_S && point.value.is_finite()) {
        let entry = by_time.entry(point.local_s).or_insert((0.0, 0));
        entry.0 += point.value;
        entry.1 += 1;
    }
    let (Some((&first_s, _)), Some((&last_s, _))) = (by_time.first_key_value(), by_time.last_key_value())
    else {
        return Err(ForecastError::NoHistory { origin: date_of(origin_day).to_string() });
    };
    let (first, last) = (first_s.div_euclid(DAY_S), last_s.div_euclid(DAY_S));
    let recent_from = (last - RECENT_DAYS + 1).max(first);
    let slot_s = match layout.slot_s {
        Some(slot_s) => checked(slot_s, &by_time, recent_from)?,
        None => found_interval(&by_time, recent_from),
    };
    let mut notes = LayoutNotes::default();
    let mut slots: Vec<u32> =
        by_time.range(recent_from * DAY_S..).map(|(at, _)| slot_of(*at, slot_s)).collect();
    if let Some(hours) = layout.opening {
        (0..7).for_each(|day| slots.extend(open_slots_of(hours, day, slot_s)));
    }
    slots.sort_unstable();
    slots.dedup();
    let days = (origin_day - first) as usize;
    let mut values = vec![f64::NAN; days * slots.len()];
    let mut open: [Vec<bool>; 7] = std::array::from_fn(|_| vec![false; slots.len()]);
    for (at, (sum, n)) in &by_time {
        let day = at.div_euclid(DAY_S);
        let Ok(slot) = slots.binary_search(&slot_of(*at, slot_s)) else {
            notes.off_hours += 1;
            continue;
        };
        notes.doubled += usize::from(*n > 1);
        let value = &mut values[(day - first) as usize * slots.len() + slot];
        let own = sum / f64::from(*n);
        *value = if value.is_finite() { *value + own } else { own };
        if day >= recent_from {
            open[weekday(day)][slot] = true;
        }
    }
    if let Some(hours) = layout.opening {
        open = std::array::from_fn(|w| {
            let open = open_slots_of(hours, w, slot_s);
            slots.iter().map(|slot| open.contains(slot)).collect()
        });
    } else if last - first < 13 {
        // Less than two weeks say nothing of the weekdays that have not come yet.
        open_unseen_weekdays(&mut open, first, last);
    }
    Ok((Grid::from_parts(first, slots, slot_s, values, open), notes))
}

fn slot_of(at_s: i64, slot_s: u32) -> u32 {
    let of_day = at_s.rem_euclid(DAY_S) as u32;
    of_day - of_day % slot_s
}

/// The shortest step between starts of intervals within a day.
fn found_interval(by_time: &BTreeMap<i64, (f64, u32)>, recent_from: i64) -> u32 {
    let mut starts: Vec<u32> =
        by_time.range(recent_from * DAY_S..).map(|(at, _)| at.rem_euclid(DAY_S) as u32).collect();
    starts.sort_unstable();
    starts.dedup();
    let step = starts.windows(2).map(|pair| pair[1] - pair[0]).fold(DAY_S as u32, gcd);
    starts.first().map_or(step, |first| gcd(step, *first))
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn checked(slot_s: u32, by_time: &BTreeMap<i64, (f64, u32)>, recent_from: i64) -> Result<u32, ForecastError> {
    if slot_s == 0 || !(DAY_S as u32).is_multiple_of(slot_s) {
        return Err(ForecastError::Interval { interval_s: slot_s, reason: "does not divide a day" });
    }
    let found = found_interval(by_time, recent_from);
    if found > slot_s {
        return Err(ForecastError::Interval { interval_s: slot_s, reason: "is finer than the history" });
    }
    Ok(slot_s)
}

/// Slots of a weekday (Monday 0) that the weekly hours touch, those after midnight of the evening before included.
fn open_slots_of(hours: &OpeningHours, weekday: usize, slot_s: u32) -> Vec<u32> {
    let spans = |w: usize| hours.on_weekday(WEEKDAYS[w % 7]).iter();
    let touches = |from: i64, span: &Span| {
        i64::from(span.from_s) < from + i64::from(slot_s) && from < i64::from(span.to_s)
    };
    let open = |from: &i64| {
        spans(weekday).any(|span| touches(*from, span))
            || spans(weekday + 6).any(|span| touches(*from + DAY_S, span))
    };
    (0..DAY_S / i64::from(slot_s))
        .map(|k| k * i64::from(slot_s))
        .filter(open)
        .map(|from| from as u32)
        .collect()
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn open_unseen_weekdays(open: &mut [Vec<bool>; 7], first: i64, last: i64) {
    let any: Vec<bool> = (0..open[0].len()).map(|s| open.iter().any(|day| day[s])).collect();
    for (w, day) in open.iter_mut().enumerate() {
        if !(first..=last).any(|d| weekday(d) == w) {
            day.clone_from(&any);
        }
    }
}

#[cfg(test)]
mod tests;
