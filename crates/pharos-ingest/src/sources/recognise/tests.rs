#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use super::*;

fn check(file: &Path, expected: Option<&str>) {
    let found = recognise(file).unwrap().map(Source::name);
    assert_eq!(found, expected, "{}", file.display());
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

#[test]
fn every_sample_is_known_by_its_contents() {
    for (file, expected) in [
        ("amazon-connect/agent_events.jsonl", Some("amazon-connect")),
        ("amazon-connect/contact_records.jsonl", Some("amazon-connect")),
        ("asterisk-queue-log/queue_log", Some("asterisk-queue-log")),
        ("genesys-cloud/conversations.jsonl", Some("genesys-cloud")),
        ("zendesk/tickets.jsonl", Some("zendesk")),
        ("zendesk/ticket_comments.jsonl", Some("zendesk")),
        ("zendesk/ticket_metric_events.jsonl", Some("zendesk")),
        ("zendesk/satisfaction_ratings.jsonl", Some("zendesk")),
        ("zendesk/users.jsonl", Some("zendesk")),
        ("bank/sample.tsv", None),
        ("helpdesk/sample.csv", None),
        ("interval-report/sample.csv", None),
        ("interval-report/forecast-history.csv", None),
        ("nps/sample.csv", None),
        ("pwc/sample.csv", None),
        ("servicenow/sample.csv", None),
        ("telemarketing/sample.csv", None),
    ] {
        check(&samples().join(file), expected);
    }
}

#[test]
fn a_list_and_a_wrapped_list_are_known_too() {
    let folder = tempfile::tempdir().unwrap();
    let lines = std::fs::read_to_string(samples().join("genesys-cloud/conversations.jsonl")).unwrap();
    let list = lines.lines().take(30).collect::<Vec<_>>().join(",\n");
    for (name, text) in
        [("list.json", format!("[{list}]")), ("wrapped.json", format!("{{\"conversations\": [{list}]}}"))]
    {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        check(&file, Some("genesys-cloud"));
    }
    let other = folder.path().join("other.jsonl");
    std::fs::write(&other, "{\"call\": 1, \"queue\": \"sales\"}\n{\"call\": 2, \"queue\": \"help\"}\n")
        .unwrap();
    check(&other, None);
}
