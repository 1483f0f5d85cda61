use super::*;

const HALF_HOUR_US: i64 = 1_800_000_000;

fn past(weeks: &[f64]) -> BTreeMap<i64, Past> {
    let slot = |contacts: f64| Past { contacts, handled: contacts, handle_s_sum: 240.0 * contacts };
    weeks.iter().enumerate().map(|(week, &contacts)| (week as i64 * WEEK_US, slot(contacts))).collect()
}

/// Six Thursdays (1970-01-01 is one) at midnight UTC: the mean of the seventh is theirs, and it is all there is of the day.
#[test]
fn the_same_slot_of_past_weeks_is_the_mean() {
    let past = past(&[10.0, 14.0, 12.0, 12.0, 10.0, 14.0]);
    let week = (6 * WEEK_US, 6 * WEEK_US + 48 * HALF_HOUR_US);
    let found = repeat(&past, &Zone::utc(), week, 1800, 6 * WEEK_US).unwrap();
    let [(at, workload)] = found.points() else { panic!("one slot is open: {found:?}") };
    assert_eq!(at.start_us, 6 * WEEK_US);
    assert!((workload.contacts.mean - 12.0).abs() < 1e-12);
    assert!((workload.handle_s.unwrap().mean - 240.0).abs() < 1e-9);
    // Less spread than Poisson: Poisson's quantiles of mean 12 (R: qpois(c(.1,.5,.9), 12) = 8 12 17).
    let Quantiles { q10, q50, q90, .. } = workload.contacts;
    assert_eq!((q10, q50, q90), (8.0, 12.0, 17.0));
}

/// A week without contacts counts as a zero, and a spread beyond Poisson widens the quantiles.
#[test]
fn absent_weeks_are_zeros() {
    let mut half = past(&[40.0, 0.0, 40.0, 0.0, 40.0, 40.0]);
    half.retain(|_, slot| slot.contacts > 0.0);
    let time = (6 * WEEK_US, 6 * WEEK_US + HALF_HOUR_US);
    let found = repeat(&half, &Zone::utc(), time, 1800, 6 * WEEK_US).unwrap();
    let contacts = found.points()[0].1.contacts;
    assert!((contacts.mean - 160.0 / 6.0).abs() < 1e-9);
    assert!(contacts.q90 - contacts.q10 > 30.0, "{contacts:?}");
}

#[test]
fn filters_quote_names() {
    let request = StaffingRequest {
        queue: Some("l'accueil".to_owned()),
        channel: Some("voice".to_owned()),
        ..serde_json::from_str(r#"{"from":"2026-01-05","to":"2026-01-06","target":{"service_level":0.8}}"#)
            .unwrap()
    };
    assert_eq!(filter(&request).as_deref(), Some("queue = 'l''accueil' and channel = 'voice'"));
    assert_eq!(slot_s(&request).unwrap(), 1800);
    let day = StaffingRequest { interval: "day".to_owned(), ..request };
    assert!(slot_s(&day).unwrap_err().to_string().contains("maybe 15m"));
}

/// Poisson counts by counting exponential gaps, from a linear congruential generator: a truth that owes the product nothing.
struct Dice(u64);

impl Dice {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn poisson(&mut self, mean: f64) -> f64 {
        let (mut count, mut left) = (0.0, mean);
        loop {
            left += self.uniform().ln();
            if left < 0.0 {
                return count;
            }
            count += 1.0;
        }
    }
}

/// The staffing a planner gets from six weeks of history, held against the staffing at the true rates (seed 11): hours of the
/// week within 2 %, every interval within 3 agents, and the promise kept at the true volume for nearly all contacts.
#[test]
fn staffing_from_history_is_near_that_of_the_truth() {
    use pharos_domain::{IntervalSeries, Quantiles, WorkloadForecast};
    use pharos_staffing::plan::{Handling, PlanOptions, plan_slots};
    use pharos_staffing::{DataFacts, Model, Queue, Shrinkage, Target, Workload, performance};

    const HANDLE_S: f64 = 260.0;
    let rate = |slot: i64| {
        let of_day = slot.rem_euclid(48);
        let weekday = [1.15, 1.05, 1.0, 1.0, 0.95, 0.5, 0.4][(slot.div_euclid(48).rem_euclid(7)) as usize];
        let hour = (of_day as f64 - 16.0) / 24.0;
        if (16..40).contains(&of_day) {
            weekday * (20.0 + 50.0 * (hour * std::f64::consts::PI).sin())
        } else {
            0.0
        }
    };
    let mut dice = Dice(11);
    let mut past = BTreeMap::new();
    for slot in 0..6 * 7 * 48 {
        let contacts = dice.poisson(rate(slot));
        if contacts > 0.0 {
            let handled = Past { contacts, handled: contacts, handle_s_sum: contacts * HANDLE_S };
            past.insert(slot * HALF_HOUR_US, handled);
        }
    }
    let week = (6 * WEEK_US, 7 * WEEK_US);
    let forecast = repeat(&past, &Zone::utc(), week, 1800, 6 * WEEK_US).unwrap();
    let truth = (0..7 * 48).filter(|&slot| rate(slot) > 0.0).map(|slot| {
        let contacts = Quantiles::certain(rate(slot));
        let workload = WorkloadForecast {
            contacts,
            handle_s: Some(Quantiles::certain(HANDLE_S)),
            workload_s: Some(contacts.scaled(HANDLE_S)),
        };
        (Interval { start_us: 6 * WEEK_US + slot * HALF_HOUR_US, length_s: 1800 }, workload)
    });
    let truth = IntervalSeries::new(truth.collect()).unwrap();
    let options = PlanOptions {
        target: Target::service(0.8, 20.0),
        handling: Handling::Call { patience_s: Some(150.0) },
        shrinkage: Shrinkage::new(0.3).unwrap(),
        sure: 0.8,
        volume_change: 0.1,
        facts: DataFacts::default(),
    };
    let (found, best) = (plan_slots(&forecast, &options).unwrap(), plan_slots(&truth, &options).unwrap());
    let (mut found_sum, mut best_sum, mut kept, mut contacts) = (0.0, 0.0, 0.0, 0.0);
    for (at, right) in best.points() {
        let Some(slot) = found.at(at.start_us) else { panic!("an open interval is missing: {at:?}") };
        found_sum += f64::from(slot.agents);
        best_sum += f64::from(right.agents);
        assert!(
            (f64::from(slot.agents) - f64::from(right.agents)).abs() <= 3.0,
            "{at:?}: {} {}",
            slot.agents,
            right.agents
        );
        let model = Model::ErlangA { patience_s: 150.0 };
        let workload = Workload { contacts: right.contacts, interval_s: 1800.0, handle_s: HANDLE_S };
        let state = performance(&Queue { workload, model }, slot.agents.max(1), Some(20.0)).unwrap();
        kept += right.contacts * state.service.unwrap().answered_of_offered;
        contacts += right.contacts;
    }
    assert_eq!(found.len(), best.len());
    assert!((found_sum / best_sum - 1.0_f64).abs() < 0.02, "{found_sum} {best_sum}");
    assert!(kept / contacts > 0.79, "{}", kept / contacts);
}
