use jiff::civil::Weekday;

use crate::civil::{
    DAY_US, MAX_US, MIN_US, SECOND_US, date_of_day, day_of_month_index, month_index, weekday_of_day,
};
use crate::{Grain, OffsetCursor, Zone};

/// Finds the period an instant lies in, for one zone, grain and first weekday. It remembers the last answer, so
/// nearly sorted instants cost two comparisons each.
///
/// Periods tile time. Slots (15 and 30 minutes, hours) are aligned on the local clock and never cross a change of
/// the clock: where Lord Howe goes back half an hour at 02:00, the second 01:30 to 02:00 is an hour slot of its own
/// that lasts 30 minutes. Days and longer begin at [`Zone::parse_local_date_start`] of their first date and last as
/// long as they last (23, 24 or 25 hours).
#[derive(Debug, Clone)]
pub struct PeriodFinder {
    offsets: OffsetCursor,
    grain: Grain,
    first_weekday: Weekday,
    start_us: i64,
    end_us: i64,
}

impl PeriodFinder {
    /// A finder; `first_weekday` matters to weeks only.
    pub fn new(zone: &Zone, grain: Grain, first_weekday: Weekday) -> PeriodFinder {
        PeriodFinder { offsets: OffsetCursor::new(zone), grain, first_weekday, start_us: 0, end_us: 0 }
    }

    /// Start (inclusive) and end (exclusive) of the period around an instant. [`Grain::None`] gives
    /// `(i64::MIN, i64::MAX)`.
    #[inline]
    pub fn period(&mut self, instant_us: i64) -> (i64, i64) {
        if !(self.start_us <= instant_us && instant_us < self.end_us) {
            (self.start_us, self.end_us) = self.find(instant_us);
        }
        (self.start_us, self.end_us)
    }

    /// The period just before the one around an instant; the endless period is its own.
    pub fn previous(&mut self, instant_us: i64) -> (i64, i64) {
        let (start_us, _) = self.period(instant_us);
        self.period(start_us.saturating_sub(1))
    }

    /// All periods that touch `from_us..to_us`, in order, not cut at its ends. Empty when the range is.
    pub fn periods(&mut self, from_us: i64, to_us: i64) -> Vec<(i64, i64)> {
        let mut res = Vec::new();
        let mut at_us = from_us;
        while at_us < to_us {
            let period = self.period(at_us);
            res.push(period);
            at_us = period.1;
        }
        res
    }

    #[cold]
    fn find(&mut self, instant_us: i64) -> (i64, i64) {
        if self.grain == Grain::None {
            return (i64::MIN, i64::MAX);
        }
        if instant_us < MIN_US {
            return (i64::MIN, MIN_US);
        }
        if instant_us >= MAX_US {
            return (MAX_US, i64::MAX);
        }
        let (start_us, end_us) = match self.grain.slot_s() {
            Some(slot_s) => self.find_slot(instant_us, slot_s * SECOND_US),
            None => self.find_days(instant_us),
        };
        (start_us.max(MIN_US), end_us.min(MAX_US))
    }

    fn find_slot(&mut self, instant_us: i64, slot_us: i64) -> (i64, i64) {
        let stretch = self.offsets.stretch(instant_us);
        let local_us = instant_us + stretch.offset_us;
        let start_us = local_us - local_us.rem_euclid(slot_us) - stretch.offset_us;
        (start_us.max(stretch.from_us), (start_us + slot_us).min(stretch.until_us))
    }

    fn find_days(&mut self, instant_us: i64) -> (i64, i64) {
        let mut day = self.offsets.instant_to_local(instant_us).div_euclid(DAY_US);
        loop {
            let (first, next) = self.day_range(day);
            let (start_us, end_us) = (self.day_start(first), self.day_start(next));
            // A clock set back over midnight (Goose Bay until 2011) shows yesterday's date for a while again:
            // those instants belong to the day that has begun.
            if instant_us < start_us {
                day = first - 1;
            } else if end_us <= instant_us {
                day = next;
            } else {
                return (start_us, end_us);
            }
        }
    }

    /// First day and the day after the last of the period around a day, as counts since 1970-01-01.
    fn day_range(&self, day: i64) -> (i64, i64) {
        let months = match self.grain {
            Grain::Month => 1,
            Grain::Quarter => 3,
            Grain::Year => 12,
            Grain::Week => {
                let first = day - i64::from(weekday_of_day(day).since(self.first_weekday));
                return (first, first + 7);
            }
            _ => return (day, day + 1),
        };
        let month = month_index(date_of_day(day));
        let first = month - month.rem_euclid(months);
        (day_of_month_index(first), day_of_month_index(first + months))
    }

    /// [`Zone::day_start`], by arithmetic where no clock change is near.
    fn day_start(&mut self, day: i64) -> i64 {
        let local_us = day * DAY_US;
        let stretch = self.offsets.stretch(local_us);
        let start_us = local_us - stretch.offset_us;
        // Two days after the last change no earlier instant can show the same reading.
        if stretch.from_us.saturating_add(2 * DAY_US) <= start_us && start_us < stretch.until_us {
            return start_us;
        }
        self.offsets.zone().day_start(day)
    }
}

/// The period of the same length before `from_us..to_us`, on the calendar of the zone.
///
/// - From a first of a month to a first of a month: as many months before.
/// - From midnight to midnight: as many days before.
/// - Anything else: the same times of day, moved back by the smallest number of days that is not shorter (9 to 17
///   o'clock today is compared with 9 to 17 o'clock yesterday).
pub fn previous_period(zone: &Zone, from_us: i64, to_us: i64) -> (i64, i64) {
    let from_us = from_us.clamp(MIN_US, MAX_US);
    let to_us = to_us.clamp(from_us, MAX_US);
    let (from_local_us, to_local_us) = (zone.instant_to_local(from_us), zone.instant_to_local(to_us));
    let (from_day, to_day) = (from_local_us.div_euclid(DAY_US), to_local_us.div_euclid(DAY_US));
    let whole_days = from_us == zone.day_start(from_day) && to_us == zone.day_start(to_day);
    if !whole_days {
        let length_us = to_local_us - from_local_us;
        let moved_us = (length_us + DAY_US - 1).div_euclid(DAY_US).max(1) * DAY_US;
        return (
            zone.local_to_instant(from_local_us - moved_us),
            zone.local_to_instant(to_local_us - moved_us),
        );
    }
    let (from, to) = (date_of_day(from_day), date_of_day(to_day));
    let months = month_index(to) - month_index(from);
    if from.day() == 1 && to.day() == 1 && months > 0 {
        return (zone.day_start(day_of_month_index(month_index(from) - months)), from_us);
    }
    (zone.day_start(from_day - (to_day - from_day)), from_us)
}

#[cfg(test)]
pub(crate) mod tests;
