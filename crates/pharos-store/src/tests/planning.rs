//! Forecasts, events, decisions, kept plans: over both databases.
#![allow(clippy::expect_used)]

use serde_json::json;

use super::Fresh;
use crate::{CleaningDecision, ForecastChange, ForecastRecord, KeptPlan, PlanKind, PlanningEvent, SeriesKey};

const NOW: i64 = 1_700_000_000_000_000;

fn series(queue: Option<&str>) -> SeriesKey {
    SeriesKey { queue: queue.map(str::to_owned), channel: None, filter: None }
}

fn forecast(id: &str, queue: Option<&str>, made_at_us: i64) -> ForecastRecord {
    ForecastRecord {
        id: id.to_owned(),
        series: series(queue),
        interval_s: 1_800,
        origin_us: NOW,
        from_us: NOW,
        to_us: NOW + 100,
        made_by: "noa".to_owned(),
        made_at_us,
        note: "תחזית 预测".to_owned(),
        model: json!({"members": [{"member": "level", "weights": [0.5, 0.25, 0.1, 1e-9]}]}),
        inputs_hash: "abc".to_owned(),
        plan_by: None,
        plan_at_us: None,
    }
}

pub(super) async fn a_published_forecast_stays_as_it_was(fresh: &Fresh) {
    let store = &fresh.store;
    let values = json!({"slots": [{"from_us": NOW, "n": [1.5, 0.0, 1.0, 1.0, 3.0, 4.0]}]});
    let (old, new) = (forecast("a", Some("billing"), NOW), forecast("b", Some("billing"), NOW + 1));
    for record in [&old, &new, &forecast("c", None, NOW)] {
        store.publish_forecast(record, &values).await.expect("kept");
    }
    assert!(store.publish_forecast(&old, &values).await.is_err(), "an id is used once");
    let found = store.published_forecasts(Some(&series(Some("billing"))), i64::MIN).await.expect("a list");
    assert_eq!(found, vec![new.clone(), old.clone()], "newest first");
    let all = store.published_forecasts(Some(&series(None)), NOW + 100).await.expect("a list");
    assert_eq!(all, vec![], "it ends at that instant");
    assert_eq!(store.forecast_series().await.expect("series"), vec![series(None), series(Some("billing"))]);
    assert_eq!(store.forecast_values("a").await.expect("an answer"), Some(values));
    assert_eq!(store.forecast_values("x").await.expect("an answer"), None);
}

pub(super) async fn a_forecast_becomes_the_plan_once(fresh: &Fresh) {
    let store = &fresh.store;
    store.publish_forecast(&forecast("a", None, NOW), &json!({})).await.expect("kept");
    store.make_forecast_the_plan("a", "noa", NOW + 5).await.expect("noted");
    store.make_forecast_the_plan("a", "dan", NOW + 9).await.expect("nothing to note");
    let record = store.published_forecast("a").await.expect("an answer").expect("there");
    assert_eq!((record.plan_by.as_deref(), record.plan_at_us), (Some("noa"), Some(NOW + 5)));
}

pub(super) async fn changes_of_a_forecast_come_in_their_order(fresh: &Fresh) {
    let store = &fresh.store;
    let change = |id: &str, made_at_us: i64| ForecastChange {
        id: id.to_owned(),
        forecast_id: "a".to_owned(),
        from_us: NOW,
        to_us: NOW + 10,
        contacts: 1.1,
        handle_time: 0.95,
        reason: "促销".to_owned(),
        made_by: "noa".to_owned(),
        made_at_us,
    };
    for it in [change("2", NOW + 2), change("1", NOW + 1)] {
        store.change_forecast(&it).await.expect("kept");
    }
    let found = store.forecast_changes(&["a".to_owned(), "b".to_owned()]).await.expect("a list");
    assert_eq!(found, vec![change("1", NOW + 1), change("2", NOW + 2)]);
}

pub(super) async fn an_event_is_in_force_until_it_is_taken_back(fresh: &Fresh) {
    let store = &fresh.store;
    let event = |id: &str, from_us: i64| PlanningEvent {
        id: id.to_owned(),
        name: "Black Friday".to_owned(),
        kind: "campaign".to_owned(),
        from_us,
        to_us: from_us + 10,
        queue: Some("billing".to_owned()),
        channel: None,
        expected: Some(0.4),
        made_by: "noa".to_owned(),
        made_at_us: NOW,
        removed_by: None,
        removed_at_us: None,
    };
    for it in [event("later", NOW + 50), event("sooner", NOW)] {
        store.add_planning_event(&it).await.expect("kept");
    }
    let both = store.planning_events().await.expect("a list");
    assert_eq!(both, vec![event("sooner", NOW), event("later", NOW + 50)]);
    assert!(store.remove_planning_event("sooner", "dan", NOW + 1).await.expect("an answer"));
    assert!(!store.remove_planning_event("sooner", "dan", NOW + 2).await.expect("an answer"));
    assert_eq!(store.planning_events().await.expect("a list"), vec![event("later", NOW + 50)]);
}

pub(super) async fn decisions_belong_to_their_series(fresh: &Fresh) {
    let store = &fresh.store;
    let decision = |id: &str, queue: Option<&str>, made_at_us: i64| CleaningDecision {
        id: id.to_owned(),
        series: series(queue),
        day: "2026-03-01".to_owned(),
        slots_s: (id == "part").then_some((28_800, 32_400)),
        decision: "replace".to_owned(),
        value: Some(120.5),
        reason: "מערכת נפלה".to_owned(),
        made_by: "noa".to_owned(),
        made_at_us,
    };
    for it in [
        decision("part", Some("billing"), NOW + 1),
        decision("whole", Some("billing"), NOW),
        decision("other", None, NOW),
    ] {
        store.decide_cleaning(&it).await.expect("kept");
    }
    let own = store.cleaning_decisions(&series(Some("billing"))).await.expect("a list");
    assert_eq!(
        own,
        vec![decision("whole", Some("billing"), NOW), decision("part", Some("billing"), NOW + 1)]
    );
}

/// A plan is its maker's until it is shared; a scenario is no hiring plan.
pub(super) async fn a_kept_plan_is_seen_by_its_maker_and_when_shared_by_others(fresh: &Fresh) {
    let store = &fresh.store;
    let plan = |id: &str, made_at_us: i64| KeptPlan {
        id: id.to_owned(),
        kind: PlanKind::Scenario,
        name: "10 % more 多一成".to_owned(),
        made_by: "noa".to_owned(),
        made_at_us,
        shared: false,
        question: json!({"volume": 1.1}),
        answer: json!({"service_level": {"value": 0.81}}),
    };
    for it in [plan("a", NOW), plan("b", NOW + 1)] {
        store.keep_plan(&it).await.expect("kept");
    }
    assert!(store.keep_plan(&plan("a", NOW)).await.is_err(), "an id is used once");
    assert_eq!(
        store.kept_plans(PlanKind::Scenario, "noa").await.expect("a list"),
        vec![plan("b", NOW + 1), plan("a", NOW)]
    );
    assert_eq!(store.kept_plans(PlanKind::Scenario, "dan").await.expect("a list"), vec![]);
    assert_eq!(store.kept_plans(PlanKind::Hiring, "noa").await.expect("a list"), vec![]);
    store.share_plan("a", true).await.expect("shared");
    let shared = KeptPlan { shared: true, ..plan("a", NOW) };
    assert_eq!(store.kept_plans(PlanKind::Scenario, "dan").await.expect("a list"), vec![shared.clone()]);
    assert_eq!(store.kept_plan(PlanKind::Scenario, "a").await.expect("an answer"), Some(shared));
    assert_eq!(store.kept_plan(PlanKind::Hiring, "a").await.expect("an answer"), None);
    store.forget_plan("a").await.expect("forgotten");
    store.forget_plan("a").await.expect("nothing there is no error");
    assert_eq!(store.kept_plan(PlanKind::Scenario, "a").await.expect("an answer"), None);
}
