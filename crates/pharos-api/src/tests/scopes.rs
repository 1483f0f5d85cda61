//! Parts of the organisation: numbers, rows and values are those of the own part.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::centre::Centre;
use crate::session::Door;

async fn answered(centre: &Centre, persona: &str, by: &[&str]) -> Vec<(Value, Value)> {
    let body = json!({"queries": [{"metrics": ["answered"], "by": by}]});
    let reply = centre.ask(persona, Method::POST, "/api/v1/query", Some(&body)).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.json());
    let result = reply.json()["results"][0].clone();
    let place = |name: &str| {
        let columns = result["columns"].as_array().expect("columns");
        columns.iter().position(|column| column["name"] == name)
    };
    let value = place("value").expect("a value");
    let rows = result["rows"].as_array().expect("rows").iter();
    rows.map(|row| {
        (by.first().map_or(Value::Null, |name| row[place(name).expect("it")].clone()), row[value].clone())
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_those_of_the_own_part() {
    let centre = Centre::new(Door::Open).await;
    // 8 contacts an agent: 15 agents in all, 5 of red, 6 of blue.
    for (persona, expected) in
        [("manager", 120), ("supervisor", 40), ("other_supervisor", 48), ("agent", 8), ("other_agent", 8)]
    {
        let numbers = answered(&centre, persona, &[]).await;
        assert_eq!(numbers, [(Value::Null, json!(expected))], "{persona}");
    }
    let teams = answered(&centre, "supervisor", &["team"]).await;
    assert_eq!(teams, [(json!("red"), json!(40))]);
    let agents = answered(&centre, "agent", &["agent"]).await;
    assert_eq!(agents, [(json!("noa"), json!(8))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_does_not_widen_the_part() {
    let centre = Centre::new(Door::Open).await;
    for filter in
        ["agent = 'dana'", "team = 'blue' OR TRUE", "agent = 'dana' OR agent = 'noa'", "NOT (team = 'red')"]
    {
        let body = json!({"metrics": ["answered"], "where": filter, "limit": 1000});
        let reply = centre.ask("supervisor", Method::POST, "/api/v1/rows", Some(&body)).await;
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(!text.contains("dana-") && !text.contains("eve-"), "{filter}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn values_to_choose_from_are_those_of_the_own_part() {
    let centre = Centre::new(Door::Open).await;
    let values = |persona: &'static str, name: &'static str| {
        let centre = &centre;
        async move {
            let path = format!("/api/v1/dimensions/{name}/values");
            centre.ask(persona, Method::GET, &path, None).await.json()["values"].clone()
        }
    };
    assert_eq!(values("supervisor", "agent").await, json!(["ben", "lin", "noa", "tal", "wei"]));
    assert_eq!(values("agent", "agent").await, json!(["noa"]));
    assert_eq!(values("other_supervisor", "team").await, json!(["blue"]));
}

/// Red has five agents, blue six, green four: green is too small, and all less blue and red would be green.
#[tokio::test(flavor = "multi_thread")]
async fn who_sees_groups_only_gets_no_small_one_and_none_by_subtraction() {
    let centre = Centre::new(Door::Open).await;
    for persona in ["director", "auditor"] {
        assert_eq!(answered(&centre, persona, &[]).await, [(Value::Null, json!(120))], "{persona}");
        let teams = answered(&centre, persona, &["team"]).await;
        let expected =
            [(json!("blue"), json!(48)), (json!("green"), Value::Null), (json!("red"), Value::Null)];
        assert_eq!(teams, expected, "{persona}");
        for (filter, expected) in [
            ("team = 'blue'", json!(48)),
            ("team = 'green'", Value::Null),
            ("team != 'green'", Value::Null),
            ("team = 'green' OR team = 'blue'", Value::Null),
            ("team = 'green' OR team = 'red'", json!(72)),
        ] {
            let body = json!({"queries": [{"metrics": ["answered"], "where": filter}]});
            let reply = centre.ask(persona, Method::POST, "/api/v1/query", Some(&body)).await;
            assert_eq!(reply.status, StatusCode::OK, "{}", reply.json());
            let result = reply.json()["results"][0].clone();
            let columns = result["columns"].as_array().expect("columns");
            let place = |name: &str| columns.iter().position(|it| it["name"] == name).expect("a column");
            let row = &result["rows"][0];
            assert_eq!(row[place("value")], expected, "{persona}: {filter}");
            let flag = if expected == Value::Null { "fewer than 5 people" } else { "" };
            assert_eq!(row[place("flags")], json!(flag), "{persona}: {filter}");
        }
        for (refused, status) in [
            (json!({"metrics": ["answered"], "by": ["agent"]}), 403),
            (json!({"metrics": ["answered"], "where": "agent = 'noa'"}), 403),
            (json!({"metrics": ["answered"], "where": "NOT agent = 'noa'"}), 403),
            (json!({"metrics": ["answered"], "where": "wait_s < 3"}), 400),
            (json!({"metrics": ["answered"], "where": "key = 'noa-2-8'"}), 400),
            (json!({"metrics": ["answered"], "by": ["team", "queue", "channel"]}), 400),
        ] {
            let body = json!({"queries": [refused]});
            let reply = centre.ask(persona, Method::POST, "/api/v1/query", Some(&body)).await;
            assert_eq!(reply.status.as_u16(), status, "{persona}: {body}: {}", reply.json());
        }
        let path = "/api/v1/dimensions/agent/values";
        assert!(!centre.ask(persona, Method::GET, path, None).await.status.is_success(), "{persona}");
    }
    // A file holds no more than the screen.
    let body =
        json!({"query": {"metrics": ["answered"], "by": ["team"]}, "format": "csv", "what": "numbers"});
    let reply = centre.ask("director", Method::POST, "/api/v1/exports", Some(&body)).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.json());
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    let line = |team: &str| text.lines().find(|line| line.contains(team)).unwrap_or_default().to_owned();
    assert!(line("blue").contains(",48") && line("green").contains("fewer than 5 people"), "{text}");
    assert!(!line("green").contains(",32") && !line("red").contains(",40"), "{text}");
    // Whoever may see single persons sees small groups as well.
    let teams = answered(&centre, "manager", &["team"]).await;
    assert_eq!(teams[1], (json!("green"), json!(32)));
}

/// A goal is no way around: what a draft would be measured by is seen as everything else.
#[tokio::test(flavor = "multi_thread")]
async fn drafts_of_goals_tell_no_more_than_questions() {
    let centre = Centre::new(Door::Open).await;
    let baseline = |persona: &'static str, filter: &'static str| {
        let centre = &centre;
        async move {
            let target = json!({"kind": "value", "value": 10.0});
            let measure =
                json!({"metric": "answered", "filter": filter, "target": target, "period": "month"});
            let body = json!({"draft": {"definition": {"title": "a wish", "measure": measure}}});
            let reply = centre.ask(persona, Method::POST, "/api/v1/goals/assess", Some(&body)).await;
            (reply.status, String::from_utf8_lossy(&reply.body).into_owned())
        }
    };
    for (persona, filter, is_told) in [
        ("director", "agent = 'noa'", false),
        ("director", "team = 'green'", false),
        ("agent", "agent = 'dana'", false),
        ("other_agent", "agent = 'dana'", true),
        ("supervisor", "agent = 'dana'", false),
        ("supervisor", "agent = 'noa'", true),
        ("manager", "agent = 'dana'", true),
    ] {
        let (status, text) = baseline(persona, filter).await;
        if !status.is_success() {
            assert!(!is_told, "{persona}: {filter}: {status} {text}");
            continue;
        }
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        let told = answer["baseline"]["value"].as_f64().is_some();
        assert_eq!(told, is_told, "{persona}: {filter}: {text}");
    }
}
