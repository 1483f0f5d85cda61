//! The API against its own description: schemathesis, with every check, as an administrator, a supervisor and an agent.
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

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
const TIME_LIMIT_S: &str = "120";

/// Who asks: login, role, part of the organisation; the team and the agent are the simulated centre's.
const IDENTITIES: [(&str, &str, &[&str]); 3] = [
    ("ada", "administrator", &["--whole"]),
    ("lee", "supervisor", &["--team", "carmel"]),
    ("noa", "agent", &["--agent-id", "A1001"]),
];

/// What a key of each opens.
const ACTIONS: [&str; 3] = [
    "read_metrics,read_individuals,read_contacts,read_imports,import_data,manage_data,send_facts,correct_facts,read_people,manage_people,\
     read_goals,manage_goals,read_plans,manage_plans,evaluate,coach,share_views,manage_users,read_audit,erase_persons,operate,\
     use_account",
    "read_metrics,read_individuals,read_contacts,read_imports,import_data,correct_facts,read_people,read_goals,manage_goals,read_plans,\
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
            let identity = identity(workspace, &demo, login, role, part, actions)?;
            check(workspace, &program, &demo.address, &identity, arguments)
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

/// Somebody who asks.
struct Identity {
    token: String,
    /// the token's and the user's
    own_ids: String,
}

fn identity(
    workspace: &Workspace,
    demo: &Demo,
    login: &str,
    role: &str,
    part: &[&str],
    actions: &str,
) -> Result<Identity> {
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
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let record = &made["record"];
    let (token, id, user) = (text(&made["token"]), text(&record["id"]), text(&record["user_id"]));
    match (token, id, user) {
        (Some(token), Some(id), Some(user)) => Ok(Identity { token, own_ids: format!("{id} {user}") }),
        _ => bail!("no token was printed"),
    }
}

fn check(
    workspace: &Workspace,
    program: &Path,
    address: &str,
    identity: &Identity,
    arguments: &[String],
) -> Result<()> {
    let mut command = Command::new(program);
    command
        .current_dir(workspace.root.join("openapi"))
        .args(["--config-file", "schemathesis.toml", "run", "pharos.json", "--url", address])
        .args(["--header", &format!("Authorization: Bearer {}", identity.token)])
        .args(["--checks", "all", "--seed", SEED, "--max-examples", EXAMPLES])
        // One worker: with two its own reading of Python's sources fails now and then.
        .args(["--workers", "1"])
        // How long answers take is measured in docs/benchmarks.md with a release build, and asserted by no test: a full check of
        // every byte and a simulated future take their time in this build.
        .args(["--request-timeout", TIME_LIMIT_S, "--max-response-time", TIME_LIMIT_S])
        .args(["--suppress-health-check", "all", "--generation-database", "none"])
        .env("PYTHONPATH", ".")
        .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PHAROS_OWN_IDS", &identity.own_ids)
        .args(arguments);
    command::run(&mut command)
}
