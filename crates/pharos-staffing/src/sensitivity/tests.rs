use super::*;
use crate::queue::{Model, Workload};

/// 10 erl, 14 agents, 80/20: pyworkforce's own tests have 14 -> 0.8884, 15 -> 0.9411.
#[test]
fn one_agent_and_ten_percent() {
    let queue = Queue {
        workload: Workload { contacts: 100.0, interval_s: 1800.0, handle_s: 180.0 },
        model: Model::ErlangC,
    };
    let target = Target::service(0.8, 20.0);
    let near = sensitivity(&queue, 14, &target, 0.1).unwrap();
    let level = |state: &Performance| state.service.unwrap().answered_of_offered;
    assert!((level(&near.at) - 0.888_350_019_179).abs() < 1e-11);
    assert!(level(near.one_less.as_ref().unwrap()) < 0.8);
    assert!((level(&near.one_more) - 0.941).abs() < 1e-3);
    assert!((near.at_changed_volume.offered_load_erl - 11.0).abs() < 1e-12);
    assert_eq!(near.agents_at_changed_volume, 15);
    assert!(sensitivity(&queue, 1, &target, 0.1).unwrap().one_less.is_none());
}
