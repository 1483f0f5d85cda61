use serde_json::{Value, json};

use crate::sources::source;
use crate::sources::tests::{check_sample, context, derive, rows, shared, split};

const NAME: &str = "genesys-cloud";

/// `kind from until [disconnect]`, minutes and seconds after ten o'clock; `-` is an open end.
fn session(id: &str, media: &str, segments: &[&str]) -> Value {
    let segments: Vec<_> = segments
        .iter()
        .map(|text| {
            let words: Vec<_> = text.split(' ').collect();
            let at = |clock: &str| (clock != "-").then(|| format!("2024-01-01T10:{clock}Z"));
            json!({"segmentType": words[0], "segmentStart": at(words[1]), "segmentEnd": at(words[2]), "disconnectType": words.get(3), "queueId": words.get(4).unwrap_or(&"sales"),
                "wrapUpCode": (words[0] == "wrapup").then_some("done")})
        })
        .collect();
    json!({"sessionId": id, "mediaType": media, "direction": "inbound", "ani": "tel:+1555", "segments": segments})
}

fn party(purpose: &str, user: &str, sessions: Vec<Value>) -> Value {
    json!({"purpose": purpose, "userId": user, "sessions": sessions})
}

fn conversation(parties: Vec<Value>) -> String {
    let mut all = vec![party("customer", "", vec![session("c", "voice", &["interact 00:00 09:00 peer"])])];
    all.extend(parties);
    json!({"conversationId": "k", "conversationStart": "2024-01-01T10:00:00Z", "participants": all})
        .to_string()
}

#[test]
fn a_stay_and_the_agent_who_answered_make_a_segment() {
    let columns = "queue queue_result wait_s agent_id talk_s hold_s hold_count acw_s ended_by transfer_kind transferred_to disposition";
    let queue =
        |end: &str| party("acd", "", vec![session("q", "voice", &[&format!("interact 01:00 01:30 {end}")])]);
    for (parties, expected) in [
        (
            vec![
                queue("transfer"),
                party(
                    "agent",
                    "anna",
                    vec![session(
                        "a",
                        "voice",
                        &[
                            "alert 01:20 01:30",
                            "interact 01:30 02:30",
                            "hold 02:30 03:00",
                            "interact 03:00 04:00 client",
                            "wrapup 04:00 04:20 client",
                        ],
                    )],
                ),
            ],
            vec!["sales answered 30 anna 120 30 1 20 agent - - done"],
        ),
        (vec![queue("peer")], vec!["sales abandoned 30 - - - - - customer - - -"]),
        (
            vec![
                queue("endpoint"),
                party("agent", "anna", vec![session("a", "voice", &["alert 01:20 01:30 peer"])]),
            ],
            vec!["sales abandoned 30 - - - - - customer - - -"],
        ),
        (vec![queue("system")], vec!["sales flowed_out 30 - - - - - system - - -"]),
        (vec![queue("error")], vec!["sales lost 30 - - - - - system - - -"]),
        (
            vec![party("acd", "", vec![session("q", "voice", &["interact 01:00 -"])])],
            vec!["sales waiting - - - - - - - - - -"],
        ),
        // Still talking: no duration yet.
        (
            vec![
                queue("transfer"),
                party(
                    "agent",
                    "anna",
                    vec![session("a", "voice", &["alert 01:20 01:30", "interact 01:30 -"])],
                ),
            ],
            vec!["sales answered 30 anna - - 0 - - - - -"],
        ),
        // Handed on to another queue.
        (
            vec![
                queue("transfer"),
                party(
                    "agent",
                    "anna",
                    vec![session("a", "voice", &["interact 01:30 02:30 consultTransfer"])],
                ),
                party("acd", "", vec![session("r", "voice", &["interact 02:30 02:40 transfer support"])]),
                party("agent", "boris", vec![session("b", "voice", &["interact 02:40 03:00 peer support"])]),
            ],
            vec![
                "sales answered 30 anna 60 0 0 0 - attended support -",
                "support answered 10 boris 20 0 0 0 customer - - -",
            ],
        ),
        // A supervisor listens: no leg.
        (
            vec![
                queue("transfer"),
                party("agent", "anna", vec![session("a", "voice", &["interact 01:30 02:30 peer"])]),
                party("agent", "sara", vec![session("s", "voice", &["monitoring 01:40 02:00"])]),
            ],
            vec!["sales answered 30 anna 60 0 0 0 customer - - -"],
        ),
        // Served by the menu alone.
        (
            vec![party("ivr", "", vec![session("i", "voice", &["ivr 00:00 00:50"])])],
            vec!["- - - - - - - - - - - -"],
        ),
    ] {
        assert_eq!(rows(&derive(NAME, conversation(parties)), "contact_segments", columns), expected);
    }
}

#[test]
fn self_service_and_chain_of_segments() {
    let parties = vec![
        party("ivr", "", vec![session("i", "voice", &["ivr 00:00 00:50"])]),
        party("acd", "", vec![session("q", "voice", &["interact 01:00 01:30 transfer"])]),
        party("acd", "", vec![session("r", "voice", &["interact 01:30 01:50 transfer support"])]),
        party("agent", "boris", vec![session("b", "voice", &["interact 01:50 03:00 peer support"])]),
    ];
    let columns = "key previous_segment_id initiation self_service_s customer_id queue_result";
    assert_eq!(
        rows(&derive(NAME, conversation(parties)), "contact_segments", columns),
        ["k|q - inbound 50 +1555 flowed_out", "k|r k|q queue_transfer - +1555 answered"]
    );
}

#[test]
fn alerts_are_offers() {
    for (alert, queue_end, result) in [
        ("alert 01:20 01:30", "transfer", "no_answer"),
        ("alert 01:20 01:30 client", "transfer", "rejected"),
        ("alert 01:20 01:30 peer", "peer", "caller_gone"),
        ("alert 01:20 01:30 peer", "transfer", "no_answer"),
    ] {
        let parties = vec![
            party("acd", "", vec![session("q", "voice", &[&format!("interact 01:00 01:30 {queue_end}")])]),
            party("agent", "anna", vec![session("a", "voice", &[alert])]),
        ];
        assert_eq!(
            rows(&derive(NAME, conversation(parties)), "agent_offers", "agent_id result ring_s segment_id"),
            [format!("anna {result} 10 k|q")]
        );
    }
}

#[test]
fn the_calls_of_a_callback_are_its_talk() {
    let mut queue = session("q", "callback", &["interact 01:00 01:30 transfer"]);
    queue["callbackScheduledTime"] = "2024-01-01T10:05:00Z".into();
    let agent = party(
        "agent",
        "anna",
        vec![
            session(
                "a",
                "callback",
                &["alert 01:20 01:30", "interact 01:30 06:00 client", "wrapup 06:00 06:10"],
            ),
            session("v", "voice", &["dialing 02:00 02:10", "interact 02:10 03:10 peer"]),
        ],
    );
    let derived = derive(NAME, conversation(vec![party("acd", "", vec![queue]), agent]));
    assert_eq!(
        rows(&derived, "contact_segments", "channel initiation wait_s talk_s acw_s"),
        ["callback callback 30 60 10"]
    );
    assert_eq!(
        rows(&derived, "callbacks", "requested_at promised_at reached_at attempts"),
        ["2024-01-01T10:01:00Z 2024-01-01T10:05:00Z 2024-01-01T10:02:10Z 1"]
    );
}

#[test]
fn files_of_all_shapes_and_later_versions() {
    let early = conversation(vec![party("acd", "", vec![session("q", "voice", &["interact 01:00 -"])])]);
    let late =
        conversation(vec![party("acd", "", vec![session("q", "voice", &["interact 01:00 11:30 peer"])])]);
    for text in [
        format!("{{\"conversations\":[{late},{early}],\"totalHits\":2}}"),
        format!("[{early},{late}]"),
        format!("{late}\n{early}\n"),
    ] {
        assert_eq!(rows(&derive(NAME, text), "contact_segments", "queue_result"), ["abandoned"]);
    }
    let taken = split(
        NAME,
        "f",
        format!(
            "{early}\n{early}\n{{}}\n{{\"conversationId\":\"z\",\"conversationStart\":\"2024-01-01T00:00:00Z\"}}\n"
        ),
    );
    assert_eq!((taken.read, taken.records.len(), taken.duplicate, taken.rejects.len()), (4, 1, 1, 2));
}

#[test]
fn the_published_sample() {
    let Some(bytes) = shared("vendor/genesys_cloud/conversation_details_sample.json") else { return };
    let split = split(NAME, "f", &bytes);
    assert_eq!((split.read, split.rejects.len()), (6, 0));
    let derived = source(NAME).expect("source").derive(&split.records, &context());
    let mut channels = rows(&derived, "contact_segments", "channel queue_result");
    channels.sort();
    assert_eq!(
        channels,
        [
            "callback answered",
            "callback answered",
            "chat answered",
            "chat answered",
            "voice answered",
            "voice answered"
        ]
    );
    let offers = rows(&derived, "agent_offers", "result");
    assert_eq!((offers.len(), offers.iter().filter(|result| *result == "no_answer").count()), (7, 1));
    // All legs but the two of the calling user: 46,572.539 s less 37.793 and 34.296.
    let talk: f64 = rows(&derived, "contact_segments", "talk_s")
        .iter()
        .map(|talk| talk.parse::<f64>().expect("talk"))
        .sum();
    assert!((talk - 46_500.45).abs() < 1e-9, "{talk}");
    let acw: f64 =
        rows(&derived, "contact_segments", "acw_s").iter().map(|acw| acw.parse::<f64>().expect("acw")).sum();
    assert_eq!(acw, 3120.0);
}

#[test]
fn the_sample_is_what_the_generator_writes() {
    let text = super::sample::conversations(1);
    check_sample("genesys-cloud/conversations.jsonl", &text);
    let derived = derive(NAME, text);
    assert!(derived.rejects.is_empty() && derived.findings.is_empty());
    assert_eq!(rows(&derived, "contact_segments", "key").len(), 200);
}
