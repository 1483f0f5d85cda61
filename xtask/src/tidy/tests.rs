use super::*;

#[test]
fn the_repository_is_tidy() {
    let workspace = Workspace::find().expect("a workspace");
    let faults = faults(&workspace).expect("readable files");
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn sources_hold_this_file_and_nothing_made() {
    let workspace = Workspace::find().expect("a workspace");
    let sources = sources(&workspace).expect("readable files");
    let paths: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    assert!(paths.contains(&"xtask/src/tidy/tests.rs"));
    assert!(paths.contains(&"Cargo.toml"));
    assert!(!paths.iter().any(|path| path.contains("node_modules/") || path.starts_with("target/")));
}

/// A file as the rules see it.
pub(super) fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

/// Lines and words of breaches, for tables.
pub(super) fn shown(faults: &[Fault]) -> Vec<(usize, &str)> {
    faults.iter().map(|fault| (fault.line, fault.words.as_str())).collect()
}
