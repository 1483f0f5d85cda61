//! Killed at every fail point, nothing acknowledged is lost and nothing is doubled.
//!
//! `PHAROS_KILLS=n` kills more often than the usual 30 times, `PHAROS_SEED=s` repeats a run.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::centre::{Centre, Server, TOKEN};

/// Fail points on the way of a streamed fact; each must be hit.
const POINTS: [&str; 10] = [
    "inbox-before-commit",
    "inbox-after-commit",
    "delta-before-commit",
    "delta-between-tables",
    "delta-after-commit",
    "heads-before-update",
    "inbox-before-delete",
    "heads-before-commit",
    "heads-after-commit",
    "compaction-after-commit",
];

const KILLS_DEFAULT: usize = 30;

/// A point that is not hit within this time is never hit.
const PATIENCE: Duration = Duration::from_secs(120);

/// A sender that keeps what was acknowledged and sends what was not again, under the same key.
struct Sender {
    sent: u64,
    acknowledged: BTreeMap<String, &'static str>,
    unanswered: Option<(String, &'static str)>,
}

impl Sender {
    /// Sends one fact; `false` where the server is gone.
    fn send(&mut self, server: &Server) -> bool {
        let (key, table) = self.unanswered.take().unwrap_or_else(|| {
            self.sent += 1;
            let table = if self.sent.is_multiple_of(2) { "contact_segments" } else { "agent_offers" };
            (format!("f{}", self.sent), table)
        });
        let row = match table {
            "contact_segments" => {
                json!({"key": key, "contact_id": key, "channel": "voice", "direction": "inbound", "queue": "q",
                "started_at": "2026-03-01T08:00:00Z", "enqueued_at": "2026-03-01T08:00:00Z", "queue_result": "answered",
                "wait_s": 1.0, "connected_at": "2026-03-01T08:00:01Z", "talk_s": 1.0, "ended_at": "2026-03-01T08:00:02Z"})
            }
            _ => json!({"key": key, "agent_id": "noa", "queue": "q", "channel": "voice",
                "offered_at": "2026-03-01T08:00:00Z", "ring_s": 1.0, "result": "no_answer"}),
        };
        let headers = [format!("Authorization: Bearer {TOKEN}"), format!("Idempotency-Key: {key}")];
        let reply = server.request(
            "POST",
            &format!("/api/v1/facts/{table}"),
            &[&headers[0], &headers[1]],
            &row.to_string(),
        );
        match reply {
            Ok(reply) => {
                assert_eq!(reply.status, 202, "{}", reply.body);
                self.acknowledged.insert(key, table);
                true
            }
            Err(_) => {
                self.unanswered = Some((key, table));
                false
            }
        }
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Keys of the rows behind a metric, sorted.
fn keys(centre: &Centre, metric: &str) -> Vec<String> {
    let text = centre.ok(&["query", "--metric", metric, "--rows", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = reader.headers().expect("a head").iter().position(|name| name == "key").expect("a key");
    let mut keys: Vec<String> = reader.records().map(|row| row.expect("a row")[place].to_owned()).collect();
    keys.sort();
    keys
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_doubled() {
    let kills = usize::try_from(number("PHAROS_KILLS", KILLS_DEFAULT as u64)).expect("a number of kills");
    let seed = number("PHAROS_SEED", 1);
    eprintln!("{kills} kills, PHAROS_SEED={seed}");
    let centre = Centre::new();
    let mut sender = Sender { sent: 0, acknowledged: BTreeMap::new(), unanswered: None };
    let mut random = seed;
    for kill in 0..kills.max(POINTS.len()) {
        // Knuth's multiplier; which passage of the point kills is all it decides.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let point = POINTS[kill % POINTS.len()];
        let passage = if point == "compaction-after-commit" { 1 } else { 1 + (random >> 33) % 3 };
        let mut server = centre.serve(Some(&format!("{point}:{passage}")));
        let started = Instant::now();
        while !server.has_ended() {
            assert!(started.elapsed() < PATIENCE, "{point} was never hit:\n{}", server.said());
            sender.send(&server);
        }
        assert_eq!(server.wait().code(), None, "{point}: it ended by itself instead of being killed");
    }
    let server = centre.serve(None);
    let started = Instant::now();
    while sender.unanswered.is_some() || !server.get("/metrics").body.contains("\npharos_inbox_rows 0\n") {
        assert!(started.elapsed() < PATIENCE, "the inbox is not folded:\n{}", server.said());
        if sender.unanswered.is_some() {
            sender.send(&server);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let stored = [("contact_segments", "offered"), ("agent_offers", "ring_no_answer")];
    for (table, metric) in stored {
        let mut sent: Vec<String> =
            sender.acknowledged.iter().filter(|(_, it)| **it == table).map(|(key, _)| key.clone()).collect();
        sent.sort();
        assert_eq!(keys(&centre, metric), sent, "{table}");
        assert_eq!(centre.value(metric), Some(sent.len() as f64), "{table}");
    }
}
