//! From the local clock of a site to instants.

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::CentreError;
use super::layout::{SITES, Site};

/// Milliseconds since 1970 UTC: the grain of the simulation, so that written durations add up exactly.
pub(super) type Ms = i64;

/// The time zones of the sites, from the data compiled into the program.
pub(super) struct Clock {
    zones: Vec<TimeZone>,
}

impl Clock {
    pub(super) fn new() -> Result<Clock, CentreError> {
        let database = TimeZoneDatabase::bundled();
        let zones = SITES.iter().map(|site| database.get(site.zone)).collect::<Result<_, _>>();
        Ok(Clock { zones: zones.map_err(CentreError::Zone)? })
    }

    /// The instant of a minute of a local day; minutes may lie outside 0..1440. A minute the clock skips is taken
    /// with the offset before.
    pub(super) fn at(&self, site: Site, day: Date, minute: i32) -> Ms {
        let (days, minute) = (minute.div_euclid(1440), minute.rem_euclid(1440));
        let day = day.saturating_add(jiff::Span::new().days(days));
        let local = day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        self.zones[site]
            .to_ambiguous_timestamp(local)
            .compatible()
            .map_or(0, |instant| instant.as_millisecond())
    }

    /// The local date of an instant.
    pub(super) fn date(&self, site: Site, at: Ms) -> Date {
        let instant = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.zones[site].to_datetime(instant).date()
    }
}

/// A row's instant: microseconds.
pub(super) fn micros(at: Ms) -> i64 {
    at * 1000
}

/// A row's duration: seconds.
pub(super) fn seconds(duration: Ms) -> f64 {
    duration as f64 / 1000.0
}

/// Seconds as whole milliseconds.
pub(super) fn to_ms(seconds: f64) -> Ms {
    (seconds * 1000.0).round() as Ms
}
