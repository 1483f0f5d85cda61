//! What keeps the data, as a user types it: check, backup, restore, erase, retention; a server under load, a full disk.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::centre::{CALLS, Centre, Server, TOKEN};

const QUESTION: [&str; 8] =
    ["query", "--metric", "offered,asa,aht", "--by", "queue", "--grain", "day", "--format"];

fn answers(centre: &Centre) -> String {
    centre.ok(&[&QUESTION[..], &["csv"]].concat())
}

fn data_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("_delta_log") {
            found.extend(data_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "parquet") {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_check_finds_the_damaged_file_and_questions_name_it() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let whole = centre.json(&["check", "--json"]);
    assert_eq!((&whole["ok"], &whole["faults"]), (&json!(true), &json!([])));
    let file = data_files(&centre.data().join("facts/contact_segments")).remove(0);
    let mut bytes = std::fs::read(&file).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, &bytes).expect("written");
    let output = centre.run(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let fault = &report["faults"][0];
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!((&fault["area"], &fault["table"]), (&json!("data"), &json!("contact_segments")));
    assert!(fault["file"].as_str().is_some_and(|file| file.ends_with(&name)), "{fault}");
    assert!(fault["day"].as_str().is_some_and(|day| day.starts_with("2026-03-0")), "{fault}");
    let told = centre.fails(&["query", "--metric", "offered"], 3);
    assert!(told.contains("damaged") && told.contains(&name), "{told}");
}

#[test]
fn a_backup_comes_back_with_the_same_answers() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let before = answers(&centre);
    let folder = centre.path("kept").display().to_string();
    let made = centre.json(&["backup", &folder, "--json"]);
    let path = made["path"].as_str().expect("a path").to_owned();
    centre.import("more.csv", &CALLS.replace("\na,", "\nz,"), &[]);
    assert_ne!(answers(&centre), before);
    let other = centre.path("other").display().to_string();
    centre.ok(&["restore", &path, "--data", &other]);
    let restored = centre.ok(&[&QUESTION[..], &["csv", "--data", &other]].concat());
    assert_eq!(restored, before);
    assert!(centre.fails(&["restore", &path], 1).contains("is not empty"));
    assert!(centre.fails(&["restore", &folder], 1).contains("is no backup"));
    centre.ok(&["restore", &path, "--replace"]);
    assert_eq!(answers(&centre), before);
    assert_eq!(centre.json(&["check", "--json"])["ok"], json!(true));
}

#[test]
fn a_person_is_erased_and_does_not_come_back_by_a_file() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let before = answers(&centre);
    let by_agent = |centre: &Centre| -> Vec<Option<f64>> {
        let mut values: Vec<Option<f64>> =
            centre.groups("answered", &["--by", "agent"]).into_iter().map(|(_, value)| value).collect();
        values.sort_by(|left, right| left.partial_cmp(right).expect("numbers"));
        values
    };
    let agents = by_agent(&centre);
    let dry = centre.json(&["erase", "--agent", "noa", "--dry-run", "--json"]);
    assert_eq!(dry["tables"]["contact_segments"]["rows"], json!(2));
    let report = centre.json(&["erase", "--agent", "noa", "--json"]);
    assert_eq!(report["tables"]["contact_segments"]["rows"], json!(2));
    assert_eq!((answers(&centre), by_agent(&centre)), (before.clone(), agents.clone()));
    let again = centre.import("calls.csv", CALLS, &[]);
    assert_eq!(
        (&again["accepted"], &again["unchanged"]),
        (&json!(0), &json!(4)),
        "it is the same file still"
    );
    assert_eq!((answers(&centre), by_agent(&centre)), (before, agents));
    assert!(centre.fails(&["erase", "--agent", "noa"], 1).contains("there is no agent `noa`"));
    centre.fails(&["erase"], 1);
    centre.fails(&["erase", "--agent", "a", "--customer", "b"], 2);
    assert_eq!(centre.json(&["erase", "--list", "--json"]).as_array().expect("a list").len(), 1);
    assert_eq!(centre.json(&["check", "--json"])["ok"], json!(true));
}

#[test]
fn old_days_go_by_rule() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    assert!(centre.fails(&["retention", "set", "contact_segment", "3"], 1).contains("no fact table"));
    assert!(centre.fails(&["retention", "set", "employment", "3"], 1).contains("not filed by day"));
    assert!(centre.fails(&["retention", "set", "backups", "forever"], 1).contains("must have an age"));
    centre.ok(&["retention", "set", "contact_segments", "30"]);
    let dry = centre.json(&["retention", "apply", "--dry-run", "--json"]);
    assert_eq!((&dry["tables"][0]["rows"], &dry["tables"][0]["days"]), (&json!(4), &json!(2)));
    assert_eq!(centre.value("offered"), Some(4.0));
    centre.ok(&["retention", "apply"]);
    assert!(centre.value("offered").is_none_or(|offered| offered == 0.0));
    assert!(data_files(&centre.data().join("facts/contact_segments")).is_empty());
    assert_eq!(centre.json(&["check", "--json"])["ok"], json!(true));
}

fn segment(key: &str) -> String {
    json!({"key": key, "contact_id": key, "channel": "voice", "direction": "inbound", "queue": "q",
        "started_at": "2026-03-01T08:00:00Z", "enqueued_at": "2026-03-01T08:00:00Z", "queue_result": "answered",
        "wait_s": 1.0, "connected_at": "2026-03-01T08:00:01Z", "talk_s": 1.0, "ended_at": "2026-03-01T08:00:02Z",
        "attributes": {"filling": "x".repeat(2_000)}})
    .to_string()
}

fn send(server: &Server, rows: std::ops::Range<usize>) -> (u16, String) {
    let body: Vec<String> = rows.map(|row| segment(&format!("k{row}"))).collect();
    let token = format!("Authorization: Bearer {TOKEN}");
    let reply = server
        .request("POST", "/api/v1/facts/contact_segments", &[&token], &body.join("\n"))
        .expect("an answer");
    (reply.status, reply.body)
}

fn keys(centre: &Centre) -> BTreeSet<String> {
    let text = centre.ok(&["query", "--metric", "offered", "--rows", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = reader.headers().expect("a head").iter().position(|name| name == "key").expect("a key");
    reader.records().map(|row| row.expect("a row")[place].to_owned()).collect()
}

#[test]
fn a_backup_of_a_server_under_load_is_of_one_moment() {
    let centre = Centre::new();
    let server = centre.serve(None);
    assert_eq!(send(&server, 0..50).0, 202);
    let writing = std::thread::scope(|scope| {
        let sender = scope.spawn(|| {
            (1..30).for_each(|part| assert_eq!(send(&server, part * 50..part * 50 + 50).0, 202));
        });
        let folder = centre.path("kept").display().to_string();
        let mut made = Vec::new();
        while !sender.is_finished() && made.len() < 6 {
            made.push(
                centre.json(&["backup", &folder, "--json"])["path"].as_str().expect("a path").to_owned(),
            );
            std::thread::sleep(std::time::Duration::from_millis(1_100));
        }
        sender.join().expect("everything was accepted");
        made
    });
    assert!(!writing.is_empty());
    for (index, path) in writing.iter().enumerate() {
        let other = centre.path(&format!("other{index}")).display().to_string();
        centre.ok(&["restore", path, "--data", &other]);
        let text = centre.ok(&["query", "--metric", "offered", "--format", "csv", "--data", &other]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let place =
            reader.headers().expect("a head").iter().position(|name| name == "value").expect("a value");
        let offered: f64 =
            reader.records().next().expect("a row").expect("a row")[place].parse().expect("a number");
        // Batches are accepted whole: of no moment is there a part of one.
        assert!(50.0 <= offered && offered % 50.0 == 0.0, "{offered}");
        let report: Value =
            serde_json::from_str(&centre.ok(&["check", "--json", "--data", &other])).expect("JSON");
        assert_eq!(report["ok"], json!(true), "{report}");
    }
}

/// `prlimit` of util-linux sets the largest file a running process may write.
fn limit_files(pid: u32, bytes: &str) -> bool {
    Command::new("prlimit")
        .args(["--pid", &pid.to_string(), &format!("--fsize={bytes}:unlimited")])
        .status()
        .is_ok_and(|status| status.success())
}

#[test]
fn a_full_disk_refuses_and_recovers_without_a_restart() {
    if !limit_files(std::process::id(), "unlimited") {
        eprintln!("skipped: a_full_disk_refuses_and_recovers_without_a_restart (no prlimit here)");
        return;
    }
    let centre = Centre::new();
    // A write beyond the limit must be an error of the write, not the end of the process.
    let server = centre.serve_through(&["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]);
    let mut sent = 0;
    let mut batch = |server: &Server| {
        let done = send(server, sent * 50..sent * 50 + 50);
        if done.0 == 202 {
            sent += 1;
        }
        done
    };
    assert_eq!(batch(&server).0, 202);
    let journal = centre.data().join("records.sqlite-wal");
    let size = std::fs::metadata(&journal).expect("a journal").len();
    assert!(limit_files(server.pid(), &(size + 65_536).to_string()));
    let mut refused = None;
    for _ in 0..200 {
        let (status, body) = batch(&server);
        if status != 202 {
            refused = Some((status, body));
            break;
        }
    }
    let (status, body) = refused.expect("the limit is met");
    assert_eq!(status, 507, "{body}");
    assert!(body.contains("disk-full"), "{body}");
    let query = json!({"queries": [{"metrics": ["offered"]}]}).to_string();
    assert_eq!(server.post("/api/v1/query", &query).status, 200, "questions go on");
    assert!(limit_files(server.pid(), "unlimited"));
    let status = (0..100).map(|_| batch(&server).0).find(|status| *status == 202);
    assert_eq!(status, Some(202), "it recovers");
    let acknowledged: BTreeSet<String> = (0..sent * 50).map(|row| format!("k{row}")).collect();
    drop(server);
    let stored = keys(&centre);
    assert_eq!(stored, acknowledged);
    assert_eq!(centre.json(&["check", "--json"])["ok"], json!(true));
}
