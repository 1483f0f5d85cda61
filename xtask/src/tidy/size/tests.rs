use super::super::tests::{shown, source};
use super::*;

fn function(head: &str, indent: &str, n_body_lines: usize) -> String {
    let body = format!("{indent}    body();\n").repeat(n_body_lines);
    format!("{indent}{head} {{\n{body}{indent}}}\n")
}

#[test]
fn functions_over_seventy_lines_are_named() {
    let text = [
        function("fn short()", "", 68),
        function("pub(crate) async fn long<T>(it: T) -> u8", "", 69),
        "trait Store {\n    fn read(&self);\n".to_owned() + &function("fn within(&self)", "    ", 80) + "}\n",
        "struct Wide {\n".to_owned() + &"    field: u8,\n".repeat(90) + "}\n",
    ]
    .concat();
    let faults = faults(&source("crates/x/src/lib.rs", &text));
    assert_eq!(
        shown(&faults),
        [(71, "long has 71 lines, at most 70"), (144, "within has 82 lines, at most 70")]
    );
}

#[test]
fn files_over_five_hundred_lines_are_named() {
    let check = |path: &str, n_lines: usize, expected: usize| {
        assert_eq!(faults(&source(path, &"x\n".repeat(n_lines))).len(), expected, "{path} {n_lines}");
    };
    check("web/src/app.css", 501, 1);
    check("web/src/app.css", 500, 0);
    check("Cargo.lock", 9_000, 0);
    let generated = "// Generated from openapi/pharos.json, do not edit.\n".to_owned() + &"x\n".repeat(900);
    assert!(faults(&source("web/src/lib/api/schema.ts", &generated)).is_empty());
}
