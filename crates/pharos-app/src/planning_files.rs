//! `pharos simulate` and `pharos hire`: a plan's file in, its answer out; no data folder is opened.

use std::path::Path;

use pharos_capacity::file::{HiringAnswer, HiringFile, hiring_answer};
use pharos_simulation::{
    GroupStaffing, Scenario, SimulateOptions, SimulationResult, StaffGroupsOptions, simulate, staff_groups,
};

use crate::{AppError, Result};

/// Contacts of one trial of a search for agents where the request names none.
const TRIAL_CONTACTS: u64 = 200_000;
/// A steady state needs at least so many contacts for its batches.
const CONTACTS_MIN: u64 = 1_000;

/// How to simulate a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimulateRequest {
    /// only the case of that name; all where `None`
    pub case: Option<String>,
    /// contacts instead of the file's, for a steady state
    pub contacts: Option<u64>,
    /// the same seed gives the same answer
    pub seed: u64,
    /// for days: until every service level has at most this half-width (95 %)
    pub half_width: Option<f64>,
}

/// Simulates the cases of a scenario file.
///
/// # Errors
/// A file that cannot be read, a scenario that makes no sense.
pub fn simulate_file(path: &Path, request: &SimulateRequest) -> Result<Vec<SimulationResult>> {
    let options = SimulateOptions {
        seed: request.seed,
        contacts: contacts(request)?,
        half_width_max: half_width(request)?,
    };
    Ok(cases(path, request)?.iter().map(|scenario| simulate(scenario, options)).collect())
}

/// Finds the agents of the cases of a scenario file whose queues have targets.
///
/// # Errors
/// As [`simulate_file`]; a case without targets.
pub fn staff_file(path: &Path, request: &SimulateRequest) -> Result<Vec<GroupStaffing>> {
    let contacts = contacts(request)?.unwrap_or(TRIAL_CONTACTS);
    let options = StaffGroupsOptions { seed: request.seed, contacts };
    let found = cases(path, request)?
        .into_iter()
        .map(|scenario| staff_groups(&scenario, options).map_err(|error| AppError::Input(at(path, &error))));
    found.collect()
}

/// Plans the classes of a hiring plan's file.
///
/// # Errors
/// A file that cannot be read, a plan that makes no sense, a solver that fails.
pub fn hire_file(path: &Path) -> Result<HiringAnswer> {
    let file = HiringFile::read(&text(path)?).map_err(|error| AppError::Input(at(path, &error)))?;
    hiring_answer(&file).map_err(|error| AppError::Input(at(path, &error)))
}

fn cases(path: &Path, request: &SimulateRequest) -> Result<Vec<Scenario>> {
    let text = text(path)?;
    let read = match &request.case {
        Some(case) => Scenario::read_case(&text, case).map(|scenario| vec![scenario]),
        None => Scenario::read(&text),
    };
    read.map_err(|error| AppError::Input(at(path, &error)))
}

fn contacts(request: &SimulateRequest) -> Result<Option<u64>> {
    match request.contacts {
        Some(contacts) if contacts < CONTACTS_MIN => {
            Err(AppError::Input(format!("contacts is {contacts}; maybe {CONTACTS_MIN} or more")))
        }
        contacts => Ok(contacts),
    }
}

fn half_width(request: &SimulateRequest) -> Result<Option<f64>> {
    match request.half_width {
        Some(half_width) if !(half_width > 0.0 && half_width < 1.0) => {
            Err(AppError::Input(format!("half-width is {half_width}; it is a share, maybe 0.005")))
        }
        half_width => Ok(half_width),
    }
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| AppError::Input(format!("{}: {error}; maybe the path is mistyped", path.display())))
}

fn at(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
