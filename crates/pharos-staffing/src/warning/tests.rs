use super::*;
use crate::performance::performance;
use crate::queue::Workload;

fn found(model: Model, agents: u32, facts: DataFacts) -> Vec<Warning> {
    let queue = Queue { workload: Workload { contacts: 100.0, interval_s: 1800.0, handle_s: 180.0 }, model };
    let state = performance(&queue, agents, None).unwrap();
    warnings(&queue, &state, &facts)
}

#[test]
fn an_ordinary_interval_has_none() {
    assert_eq!(found(Model::ErlangC, 15, DataFacts::default()), vec![]);
    assert_eq!(found(Model::ErlangB, 10, DataFacts::default()), vec![]);
}

#[test]
fn overload_and_slow_queues() {
    assert_eq!(
        found(Model::ErlangC, 10, DataFacts::default()),
        vec![Warning::Overloaded { load_erl: 10.0, agents: 10 }]
    );
    // 1 / (sqrt(10.5/180) - sqrt(10/180))^2 is beyond half an hour for 10.5 agents; for 11 still.
    let slow = found(Model::ErlangC, 11, DataFacts::default());
    assert!(
        matches!(slow[..], [Warning::NotSteady { relaxation_s, .. }] if relaxation_s > 1800.0),
        "{slow:?}"
    );
    assert_eq!(found(Model::ErlangA { patience_s: 60.0 }, 10, DataFacts::default()), vec![]);
}

#[test]
fn facts_that_contradict_the_model() {
    let facts = DataFacts { abandoned: Some(0.06), redial_share: Some(0.4), handle_time_cv2: Some(2.5) };
    let c = found(Model::ErlangC, 15, facts);
    assert_eq!(
        c,
        vec![
            Warning::AbandonmentIgnored { abandoned: 0.06 },
            Warning::RedialsIgnored { redial_share: 0.4 },
            Warning::HandleTimeNotExponential { cv2: 2.5 },
        ]
    );
    let x = Model::ErlangX { patience_s: Some(60.0), lines: None, redial_share: 0.4 };
    assert_eq!(found(x, 15, facts), vec![Warning::HandleTimeNotExponential { cv2: 2.5 }]);
    assert!(c[0].to_string().contains("6.0 % abandon"));
}
