//! Where things are: the root, the packages as cargo sees them, the text files.
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::command;

/// The workspace as `cargo metadata` tells it.
#[derive(Debug, Deserialize)]
pub struct Workspace {
    /// The folder of the root manifest.
    #[serde(rename = "workspace_root")]
    pub root: PathBuf,
    /// Where cargo builds.
    pub target_directory: PathBuf,
    /// The members.
    pub packages: Vec<Package>,
}

/// A member of the workspace.
#[derive(Debug, Clone, Deserialize)]
pub struct Package {
    /// The crate's name.
    pub name: String,
    /// Its manifest.
    pub manifest_path: PathBuf,
    /// All dependencies, also those of tests and build scripts.
    pub dependencies: Vec<Dependency>,
    metadata: Option<Metadata>,
    /// What it builds.
    pub targets: Vec<Target>,
}

/// A dependency as written in a manifest.
#[derive(Debug, Clone, Deserialize)]
pub struct Dependency {
    /// The crate's name.
    pub name: String,
    /// `dev`, `build`, or nothing for the crate itself.
    pub kind: Option<String>,
}

/// Something a package builds.
#[derive(Debug, Clone, Deserialize)]
pub struct Target {
    /// Its name.
    pub name: String,
    /// `bin`, `bench`, `lib`, `test`.
    pub kind: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Metadata {
    pharos: Option<Pharos>,
}

#[derive(Debug, Clone, Deserialize)]
struct Pharos {
    layer: Option<String>,
}

/// Folders that hold what was made, not what was written.
const MADE_FOLDERS: [&str; 8] = [
    "target",
    "node_modules",
    ".git",
    "build",
    ".svelte-kit",
    "test-results",
    "playwright-report",
    "blob-report",
];

impl Workspace {
    /// Asks cargo about the workspace this program belongs to.
    pub fn find() -> Result<Workspace> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = if here.is_dir() { here.to_owned() } else { std::env::current_dir()? };
        let text = command::output(&mut command::cargo(
            &folder,
            &["metadata", "--format-version=1", "--no-deps", "--offline"],
        ))?;
        serde_json::from_str(&text).context("cargo metadata in a form not known here")
    }

    /// The folder of the page.
    pub fn web(&self) -> PathBuf {
        self.root.join("web")
    }

    /// The binary as the dev profile builds it.
    pub fn binary(&self) -> PathBuf {
        self.target_directory.join("debug").join("pharos")
    }

    /// Every written file below a folder, sorted; made folders, symbolic links and nested repositories are left out.
    pub fn files(&self, folder: &Path) -> Result<Vec<PathBuf>> {
        let mut res = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
                let entry = entry?;
                let kind = entry.file_type()?;
                let made = MADE_FOLDERS.iter().any(|made| entry.file_name() == *made);
                if kind.is_dir() && !made && entry.path() != self.target_directory {
                    folders.push(entry.path());
                } else if kind.is_file() {
                    res.push(entry.path());
                }
            }
        }
        res.sort();
        Ok(res)
    }

    /// A path as seen from the root, with `/`.
    pub fn relative(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

impl Package {
    /// The layer its manifest names.
    pub fn layer(&self) -> Option<&str> {
        self.metadata.as_ref()?.pharos.as_ref()?.layer.as_deref()
    }

    /// The folder of its manifest.
    pub fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }
}
