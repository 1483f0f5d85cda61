use jiff::civil::{Date, Weekday};

use crate::Zone;
use crate::civil::{SECOND_US, date_of_local, hour_of_local, weekday_of_local};
use crate::zone::OffsetStretch;

/// Offsets of one zone for column work: it remembers the stretches between clock changes it has met, so nearly all
/// lookups are one comparison.
#[derive(Debug, Clone)]
pub struct OffsetCursor {
    zone: Zone,
    /// Stretches met so far, by time.
    met: Vec<OffsetStretch>,
    now: OffsetStretch,
}

impl OffsetCursor {
    /// A cursor over a zone's offsets.
    pub fn new(zone: &Zone) -> OffsetCursor {
        let now = zone.stretch(0);
        OffsetCursor { zone: zone.clone(), met: vec![now], now }
    }

    /// The zone whose offsets these are.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Seconds the wall clock is ahead of UTC at an instant.
    #[inline]
    pub fn offset_s(&mut self, instant_us: i64) -> i32 {
        (self.stretch(instant_us).offset_us / SECOND_US) as i32
    }

    /// What the wall clock shows at an instant.
    #[inline]
    pub fn instant_to_local(&mut self, instant_us: i64) -> i64 {
        instant_us.saturating_add(self.stretch(instant_us).offset_us)
    }

    /// The hour (0 to 23) the wall clock shows at an instant.
    #[inline]
    pub fn hour_of_day(&mut self, instant_us: i64) -> i8 {
        hour_of_local(self.instant_to_local(instant_us))
    }

    /// The weekday at an instant.
    #[inline]
    pub fn weekday(&mut self, instant_us: i64) -> Weekday {
        weekday_of_local(self.instant_to_local(instant_us))
    }

    /// The local date at an instant.
    #[inline]
    pub fn local_date(&mut self, instant_us: i64) -> Date {
        date_of_local(self.instant_to_local(instant_us))
    }

    #[inline]
    pub(crate) fn stretch(&mut self, instant_us: i64) -> OffsetStretch {
        if self.now.from_us <= instant_us && instant_us < self.now.until_us {
            return self.now;
        }
        self.go_to(instant_us)
    }

    #[cold]
    fn go_to(&mut self, instant_us: i64) -> OffsetStretch {
        let index = self.met.partition_point(|stretch| stretch.until_us <= instant_us);
        let known = self.met.get(index).is_some_and(|stretch| stretch.from_us <= instant_us);
        if !known {
            self.met.insert(index, self.zone.stretch(instant_us));
        }
        self.now = self.met[index];
        self.now
    }
}

#[cfg(test)]
mod tests;
