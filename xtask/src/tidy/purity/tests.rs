use super::super::tests::{shown, source};
use super::*;

#[test]
fn reaching_outside_is_named_outside_comments() {
    let text = "//! std::fs is not for us\nuse std::fs;\nlet now = Timestamp::now();\nlet range = 0..1;\n";
    let faults = faults_of(&source("crates/x/src/lib.rs", text));
    let expected =
        [(2, "a pure crate reaches outside: std::fs"), (3, "a pure crate reaches outside: Timestamp::now")];
    assert_eq!(shown(&faults), expected);
}

#[test]
fn modules_for_tests_are_told_by_their_declaration() {
    let text = "mod within;\n#[cfg(test)]\nmod reference;\n\n#[cfg(test)]\npub(crate) mod tests;\n";
    let root = modules_for_tests(&source("crates/x/src/lib.rs", text));
    assert_eq!(root, ["crates/x/src/reference", "crates/x/src/tests"]);
    let inner = modules_for_tests(&source("crates/x/src/hours.rs", text));
    assert_eq!(inner, ["crates/x/src/hours/reference", "crates/x/src/hours/tests"]);
}
