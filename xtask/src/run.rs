//! `make run`: the page, the binary, the demo centre.
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{command, page, toolchain};

/// Builds what has changed and becomes `pharos demo`.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    toolchain::check_c_compiler()?;
    page::build(workspace)?;
    build_binary(workspace)?;
    let fault = Command::new(workspace.binary()).arg("demo").args(arguments).exec();
    Err(fault).with_context(|| format!("cannot start {}", workspace.binary().display()))
}

/// Builds `pharos` in the dev profile, the one the tests use.
pub fn build_binary(workspace: &Workspace) -> Result<()> {
    if !workspace.binary().is_file() {
        eprintln!("xtask: building pharos, the first time some minutes");
    }
    command::run(&mut command::cargo(&workspace.root, &["build", "--package", "pharos", "--bin", "pharos"]))
}
