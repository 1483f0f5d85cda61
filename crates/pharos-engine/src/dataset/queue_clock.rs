//! The clock a queue keeps: its site, the site's zone, its opening hours.

use pharos_calendar::{OpeningHours, Zone};

use super::Dataset;
use super::dimensions::text;
use crate::warehouse::WarehouseError;

/// The clock a queue keeps.
#[derive(Clone, Debug)]
pub struct QueueClock {
    /// its site, where the records name one
    pub site: Option<String>,
    /// the site's zone, else the centre's
    pub zone: Zone,
    /// its opening hours with holidays taken out, where calendars say them
    pub hours: Option<OpeningHours>,
}

impl Dataset {
    /// The clock of a queue; the centre's, without hours, for all queues together.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn queue_clock(&self, queue: Option<&str>) -> Result<QueueClock, WarehouseError> {
        let Some(name) = queue else {
            return Ok(QueueClock { site: None, zone: self.centre.zone.clone(), hours: None });
        };
        let mut site = None;
        for batch in self.small("queues").await? {
            for row in 0..batch.num_rows() {
                if text(&batch, "queue", row).as_deref() == Some(name) {
                    site = text(&batch, "site", row).or(site);
                }
            }
        }
        let zone = site.as_ref().and_then(|site| self.centre.site_zones.get(site));
        let hours = self.dimensions().await?.hours.clone();
        Ok(QueueClock {
            zone: zone.unwrap_or(&self.centre.zone).clone(),
            hours: hours.of(Some(name), site.as_deref()).cloned(),
            site,
        })
    }
}
