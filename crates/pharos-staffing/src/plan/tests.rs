use pharos_domain::{Interval, Quantiles};

use super::*;

const HALF_HOUR_US: i64 = 1_800_000_000;

fn slot(index: i64) -> Interval {
    Interval { start_us: index * HALF_HOUR_US, length_s: 1800 }
}

fn workload(contacts: Quantiles, handle_s: f64) -> WorkloadForecast {
    WorkloadForecast {
        contacts,
        handle_s: Some(Quantiles::certain(handle_s)),
        workload_s: Some(contacts.scaled(handle_s)),
    }
}

fn series(values: Vec<WorkloadForecast>) -> IntervalSeries<WorkloadForecast> {
    let points = values.into_iter().enumerate().map(|(index, value)| (slot(index as i64), value));
    IntervalSeries::new(points.collect()).unwrap()
}

fn options(handling: Handling) -> PlanOptions {
    PlanOptions {
        target: Target::service(0.8, 20.0),
        handling,
        shrinkage: Shrinkage::new(0.3).unwrap(),
        sure: 0.9,
        volume_change: 0.1,
        facts: DataFacts::default(),
    }
}

/// pyworkforce's documented case: 100 contacts of 180 s in half an hour, 80/20: 14 agents, 20 with 30 % shrinkage.
#[test]
fn the_documented_half_hour() {
    let plan = plan_slots(
        &series(vec![workload(Quantiles::certain(100.0), 180.0)]),
        &options(Handling::Call { patience_s: None }),
    )
    .unwrap();
    let (_, slot) = &plan.points()[0];
    assert_eq!((slot.agents, slot.scheduled.round()), (14, 20.0));
    assert!((slot.load_erl - 10.0).abs() < 1e-12);
    let level = |state: &Option<Performance>| state.unwrap().service.unwrap().answered_of_offered;
    assert!((level(&slot.at) - 0.888_350_019_179_466_9).abs() < 1e-12);
    assert!(level(&slot.one_less) < 0.8 && level(&slot.one_more) > level(&slot.at));
    // Known for certain, so it holds for certain.
    assert_eq!((slot.p_met, slot.agents_sure), (1.0, 14));
    assert_eq!(slot.agents_at_change, 15);
}

/// "n agents give 80/20 on so many days": the probability is that of the greatest volume n agents can take.
#[test]
fn the_risk_is_the_place_of_the_greatest_volume() {
    let spread = Quantiles::from_values(100.0, [60.0, 75.0, 100.0, 125.0, 140.0]);
    let options = options(Handling::Call { patience_s: Some(120.0) });
    let plan = plan_slots(&series(vec![workload(spread, 180.0)]), &options).unwrap();
    let (_, slot) = &plan.points()[0];
    let queue = Queue {
        workload: Workload { contacts: 100.0, interval_s: 1800.0, handle_s: 180.0 },
        model: Model::ErlangA { patience_s: 120.0 },
    };
    let most = crate::risk::greatest_volume(&queue, &options.target, slot.agents).unwrap();
    // Between the median and the ninth decile the forecast's distribution is a straight line.
    assert!(most > 100.0 && most < 125.0, "{most}");
    assert!((slot.p_met - (0.5 + 0.4 * (most - 100.0) / 25.0)).abs() < 1e-5, "{} {most}", slot.p_met);
    assert!(slot.agents_sure > slot.agents);
    let sure = min_agents(
        &Queue { workload: Workload { contacts: 125.0, ..queue.workload }, ..queue },
        &options.target,
    );
    assert_eq!(slot.agents_sure, sure.unwrap());
}

#[test]
fn quiet_and_unknown_intervals() {
    let unknown = WorkloadForecast { contacts: Quantiles::certain(5.0), handle_s: None, workload_s: None };
    let plan = plan_slots(
        &series(vec![workload(Quantiles::certain(0.0), 180.0), unknown]),
        &options(Handling::Call { patience_s: Some(120.0) }),
    )
    .unwrap();
    let [(at, quiet)] = plan.points() else { panic!("the one without a handle time is left out") };
    assert_eq!((at.start_us, quiet.agents, quiet.p_met, quiet.at), (0, 0, 1.0, None));
}

/// Three chats at once without slowing down need fewer agents than one at a time, and at least a third.
#[test]
fn chats_share_agents() {
    let work = series(vec![workload(Quantiles::certain(60.0), 600.0)]);
    let agents = |slots, growth| {
        let handling = Handling::Chat { patience_s: Some(180.0), slots, growth };
        plan_slots(&work, &options(handling)).unwrap().points()[0].1.agents
    };
    assert!(agents(3, 0.0) < agents(1, 0.0) && agents(3, 0.0) * 3 >= agents(1, 0.0));
    assert!(agents(3, 0.0) <= agents(3, 0.3));
    let calls = plan_slots(&work, &options(Handling::Call { patience_s: Some(180.0) })).unwrap();
    assert_eq!(agents(1, 0.0), calls.points()[0].1.agents);
}

/// Four half hours of 3600 s of work each, due two hours after they come: spread evenly, 3600 / 1800 = 2 agents at 100 %.
/// Due within the half hour they come in: the same. With all work in the first half hour and two hours: 0.5 agents.
#[test]
fn deferred_work_is_levelled() {
    let level = |contacts: [f64; 4], due_s, occupancy| {
        let work = series(contacts.map(|it| workload(Quantiles::certain(it), 360.0)).to_vec());
        plan_deferred(&work, due_s, occupancy, Shrinkage::new(0.5).unwrap()).unwrap()
    };
    let even = level([10.0; 4], 900.0, 1.0);
    assert!((even.points()[0].1.agents - 2.0).abs() < 1e-9);
    assert!((even.points()[0].1.scheduled - 4.0).abs() < 1e-9);
    let first = level([10.0, 0.0, 0.0, 0.0], 6300.0, 1.0);
    assert!((first.points()[0].1.agents - 0.5).abs() < 1e-9, "{:?}", first.points()[0]);
    assert!((first.points()[0].1.backlog_h - 0.75).abs() < 1e-6);
    assert!((level([10.0, 0.0, 0.0, 0.0], 6300.0, 0.8).points()[0].1.agents - 0.625).abs() < 1e-9);
}
