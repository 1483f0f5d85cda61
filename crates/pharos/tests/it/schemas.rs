//! The published shapes of outputs (`docs/schemas/`), held against what the commands really print.
#![allow(clippy::expect_used)]

use serde_json::Value;

use crate::centre::{CALLS, Centre, repository};

/// The words of JSON Schema our files use. Any other word fails: it would be a promise nobody checks.
pub(crate) fn check(schema: &Value, value: &Value, place: &str) {
    for (word, meaning) in schema.as_object().expect("a schema is an object") {
        match word.as_str() {
            "$schema" | "$id" | "title" | "description" => {}
            "type" => {
                let allowed = meaning.as_array().cloned().unwrap_or_else(|| vec![meaning.clone()]);
                assert!(allowed.iter().any(|it| is(it, value)), "{place} is {value}, not {meaning}");
            }
            "enum" => assert!(
                meaning.as_array().expect("a list").contains(value),
                "{place} is {value}, not in {meaning}"
            ),
            "required" => {
                for name in meaning.as_array().expect("a list") {
                    let name = name.as_str().expect("a name");
                    assert!(
                        value.as_object().is_none_or(|object| object.contains_key(name)),
                        "{place} lacks {name}"
                    );
                }
            }
            "properties" => {
                for (name, schema) in meaning.as_object().expect("properties") {
                    if let Some(value) = value.get(name) {
                        check(schema, value, &format!("{place}.{name}"));
                    }
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (name, value) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|known| !known.contains_key(name)) {
                        assert_ne!(
                            meaning,
                            &Value::Bool(false),
                            "{place} has {name}, which is not described"
                        );
                        if meaning.is_object() {
                            check(meaning, value, &format!("{place}.{name}"));
                        }
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(meaning, item, &format!("{place}[{index}]"));
                }
            }
            other => panic!("{place}: the word `{other}` is not checked here"),
        }
    }
}

fn is(kind: &Value, value: &Value) -> bool {
    match kind.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type `{other}`"),
    }
}

#[test]
fn outputs_have_their_published_shapes() {
    let centre = Centre::new();
    let holds = |name: &str, value: &Value| {
        let path = repository().join("docs/schemas").join(format!("{name}.json"));
        let text = std::fs::read_to_string(&path).expect("a schema");
        check(&serde_json::from_str(&text).expect("JSON"), value, name);
    };
    let damaged = CALLS.replace("2026-03-01 09:05:00", "some day");
    holds("import", &centre.import("calls.csv", &damaged, &[]));
    holds("import", &centre.import("dry.csv", CALLS, &["--dry-run"]));
    let query = ["query", "--metric", "asa,offered", "--by", "queue", "--format", "json"];
    holds("query", &centre.json(&[&query[..], &["--grain", "day"]].concat()));
    let compared = ["--from", "2026-03-02", "--to", "2026-03-03", "--compare", "previous"];
    holds("query", &centre.json(&[&query[..], &compared].concat()));
    holds("rows", &centre.json(&["query", "--metric", "asa", "--rows", "--format", "json"]));
    holds("imports", &centre.json(&["import", "--list", "--json"]));
    holds("metrics", &centre.json(&["metric", "list", "--json"]));
    holds("handling", &centre.json(&["report", "handling", "--json"]));
    holds("aliases", &centre.json(&["alias", "list", "--json"]));
    let samples = repository().join("samples");
    let sample = |name: &str| samples.join(name).to_string_lossy().into_owned();
    let (day, two, year) =
        (sample("scenarios/day.toml"), sample("scenarios/two-skills.toml"), sample("hiring/year.toml"));
    holds("simulation", &centre.json(&["simulate", "--scenario", day.as_str(), "--json"]));
    let two = ["simulate", "--scenario", two.as_str(), "--contacts", "5000", "--json"];
    holds("simulation", &centre.json(&two));
    holds("group-staffing", &centre.json(&[&two[..], &["--staff"]].concat()));
    holds("hiring", &centre.json(&["hire", "--plan", year.as_str(), "--json"]));
    keeping_shapes(&centre, &holds);
}

fn keeping_shapes(centre: &Centre, holds: &dyn Fn(&str, &Value)) {
    holds("check", &centre.json(&["check", "--json"]));
    let made = centre.json(&["backup", "--json"]);
    holds("backup", &made);
    holds("backups", &centre.json(&["backup", "--list", "--json"]));
    let (from, to) = (made["path"].as_str().expect("a path"), centre.path("other").display().to_string());
    holds("restore", &centre.json(&["restore", from, "--data", &to, "--json"]));
    holds("access-report", &centre.json(&["access-report", "--agent", "noa", "--json"]));
    holds("erase", &centre.json(&["erase", "--agent", "noa", "--dry-run", "--json"]));
    holds("erase", &centre.json(&["erase", "--agent", "noa", "--json"]));
    holds("erasures", &centre.json(&["erase", "--list", "--json"]));
    centre.ok(&["retention", "set", "contact_segments", "30"]);
    holds("retention", &centre.json(&["retention", "list", "--json"]));
    holds("retention-apply", &centre.json(&["retention", "apply", "--json"]));
}
