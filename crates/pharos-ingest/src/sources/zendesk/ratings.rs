//! Satisfaction ratings: one question a ticket, asked and perhaps answered.
//!
//! Zendesk writes a rating when it is offered and others when it is answered or changed; `good` and `bad` are 1 and 0.

use pharos_schema::Value;

use super::ticket::{People, Ticket};
use crate::functions::attributes;
use crate::sources::json;
use crate::sources::rows::{Gathered, instant, number, text};

pub(super) fn rows(id: &str, ticket: &Ticket<'_>, people: &People<'_>, gathered: &mut Gathered<'_>) {
    let mut ratings: Vec<_> = ticket.ratings.clone();
    ratings.sort_by_key(|(_, rating)| {
        (json::instant(rating, "updated_at"), json::instant(rating, "created_at"))
    });
    let asked = ratings.iter().filter(|(_, rating)| json::text(rating, "score") != Some("unoffered"));
    let sent_us = asked.filter_map(|(_, rating)| json::instant(rating, "created_at")).min();
    let answer = ratings.iter().rev().find_map(|(record, rating)| Some((*record, *rating, value(rating)?)));
    let Some((record, rating)) =
        answer.map(|(record, rating, _)| (record, rating)).or(ratings.last().copied())
    else {
        return;
    };
    let answered_us = answer.and_then(|(_, rating, _)| {
        json::instant(rating, "updated_at").or_else(|| json::instant(rating, "created_at"))
    });
    if answer.is_none() && !matches!(json::text(rating, "score"), Some("offered" | "unoffered")) {
        gathered.finding("unknown_score", || {
            format!("ticket {id}: {}", json::text(rating, "score").unwrap_or("none"))
        });
    }
    let agent = json::id(rating, "assignee_id").or_else(|| ticket.id("assignee_id"));
    let queue = json::id(rating, "group_id").or_else(|| ticket.id("group_id"));
    let values = vec![
        ("survey_id", Value::from(format!("satisfaction/{id}"))),
        ("kind", "csat".into()),
        ("moment", "after_contact".into()),
        ("question", "satisfaction".into()),
        ("scale_min", Value::Number(0.0)),
        ("scale_max", Value::Number(1.0)),
        ("scale_direction", "up".into()),
        ("eligible", true.into()),
        ("sent_at", instant(sent_us)),
        ("answered_at", instant(answered_us)),
        ("value", number(answer.map(|(_, _, value)| value))),
        ("comment", text(json::text(rating, "comment"))),
        ("item_id", id.into()),
        ("customer_id", json::id(rating, "requester_id").or_else(|| ticket.id("requester_id")).into()),
        ("agent_id", agent.map(|agent| people.agent(&agent)).into()),
        ("queue", queue.map(|queue| people.group(queue)).into()),
        ("attributes", attributes([("reason", json::text(rating, "reason"))]).into()),
    ];
    gathered.row("survey_answers", record, &format!("satisfaction/{id}"), ticket.version(), values);
}

fn value(rating: &serde_json::Map<String, serde_json::Value>) -> Option<f64> {
    match json::text(rating, "score")? {
        "good" | "good_with_comment" => Some(1.0),
        "bad" | "bad_with_comment" => Some(0.0),
        _ => None,
    }
}
