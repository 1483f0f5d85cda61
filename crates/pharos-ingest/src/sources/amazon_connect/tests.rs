use serde_json::json;

use crate::sources::source;
use crate::sources::tests::{check_sample, context, derive, finding, rows, shared, split};

const NAME: &str = "amazon-connect";

fn contact(fields: serde_json::Value) -> String {
    let mut all = json!({"ContactId": "c1", "Channel": "VOICE", "InitiationMethod": "INBOUND", "InitiationTimestamp": "2024-01-01T00:00:00Z",
        "LastUpdateTimestamp": "2024-01-01T01:00:00Z", "DisconnectTimestamp": "2024-01-01T00:10:00Z", "DisconnectReason": "CUSTOMER_DISCONNECT"});
    if let (Some(all), Some(fields)) = (all.as_object_mut(), fields.as_object()) {
        all.extend(fields.clone());
    }
    all.to_string()
}

fn queue() -> serde_json::Value {
    json!({"Name": "sales", "EnqueueTimestamp": "2024-01-01T00:01:00Z", "DequeueTimestamp": "2024-01-01T00:01:30Z", "Duration": 30})
}

fn agent() -> serde_json::Value {
    json!({"Username": "anna", "ConnectedToAgentTimestamp": "2024-01-01T00:01:30Z", "AgentInteractionDuration": 100, "CustomerHoldDuration": 20, "NumberOfHolds": 1, "AfterContactWorkDuration": 7})
}

#[test]
fn the_result_follows_queue_agent_and_successor() {
    let columns = "queue queue_result wait_s self_service_s talk_s ended_by transfer_kind transferred_to excluded direction";
    for (fields, expected) in [
        (json!({"Queue": queue(), "Agent": agent()}), "sales answered 30 60 100 customer - - - inbound"),
        (json!({"Queue": queue()}), "sales abandoned 30 60 - customer - - - inbound"),
        (json!({"Queue": queue(), "NextContactId": "c2"}), "sales flowed_out 30 60 - customer - - - inbound"),
        (
            json!({"Queue": queue(), "DisconnectTimestamp": null, "DisconnectReason": null}),
            "sales waiting 30 60 - - - - - inbound",
        ),
        (json!({"DisconnectReason": "CONTACT_FLOW_DISCONNECT"}), "- - - 600 - system - - - inbound"),
        (
            json!({"InitiationMethod": "MONITOR", "Agent": agent()}),
            "- answered - - 100 customer - - monitor inbound",
        ),
        (
            json!({"InitiationMethod": "OUTBOUND", "Queue": {"Name": "out"}, "Agent": agent()}),
            "- answered - - 100 customer - - - outbound",
        ),
        (
            json!({"InitiationMethod": "CALLBACK", "Queue": queue()}),
            "sales flowed_out 30 - - customer - - - inbound",
        ),
        (
            json!({"Queue": queue(), "Agent": agent(), "TransferredToEndpoint": {"Address": "+1555"}}),
            "sales answered 30 60 100 - external +1555 - inbound",
        ),
        (
            json!({"Queue": {"ARN": "arn:aws:x/queue/agent/77", "EnqueueTimestamp": "2024-01-01T00:01:00Z"}}),
            "agent/77 abandoned - 60 - customer - - - inbound",
        ),
    ] {
        assert_eq!(
            rows(&derive(NAME, contact(fields.clone())), "contact_segments", columns),
            [expected],
            "{fields}"
        );
    }
}

#[test]
fn a_transfer_names_where_it_went_once_the_successor_is_known() {
    let first = contact(json!({"Queue": queue(), "Agent": agent(), "NextContactId": "c2"}));
    let second = contact(
        json!({"ContactId": "c2", "InitialContactId": "c1", "PreviousContactId": "c1", "InitiationMethod": "TRANSFER", "Queue": {"Name": "support", "EnqueueTimestamp": "2024-01-01T00:05:00Z"}}),
    );
    let columns = "key contact_id previous_segment_id transfer_kind transferred_to initiation";
    let derived = derive(NAME, format!("{first}\n{second}"));
    assert_eq!(
        rows(&derived, "contact_segments", columns),
        ["c1 c1 - queue support inbound", "c2 c1 c1 - - transfer"]
    );
    // Knowing more makes the version greater.
    let version = |text: &str| {
        rows(&derive(NAME, text), "contact_segments", "source_version")[0].parse::<i64>().expect("number")
    };
    assert!(version(&format!("{first}\n{second}")) > version(&first));
    // What a disconnect flow begins is no transfer.
    let flow = contact(json!({"ContactId": "c2", "InitiationMethod": "DISCONNECT"}));
    assert_eq!(rows(&derive(NAME, format!("{first}\n{flow}")), "contact_segments", "transfer_kind")[0], "-");
}

#[test]
fn deliveries_again_and_run_together_objects() {
    let (old, new) = (
        contact(json!({"Queue": queue()})),
        contact(json!({"Queue": queue(), "LastUpdateTimestamp": "2024-01-02T00:00:00Z", "Agent": agent()})),
    );
    for text in [format!("{new}{old}{old}"), format!("[{old},\n{new}]"), format!("{new}\n{old}\n")] {
        assert_eq!(rows(&derive(NAME, text), "contact_segments", "queue_result"), ["answered"]);
    }
    let taken = split(NAME, "f", format!("{old}\n{old}\n{{\"a\":1}}\nbroken\n"));
    assert_eq!((taken.read, taken.records.len(), taken.duplicate, taken.rejects.len()), (4, 1, 1, 2));
    assert_eq!(taken.rejects.iter().map(|reject| reject.line).max(), Some(4));
}

#[test]
fn callbacks_have_their_own_clock() {
    let agent = json!({"Username": "anna", "ConnectedToAgentTimestamp": "2024-01-01T00:30:00Z", "AgentInteractionDuration": 60});
    let record = contact(
        json!({"InitiationMethod": "CALLBACK", "PreviousContactId": "c0", "InitialContactId": "c0", "Queue": queue(), "Agent": agent,
        "ConnectedToSystemTimestamp": "2024-01-01T00:30:20Z", "AgentConnectionAttempts": 1, "ScheduledTimestamp": "2024-01-01T00:45:00Z"}),
    );
    assert_eq!(
        rows(
            &derive(NAME, record),
            "callbacks",
            "segment_id callback_segment_id requested_at promised_at attempts first_attempt_at reached_at"
        ),
        ["c0 c1 2024-01-01T00:00:00Z 2024-01-01T00:45:00Z 1 2024-01-01T00:30:00Z 2024-01-01T00:30:20Z"]
    );
}

fn event(
    id: &str,
    at: &str,
    kind: &str,
    status: (&str, &str, &str),
    contacts: &[(&str, &str, &str)],
) -> String {
    let contacts: Vec<_> = contacts.iter().map(|(contact, state, from)| json!({"ContactId": contact, "Channel": "VOICE", "State": state, "StateStartTimestamp": format!("2024-01-01T00:{from}Z"), "Queue": {"Name": "sales"}})).collect();
    json!({"EventId": id, "EventType": kind, "EventTimestamp": format!("2024-01-01T00:{at}Z"), "AgentARN": "arn:x/agent/1",
        "CurrentAgentSnapshot": {"AgentStatus": {"Name": status.0, "Type": status.1, "StartTimestamp": format!("2024-01-01T00:{}Z", status.2)},
            "Configuration": {"Username": "anna"}, "Contacts": contacts}}).to_string()
}

fn states(text: &str) -> Vec<String> {
    let mut rows = rows(&derive(NAME, text), "agent_intervals", "started_at ended_at state source_state");
    rows.sort();
    rows.iter().map(|row| row.replace("2024-01-01T00:", "").replace('Z', "")).collect()
}

#[test]
fn states_come_from_snapshots_and_after_contact_work_ends_when_the_contact_is_gone() {
    let available = ("Available", "ROUTABLE", "00:00");
    let events = [
        event("1", "00:00", "LOGIN", available, &[]),
        event("2", "01:00", "STATE_CHANGE", available, &[("c1", "CONNECTING", "01:00")]),
        event("3", "01:10", "STATE_CHANGE", available, &[("c1", "CONNECTED", "01:10")]),
        event("4", "02:00", "STATE_CHANGE", available, &[("c1", "CONNECTED_ONHOLD", "02:00")]),
        event("5", "02:30", "STATE_CHANGE", available, &[("c1", "CONNECTED", "02:30")]),
        event("6", "03:00", "STATE_CHANGE", available, &[("c1", "ENDED", "03:00")]),
        event("7", "03:20", "STATE_CHANGE", available, &[]),
        event("8", "04:00", "STATE_CHANGE", ("Lunch", "CUSTOM", "04:00"), &[]),
        event("9", "05:00", "LOGOUT", ("Offline", "OFFLINE", "05:00"), &[]),
    ];
    let expected = [
        "00:00 01:00 available_idle Available",
        "01:00 01:10 ringing CONNECTING",
        "01:10 02:00 talking CONNECTED",
        "02:00 02:30 holding CONNECTED_ONHOLD",
        "02:30 03:00 talking CONNECTED",
        "03:00 03:20 acw ENDED",
        "03:20 04:00 available_idle Available",
        "04:00 05:00 meal Lunch",
        "05:00 - offline LOGOUT",
    ];
    assert_eq!(states(&events.join("\n")), expected);
    // Neither the order of events nor their coming twice matters.
    let mut shuffled = events.to_vec();
    shuffled.reverse();
    shuffled.extend(events[2..5].to_vec());
    assert_eq!(states(&shuffled.join("\n")), expected);
    assert_eq!(
        rows(&derive(NAME, events.join("\n")), "agent_offers", "segment_id agent_id result ring_s queue"),
        ["c1 anna answered 10 sales"]
    );
}

#[test]
fn silence_is_no_idle_time() {
    let available = ("Available", "ROUTABLE", "00:00");
    let events = [
        event("1", "00:00", "LOGIN", available, &[]),
        event("2", "02:00", "HEART_BEAT", available, &[]),
        event("3", "09:00", "HEART_BEAT", available, &[]),
    ];
    assert_eq!(
        states(&events.join("\n")),
        ["00:00 02:00 available_idle Available", "09:00 - available_idle Available"]
    );
    assert_eq!(finding(&derive(NAME, events.join("\n")), "agent_events_missing"), 1);
}

#[test]
fn missed_and_rejected_offers() {
    let available = ("Available", "ROUTABLE", "00:00");
    for (state, result) in
        [("MISSED", "no_answer"), ("REJECTED", "rejected"), ("ERROR", "no_answer"), ("ENDED", "caller_gone")]
    {
        let text = [
            event("1", "01:00", "STATE_CHANGE", available, &[("c1", "CONNECTING", "01:00")]),
            event("2", "01:20", "STATE_CHANGE", available, &[("c1", state, "01:20")]),
        ]
        .join("\n");
        assert_eq!(rows(&derive(NAME, text), "agent_offers", "result ring_s"), [format!("{result} 20")]);
    }
}

#[test]
fn the_published_record_delivered_three_times() {
    let Some(bytes) = shared("vendor/amazon_connect/ctr_redelivered_3x.jsonl") else { return };
    let split = split(NAME, "ctr", &bytes);
    assert_eq!((split.read, split.rejects.len()), (3, 0));
    let derived = source(NAME).expect("source").derive(&split.records, &context());
    assert_eq!(
        rows(
            &derived,
            "contact_segments",
            "self_service_s wait_s talk_s hold_s acw_s queue_result transfer_kind ended_at"
        ),
        ["107 346 239 221 5 answered external 2022-01-05T17:28:12Z"]
    );
    assert!(
        split.records.iter().map(|record| record.version).max() == Some(1_641_874_187_000_000),
        "2022-01-11T04:09:47Z"
    );
}

#[test]
fn the_published_agent_event() {
    let Some(bytes) = shared("vendor/amazon_connect/sample-agent-event-stream.1.repaired.json") else {
        return;
    };
    assert_eq!(states(&String::from_utf8_lossy(&bytes)).len(), 2);
    for other in [
        "contact-lens-example-output-files.2.json",
        "contact-events.2.json",
        "case-event-streams-sample.1.json",
    ] {
        let Some(bytes) = shared(&format!("vendor/amazon_connect/{other}")) else { return };
        let split = split(NAME, other, &bytes);
        assert_eq!((split.records.len(), split.rejects.len()), (0, 1), "{other}");
    }
}

#[test]
fn the_samples_are_what_the_generator_writes() {
    let (contacts, events) = (super::sample::contacts(1), super::sample::events(1));
    check_sample("amazon-connect/contact_records.jsonl", &contacts);
    check_sample("amazon-connect/agent_events.jsonl", &events);
    let derived = derive(NAME, contacts + &events);
    assert!(derived.rejects.is_empty());
    assert_eq!(rows(&derived, "contact_segments", "key").len(), 200);
    assert!(rows(&derived, "agent_intervals", "state").len() > 100);
}
