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
