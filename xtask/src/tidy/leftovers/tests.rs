use super::super::tests::{shown, source};
use super::*;

#[test]
fn left_overs_by_kind_of_file() {
    let table = [
        ("a.rs", RUST[0], true),
        ("a.rs", RUST[3], true),
        ("a.md", RUST[0], false),
        ("a.svelte", PAGE[0], true),
        ("a.ts", PAGE[3], true),
        ("a.toml", WORDS[1], true),
        ("a.csv", WORDS[1], false),
        ("samples/a.toml", WORDS[0], false),
    ];
    for (path, mark, expected) in table {
        assert_eq!(
            faults(&source(path, &format!("x {mark} y"))).len(),
            usize::from(expected),
            "{path} {mark}"
        );
    }
    assert!(
        faults(&source("a.rs", &format!("let {}_LIST = 1;", WORDS[0]))).is_empty(),
        "part of a longer word"
    );
}

#[test]
fn paths_of_one_machine() {
    let path = MACHINE_PATHS[0];
    let text =
        format!("see {path}notes\nsee docs{path}notes\nsee https://example.org{path}notes\n\"{path}\"\n");
    let faults = faults(&source("docs/a.md", &text));
    let expected = format!("a path of one machine: {path}...");
    assert_eq!(shown(&faults), [(1, expected.as_str()), (4, expected.as_str())]);
}
