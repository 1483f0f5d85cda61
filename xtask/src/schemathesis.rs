//! The API against its own description: schemathesis, with every check, as an administrator, a supervisor and an agent.
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command;
use crate::demo::Demo;
use crate::report::Report;
use crate::run;
use crate::workspace::Workspace;

/// Its version: checks change between versions.
const VERSION: &str = "4.32.5";
/// Requests per operation and identity where nothing is said; the seed makes them the same each time.
const EXAMPLES: &str = "10";
const SEED: &str = "1";

/// Who asks: login, role, part of the organisation.
const IDENTITIES: [(&str, &str, &[&str]); 3] = [
    ("ada", "administrator", &["--whole"]),
    ("lee", "supervisor", &["--team", "Billing 1"]),
    ("noa", "agent", &["--agent-id", "a001"]),
];

/// What a key of each opens.
const ACTIONS: [&str; 3] = [
    "read_metrics,read_individuals,read_contacts,read_imports,manage_data,send_facts,correct_facts,read_people,manage_people,\
     read_goals,manage_goals,read_plans,manage_plans,evaluate,coach,share_views,manage_users,read_audit,erase_persons,operate,\
     use_account",
    "read_metrics,read_individuals,read_contacts,read_imports,correct_facts,read_people,read_goals,manage_goals,read_plans,\
     evaluate,coach,share_views,use_account",
    "read_metrics,read_individuals,read_contacts,read_goals,use_account",
];

/// Runs it against a simulated centre of its own; further arguments are handed on (`-n 100` for a longer run).
pub fn schemathesis(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let program = program(workspace)?;
    run::build_binary(workspace)?;
    let demo = Demo::start(workspace)?;
    let mut report = Report::default();
    for ((login, role, part), actions) in IDENTITIES.into_iter().zip(ACTIONS) {
        report.step(&format!("schemathesis as {role}"), || {
            let token = token(workspace, &demo, login, role, part, actions)?;
            check(workspace, &program, &demo.address, &token, arguments)
        });
    }
    report.finish()
}

/// The program, installed beside what is built where it is missing.
fn program(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target_directory.join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin").join("schemathesis");
    if program.is_file() {
        return Ok(program);
    }
    if command::find_program(&["python3"]).is_none() {
        bail!("python3 was not found; maybe: apt-get install python3-venv");
    }
    command::run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = folder.join("bin").join("pip");
    let installed =
        command::run(Command::new(pip).args(["install", "--quiet"]).arg(format!("schemathesis=={VERSION}")));
    if installed.is_err() {
        // Half of it would be taken for all of it.
        let _ = std::fs::remove_dir_all(&folder);
    }
    installed.map(|()| program)
}

fn token(
    workspace: &Workspace,
    demo: &Demo,
    login: &str,
    role: &str,
    part: &[&str],
    actions: &str,
) -> Result<String> {
    let pharos = |arguments: &[&str]| {
        let mut command = Command::new(workspace.binary());
        command.args(arguments).arg("--data").arg(demo.data());
        command
    };
    command::run(pharos(&["user", "add", login, "--role", role]).args(part))?;
    let add = [
        "token",
        "add",
        "--user",
        login,
        "--name",
        "schemathesis",
        "--may",
        actions,
        "--days",
        "1",
        "--json",
    ];
    let made: serde_json::Value = serde_json::from_str(&command::output(&mut pharos(&add))?)?;
    made["token"].as_str().map(str::to_owned).context("no token was printed")
}

fn check(
    workspace: &Workspace,
    program: &Path,
    address: &str,
    token: &str,
    arguments: &[String],
) -> Result<()> {
    let mut command = Command::new(program);
    command
        .current_dir(workspace.root.join("openapi"))
        .args(["--config-file", "schemathesis.toml", "run", "pharos.json", "--url", address])
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .args(["--checks", "all", "--seed", SEED, "--max-examples", EXAMPLES, "--workers", "2"])
        // A full check of every byte, a simulated future: some answers take their time on a slow machine.
        .args(["--request-timeout", "60", "--suppress-health-check", "all", "--generation-database", "none"])
        .args(arguments);
    command::run(&mut command)
}
