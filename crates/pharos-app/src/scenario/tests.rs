use pharos_domain::{Interval, Quantiles};
use pharos_staffing::plan::{Handling, PlanOptions, plan_slots};
use pharos_staffing::{DataFacts, Shrinkage};

use super::*;
use crate::staffing::{HandlingRequest, TargetRequest, target};

/// Eight hours of 60 contacts of 240 s an hour, staffed for 80/20 with a patience of 120 s.
fn answer_to(changes: Changes) -> Result<ScenarioAnswer> {
    let staffing = StaffingRequest {
        queue: Some("billing".to_owned()),
        channel: None,
        from: "2026-03-02".to_owned(),
        to: "2026-03-03".to_owned(),
        interval: "30m".to_owned(),
        target: TargetRequest { service_level: Some(0.8), threshold_s: 20.0, ..TargetRequest::default() },
        handling: HandlingRequest { patience_s: Some(120.0), ..HandlingRequest::default() },
        shrinkage: 0.25,
        volume: 1.0,
        handle_time: 1.0,
        sure: 0.8,
    };
    let points = (0..16).map(|slot| {
        let contacts = Quantiles::from_values(30.0, [18.0, 22.0, 30.0, 38.0, 43.0]);
        let workload = WorkloadForecast {
            contacts,
            handle_s: Some(Quantiles::certain(240.0)),
            workload_s: Some(contacts.scaled(240.0)),
        };
        (Interval { start_us: (16 + slot) * 1_800_000_000, length_s: 1800 }, workload)
    });
    let workload = IntervalSeries::new(points.collect()).unwrap();
    let options = PlanOptions {
        target: target(&staffing.target)?,
        handling: Handling::Call { patience_s: Some(120.0) },
        shrinkage: Shrinkage::new(0.25).unwrap(),
        sure: 0.8,
        volume_change: 0.1,
        facts: DataFacts::default(),
    };
    let slots = plan_slots(&workload, &options).unwrap();
    let plan =
        Plan { workload: &workload, slots: &slots, patience_s: Some(120.0), handle_cv: 0.8, first_hour: 8.0 };
    let prices = Prices { agent_hour: 30.0, abandoned: 5.0, bot_contact: 0.5 };
    let request = ScenarioRequest { staffing, changes, prices, seed: 3 };
    answer(&request, &plan, "test".to_owned())
}

fn value(estimate: Estimate) -> f64 {
    estimate.value.unwrap()
}

/// 16 slots of 6 agents (8 erlang... the staffing decides) at a quarter away: paid hours are agents x 8 h / 0.75.
#[test]
fn nothing_changed_changes_nothing() {
    let found = answer_to(Changes::default()).unwrap();
    assert_eq!((found.change.service_level.value, found.change.cost.value), (Some(0.0), Some(0.0)));
    let agents = found.before.paid_hours * 0.75 / 8.0;
    assert!((agents - agents.round()).abs() < 1e-9 && agents >= 5.0, "{agents}");
    // The formula promised 80 %; the simulated day keeps it but for busy days and the start from an empty centre.
    assert!(value(found.before.service_level) > 0.72, "{:?}", found.before.service_level);
    assert!((value(found.before.offered) / 480.0 - 1.0).abs() < 0.05);
}

/// Every change works in the direction it must, and surely (its interval leaves zero out).
#[test]
fn changes_work_in_their_direction() {
    let more = answer_to(Changes { volume: Some(1.1), ..Changes::default() }).unwrap();
    assert!(more.change.service_level.hi.unwrap() < 0.0 && more.change.abandon.lo.unwrap() > 0.0);
    assert!((value(more.change.offered) / 48.0 - 1.0).abs() < 0.15);
    let agents = answer_to(Changes { agents: Some(2), ..Changes::default() }).unwrap();
    assert!(agents.change.service_level.lo.unwrap() > 0.0 && agents.change.occupancy.hi.unwrap() < 0.0);
    assert!((agents.change.paid_hours - 2.0 * 8.0 / 0.75).abs() < 1e-9);
    assert!(value(agents.change.cost) > 0.0);
    let bot = Bot { containment: 0.2, handle_time: Some(1.1) };
    let bot = answer_to(Changes { bot: Some(bot), ..Changes::default() }).unwrap();
    assert!((bot.change.contained - 96.0).abs() < 1e-6, "a fifth of 480: {}", bot.change.contained);
    assert!(bot.change.service_level.lo.unwrap() > 0.0);
    let patience = answer_to(Changes { patience: Some(0.5), ..Changes::default() }).unwrap();
    assert!(patience.change.abandon.lo.unwrap() > 0.0);
}

/// Open 8 to 16 h; closing at 12 halves day, hours and contacts, or moves them.
#[test]
fn closed_hours_have_neither_contacts_nor_agents() {
    let hours =
        |moved| Changes { hours: Some(Hours { from_h: 8.0, to_h: 12.0, moved }), ..Changes::default() };
    let lost = answer_to(hours(0.0)).unwrap();
    assert!((lost.after.paid_hours / lost.before.paid_hours - 0.5).abs() < 1e-9);
    assert!((value(lost.after.offered) / 240.0 - 1.0).abs() < 0.05);
    let moved = answer_to(hours(1.0)).unwrap();
    assert!((value(moved.after.offered) / 480.0 - 1.0).abs() < 0.05);
    assert!(value(moved.after.service_level) < value(lost.after.service_level));
}

#[test]
fn nonsense_is_refused() {
    for (changes, expected) in [
        (Changes { volume: Some(-1.0), ..Changes::default() }, "volume is -1"),
        (
            Changes { bot: Some(Bot { containment: 20.0, handle_time: None }), ..Changes::default() },
            "bot.containment",
        ),
        (
            Changes { hours: Some(Hours { from_h: 18.0, to_h: 8.0, moved: 0.0 }), ..Changes::default() },
            "maybe 8 to 18",
        ),
    ] {
        let error = answer_to(changes).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}
