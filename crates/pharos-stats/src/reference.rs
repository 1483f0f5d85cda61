//! Reference values for tests: those kept beside the crate and the data sets looked for outside the repository.

use std::path::PathBuf;

use serde_json::Value;

/// One check of `testdata/expected.json`.
pub fn expected(id: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("../testdata/expected.json")).expect("valid JSON");
    let checks = all["checks"].as_array().expect("a list of checks");
    checks.iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("no check {id}")).clone()
}

/// Numbers of a JSON list.
pub fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().expect("a list").iter().map(|it| it.as_f64().expect("a number")).collect()
}

/// Text of a shared data file, or None after saying which test goes without it.
pub fn shared(file: &str, test: &str) -> Option<String> {
    let folder = std::env::var_os("PHAROS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        println!("skipped: {test}, since {file} of the shared data is not there");
    }
    text
}

/// Asserts that two numbers differ by no more than the tolerance.
#[track_caller]
pub fn assert_near(actual: f64, expected: f64, tolerance: f64) {
    assert!((actual - expected).abs() <= tolerance, "{actual} is not {expected} within {tolerance}");
}
