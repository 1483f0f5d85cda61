//! A queue of which the rates are known, from its facts to published forecasts and back.
#![allow(clippy::expect_used)]

mod truth;

use pharos_calendar::date_to_local;
use rand_free::noise;
use serde_json::json;
use tempfile::TempDir;

use crate::{
    AccuracyRequest, App, ChangeRequest, CleaningRequest, Config, EventRequest, FactsRequest,
    ForecastRequest, HandlingRequest, IntradayRequest, Permission, PublishRequest, StaffingRequest,
    TargetRequest,
};

/// Weeks of history.
const WEEKS: i64 = 10;
/// Contacts of a half hour by its place in the day, 08:00 to 12:00; Mondays have half as much again.
const RATES: [f64; 8] = [6.0, 9.0, 12.0, 14.0, 14.0, 11.0, 9.0, 5.0];
const HANDLE_S: i64 = 180;

/// Deviations without a generator: the fractional parts of multiples of the golden ratio are even (H. Weyl 1916).
mod rand_free {
    pub(super) fn noise(k: i64) -> f64 {
        (k as f64 * 0.618_033_988_749_895).fract() - 0.5
    }
}

struct Centre {
    _folder: TempDir,
    app: App,
    /// the day after the last
    end: jiff::civil::Date,
}

fn first_day() -> jiff::civil::Date {
    jiff::civil::date(2026, 1, 5)
}

fn rate(day: i64, slot: usize) -> f64 {
    RATES[slot] * if day % 7 == 0 { 1.5 } else { 1.0 }
}

async fn centre() -> Centre {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config::load(Some(folder.path().to_owned()), None, |_| None).expect("a configuration");
    let app = App::open(config).await.expect("an app");
    let first_us = date_to_local(first_day());
    let mut lines = vec![];
    let days: Vec<i64> = (0..7 * WEEKS).filter(|day| day % 7 < 5).collect();
    for day in &days {
        for slot in 0..RATES.len() {
            // A spread of that of Poisson counts, even on both sides.
            let mean = rate(*day, slot);
            let n = (mean + noise(day * 8 + slot as i64) * (12.0 * mean).sqrt()).round().max(0.0) as i64;
            for k in 0..n {
                let at_us = first_us
                    + day * 86_400_000_000
                    + (8 * 3_600 + slot as i64 * 1_800 + k * 1_800 / n.max(1)) * 1_000_000;
                let at = |s: i64| crate::rfc3339(at_us + s * 1_000_000);
                lines.push(
                    json!({"key": format!("{day}-{slot}-{k}"), "segment_id": format!("{day}-{slot}-{k}"),
                        "contact_id": format!("{day}-{slot}-{k}"), "channel": "voice", "direction": "inbound",
                        "queue": "billing", "agent_id": "noa", "started_at": at(0), "enqueued_at": at(0),
                        "left_queue_at": at(5), "connected_at": at(5), "ended_at": at(5 + HANDLE_S),
                        "queue_result": "answered", "wait_s": 5.0, "talk_s": HANDLE_S as f64, "hold_s": 0.0, "acw_s": 0.0})
                    .to_string(),
                );
            }
        }
    }
    for (part, rows) in lines.chunks(5_000).enumerate() {
        let key = format!("part-{part}");
        let body = rows.join("\n");
        let facts = FactsRequest {
            table: "contact_segments",
            source_name: "acd",
            body: &body,
            idempotency_key: Some(&key),
        };
        app.take_facts(facts).await.expect("accepted");
    }
    app.fold().await.expect("folded");
    let end = first_day().saturating_add(jiff::Span::new().days(7 * WEEKS));
    Centre { _folder: folder, app, end }
}

fn billing(from: jiff::civil::Date, days: u16) -> ForecastRequest {
    ForecastRequest {
        queue: Some("billing".to_owned()),
        interval: "30m".to_owned(),
        from: Some(from.to_string()),
        days,
        ..ForecastRequest::default()
    }
}

fn staffing(from: jiff::civil::Date, days: i64) -> StaffingRequest {
    StaffingRequest {
        queue: Some("billing".to_owned()),
        channel: None,
        from: from.to_string(),
        to: from.saturating_add(jiff::Span::new().days(days)).to_string(),
        interval: "30m".to_owned(),
        target: TargetRequest { service_level: Some(0.8), threshold_s: 20.0, ..TargetRequest::default() },
        handling: HandlingRequest { patience_s: Some(120.0), ..HandlingRequest::default() },
        shrinkage: 0.3,
        volume: 1.0,
        handle_time: 1.0,
        sure: 0.8,
    }
}

/// The forecast of a week whose rates are known stands within the error of some ten weeks of such counts, closed hours are
/// absent, workload is contacts times length.
#[tokio::test(flavor = "multi_thread")]
async fn the_rates_behind_the_facts_are_found() {
    let centre = centre().await;
    let owner = Permission::owner();
    let view = centre.app.forecast(&owner, &billing(centre.end, 14)).await.expect("a forecast");
    assert_eq!(view.days.len(), 14);
    assert_eq!(view.slots.len(), 10 * RATES.len(), "open half hours of ten working days");
    let truth: f64 =
        (0..7).filter(|day| day % 7 < 5).flat_map(|day| (0..8).map(move |slot| rate(day, slot))).sum();
    let week = &view.weeks[0];
    assert!((week.contacts.mean / truth - 1.0).abs() < 0.04, "{} for {truth}", week.contacts.mean);
    assert!(week.contacts.q10 < truth && truth < week.contacts.q90, "{:?} for {truth}", week.contacts);
    let error: f64 = view
        .slots
        .iter()
        .enumerate()
        .map(|(at, slot)| {
            let (day, slot_of_day) = (at / 8 % 5, at % 8);
            (slot.contacts.mean - rate(day as i64, slot_of_day)).abs()
        })
        .sum();
    assert!(error / (2.0 * truth) < 0.08, "interval error {}", error / (2.0 * truth));
    let handle = week.handle_s.expect("a handle time").mean;
    assert!((handle - HANDLE_S as f64).abs() < 1.0, "{handle}");
    let work = week.workload_s.expect("a workload").mean;
    assert!((work / (week.contacts.mean * handle) - 1.0).abs() < 0.03, "{work}");
    assert_eq!(view.months.len(), 1);
}

/// What was published is what comes back, before and after a manual change; staffing takes it.
#[tokio::test(flavor = "multi_thread")]
async fn a_published_forecast_is_kept_changed_and_planned_by() {
    let centre = centre().await;
    let owner = Permission::owner();
    let question = billing(centre.end, 14);
    let run = centre.app.forecast(&owner, &question).await.expect("a forecast");
    let request = PublishRequest { question, note: "week 12".to_owned() };
    let entry = centre.app.publish_forecast(&owner, &request).await.expect("published");
    assert_eq!(entry.inputs_hash, run.inputs_hash, "the same inputs");
    let stored = centre.app.stored_forecast(&owner, &entry.id).await.expect("there");
    assert_eq!(stored.statistical.len(), run.slots.len());
    for (kept, said) in stored.statistical.iter().zip(&run.slots) {
        assert_eq!(kept.starts_at, said.starts_at);
        assert!((kept.contacts.mean - said.contacts.mean).abs() < 1e-3);
    }
    let before = centre.app.staffing(&owner, &staffing(centre.end, 1)).await.expect("staffed");
    assert_eq!(before.source, format!("forecast:{}", entry.id));
    // What contacts take and what is left for other work (six tenths of it usable) fill the time up to 85 %.
    for slot in before.slots.iter().filter(|slot| slot.occupancy.is_some_and(|it| it < 0.8)) {
        let contacts_h = slot.contacts * (1.0 - slot.abandon.unwrap_or(0.0)) * slot.handle_s / 3600.0;
        let most_h = 0.85 * slot.agents * f64::from(slot.length_s) / 3600.0;
        let spare_h = slot.spare_h.expect("calls leave time between them");
        assert!((contacts_h + spare_h / 0.6 - most_h).abs() < 0.01 * most_h, "{slot:?}");
    }
    assert!(before.days[0].spare_hours.is_some_and(|it| 0.0 < it));
    let change = ChangeRequest {
        from: centre.end.to_string(),
        to: centre.end.tomorrow().expect("a day").to_string(),
        contacts: 1.5,
        handle_time: 1.0,
        reason: "mailing".to_owned(),
    };
    let changed = centre.app.adjust_forecast(&owner, &entry.id, &change).await.expect("changed");
    assert_eq!(changed.changes, 1);
    let stored = centre.app.stored_forecast(&owner, &entry.id).await.expect("there");
    assert!((stored.adjusted[0].contacts.mean / stored.statistical[0].contacts.mean - 1.5).abs() < 1e-9);
    assert!(
        (stored.adjusted[8].contacts.mean - stored.statistical[8].contacts.mean).abs() < 1e-9,
        "the day after"
    );
    let after = centre.app.staffing(&owner, &staffing(centre.end, 1)).await.expect("staffed");
    assert!(after.days[0].agent_hours > before.days[0].agent_hours);
    let past = ChangeRequest { from: first_day().to_string(), ..change.clone() };
    assert!(
        centre.app.adjust_forecast(&owner, &entry.id, &past).await.is_err(),
        "what has come is no forecast"
    );
    let silent = ChangeRequest { reason: " ".to_owned(), ..change };
    assert!(centre.app.adjust_forecast(&owner, &entry.id, &silent).await.is_err(), "no reason");
    let plan = centre.app.plan_by_forecast(&owner, &entry.id).await.expect("the plan");
    assert!(plan.plan_at.is_some());
    let list = centre.app.forecasts(&owner, &billing(centre.end, 1)).await.expect("a list");
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].days.len(), 14);
}

/// Forecasts from past weeks, judged: better than nothing known, near what chance allows, and covered as promised.
#[tokio::test(flavor = "multi_thread")]
async fn forecasts_are_judged_by_what_came() {
    let centre = centre().await;
    let owner = Permission::owner();
    for weeks in [1, 2] {
        let from = centre.end.saturating_sub(jiff::Span::new().days(7 * weeks));
        let request = PublishRequest { question: billing(from, 14), note: String::new() };
        centre.app.publish_forecast(&owner, &request).await.expect("published");
    }
    let request = AccuracyRequest { question: billing(centre.end, 14), backtest: 0 };
    let published = centre.app.forecast_accuracy(&owner, &request).await.expect("judged");
    let past = centre
        .app
        .forecast_accuracy(&owner, &AccuracyRequest { backtest: 2, ..request })
        .await
        .expect("judged");
    assert_eq!(published.forecasts, 2);
    for view in [&published, &past] {
        let row = view
            .rows
            .iter()
            .find(|row| row.level == "interval" && row.ahead_from.is_none() && row.measure == "contacts")
            .expect("a row");
        let floor = row.poisson_floor.expect("a floor");
        assert!(row.n >= 80, "{}", row.n);
        assert!(row.wape < 1.6 * floor, "{} beside {floor}", row.wape);
        assert!(row.bias.abs() < 0.05, "{}", row.bias);
        assert!((0.6..=0.98).contains(&row.coverage_80), "{}", row.coverage_80);
        for miss in &view.misses {
            let parts = miss.event_s + miss.volume_s + miss.handle_s + miss.rest_s;
            assert!((miss.came_s - miss.said_s - parts).abs() < 1e-6 * miss.came_s, "{miss:?}");
        }
    }
}

/// An odd day is named, explained by an event, left out: the next forecast stands as if it had not been.
#[tokio::test(flavor = "multi_thread")]
async fn odd_days_are_judged_by_people() {
    let centre = centre().await;
    let owner = Permission::owner();
    let odd_day = centre.end.saturating_sub(jiff::Span::new().days(4));
    let rows: Vec<String> = (0..400)
        .map(|k| {
            let at = |s: i64| crate::rfc3339(date_to_local(odd_day) + (8 * 3_600 + k * 30 + s) * 1_000_000);
            json!({"key": format!("odd-{k}"), "segment_id": format!("odd-{k}"), "contact_id": format!("odd-{k}"),
                "channel": "voice", "direction": "inbound", "queue": "billing", "agent_id": "noa", "started_at": at(0),
                "enqueued_at": at(0), "left_queue_at": at(5), "connected_at": at(5), "ended_at": at(185),
                "queue_result": "answered", "wait_s": 5.0, "talk_s": 180.0, "hold_s": 0.0, "acw_s": 0.0})
            .to_string()
        })
        .collect();
    let body = rows.join("\n");
    let facts =
        FactsRequest { table: "contact_segments", source_name: "acd", body: &body, idempotency_key: None };
    centre.app.take_facts(facts).await.expect("accepted");
    let question = billing(centre.end, 7);
    let before = centre.app.forecast(&owner, &question).await.expect("a forecast");
    let odd = before.odd.iter().find(|it| it.date == odd_day.to_string()).expect("named");
    assert_eq!(odd.kind, "high");
    let decision = CleaningRequest {
        queue: Some("billing".to_owned()),
        channel: None,
        filter: None,
        date: odd.date.clone(),
        from_s: odd.from_s,
        to_s: odd.to_s,
        decision: "leave_out".to_owned(),
        value: None,
        reason: "a mailing went out twice".to_owned(),
    };
    centre.app.decide_cleaning(&owner, &decision).await.expect("decided");
    let event = EventRequest {
        name: "Mailing".to_owned(),
        kind: "mailing".to_owned(),
        from: odd_day.to_string(),
        to: odd_day.tomorrow().expect("a day").to_string(),
        queue: None,
        channel: None,
        expected: None,
    };
    let entered = centre.app.add_planning_event(&owner, &event).await.expect("entered");
    let after = centre.app.forecast(&owner, &question).await.expect("a forecast");
    let odd = after.odd.iter().find(|it| it.date == odd_day.to_string()).expect("still named");
    assert_eq!((odd.decision.as_deref(), odd.decided_by.as_deref()), (Some("leave_out"), Some("owner")));
    assert_eq!(odd.event.as_deref(), Some("Mailing"));
    assert!(after.weeks[0].contacts.mean < before.weeks[0].contacts.mean);
    assert_ne!(after.inputs_hash, before.inputs_hash);
    let id = entered.id.expect("an id");
    centre.app.remove_planning_event(&owner, &id).await.expect("taken back");
    assert!(centre.app.remove_planning_event(&owner, &id).await.is_err(), "once");
}

/// At ten o'clock of a day with half as much again, the rest of the day is lifted, by less than all of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_rest_of_a_day_follows_what_came() {
    let centre = centre().await;
    let owner = Permission::owner();
    let friday = centre.end.saturating_sub(jiff::Span::new().days(3));
    let request = IntradayRequest {
        staffing: staffing(friday, 1),
        at: Some(crate::rfc3339(date_to_local(friday) + 10 * 3_600_000_000)),
    };
    let view = centre.app.today_of_queue(&owner, &request).await.expect("a day");
    assert_eq!(view.source, "forecast_now");
    assert_eq!(view.slots.iter().filter(|slot| slot.came.is_some()).count(), 4);
    assert!(view.slots.iter().all(|slot| slot.agents_said.is_some()));
    assert!(view.slots.iter().all(|slot| slot.came.is_some() != slot.agents_now.is_some()));
    let said: f64 = view.slots.iter().map(|slot| slot.said.mean).sum();
    assert!((said / RATES.iter().sum::<f64>() - 1.0).abs() < 0.08, "{said}");
    let ratio = view.ratio.expect("a ratio");
    let between =
        (view.level - 1.0) * (ratio - 1.0) >= 0.0 && (view.level - 1.0).abs() <= (ratio - 1.0).abs();
    assert!(between, "{} of {ratio}", view.level);
}

/// Whoever sees sites or teams reads what is published of their queues, judged by all that came, and publishes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn who_sees_a_part_reads_what_is_published_of_it() {
    let centre = centre().await;
    let from = centre.end.saturating_sub(jiff::Span::new().days(7));
    let request = PublishRequest { question: billing(from, 14), note: String::new() };
    let owner = Permission::owner();
    let entry = centre.app.publish_forecast(&owner, &request).await.expect("published");
    let all = ForecastRequest { queue: None, ..billing(from, 7) };
    let whole = PublishRequest { question: all.clone(), note: String::new() };
    let whole = centre.app.publish_forecast(&owner, &whole).await.expect("published");
    let of = |part: &str| Permission::of(&planner(part), crate::Entrance::Session(String::new()), None);
    let elsewhere = of(r#"{"sites":["elsewhere"]}"#);
    let team = of(r#"{"teams":["nobody"]}"#);
    for stranger in [&elsewhere, &team] {
        assert!(centre.app.forecasts(stranger, &billing(from, 7)).await.expect("a list").is_empty());
        assert!(centre.app.stored_forecast(stranger, &entry.id).await.is_err());
    }
    let row = json!({"key": "q1", "queue": "billing", "site": "hk", "valid_from": "2026-01-01T00:00:00Z"});
    let body = row.to_string();
    let facts = FactsRequest { table: "queues", source_name: "acd", body: &body, idempotency_key: None };
    centre.app.take_facts(facts).await.expect("accepted");
    let here = of(r#"{"sites":["hk"]}"#);
    let list = centre.app.forecasts(&here, &billing(from, 7)).await.expect("a list");
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].days.len(), 14);
    assert!(centre.app.stored_forecast(&here, &entry.id).await.is_ok());
    assert!(centre.app.stored_forecast(&here, &whole.id).await.is_err(), "of all queues");
    assert!(centre.app.forecasts(&here, &all).await.expect("a list").is_empty());
    let judge = AccuracyRequest { question: billing(centre.end, 14), backtest: 0 };
    let mine = centre.app.forecast_accuracy(&here, &judge).await.expect("judged");
    let theirs = centre.app.forecast_accuracy(&owner, &judge).await.expect("judged");
    assert_eq!(mine.rows, theirs.rows);
    assert!(centre.app.publish_forecast(&here, &request).await.is_err());
}

fn planner(part: &str) -> pharos_store::UserRecord {
    crate::tests::user(&["planner"], part, None)
}

/// A manual change is a newer forecast of its slots: asked a day ahead it counts, asked a week ahead what stood then does.
#[tokio::test(flavor = "multi_thread")]
async fn a_manual_change_counts_from_when_it_was_made() {
    let centre = centre().await;
    let owner = Permission::owner();
    let request = PublishRequest { question: billing(centre.end, 7), note: String::new() };
    let entry = centre.app.publish_forecast(&owner, &request).await.expect("published");
    let change = ChangeRequest {
        from: centre.end.to_string(),
        to: centre.end.tomorrow().expect("a day").to_string(),
        contacts: 2.0,
        handle_time: 1.0,
        reason: "mailing".to_owned(),
    };
    centre.app.adjust_forecast(&owner, &entry.id, &change).await.expect("changed");
    let stored = centre.app.stored_forecast(&owner, &entry.id).await.expect("there");
    let kept = centre.app.kept_forecast(centre.app.forecast_record(&entry.id).await.expect("there")).await;
    let kept = kept.expect("read");
    let rows = |facts: Vec<super::facts::ForecastFact>| serde_json::to_value(facts).expect("rows");
    let published = rows(super::facts::published(&kept.record, Some("hk"), &kept.values));
    let changed = rows(super::facts::changed(&kept, Some("hk"), &kept.changes[0]));
    assert_eq!(published.as_array().map(Vec::len), Some(3 * (stored.statistical.len() + 7)));
    // Eight half-hours and their day.
    assert_eq!(changed.as_array().map(Vec::len), Some(3 * 9));
    let first = |rows: &serde_json::Value| rows[0]["mean"].as_f64().expect("a mean");
    assert!((first(&changed) / first(&published) - 2.0).abs() < 1e-9);
    assert_eq!(changed[0]["made_at"], json!(kept.changes[0].made_at_us));
    let mut filtered = kept.record.clone();
    filtered.series.filter = Some("reason = 'bill'".to_owned());
    assert!(super::facts::published(&filtered, None, &kept.values).is_empty(), "rows of no queue as a whole");
}
