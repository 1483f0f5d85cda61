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

/// Pure crates' sources against the list; tests may read their cases from files.
pub fn faults(workspace: &Workspace, sources: &[Source]) -> Vec<Fault> {
    let pure =
        workspace.packages.iter().filter(|package| matches!(package.layer(), Some("vocabulary" | "feature")));
    let folders: Vec<String> =
        pure.map(|package| format!("{}/src/", workspace.relative(package.folder()))).collect();
    let is_pure = |source: &&Source| {
        source.extension() == "rs"
            && !is_test(&source.path)
            && folders.iter().any(|folder| source.path.starts_with(folder))
    };
    sources.iter().filter(is_pure).flat_map(faults_of).collect()
}

fn faults_of(source: &Source) -> Vec<Fault> {
    let code = source.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let found =
        code.filter_map(|(index, line)| Some((index, OUTSIDE.iter().find(|name| line.contains(**name))?)));
    found
        .map(|(index, name)| source.fault(RULE, index + 1, format!("a pure crate reaches outside: {name}")))
        .collect()
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

#[cfg(test)]
mod tests;
