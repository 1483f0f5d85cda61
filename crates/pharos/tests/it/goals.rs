//! Goals over HTTP: stated, refused, begun, followed, revised, ended; their numbers against sums made here.
#![allow(clippy::expect_used)]

use serde_json::{Value, json};

use crate::centre::{Centre, Server, TOKEN};

/// A contact: month, day, agent, wait, talk; nobody answered where there is no agent.
struct Call {
    month: i32,
    day: i32,
    agent: Option<&'static str>,
    wait_s: f64,
    talk_s: f64,
}

/// Half a year of calls: waits fall from 60 s by 4 s a month, every twentieth caller gives up, Noa takes twice as many as Dana.
fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    for month in 1..=6 {
        for day in 1..=28 {
            for turn in 0..10 {
                let number = (month * 28 + day) * 10 + turn;
                let agent = match turn {
                    _ if number % 20 == 0 => None,
                    0..=5 => Some("noa"),
                    6..=8 => Some("dana"),
                    _ => Some("lin"),
                };
                let wait_s = f64::from(60 - 4 * month + number % 7);
                calls.push(Call { month, day, agent, wait_s, talk_s: f64::from(200 + number % 90) });
            }
        }
    }
    calls
}

fn facts(calls: &[Call]) -> String {
    let mut text = String::new();
    for (index, it) in calls.iter().enumerate() {
        let start = format!("2026-{:02}-{:02}T{:02}:00:00Z", it.month, it.day, 8 + index % 8);
        let mut row = json!({
            "key": format!("c{index}"), "segment_id": format!("c{index}"), "contact_id": format!("c{index}"),
            "channel": "voice", "direction": "inbound", "queue": "help", "queued": true,
            "started_at": start, "enqueued_at": start, "wait_s": it.wait_s, "ended_at": start,
            "queue_result": if it.agent.is_some() { "answered" } else { "abandoned" },
        });
        if let Some(agent) = it.agent {
            row["agent_id"] = json!(agent);
            row["connected_at"] = json!(start);
            row["talk_s"] = json!(it.talk_s);
        }
        text.push_str(&row.to_string());
        text.push('\n');
    }
    text
}

fn send(server: &Server, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let bearer = format!("Authorization: Bearer {TOKEN}");
    let headers = [bearer.as_str(), "Content-Type: application/json"];
    let reply =
        server.request(method, &format!("/api/v1{path}"), &headers, &body.to_string()).expect("an answer");
    (reply.status, reply.json())
}

fn measured(metric: &str, target: Value, period: &str, mode: Value, whom: &str) -> Value {
    json!({ "definition": {
        "title": metric, "owners": ["dana"], "starts": "2026-04-01", "by": "2026-12-31",
        "measure": {
            "metric": metric, "target": target, "period": period, "mode": mode, "whom": { "of": whom },
            "direction": "up", "baseline_window": ["2026-01-01", "2026-03-31"],
        },
    }})
}

/// Keeps and begins a goal; gives its id.
fn begin(server: &Server, goal: &Value) -> String {
    let (status, made) = send(server, "POST", "/goals", goal);
    assert_eq!(status, 200, "{made}");
    let id = made["id"].as_str().expect("an id").to_owned();
    let (status, begun) = send(server, "POST", &format!("/goals/{id}/activate"), &json!({}));
    assert_eq!((status, &begun["state"]), (200, &json!("active")), "{begun}");
    id
}

#[track_caller]
fn near(value: &Value, expected: f64) {
    let value = value.as_f64().expect("a number");
    assert!((value - expected).abs() < 1e-9 * (1.0 + expected.abs()), "{value} is not {expected}");
}

fn mean_wait(calls: &[Call], months: std::ops::RangeInclusive<i32>) -> f64 {
    let waits: Vec<f64> = calls
        .iter()
        .filter(|it| it.agent.is_some() && months.contains(&it.month))
        .map(|it| it.wait_s)
        .collect();
    waits.iter().sum::<f64>() / waits.len() as f64
}

#[test]
fn goals_are_followed_by_the_facts() {
    let calls = calls();
    let centre = Centre::new();
    let server = centre.serve(None);
    assert_eq!(server.post("/api/v1/facts/contact_segments", &facts(&calls)).status, 202);

    let faster = json!({ "kind": "relative_change", "share": 0.25 });
    let wait = begin(&server, &measured("asa", faster, "month", json!({ "sustained": 1 }), "together"));
    let (_, progress) = send(&server, "GET", &format!("/goals/{wait}/progress"), &json!({}));
    let (_, goal) = send(&server, "GET", &format!("/goals/{wait}"), &json!({}));
    let baseline = mean_wait(&calls, 1..=3);
    near(&goal["definition"]["measure"]["baseline"]["value"], baseline);
    near(&progress["standing"]["aim"][1], 0.75 * baseline);
    near(&progress["periods"][1]["value"], mean_wait(&calls, 5..=5));
    near(&progress["standing"]["value"], mean_wait(&calls, 5..=5));

    let calls_target = json!({ "kind": "value", "value": 100.0 });
    let volume = begin(&server, &measured("handled", calls_target, "month", json!("each"), "each_member"));
    let (_, progress) = send(&server, "GET", &format!("/goals/{volume}/progress"), &json!({}));
    let handled =
        |agent, month| calls.iter().filter(|it| it.agent == Some(agent) && it.month == month).count();
    let holding = ["noa", "dana", "lin"].iter().filter(|it| 100 <= handled(it, 5)).count();
    assert_eq!(progress["standing"]["members"]["holding"], json!(holding), "{progress}");
    assert!(progress["standing"]["members"]["below"].as_array().expect("names").contains(&json!("lin")));

    let most = json!({ "kind": "value", "value": 0.15 });
    let given_up = begin(&server, &measured("abandon.offered", most, "week", json!("each"), "together"));
    let (_, progress) = send(&server, "GET", &format!("/goals/{given_up}/progress"), &json!({}));
    let periods = progress["standing"]["periods"].as_array().expect("periods held");
    assert_eq!(periods[0], periods[1], "no week had more than a tenth: {progress}");
    assert_eq!(progress["standing"]["status"], json!("on_track"));
    one_life(&server, &wait);
}

/// A source that is missing, a revision, a restatement, an end.
fn one_life(server: &Server, wait: &str) {
    let score = json!({ "kind": "value", "value": 70.0 });
    let (_, made) =
        send(server, "POST", "/goals", &measured("nps", score, "month", json!("each"), "together"));
    let path = format!("/goals/{}/activate", made["id"].as_str().expect("an id"));
    let (status, refused) = send(server, "POST", &path, &json!({}));
    assert_eq!(status, 409);
    assert!(refused["detail"].as_str().expect("words").contains("survey_answers"), "{refused}");

    let (_, goal) = send(server, "GET", &format!("/goals/{wait}"), &json!({}));
    let mut definition = goal["definition"].clone();
    definition["measure"]["target"] = json!({ "kind": "relative_change", "share": 0.10 });
    let path = format!("/goals/{wait}/revise");
    let (status, _) = send(server, "POST", &path, &json!({ "definition": definition, "reason": " " }));
    assert_eq!(status, 400);
    let (status, revised) =
        send(server, "POST", &path, &json!({ "definition": definition, "reason": "a step first" }));
    assert_eq!((status, &revised["version"]), (200, &json!(2)));
    let late = json!({ "definition": definition, "reason": "typed meanwhile", "from_version": 1 });
    let (status, refused) = send(server, "POST", &path, &late);
    assert_eq!(status, 409, "somebody else revised it meanwhile: {refused}");
    assert!(refused["type"].as_str().expect("a type").ends_with("changed-meanwhile"), "{refused}");
    assert_eq!(
        revised["definition"]["measure"]["baseline"], goal["definition"]["measure"]["baseline"],
        "the baseline stays frozen"
    );
    let (_, versions) = send(server, "GET", &format!("/goals/{wait}/versions"), &json!({}));
    let aims: Vec<f64> = (0..2)
        .map(|it| versions["versions"][it]["progress"]["standing"]["aim"][1].as_f64().expect("an aim"))
        .collect();
    assert!(aims[1] < aims[0], "progress under both versions: {aims:?}");

    // A call of May arrives late: what was shown is restated.
    let before = send(server, "GET", &format!("/goals/{wait}/progress"), &json!({})).1;
    let late = json!({
        "key": "late", "segment_id": "late", "contact_id": "late", "channel": "voice", "direction": "inbound",
        "queue": "help", "queued": true, "started_at": "2026-05-10T09:00:00Z", "enqueued_at": "2026-05-10T09:00:00Z",
        "wait_s": 900.0, "ended_at": "2026-05-10T09:30:00Z", "queue_result": "answered", "agent_id": "noa",
        "connected_at": "2026-05-10T09:15:00Z", "talk_s": 100.0,
    });
    assert_eq!(server.post("/api/v1/facts/contact_segments", &late.to_string()).status, 202);
    let after = send(server, "GET", &format!("/goals/{wait}/progress"), &json!({})).1;
    assert_eq!(after["restated"][0]["start"], json!("2026-05-01"), "{after}");
    assert_eq!(after["restated"][0]["was"], before["periods"][1]["value"]);

    not_signed(server, wait, "goal-sign-not-asked");
    let (status, _) =
        send(server, "POST", &format!("/goals/{wait}/end"), &json!({ "state": "retired", "reason": "" }));
    assert_eq!(status, 400, "retiring needs a reason");
    let end = json!({ "state": "retired", "reason": "another way" });
    let (status, ended) = send(server, "POST", &format!("/goals/{wait}/end"), &end);
    assert_eq!((status, &ended["state"]), (200, &json!("retired")));
    not_signed(server, wait, "goal-ended");
}

/// Nobody signs a goal off who was not asked to, nor one that has ended.
#[track_caller]
fn not_signed(server: &Server, goal: &str, why: &str) {
    let (status, refused) =
        send(server, "POST", &format!("/goals/{goal}/entries"), &json!({ "kind": "sign_off" }));
    assert_eq!(status, 409, "{refused}");
    assert!(refused["type"].as_str().expect("a type").ends_with(why), "{refused}");
}
