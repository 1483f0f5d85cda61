//! The demo centre: simulated, said to be simulated, kept in a named cache folder.

mod day;
mod forecasts;
mod people;
mod rows;

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::civil::Date;
use pharos_simulation::centre::Centre;
use pharos_store::{CentreSettings, ImportRecord, ImportState};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::import::{ImportReport, TableCounts};
use crate::writer::{Also, Writer};
use crate::{App, AppError, Config, Result, now_us};
use rows::TableBatches;

/// The seed of a demo that names none.
const SEED_DEFAULT: u64 = 1;
/// Name of the source its rows carry.
const SOURCE_NAME: &str = "demo";
/// What was simulated, beside the data; a folder with this file is a whole demo.
const MARK: &str = "demo.json";
/// What it was drawn from.
const TRUTH: &str = "truth.json";
/// Months simulated ahead of the writing.
const AHEAD: usize = 1;

/// Which demo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DemoRequest {
    /// seed; the one that is there where `None`
    pub seed: Option<u64>,
    /// the day after the last; the one that is there, else today, where `None`
    pub until: Option<Date>,
    /// simulate again
    pub reset: bool,
}

/// A demo that is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// its data folder
    pub data: PathBuf,
    /// its seed
    pub seed: u64,
    /// the day after its last
    pub until: String,
    /// what it was drawn from
    pub truth: PathBuf,
    /// goals, what is kept about people, and forecasts are there; else [`DemoFilling`] makes them
    pub filled: bool,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    seed: u64,
    until: String,
    format: u32,
    #[serde(default)]
    filled: bool,
}

/// Makes the demo's facts ready in `folder`: reuses what is there unless it is another one or was left half filled, simulates
/// otherwise. `progress` is told each month that is written.
///
/// # Errors
/// A folder that is not a demo's, a date without thirteen months before it, the file system.
pub async fn prepare_demo(
    folder: &Path,
    request: DemoRequest,
    config: &Config,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Demo> {
    let found = read_mark(folder)?;
    if let Some(mark) = found.filter(|mark| !request.reset && is_asked_for(mark, request)) {
        return Ok(demo(folder, mark));
    }
    // Up to the day that runs where the centre is: its last whole day is yesterday there.
    let until = match request.until {
        Some(until) => until,
        None => {
            let here = jiff::Timestamp::now().in_tz(Centre::TIME_ZONE);
            here.map_err(|error| AppError::Internal(error.to_string()))?.date()
        }
    };
    let mark = Mark {
        seed: request.seed.unwrap_or(SEED_DEFAULT),
        until: until.to_string(),
        format: pharos_schema::FORMAT_VERSION,
        filled: false,
    };
    let centre = Centre::new(mark.seed, until).map_err(|error| AppError::Input(error.to_string()))?;
    // Made beside and moved at the end: a demo that is there has all its facts.
    let unfinished = folder.with_extension("unfinished");
    remove(&unfinished)?;
    let app = App::open(Config { data: unfinished.clone(), database_url: None, ..config.clone() }).await?;
    write_json(&unfinished.join(TRUTH), centre.truth())?;
    simulate(&app, centre, progress).await?;
    app.close().await?;
    write_json(&unfinished.join(MARK), &mark)?;
    remove(folder)?;
    std::fs::rename(&unfinished, folder).map_err(|source| AppError::io(folder, source))?;
    Ok(demo(folder, mark))
}

/// What people keep, added to a demo's facts while its server answers already: courses, talks, thanks, goals, meetings,
/// forecasts. As long as this lives the centre says that more is coming.
pub struct DemoFilling {
    app: App,
    demo: Demo,
}

impl DemoFilling {
    /// Announces it; [`DemoFilling::run`] does it.
    pub fn new(app: &App, demo: &Demo) -> DemoFilling {
        app.filling.store(true, Ordering::Release);
        DemoFilling { app: app.clone(), demo: demo.clone() }
    }

    /// Adds all of it. It takes longer than the facts. `progress` is told each part that begins.
    ///
    /// # Errors
    /// The store, the engine, the file system.
    pub async fn run(self, progress: impl Fn(&str) + Sync) -> Result<()> {
        let (app, demo) = (&self.app, &self.demo);
        let until: Date =
            demo.until.parse().map_err(|_| AppError::Internal(format!("a demo until {}", demo.until)))?;
        let until_us = pharos_calendar::date_to_local(until);
        // First of all: the months behind a goal are read from them many times quicker.
        progress("summaries of days");
        app.make_rollups().await?;
        // Before the goals: those about learning are fed by what was learned.
        progress("courses, talks, thanks");
        app.fill_people_demo(demo.seed, until_us).await?;
        // So are those about forecasts.
        progress("forecasts");
        app.demo_forecasts(until).await?;
        progress("goals");
        // What came in so far goes into the files first: a server that did it later would find every goal out of date.
        app.fold().await?;
        crate::goals::demo_goals(app, until).await?;
        app.fill_day_demo(until_us).await?;
        app.fold().await?;
        // Kept from here on: the first screen does not wait for every goal.
        app.refresh_goals().await?;
        let mark = Mark {
            seed: demo.seed,
            until: demo.until.clone(),
            format: pharos_schema::FORMAT_VERSION,
            filled: true,
        };
        write_json(&demo.data.join(MARK), &mark)
    }
}

impl Drop for DemoFilling {
    fn drop(&mut self) {
        self.app.filling.store(false, Ordering::Release);
    }
}

fn is_asked_for(mark: &Mark, request: DemoRequest) -> bool {
    mark.filled
        && mark.format == pharos_schema::FORMAT_VERSION
        && request.seed.is_none_or(|seed| seed == mark.seed)
        && request.until.is_none_or(|until| until.to_string() == mark.until)
}

fn demo(folder: &Path, mark: Mark) -> Demo {
    Demo {
        data: folder.to_owned(),
        seed: mark.seed,
        until: mark.until,
        truth: folder.join(TRUTH),
        filled: mark.filled,
    }
}

/// The mark of a demo folder; an error where the folder holds something else.
fn read_mark(folder: &Path) -> Result<Option<Mark>> {
    let path = folder.join(MARK);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(serde_json::from_str(&text).ok()),
        Err(_) if !folder.exists() => Ok(None),
        Err(_) => Err(AppError::Input(format!(
            "{} is there and is no demo (it has no {MARK}); maybe move it away",
            folder.display()
        ))),
    }
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|source| AppError::io(folder, source))?;
    }
    Ok(())
}

fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(|error| AppError::Internal(error.to_string()))?;
    std::fs::write(path, text + "\n").map_err(|source| AppError::io(path, source))
}

async fn simulate(app: &App, centre: Centre, progress: &(dyn Fn(&str) + Sync)) -> Result<()> {
    let mut sites = centre.sites().into_iter();
    let first = sites.next();
    let settings = CentreSettings {
        name: Some("Demo centre".to_owned()),
        time_zone: first.as_ref().map(|site| site.time_zone.to_owned()),
        first_weekday: first.as_ref().map(|site| site.first_weekday.to_owned()),
        sites: first
            .into_iter()
            .chain(sites)
            .map(|it| (it.site.to_owned(), it.time_zone.to_owned()))
            .collect(),
        simulated: true,
    };
    app.store.set_centre(&settings).await?;
    let mut writer = app.writer(Duration::ZERO).await?;
    let sequence = writer.sequence;
    let started_at_us = now_us();
    let (sender, mut months) = mpsc::channel::<Result<(String, TableBatches)>>(AHEAD);
    tokio::task::spawn_blocking(move || rows::simulate(&centre, SOURCE_NAME, sequence, &sender));
    let mut report = ImportReport { import_id: Some(sequence.to_string()), ..ImportReport::default() };
    while let Some(month) = months.recv().await {
        let (name, batches) = month?;
        write(&mut writer, batches, &mut report).await?;
        progress(&name);
    }
    let counts = serde_json::to_value(&report).map_err(|error| AppError::Internal(error.to_string()))?;
    let record = ImportRecord {
        id: sequence.to_string(),
        seq: sequence,
        source: "simulation".to_owned(),
        source_name: SOURCE_NAME.to_owned(),
        site: None,
        made_by: None,
        state: ImportState::Done,
        started_at_us,
        finished_at_us: Some(now_us()),
        quality: serde_json::json!([]),
        counts,
        rejects_file: None,
    };
    writer.publish(Also { import: Some(&record), ..Also::default() }).await
}

/// Fills a centre with some simulated days.
#[cfg(test)]
pub(crate) async fn fill_days(
    app: &App,
    centre: &Centre,
    days: &[pharos_simulation::centre::CentreDay],
) -> Result<()> {
    let site = centre.sites().into_iter().next();
    let settings = CentreSettings {
        time_zone: site.as_ref().map(|it| it.time_zone.to_owned()),
        first_weekday: site.map(|it| it.first_weekday.to_owned()),
        simulated: true,
        ..CentreSettings::default()
    };
    app.store.set_centre(&settings).await?;
    let mut writer = app.writer(Duration::ZERO).await?;
    for batches in rows::of_days(centre, days, SOURCE_NAME, writer.sequence)? {
        writer.merge(batches).await?;
    }
    writer.publish(Also::default()).await
}

async fn write(writer: &mut Writer<'_>, batches: TableBatches, report: &mut ImportReport) -> Result<()> {
    for (_, rows) in batches.values() {
        report.read += rows.num_rows() as u64;
        report.accepted += rows.num_rows() as u64;
    }
    for (name, merged) in writer.merge(batches).await? {
        let counts: &mut TableCounts = report.tables.entry(name.to_owned()).or_default();
        counts.add(&merged);
        report.replaced = report.tables.values().map(|counts| counts.replaced).sum();
    }
    Ok(())
}
