//! The centre: its name and time, from the configuration file or from what imports have set.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::Ordering;

use pharos_calendar::{Weekday, Zone, parse_weekday};
use pharos_engine::dataset::Centre;
use pharos_store::CentreSettings;

use crate::{App, AppError, Result, rfc3339};

/// The centre as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreView {
    /// name; empty where none was given
    pub name: String,
    /// IANA name
    pub time_zone: String,
    /// 1 Monday .. 7 Sunday
    pub first_weekday: i8,
    /// the centre does not exist
    pub simulated: bool,
    /// it is a demo whose goals, talks and forecasts are still being added
    pub filling: bool,
    /// a mail server and a sender are configured
    pub sends_mail: bool,
    /// newest fact, RFC 3339
    pub as_of: Option<String>,
    /// oldest contact or piece of work, RFC 3339
    pub since: Option<String>,
}

impl App {
    /// The centre and how new its data are.
    ///
    /// # Errors
    /// Records or fact tables that cannot be read.
    pub async fn centre(&self) -> Result<CentreView> {
        let snapshot = self.snapshot().await?;
        let settings = self.settings(&snapshot.centre);
        let dataset = self.dataset_of(&snapshot)?;
        Ok(CentreView {
            name: settings.name.unwrap_or_default(),
            time_zone: dataset.centre.zone.name().to_owned(),
            first_weekday: dataset.centre.first_weekday.to_monday_one_offset(),
            simulated: settings.simulated,
            filling: self.filling.load(Ordering::Acquire),
            sends_mail: self.require_mail().is_ok(),
            as_of: dataset.reaches_us().await?.map(rfc3339),
            since: dataset.oldest_us().await?.map(rfc3339),
        })
    }

    /// True if the centre does not exist: its data are simulated.
    ///
    /// # Errors
    /// The records.
    pub async fn is_simulated(&self) -> Result<bool> {
        Ok(self.store.centre().await?.simulated)
    }

    /// The configuration file over what is stored.
    pub(crate) fn settings(&self, stored: &CentreSettings) -> CentreSettings {
        let file = &self.config.centre;
        let mut sites: BTreeMap<String, String> = stored.sites.clone();
        sites.extend(file.sites.clone());
        CentreSettings {
            name: file.name.clone().or_else(|| stored.name.clone()),
            time_zone: file.time_zone.clone().or_else(|| stored.time_zone.clone()),
            first_weekday: file.first_weekday.clone().or_else(|| stored.first_weekday.clone()),
            sites,
            simulated: stored.simulated,
        }
    }
}

/// The settings as the engine wants them.
pub(crate) fn centre_of(settings: &CentreSettings) -> Result<Centre> {
    let zone = |name: &str| Zone::get(name).map_err(|error| AppError::Input(error.to_string()));
    let sites = settings.sites.iter().map(|(site, name)| Ok((site.clone(), zone(name)?)));
    let first_weekday = match &settings.first_weekday {
        None => Weekday::Monday,
        Some(name) => parse_weekday(name).map_err(|error| AppError::Input(error.to_string()))?,
    };
    Ok(Centre {
        zone: settings.time_zone.as_deref().map_or_else(|| Ok(Zone::utc()), zone)?,
        site_zones: sites.collect::<Result<HashMap<_, _>>>()?,
        first_weekday,
    })
}
