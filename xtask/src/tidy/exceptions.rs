//! Breaches that are allowed, each with a reason: `xtask/tidy-exceptions.toml`.
use anyhow::{Context, Result};
use serde::Deserialize;

use super::Fault;

const FILE: &str = "xtask/tidy-exceptions.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// One allowed breach.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    rule: String,
    /// File or crate, as the breach is printed.
    place: String,
    /// Part of the breach's words, where a place has several.
    #[serde(default)]
    words: String,
    /// Why it is allowed.
    reason: String,
}

/// Takes the allowed breaches away and adds the exceptions that allow nothing any more or give no reason.
pub fn excuse(faults: Vec<Fault>) -> Result<Vec<Fault>> {
    excuse_by(include_str!("../../tidy-exceptions.toml"), faults)
}

fn excuse_by(text: &str, mut faults: Vec<Fault>) -> Result<Vec<Fault>> {
    let Exceptions { exception } = toml::from_str(text).context(FILE)?;
    let mut idle = Vec::new();
    for exception in exception {
        let n_faults = faults.len();
        faults.retain(|fault| !exception.covers(fault));
        let words = match (n_faults == faults.len(), exception.reason.trim().is_empty()) {
            (true, _) => "allows nothing any more",
            (_, true) => "gives no reason",
            _ => continue,
        };
        let words = format!("the exception of {} for {} {words}", exception.rule, exception.place);
        idle.push(Fault { rule: "exceptions", place: FILE.to_owned(), line: 0, words });
    }
    faults.append(&mut idle);
    Ok(faults)
}

impl Exception {
    fn covers(&self, fault: &Fault) -> bool {
        fault.rule == self.rule && fault.place == self.place && fault.words.contains(&self.words)
    }
}

#[cfg(test)]
mod tests;
