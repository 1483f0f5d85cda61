//! Steps that all run, whatever happens to the others, and what became of them.
use anyhow::{Result, bail};

/// What became of the steps of a chore.
#[derive(Default)]
pub struct Report {
    done: Vec<String>,
    skipped: Vec<(String, String)>,
    failed: Vec<(String, String)>,
}

impl Report {
    /// Runs a step under its name; a failure is noted and told at once.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        eprintln!("\n== {name}");
        match work() {
            Ok(()) => self.done.push(name.to_owned()),
            Err(fault) => {
                eprintln!("xtask: {name}: {fault:#}");
                self.failed.push((name.to_owned(), format!("{fault:#}")));
                return false;
            }
        }
        true
    }

    /// Notes a step that could not be taken, and why.
    pub fn skip(&mut self, name: &str, reason: impl Into<String>) {
        let reason = reason.into();
        eprintln!("\n== {name}: skipped, {reason}");
        self.skipped.push((name.to_owned(), reason));
    }

    /// Prints all steps by name; an error when one failed.
    pub fn finish(self) -> Result<()> {
        eprintln!("\n== Summary");
        for name in &self.done {
            eprintln!("   ok       {name}");
        }
        for (name, reason) in &self.skipped {
            eprintln!("   skipped  {name}: {reason}");
        }
        for (name, reason) in &self.failed {
            eprintln!("   FAILED   {name}: {reason}");
        }
        match self.failed.len() {
            0 => Ok(()),
            1 => bail!("1 step failed"),
            n_failed => bail!("{n_failed} steps failed"),
        }
    }
}
