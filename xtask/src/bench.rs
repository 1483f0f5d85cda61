//! Benchmarks: the programs of `pharos-bench`, the `benches/` of the other crates and the scripts beside this crate, by name, in
//! the release profile.
use std::process::Command;

use anyhow::{Result, bail};

use crate::command;
use crate::workspace::Workspace;

/// A benchmark and how cargo is asked to run it.
struct Benchmark<'w> {
    name: &'w str,
    package: &'w str,
    is_program: bool,
}

/// Scripts that compare the release binary with other programs: name, and the file under `xtask/`.
const SCRIPTS: &[(&str, &str)] = &[
    ("six-queries", "bench/six_queries.py"),
    ("billion", "bench/billion.py"),
    ("bank-import", "bench/bank_import.py"),
];

/// Runs the benchmark of a name, or `all`; without a name lists them.
pub fn bench(workspace: &Workspace, name: Option<&str>, arguments: &[String]) -> Result<()> {
    let known = benchmarks(workspace);
    let Some(name) = name else {
        for benchmark in &known {
            println!("{}\t{}", benchmark.name, benchmark.package);
        }
        for (name, script) in SCRIPTS {
            println!("{name}\txtask/{script}");
        }
        return Ok(());
    };
    if let Some((_, script)) = SCRIPTS.iter().find(|(known, _)| *known == name) {
        return run_script(workspace, script, arguments);
    }
    let chosen: Vec<&Benchmark> = known.iter().filter(|known| name == "all" || known.name == name).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = known.iter().map(|known| known.name).collect();
        bail!("no benchmark {name:?} among {} known: {}", names.len(), names.join(" "));
    }
    for benchmark in chosen {
        let package = ["--package", benchmark.package];
        let words = match benchmark.is_program {
            true => [&["run", "--release"], &package[..], &["--bin", benchmark.name, "--"]].concat(),
            false => [&["bench"], &package[..], &["--bench", benchmark.name, "--"]].concat(),
        };
        command::run(command::cargo(&workspace.root, &words).args(arguments))?;
    }
    Ok(())
}

/// Builds the binary and hands it to the script; `PYTHON` names the interpreter.
fn run_script(workspace: &Workspace, script: &str, arguments: &[String]) -> Result<()> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !arguments.iter().any(|word| word == "--binary") {
        command::run(&mut command::cargo(&workspace.root, &["build", "--release", "--package", "pharos"]))?;
    }
    let mut run = Command::new(python);
    run.arg(workspace.root.join("xtask").join(script)).args(arguments).current_dir(&workspace.root);
    command::run(&mut run)
}

fn benchmarks(workspace: &Workspace) -> Vec<Benchmark<'_>> {
    let mut res = Vec::new();
    for package in &workspace.packages {
        for target in &package.targets {
            let is_program = package.name == "pharos-bench" && target.kind.iter().any(|kind| kind == "bin");
            if is_program || target.kind.iter().any(|kind| kind == "bench") {
                res.push(Benchmark { name: &target.name, package: &package.name, is_program });
            }
        }
    }
    res
}
