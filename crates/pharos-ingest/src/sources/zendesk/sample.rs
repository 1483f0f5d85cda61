//! The invented objects of `samples/zendesk`.

use std::fmt::Write as _;

use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// 2024-03-04 08:00 UTC.
const FIRST_S: i64 = 1_709_539_200;

/// Files by name: tickets, metric events, comments, ratings, users.
pub(super) fn files(seed: u64) -> [(&'static str, String); 5] {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let at = |second: i64| Timestamp::from_second(second).map(|at| at.to_string()).unwrap_or_default();
    let mut texts = [const { String::new() }; 5];
    let mut write = |file: usize, object: Value| {
        let _ = writeln!(texts[file], "{object}");
    };
    for agent in 1..5 {
        write(4, json!({"id": agent, "role": "agent", "updated_at": at(FIRST_S)}));
    }
    let (mut created_s, mut event) = (FIRST_S, 0);
    for ticket in 1..=200_i64 {
        created_s += rng.random_range(60..2_400);
        let (agent, customer) = (rng.random_range(1..5), 1_000 + rng.random_range(0..90));
        let replied_s = created_s + rng.random_range(120..20_000);
        let solved_s = replied_s + rng.random_range(60..90_000);
        let solved = ticket % 7 != 0;
        let status = if solved { "solved" } else { "open" };
        write(
            0,
            json!({"id": ticket, "via": {"channel": if ticket % 3 == 0 { "chat" } else { "email" }}, "status": status, "type": "question", "priority": "normal", "group_id": 10, "assignee_id": agent,
            "requester_id": customer, "created_at": at(created_s), "updated_at": at(if solved { solved_s } else { replied_s })}),
        );
        let mut clock = |metric: &str, kind: &str, second: i64, sla: Option<Value>| {
            event += 1;
            let mut object = json!({"id": event, "ticket_id": ticket, "metric": metric, "instance_id": 1, "type": kind, "time": at(second)});
            if let Some(sla) = sla {
                object["sla"] = sla;
            }
            write(1, object);
        };
        clock("reply_time", "activate", created_s, None);
        clock("reply_time", "apply_sla", created_s, Some(json!({"target": 240, "business_hours": false})));
        clock("reply_time", "fulfill", replied_s, None);
        clock("resolution_time", "activate", created_s, None);
        if solved {
            clock("resolution_time", "fulfill", solved_s, None);
        }
        write(
            2,
            json!({"id": ticket * 10, "ticket_id": ticket, "author_id": customer, "public": true, "created_at": at(created_s)}),
        );
        write(
            2,
            json!({"id": ticket * 10 + 1, "ticket_id": ticket, "author_id": agent, "public": true, "created_at": at(replied_s)}),
        );
        if solved {
            let score = ["offered", "good", "good", "bad"][rng.random_range(0..4)];
            write(
                3,
                json!({"id": ticket, "ticket_id": ticket, "score": score, "assignee_id": agent, "group_id": 10, "requester_id": customer, "created_at": at(solved_s + 600), "updated_at": at(solved_s + 4_000)}),
            );
        }
    }
    let names = [
        "tickets.jsonl",
        "ticket_metric_events.jsonl",
        "ticket_comments.jsonl",
        "satisfaction_ratings.jsonl",
        "users.jsonl",
    ];
    let mut texts = texts.into_iter();
    names.map(|name| (name, texts.next().unwrap_or_default()))
}
