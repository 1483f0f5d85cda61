//! `make test`: every test there is, with its own set-up.
use anyhow::Result;

use crate::demo::Demo;
use crate::postgres::{self, Cluster};
use crate::report::Report;
use crate::workspace::Workspace;
use crate::{command, page, run, setup, toolchain};

/// Runs all tests; one that fails does not keep the others from running. What is skipped is named at the end.
pub fn test(workspace: &Workspace) -> Result<()> {
    toolchain::check_c_compiler()?;
    let mut report = Report::default();
    if let Err(fault) = setup::install_system_packages() {
        report.skip("set-up of system packages", format!("{fault:#}"));
    }
    // Before the Rust tests, because the program holds the page: it is linked once.
    let page_is_built = report.step("page build", || page::build(workspace));
    rust_tests(workspace, &mut report);
    page_tests(workspace, page_is_built, &mut report);
    report.finish()
}

fn rust_tests(workspace: &Workspace, report: &mut Report) {
    let mut cluster = None;
    match postgres::programs() {
        Some(programs) => {
            report.step("private PostgreSQL for the contract tests", || {
                cluster = Some(Cluster::start(programs)?);
                Ok(())
            });
        }
        None => {
            report.skip("PostgreSQL contract tests", "no server on this machine, `make setup` installs one")
        }
    }
    let url = cluster.as_ref().map(Cluster::url);
    let cargo = |arguments: &[&str]| {
        let mut cargo = command::cargo(&workspace.root, arguments);
        if let Some(url) = &url {
            cargo.env("PHAROS_TEST_DATABASE_URL", url);
        }
        command::run(&mut cargo)
    };
    // Both runners build the same artefacts, `pharos` itself included.
    if command::find_program(&["cargo-nextest"]).is_some() {
        report.step("Rust tests", || cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]));
        report.step("Rust examples in documentation", || cargo(&["test", "--workspace", "--doc", "--quiet"]));
    } else {
        report.step("Rust tests", || cargo(&["test", "--workspace", "--no-fail-fast"]));
    }
}

fn page_tests(workspace: &Workspace, page_is_built: bool, report: &mut Report) {
    const BROWSER: &str = "browser tests";
    const LIVE: &str = "browser journey against the real binary";
    const SCREENS: &str = "browser over every screen of the real binary";
    const POSTGRES: &str = "browser journey with the records in PostgreSQL";
    if !page_is_built {
        for name in ["page unit tests", "page size budgets", BROWSER, LIVE, SCREENS, POSTGRES] {
            report.skip(name, "the page was not built");
        }
        return;
    }
    report.step("page unit tests", || page::run_script(workspace, "test", &[]));
    report.step("page size budgets", || page::run_script(workspace, "budgets", &[]));
    let Some(chromium) = setup::chromium() else {
        for name in [BROWSER, LIVE, SCREENS, POSTGRES] {
            report.skip(name, "no Chromium on this machine, `make setup` installs one");
        }
        return;
    };
    let browser = [("PHAROS_CHROMIUM", chromium.as_str()), ("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")];
    report.step(BROWSER, || page::run_browser(workspace, "e2e", &browser));
    let mut demo = None;
    report.step(LIVE, || {
        run::build_binary(workspace)?;
        let started = demo.insert(Demo::start(workspace)?);
        journey(workspace, &browser, "e2e:live", started)
    });
    match &demo {
        Some(demo) => {
            report.step(SCREENS, || journey(workspace, &browser, "e2e:screens", demo));
        }
        None => report.skip(SCREENS, "no demo"),
    }
    let (Some(demo), Some(programs)) = (demo, postgres::programs()) else {
        report.skip(POSTGRES, "no demo, or no server on this machine: `make setup` installs one");
        return;
    };
    report.step(POSTGRES, || {
        let cluster = Cluster::start(programs)?;
        let over_postgres = demo.over_postgres(workspace, &cluster.url())?;
        journey(workspace, &browser, "e2e:journey", &over_postgres)
    });
}

/// Runs the browser's scripts against a running server.
fn journey(workspace: &Workspace, browser: &[(&str, &str)], script: &str, demo: &Demo) -> Result<()> {
    let printed = demo.printed();
    page::run_browser(workspace, script, &[browser, &[("BASE_URL", printed.as_str())]].concat())
}
