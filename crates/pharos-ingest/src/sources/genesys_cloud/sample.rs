//! The invented conversations of `samples/genesys-cloud`.

use std::fmt::Write as _;

use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// 2024-03-04 08:00 UTC.
const FIRST_MS: i64 = 1_709_539_200_000;

fn piece(kind: &str, from_ms: i64, until_ms: i64, queue: &str, disconnect: Option<&str>) -> Value {
    let at = |ms: i64| Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default();
    let mut piece = json!({"segmentType": kind, "segmentStart": at(from_ms), "segmentEnd": at(until_ms), "queueId": queue});
    if let Some(disconnect) = disconnect {
        piece["disconnectType"] = disconnect.into();
    }
    if kind == "wrapup" {
        piece["wrapUpCode"] = if from_ms % 2 == 0 { "resolved" } else { "follow-up" }.into();
    }
    piece
}

fn session(id: String, media: &str, segments: Vec<Value>) -> Value {
    json!({"sessionId": id, "mediaType": media, "direction": "inbound", "segments": segments})
}

/// 200 conversations by voice and chat: menus, a queue, sometimes an agent who does not answer, a talk, wrap-up.
pub(super) fn conversations(seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut text = String::new();
    let mut began = FIRST_MS;
    for number in 0..200 {
        began += rng.random_range(5_000..180_000);
        let media = if number % 4 == 3 { "chat" } else { "voice" };
        let queue = if number % 3 == 0 { "support" } else { "sales" };
        let queued = began + rng.random_range(2_000..40_000);
        let answered = queued + rng.random_range(1_000..90_000);
        let ended = answered + rng.random_range(15_000..600_000);
        let wrapped = ended + rng.random_range(1_000..60_000);
        let given_up = rng.random_bool(0.12);
        let id = |part: &str| format!("00000000-0000-4000-8000-{number:08}-{part}");
        let mut caller = session(
            id("customer"),
            media,
            vec![piece("interact", began, if given_up { answered } else { ended }, queue, Some("peer"))],
        );
        caller["ani"] = format!("tel:+1555010{:04}", rng.random_range(0..150)).into();
        let mut participants = vec![
            json!({"participantId": id("c"), "purpose": "customer", "sessions": [caller]}),
            json!({"participantId": id("i"), "purpose": "ivr", "sessions": [session(id("ivr"), media, vec![piece("ivr", began, queued, queue, None)])]}),
            json!({"participantId": id("q"), "purpose": "acd", "sessions": [session(id("acd"), media, vec![piece("interact", queued, answered, queue, Some(if given_up { "peer" } else { "transfer" }))])]}),
        ];
        if !given_up {
            if rng.random_bool(0.1) {
                let missed = session(
                    id("missed"),
                    media,
                    vec![piece("alert", queued, queued + 500, queue, Some("system"))],
                );
                participants.push(json!({"participantId": id("m"), "purpose": "agent", "userId": "agent-9", "sessions": [missed]}));
            }
            let by = if rng.random_bool(0.4) { "client" } else { "peer" };
            let leg = vec![
                piece("alert", (answered - 4_000).max(queued), answered, queue, None),
                piece("interact", answered, ended, queue, Some(by)),
                piece("wrapup", ended, wrapped, queue, Some(by)),
            ];
            let user = format!("agent-{}", rng.random_range(1..6));
            participants.push(json!({"participantId": id("a"), "purpose": "agent", "userId": user, "sessions": [session(id("agent"), media, leg)]}));
        }
        let end = Timestamp::from_millisecond(if given_up { answered } else { wrapped })
            .map(|at| at.to_string())
            .unwrap_or_default();
        let start = Timestamp::from_millisecond(began).map(|at| at.to_string()).unwrap_or_default();
        let conversation = json!({"conversationId": id("x"), "conversationStart": start, "conversationEnd": end, "originatingDirection": "inbound", "participants": participants});
        let _ = writeln!(text, "{conversation}");
    }
    text
}
