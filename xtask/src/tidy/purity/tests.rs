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
fn tests_are_told_by_their_place() {
    assert!(is_test("crates/x/src/foo/tests.rs") && is_test("crates/x/src/tests/cases.rs"));
    assert!(!is_test("crates/x/src/contests.rs"));
}
