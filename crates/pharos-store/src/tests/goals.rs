//! Goals: what either database must do.

use serde_json::json;

use super::Fresh;
use crate::{BoardRecord, GoalRecord, GoalState, GoalVersion, NewEntry, PurposeRecord, ShownRecord, Store};

contract_of!(
    a_goal_keeps_every_version,
    what_people_say_stands_in_its_order,
    purposes_boards_and_what_was_shown_are_replaced,
);

const NOW: i64 = 1_700_000_000_000_000;

fn goal(id: &str) -> GoalRecord {
    GoalRecord {
        id: id.to_owned(),
        state: GoalState::Draft,
        version: 1,
        place: 0,
        work: json!({"steps": [{"id": "s1", "title": "תדריך 班前会"}]}),
        made_by: "dana".to_owned(),
        made_at_us: NOW,
        activated_at_us: None,
        ended_at_us: None,
        end_reason: None,
        follows: None,
    }
}

fn version(id: &str, version: i32, title: &str) -> GoalVersion {
    GoalVersion {
        goal_id: id.to_owned(),
        version,
        definition: json!({ "title": title }),
        reason: "the season".to_owned(),
        made_by: "dana".to_owned(),
        made_at_us: NOW + i64::from(version),
    }
}

async fn a_goal_keeps_every_version(fresh: &Fresh) {
    let store = &fresh.store;
    store.save_goal(&goal("g1"), Some(&version("g1", 1, "80 %"))).await.expect("saved");
    store.save_goal(&goal("g0"), Some(&version("g0", 1, "other"))).await.expect("saved");
    let revised = GoalRecord {
        state: GoalState::Active,
        version: 2,
        activated_at_us: Some(NOW),
        place: 3,
        ..goal("g1")
    };
    store.save_goal(&revised, Some(&version("g1", 2, "78 %"))).await.expect("saved");
    assert_eq!(store.goal("g1").await.expect("read"), Some(revised));
    let kept = store.goal_versions(Some("g1")).await.expect("read");
    assert_eq!(kept, [version("g1", 1, "80 %"), version("g1", 2, "78 %")]);
    assert_eq!(store.goal_versions(None).await.expect("read").len(), 3);
    let order: Vec<String> = store.goals().await.expect("read").into_iter().map(|it| it.id).collect();
    assert_eq!(order, ["g0", "g1"]);
    store.replace_goal_version(&version("g0", 1, "changed")).await.expect("saved");
    let draft = store.goal_versions(Some("g0")).await.expect("read");
    assert_eq!(draft, [version("g0", 1, "changed")]);
    let again = Store::open(&fresh.place).await.expect("opens again");
    assert_eq!(again.goals().await.expect("read").len(), 2);
}

async fn what_people_say_stands_in_its_order(fresh: &Fresh) {
    let entry = |goal: &str, kind: &str| NewEntry {
        goal_id: goal.to_owned(),
        version: 1,
        kind: kind.to_owned(),
        author: "lin".to_owned(),
        about: Some("agent-7".to_owned()),
        body: json!({"score": 4}),
        at_us: NOW,
    };
    let store = &fresh.store;
    let first = store.add_goal_entry(&entry("g1", "confidence")).await.expect("added");
    store.add_goal_entry(&entry("g2", "read")).await.expect("added");
    let last = store.add_goal_entry(&entry("g1", "feedback")).await.expect("added");
    assert!(first < last);
    let of_one = store.goal_entries(Some("g1")).await.expect("read");
    assert_eq!(
        of_one.iter().map(|it| it.entry.kind.as_str()).collect::<Vec<_>>(),
        ["confidence", "feedback"]
    );
    assert_eq!(of_one[0].entry, entry("g1", "confidence"));
    assert_eq!(store.goal_entries(None).await.expect("read").len(), 3);
}

async fn purposes_boards_and_what_was_shown_are_replaced(fresh: &Fresh) {
    let store = &fresh.store;
    let mut purpose = PurposeRecord {
        id: "p1".to_owned(),
        kind: "purpose".to_owned(),
        parent: None,
        title: "Solved the first time".to_owned(),
        text: String::new(),
        owner: None,
        place: 0,
        made_by: "dana".to_owned(),
        made_at_us: NOW,
        retired_at_us: None,
    };
    store.save_purpose(&purpose).await.expect("saved");
    purpose.owner = Some("noa".to_owned());
    store.save_purpose(&purpose).await.expect("saved");
    assert_eq!(store.purposes().await.expect("read"), [purpose]);
    let mut board = BoardRecord {
        id: "b1".to_owned(),
        body: json!({"metric": "csat.t2b"}),
        made_by: "dana".to_owned(),
        made_at_us: NOW,
        ended_at_us: None,
    };
    store.save_board(&board).await.expect("saved");
    board.ended_at_us = Some(NOW);
    store.save_board(&board).await.expect("saved");
    assert_eq!(store.boards().await.expect("read"), [board]);
    let mut shown = ShownRecord { goal_id: "g1".to_owned(), version: 1, body: json!([1]), at_us: NOW };
    store.save_shown(&shown).await.expect("saved");
    shown.body = json!([1, 2]);
    store.save_shown(&shown).await.expect("saved");
    assert_eq!(store.shown().await.expect("read"), [shown]);
}
