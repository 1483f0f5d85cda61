use pharos_schema::{TableBuilder, Value as Cell, table};
use serde_json::json;

use super::*;

fn erasure() -> Erasure {
    Erasure {
        customers: [("cust-7".to_owned(), "erased-c".to_owned())].into(),
        agents: [("noa".to_owned(), "erased-a".to_owned())].into(),
        contacts: ["call-1".to_owned()].into(),
        spoken: ["Noa Levi".to_owned()].into(),
    }
}

#[test]
fn a_name_is_found_as_a_word_only() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(erasure().replaced(text).as_deref(), expected, "{text}");
    };
    check("noa", Some("erased-a"));
    check("noah", None);
    check("SIP/noa|x", Some("SIP/erased-a|x"));
    check("cust-7:noa:cust-77", Some("erased-c:erased-a:cust-77"));
    check("noa noa", Some("erased-a erased-a"));
    check("", None);
    check("anoa", None);
    check("נועה noa", Some("נועה erased-a"));
    check("נועהnoa", None);
}

#[test]
fn a_number_is_no_part_of_a_date_a_time_or_a_decimal() {
    let erasure = Erasure { agents: [("12".to_owned(), "erased".to_owned())].into(), ..Erasure::default() };
    for text in
        ["2026-03-12", "from 2026-12-01T09:12:00Z", "9:12", "12:30:05", "0.12", "12/3/2026", "+02:12", "112"]
    {
        assert_eq!(erasure.replaced(text), None, "{text}");
    }
    for (text, expected) in [
        ("12", "erased"),
        ("agents 12, 13", "agents erased, 13"),
        ("12-4711", "erased-4711"),
        ("44170/12", "44170/erased"),
        ("call 12.", "call erased."),
        ("12:noa", "erased:noa"),
        ("on 2026-03-12 agent 12 came", "on 2026-03-12 agent erased came"),
    ] {
        assert_eq!(erasure.replaced(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn rows_keep_their_numbers_and_lose_the_person() {
    let segments = table("contact_segments").expect("a table");
    let mut builder = TableBuilder::new(segments);
    for (key, customer, agent, attributes) in [
        ("cust-7/1", Some("cust-7"), Some("dana"), Some("{\"mood\":\"fine\"}")),
        ("2", Some("cust-8"), Some("noa"), Some("{\"a\":1}")),
        ("3", Some("cust-8"), Some("dana"), Some("{\"told\":\"Noa Levi was kind\"}")),
        ("4", None, None, Some("{\"a\":1}")),
    ] {
        let text = |value: Option<&str>| value.map_or(Cell::Null, Cell::from);
        builder
            .push([
                ("key", Cell::from(key)),
                ("source_name", "acd".into()),
                ("customer_id", text(customer)),
                ("agent_id", text(agent)),
                ("queue", "noa".into()),
                ("wait_s", Cell::Number(5.0)),
                ("attributes", text(attributes)),
            ])
            .expect("a row");
    }
    let rows = builder.finish().expect("a batch");
    let new = erasure().erase(segments, &rows).expect("erased").expect("changed");
    let cell = |name: &str, row: usize| {
        let column = new.column_by_name(name).expect("a column").as_string::<i32>().clone();
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    let row = |row: usize| {
        ["key", "customer_id", "agent_id", "attributes", "queue"]
            .map(|name| cell(name, row).unwrap_or_default())
    };
    assert_eq!(row(0), ["erased-c/1", "erased-c", "dana", "", "noa"]);
    assert_eq!(row(1), ["2", "cust-8", "erased-a", "", "noa"]);
    assert_eq!(row(2), ["3", "cust-8", "dana", "", "noa"]);
    assert_eq!(row(3), ["4", "", "", "{\"a\":1}", "noa"]);
    assert_eq!(new.column_by_name("wait_s"), rows.column_by_name("wait_s"));
    assert_eq!(erasure().rows_about(segments, &rows), [0, 1]);
    assert!(erasure().erase(segments, &new).expect("erased").is_none(), "a second time changes nothing");
}

#[test]
fn what_was_said_in_a_customers_contact_goes() {
    let utterances = table("utterances").expect("a table");
    let mut row = json!({"key": "u", "contact_id": "call-1", "turn": 1, "text": "my number is 12"});
    assert!(erasure().erase_object(utterances, row.as_object_mut().expect("an object")));
    assert_eq!(row, json!({"key": "u", "contact_id": "call-1", "turn": 1, "text": null}));
    let mut other = json!({"key": "v", "contact_id": "call-2", "text": "hello"});
    assert!(!erasure().erase_object(utterances, other.as_object_mut().expect("an object")));
}

#[test]
fn raw_lines_stay_readable() {
    let events = table("source_events").expect("a table");
    let mut row = json!({"key": "noa|1", "text": "1|call-1|q|noa|CONNECT|3"});
    assert!(erasure().erase_object(events, row.as_object_mut().expect("an object")));
    assert_eq!(row, json!({"key": "erased-a|1", "text": "1|call-1|q|erased-a|CONNECT|3"}));
    assert!(words("1|call 1|q|noa|CONNECT").collect::<Vec<_>>().contains(&"noa"));
}

#[test]
fn a_supervisor_is_no_subject_of_an_agents_row() {
    let employment = table("employment").expect("a table");
    let mut row = json!({"key": "e", "agent_id": "dana", "name": "Dana", "supervisor": "noa"});
    assert!(erasure().erase_object(employment, row.as_object_mut().expect("an object")));
    assert_eq!(row, json!({"key": "e", "agent_id": "dana", "name": "Dana", "supervisor": "erased-a"}));
}
