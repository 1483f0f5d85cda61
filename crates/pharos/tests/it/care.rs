//! Care of the data over HTTP: a file from upload to numbers, files out, corrections, names, saved views, the old system's report.
#![allow(clippy::expect_used)]

use std::time::Duration;

use serde_json::{Value, json};

use crate::centre::{CALLS, Centre, Server, TOKEN};

fn bearer() -> String {
    format!("Authorization: Bearer {TOKEN}")
}

fn send(server: &Server, name: &str, text: &str) -> String {
    let kind = "Content-Type: application/octet-stream";
    let reply = server
        .request("POST", &format!("/api/v1/uploads?name={name}"), &[&bearer(), kind], text)
        .expect("an answer");
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.json()["id"].as_str().expect("an id").to_owned()
}

fn put(server: &Server, path: &str, body: &Value) -> u16 {
    let kind = "Content-Type: application/json";
    server.request("PUT", path, &[&bearer(), kind], &body.to_string()).expect("an answer").status
}

fn delete(server: &Server, path: &str) -> u16 {
    server.request("DELETE", path, &[&bearer()], "").expect("an answer").status
}

/// Waits for a job to end.
fn ended(server: &Server, job: &Value) -> Value {
    let id = job["id"].as_str().expect("an id");
    for _ in 0..300 {
        let now = server.get(&format!("/api/v1/jobs/{id}")).json();
        if now["state"] != json!("running") {
            return now;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the job does not end");
}

#[test]
fn a_file_is_sent_looked_at_corrected_and_imported() {
    let centre = Centre::new();
    let server = centre.serve(None);
    let id = send(&server, "calls.csv", CALLS);
    let preview = server.post(&format!("/api/v1/uploads/{id}/preview"), "{\"tz\":\"Asia/Jerusalem\"}").json();
    assert_eq!((&preview["source"], &preview["records"]), (&json!("table"), &json!(6)), "{preview}");
    let target = &preview["mapping"]["target"][0];
    assert_eq!(target["table"], json!("contact_segments"), "{preview}");
    assert_eq!(preview["tables"][0]["name"], json!("contact_segments"));
    // Corrected: test calls are left out, the id alone is the key.
    let mut mapping = preview["mapping"].clone();
    mapping["target"][0]["filter"] = json!("\"outcome\" <> 'TEST'");
    mapping["target"][0]["filter_reason"] = json!("test call");
    mapping["target"][0]["key"] = json!("\"id\"");
    mapping["target"][0]["row_hash"] = json!(false);
    let asked = json!({"mapping": mapping, "source": "table", "tz": "Asia/Jerusalem"});
    let again = server.post(&format!("/api/v1/uploads/{id}/preview"), &asked.to_string()).json();
    assert_eq!(again["filtered"], json!({"test call": 1}), "{again}");
    let broken = json!({"mapping": {"read": {}, "zone": {}, "target": [{"table": "contact_segments", "key": "nothing", "columns": {}}]}});
    let told = server.post(&format!("/api/v1/uploads/{id}/preview"), &broken.to_string()).json();
    assert!(told["problem"].as_str().expect("a problem").contains("nothing"), "{told}");
    let start = json!({"upload": id, "source": "table", "mapping": mapping, "source_name": "phone", "tz": "Asia/Jerusalem",
        "save_as": "my phone", "columns": ["id", "version", "started", "queue", "outcome", "wait", "agent", "talk"]});
    let reply = server.post("/api/v1/imports", &start.to_string());
    assert_eq!(reply.status, 202, "{}", reply.body);
    let job = ended(&server, &reply.json());
    assert_eq!((&job["state"], &job["problem"]), (&json!("done"), &Value::Null), "{job}");
    assert_eq!(centre.value("offered"), Some(4.0));
    assert_eq!(server.post("/api/v1/imports", &start.to_string()).status, 404, "the file is forgotten");
    // The next file of the same columns finds the mapping, and so does the command line.
    let next = send(&server, "calls2.csv", CALLS);
    let found = server.post(&format!("/api/v1/uploads/{next}/preview"), "{}").json();
    assert_eq!(found["saved"], json!("my phone"));
    centre.write("calls3.csv", CALLS);
    let report = centre.json(&[
        "import",
        "table",
        "calls3.csv",
        "--mapping",
        "my phone",
        "--source-name",
        "phone",
        "--json",
    ]);
    assert_eq!(report["unchanged"], json!(4), "{report}");
    assert_eq!(delete(&server, &format!("/api/v1/uploads/{next}")), 204);
    assert_eq!(delete(&server, "/api/v1/mappings/my%20phone"), 204);
}

#[test]
fn rejected_records_can_be_fetched_and_run_nothing() {
    let centre = Centre::new();
    let server = centre.serve(None);
    let text = format!("{CALLS}=cmd|' /C calc'!A0,1,never,sales,ANSWERED,1,noa,1\n");
    let report = centre.import("calls.csv", &text, &[]);
    let id = report["import_id"].as_str().expect("an id");
    let list = server.get("/api/v1/imports").json();
    assert_eq!(list["imports"][0]["has_rejects"], json!(true));
    let csv = server.get(&format!("/api/v1/imports/{id}/rejects"));
    assert!(csv.body.contains("\n8,") && !csv.body.contains(",=cmd"), "{}", csv.body);
    assert_eq!(server.get("/api/v1/imports/77/rejects").status, 404);
}

#[test]
fn files_say_what_their_numbers_mean() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let server = centre.serve(None);
    let query = json!({"metrics": ["sl.answered_over_offered"], "by": ["queue"], "where": "queue = 'sales'"});
    let ask = |format: &str, what: &str| {
        let body = json!({"format": format, "what": what, "query": query});
        server.post("/api/v1/exports", &body.to_string())
    };
    let csv = ask("csv", "numbers");
    assert_eq!(csv.status, 200, "{}", csv.body);
    for expected in [
        "# metric,sl.answered_over_offered@1",
        "# parameters,",
        "threshold_s=20",
        "# filter,queue = 'sales'",
        "# data as of,2026-03-02",
    ] {
        assert!(csv.body.contains(expected), "{expected}: {}", csv.body);
    }
    assert!(
        csv.head.contains("attachment; filename=\"pharos_sl.answered_over_offered_numbers.csv\""),
        "{}",
        csv.head
    );
    let rows = ask("csv", "rows");
    assert!(
        rows.body.lines().filter(|line| !line.contains('#')).count() == 3,
        "head and two rows: {}",
        rows.body
    );
    assert_eq!(ask("ods", "rows").status, 400);
    assert_eq!(ask("csv", "everything").status, 400);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let centre = Centre::new();
    let server = centre.serve(None);
    let first = server.get("/api/v1/imports");
    let tag =
        first.head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag").trim().to_owned();
    let again = |tag: &str| {
        let known = format!("If-None-Match: {tag}");
        server.request("GET", "/api/v1/imports", &[&bearer(), &known], "").expect("an answer").status
    };
    assert_eq!(again(&tag), 304);
    centre.import("calls.csv", CALLS, &[]);
    assert_eq!(again(&tag), 200);
    let refused = server.request("DELETE", "/api/v1/imports", &[&bearer()], "").expect("an answer");
    assert_eq!(refused.status, 405);
    assert!(
        refused.head.contains("application/problem+json") && refused.head.contains("allow: "),
        "{}",
        refused.head
    );
}

#[test]
fn a_correction_counts_is_marked_and_can_be_taken_back() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let server = centre.serve(None);
    let correct = |corrections: Value, reason: &str| {
        server.post("/api/v1/corrections", &json!({"reason": reason, "corrections": corrections}).to_string())
    };
    let to_dana = json!([{"source_name": "phone", "key": "a", "what": "agent", "value": "dana"}]);
    assert_eq!(correct(to_dana.clone(), " ").status, 400, "a reason is needed");
    assert_eq!(
        correct(json!([{"source_name": "phone", "key": "zz", "what": "exclude"}]), "test").status,
        404
    );
    assert_eq!(correct(json!([{"source_name": "phone", "key": "a", "what": "talk_s"}]), "test").status, 400);
    let made = correct(to_dana, "sat on Noa's seat");
    assert_eq!(made.status, 201, "{}", made.body);
    let groups = centre.groups("answered", &["--by", "agent"]);
    // Nobody took the call that was given up: a group of its own, without a name.
    let expected = [("", 0.0), ("dana", 2.0), ("noa", 1.0)];
    assert_eq!(groups, expected.map(|(agent, n)| (agent.to_owned(), Some(n))));
    let flags = |options: &[&str]| {
        let text = centre.ok(&[&["query", "--metric", "answered", "--format", "csv"], options].concat());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows =
            reader.records().map(|row| row.expect("a row").iter().next_back().expect("flags").to_owned());
        rows.collect::<Vec<_>>()
    };
    assert_eq!(flags(&["--by", "agent"]), ["", "corrected 1", "corrected 1"], "who won it and who lost it");
    let contact = server.get("/api/v1/contacts/a?source=phone").json();
    assert_eq!(contact["corrections"][0]["reason"], json!("sat on Noa's seat"), "{contact}");
    assert_eq!(contact["time_zone"], json!("Asia/Jerusalem"));
    assert_eq!(server.get("/api/v1/contacts/nobody").status, 404);
    let out = correct(json!([{"source_name": "phone", "key": "b", "what": "exclude"}]), "line test");
    assert_eq!(out.status, 201);
    assert_eq!((centre.value("offered"), centre.value("abandoned")), (Some(3.0), Some(0.0)));
    // A newer delivery of the row does not undo what a person said.
    centre.import("again.csv", &CALLS.replace("b,1,", "b,2,"), &[]);
    assert_eq!(centre.value("offered"), Some(3.0));
    let rows = centre.ok(&["query", "--metric", "answered", "--rows", "--format", "csv"]);
    assert!(rows.lines().next().expect("a head").contains(",corrected,"), "{rows}");
    for correction in server.get("/api/v1/corrections").json()["corrections"].as_array().expect("a list") {
        let id = &correction["id"];
        assert_eq!(server.post(&format!("/api/v1/corrections/{id}/undo"), "").status, 200);
        assert_eq!(server.post(&format!("/api/v1/corrections/{id}/undo"), "").status, 404);
    }
    assert_eq!(centre.value("offered"), Some(4.0));
    assert!(
        !centre.ok(&["query", "--metric", "answered", "--rows", "--format", "csv"]).contains("corrected")
    );
}

#[test]
fn people_and_names() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let server = centre.serve(None);
    let unknown = |kind: &str| {
        let names = server.get("/api/v1/names").json();
        let list = names["unknown"].as_array().expect("a list").clone();
        let of = list
            .iter()
            .filter(|it| it["kind"] == json!(kind))
            .map(|it| it["name"].as_str().expect("a name").to_owned());
        of.collect::<Vec<_>>()
    };
    assert_eq!(unknown("agent"), ["dana", "noa"]);
    let line = |from: &str, team: &str| json!({"agent_id": "noa", "name": "Noa", "team": team, "from": from});
    let body = json!({"lines": [line("2026-03-01", "early"), line("2026-03-02", "late")]});
    let reply = server.post("/api/v1/organisation/people", &body.to_string());
    assert_eq!((reply.status, reply.json()), (200, json!({"lines": 2})));
    assert_eq!(unknown("agent"), ["dana"]);
    // One contact on each day: by the team of that day.
    assert_eq!(
        centre.groups("answered", &["--by", "team", "--where", "agent = 'noa'"]),
        [("early".to_owned(), Some(1.0)), ("late".to_owned(), Some(1.0))]
    );
    let people = server.get("/api/v1/organisation").json()["people"].clone();
    assert_eq!(
        (&people[0]["history"][1]["team"], &people[0]["history"][1]["from"]),
        (&json!("late"), &json!("2026-03-02"))
    );
    let wrong = json!({"lines": [{"agent_id": "noa", "from": "tomorrow"}]});
    let told = server.post("/api/v1/organisation/people", &wrong.to_string());
    assert!(
        told.status == 400 && told.body.contains("line 1") && told.body.contains("tomorrow"),
        "{}",
        told.body
    );
    assert_eq!(put(&server, "/api/v1/names/agent/dana", &json!({"to": "noa", "reason": "one person"})), 204);
    let merged = [(String::new(), Some(0.0)), ("noa".to_owned(), Some(3.0))];
    assert_eq!(centre.groups("answered", &["--by", "agent"]), merged);
    assert_eq!(delete(&server, "/api/v1/names/agent/dana"), 204);
    assert_eq!(delete(&server, "/api/v1/names/agent/dana"), 404);
    assert_eq!(put(&server, "/api/v1/organisation/sites/hk", &json!({"time_zone": "Asia/Hong_Kong"})), 204);
    assert_eq!(put(&server, "/api/v1/organisation/sites/hk", &json!({"time_zone": "Asia/Nowhere"})), 400);
    let source = server.get("/api/v1/sources").json()["sources"].clone();
    let phone = source
        .as_array()
        .expect("a list")
        .iter()
        .find(|it| it["name"] == json!("phone"))
        .expect("phone")
        .clone();
    assert_eq!(
        (&phone["tables"]["contact_segments"], &phone["newest"]),
        (&json!(4), &json!("2026-03-02T21:50:00Z"))
    );
}

#[test]
fn a_view_is_an_address_under_a_name() {
    let centre = Centre::new();
    let server = centre.serve(None);
    let keep = |address: &str| {
        server.post(
            "/api/v1/views",
            &json!({"name": "Morning", "address": address, "roles": ["supervisor"]}).to_string(),
        )
    };
    assert_eq!(keep("https://elsewhere.example/").status, 400);
    assert_eq!(keep("//elsewhere.example").status, 400);
    let view = keep("/explore?m=asa");
    assert_eq!(view.status, 201, "{}", view.body);
    let id = view.json()["id"].as_str().expect("an id").to_owned();
    let changed = json!({"name": "Evening", "address": "/explore?m=aht", "roles": []});
    assert_eq!(put(&server, &format!("/api/v1/views/{id}"), &changed), 200);
    let list = server.get("/api/v1/views").json();
    assert_eq!((&list["views"][0]["name"], &list["views"][0]["is_own"]), (&json!("Evening"), &json!(true)));
    assert_eq!(delete(&server, &format!("/api/v1/views/{id}")), 204);
    assert_eq!(delete(&server, &format!("/api/v1/views/{id}")), 404);
}

/// Twelve calls a day on two days; the old system leaves abandons up to 10 s out and counts answers within 30 s.
fn old_system() -> (String, String) {
    let mut calls = String::from("id,version,started,queue,outcome,wait,agent,talk\n");
    let mut report = String::from("Date,Queue,Offered,Answered,Abandoned,Answered within 30 s\n");
    for day in ["2026-03-01", "2026-03-02"] {
        let answered = [5, 15, 25, 28, 31, 45, 60, 10];
        let abandoned = if day.ends_with('1') { vec![2, 8, 40, 50] } else { vec![4, 33, 34, 70] };
        for (place, wait) in answered.iter().enumerate() {
            calls.push_str(&format!("{day}-a{place},1,{day} 09:0{place}:00,sales,ANSWERED,{wait},noa,60\n"));
        }
        for (place, wait) in abandoned.iter().enumerate() {
            calls.push_str(&format!("{day}-b{place},1,{day} 10:0{place}:00,sales,HUNG UP,{wait},,\n"));
        }
        // Of this queue the report says nothing.
        calls.push_str(&format!("{day}-c,1,{day} 11:00:00,help,ANSWERED,5,noa,60\n"));
        let long = abandoned.iter().filter(|wait| **wait > 10).count();
        report.push_str(&format!("{day},sales,{},8,{long},5\n", 8 + long));
    }
    (calls, report)
}

#[test]
fn the_old_systems_report_is_explained() {
    let centre = Centre::new();
    let (calls, report) = old_system();
    centre.import("calls.csv", &calls, &[]);
    centre.write("report.csv", &report);
    centre.ok(&["import", "interval-report", "report.csv", "--source-name", "old", "--tz", "Asia/Jerusalem"]);
    let found = centre.json(&["reconcile", "--reports", "old", "--contacts", "phone", "--json"]);
    let quantity = |name: &str| {
        let all = found["quantities"].as_array().expect("quantities");
        all.iter().find(|it| it["name"] == json!(name)).unwrap_or_else(|| panic!("{name}: {found}")).clone()
    };
    assert_eq!((&found["left_out"], &found["unknown"]), (&json!(["help"]), &json!([])));
    let answered = quantity("answered");
    assert_eq!(
        (&answered["is_explained_by_definition"], &answered["standard"]["agree"]),
        (&json!(false), &json!(2))
    );
    for (name, metric) in [
        ("abandoned", "abandon.excl_short"),
        ("offered", "sl.excl_short"),
        ("service_level", "sl.excl_short"),
        ("abandonment", "abandon.excl_short"),
    ] {
        let best = quantity(name)["best"].clone();
        assert_eq!(
            (&best["metric"], &best["params"]["short_abandon_s"], &best["agree"]),
            (&json!(metric), &json!("10"), &json!(2)),
            "{name}: {best}"
        );
    }
    let level = quantity("service_level");
    assert_eq!(
        (&level["threshold_s"], &level["best"]["params"]["threshold_s"]),
        (&json!(30.0), &json!("30"))
    );
    // By hand: 5 of 8 + 2 long abandons.
    assert_eq!(level["rows"][0]["reported"], json!(0.5));
    let server = centre.serve(None);
    assert_eq!(server.get("/api/v1/reconcile").json(), json!({"reports": ["old"], "contacts": ["phone"]}));
    let asked = server.post(
        "/api/v1/reconcile",
        &json!({"reports": "old", "contacts": "phone", "by_queue": true}).to_string(),
    );
    assert_eq!(asked.json()["quantities"][0]["rows"][0]["queue"], json!("sales"), "{}", asked.body);
    assert_eq!(server.post("/api/v1/reconcile", "{\"reports\":\"none\",\"contacts\":\"phone\"}").status, 404);
}
