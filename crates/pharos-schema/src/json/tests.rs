#![allow(clippy::expect_used)]
use serde_json::json;

use super::{JsonRowError, row_from_json};
use crate::{TableBuilder, Value, table};

fn check(row: serde_json::Value, expected: Result<&[(&str, Value)], &str>) {
    let offers = table("agent_offers").expect("a known table");
    let object = row.as_object().expect("an object");
    let read = row_from_json(offers, object).map_err(|error: JsonRowError| error.to_string());
    match expected {
        Ok(values) => {
            let read = read.expect("a row");
            assert_eq!(read, values);
            TableBuilder::new(offers).push(read).expect("the row fits its table");
        }
        Err(words) => assert_eq!(read, Err(words.to_owned())),
    }
}

#[test]
fn objects_are_rows_or_say_why_not() {
    check(
        json!({"key": "o1", "offered_at": "2026-03-29T02:30:00+02:00", "ring_s": 7.25, "agent_id": 17, "queue": null,
            "attributes": {"leg": 2}, "source_version": 4}),
        Ok(&[
            ("key", "o1".into()),
            // 00:30:00 UTC on 29 March 2026 is 1,774,744,200 s after 1970 (date -u -d 2026-03-29T00:30Z +%s)
            ("offered_at", Value::Instant(1_774_744_200_000_000)),
            ("ring_s", Value::Number(7.25)),
            ("agent_id", "17".into()),
            ("queue", Value::Null),
            ("attributes", "{\"leg\":2}".into()),
            ("source_version", Value::Count(4)),
        ]),
    );
    check(json!({"queue": "sales"}), Err("the row has no `key`; maybe the id the source knows it by"));
    check(json!({"key": ""}), Err("the row has no `key`; maybe the id the source knows it by"));
    check(json!({"key": "a", "Queue": "x"}), Err("agent_offers has no column `Queue`; maybe `queue`"));
    check(
        json!({"key": "a", "ingest_seq": 5}),
        Err("the column `ingest_seq` is set by the store; maybe leave it out"),
    );
    check(
        json!({"key": "a", "offered_at": "2026-03-29 02:30"}),
        Err(
            "`offered_at` is \"2026-03-29 02:30\"; it must be an instant such as \"2026-03-01T09:00:00+02:00\"",
        ),
    );
    check(json!({"key": "a", "ring_s": "7"}), Err("`ring_s` is \"7\"; it must be a number of seconds"));
}
