//! The layers of `docs/architecture.md`: dependencies go down only, and some libraries are known to one crate only.
use super::Fault;
use crate::workspace::{Dependency, Package, Workspace};

const RULE: &str = "layers";

/// From the bottom up.
const LAYERS: [&str; 6] = ["vocabulary", "feature", "data", "application", "edge", "binary"];

/// Who builds and checks the others: nobody may depend on it.
const CHORES: &str = "chores";

/// Libraries (by the beginning of their names) and the crates that may know them, as written in their manifests.
const KEPT_LIBRARIES: [(&[&str], &[&str]); 4] = [
    (&["datafusion", "deltalake"], &["pharos-engine"]),
    (&["sea-orm", "sqlx"], &["pharos-store"]),
    (&["axum", "utoipa"], &["pharos-api"]),
    (&["arrow", "parquet"], &["pharos-ingest", "pharos-engine", "pharos-schema"]),
];

/// The simulator checks these, so it must not be made of them.
const SIMULATION_MUST_NOT_KNOW: [&str; 3] = ["pharos-engine", "pharos-metric", "pharos-stats"];

/// Every manifest against the layers.
pub fn faults(workspace: &Workspace) -> Vec<Fault> {
    workspace.packages.iter().flat_map(|package| faults_of(package, &workspace.packages)).collect()
}

fn faults_of(package: &Package, all: &[Package]) -> Vec<Fault> {
    let fault = |words: String| Fault { rule: RULE, place: package.name.clone(), line: 0, words };
    let mut res = Vec::new();
    if package.folder().file_name().is_none_or(|folder| folder != package.name.as_str()) {
        res.push(fault("the folder has another name than the crate".to_owned()));
    }
    let Some(layer) = package.layer() else {
        res.push(fault("the manifest names no layer ([package.metadata.pharos] layer = ...)".to_owned()));
        return res;
    };
    if layer == CHORES {
        return res;
    }
    let Some(height) = height(layer) else {
        res.push(fault(format!("unknown layer {layer:?}, maybe one of {}", LAYERS.join(" "))));
        return res;
    };
    for dependency in &package.dependencies {
        if let Some(other) = all.iter().find(|other| other.name == dependency.name) {
            res.extend(fault_between(package, height, dependency, other).map(&fault));
        } else if let Some(words) = fault_of_library(package, dependency) {
            res.push(fault(words));
        }
    }
    res
}

/// What is wrong with a dependency on another member. Tests may use their neighbours, never what is above.
fn fault_between(
    package: &Package,
    own_height: usize,
    dependency: &Dependency,
    other: &Package,
) -> Option<String> {
    let (name, layer) = (&other.name, other.layer().unwrap_or("none"));
    let is_for_tests = dependency.kind.as_deref() == Some("dev");
    if package.name == "pharos-simulation" && SIMULATION_MUST_NOT_KNOW.contains(&name.as_str()) {
        return Some(format!("depends on {name}, which the simulation is there to check"));
    }
    match height(layer) {
        None => Some(format!("depends on {name} of layer {layer}")),
        Some(other_height) if own_height < other_height => {
            Some(format!("depends on {name} of the higher layer {layer}"))
        }
        Some(other_height) if own_height == other_height && layer == "feature" && !is_for_tests => {
            Some(format!("depends on {name}: features do not know each other"))
        }
        Some(_) => None,
    }
}

fn fault_of_library(package: &Package, dependency: &Dependency) -> Option<String> {
    let name = dependency.name.as_str();
    let is_kept = |beginning: &&str| {
        name == *beginning || name.strip_prefix(*beginning).is_some_and(|rest| rest.starts_with('-'))
    };
    let (_, knowing) = KEPT_LIBRARIES.iter().find(|(libraries, _)| libraries.iter().any(is_kept))?;
    let is_known = knowing.contains(&package.name.as_str());
    (!is_known).then(|| format!("depends on {name}, which only {} may know", knowing.join(", ")))
}

fn height(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

#[cfg(test)]
mod tests;
