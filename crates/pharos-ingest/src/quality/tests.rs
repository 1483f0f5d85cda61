use pharos_schema::{TableBuilder, Value, table};

use super::*;

const HOUR_US: i64 = 3_600_000_000;

/// Rows of a table as column and value; findings as `check count`.
fn check(name: &str, rows: &[&[(&str, Value)]], expected: &[&str]) {
    let table = table(name).expect("a fact table");
    let mut builder = TableBuilder::new(table);
    for (index, row) in rows.iter().enumerate() {
        let mut row = row.to_vec();
        if !row.iter().any(|(column, _)| *column == "key") {
            row.push(("key", format!("k{index}").into()));
        }
        row.extend([
            ("source_name", "s".into()),
            ("source_version", Value::Count(0)),
            ("ingest_seq", Value::Count(1)),
        ]);
        builder.push(row).expect("a row of the table");
    }
    let mut quality = Quality::new(table);
    quality.add(&builder.finish().expect("a batch"));
    let found: Vec<_> =
        quality.finish().into_iter().map(|finding| format!("{} {}", finding.check, finding.count)).collect();
    assert_eq!(found, expected, "{rows:?}");
}

fn at(hours: i64) -> Value {
    Value::Instant(hours * HOUR_US)
}

#[test]
fn single_rows() {
    let ended = ("ended_at", at(2));
    check("contact_segments", &[&[("started_at", at(1)), ended.clone(), ("talk_s", 5.0.into())]], &[]);
    check("contact_segments", &[&[("self_service_s", (-8.0).into())]], &["negative_duration 1"]);
    check("contact_segments", &[&[("wait_s", 90_000.0.into())]], &["very_long_duration 1"]);
    check("contact_segments", &[&[("started_at", at(3)), ended.clone()]], &["end_before_start 1"]);
    let answered = ("queue_result", Value::from("answered"));
    check(
        "contact_segments",
        &[&[answered.clone(), ("talk_s", 0.0.into())]],
        &["answered_without_agent 1", "answered_without_talk 1", "missing_end 1"],
    );
    check(
        "contact_segments",
        &[&[("queue_result", "abandoned".into()), ended.clone(), ("talk_s", 4.0.into())]],
        &["talk_of_unanswered 1"],
    );
    check(
        "survey_answers",
        &[&[("value", 11.0.into()), ("scale_min", 0.0.into()), ("scale_max", 10.0.into())]],
        &["value_outside_scale 1"],
    );
    check("interval_reports", &[&[("value", (-1.0).into())]], &["negative_total 1"]);
    check("work_items", &[&[("created_at", at(2)), ("solved_at", at(1))]], &["end_before_start 1"]);
}

#[test]
fn ids_that_lost_digits() {
    for (id, expected) in [
        ("3.26702E+11", true),
        ("326702000000", true),
        ("32670200000", true),
        ("326702123456", false),
        ("1E5", false),
        ("100000", false),
        ("AB00000000000", false),
    ] {
        assert_eq!(lost_digits(id), expected, "{id}");
    }
}

#[test]
fn several_rows() {
    let service = |agent: &str, from: i64, until: i64| {
        vec![
            ("agent_id", Value::from(agent)),
            ("channel", "voice".into()),
            ("connected_at", Value::Instant(from * 1_000_000)),
            ("ended_at", Value::Instant(until * 1_000_000)),
        ]
    };
    let rows = [service("a", 0, 100), service("a", 90, 200), service("b", 95, 99), service("a", 199, 300)];
    let rows: Vec<&[(&str, Value)]> = rows.iter().map(Vec::as_slice).collect();
    check("contact_segments", &rows, &["agent_overlap 1"]);
    check("contact_segments", &[&[("key", "x".into())], &[("key", "x".into())]], &["duplicate_key 1"]);
}

#[test]
fn days_and_clocks() {
    let row = |hours: i64| vec![("started_at", at(hours))];
    let with = |hours: &[i64], expected: &[&str]| {
        let rows: Vec<_> = hours.iter().map(|hours| row(*hours)).collect();
        let rows: Vec<&[(&str, Value)]> = rows.iter().map(Vec::as_slice).collect();
        check("contact_segments", &rows, expected);
    };
    let mut hours: Vec<i64> = (0..21 * 24).collect();
    with(&hours, &[]);
    hours[300] = 290;
    with(&hours, &["clock_jump 1"]);
    // Not in order of time at all: no jumps.
    with(&[5, 3, 9, 1], &[]);
    let gap: Vec<i64> = (0..21).filter(|day| *day != 9).map(|day| day * 24).collect();
    with(&gap, &["missing_days 1"]);
    let weekends_off: Vec<i64> = (0..21).filter(|day| day % 7 < 5).map(|day| day * 24).collect();
    with(&weekends_off, &[]);
}
