//! What either database must do.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use super::Fresh;
use crate::{
    Alias, AliasKind, CentreSettings, FileChanges, ImportRecord, ImportState, LEASE_TTL_US, LeaseHolder,
    NewFact, Publication, Store, StoreError, Unknown,
};

pub(super) const NOW: i64 = 1_700_000_000_000_000;

pub(super) fn fact(key: &str, ended: bool) -> NewFact {
    NewFact {
        table: "contact_segments".to_owned(),
        source_name: "phone".to_owned(),
        key: key.to_owned(),
        source_version: 3,
        row: json!({"key": key, "queue": "הזמנות 预订"}).to_string(),
        ended,
    }
}

pub(super) fn holder(name: &str) -> LeaseHolder {
    LeaseHolder { name: name.to_owned(), host: "here".to_owned() }
}

fn import(id: &str, seq: i64, state: ImportState) -> ImportRecord {
    ImportRecord {
        id: id.to_owned(),
        seq,
        source: "table".to_owned(),
        source_name: "phone".to_owned(),
        site: None,
        made_by: Some("lee".to_owned()),
        state,
        started_at_us: NOW,
        finished_at_us: None,
        counts: json!({"read": 2}),
        quality: json!([]),
        rejects_file: None,
    }
}

pub(super) fn heads(entries: &[(&str, u64)]) -> BTreeMap<String, u64> {
    entries.iter().map(|(table, version)| ((*table).to_owned(), *version)).collect()
}

async fn publish(
    store: &Store,
    holder: &LeaseHolder,
    from: &BTreeMap<String, u64>,
    to: &BTreeMap<String, u64>,
    folded: &[i64],
) -> Result<(), StoreError> {
    let publication = Publication {
        holder,
        from,
        heads: to,
        sequence: 1,
        files: &FileChanges::default(),
        erased: None,
        folded,
        import: None,
        unknowns: &[],
    };
    store.publish(&publication).await
}

pub(super) async fn sequences_grow_and_never_repeat(fresh: &Fresh) {
    let numbers = futures::future::join_all((0..20).map(|_| fresh.store.next_sequence())).await;
    let mut numbers: Vec<i64> = numbers.into_iter().map(|it| it.expect("a number")).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
}

pub(super) async fn a_batch_is_in_the_next_snapshot(fresh: &Fresh) {
    let facts: Vec<NewFact> = (0..2_500).map(|number| fact(&number.to_string(), number % 2 == 0)).collect();
    fresh.store.accept(None, &facts, NOW).await.expect("accepted");
    let snapshot = fresh.store.snapshot().await.expect("a snapshot");
    assert_eq!(snapshot.inbox.len(), 2_500);
    assert_eq!(snapshot.inbox[2_499].fact, fact("2499", false));
    assert!(snapshot.inbox.iter().all(|row| row.seq == 1 && row.committed_at_us == NOW));
    assert_eq!(fresh.store.inbox_len().await.expect("a count"), 2_500);
}

pub(super) async fn the_same_key_and_body_are_accepted_once(fresh: &Fresh) {
    let key = Some(("k1", "hash"));
    let first = fresh.store.accept(key, &[fact("a", true)], NOW).await.expect("accepted");
    let second = fresh.store.accept(key, &[fact("a", true)], NOW + 1).await.expect("answered");
    assert_eq!((first.repeated, second.repeated), (false, true));
    assert_eq!(first.response, second.response);
    assert_eq!(fresh.store.inbox_len().await.expect("a count"), 1);
    fresh.store.forget_keys_before(NOW + 1).await.expect("forgotten");
    assert!(!fresh.store.accept(key, &[fact("a", true)], NOW + 2).await.expect("accepted").repeated);
}

pub(super) async fn the_same_key_with_another_body_is_refused(fresh: &Fresh) {
    fresh.store.accept(Some(("k1", "one")), &[fact("a", true)], NOW).await.expect("accepted");
    let refused = fresh.store.accept(Some(("k1", "two")), &[fact("b", true)], NOW).await;
    assert!(matches!(refused, Err(StoreError::KeyReused { key }) if key == "k1"));
    assert_eq!(fresh.store.inbox_len().await.expect("a count"), 1);
}

pub(super) async fn a_publication_moves_heads_and_empties_the_inbox_at_once(fresh: &Fresh) {
    let store = &fresh.store;
    store.accept(None, &[fact("a", true), fact("b", false), fact("c", true)], NOW).await.expect("accepted");
    let before = store.snapshot().await.expect("a snapshot");
    let folded: Vec<i64> = before.inbox.iter().filter(|row| row.fact.ended).map(|row| row.id).collect();
    assert!(store.take_lease(&holder("w"), false, NOW).await.expect("answered"));
    let to = heads(&[("contact_segments", 4), ("agent_offers", 0)]);
    publish(store, &holder("w"), &before.heads, &to, &folded).await.expect("published");
    let after = store.snapshot().await.expect("a snapshot");
    assert_eq!(after.heads, to);
    assert_eq!(after.inbox.iter().map(|row| row.fact.key.as_str()).collect::<Vec<_>>(), ["b"]);
}

pub(super) async fn a_publication_on_moved_heads_changes_nothing(fresh: &Fresh) {
    let store = &fresh.store;
    store.accept(None, &[fact("a", true)], NOW).await.expect("accepted");
    let rows = store.snapshot().await.expect("a snapshot").inbox;
    assert!(store.take_lease(&holder("w"), false, NOW).await.expect("answered"));
    let one = heads(&[("contact_segments", 1)]);
    publish(store, &holder("w"), &BTreeMap::new(), &one, &[]).await.expect("published");
    let late =
        publish(store, &holder("w"), &BTreeMap::new(), &heads(&[("contact_segments", 2)]), &[rows[0].id])
            .await;
    assert!(matches!(late, Err(StoreError::LeaseLost)));
    let after = store.snapshot().await.expect("a snapshot");
    assert_eq!((after.heads, after.inbox.len()), (one, 1));
}

pub(super) async fn a_publication_without_the_lease_changes_nothing(fresh: &Fresh) {
    let store = &fresh.store;
    assert!(store.take_lease(&holder("w"), false, NOW).await.expect("answered"));
    let refused =
        publish(store, &holder("other"), &BTreeMap::new(), &heads(&[("contact_segments", 1)]), &[]).await;
    assert!(matches!(refused, Err(StoreError::LeaseLost)));
    assert_eq!(store.snapshot().await.expect("a snapshot").heads, BTreeMap::new());
}

pub(super) async fn one_writer_at_a_time(fresh: &Fresh) {
    let store = &fresh.store;
    let take = |name: &'static str, ours: bool, now_us: i64| async move {
        store.take_lease(&holder(name), ours, now_us).await.expect("answered")
    };
    // who, with the folder locked, seconds later -> got it
    let table = [
        ("first", false, 0, true),
        ("second", false, 1, false),
        ("first", false, 2, true),
        ("second", false, 61, false),
        ("second", false, 62, true),
        ("first", false, 63, false),
        ("first", true, 64, true),
    ];
    for (name, ours, seconds, expected) in table {
        assert_eq!(take(name, ours, NOW + seconds * 1_000_000).await, expected, "{name} after {seconds} s");
    }
    assert!(!store.renew_lease(&holder("second"), NOW).await.expect("answered"));
    store.release_lease(&holder("second")).await.expect("nothing to give back");
    assert!(!take("second", false, NOW + LEASE_TTL_US).await);
    store.release_lease(&holder("first")).await.expect("given back");
    assert!(take("second", false, NOW + LEASE_TTL_US).await);
}

pub(super) async fn a_dead_writers_import_has_failed(fresh: &Fresh) {
    let store = &fresh.store;
    store.save_import(&import("1", 1, ImportState::Running)).await.expect("saved");
    store.save_import(&import("2", 2, ImportState::Done)).await.expect("saved");
    assert!(store.take_lease(&holder("w"), false, NOW + 5).await.expect("answered"));
    let states: Vec<_> =
        store.imports().await.expect("a list").into_iter().map(|it| (it.id, it.state)).collect();
    assert_eq!(states, [("2".to_owned(), ImportState::Done), ("1".to_owned(), ImportState::Failed)]);
    assert_eq!(store.import("1").await.expect("there").finished_at_us, Some(NOW + 5));
    assert!(matches!(store.import("9").await, Err(StoreError::NoImport { id }) if id == "9"));
}

pub(super) async fn an_undone_import_takes_its_unknowns_back(fresh: &Fresh) {
    let store = &fresh.store;
    let unknown = |name: &str, first_import: &str| Unknown {
        kind: AliasKind::Queue,
        name: name.to_owned(),
        first_import: first_import.to_owned(),
        first_seen_us: NOW,
    };
    assert!(store.take_lease(&holder("w"), false, NOW).await.expect("answered"));
    let writer = holder("w");
    let none = BTreeMap::new();
    let done = import("1", 1, ImportState::Done);
    let undone = import("1", 1, ImportState::Undone);
    let mut it = Publication {
        holder: &writer,
        from: &none,
        heads: &none,
        sequence: 1,
        files: &FileChanges::default(),
        erased: None,
        folded: &[],
        import: Some(&done),
        unknowns: &[unknown("sales", "1"), unknown("help", "1")],
    };
    store.publish(&it).await.expect("published");
    assert_eq!(store.unknowns().await.expect("a list"), [unknown("help", "1"), unknown("sales", "1")]);
    it.unknowns = &[];
    it.import = Some(&undone);
    store.publish(&it).await.expect("published");
    assert_eq!(store.unknowns().await.expect("a list"), []);
    assert_eq!(store.import("1").await.expect("there"), undone);
}

pub(super) async fn an_aliased_unknown_is_known(fresh: &Fresh) {
    let store = &fresh.store;
    assert!(store.take_lease(&holder("w"), false, NOW).await.expect("answered"));
    let met = [Unknown {
        kind: AliasKind::Agent,
        name: "SIP/100".to_owned(),
        first_import: "1".to_owned(),
        first_seen_us: NOW,
    }];
    let none = BTreeMap::new();
    let writer = holder("w");
    let it = Publication {
        holder: &writer,
        from: &none,
        heads: &none,
        sequence: 1,
        files: &FileChanges::default(),
        erased: None,
        folded: &[],
        import: None,
        unknowns: &met,
    };
    store.publish(&it).await.expect("published");
    store.publish(&it).await.expect("met again: still one entry");
    assert_eq!(store.unknowns().await.expect("a list"), met);
    let mut alias = Alias {
        kind: AliasKind::Agent,
        from: "SIP/100".to_owned(),
        to: "noa".to_owned(),
        reason: "her desk phone".to_owned(),
        made_by: "admin".to_owned(),
        made_at_us: NOW,
    };
    store.set_alias(&alias).await.expect("set");
    alias.to = "dana".to_owned();
    store.set_alias(&alias).await.expect("changed");
    assert_eq!(store.snapshot().await.expect("a snapshot").aliases, [alias]);
    assert_eq!(store.unknowns().await.expect("a list"), []);
}

pub(super) async fn a_store_opens_again_with_what_it_held(fresh: &Fresh) {
    let settings = CentreSettings {
        name: Some("Bank".to_owned()),
        time_zone: Some("Asia/Jerusalem".to_owned()),
        first_weekday: Some("sunday".to_owned()),
        sites: [("hk".to_owned(), "Asia/Hong_Kong".to_owned())].into(),
        simulated: true,
    };
    assert_eq!(fresh.store.centre().await.expect("settings"), CentreSettings::default());
    fresh.store.set_centre(&settings).await.expect("stored");
    let again = Store::open(&fresh.place).await.expect("opens again");
    assert_eq!(again.centre().await.expect("settings"), settings);
    assert_eq!(again.snapshot().await.expect("a snapshot").centre, settings);
}

pub(super) async fn a_newer_format_is_refused(fresh: &Fresh) {
    let database = fresh.store.database();
    let raise = "UPDATE format_version SET version = 99";
    database
        .execute_raw(Statement::from_string(database.get_database_backend(), raise))
        .await
        .expect("the version is raised");
    let refused = Store::open(&fresh.place).await.map(drop);
    assert!(matches!(refused, Err(StoreError::NewerFormat { found: 99, .. })), "{refused:?}");
}
