//! Mappings and views kept under a name, corrections of facts: over both databases.
#![allow(clippy::expect_used)]

use super::{postgres, sqlite};
use crate::{Alias, AliasKind, Correction, SavedMapping, SavedView};

const NOW: i64 = 1_700_000_000_000_000;

fn correction(key: &str, field: &str, value: Option<&str>) -> Correction {
    Correction {
        id: 0,
        table: "contact_segments".to_owned(),
        source_name: "phone".to_owned(),
        key: key.to_owned(),
        field: field.to_owned(),
        value: value.map(str::to_owned),
        reason: "הועבר לתור אחר".to_owned(),
        made_by: "noa".to_owned(),
        made_at_us: NOW,
        undone_by: None,
        undone_at_us: None,
    }
}

#[tokio::test]
async fn a_mapping_is_found_again_until_it_is_forgotten() {
    for fresh in [sqlite().await, postgres("a_mapping_is_found_again").await].into_iter().flatten() {
        let store = &fresh.store;
        let first = SavedMapping {
            made_by_id: Some("u1".to_owned()),
            name: "phone".to_owned(),
            columns: vec!["id".to_owned(), "started \"at\"".to_owned()],
            mapping: "source = \"phone\"\n".to_owned(),
            made_by: "noa".to_owned(),
            made_at_us: NOW,
        };
        store.save_mapping(&first).await.expect("kept");
        let second = SavedMapping { mapping: "source = \"pbx\"\n".to_owned(), ..first.clone() };
        store.save_mapping(&second).await.expect("replaced");
        assert_eq!(store.mappings().await.expect("a list"), vec![second.clone()]);
        assert_eq!(store.mapping("phone").await.expect("an answer"), Some(second));
        assert!(store.delete_mapping("phone").await.expect("forgotten"));
        assert!(!store.delete_mapping("phone").await.expect("nothing there"));
    }
}

#[tokio::test]
async fn a_view_keeps_its_owner() {
    for fresh in [sqlite().await, postgres("a_view_keeps_its_owner").await].into_iter().flatten() {
        let store = &fresh.store;
        let first = SavedView {
            id: "v1".to_owned(),
            name: "早上".to_owned(),
            address: "/explore?m=asa".to_owned(),
            owner: "u1".to_owned(),
            owner_name: "Noa".to_owned(),
            roles: vec![],
            changed_at_us: NOW,
        };
        store.save_view(&first).await.expect("kept");
        let shared =
            SavedView { roles: vec!["supervisor".to_owned()], owner: "u2".to_owned(), ..first.clone() };
        store.save_view(&shared).await.expect("changed");
        let expected = SavedView { owner: "u1".to_owned(), ..shared };
        assert_eq!(store.views().await.expect("a list"), vec![expected]);
        assert!(store.delete_view("v1").await.expect("forgotten"));
    }
}

#[tokio::test]
async fn the_latest_correction_of_a_field_is_in_force_until_it_is_taken_back() {
    for fresh in [sqlite().await, postgres("the_latest_correction").await].into_iter().flatten() {
        let store = &fresh.store;
        let made = [
            correction("a", "agent_id", Some("dana")),
            correction("a", "excluded", Some("test")),
            correction("a", "agent_id", Some("omar")),
        ];
        let ids = store.correct(&made).await.expect("stored");
        let in_force = store.snapshot().await.expect("a snapshot").corrections;
        let values: Vec<_> = in_force.iter().map(|it| (it.field.as_str(), it.value.as_deref())).collect();
        assert_eq!(values, [("excluded", Some("test")), ("agent_id", Some("omar"))]);
        let undone = store.undo_correction(ids[1], "omar", NOW + 1).await.expect("an answer");
        assert_eq!(
            undone.map(|it| (it.undone_by, it.undone_at_us)),
            Some((Some("omar".to_owned()), Some(NOW + 1)))
        );
        assert_eq!(store.undo_correction(ids[1], "omar", NOW + 2).await.expect("an answer"), None);
        assert_eq!(store.snapshot().await.expect("a snapshot").corrections.len(), 1);
        assert_eq!(store.corrections().await.expect("a list").len(), 3, "nothing is forgotten");
    }
}

#[tokio::test]
async fn an_alias_can_be_taken_back() {
    for fresh in [sqlite().await, postgres("an_alias_can_be_taken_back").await].into_iter().flatten() {
        let store = &fresh.store;
        let alias = Alias {
            kind: AliasKind::Agent,
            from: "SIP/100".to_owned(),
            to: "noa".to_owned(),
            reason: String::new(),
            made_by: "dana".to_owned(),
            made_at_us: NOW,
        };
        store.set_alias(&alias).await.expect("set");
        assert!(!store.remove_alias(AliasKind::Queue, "SIP/100").await.expect("another kind"));
        assert!(store.remove_alias(AliasKind::Agent, "SIP/100").await.expect("taken back"));
        assert_eq!(store.aliases().await.expect("a list"), vec![]);
    }
}
