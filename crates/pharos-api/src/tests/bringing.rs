//! Who may import brings in files under names of the own sources, takes the own imports back, and changes nobody else's.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::centre::{Centre, Reply};
use crate::session::Door;

const CALLS: &str =
    "id,queue,agent,begin,wait\nx1,sales,noa,2026-03-04T08:00:00Z,7\nx2,sales,ben,2026-03-04T09:00:00Z,9\n";

fn calls() -> Value {
    json!({"target": [{"table": "contact_segments", "key": "\"id\"", "columns": {
        "segment_id": "\"id\"", "contact_id": "\"id\"", "channel": "'voice'", "direction": "'inbound'", "queue": "\"queue\"",
        "agent_id": "\"agent\"", "started_at": "local_instant(\"begin\")", "enqueued_at": "local_instant(\"begin\")", "queued": "true",
        "wait_s": "number_of(\"wait\")", "queue_result": "'answered'"}}]})
}

fn staff() -> Value {
    json!({"target": [{"table": "employment", "key": "\"agent\"", "columns": {
        "agent_id": "\"agent\"", "name": "\"agent\"", "team": "'red'", "role": "'agent'",
        "valid_from": "local_instant(\"begin\")"}}]})
}

async fn sent(centre: &Centre, persona: &str) -> String {
    let path = "/api/v1/uploads?name=calls.csv";
    let reply = centre.send(persona, Method::POST, path, Some(CALLS), "application/octet-stream").await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.json());
    reply.json()["id"].as_str().expect("an id").to_owned()
}

/// Starts an import and waits for its end.
async fn imported(centre: &Centre, persona: &str, upload: &str, source: &str, mapping: Value) -> Value {
    let body = json!({"upload": upload, "source": "table", "source_name": source, "mapping": mapping});
    let reply = centre.ask(persona, Method::POST, "/api/v1/imports", Some(&body)).await;
    assert_eq!(reply.status, StatusCode::ACCEPTED, "{}", reply.json());
    let path = format!("/api/v1/jobs/{}", reply.json()["id"].as_str().expect("an id"));
    for _ in 0..600 {
        let job = centre.ask(persona, Method::GET, &path, None).await.json();
        if job["state"] != "running" {
            return job;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the import does not end");
}

async fn undo(centre: &Centre, persona: &str, import: &Value) -> Reply {
    let path = format!("/api/v1/imports/{}/undo", import.as_str().expect("an id"));
    centre.ask(persona, Method::POST, &path, None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_takes_back_the_own_import_and_no_other() {
    let centre = Centre::new(Door::Open).await;
    let upload = sent(&centre, "supervisor").await;
    // A file that somebody sent is nobody else's.
    let path = format!("/api/v1/uploads/{upload}/preview");
    assert_eq!(
        centre.ask("other_supervisor", Method::POST, &path, Some(&json!({}))).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(centre.ask("supervisor", Method::POST, &path, Some(&json!({}))).await.status, StatusCode::OK);
    let job = imported(&centre, "supervisor", &upload, "calls of red", calls()).await;
    assert_eq!(job["state"], "done", "{job}");

    let of = |persona: &'static str| {
        let (centre, id) = (&centre, job["import_id"].clone());
        async move {
            let list = centre.ask(persona, Method::GET, "/api/v1/imports", None).await.json();
            list["imports"].as_array().expect("imports").iter().find(|it| it["id"] == id).expect("it").clone()
        }
    };
    for (persona, may_change) in
        [("supervisor", true), ("other_supervisor", false), ("manager", false), ("administrator", true)]
    {
        let import = of(persona).await;
        assert_eq!((&import["may_change"], &import["made_by"]), (&json!(may_change), &json!("supervisor")));
    }
    for persona in ["other_supervisor", "manager", "planner", "agent"] {
        assert_eq!(
            undo(&centre, persona, &job["import_id"]).await.status,
            StatusCode::FORBIDDEN,
            "{persona}"
        );
    }
    let undone = undo(&centre, "supervisor", &job["import_id"]).await;
    assert_eq!((undone.status, &undone.json()["state"]), (StatusCode::OK, &json!("undone")));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_others_are_not_replaced() {
    let centre = Centre::new(Door::Open).await;
    // What the streaming door brought, and what another supervisor brought.
    let upload = sent(&centre, "supervisor").await;
    let job = imported(&centre, "supervisor", &upload, "phone", calls()).await;
    assert_eq!(job["state"], "failed");
    assert!(job["problem"].as_str().is_some_and(|words| words.contains("somebody else's")), "{job}");
    let job = imported(&centre, "supervisor", &upload, "shared", calls()).await;
    assert_eq!(job["state"], "done", "{job}");
    let upload = sent(&centre, "other_supervisor").await;
    let job = imported(&centre, "other_supervisor", &upload, "shared", calls()).await;
    assert_eq!(job["state"], "failed", "{job}");
    // The own rows may be replaced by the owner, and all by whoever manages data.
    for persona in ["supervisor", "administrator"] {
        let upload = sent(&centre, persona).await;
        let job = imported(&centre, persona, &upload, "shared", calls()).await;
        assert_eq!(job["state"], "done", "{persona}: {job}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_widens_the_own_part_by_a_file() {
    let centre = Centre::new(Door::Open).await;
    let upload = sent(&centre, "supervisor").await;
    let job = imported(&centre, "supervisor", &upload, "staff", staff()).await;
    assert_eq!(job["state"], "failed");
    assert!(job["problem"].as_str().is_some_and(|words| words.contains("employment")), "{job}");
    let tables =
        centre.ask("supervisor", Method::GET, "/api/v1/import-options", None).await.json()["tables"].clone();
    let names: Vec<&Value> = tables.as_array().expect("tables").iter().map(|table| &table["name"]).collect();
    assert!(
        !names.contains(&&json!("employment")) && names.contains(&&json!("contact_segments")),
        "{names:?}"
    );
    let upload = sent(&centre, "administrator").await;
    let job = imported(&centre, "administrator", &upload, "staff", staff()).await;
    assert_eq!(job["state"], "done", "{job}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_mapping_is_its_keepers() {
    let centre = Centre::new(Door::Open).await;
    let keep = json!({"columns": ["id", "queue"], "mapping": calls()});
    for (persona, status) in [
        ("supervisor", StatusCode::OK),
        ("other_supervisor", StatusCode::CONFLICT),
        ("supervisor", StatusCode::OK),
        ("administrator", StatusCode::OK),
        // Now it is the administrator's.
        ("supervisor", StatusCode::CONFLICT),
    ] {
        let reply = centre.ask(persona, Method::PUT, "/api/v1/mappings/calls", Some(&keep)).await;
        assert_eq!(reply.status, status, "{persona}: {}", reply.json());
    }
}
