//! The API's description as a file, made from the code, and the page's client made from that.
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{command, page, run};

/// The npm script that writes the client from the description.
const CLIENT_SCRIPT: &str = "api";

/// Writes openapi/pharos.json and the client, or only compares the first with the code.
pub fn openapi(workspace: &Workspace, check: bool) -> Result<()> {
    run::build_binary(workspace)?;
    let document = command::output(Command::new(workspace.binary()).arg("openapi"))?;
    let path = workspace.root.join("openapi").join("pharos.json");
    if check {
        let written = fs::read_to_string(&path).unwrap_or_default();
        if written != document {
            bail!("openapi/pharos.json is not what the code says, maybe run `cargo xtask openapi`");
        }
        return Ok(());
    }
    fs::write(&path, document).with_context(|| format!("cannot write {}", path.display()))?;
    page::install_packages(workspace)?;
    page::run_script(workspace, CLIENT_SCRIPT, &[])
}
