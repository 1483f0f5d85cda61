use serde_json::{Value, json};

use crate::sources::source;
use crate::sources::tests::{check_sample, context, derive, finding, rows, shared, split};

const NAME: &str = "zendesk";

/// Objects, one a line; `at` and the like are minutes after ten o'clock.
fn lines(objects: &[Value]) -> String {
    objects.iter().map(|object| format!("{object}\n")).collect()
}

fn at(minute: u32) -> String {
    format!("2024-01-01T{:02}:{:02}:00Z", 10 + minute / 60, minute % 60)
}

fn ticket(status: &str) -> Value {
    json!({"id": 7, "status": status, "via": {"channel": "email"}, "type": "task", "priority": "high", "group_id": 10, "assignee_id": 1, "requester_id": 100, "created_at": at(0), "updated_at": at(50)})
}

fn clock(id: i64, metric: &str, instance: i64, kind: &str, minute: u32) -> Value {
    json!({"id": id, "ticket_id": 7, "metric": metric, "instance_id": instance, "type": kind, "time": at(minute)})
}

fn sla(id: i64, metric: &str, instance: i64, minutes: i64, business: bool) -> Value {
    let mut event = clock(id, metric, instance, "apply_sla", 0);
    event["sla"] = json!({"target": minutes, "business_hours": business});
    event
}

fn comment(id: i64, author: i64, public: bool, minute: u32) -> Value {
    json!({"id": id, "ticket_id": 7, "author_id": author, "public": public, "created_at": at(minute), "body": "secret"})
}

const USERS: &str = "{\"id\":1,\"role\":\"agent\",\"updated_at\":\"2024-01-01T00:00:00Z\",\"email\":\"a@b\"}\n{\"id\":100,\"role\":\"end-user\",\"updated_at\":\"2024-01-01T00:00:00Z\"}\n{\"id\":10,\"name\":\"Support\",\"url\":\"https://x/api/v2/groups/10.json\"}\n";

#[test]
fn a_ticket_alone_says_what_it_can() {
    let columns = "key item_type channel priority queue owner state source_state created_at solved_at reopened public_replies sla_met";
    assert_eq!(
        rows(&derive(NAME, lines(&[ticket("hold")]) + USERS), "work_items", columns),
        ["7 request email high Support 1 on_hold hold 2024-01-01T10:00:00Z - - - -"]
    );
    assert_eq!(
        rows(&derive(NAME, lines(&[ticket("solved")])), "work_items", "queue state solved_at"),
        ["10 solved -"]
    );
}

#[test]
fn clocks_tell_history_and_deadlines() {
    let life = [
        clock(1, "resolution_time", 1, "activate", 0),
        clock(2, "resolution_time", 1, "fulfill", 20),
        clock(3, "resolution_time", 2, "activate", 30),
        clock(4, "resolution_time", 2, "fulfill", 50),
    ];
    let mut objects = life.to_vec();
    objects.push(ticket("solved"));
    let derived = derive(NAME, lines(&objects));
    assert_eq!(
        rows(&derived, "work_item_events", "event from_state to_state"),
        ["created - open", "solved open solved", "reopened solved open", "solved open solved"]
    );
    assert_eq!(
        rows(&derived, "work_items", "first_solved_at solved_at reopened solved_by"),
        [format!("{} {} 1 1", at(20), at(50))]
    );
    // A clock whose end was taken back never ended.
    objects[1]["deleted"] = true.into();
    assert_eq!(rows(&derive(NAME, lines(&objects)), "work_items", "first_solved_at"), [at(50)]);
}

#[test]
fn deadlines_and_whether_they_were_met() {
    let columns = "first_reply_due_at next_reply_due_at next_reply_at due_at sla_met first_response_at";
    let reply = |fulfilled: u32| {
        vec![clock(1, "reply_time", 1, "activate", 0), clock(2, "reply_time", 1, "fulfill", fulfilled)]
    };
    let with = |mut events: Vec<Value>, more: Vec<Value>| {
        events.extend(more);
        events.push(ticket("open"));
        lines(&events)
    };
    let breach = |minute: u32| clock(9, "reply_time", 1, "breach", minute);
    let mut undone = breach(10);
    undone["deleted"] = true.into();
    for (text, expected) in [
        (
            with(reply(12), vec![sla(3, "reply_time", 1, 15, false)]),
            format!("{} - - - true {}", at(15), at(12)),
        ),
        (
            with(reply(16), vec![sla(3, "reply_time", 1, 15, false)]),
            format!("{} - - - false {}", at(15), at(16)),
        ),
        // Business hours are not known here: only a breach tells the deadline.
        (with(reply(12), vec![sla(3, "reply_time", 1, 15, true)]), format!("- - - - true {}", at(12))),
        (
            with(reply(12), vec![sla(3, "reply_time", 1, 15, true), breach(10)]),
            format!("{} - - - false {}", at(10), at(12)),
        ),
        (
            with(reply(12), vec![sla(3, "reply_time", 1, 15, true), undone]),
            format!("- - - - true {}", at(12)),
        ),
        (with(reply(12), vec![]), format!("- - - - - {}", at(12))),
        (
            with(
                reply(12),
                vec![
                    clock(4, "reply_time", 2, "activate", 20),
                    sla(5, "reply_time", 2, 5, false),
                    clock(6, "reply_time", 2, "fulfill", 22),
                ],
            ),
            format!("- {} {} - true {}", at(25), at(22), at(12)),
        ),
        (
            with(
                vec![clock(1, "resolution_time", 1, "activate", 0)],
                vec![sla(3, "resolution_time", 1, 60, false)],
            ),
            format!("- - - {} - -", at(60)),
        ),
    ] {
        assert_eq!(rows(&derive(NAME, text), "work_items", columns), [expected]);
    }
}

#[test]
fn comments_are_messages_and_the_first_reply_is_a_persons() {
    let talk = [
        comment(1, 100, true, 0),
        comment(2, -1, true, 1),
        comment(3, 1, false, 2),
        comment(4, 1, true, 9),
        comment(5, 1, true, 20),
        ticket("open"),
    ];
    let derived = derive(NAME, lines(&talk) + USERS);
    assert_eq!(
        rows(&derived, "messages", "author_kind public agent_id item_id customer_id"),
        [
            "customer true - 7 100",
            "auto true - 7 100",
            "agent false 1 7 100",
            "agent true 1 7 100",
            "agent true 1 7 100"
        ]
    );
    assert_eq!(rows(&derived, "work_items", "first_response_at public_replies"), [format!("{} 2", at(9))]);
    // Opened by an agent in public: the second comment is the first reply.
    let opened = [comment(1, 1, true, 0), comment(2, 1, true, 9), ticket("open")];
    assert_eq!(
        rows(&derive(NAME, lines(&opened) + USERS), "work_items", "first_response_at public_replies"),
        [format!("{} 1", at(9))]
    );
    // Texts and addresses are not kept.
    let kept = split(NAME, "f", lines(&talk) + USERS).records;
    assert!(kept.iter().all(|record| !record.text.contains("secret") && !record.text.contains("a@b")));
    assert_eq!(finding(&derive(NAME, lines(&[comment(1, 55, true, 0)])), "unknown_author"), 1);
}

#[test]
fn history_and_audits_give_states_and_owners() {
    let change = |minute: u32, field: &str, value: &str| json!({"ticket_id": 7, "field_name": field, "updated": at(minute), "user_id": 1, "value": value});
    let history = [
        change(1, "assignee_id", "1"),
        change(2, "status", "open"),
        change(5, "status", "pending"),
        change(9, "status", "solved"),
        change(12, "status", "open"),
        change(13, "assignee_id", "2"),
        change(14, "status", "solved"),
        change(20, "status", "closed"),
        ticket("closed"),
    ];
    let sorted = |text: String| {
        let mut rows =
            rows(&derive(NAME, text), "work_item_events", "at event from_state to_state owner agent_id");
        rows.sort();
        rows.iter().map(|row| row.replace("2024-01-01T10:", "")).collect::<Vec<_>>()
    };
    let expected = [
        "00:00Z created - new - -",
        "01:00Z taken - - 1 1",
        "02:00Z state new open 1 1",
        "05:00Z state open pending 1 1",
        "09:00Z solved pending solved 1 1",
        "12:00Z reopened solved open 1 1",
        "13:00Z assigned - - 2 1",
        "14:00Z solved open solved 2 1",
        "20:00Z closed solved closed 2 1",
    ];
    assert_eq!(sorted(lines(&history) + USERS), expected);
    let audit = |minute: u32, field: &str, value: &str| json!({"id": 100 + minute, "ticket_id": 7, "author_id": 1, "created_at": at(minute), "events": [{"id": 1, "type": "Change", "field_name": field, "value": value}]});
    let audits = [
        audit(1, "assignee_id", "1"),
        audit(2, "status", "open"),
        audit(5, "status", "pending"),
        audit(9, "status", "solved"),
        audit(12, "status", "open"),
        audit(13, "assignee_id", "2"),
        audit(14, "status", "solved"),
        audit(20, "status", "closed"),
        ticket("closed"),
    ];
    assert_eq!(sorted(lines(&audits) + USERS), expected);
    assert_eq!(
        rows(
            &derive(NAME, lines(&history) + USERS),
            "work_items",
            "first_solved_at solved_at closed_at reopened reassignments"
        ),
        [format!("{} {} {} 1 1", at(9), at(14), at(20))]
    );
}

#[test]
fn metrics_fill_what_events_do_not_say() {
    let metrics = json!({"id": 5, "ticket_id": 7, "created_at": at(0), "updated_at": at(50), "reopens": 2, "replies": 3, "assignee_stations": 2, "solved_at": at(45), "reply_time_in_minutes": {"calendar": 4, "business": 0},
        "first_resolution_time_in_minutes": {"calendar": 30, "business": 9}, "requester_wait_time_in_minutes": {"calendar": 25}, "on_hold_time_in_minutes": {"calendar": null}});
    let columns = "first_response_at first_solved_at solved_at reopened reassignments public_replies requester_wait_s on_hold_s";
    assert_eq!(
        rows(&derive(NAME, lines(&[ticket("solved"), metrics.clone()])), "work_items", columns),
        [format!("{} {} {} 2 1 3 1500 -", at(4), at(30), at(45))]
    );
    // Solved once, but open again.
    assert_eq!(
        rows(&derive(NAME, lines(&[ticket("open"), metrics])), "work_items", "solved_at solved_by"),
        ["- -"]
    );
}

#[test]
fn ratings_are_one_question_a_ticket() {
    let rating = |id: i64, score: &str, created: u32, updated: u32| json!({"id": id, "ticket_id": 7, "score": score, "assignee_id": 1, "requester_id": 100, "created_at": at(created), "updated_at": at(updated)});
    let columns = "value sent_at answered_at item_id agent_id scale_max";
    for (ratings, expected) in [
        (vec![rating(1, "offered", 60, 60)], format!("- {} - 7 1 1", at(60))),
        (
            vec![rating(1, "offered", 60, 60), rating(2, "good", 70, 70)],
            format!("1 {} {} 7 1 1", at(60), at(70)),
        ),
        (
            vec![rating(2, "bad", 70, 80), rating(1, "offered", 60, 60)],
            format!("0 {} {} 7 1 1", at(60), at(80)),
        ),
        (vec![rating(1, "unoffered", 60, 60)], "- - - 7 1 1".to_owned()),
    ] {
        assert_eq!(rows(&derive(NAME, lines(&ratings)), "survey_answers", columns), [expected]);
    }
}

#[test]
fn all_shapes_of_files() {
    let open = ticket("open");
    let newer = {
        let mut newer = ticket("solved");
        newer["updated_at"] = at(90).into();
        newer
    };
    let csv = "id,status,requester_id,created_at,updated_at,via_channel,subject\n7,solved,100,2024-01-01 10:00:00,2024-01-01 11:30:00,web,\"a, b\"\n";
    for text in [
        format!("{{\"tickets\":[{newer},{open}],\"next_page\":null}}"),
        format!("[{open},{newer}]"),
        format!(
            "{{\"type\":\"SCHEMA\",\"stream\":\"tickets\"}}\n{{\"type\":\"RECORD\",\"stream\":\"tickets\",\"record\":{newer}}}\n"
        ),
        csv.to_owned(),
    ] {
        assert_eq!(
            rows(&derive(NAME, text), "work_items", "key state updated_at"),
            [format!("7 solved {}", at(90))]
        );
    }
    let taken = split(NAME, "f", "{\"a\":1}\n{\"ticket_id\":1,\"score\":\"good\"}\n");
    assert_eq!((taken.read, taken.records.len(), taken.rejects.len()), (2, 0, 2));
}

#[test]
fn the_published_tables() {
    let mut records = Vec::new();
    for (file, kind) in [
        ("ticket_data", "ticket"),
        ("ticket_comment_data", "comment"),
        ("ticket_field_history_data", "history"),
        ("user_data", "user"),
        ("group_data", "group"),
    ] {
        let Some(bytes) = shared(&format!("vendor/fivetran_zendesk/{file}.csv")) else { return };
        let split = split(NAME, file, &bytes);
        assert!(split.rejects.is_empty(), "{file}: {:?}", split.rejects.first());
        assert!(
            split.records.iter().all(|record| record.text.contains(&format!("\"kind\":\"{kind}\""))),
            "{file}"
        );
        records.extend(split.records);
    }
    let derived = source(NAME).expect("source").derive(&records, &context());
    assert!(derived.rejects.is_empty());
    let items = rows(&derived, "work_items", "key state first_solved_at closed_at");
    assert!(items.iter().any(|row| row.starts_with("11071 closed")), "{items:?}");
    assert!(rows(&derived, "work_item_events", "item_id to_state").iter().any(|row| row == "11071 on_hold"));
}

#[test]
fn the_samples_are_what_the_generator_writes() {
    let mut all = String::new();
    for (file, text) in super::sample::files(1) {
        check_sample(&format!("zendesk/{file}"), &text);
        all.push_str(&text);
    }
    let derived = derive(NAME, all);
    assert!(derived.rejects.is_empty(), "{:?}", derived.rejects.first());
    assert_eq!(rows(&derived, "work_items", "key").len(), 200);
}
