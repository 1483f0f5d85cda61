//! Clear words when a tool that cannot be done without is missing or too old.
use std::process::Command;

use anyhow::{Result, bail};

use crate::command;

/// The build of the page needs this Node (Vite's own requirement).
const NODE_MIN: (u32, u32) = (20, 19);

/// Checks Node and npm.
pub fn check_node() -> Result<()> {
    let Ok(version) = command::output(Command::new("node").arg("--version")) else {
        bail!(
            "Node {}.{} or newer is needed to build the page and none was found, maybe install it from https://nodejs.org",
            NODE_MIN.0,
            NODE_MIN.1
        );
    };
    if !node_is_new_enough(&version) {
        bail!(
            "Node {}.{} or newer is needed to build the page, found {}, maybe install a newer one from https://nodejs.org",
            NODE_MIN.0,
            NODE_MIN.1,
            version.trim()
        );
    }
    if command::find_program(&["npm"]).is_none() {
        bail!("npm is needed to build the page and none was found beside Node, maybe `apt-get install npm`");
    }
    Ok(())
}

/// Checks that a C compiler answers: SQLite, zstd and BLAKE3 are built with it.
pub fn check_c_compiler() -> Result<()> {
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    if !command::succeeds(Command::new(&compiler).arg("--version")) {
        bail!(
            "a C compiler is needed and `{compiler}` does not answer, maybe `apt-get install build-essential`"
        );
    }
    Ok(())
}

/// `v20.19.2` and the like, against the oldest that will do.
fn node_is_new_enough(version: &str) -> bool {
    let mut numbers =
        version.trim().trim_start_matches('v').split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (major, minor) >= NODE_MIN
}

#[cfg(test)]
mod tests;
