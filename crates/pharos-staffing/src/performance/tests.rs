use proptest::prelude::*;

use super::*;
use crate::queue::Workload;

fn queue(contacts: f64, handle_s: f64, model: Model) -> Queue {
    Queue { workload: Workload { contacts, interval_s: 1800.0, handle_s }, model }
}

#[track_caller]
fn invalid(queue: Queue, agents: u32, threshold_s: Option<f64>, what: &str) {
    let error = performance(&queue, agents, threshold_s).unwrap_err();
    assert!(error.to_string().starts_with(what), "{error}");
}

#[test]
fn bad_input_is_named() {
    let c = Model::ErlangC;
    invalid(queue(0.0, 180.0, c), 3, None, "contacts is 0");
    invalid(queue(-1.0, 180.0, c), 3, None, "contacts is -1");
    invalid(queue(10.0, f64::NAN, c), 3, None, "handle_s is NaN");
    invalid(queue(10.0, 180.0, c), 0, None, "agents is 0");
    invalid(queue(10.0, 180.0, c), 1, Some(-5.0), "threshold_s is -5");
    invalid(queue(10.0, 180.0, Model::ErlangA { patience_s: 0.0 }), 1, None, "patience_s is 0");
    let x = Model::ErlangX { patience_s: Some(60.0), lines: None, redial_share: 1.0 };
    invalid(queue(10.0, 180.0, x), 1, None, "redial_share is 1");
    invalid(queue(10.0, 180.0, Model::ErlangALines { patience_s: None, lines: 0 }), 1, None, "lines is 0");
}

#[test]
fn overload_is_said_not_computed() {
    let state = performance(&queue(100.0, 180.0, Model::ErlangC), 10, Some(20.0)).unwrap();
    assert!(!state.steady);
    assert_eq!(state.asa_s, f64::INFINITY);
    assert_eq!(state.service.unwrap().answered_of_offered, 0.0);
    // The same centre with customers who give up has an ordinary state.
    assert!(
        performance(&queue(100.0, 180.0, Model::ErlangA { patience_s: 60.0 }), 10, Some(20.0))
            .unwrap()
            .steady
    );
}

/// Five definitions of one state, computed at 230 bits: 10 erl, 12 agents, patience 120 s, handle time 180 s, 20 s.
#[test]
fn definitions_decide_the_answer() {
    let state =
        performance(&queue(100.0, 180.0, Model::ErlangA { patience_s: 120.0 }), 12, Some(20.0)).unwrap();
    let levels = state.service.unwrap();
    let table = [
        (ServiceLevelKind::AnsweredOfOffered, 0.825_58),
        (ServiceLevelKind::Patient, 0.834_12),
        (ServiceLevelKind::OfAnswered, 0.879_77),
        (ServiceLevelKind::ExcludingShortAbandons, 0.854_64),
        (ServiceLevelKind::AnsweredOrAbandoned, 0.859_59),
    ];
    for (kind, expected) in table {
        assert!((levels.of(kind) - expected).abs() < 5e-6, "{kind:?} {}", levels.of(kind));
    }
    assert!((state.asa_s - 6.335).abs() < 5e-4);
    assert!((state.mean_wait_s - 7.392).abs() < 5e-4);
}

/// More lines than ever used, and agents beyond the lines.
#[test]
fn lines_at_both_ends() {
    let a = performance(&queue(100.0, 180.0, Model::ErlangA { patience_s: 60.0 }), 9, Some(20.0)).unwrap();
    let lines = |patience_s, lines| Model::ErlangALines { patience_s, lines };
    let many = performance(&queue(100.0, 180.0, lines(Some(60.0), 400)), 9, Some(20.0)).unwrap();
    assert!((a.asa_s - many.asa_s).abs() < 1e-9 && many.p_block < 1e-12);
    let loss = performance(&queue(100.0, 180.0, Model::ErlangB), 8, None).unwrap();
    let beyond = performance(&queue(100.0, 180.0, lines(None, 8)), 16, None).unwrap();
    assert!((loss.p_block - beyond.p_block).abs() < 1e-14);
    assert!((loss.occupancy - 2.0 * beyond.occupancy).abs() < 1e-14);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Laws that hold whatever the numbers: flow in = flow out, shares are shares, definitions are ordered.
    #[test]
    fn conservation(
        load_erl in 0.01..300.0_f64,
        relative in 0.2..1.8_f64,
        patience_s in 1.0..5000.0_f64,
        places in proptest::option::of(0..60_u32),
        redial_share in proptest::option::of(0.0..0.95_f64),
        threshold_s in 0.0..200.0_f64,
    ) {
        let agents = (relative * load_erl).ceil() as u32;
        let lines = places.map(|places| agents + places);
        let model = match (redial_share, lines) {
            (Some(redial_share), lines) => Model::ErlangX { patience_s: Some(patience_s), lines, redial_share },
            (None, Some(lines)) => Model::ErlangALines { patience_s: Some(patience_s), lines },
            (None, None) => Model::ErlangA { patience_s },
        };
        let queue = queue(10.0 * load_erl, 180.0, model);
        let state = performance(&queue, agents, Some(threshold_s)).unwrap();
        let levels = state.service.unwrap();
        let served = 1.0 - state.p_block - state.p_abandon;
        let attempts_erl = state.effective_contacts / 10.0;
        prop_assert!((state.occupancy * f64::from(agents) - attempts_erl * served).abs() < 1e-9 * attempts_erl);
        let lost = state.effective_contacts * (state.p_block + state.p_abandon);
        let redialled = redial_share.unwrap_or(0.0) * lost;
        prop_assert!((queue.workload.contacts + redialled - state.effective_contacts).abs() < 1e-9 * state.effective_contacts);
        let abandoned_by_queue = state.mean_queue / patience_s;
        prop_assert!((abandoned_by_queue - state.p_abandon * state.effective_contacts / 1800.0).abs() < 1e-10 * attempts_erl);
        prop_assert!(levels.answered_of_offered <= levels.patient + 1e-12);
        prop_assert!(levels.answered_of_offered <= levels.of_answered + 1e-12);
        prop_assert!(levels.answered_of_offered <= levels.excluding_short_abandons + 1e-12);
        prop_assert!(levels.excluding_short_abandons <= levels.answered_or_abandoned + 1e-12);
        prop_assert!(levels.answered_or_abandoned <= 1.0 + 1e-12 && levels.answered_of_offered >= 0.0);
    }
}
