//! Special events of the calendars: campaigns, outages, holidays, with their times.

use pharos_calendar::Zone;

use super::Dataset;
use super::dimensions::{instant, text};
use crate::warehouse::WarehouseError;

/// A stretch of time in which something unusual happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialEvent {
    /// names it: source and key of its row
    pub id: String,
    /// its name
    pub name: String,
    /// campaign, outage, price_change, release, holiday, other
    pub kind: String,
    /// only this site; all where `None`
    pub site: Option<String>,
    /// first instant, microseconds
    pub from_us: i64,
    /// first instant after, microseconds
    pub to_us: i64,
}

impl Dataset {
    /// All special events, in the order of time. One without an end lasts for its local day.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn special_events(&self) -> Result<Vec<SpecialEvent>, WarehouseError> {
        let mut events = Vec::new();
        for batch in self.small("calendars").await? {
            for row in 0..batch.num_rows() {
                let kind = text(&batch, "kind", row).unwrap_or_default();
                let Some(from_us) = instant(&batch, "valid_from", row) else { continue };
                if !matches!(kind.as_str(), "event" | "holiday") {
                    continue;
                }
                let site = text(&batch, "site", row).filter(|site| !site.is_empty());
                let own = site.as_ref().and_then(|site| self.centre.site_zones.get(site));
                let zone = own.unwrap_or(&self.centre.zone);
                let of = |name| text(&batch, name, row).unwrap_or_default();
                events.push(SpecialEvent {
                    id: format!("{}:{}", of("source_name"), of("key")),
                    name: of("name"),
                    kind: text(&batch, "event_kind", row).unwrap_or(kind),
                    from_us,
                    to_us: instant(&batch, "valid_to", row).unwrap_or_else(|| end_of_day(zone, from_us)),
                    site,
                });
            }
        }
        events.sort_by(|left, right| (left.from_us, &left.id).cmp(&(right.from_us, &right.id)));
        Ok(events)
    }
}

fn end_of_day(zone: &Zone, instant_us: i64) -> i64 {
    let date = zone.local_date(instant_us);
    zone.date_start(date.tomorrow().unwrap_or(date))
}
