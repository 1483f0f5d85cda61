//! The invented records of `samples/amazon-connect`.

use std::fmt::Write as _;

use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

/// 2024-03-04 08:00 UTC.
const FIRST_S: i64 = 1_709_539_200;
const AGENTS: [&str; 4] = ["anna", "boris", "chen", "dora"];

fn at(second: i64) -> String {
    Timestamp::from_second(second).map(|at| at.to_string()).unwrap_or_default()
}

/// 200 contact records: inbound calls and chats, some given up, some handed on, some called back.
pub(super) fn contacts(seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut text = String::new();
    let mut began_s = FIRST_S;
    for number in 0..200 {
        began_s += rng.random_range(10..200);
        let queued_s = began_s + rng.random_range(5..90);
        let wait_s = rng.random_range(0..120);
        let connected_s = queued_s + wait_s;
        let (talk_s, hold_s) =
            (rng.random_range(20..500), if rng.random_bool(0.3) { rng.random_range(5..90) } else { 0 });
        let (kind, ended_s) = (rng.random_range(0..10), connected_s + talk_s + hold_s);
        let acw_s = rng.random_range(2..60);
        let answered = kind > 1;
        let reason = if rng.random_bool(0.7) { "CUSTOMER_DISCONNECT" } else { "AGENT_DISCONNECT" };
        let record = json!({
            "ContactId": format!("00000000-0000-4000-8000-{number:012}"),
            "Channel": if kind == 9 { "CHAT" } else { "VOICE" },
            "InitiationMethod": if kind == 8 { "CALLBACK" } else { "INBOUND" },
            "InitiationTimestamp": at(began_s),
            "ConnectedToSystemTimestamp": at(began_s),
            "DisconnectTimestamp": at(if answered { ended_s } else { connected_s }),
            "LastUpdateTimestamp": at(ended_s + acw_s + 60),
            "DisconnectReason": if answered { reason } else { "CUSTOMER_DISCONNECT" },
            "AgentConnectionAttempts": i32::from(answered),
            "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": format!("+1555010{:04}", rng.random_range(0..150))},
            "SystemEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+15550199999"},
            "Queue": {"Name": if number % 3 == 0 { "Support" } else { "Sales" }, "EnqueueTimestamp": at(queued_s), "DequeueTimestamp": at(connected_s), "Duration": wait_s},
            "Agent": answered.then(|| json!({
                "Username": AGENTS[rng.random_range(0..AGENTS.len())], "ConnectedToAgentTimestamp": at(connected_s),
                "AgentInteractionDuration": talk_s, "CustomerHoldDuration": hold_s, "NumberOfHolds": i32::from(hold_s > 0),
                "AfterContactWorkStartTimestamp": at(ended_s), "AfterContactWorkEndTimestamp": at(ended_s + acw_s), "AfterContactWorkDuration": acw_s,
            })),
            "TransferredToEndpoint": (kind == 2).then(|| json!({"Type": "TELEPHONE_NUMBER", "Address": "+15550188888"})),
            "TransferCompletedTimestamp": (kind == 2).then(|| at(ended_s)),
        });
        let _ = writeln!(text, "{record}");
    }
    text
}

/// Events of one agent's morning.
pub(super) fn events(seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut text = String::new();
    let (mut now_s, mut number) = (FIRST_S, 0);
    let mut write = |kind: &str, now_s: i64, status: (&str, &str, i64), contact: Option<(i64, &str, i64)>| {
        number += 1;
        let contacts: Vec<_> = contact.iter().map(|(id, state, from_s)| json!({"ContactId": format!("event-contact-{id}"), "Channel": "VOICE", "InitiationMethod": "INBOUND", "State": state, "StateStartTimestamp": at(*from_s), "Queue": {"Name": "Sales"}})).collect();
        let event = json!({"EventId": format!("event-{number}"), "EventType": kind, "EventTimestamp": at(now_s), "AgentARN": "arn:aws:connect:eu-central-1:000000000000:instance/i/agent/a1", "Version": "2019-05-25",
            "CurrentAgentSnapshot": {"AgentStatus": {"Name": status.0, "Type": status.1, "StartTimestamp": at(status.2)}, "Configuration": {"Username": "anna"}, "Contacts": contacts}});
        let _ = writeln!(text, "{event}");
    };
    let available = ("Available", "ROUTABLE", FIRST_S);
    write("LOGIN", now_s, available, None);
    for id in 0..40 {
        now_s += rng.random_range(5..110);
        write("STATE_CHANGE", now_s, available, Some((id, "CONNECTING", now_s)));
        now_s += rng.random_range(2..20);
        if rng.random_bool(0.1) {
            write("STATE_CHANGE", now_s, available, Some((id, "MISSED", now_s)));
        } else {
            write("STATE_CHANGE", now_s, available, Some((id, "CONNECTED", now_s)));
            now_s += rng.random_range(20..120);
            write("STATE_CHANGE", now_s, available, Some((id, "ENDED", now_s)));
        }
        now_s += rng.random_range(3..60);
        write("STATE_CHANGE", now_s, available, None);
    }
    write("LOGOUT", now_s + 30, ("Offline", "OFFLINE", now_s + 30), None);
    text
}
