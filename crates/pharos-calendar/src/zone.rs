use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Error;
use crate::civil::{DAY_US, date_to_local};
use crate::civil::{MAX_US, MIN_US, SECOND_US, date_of_local, day_of_ymd, hour_of_local, weekday_of_local};

/// A site's time zone, by its name in the IANA database. Cheap to clone.
#[derive(Clone)]
pub struct Zone {
    name: Arc<str>,
    tz: TimeZone,
}

/// A stretch of time with one offset: instants `from_us..until_us`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OffsetStretch {
    pub(crate) from_us: i64,
    pub(crate) until_us: i64,
    pub(crate) offset_us: i64,
}

impl Zone {
    /// The zone of an IANA name such as `Asia/Jerusalem` (any case); `UTC` and `Z` are the same.
    ///
    /// # Errors
    /// [`Error::UnknownZone`] with the nearest names.
    pub fn get(name: &str) -> Result<Zone, Error> {
        let wanted = name.trim();
        if wanted.eq_ignore_ascii_case("utc") || wanted.eq_ignore_ascii_case("z") {
            return Ok(Zone::utc());
        }
        let tz = TimeZone::get(wanted)
            .map_err(|_| Error::UnknownZone { name: name.to_owned(), maybe: nearest_zone_names(wanted) })?;
        let name = tz.iana_name().unwrap_or(wanted).into();
        Ok(Zone { name, tz })
    }

    /// Coordinated universal time.
    pub fn utc() -> Zone {
        Zone { name: "UTC".into(), tz: TimeZone::UTC }
    }

    /// The name in the IANA database.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds the wall clock is ahead of UTC at an instant. For columns use [`crate::OffsetCursor`].
    pub fn offset_s(&self, instant_us: i64) -> i32 {
        self.tz.to_offset(timestamp(instant_us)).seconds()
    }

    /// What the wall clock shows at an instant.
    pub fn instant_to_local(&self, instant_us: i64) -> i64 {
        instant_us.saturating_add(i64::from(self.offset_s(instant_us)) * SECOND_US)
    }

    /// The instant at which the wall clock shows `local_us`.
    ///
    /// A reading that the clock skips (spring) is moved forward by the length of the gap: 02:30 in Berlin on a
    /// spring Sunday is 03:30. A reading shown twice (autumn) means the earlier one. This is RFC 5545's rule
    /// (section 3.3.5), called "compatible" in ECMAScript's Temporal.
    pub fn local_to_instant(&self, local_us: i64) -> i64 {
        let offset = match self.ambiguous_offset(local_us) {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
        };
        local_us.saturating_sub(i64::from(offset.seconds()) * SECOND_US)
    }

    /// The first instant of a local date. Where the clock skips midnight it is the instant of the change; where
    /// midnight comes twice, the first. A day or month out of its range counts on into the next (31 April is 1 May).
    pub fn parse_local_date_start(&self, y: i16, m: i8, d: i8) -> i64 {
        let month_index = i64::from(y) * 12 + i64::from(m) - 1;
        let day = day_of_ymd(month_index.div_euclid(12), month_index.rem_euclid(12) + 1, i64::from(d));
        self.day_start(day)
    }

    /// The first instant of a local date; see [`Zone::parse_local_date_start`].
    pub fn date_start(&self, date: Date) -> i64 {
        self.day_start(date_to_local(date) / DAY_US)
    }

    /// The first instant of the day that lies `day` days after 1970-01-01 on the local calendar.
    pub(crate) fn day_start(&self, day: i64) -> i64 {
        let local_us = day.saturating_mul(DAY_US);
        match self.ambiguous_offset(local_us) {
            AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => {
                local_us.saturating_sub(i64::from(offset.seconds()) * SECOND_US)
            }
            AmbiguousOffset::Gap { before, .. } => {
                let after_gap_us = local_us.saturating_sub(i64::from(before.seconds()) * SECOND_US);
                self.stretch(after_gap_us).from_us
            }
        }
    }

    /// The hour (0 to 23) the wall clock shows at an instant.
    pub fn hour_of_day(&self, instant_us: i64) -> i8 {
        hour_of_local(self.instant_to_local(instant_us))
    }

    /// The weekday at an instant.
    pub fn weekday(&self, instant_us: i64) -> Weekday {
        weekday_of_local(self.instant_to_local(instant_us))
    }

    /// The local date at an instant.
    pub fn local_date(&self, instant_us: i64) -> Date {
        date_of_local(self.instant_to_local(instant_us))
    }

    /// The longest stretch around an instant over which the offset does not change.
    pub(crate) fn stretch(&self, instant_us: i64) -> OffsetStretch {
        let at = timestamp(instant_us);
        let offset = self.tz.to_offset(at);
        let mut from_us = i64::MIN;
        // `preceding` looks strictly before: one more microsecond includes a change at the instant itself.
        let before = timestamp(instant_us.saturating_add(1));
        let mut later = self.tz.preceding(before).peekable();
        while let Some(change) = later.next() {
            from_us = change.timestamp().as_microsecond();
            // A change of name or of the summer flag alone is none to us.
            let offset_before = match later.peek() {
                Some(earlier) => earlier.offset(),
                None => self.tz.to_offset(timestamp(from_us.saturating_sub(1))),
            };
            if offset_before != offset {
                break;
            }
            from_us = i64::MIN;
        }
        let until_us = self
            .tz
            .following(at)
            .find(|change| change.offset() != offset)
            .map_or(i64::MAX, |change| change.timestamp().as_microsecond());
        OffsetStretch { from_us, until_us, offset_us: i64::from(offset.seconds()) * SECOND_US }
    }

    fn ambiguous_offset(&self, local_us: i64) -> AmbiguousOffset {
        let reading = Offset::UTC.to_datetime(timestamp(local_us));
        self.tz.to_ambiguous_timestamp(reading).offset()
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl FromStr for Zone {
    type Err = Error;

    fn from_str(name: &str) -> Result<Zone, Error> {
        Zone::get(name)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
        let name = String::deserialize(deserializer)?;
        Zone::get(&name).map_err(serde::de::Error::custom)
    }
}

fn timestamp(instant_us: i64) -> Timestamp {
    // The clamp keeps the conversion inside its range, so the fallback is never taken.
    Timestamp::from_microsecond(instant_us.clamp(MIN_US, MAX_US)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The three names of the database nearest to a mistyped one, compared whole and by the city alone.
fn nearest_zone_names(wanted: &str) -> Vec<String> {
    let wanted = wanted.to_ascii_lowercase().replace(' ', "_");
    let mut near: Vec<(f64, String)> = jiff::tz::db()
        .available()
        .map(|name| {
            let name = name.to_string();
            let lower = name.to_ascii_lowercase();
            let city = lower.rsplit('/').next().unwrap_or(&lower);
            let likeness = strsim::jaro_winkler(&wanted, &lower).max(strsim::jaro_winkler(&wanted, city));
            (likeness, name)
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests;
