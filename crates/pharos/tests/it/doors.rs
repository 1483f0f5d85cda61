//! The server: who comes in, the page's contract, the streaming door.
#![allow(clippy::expect_used)]

use serde_json::{Value, json};

use crate::centre::{CALLS, Centre, Server, TOKEN};

const BEARER: &str = "Authorization: Bearer a token for tests";

#[test]
fn nobody_comes_in_without_the_token() {
    let centre = Centre::new();
    let server = centre.serve(None);
    let status = |method: &str, path: &str, headers: &[&str], body: &str| {
        server.request(method, path, headers, body).expect("an answer").status
    };
    let document: Value = serde_json::from_str(&centre.ok(&["openapi"])).expect("JSON");
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let path =
                path.replace("{name}", "queue").replace("{id}", "1").replace("{table}", "agent_offers");
            let method = method.to_uppercase();
            let id = operation["operationId"].as_str().expect("an id");
            // These ask for no session; a screen and a calendar bring a secret of their own, and a wrong one opens nothing.
            match id {
                "create_session" | "get_sign_in" | "ask_screen" => continue,
                // No provider is configured: these doors are walls.
                "get_calendar" | "leave_for_provider" | "return_from_provider" => {
                    assert_eq!(status(&method, &path, &[], ""), 404, "{method} {path}");
                    continue;
                }
                "get_own_screen" => {
                    assert_eq!(status(&method, &path, &[], ""), 401, "{method} {path}");
                    assert_eq!(status(&method, &path, &["Authorization: Bearer wrong"], ""), 404);
                    continue;
                }
                _ => {}
            }
            asked += 1;
            assert_eq!(status(&method, &path, &[], ""), 401, "{method} {path}");
            assert_eq!(status(&method, &path, &["Authorization: Bearer wrong"], ""), 401, "{method} {path}");
            assert_eq!(
                status(&method, &path, &["Cookie: pharos_session=1; pharos_owner=1"], ""),
                401,
                "{method} {path}"
            );
        }
    }
    assert!(8 < asked, "{asked} operations");
    assert_eq!(status("GET", "/healthz", &[], ""), 200);
    assert_eq!(status("GET", "/api/v1/session", &[BEARER], ""), 200);
    let json = ["Content-Type: application/json"];
    assert_eq!(status("POST", "/api/v1/session", &json, "{\"token\":\"wrong\"}"), 401);
    let reply = server
        .request("POST", "/api/v1/session", &json, &json!({ "token": TOKEN }).to_string())
        .expect("an answer");
    let cookie = reply.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains(TOKEN));
    let pair = cookie.split(';').next().expect("a pair");
    assert_eq!(status("GET", "/api/v1/session", &[&format!("Cookie: other=1; {pair}")], ""), 200);
}

#[test]
fn the_page_gets_its_answers() {
    let centre = Centre::new();
    let import = centre.import("calls.csv", CALLS, &[]);
    let server = centre.serve(None);
    let session = server.get("/api/v1/session").json();
    assert_eq!(session["centre"]["time_zone"], json!("Asia/Jerusalem"));
    assert_eq!(session["as_of"], json!("2026-03-02T21:50:00Z"), "the newest fact");
    let catalogue = server.get("/api/v1/metrics").json();
    let offered = catalogue["metrics"].as_array().expect("metrics").iter().find(|it| it["id"] == "offered");
    assert_eq!(offered.expect("offered")["relation"], json!("contact_segments"));
    let query = json!({"queries": [{"metrics": ["answered"], "by": ["queue"]}, {"metrics": ["asa"], "where": "queue = 'help'"}]});
    let answer = server.post("/api/v1/query", &query.to_string()).json();
    let result = &answer["results"][1];
    let place = result["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .position(|it| it["name"] == "value")
        .expect("a value");
    assert_eq!(result["rows"][0][place], json!(15));
    assert_eq!(result["sources"], json!(["phone"]));
    assert_eq!(answer["results"][0]["rows"].as_array().map(Vec::len), Some(2));
    let rows = json!({"metrics": ["answered"], "limit": 2, "part": "numerator"});
    let first = server.post("/api/v1/rows", &rows.to_string()).json();
    assert_eq!((&first["total"], &first["next_cursor"]), (&json!(3), &json!("2")));
    let rows = json!({"metrics": ["answered"], "limit": 2, "part": "numerator", "cursor": "2"});
    let second = server.post("/api/v1/rows", &rows.to_string()).json();
    assert_eq!((second["rows"].as_array().map(Vec::len), &second["next_cursor"]), (Some(1), &Value::Null));
    assert_eq!(server.get("/api/v1/dimensions/queue/values?prefix=S").json(), json!({"values": ["sales"]}));
    assert_eq!(server.get("/api/v1/dimensions/colour/values").status, 404);
    assert_eq!(server.get("/api/v1/events").json(), json!({"events": []}));
    assert_eq!(server.get("/api/v1/imports").json()["imports"][0]["counts"]["read"], json!(6));
    let id = import["import_id"].as_str().expect("an id");
    assert_eq!(server.post(&format!("/api/v1/imports/{id}/undo"), "").json()["state"], json!("undone"));
    assert_eq!(server.post(&format!("/api/v1/imports/{id}/undo"), "").status, 409);
    assert_eq!(server.post("/api/v1/imports/77/undo", "").status, 404);
}

#[test]
fn faults_are_problems_with_a_type() {
    let centre = Centre::new();
    let server = centre.serve(None);
    let check = |path: &str, body: &str, status: u16, kind: &str| {
        let reply = server.post(path, body);
        assert_eq!(
            (reply.status, &reply.json()["type"]),
            (status, &json!(format!("/problems/{kind}"))),
            "{body}"
        );
        assert!(reply.head.contains("application/problem+json"));
    };
    check("/api/v1/query", "{", 400, "status-400");
    check("/api/v1/query", "{\"queries\":[{\"metrics\":[\"ofered\"]}]}", 400, "unknown-metric");
    check(
        "/api/v1/query",
        "{\"queries\":[{\"metrics\":[\"asa\"],\"form\":\"2026-01-01\"}]}",
        400,
        "status-400",
    );
    check("/api/v1/rows", "{\"metrics\":[\"asa\"],\"cursor\":\"x\"}", 400, "status-400");
    check("/api/v1/facts/none", "{}", 404, "status-404");
    check("/api/v1/facts/agent_offers", "{\"kee\":1}", 400, "status-400");
    let reply = server.get("/");
    assert!(reply.head.contains("content-security-policy: default-src 'self'"), "{}", reply.head);
    assert!(reply.head.contains("x-content-type-options: nosniff"));
    assert_eq!(server.get("/api/v1/nothing").status, 404);
    assert!(server.get("/metrics").body.contains("pharos_http_requests_total{status=\"4xx\"}"));
    // The same address is the page of the metric cards, for a browser.
    let page = server.request("GET", "/metrics", &["Accept: text/html,*/*;q=0.8"], "").expect("an answer");
    assert!(page.head.contains("text/html") && page.body.contains("<html"), "{}", page.head);
}

/// Sends one answered call of 5 seconds' wait.
fn send(server: &Server, key: &str, version: i64, ended: bool, idempotency: &str) -> (u16, Value) {
    let ended_at = ended.then_some("2026-03-01T08:02:00Z");
    let row = json!({"key": key, "source_version": version, "contact_id": key, "channel": "voice", "direction": "inbound",
        "queue": "sales", "started_at": "2026-03-01T08:00:00Z", "enqueued_at": "2026-03-01T08:00:00Z", "queued": true,
        "wait_s": 5.0 * version as f64, "queue_result": "answered", "agent_id": "noa", "connected_at": "2026-03-01T08:00:05Z",
        "talk_s": 60.0, "ended_at": ended_at});
    let headers = [BEARER, &format!("Idempotency-Key: {idempotency}")];
    let reply =
        server.request("POST", "/api/v1/facts/contact_segments?source_name=pbx", &headers, &row.to_string());
    let reply = reply.expect("an answer");
    (reply.status, reply.json())
}

#[test]
fn streamed_facts_count_at_once_and_only_once() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let server = centre.serve(None);
    let first = send(&server, "s1", 1, false, "k1");
    assert_eq!((first.0, &first.1["accepted"]), (202, &json!(1)));
    assert_eq!(centre.value("offered"), Some(5.0), "before it is folded");
    assert_eq!(send(&server, "s1", 1, false, "k1"), first, "the same again is answered alike");
    assert_eq!(send(&server, "s1", 2, true, "k1").0, 409, "the same key with another body is refused");
    assert_eq!(send(&server, "s1", 2, true, "k2").0, 202);
    // (10 + 0 + 30 + 2 x 5) / 4: the newer version hides the older, in the inbox and folded
    assert_eq!(centre.value("asa"), Some(12.5));
    let waiting = || {
        let text = server.get("/metrics").body;
        text.lines()
            .find_map(|line| line.strip_prefix("pharos_inbox_rows ").map(str::to_owned))
            .expect("a gauge")
    };
    let mut tries = 0;
    while waiting() != "0" {
        tries += 1;
        assert!(tries < 200, "the inbox is not folded");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!((centre.value("offered"), centre.value("asa")), (Some(5.0), Some(12.5)), "after it is folded");
}
