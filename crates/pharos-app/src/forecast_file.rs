//! `pharos forecast`: from a file of history to a file of forecasts.

use std::fs::File;
use std::path::{Path, PathBuf};

use pharos_calendar::{OpeningHours, date_of_local};
use pharos_forecast::holidays::{YEARS, countries};
use pharos_forecast::table::{
    TableError, TableRequest, forecast_table, parse_local, read_events, read_history,
};

use crate::{AppError, Result};

/// What a forecast from files is asked for, as text where a person wrote it.
#[derive(Clone, Debug)]
pub struct ForecastFiles {
    /// History: timestamp,volume on the local clock
    pub history: PathBuf,
    /// origins: dates or local times
    pub origins: Vec<String>,
    /// days ahead
    pub horizon_days: usize,
    /// events: name,start,end,kind
    pub events: Option<PathBuf>,
    /// country whose holidays count, two letters
    pub country: Option<String>,
    /// opening hours such as `mon-fri 07:00-21:00`
    pub open: Option<String>,
    /// interval such as `30m`
    pub interval: Option<String>,
    /// where the forecasts go
    pub out: PathBuf,
}

/// Forecasts from every origin; gives what a person should know of the history.
///
/// # Errors
/// Files, times, hours or intervals that cannot be read, an origin without history.
pub fn forecast_files(asked: &ForecastFiles) -> Result<Vec<String>> {
    let history = read_history(open(&asked.history)?).map_err(|error| at(&asked.history, &error))?;
    let events = match &asked.events {
        Some(path) => read_events(open(path)?).map_err(|error| at(path, &error))?,
        None => vec![],
    };
    let country = asked.country.as_deref().map(country).transpose()?;
    let opening: Option<OpeningHours> = asked
        .open
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|error| AppError::Input(format!("--open: {error}")))?;
    let interval_s = asked.interval.as_deref().map(interval).transpose()?;
    let origins: Vec<i64> = asked.origins.iter().map(|text| origin(text)).collect::<Result<_>>()?;
    let request = TableRequest {
        origins: &origins,
        horizon_days: asked.horizon_days,
        events: &events,
        opening: opening.as_ref(),
        interval_s,
        country: country.as_deref(),
    };
    let mut bytes = vec![];
    let notes = forecast_table(&history, &request, &mut bytes).map_err(|error| at(&asked.history, &error))?;
    std::fs::write(&asked.out, bytes).map_err(|error| {
        AppError::Input(format!("{}: {error}; maybe its folder is missing", asked.out.display()))
    })?;
    let mut res = vec![];
    let mut note = |n: usize, text: &str| {
        if n > 0 {
            res.push(format!("{n} {text}"));
        }
    };
    note(history.empty, "rows without a volume: taken as not known");
    note(notes.doubled, "times came more than once: their mean was taken (an hour the clock showed twice?)");
    note(notes.off_hours, "rows at times of the day that the last eight weeks do not have: left out");
    if country.is_some() && history.points.iter().any(|point| !years_known(point.local_s)) {
        let (first, last) = YEARS;
        res.push(format!(
            "holidays are known of the years {first} to {last} only: those of other years do not count"
        ));
    }
    Ok(res)
}

/// A country as its holidays are kept.
pub(crate) fn country(text: &str) -> Result<String> {
    let code = text.trim().to_ascii_uppercase();
    if countries().contains(&code.as_str()) {
        return Ok(code);
    }
    Err(AppError::Input(format!("country is `{text}`; maybe two letters such as IL, CN, US")))
}

fn years_known(local_s: i64) -> bool {
    let year = date_of_local(local_s * 1_000_000).year();
    (YEARS.0..=YEARS.1).contains(&year)
}

fn open(path: &Path) -> Result<File> {
    File::open(path)
        .map_err(|error| AppError::Input(format!("{}: {error}; maybe the path is mistyped", path.display())))
}

fn at(path: &Path, error: &TableError) -> AppError {
    AppError::Input(format!("{}: {error}", path.display()))
}

fn origin(text: &str) -> Result<i64> {
    let text = text.trim();
    parse_local(text).ok_or_else(|| {
        AppError::Input(format!(
            "--origin: {text:?} is no local date or time; maybe 2026-03-01 or \"2026-03-01 12:00\""
        ))
    })
}

/// Seconds of `15m`, `1h`, `1d`, `900s`.
fn interval(text: &str) -> Result<u32> {
    let wrong = || AppError::Input(format!("--interval: {text:?} is no length; maybe 15m, 30m, 1h or 1d"));
    let text = text.trim();
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let n: u32 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
    n.checked_mul(seconds).filter(|s| *s > 0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests;
