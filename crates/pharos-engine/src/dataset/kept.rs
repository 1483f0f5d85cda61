//! What questions need again and again, worked out once for each state of the tables it comes from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dimensions::{self, Dimensions};
use super::{Aliases, Dataset};
use crate::warehouse::{Heads, WarehouseError};

/// Tables the dimensions come from.
const SMALL: [&str; 5] = ["calendars", "customer_keys", "customers", "employment", "queues"];

/// The state of a dataset as far as the dimensions depend on it.
#[derive(Debug, PartialEq)]
pub(crate) struct Of {
    versions: [Option<u64>; SMALL.len()],
    aliases: Aliases,
    zones: BTreeMap<String, String>,
}

/// The dimensions of a state.
pub(crate) type KeptDimensions = (Of, Arc<Dimensions>);
/// The newest stored event at these heads.
pub(crate) type KeptNewest = (Heads, Option<i64>);

impl Dataset {
    /// Dimensions of its moment. Rows that wait in the inbox change from question to question: then nothing is kept.
    pub(crate) async fn dimensions(&self) -> Result<Arc<Dimensions>, WarehouseError> {
        if SMALL.iter().any(|name| self.inbox.contains_key(name)) {
            return Ok(Arc::new(dimensions::dimensions(self).await?));
        }
        let of = self.of();
        let kept = &self.warehouse.kept().dimensions;
        if let Ok(kept) = kept.lock()
            && let Some((_, known)) = kept.as_ref().filter(|it| it.0 == of)
        {
            return Ok(known.clone());
        }
        let made = Arc::new(dimensions::dimensions(self).await?);
        if let Ok(mut kept) = kept.lock() {
            *kept = Some((of, made.clone()));
        }
        Ok(made)
    }

    fn of(&self) -> Of {
        let centre = &self.centre;
        let sites = centre.site_zones.iter().map(|(site, zone)| (site.clone(), zone.name().to_owned()));
        Of {
            versions: SMALL.map(|name| self.heads.0.get(name).copied()),
            aliases: self.aliases.clone(),
            zones: sites.chain([(String::new(), centre.zone.name().to_owned())]).collect(),
        }
    }

    /// The newest event on disk.
    pub(super) async fn newest_stored_us(&self) -> Result<Option<i64>, WarehouseError> {
        let kept = &self.warehouse.kept().newest;
        if let Ok(kept) = kept.lock()
            && let Some((_, newest)) = kept.as_ref().filter(|it| it.0 == self.heads)
        {
            return Ok(*newest);
        }
        let mut newest = None;
        for (table, columns) in super::happened() {
            for file in self.warehouse.files(table, &self.heads).await?.iter() {
                let latest =
                    columns.iter().filter_map(|name| file.instants(name)).map(|(_, high)| high).max();
                newest = newest.max(latest);
            }
        }
        if let Ok(mut kept) = kept.lock() {
            *kept = Some((self.heads.clone(), newest));
        }
        Ok(newest)
    }
}
