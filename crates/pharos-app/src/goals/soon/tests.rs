//! A first screen shows the goals as they were while newer facts are worked in, and as they are afterwards.

use std::time::Duration;

use serde_json::json;

use crate::tests::Centre;
use crate::{GoalDraft, Permission};

fn goal() -> GoalDraft {
    let body = json!({ "definition": {
        "title": "answered sooner", "owners": ["dana"], "starts": "2026-03-01", "by": "2026-03-31",
        "measure": {
            "metric": "asa", "target": { "kind": "value", "value": 10.0 }, "period": "whole",
            "mode": "once", "whom": { "of": "together" },
            "baseline_window": ["2026-03-01", "2026-03-02"],
        },
    }});
    serde_json::from_value(body).unwrap()
}

/// One more call, whose caller waited so long that the mean is another.
fn late_call() -> serde_json::Value {
    json!({"key": "late", "source_version": 1, "contact_id": "late", "segment_id": "late", "channel": "voice",
        "direction": "inbound", "queue": "sales", "started_at": "2026-03-04T20:00:00Z",
        "enqueued_at": "2026-03-04T20:00:00Z", "wait_s": 3000.0, "queue_result": "answered", "agent_id": "noa",
        "connected_at": "2026-03-04T20:50:00Z", "talk_s": 60.0, "ended_at": "2026-03-04T20:51:00Z"})
}

#[tokio::test]
async fn the_last_numbers_are_shown_until_the_newest_are_known() {
    let centre = Centre::new().await;
    let app = &centre.app;
    let owner = Permission::owner();
    let id = app.create_goal(&owner, &goal()).await.unwrap().id;
    app.activate_goal(&owner, &id).await.unwrap();
    // Nothing was evaluated before: whoever is impatient waits all the same.
    let first = app.goals_soon(&owner, Duration::ZERO).await.unwrap();
    assert_eq!(first.as_of, None);
    let newest = app.newest_fact().await.unwrap();
    let number = |soon: &super::GoalsSoon| soon.progress[&id].standing.clone().unwrap().value.unwrap();

    centre.send("contact_segments", &[late_call()]).await;
    let meanwhile = app.goals_soon(&owner, Duration::ZERO).await.unwrap();
    assert_eq!((number(&meanwhile), &meanwhile.as_of), (number(&first), &newest));
    let then = app.goals_soon(&owner, Duration::MAX).await.unwrap();
    assert_eq!(then.as_of, None);
    assert!(number(&first) + 10.0 < number(&then), "{} {}", number(&first), number(&then));

    // A goal that says something else now is not shown with the number of what it said before.
    let mut revised = goal();
    revised.definition.title = "answered sooner still".to_owned();
    app.revise_goal(&owner, &id, &revised.definition, "agreed anew", None).await.unwrap();
    centre
        .send(
            "contact_segments",
            &[json!({"key": "later", "source_version": 1, "contact_id": "later",
        "segment_id": "later", "channel": "voice", "direction": "inbound", "queue": "sales",
        "started_at": "2026-03-04T21:00:00Z", "ended_at": "2026-03-04T21:01:00Z"})],
        )
        .await;
    let without = app.goals_soon(&owner, Duration::ZERO).await.unwrap();
    assert!(without.progress.is_empty(), "{without:?}");
}

#[tokio::test]
async fn another_process_shows_what_the_last_one_knew() {
    let centre = Centre::new().await;
    let owner = Permission::owner();
    let id = centre.app.create_goal(&owner, &goal()).await.unwrap().id;
    centre.app.activate_goal(&owner, &id).await.unwrap();
    let known = centre.app.goals_progress(&owner).await.unwrap();
    let newest = centre.app.newest_fact().await.unwrap();
    centre.send("contact_segments", &[late_call()]).await;
    let again = crate::tests::open(&centre.data()).await;
    let soon = again.goals_soon(&owner, Duration::ZERO).await.unwrap();
    let value = |it: &crate::GoalProgress| it.standing.clone().unwrap().value.unwrap();
    assert!((value(&soon.progress[&id]) - value(&known[&id])).abs() < 1e-9, "{soon:?}");
    assert_eq!(soon.as_of, newest);
}
