//! What an import needs to know beside its files: mapping, names, zone.

use pharos_calendar::Zone;
use pharos_engine::mapping::ImportContext;
use pharos_ingest::mapping::Mapping;

use super::ImportRequest;
use crate::{App, AppError, Result};

/// The source read through a mapping of the user's.
const TABLE: &str = "table";
/// The source of totals, whose mapping we bring; `--mapping` wins.
const INTERVAL_REPORT: &str = "interval-report";
const INTERVAL_REPORT_MAPPING: &str = include_str!("../../../../samples/interval-report/mapping.toml");

/// An import's settings, checked before anything is read.
pub(super) struct Settings {
    pub(super) mapping: Mapping,
    pub(super) context: ImportContext,
    /// what should be set for the centre afterwards: its zone, the site's zone
    pub(super) centre_zone: Option<String>,
    pub(super) notes: Vec<String>,
}

impl Settings {
    pub(super) async fn of(app: &App, request: &ImportRequest) -> Result<Settings> {
        if ![TABLE, INTERVAL_REPORT].contains(&request.source.as_str()) {
            return Err(AppError::NotFound {
                what: "source",
                name: request.source.clone(),
                advice: format!("; maybe `{TABLE}` or `{INTERVAL_REPORT}`"),
            });
        }
        let mapping = mapping(request)?;
        let stored = app.settings(&app.store.centre().await?);
        let stated = request.tz.clone().or_else(|| mapping.zone.tz.clone());
        let of_site = request.site.as_ref().and_then(|site| stored.sites.get(site).cloned());
        let known = stated.clone().or(of_site).or_else(|| stored.time_zone.clone());
        let mut notes = Vec::new();
        let zone = match &known {
            Some(name) => Zone::get(name).map_err(|error| AppError::Input(error.to_string()))?,
            None => {
                notes.push("no time zone is known: times without one are read as UTC; maybe --tz Asia/Jerusalem".to_owned());
                Zone::utc()
            }
        };
        let source_name =
            request.source_name.clone().or_else(|| mapping.source.clone()).unwrap_or_else(|| request.source.clone());
        Ok(Settings {
            mapping,
            context: ImportContext { source_name, site: request.site.clone(), zone },
            centre_zone: stated,
            notes,
        })
    }
}

fn mapping(request: &ImportRequest) -> Result<Mapping> {
    let Some(path) = &request.mapping else {
        if request.source == INTERVAL_REPORT {
            return Mapping::parse(INTERVAL_REPORT_MAPPING).map_err(|error| AppError::Internal(error.to_string()));
        }
        return Err(AppError::Input(
            "a table needs a mapping; maybe `--mapping FILE.toml`, or `--guess FILE.toml` to have one proposed".to_owned(),
        ));
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| AppError::Input(format!("{}: {error}; maybe the path is mistyped", path.display())))?;
    Mapping::parse(&text).map_err(|error| AppError::Input(format!("{}: {error}", path.display())))
}
