//! The page: npm packages and `web/build`, each made again only when what it is made from has changed.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::workspace::Workspace;
use crate::{command, toolchain};

/// Installs the npm packages of the lock file unless they are there.
pub fn install_packages(workspace: &Workspace) -> Result<()> {
    toolchain::check_node()?;
    let web = workspace.web();
    let lock = web.join("package-lock.json");
    let wanted = hash_of(&[lock, web.join("package.json")], &web)?;
    if stamp_is(&web, "packages", &wanted) {
        return Ok(());
    }
    eprintln!("xtask: installing the page's npm packages");
    // Scripts of packages are not run: none of ours needs one, and they are the usual way in for malice.
    let mut install = npm(&web, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    command::run(install.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    write_stamp(&web, "packages", &wanted)
}

/// Builds `web/build` unless it was built from the same sources.
pub fn build(workspace: &Workspace) -> Result<()> {
    install_packages(workspace)?;
    let web = workspace.web();
    let wanted = hash_of(&sources(workspace)?, &workspace.root)?;
    if web.join("build").join("index.html").is_file() && stamp_is(&web, "page", &wanted) {
        return Ok(());
    }
    eprintln!("xtask: building the page");
    command::run(&mut npm(&web, &["run", "build"]))?;
    if !web.join("build").join("index.html").is_file() {
        bail!("`npm run build` made no web/build/index.html");
    }
    write_stamp(&web, "page", &wanted)
}

/// Runs one of the page's npm scripts.
pub fn run_script(workspace: &Workspace, script: &str, environment: &[(&str, &str)]) -> Result<()> {
    let mut run = npm(&workspace.web(), &["run", script]);
    command::run(run.envs(environment.iter().copied()))
}

/// Runs one of the scripts that drive a browser; its error names the tests that failed.
pub fn run_browser(workspace: &Workspace, script: &str, environment: &[(&str, &str)]) -> Result<()> {
    let names = workspace.web().join("test-results/failed.txt");
    // What an earlier run left says nothing of this one.
    let _ = fs::remove_file(&names);
    run_script(workspace, script, environment).map_err(|fault| match fs::read_to_string(&names) {
        Ok(failed) if !failed.trim().is_empty() => anyhow!("{fault:#}\n{}", failed.trim_end()),
        _ => fault,
    })
}

/// Everything the built page depends on: all of web/ but its tests, and the API's description.
fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let web = workspace.web();
    let mut res = workspace.files(&web)?;
    res.retain(|path| {
        let relative = workspace.relative(path);
        !relative.starts_with("web/e2e/") && !relative.contains(".test.")
    });
    let openapi = workspace.root.join("openapi");
    if openapi.is_dir() {
        res.extend(workspace.files(&openapi)?);
    }
    Ok(res)
}

/// A hash over names (as seen from `base`) and contents.
fn hash_of(paths: &[PathBuf], base: &Path) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for path in paths {
        let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.strip_prefix(base).unwrap_or(path).to_string_lossy().into_owned();
        hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
        hasher.update(&(content.len() as u64).to_le_bytes()).update(&content);
    }
    Ok(hasher.finalize().to_hex().to_string())
}

fn npm(web: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(web).args(arguments).env("npm_config_update_notifier", "false");
    command
}

/// Stamps live beside the packages, so they go when the packages go.
fn stamp_path(web: &Path, name: &str) -> PathBuf {
    web.join("node_modules").join(".pharos").join(name)
}

fn stamp_is(web: &Path, name: &str, wanted: &str) -> bool {
    fs::read_to_string(stamp_path(web, name)).is_ok_and(|stamp| stamp == wanted)
}

fn write_stamp(web: &Path, name: &str, stamp: &str) -> Result<()> {
    let path = stamp_path(web, name);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, stamp).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests;
