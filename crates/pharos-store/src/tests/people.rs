//! What is kept about people, in either database.

use super::Fresh;
use crate::{NewFact, PersonRecord, PersonRecordFilter, PulseAnswer, StoreError};

const NOW: i64 = 1_700_000_000_000_000;

fn record(id: &str, kind: &str, agent: &str) -> PersonRecord {
    PersonRecord {
        id: id.to_owned(),
        kind: kind.to_owned(),
        agent_id: Some(agent.to_owned()),
        owner_id: None,
        state: "open".to_owned(),
        at_us: NOW,
        due_us: None,
        made_by: "dana".to_owned(),
        made_at_us: NOW,
        version: 1,
        body: "{\"text\":\"שיחה 谈话\"}".to_owned(),
    }
}

fn of(kinds: &[&str], agent: Option<&str>) -> PersonRecordFilter {
    PersonRecordFilter {
        kinds: kinds.iter().map(|it| (*it).to_owned()).collect(),
        agent_id: agent.map(str::to_owned),
        ..PersonRecordFilter::default()
    }
}

pub(super) async fn a_record_and_its_fact_come_together(fresh: &Fresh) {
    let store = &fresh.store;
    let fact = NewFact {
        table: "recognitions".to_owned(),
        source_name: "pharos".to_owned(),
        key: "r1".to_owned(),
        source_version: 1,
        row: "{\"key\":\"r1\"}".to_owned(),
        ended: true,
    };
    let records = [record("r1", "recognition", "noa"), record("t1", "talk", "lin")];
    store.add_person_records(&records, &[fact], NOW).await.expect("kept");
    assert_eq!(store.inbox_len().await.expect("a count"), 1);
    let both = store.person_records(&of(&["recognition", "talk"], None)).await.expect("read");
    assert_eq!(both, records);
    let of_lin = store.person_records(&of(&["recognition", "talk"], Some("lin"))).await.expect("read");
    assert_eq!(of_lin.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["t1"]);
    // The second of the same id is refused, and its fact with it.
    assert!(store.add_person_records(&records[..1], &[], NOW).await.is_err());
}

pub(super) async fn who_changes_what_was_changed_meanwhile_is_told(fresh: &Fresh) {
    let store = &fresh.store;
    let first = record("c1", "concern", "noa");
    store.add_person_records(std::slice::from_ref(&first), &[], NOW).await.expect("kept");
    let signed = PersonRecord { state: "signed".to_owned(), ..first.clone() };
    store.change_person_record(&signed, &[], &[], NOW).await.expect("changed");
    let late = PersonRecord { state: "dropped".to_owned(), ..first };
    let refused = store.change_person_record(&late, &[], &[], NOW).await;
    assert!(matches!(refused, Err(StoreError::Changed { id, .. }) if id == "c1"));
    let now = store.person_record("c1").await.expect("read").expect("there");
    assert_eq!((now.state.as_str(), now.version), ("signed", 2));
}

pub(super) async fn a_pulse_is_answered_once_and_without_a_name(fresh: &Fresh) {
    let store = &fresh.store;
    let answer = |id: &str, value| PulseAnswer {
        id: id.to_owned(),
        survey_id: "p1".to_owned(),
        team: "red".to_owned(),
        value,
        comment: String::new(),
    };
    assert!(store.add_pulse_answer("noa", &answer("b", 4)).await.expect("kept"));
    assert!(!store.add_pulse_answer("noa", &answer("c", 1)).await.expect("answered"));
    assert!(store.add_pulse_answer("lin", &answer("a", 2)).await.expect("kept"));
    assert!(store.has_taken_pulse("p1", "noa").await.expect("read"));
    let values: Vec<i64> =
        store.pulse_answers("p1").await.expect("read").into_iter().map(|it| it.value).collect();
    assert_eq!(values, [2, 4]);
}

pub(super) async fn a_calendars_address_is_known_by_its_hash_until_taken_back(fresh: &Fresh) {
    let store = &fresh.store;
    store.set_calendar_feed("noa", "one", NOW).await.expect("set");
    store.set_calendar_feed("noa", "two", NOW + 1).await.expect("set");
    assert_eq!(store.calendar_feed_owner("one").await.expect("read"), None);
    assert_eq!(store.calendar_feed_owner("two").await.expect("read").as_deref(), Some("noa"));
    store.remove_calendar_feed("noa").await.expect("removed");
    assert_eq!(store.calendar_feed_owner("two").await.expect("read"), None);
}
