//! Agents nothing is known of become entries; an alias merges them.
#![allow(clippy::expect_used)]

use serde_json::json;

use crate::centre::{CALLS, Centre};

#[test]
fn unknown_agents_and_queues_can_be_merged() {
    let centre = Centre::new();
    let report = centre.import("calls.csv", CALLS, &[]);
    let list = centre.json(&["alias", "list", "--json"]);
    let names: Vec<(&str, &str)> = list["unknown"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (it["kind"].as_str().expect("a kind"), it["name"].as_str().expect("a name")))
        .collect();
    assert_eq!(names, [("agent", "dana"), ("agent", "noa"), ("queue", "help"), ("queue", "sales")]);
    centre.ok(&["alias", "add", "agent", "dana", "noa", "--reason", "married"]);
    // The contact that nobody answered has no agent.
    let by_agent = [(String::new(), Some(0.0)), ("noa".to_owned(), Some(3.0))];
    assert_eq!(centre.groups("answered", &["--by", "agent"]), by_agent);
    let list = centre.json(&["alias", "list", "--json"]);
    assert_eq!(list["aliases"][0]["to"], json!("noa"));
    assert_eq!(list["unknown"].as_array().map(Vec::len), Some(3));
    assert!(centre.fails(&["alias", "add", "agent", "x", "dana"], 1).contains("itself counts under `noa`"));
    assert!(centre.fails(&["alias", "add", "team", "x", "y"], 1).contains("no kind of names `team`"));
    centre.ok(&["import", "--undo", report["import_id"].as_str().expect("an id")]);
    assert_eq!(centre.json(&["alias", "list", "--json"])["unknown"], json!([]));
}
