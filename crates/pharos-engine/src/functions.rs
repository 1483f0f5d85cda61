//! SQL functions of metric files, users' filters and mappings.

mod extremes;
mod scale;
mod slots;
mod time;
mod whole;

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::prelude::SessionContext;
use pharos_calendar::{Grain, OpeningHours, Weekday, Zone};

/// What the functions of one question depend on.
#[derive(Clone, Debug)]
pub struct Clockwork {
    /// Zone of periods and slots.
    pub zone: Zone,
    /// Zones by site where each site keeps its own time (`--tz site`); empty: `zone` everywhere.
    pub site_zones: HashMap<String, Zone>,
    /// Grain of the periods.
    pub grain: Grain,
    /// First day of the week.
    pub first_weekday: Weekday,
    /// The as-of instant, microseconds.
    pub as_of_us: i64,
    /// How finely agents' states are cut.
    pub cut: Grain,
    /// Opening hours by queue, then by site (`""`: everywhere).
    pub hours: Arc<Hours>,
}

/// Opening hours of queues and sites.
#[derive(Debug, Default)]
pub struct Hours {
    /// by queue
    pub queues: HashMap<String, OpeningHours>,
    /// by site; `""` for all sites
    pub sites: HashMap<String, OpeningHours>,
    /// by the calendar's own name
    pub calendars: HashMap<String, OpeningHours>,
}

/// What a calendar's own name begins with where it stands in a queue's place.
pub(crate) const CALENDAR: char = '\u{1}';

impl Hours {
    /// Hours of a queue, else of its site, else those of all sites. NULL durations where there are none.
    pub fn of(&self, queue: Option<&str>, site: Option<&str>) -> Option<&OpeningHours> {
        if let Some(name) = queue.and_then(|queue| queue.strip_prefix(CALENDAR)) {
            return self.calendars.get(name);
        }
        queue
            .and_then(|queue| self.queues.get(queue))
            .or_else(|| site.and_then(|site| self.sites.get(site)))
            .or_else(|| self.sites.get(""))
    }
}

impl Clockwork {
    /// Zone of a site.
    pub fn zone_of(&self, site: Option<&str>) -> &Zone {
        site.and_then(|site| self.site_zones.get(site)).unwrap_or(&self.zone)
    }
}

/// Registers every function of metric files in a session.
pub fn register(context: &SessionContext, clockwork: &Arc<Clockwork>) {
    let all = time::functions(clockwork).into_iter().chain(slots::functions(clockwork));
    for function in all.chain(scale::functions()).chain(whole::functions()) {
        context.register_udf(function);
    }
    for function in extremes::functions() {
        context.register_udaf(function);
    }
}
