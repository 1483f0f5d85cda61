//! House rules that neither the compiler nor clippy knows. Each rule is a function from the workspace to its faults.
use std::fmt;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

mod exceptions;
mod layers;
mod leftovers;
mod purity;
mod size;
mod styles;

/// A breach of a house rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The rule's name, as exceptions give it.
    rule: &'static str,
    /// File as seen from the root, or crate.
    place: String,
    /// Line, from 1; 0 where the whole file or crate is meant.
    line: usize,
    /// What is wrong.
    words: String,
}

/// A written file with its text.
pub struct Source {
    /// As seen from the root, with `/`.
    path: String,
    text: String,
}

/// Checks all rules and prints every breach.
pub fn tidy(workspace: &Workspace) -> Result<()> {
    let faults = faults(workspace)?;
    for fault in &faults {
        eprintln!("{fault}");
    }
    match faults.len() {
        0 => Ok(()),
        1 => bail!("1 breach of the house rules"),
        n_faults => bail!("{n_faults} breaches of the house rules"),
    }
}

/// Every breach that no exception excuses, and every exception that excuses nothing.
fn faults(workspace: &Workspace) -> Result<Vec<Fault>> {
    let sources = sources(workspace)?;
    let mut res = layers::faults(workspace);
    for source in &sources {
        res.extend(size::faults(source));
        res.extend(leftovers::faults(source));
        res.extend(styles::faults(source));
    }
    res.extend(purity::faults(workspace, &sources));
    let mut res = exceptions::excuse(res)?;
    res.sort();
    Ok(res)
}

/// All written text files; what is not UTF-8 (images, samples in old encodings) is none.
fn sources(workspace: &Workspace) -> Result<Vec<Source>> {
    const FOLDERS: [&str; 10] =
        ["crates", "xtask", "web", "docs", "samples", "deploy", "fuzz", "openapi", ".ci", ".cargo"];
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in FOLDERS.map(|folder| workspace.root.join(folder)) {
        if folder.is_dir() {
            paths.extend(workspace.files(&folder)?);
        }
    }
    for entry in fs::read_dir(&workspace.root)? {
        let entry = entry?;
        // In a linked work tree `.git` is a file.
        if entry.file_type()?.is_file() && entry.file_name() != ".git" {
            paths.push(entry.path());
        }
    }
    let mut res = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if let Ok(text) = String::from_utf8(bytes) {
            res.push(Source { path: workspace.relative(&path), text });
        }
    }
    Ok(res)
}

impl Source {
    fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// A breach at a line of this file.
    fn fault(&self, rule: &'static str, line: usize, words: impl Into<String>) -> Fault {
        Fault { rule, place: self.path.clone(), line, words: words.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {} [{}]", self.place, self.words, self.rule),
            line => write!(f, "{}:{line}: {} [{}]", self.place, self.words, self.rule),
        }
    }
}

#[cfg(test)]
mod tests;
