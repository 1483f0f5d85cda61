//! Opening hours: when a queue or a site is open by its own clock, and the time that counts as business time.
use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::civil::{DAY_US, MAX_US, MIN_US, SECOND_US, date_of_day, weekday_of_day};
use crate::zone::OffsetStretch;
use crate::{Grain, OffsetCursor, PeriodFinder, Zone};

mod text;

/// An open stretch of one local date, in seconds of the wall clock since its midnight: `from_s` inclusive,
/// `to_s` exclusive. Past midnight `to_s` is greater than 86400 (at most 172800); the stretch belongs to the date
/// it begins on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Opening, 0 to 86400 exclusive.
    pub from_s: i32,
    /// Closing, greater than `from_s`.
    pub to_s: i32,
}

/// Opening hours by the wall clock: spans of each weekday, and dates that differ (holidays, Christmas Eve).
///
/// Open means that the clock shows a time inside a span. An hour the clock skips is therefore not open and an hour
/// it shows twice is open twice.
///
/// Read from and written as text, also in serde formats: `mon-fri 07:00-12:00,13:00-21:00; sat 08:00-12:00;
/// 2026-12-25 closed; 2026-12-24,2026-12-31 08:00-13:00`. Day ranges may wrap (`sun-thu`, `fri-mon`), spans may pass
/// midnight (`22:00-06:00`), a weekday that is not named is closed, and `always` is every hour of every day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpeningHours {
    /// Spans by weekday from Monday, sorted and apart.
    weekly: [Vec<Span>; 7],
    exceptions: BTreeMap<Date, Vec<Span>>,
}

/// A slot with the part of it that is open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenSlot {
    /// Start of the slot (instant, inclusive).
    pub start_us: i64,
    /// End of the slot (instant, exclusive).
    pub end_us: i64,
    /// Seconds of it that are open: more than 0.
    pub open_s: f64,
}

impl OpeningHours {
    /// Open every hour of every day.
    pub fn always() -> OpeningHours {
        let day = vec![Span { from_s: 0, to_s: 86_400 }];
        OpeningHours { weekly: std::array::from_fn(|_| day.clone()), exceptions: BTreeMap::new() }
    }

    /// The same hours with other spans on one date; none means closed (a holiday). Spans that touch or overlap
    /// are joined.
    #[must_use]
    pub fn with_exception(mut self, date: Date, spans: &[Span]) -> OpeningHours {
        self.exceptions.insert(date, joined(spans.to_vec()));
        self
    }

    /// The spans that begin on a weekday when no exception stands.
    pub fn on_weekday(&self, weekday: Weekday) -> &[Span] {
        &self.weekly[weekday.to_monday_zero_offset() as usize]
    }

    /// The dates that differ from their weekday, with their spans.
    pub fn exceptions(&self) -> impl Iterator<Item = (Date, &[Span])> {
        self.exceptions.iter().map(|(date, spans)| (*date, spans.as_slice()))
    }

    /// The spans that begin on a date.
    pub fn on_date(&self, date: Date) -> &[Span] {
        match self.exceptions.get(&date) {
            Some(spans) => spans,
            None => self.on_weekday(date.weekday()),
        }
    }

    fn on_day(&self, day: i64) -> &[Span] {
        if self.exceptions.is_empty() {
            return self.on_weekday(weekday_of_day(day));
        }
        self.on_date(date_of_day(day))
    }
}

/// The open stretches inside `from_us..to_us` as instants, in order, apart from each other.
pub fn open_spans(hours: &OpeningHours, zone: &Zone, from_us: i64, to_us: i64) -> Vec<(i64, i64)> {
    let mut offsets = OffsetCursor::new(zone);
    let mut res = Vec::new();
    for_each_open(hours, &mut offsets, from_us, to_us, |open_us, close_us| res.push((open_us, close_us)));
    res
}

/// Seconds of `from_us..to_us` during which the centre is open; 0 when the range is empty or turned round.
pub fn business_seconds(hours: &OpeningHours, zone: &Zone, from_us: i64, to_us: i64) -> f64 {
    business_seconds_by(hours, &mut OffsetCursor::new(zone), from_us, to_us)
}

/// [`business_seconds`] for column work, with the offsets kept from row to row.
pub fn business_seconds_by(
    hours: &OpeningHours,
    offsets: &mut OffsetCursor,
    from_us: i64,
    to_us: i64,
) -> f64 {
    let mut res_us = 0;
    for_each_open(hours, offsets, from_us, to_us, |open_us, close_us| res_us += close_us - open_us);
    res_us as f64 / SECOND_US as f64
}

/// Whether the centre is open at an instant.
pub fn is_open(hours: &OpeningHours, zone: &Zone, instant_us: i64) -> bool {
    business_seconds(hours, zone, instant_us, instant_us.saturating_add(1)) > 0.0
}

/// The slots of a grain in which the centre is open for some of the time, between two instants (time outside the
/// two counts as closed).
pub fn open_slots(
    hours: &OpeningHours,
    zone: &Zone,
    grain: Grain,
    from_us: i64,
    to_us: i64,
) -> Vec<OpenSlot> {
    let mut offsets = OffsetCursor::new(zone);
    let mut finder = PeriodFinder::new(zone, grain, Weekday::Monday);
    let mut res: Vec<OpenSlot> = Vec::new();
    for_each_open(hours, &mut offsets, from_us, to_us, |open_us, close_us| {
        for (start_us, end_us) in finder.periods(open_us, close_us) {
            let open_s = (close_us.min(end_us) - open_us.max(start_us)) as f64 / SECOND_US as f64;
            match res.last_mut() {
                Some(last) if last.start_us == start_us => last.open_s += open_s,
                _ => res.push(OpenSlot { start_us, end_us, open_s }),
            }
        }
    });
    res
}

/// Calls `visit` with each open stretch of instants in order; stretches that touch are joined.
fn for_each_open(
    hours: &OpeningHours,
    offsets: &mut OffsetCursor,
    from_us: i64,
    to_us: i64,
    mut visit: impl FnMut(i64, i64),
) {
    let (mut from_us, to_us) = (from_us.max(MIN_US), to_us.min(MAX_US));
    let mut pending: Option<(i64, i64)> = None;
    while from_us < to_us {
        let stretch = offsets.stretch(from_us);
        let until_us = to_us.min(stretch.until_us);
        open_within_stretch(hours, stretch, from_us, until_us, &mut |open_us, close_us| match &mut pending {
            Some(last) if open_us <= last.1 => last.1 = last.1.max(close_us),
            _ => {
                if let Some((open_us, close_us)) = pending.replace((open_us, close_us)) {
                    visit(open_us, close_us);
                }
            }
        });
        from_us = until_us;
    }
    if let Some((open_us, close_us)) = pending {
        visit(open_us, close_us);
    }
}

/// [`for_each_open`] where the offset does not change, so that wall-clock and instant arithmetic are one. Spans of
/// neighbouring dates may overlap here.
fn open_within_stretch(
    hours: &OpeningHours,
    stretch: OffsetStretch,
    from_us: i64,
    until_us: i64,
    visit: &mut impl FnMut(i64, i64),
) {
    let (from_local_us, until_local_us) = (from_us + stretch.offset_us, until_us + stretch.offset_us);
    // Spans last at most into the second day: yesterday's may still be open.
    let first_day = from_local_us.div_euclid(DAY_US) - 1;
    let last_day = (until_local_us - 1).div_euclid(DAY_US);
    for day in first_day..=last_day {
        for span in hours.on_day(day) {
            let open_us = (day * DAY_US + i64::from(span.from_s) * SECOND_US).max(from_local_us);
            let close_us = (day * DAY_US + i64::from(span.to_s) * SECOND_US).min(until_local_us);
            if open_us < close_us {
                visit(open_us - stretch.offset_us, close_us - stretch.offset_us);
            }
        }
    }
}

/// Sorts spans and joins those that touch.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut res: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match res.last_mut() {
            Some(last) if span.from_s <= last.to_s => last.to_s = last.to_s.max(span.to_s),
            _ => res.push(span),
        }
    }
    res
}

#[cfg(test)]
mod tests;
