//! What the tests and checks need of the machine. Only Debian and its children are served; elsewhere the packages are
//! named.
use std::process::Command;

use anyhow::{Result, bail};

use crate::report::Report;
use crate::workspace::Workspace;
use crate::{command, page, postgres};

/// cargo-deny's version: its rules' names change between versions.
const DENY_VERSION: &str = "0.20.2";

/// Installs everything: system packages, npm packages, rustfmt and clippy, cargo-deny.
pub fn setup(workspace: &Workspace) -> Result<()> {
    let mut report = Report::default();
    report.step("system packages", install_system_packages);
    report.step("npm packages", || page::install_packages(workspace));
    report.step("rustfmt and clippy", install_rust_components);
    report.step("cargo-deny", install_cargo_deny);
    report.finish()
}

/// Installs the missing system packages; an error says the one command to type where that is not permitted.
pub fn install_system_packages() -> Result<()> {
    let missing = missing_packages();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if command::find_program(&["apt-get"]).is_none() {
        bail!("missing: {names} (names of Debian's packages); install them with this system's own means");
    }
    let Some(elevation) = elevation() else {
        bail!("missing: {names}; type `sudo apt-get install --no-install-recommends {names}`");
    };
    let apt_get = |arguments: &[&str]| {
        let words: Vec<&str> =
            elevation.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).collect();
        let mut apt_get = Command::new(words[0]);
        apt_get.args(&words[1..]).args(arguments);
        apt_get
    };
    command::run(&mut apt_get(&["update", "-qq"]))?;
    let mut install = apt_get(&["install", "-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"]);
    command::run(install.args(&missing))
}

/// Where a Chromium is: `PHAROS_CHROMIUM` or the first on the search path.
pub fn chromium() -> Option<String> {
    let named = std::env::var("PHAROS_CHROMIUM").ok();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    named.or_else(|| command::find_program(&names).map(|path| path.to_string_lossy().into_owned()))
}

/// Whether cargo-deny can be called.
pub fn has_cargo_deny() -> bool {
    command::find_program(&["cargo-deny"]).is_some()
}

/// How to become the superuser without a question: not needed, by sudo, or not at all.
fn elevation() -> Option<Vec<&'static str>> {
    if command::is_root() {
        return Some(Vec::new());
    }
    command::succeeds(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n"])
}

fn missing_packages() -> Vec<&'static str> {
    let mut res = Vec::new();
    if chromium().is_none() {
        res.push("chromium");
    }
    if postgres::programs().is_none() {
        res.push("postgresql");
    }
    let knows_packages = command::find_program(&["dpkg-query"]).is_some();
    // Fonts of the languages, and the mail server of the tests.
    for package in ["fonts-noto-core", "fonts-noto-cjk", "python3-aiosmtpd"] {
        if knows_packages && !is_installed(package) {
            res.push(package);
        }
    }
    res
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Abbrev}", package]).stderr(std::process::Stdio::null());
    query.output().is_ok_and(|output| output.stdout.starts_with(b"ii"))
}

fn install_rust_components() -> Result<()> {
    if command::find_program(&["cargo-clippy"]).is_some() && command::find_program(&["cargo-fmt"]).is_some() {
        return Ok(());
    }
    command::run(Command::new("rustup").args(["component", "add", "clippy", "rustfmt"]))
}

fn install_cargo_deny() -> Result<()> {
    if has_cargo_deny() {
        return Ok(());
    }
    // Without optimisation: it is built in a third of the time and our tree takes it a second either way.
    let version = format!("cargo-deny@{DENY_VERSION}");
    command::run(&mut command::cargo(&std::env::temp_dir(), &["install", "--locked", "--debug", &version]))
}
