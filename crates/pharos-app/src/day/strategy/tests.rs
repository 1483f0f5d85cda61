use super::*;

fn item(id: &str, kind: &str, owner: Option<&str>, serves: Option<&str>, ended: bool) -> StrategyItemRecord {
    StrategyItemRecord {
        id: id.to_owned(),
        kind: kind.to_owned(),
        title: id.to_owned(),
        note: String::new(),
        owner: owner.map(str::to_owned),
        serves: serves.map(str::to_owned),
        made_by: "owner".to_owned(),
        changed_at_us: 0,
        retired_at_us: ended.then_some(1),
    }
}

#[test]
fn what_has_no_owner_no_link_or_no_cover_is_named() {
    let found = faults(
        &[
            item("first", "strategy", Some("a"), None, false),
            item("second", "strategy", Some("a"), None, false),
            item("old", "strategy", Some("a"), None, true),
            item("rule", "policy", None, Some("first"), false),
            item("loose", "process", Some("a"), None, false),
            item("late", "activity", Some("a"), Some("old"), false),
            item("kept", "process", Some("a"), Some("purpose"), false),
        ],
        &BTreeSet::from(["purpose".to_owned()]),
    );
    let expected: BTreeMap<String, Vec<StrategyFault>> = [
        ("second", vec![StrategyFault::NothingServesIt]),
        ("rule", vec![StrategyFault::NoOwner]),
        ("loose", vec![StrategyFault::ServesNothing]),
        ("late", vec![StrategyFault::ServesWhatEnded]),
    ]
    .into_iter()
    .map(|(id, faults)| (id.to_owned(), faults))
    .collect();
    assert_eq!(found, expected);
}

#[test]
fn nothing_serves_itself_over_others() {
    let items = [
        item("a", "strategy", None, Some("c"), false),
        item("b", "policy", None, Some("a"), false),
        item("c", "process", None, Some("b"), false),
    ];
    let new = NewStrategyItem {
        kind: "strategy".to_owned(),
        title: "a".to_owned(),
        serves: Some("c".to_owned()),
        ..NewStrategyItem::default()
    };
    let none = BTreeSet::new();
    assert!(check(&new, "a", &items, &none).is_err());
    assert!(
        check(&NewStrategyItem { serves: Some("nowhere".to_owned()), ..new.clone() }, "a", &items, &none)
            .is_err()
    );
    assert!(check(&NewStrategyItem { serves: None, ..new }, "a", &items, &none).is_ok());
    let purposes = BTreeSet::from(["nowhere".to_owned()]);
    let of_purpose = NewStrategyItem {
        kind: "policy".to_owned(),
        title: "b".to_owned(),
        serves: Some("nowhere".to_owned()),
        ..NewStrategyItem::default()
    };
    assert!(check(&of_purpose, "b", &items, &purposes).is_ok());
}
