//! Vocabulary and features are pure: no files, network, processes, environment, clock, output or unseeded chance.
use super::{Fault, Source};
use crate::workspace::Workspace;

const RULE: &str = "purity";

/// What reaches outside, in Rust.
const OUTSIDE: [&str; 18] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::io::std",
    "std::thread::sleep",
    "tokio::",
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "thread_rng",
    "rand::rng()",
    "from_os_rng",
    "from_entropy",
    "println!(",
    "print!(",
    "Uuid::new_v",
];

/// Pure crates' sources against the list; what is built for tests only may read its cases from files.
pub fn faults(workspace: &Workspace, sources: &[Source]) -> Vec<Fault> {
    let pure =
        workspace.packages.iter().filter(|package| matches!(package.layer(), Some("vocabulary" | "feature")));
    let folders: Vec<String> =
        pure.map(|package| format!("{}/src/", workspace.relative(package.folder()))).collect();
    let own: Vec<&Source> = sources
        .iter()
        .filter(|source| {
            source.extension() == "rs" && folders.iter().any(|folder| source.path.starts_with(folder))
        })
        .collect();
    let for_tests: Vec<String> = own.iter().flat_map(|source| modules_for_tests(source)).collect();
    let is_for_tests = |path: &str| {
        let module = path.strip_suffix(".rs").unwrap_or(path);
        for_tests
            .iter()
            .any(|test| module == test || module.strip_prefix(test).is_some_and(|rest| rest.starts_with('/')))
    };
    own.into_iter().filter(|source| !is_for_tests(&source.path)).flat_map(faults_of).collect()
}

/// The modules a file declares under `#[cfg(test)]`, as paths without `.rs`.
fn modules_for_tests(source: &Source) -> Vec<String> {
    let file = source.path.strip_suffix(".rs").unwrap_or(&source.path);
    let root = ["/lib", "/main", "/mod"].iter().find_map(|name| file.strip_suffix(name)).unwrap_or(file);
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    let declared = lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].strip_suffix(';'));
    declared.filter_map(|line| Some(format!("{root}/{}", line.split_once("mod ")?.1))).collect()
}

fn faults_of(source: &Source) -> Vec<Fault> {
    let code = source.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let found =
        code.filter_map(|(index, line)| Some((index, OUTSIDE.iter().find(|name| line.contains(**name))?)));
    found
        .map(|(index, name)| source.fault(RULE, index + 1, format!("a pure crate reaches outside: {name}")))
        .collect()
}

#[cfg(test)]
mod tests;
