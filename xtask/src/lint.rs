//! `make lint`: everything that can be wrong without running.
use anyhow::Result;

use crate::report::Report;
use crate::workspace::Workspace;
use crate::{command, page, setup, tidy};

/// Runs all checks, the quick ones first; all run even if one fails.
pub fn lint(workspace: &Workspace) -> Result<()> {
    let mut report = Report::default();
    let cargo = |arguments: &[&str]| command::run(&mut command::cargo(&workspace.root, arguments));
    report.step("formatting", || cargo(&["fmt", "--all", "--check"]));
    report.step("house rules", || tidy::tidy(workspace));
    if setup::has_cargo_deny() {
        // Advisories are left out: they need a fresh database, and what is green today must be green tomorrow.
        report.step("licences and sources", || {
            cargo(&["deny", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"])
        });
    } else {
        report.skip("licences and sources", "cargo-deny is not installed, `make setup` installs it");
    }
    // One script of the page holds them all: generated client and messages fresh, svelte-check, eslint, prettier.
    if report.step("npm packages", || page::install_packages(workspace)) {
        report.step("page checks", || page::run_script(workspace, "check", &[]));
    }
    report.step("clippy", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]));
    report.finish()
}
