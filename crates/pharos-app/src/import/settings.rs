//! What an import needs to know beside its files: mapping, names, zone.

use pharos_calendar::Zone;
use pharos_engine::mapping::ImportContext;
use pharos_ingest::mapping::Mapping;
use pharos_ingest::sources::{SOURCES, Source, source};

use super::guess::interval_report;
use super::{ImportRequest, MappingChoice};
use crate::error::no_zone;
use crate::{App, AppError, Reason, Result};

/// The source read through a mapping of the user's.
pub(super) const TABLE: &str = "table";
/// The source of totals, whose mapping is found from its columns; `--mapping` wins.
pub(super) const INTERVAL_REPORT: &str = "interval-report";

/// How the files are read.
pub(super) enum Reading {
    /// as tables through a mapping
    Table(Box<Mapping>),
    /// as exports of a system
    System(&'static dyn Source),
}

/// An import's settings, checked before anything is read.
pub(super) struct Settings {
    pub(super) reading: Reading,
    pub(super) context: ImportContext,
    /// what should be set for the centre afterwards: its zone, the site's zone
    pub(super) centre_zone: Option<String>,
    pub(super) notes: Vec<String>,
}

impl Settings {
    pub(super) async fn of(app: &App, request: &ImportRequest) -> Result<Settings> {
        let reading = reading(app, request).await?;
        let (mapping_zone, mapping_name) = match &reading {
            Reading::Table(mapping) => (mapping.zone.tz.clone(), mapping.source.clone()),
            Reading::System(_) => (None, None),
        };
        let stored = app.settings(&app.store.centre().await?);
        let stated = request.tz.clone().or(mapping_zone);
        let of_site = request.site.as_ref().and_then(|site| stored.sites.get(site).cloned());
        let known = stated.clone().or(of_site).or_else(|| stored.time_zone.clone());
        let mut notes = Vec::new();
        let zone = match &known {
            Some(name) => Zone::get(name).map_err(|error| no_zone(name, &error))?,
            None => {
                notes.push(
                    "no time zone is known: times without one are read as UTC; maybe --tz Asia/Jerusalem"
                        .to_owned(),
                );
                Zone::utc()
            }
        };
        let source_name =
            request.source_name.clone().or(mapping_name).unwrap_or_else(|| request.source.clone());
        Ok(Settings {
            reading,
            context: ImportContext { source_name, site: request.site.clone(), zone },
            centre_zone: stated,
            notes,
        })
    }
}

async fn reading(app: &App, request: &ImportRequest) -> Result<Reading> {
    let name = request.source.as_str();
    if [TABLE, INTERVAL_REPORT].contains(&name) {
        return Ok(Reading::Table(Box::new(mapping(app, request).await?)));
    }
    match source(name) {
        Some(_) if request.mapping.is_some() => {
            Err(AppError::Input(format!("`{name}` is read without a mapping; maybe `{TABLE}` was meant")))
        }
        Some(source) => Ok(Reading::System(source)),
        None => {
            let known: Vec<&str> = SOURCES.iter().map(|source| source.name()).collect();
            let advice = format!("; maybe `{TABLE}`, `{INTERVAL_REPORT}` or one of {}", known.join(", "));
            Err(AppError::NotFound { what: "source", name: name.to_owned(), advice })
        }
    }
}

async fn mapping(app: &App, request: &ImportRequest) -> Result<Mapping> {
    let Some(choice) = &request.mapping else {
        if let (INTERVAL_REPORT, [file, ..]) = (request.source.as_str(), request.files.as_slice()) {
            return interval_report(file, request.tz.as_deref()).await;
        }
        return Err(AppError::Input(
            "a table needs a mapping; maybe `--mapping FILE.toml`, or `--guess FILE.toml` to have one proposed".to_owned(),
        ));
    };
    let path = match choice {
        // What was put together elsewhere is checked like a file.
        MappingChoice::Given(mapping) => {
            return Mapping::parse(&mapping.to_toml())
                .map_err(|error| AppError::refused(Reason::InvalidMapping, error.to_string()));
        }
        MappingChoice::Named(path) => path,
    };
    if let Some(name) = path.to_str().filter(|name| !path.is_file() && !name.ends_with(".toml")) {
        return app.mapping_named(name).await;
    }
    let text = std::fs::read_to_string(path).map_err(|error| {
        AppError::Input(format!("{}: {error}; maybe the path is mistyped", path.display()))
    })?;
    Mapping::parse(&text).map_err(|error| AppError::Input(format!("{}: {error}", path.display())))
}
