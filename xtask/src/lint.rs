//! `make lint`: everything that can be wrong without running.
use anyhow::{Result, bail};

use crate::report::Report;
use crate::workspace::Workspace;
use crate::{command, page, setup, tidy};

/// The page's checks by the names of their npm scripts.
const PAGE_CHECKS: [&str; 4] = ["check", "lint", "format:check", "messages"];

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
    if report.step("npm packages", || page::install_packages(workspace)) {
        for script in PAGE_CHECKS {
            report.step(&format!("page: npm run {script}"), || run_page_check(workspace, script));
        }
    }
    report.step("clippy", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]));
    report.finish()
}

fn run_page_check(workspace: &Workspace, script: &str) -> Result<()> {
    if !page::has_script(workspace, script)? {
        bail!("web/package.json has no script {script:?}");
    }
    page::run_script(workspace, script, &[])
}
