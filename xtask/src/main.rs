//! Chores of the workspace: run, test, setup, tidy, lint, ci, bench, openapi. `cargo xtask help` lists them.
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod command;
mod demo;
mod lint;
mod openapi;
mod page;
mod postgres;
mod report;
mod run;
mod schemathesis;
mod setup;
mod test;
mod tidy;
mod toolchain;
mod workspace;

use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Chores of the Pharos workspace", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Builds the page and the binary and starts `pharos demo` with the arguments given
    Run {
        /// Arguments of `pharos demo`, for example --reset
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Builds the page (web/build) when its sources have changed
    Page,
    /// Runs every test there is: Rust, page, browser, PostgreSQL
    Test,
    /// Installs what the tests and checks need: Chromium, PostgreSQL, fonts, npm packages, cargo-deny
    Setup,
    /// Checks the house rules: layers, sizes, left-overs, absolute paths, direction of styles
    Tidy,
    /// Formatting, clippy, svelte-check, eslint, prettier, tidy, licences
    Lint,
    /// Setup, lint and test, as the project's servers run them
    Ci,
    /// Runs benchmarks (release profile); without a name it lists them
    Bench {
        /// A benchmark's name, or `all`
        name: Option<String>,
        /// Arguments of the benchmark
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Asks the API of a simulated centre what its description allows, and what it does not, as three kinds of users
    Schemathesis {
        /// Arguments of schemathesis, for example -n 100
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Writes openapi/pharos.json from the code and the page's client from that
    Openapi {
        /// Changes nothing; fails when a file is out of date
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(chore: Chore) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match chore {
        Chore::Run { arguments } => run::run(&workspace, &arguments),
        Chore::Page => page::build(&workspace),
        Chore::Test => test::test(&workspace),
        Chore::Setup => setup::setup(&workspace),
        Chore::Tidy => tidy::tidy(&workspace),
        Chore::Lint => lint::lint(&workspace),
        Chore::Ci => {
            setup::setup(&workspace)?;
            lint::lint(&workspace)?;
            test::test(&workspace)
        }
        Chore::Bench { name, arguments } => bench::bench(&workspace, name.as_deref(), &arguments),
        Chore::Schemathesis { arguments } => schemathesis::schemathesis(&workspace, &arguments),
        Chore::Openapi { check } => openapi::openapi(&workspace, check),
    }
}
