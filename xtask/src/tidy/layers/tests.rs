use super::*;

/// A member from (name, layer, dependencies); a dependency ending in `?` is one of tests.
fn package(name: &str, layer: &str, dependencies: &[&str]) -> Package {
    let dependencies: Vec<serde_json::Value> = dependencies
        .iter()
        .map(|name| match name.strip_suffix('?') {
            Some(name) => serde_json::json!({"name": name, "kind": "dev"}),
            None => serde_json::json!({"name": name, "kind": null}),
        })
        .collect();
    let package = serde_json::json!({
        "name": name,
        "manifest_path": format!("/x/crates/{name}/Cargo.toml"),
        "dependencies": dependencies,
        "metadata": {"pharos": {"layer": layer}},
        "targets": [],
    });
    serde_json::from_value(package).expect("a package")
}

#[test]
fn dependencies_go_down_only() {
    let others = [
        package("pharos-stats", "vocabulary", &[]),
        package("pharos-goal", "feature", &[]),
        package("pharos-metric", "feature", &[]),
        package("pharos-simulation", "feature", &[]),
        package("pharos-engine", "data", &[]),
        package("pharos-app", "application", &[]),
        package("xtask", "chores", &[]),
    ];
    let table = [
        ("pharos-x", "feature", "pharos-stats", ""),
        ("pharos-x", "vocabulary", "pharos-stats", ""),
        ("pharos-x", "feature", "pharos-goal", "depends on pharos-goal: features do not know each other"),
        ("pharos-x", "feature", "pharos-simulation?", ""),
        ("pharos-x", "feature", "pharos-engine?", "depends on pharos-engine of the higher layer data"),
        ("pharos-x", "data", "pharos-engine", ""),
        ("pharos-x", "vocabulary", "pharos-goal", "depends on pharos-goal of the higher layer feature"),
        ("pharos-x", "data", "pharos-app", "depends on pharos-app of the higher layer application"),
        ("pharos-x", "binary", "xtask", "depends on xtask of layer chores"),
        ("pharos-x", "chores", "pharos-app", ""),
        (
            "pharos-x",
            "feature",
            "datafusion-common",
            "depends on datafusion-common, which only pharos-engine may know",
        ),
        ("pharos-engine", "data", "deltalake", ""),
        ("pharos-x", "data", "axum", "depends on axum, which only pharos-api may know"),
        ("pharos-x", "application", "arrowhead", ""),
        (
            "pharos-simulation",
            "feature",
            "pharos-stats",
            "depends on pharos-stats, which the simulation is there to check",
        ),
    ];
    for (name, layer, dependency, expected) in table {
        let faults = faults_of(&package(name, layer, &[dependency]), &others);
        let words: Vec<&str> = faults.iter().map(|fault| fault.words.as_str()).collect();
        assert_eq!(words.join("; "), expected, "{name} {layer} -> {dependency}");
    }
}

#[test]
fn a_manifest_names_a_known_layer_and_its_folder() {
    let mut unnamed = package("pharos-x", "cellar", &[]);
    assert!(
        faults_of(&unnamed, &[])[0]
            .words
            .contains("unknown layer \"cellar\", maybe one of vocabulary feature")
    );
    unnamed.manifest_path = "/x/crates/other/Cargo.toml".into();
    assert!(faults_of(&unnamed, &[])[0].words.contains("the folder has another name"));
}
