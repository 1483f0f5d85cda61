//! The supervisor's day over HTTP: what needs somebody and in which order, meetings whose points become actions, boards that
//! name nobody.
#![allow(clippy::expect_used)]

use serde_json::{Value, json};

use crate::centre::{Centre, Server, TOKEN};

const AGENTS: [&str; 3] = ["noa", "dana", "lin"];

fn send(server: &Server, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let bearer = format!("Authorization: Bearer {TOKEN}");
    let headers = [bearer.as_str(), "Content-Type: application/json"];
    let reply =
        server.request(method, &format!("/api/v1{path}"), &headers, &body.to_string()).expect("an answer");
    (reply.status, reply.json())
}

#[track_caller]
fn made(server: &Server, path: &str, body: &Value) -> Value {
    let (status, answer) = send(server, "POST", path, body);
    assert!((200..300).contains(&status), "{path}: {status} {answer}");
    answer
}

fn get(server: &Server, path: &str) -> Value {
    let (status, answer) = send(server, "GET", path, &json!({}));
    assert_eq!(status, 200, "{path}: {answer}");
    answer
}

/// Two months of calls: Noa takes 20 a day, Dana and Lin 5 each; three people of team red.
fn fill(server: &Server) {
    let mut calls = String::new();
    for day in 1..=56 {
        for turn in 0..30 {
            let agent = if turn < 20 { 0 } else { 1 + turn % 2 };
            let (month, of_month) = if day <= 28 { (2, day) } else { (3, day - 28) };
            let start = format!("2026-{month:02}-{of_month:02}T{:02}:{:02}:00Z", 8 + turn / 6, turn % 6 * 10);
            let id = format!("c{day}-{turn}");
            let row = json!({
                "key": id, "segment_id": id, "contact_id": id, "channel": "voice", "direction": "inbound",
                "queue": "help", "queued": true, "started_at": start, "enqueued_at": start, "connected_at": start,
                "ended_at": start, "wait_s": 5.0, "talk_s": 100.0, "queue_result": "answered",
                "agent_id": AGENTS[agent],
            });
            calls.push_str(&format!("{row}\n"));
        }
    }
    let people: String = AGENTS
        .iter()
        .map(|it| {
            json!({ "key": it, "agent_id": it, "name": format!("{it} Name"), "team": "red", "role": "agent",
                "valid_from": "2026-01-01T00:00:00Z", "hired_at": "2026-01-01T00:00:00Z" })
        })
        .map(|it| format!("{it}\n"))
        .collect();
    assert_eq!(server.post("/api/v1/facts/contact_segments", &calls).status, 202);
    assert_eq!(server.post("/api/v1/facts/employment", &people).status, 202);
}

/// A goal of 400 calls a month for each: Noa holds it, the others do not.
fn volume_goal(server: &Server) -> String {
    let goal = json!({ "definition": {
        "title": "Four hundred a month", "owners": ["dana"], "starts": "2026-02-01", "by": "2026-12-31",
        "measure": {
            "metric": "handled", "target": { "kind": "value", "value": 400.0 }, "period": "month", "mode": "each",
            "whom": { "of": "each_member" }, "direction": "up", "baseline_window": ["2026-02-01", "2026-02-28"],
        },
    }, "work": { "steps": [{ "id": "s1", "title": "New desk", "due": "2026-03-01" }], "obstacles": [], "resources": [], "done": {} } });
    let id = made(server, "/goals", &goal)["id"].as_str().expect("an id").to_owned();
    made(server, &format!("/goals/{id}/activate"), &json!({}));
    id
}

fn kinds(today: &Value) -> Vec<&str> {
    today["needs"].as_array().expect("needs").iter().filter_map(|it| it["kind"].as_str()).collect()
}

fn need<'a>(today: &'a Value, kind: &str) -> &'a Value {
    let all = today["needs"].as_array().expect("needs");
    all.iter().find(|it| it["kind"] == json!(kind)).unwrap_or_else(|| panic!("no {kind} in {today}"))
}

#[test]
fn the_day_of_a_supervisor() {
    let centre = Centre::new();
    let server = centre.serve(None);
    fill(&server);
    let goal = volume_goal(&server);
    needs_are_ranked(&server, &goal);
    points_become_actions(&server);
    boards_name_nobody(&server, &goal);
    mails_open_no_day(&server);
}

fn needs_are_ranked(server: &Server, goal: &str) {
    let (status, refused) =
        send(server, "POST", "/todos", &json!({ "text": "call back", "promised_to": "Ms Chen" }));
    assert_eq!(status, 400, "a promise without a day: {refused}");
    made(server, "/todos", &json!({ "text": "call back", "promised_to": "Ms Chen", "due_at": "2026-03-01" }));
    made(server, "/todos", &json!({ "text": "order headsets", "due_at": "2026-03-02" }));
    made(server, "/todos", &json!({ "text": "far away", "due_at": "2099-01-01" }));
    made(server, "/people/lin/concerns", &json!({ "text": "quiet lately" }));

    let today = get(server, "/today");
    // A promise that is late comes before everything else.
    assert_eq!(kinds(&today)[0], "promise", "{today}");
    assert_eq!(need(&today, "promise")["severity"], json!("critical"));
    assert_eq!(need(&today, "action")["values"]["text"], json!("order headsets"));
    assert_eq!(need(&today, "concern-open")["name"], json!("lin Name"));
    assert_eq!(need(&today, "concern-open")["href"], json!("/people/lin#concerns"));
    assert_eq!(need(&today, "feedback-missing")["values"]["count"], json!("2"), "Dana and Lin: {today}");
    assert_eq!(need(&today, "feedback-missing")["href"], json!(format!("/goals/{goal}#feedback")));
    assert_eq!(need(&today, "goal-step")["values"]["step"], json!("New desk"));
    assert_eq!(need(&today, "talks-due")["values"]["count"], json!("3"), "nobody was ever talked with");
    // Ranked by how pressing, then by impact.
    let order = ["critical", "warning", "notice"];
    let rank: Vec<(usize, f64)> = today["needs"]
        .as_array()
        .expect("needs")
        .iter()
        .map(|it| {
            let place = order.iter().position(|word| it["severity"] == json!(word)).expect("a severity");
            (place, -it["impact"].as_f64().expect("an impact"))
        })
        .collect();
    assert!(rank.windows(2).all(|pair| pair[0] <= pair[1]), "{rank:?}");
    assert_eq!(today["goals"][0]["id"], json!(goal));
    let todos: Vec<&Value> =
        today["todos"].as_array().expect("to-dos").iter().map(|it| &it["text"]).collect();
    assert_eq!(todos, [&json!("call back"), &json!("order headsets")]);

    // Feedback given is feedback recorded.
    for agent in ["dana", "lin"] {
        let said = json!({ "kind": "feedback", "about": agent, "text": "we talked about it", "score": null,
            "satisfied": null, "seeing_results": null });
        made(server, &format!("/goals/{goal}/entries"), &said);
    }
    assert!(!kinds(&get(server, "/today")).contains(&"feedback-missing"));

    // What is kept of the day for others says nothing about single persons.
    let letter =
        json!({ "audience": "team", "recipients": [], "subject": "s", "text": "t", "language": "en" });
    let update = made(
        server,
        "/updates",
        &json!({ "kind": "daily", "day": "2026-03-27", "own_words": "w", "letters": [letter] }),
    );
    let kept = update["facts"].to_string();
    for private in ["Ms Chen", "lin Name", "order headsets", "concern"] {
        assert!(!kept.contains(private), "{private} in {kept}");
    }
}

fn points_become_actions(server: &Server) {
    let point = json!({ "day": "2026-03-28", "words": "the new form is slow" });
    let agenda = made(server, "/agendas/huddle/points", &point);
    let id = agenda["points"][0]["id"].as_str().expect("an id").to_owned();
    let facts = agenda["facts"].as_array().expect("facts");
    assert!(facts.iter().any(|it| it["kind"] == json!("fact-goals")), "{agenda}");

    let path = format!("/agenda-points/{id}/actions");
    let (status, _) = send(server, "POST", &path, &json!({ "due_at": "" }));
    assert_eq!(status, 400, "an action has a day");
    let agenda = made(server, &path, &json!({ "owner_id": "noa", "due_at": "2026-04-02", "text": "ask IT" }));
    assert!(agenda["points"][0]["closed_at"].is_string(), "{agenda}");
    assert_eq!(send(server, "POST", &path, &json!({ "due_at": "2026-04-02" })).0, 409);

    // It is among the to-dos, asked of Noa, and on the next huddle until it is done.
    let todos = get(server, "/todos");
    let todo = todos["todos"].as_array().expect("to-dos").iter().find(|it| it["text"] == json!("ask IT"));
    let todo = todo.expect("the action");
    assert_eq!((&todo["owner_id"], &todo["source_kind"]), (&json!("noa"), &json!("huddle")));
    assert_eq!(need(&get(server, "/today"), "action-of")["values"]["text"], json!("ask IT"));
    let next = get(server, "/agendas/huddle?day=2026-03-29");
    assert_eq!(
        (next["points"].as_array().map(Vec::len), &next["actions"][0]["text"]),
        (Some(0), &json!("ask IT"))
    );
    assert_eq!(get(server, "/agendas/operations?day=2026-03-29")["actions"], json!([]));
    let done = format!("/todos/{}", todo["id"].as_str().expect("an id"));
    assert_eq!(send(server, "PATCH", &done, &json!({ "done": true })).0, 200);
    assert!(!kinds(&get(server, "/today")).contains(&"action-of"));
    assert!(get(server, "/agendas/huddle?day=2026-03-29")["actions"][0]["done_at"].is_string());
}

fn boards_name_nobody(server: &Server, goal: &str) {
    made(
        server,
        "/recognitions",
        &json!({ "agent_id": "noa", "kind": "kudos", "text": "helped Lin with a hard call" }),
    );
    let board = |goals: Value, persons: bool| {
        json!({ "name": "Floor", "kind": "floor", "config": {
            "metrics": ["handled"], "targets": [400.0], "goals": goals, "wins": true, "persons": persons } })
    };
    let (status, refused) = send(server, "POST", "/walls", &board(json!(["nothing"]), false));
    assert_eq!(status, 400, "{refused}");
    let wall = made(server, "/walls", &board(json!([goal]), false));
    let id = wall["id"].as_str().expect("an id");

    let screen = server.request("POST", "/api/v1/wall-screens", &[], "").expect("an answer").json();
    let pair = json!({ "code": screen["code"] });
    made(server, &format!("/walls/{id}/screens"), &pair);
    let bearer = format!("Authorization: Bearer {}", screen["token"].as_str().expect("a token"));
    let own = || server.request("GET", "/api/v1/wall-screens/own", &[&bearer], "").expect("an answer").json();
    let frame = own()["frame"].clone();
    assert_eq!(frame["goals"][0]["goal"]["title"], json!("Four hundred a month"));
    assert_eq!(frame["goals"][0]["next_step"], json!("New desk"));
    assert_eq!((&frame["wins"]["kudos"], &frame["wins"]["named"]), (&json!(1), &json!([])));
    for name in ["noa", "dana", "lin", "Lin", "Name"] {
        assert!(!frame.to_string().contains(name), "{name} on a board that names nobody: {frame}");
    }
    // The screen's token opens its board and nothing else.
    let other = server.request("GET", "/api/v1/today", &[&bearer], "").expect("an answer");
    assert_eq!(other.status, 401, "{}", other.body);

    let (status, _) = send(server, "PUT", &format!("/walls/{id}"), &board(json!([goal]), true));
    assert_eq!(status, 200);
    assert_eq!(own()["frame"]["wins"]["named"][0]["name"], json!("noa Name"));
}

/// After a weekend on which only mails came the numbers are those of the last day on which somebody was waited for.
fn mails_open_no_day(server: &Server) {
    let mails: String = (29..=30)
        .map(|day| {
            let at = format!("2026-03-{day}T09:00:00Z");
            let id = format!("mail{day}");
            json!({ "key": id, "segment_id": id, "contact_id": id, "channel": "email", "direction": "inbound",
                "queue": "help", "queued": true, "started_at": at, "enqueued_at": at })
        })
        .map(|it| format!("{it}\n"))
        .collect();
    assert_eq!(server.post("/api/v1/facts/contact_segments", &mails).status, 202);
    let today = get(server, "/today");
    assert_eq!((&today["day"], &today["yesterday"]), (&json!("2026-03-30"), &json!("2026-03-28")), "{today}");
}
