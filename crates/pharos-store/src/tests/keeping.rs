//! What keeps the data, over either database.

use std::collections::BTreeMap;

use serde_json::json;

use super::Fresh;
use super::contract::{NOW, fact, heads, holder};
use crate::{
    Alias, AliasKind, ErasedName, ErasureRecord, FileChanges, FileSeal, PersonalNames, Place, Publication,
    Store,
};

fn seal(path: &str) -> FileSeal {
    FileSeal {
        table: "contact_segments".to_owned(),
        path: path.to_owned(),
        hash: format!("hash of {path}"),
        entry_hash: "entry".to_owned(),
        size: 7,
    }
}

async fn publish(
    store: &Store,
    sequence: i64,
    added: &[&str],
    removed: &[&str],
    erased: Option<PersonalNames<'_>>,
) {
    let writer = holder("w");
    assert!(store.take_lease(&writer, false, NOW).await.expect("answered"));
    let from = store.snapshot().await.expect("a snapshot").heads;
    let to = heads(&[("contact_segments", u64::try_from(sequence).expect("small"))]);
    let files = FileChanges {
        added: added.iter().map(|path| seal(path)).collect(),
        removed: removed.iter().map(|path| ("contact_segments".to_owned(), (*path).to_owned())).collect(),
    };
    let it = Publication {
        holder: &writer,
        from: &from,
        heads: &to,
        sequence,
        files: &files,
        folded: &[],
        erased,
        import: None,
        unknowns: &[],
    };
    store.publish(&it).await.expect("published");
    store.release_lease(&writer).await.expect("given back");
}

pub(super) async fn files_come_and_go_with_their_head(fresh: &Fresh) {
    let store = &fresh.store;
    publish(store, 1, &["a", "b"], &[], None).await;
    // A file that comes and goes within one publication is no reader's.
    publish(store, 2, &["c", "d"], &["a", "d"], None).await;
    let table = "contact_segments";
    assert_eq!(store.snapshot().await.expect("a snapshot").sequences[table], 2);
    let live =
        [store.live_files(table, 1).await, store.live_files(table, 2).await].map(|it| it.expect("a count"));
    assert_eq!(live, [2, 2]);
    let known = store.data_files(table, -1).await.expect("a list");
    let mut short: Vec<(&str, i64, Option<i64>)> =
        known.iter().map(|file| (file.seal.path.as_str(), file.added_seq, file.removed_seq)).collect();
    short.sort_unstable();
    assert_eq!(short, [("a", 1, Some(2)), ("b", 1, None), ("c", 2, None), ("d", 2, Some(2))]);
    assert_eq!(store.data_files(table, 1).await.expect("a list").len(), 3, "b has not changed since");
    store.forget_files(&[(table.to_owned(), "a".to_owned())]).await.expect("forgotten");
    assert_eq!(store.data_files(table, -1).await.expect("a list").len(), 3);
    assert!(store.integrity().await.expect("answered").is_empty());
}

pub(super) async fn a_request_to_erase_is_noted_once(fresh: &Fresh) {
    let store = &fresh.store;
    let key = store.erasure_key("first").await.expect("a key");
    assert_eq!(
        (key.as_str(), store.erasure_key("second").await.expect("a key").as_str()),
        ("first", "first")
    );
    let mut record = ErasureRecord {
        id: "r".to_owned(),
        kind: "customer".to_owned(),
        requested_by: "admin".to_owned(),
        requested_at_us: NOW,
        done_at_us: None,
        report: json!({}),
    };
    let name = |mark: &str, erased_id: &str| ErasedName {
        mark: mark.to_owned(),
        erasure: "r".to_owned(),
        kind: "customer".to_owned(),
        erased_id: erased_id.to_owned(),
    };
    store.note_erasure(&record, &[name("m", "e1"), name("n", "e2")]).await.expect("noted");
    record.done_at_us = Some(NOW + 1);
    record.report = json!({"records": 3});
    store.note_erasure(&record, &[name("m", "e9")]).await.expect("noted again");
    assert_eq!(store.erasures().await.expect("a list"), [record]);
    let names = store.erased_names().await.expect("names");
    assert_eq!((names.len(), names["m"].erased_id.as_str()), (2, "e1"), "a known name keeps its id");
}

pub(super) async fn a_person_leaves_every_table(fresh: &Fresh) {
    let store = &fresh.store;
    let alias = Alias {
        kind: AliasKind::Agent,
        from: "SIP/100".to_owned(),
        to: "noa".to_owned(),
        reason: "Noa's desk phone".to_owned(),
        made_by: "admin".to_owned(),
        made_at_us: NOW,
    };
    store.set_alias(&alias).await.expect("set");
    let mut waiting = fact("k", false);
    waiting.row = json!({"key": "k", "agent_id": "noa", "queue": "noah's"}).to_string();
    store.accept(None, &[waiting], NOW).await.expect("accepted");
    let names: BTreeMap<String, String> = [("noa".to_owned(), "erased-1".to_owned())].into();
    let replaced = |text: &str| {
        let new = text.replace("\"noa\"", "\"erased-1\"");
        if text == "noa" { Some("erased-1".to_owned()) } else { (new != text).then_some(new) }
    };
    let erased = PersonalNames { names: &names, replaced: &replaced };
    let found = store.rows_about(erased).await.expect("rows");
    assert_eq!(found.keys().collect::<Vec<_>>(), ["aliases", "inbox"]);
    assert_eq!(found["aliases"][0]["to_name"], json!("noa"));
    publish(store, 1, &[], &[], Some(erased)).await;
    let snapshot = store.snapshot().await.expect("a snapshot");
    assert_eq!((snapshot.aliases[0].to.as_str(), snapshot.aliases[0].reason.as_str()), ("erased-1", ""));
    assert!(
        snapshot.inbox[0].fact.row.contains("\"erased-1\"") && snapshot.inbox[0].fact.row.contains("noah's")
    );
    assert!(store.rows_about(erased).await.expect("rows").is_empty());
    store.scrub().await.expect("scrubbed");
}

pub(super) async fn records_are_copied_and_come_back(fresh: &Fresh) {
    let store = &fresh.store;
    publish(store, 1, &["a"], &[], None).await;
    store.accept(None, &[fact("k", true)], NOW).await.expect("accepted");
    store.set_setting("retention", &json!({"backups_days": 9})).await.expect("set");
    let before = store.snapshot().await.expect("a snapshot");
    let folder = tempfile::tempdir().expect("a folder");
    let copied = folder.path().join("copied");
    store.copy_into(&copied).await.expect("copied");
    let copy = Store::open(&Place::Folder(copied.clone())).await.expect("opens");
    assert_eq!(copy.snapshot().await.expect("a snapshot"), before);
    copy.close().await.expect("closed");
    // What comes later is gone when the copy comes back.
    publish(store, 2, &["b"], &["a"], None).await;
    store.accept(None, &[fact("later", true)], NOW).await.expect("accepted");
    store.replace_from(&copied).await.expect("replaced");
    assert_eq!(store.snapshot().await.expect("a snapshot"), before);
    assert_eq!(store.data_files("contact_segments", -1).await.expect("a list").len(), 1);
    assert_eq!(store.setting("retention").await.expect("a value"), Some(json!({"backups_days": 9})));
    // New rows get new numbers, not those that came in.
    store.accept(None, &[fact("new", true)], NOW).await.expect("accepted");
    let ids: Vec<i64> = store.snapshot().await.expect("a snapshot").inbox.iter().map(|row| row.id).collect();
    assert!(ids.len() == 2 && ids[0] < ids[1], "{ids:?}");
}
