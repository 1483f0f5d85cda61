use proptest::prelude::*;

use super::*;
use crate::performance::performance;
use crate::queue::Workload;

fn queue(load_erl: f64, handle_s: f64, model: Model) -> Queue {
    Queue {
        workload: Workload { contacts: load_erl * 1800.0 / handle_s, interval_s: 1800.0, handle_s },
        model,
    }
}

/// The answer of someone who tries 1, 2, 3, ...
fn by_trying(queue: &Queue, target: &Target) -> u32 {
    (1..).find(|&agents| target.met(&performance(queue, agents, target.threshold_s()).unwrap())).unwrap()
}

#[track_caller]
fn check(queue: &Queue, target: &Target) {
    assert_eq!(min_agents(queue, target).unwrap(), by_trying(queue, target), "{queue:?} {target:?}");
}

#[test]
fn nobody_calls_nobody_is_needed() {
    let closed = queue(0.0, 180.0, Model::ErlangC);
    let required = staffing(&closed, &Target::service(0.8, 20.0), Shrinkage::default()).unwrap();
    assert_eq!(required, Requirement { agents: 0, scheduled: 0.0, at: None, at_one_less: None });
}

/// One agent, a tenth of an erlang: exactly 90 % are answered at once, and "90 %" is then met.
#[test]
fn a_level_exactly_met_is_met() {
    assert_eq!(min_agents(&queue(0.1, 180.0, Model::ErlangC), &Target::service(0.9, 0.0)).unwrap(), 1);
}

#[test]
fn every_promise_of_a_combination_counts() {
    let a = queue(50.0, 240.0, Model::ErlangA { patience_s: 120.0 });
    let base = Target::service(0.8, 20.0);
    let tight = [
        Target { asa_s_max: Some(1.0), ..base },
        Target { abandon_max: Some(0.005), ..base },
        Target { occupancy_max: Some(0.8), ..base },
        Target { p_wait_max: Some(0.02), ..base },
    ];
    let alone = min_agents(&a, &base).unwrap();
    for target in tight {
        check(&a, &target);
        assert!(min_agents(&a, &target).unwrap() > alone, "{target:?}");
    }
    check(&queue(30.0, 240.0, Model::ErlangB), &Target { p_block_max: Some(0.01), ..Target::default() });
}

#[test]
fn what_lines_forbid_is_said() {
    let few_lines = queue(50.0, 240.0, Model::ErlangALines { patience_s: Some(120.0), lines: 40 });
    let error = min_agents(&few_lines, &Target::service(0.95, 20.0)).unwrap_err();
    assert!(matches!(error, StaffingError::Unreachable { .. }));
    assert!(min_agents(&few_lines, &Target::default()).is_err());
    assert!(
        min_agents(&few_lines, &Target::service(80.0, 20.0)).unwrap_err().to_string().contains("percent")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn really_minimal(
        load_erl in 0.01..150.0_f64,
        handle_s in 20.0..900.0_f64,
        patience_s in proptest::option::of(5.0..2000.0_f64),
        redial_share in proptest::option::of(0.0..0.8_f64),
        share in 0.05..0.99_f64,
        threshold_s in 0.0..120.0_f64,
        occupancy_max in proptest::option::of(0.5..0.95_f64),
    ) {
        let model = match (patience_s, redial_share) {
            (None, _) => Model::ErlangC,
            (Some(patience_s), None) => Model::ErlangA { patience_s },
            (_, Some(redial_share)) => Model::ErlangX { patience_s, lines: None, redial_share },
        };
        let queue = queue(load_erl, handle_s, model);
        let target = Target { occupancy_max, ..Target::service(share, threshold_s) };
        prop_assert_eq!(min_agents(&queue, &target).unwrap(), by_trying(&queue, &target));
    }
}
