//! Users and tokens by the command line, and the audit log they leave.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::centre::{CALLS, Centre};

const WORD: &str = "correct-kettle-granite-owl";

/// Runs a command with a line on its stdin.
fn with_line(centre: &Centre, words: &[&str], line: &str) -> (Option<i32>, String) {
    let mut command = centre.command(words);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pharos starts");
    child.stdin.take().expect("stdin").write_all(line.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn users(centre: &Centre) -> Vec<Value> {
    centre.json(&["user", "list", "--json"]).as_array().expect("a list").clone()
}

#[test]
fn users_are_made_changed_disabled_and_removed() {
    let centre = Centre::new();
    let (status, told) = with_line(
        &centre,
        &[
            "user",
            "add",
            "Ada@Bank.example",
            "--name",
            "Ada",
            "--role",
            "administrator",
            "--whole",
            "--password-stdin",
        ],
        &format!("{WORD}\n"),
    );
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("ada@bank.example may sign in as administrator"), "{told}");
    let (status, told) =
        with_line(&centre, &["user", "add", "eve", "--role", "agent", "--password-stdin"], "password\n");
    assert_eq!(status, Some(1), "a common password: {told}");
    centre.ok(&["user", "add", "lee", "--role", "supervisor", "--team", "red,blue"]);
    assert!(centre.fails(&["user", "add", "lee", "--role", "agent"], 1).contains("lee"));
    assert!(centre.fails(&["user", "add", "kim", "--role", "king"], 1).contains("maybe one of"));
    let listed = users(&centre);
    let logins: Vec<&str> = listed.iter().filter_map(|user| user["login"].as_str()).collect();
    assert_eq!(logins, ["ada@bank.example", "lee"]);
    assert_eq!((&listed[0]["has_password"], &listed[1]["has_password"]), (&json!(true), &json!(false)));
    assert_eq!(listed[1]["part"], json!({"teams": ["blue", "red"]}));
    centre.ok(&["user", "change", "lee", "--role", "manager,agent", "--site", "north", "--agent-id", "a1"]);
    let lee = users(&centre).remove(1);
    assert_eq!((&lee["roles"], &lee["part"]), (&json!(["manager", "agent"]), &json!({"sites": ["north"]})));
    assert_eq!(lee["agent_id"], json!("a1"));
    centre.ok(&["user", "disable", "lee"]);
    assert_eq!(users(&centre)[1]["disabled"], json!(true));
    centre.ok(&["user", "change", "lee", "--enable"]);
    assert_eq!(users(&centre)[1]["disabled"], json!(false));
    assert!(centre.ok(&["user", "list"]).contains("sites north"));
    // Somebody must be left to administer.
    assert!(centre.fails(&["user", "disable", "ada@bank.example"], 1).contains("nobody would be left"));
    assert!(centre.fails(&["user", "remove", "ada@bank.example"], 1).contains("nobody would be left"));
    centre.ok(&["user", "remove", "lee"]);
    assert!(centre.fails(&["user", "remove", "lee"], 1).contains("lee"));
    assert_eq!(users(&centre).len(), 1);
    assert_eq!(centre.json(&["check", "--json"])["ok"], json!(true));
}

#[test]
fn a_token_opens_what_it_names_until_it_is_taken_back() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    centre.ok(&["user", "add", "pbx", "--role", "machine", "--whole"]);
    let add = ["token", "add", "--user", "pbx", "--name", "PBX", "--json", "--may"];
    let beyond = centre.fails(&[&add[..], &["manage_users"]].concat(), 1);
    assert!(beyond.contains("its user may not do that"), "{beyond}");
    assert!(centre.fails(&[&add[..], &["fly"]].concat(), 1).contains("there is no action `fly`"));
    assert!(centre.fails(&[&add[..], &["read_metrics", "--days", "4000"]].concat(), 1).contains("4000"));
    let made = centre.json(&[&add[..], &["read_metrics,read_individuals"]].concat());
    let token = made["token"].as_str().expect("a token").to_owned();
    let id = made["record"]["id"].as_str().expect("an id").to_owned();
    assert!(!centre.ok(&["token", "list", "--json"]).contains(&token), "it is told once");
    let server = centre.serve(None);
    let bearer = format!("Authorization: Bearer {token}");
    let json = "Content-Type: application/json";
    let ask = |path: &str, body: &str| {
        server.request("POST", path, &[&bearer, json], body).expect("an answer").status
    };
    assert_eq!(ask("/api/v1/query", r#"{"queries": [{"metrics": ["answered"], "by": ["agent"]}]}"#), 200);
    assert_eq!(ask("/api/v1/rows", r#"{"metrics": ["answered"]}"#), 403, "rows are not among what it opens");
    // Taken back while the server runs: nothing opens any more.
    centre.ok(&["token", "remove", &id[..8]]);
    assert_eq!(ask("/api/v1/query", r#"{"queries": [{"metrics": ["answered"]}]}"#), 401);
    drop(server);
    assert_eq!(centre.json(&["token", "list", "--json"]), json!([]));
}

#[test]
fn a_changed_record_of_the_audit_log_is_found_by_a_check() {
    let centre = Centre::new();
    centre.ok(&["user", "add", "ada", "--role", "administrator", "--whole"]);
    centre.ok(&["user", "add", "lee", "--role", "agent"]);
    assert_eq!(centre.json(&["check", "--json"])["ok"], json!(true));
    // A restored backup is one file: nothing of it still stands in the write-ahead log. Whoever holds it can write into it.
    let kept = centre.path("kept").display().to_string();
    let made = centre.json(&["backup", &kept, "--json"]);
    let other = centre.path("other");
    let folder = other.display().to_string();
    centre.ok(&["restore", made["path"].as_str().expect("a path"), "--data", &folder]);
    assert_eq!(centre.json(&["check", "--json", "--data", &folder])["ok"], json!(true));
    let records = other.join("records.sqlite");
    let mut bytes = std::fs::read(&records).expect("the records");
    let text = b"login=lee roles=agent";
    let at = bytes.windows(text.len()).position(|part| part == text).expect("the record stands in the file");
    bytes[at + 6..at + 9].copy_from_slice(b"eve");
    std::fs::write(&records, &bytes).expect("written");
    let output = centre.run(&["check", "--json", "--data", &folder]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let areas: Vec<&str> =
        report["faults"].as_array().expect("faults").iter().filter_map(|it| it["area"].as_str()).collect();
    assert_eq!(areas, ["audit"], "{report}");
}
