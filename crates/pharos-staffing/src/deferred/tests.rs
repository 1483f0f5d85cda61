use proptest::prelude::*;

use super::*;

fn item(arrives: usize, due: usize, work_s: f64) -> DeferredWork {
    DeferredWork { arrives, due, work_s }
}

/// Three days of 100 s; a backlog due on day 1, new mail due the day after it comes.
#[test]
fn urgent_work_first() {
    let work = [item(0, 1, 150.0), item(0, 0, 60.0), item(1, 2, 120.0)];
    let run = run_deferred(&work, &[100.0, 100.0, 100.0]).unwrap();
    assert_eq!(run.done_s, vec![100.0, 100.0, 100.0]);
    assert_eq!(run.backlog_s, vec![110.0, 130.0, 30.0]);
    assert_eq!(run.overdue_s, vec![0.0, 10.0, 30.0]);
    // 60 and 140 in time; of the last 120, 90 are done by day 2.
    assert!((run.on_time.unwrap() - 290.0 / 330.0).abs() < 1e-12);
}

#[test]
fn the_level_that_keeps_every_deadline() {
    let work = [item(0, 1, 150.0), item(0, 0, 60.0), item(1, 2, 120.0)];
    // 60 on day 0; 210 by day 1; all 330 by day 2 in 3 days; 120 in the last two.
    let level = level_for_deadlines(&work, &[1.0, 1.0, 1.0]).unwrap();
    assert!((level - 110.0).abs() < 1e-12);
    // Nobody is there on day 1: 210 fall on day 0.
    assert!((level_for_deadlines(&work, &[1.0, 0.0, 1.0]).unwrap() - 210.0).abs() < 1e-12);
    let closed = level_for_deadlines(&[item(1, 1, 5.0)], &[1.0, 0.0, 1.0]);
    assert!(matches!(closed, Err(StaffingError::Unreachable { .. })));
    // Late at its arrival, or due after the horizon: not demanded.
    assert_eq!(level_for_deadlines(&[item(1, 0, 5.0), item(0, 9, 5.0)], &[1.0, 1.0]).unwrap(), 0.0);
}

#[test]
fn agents_for_a_share_on_time() {
    let work = [item(0, 0, 36_000.0), item(1, 1, 7_200.0)];
    let open = [7_200.0, 7_200.0];
    assert_eq!(min_deferred_agents(&work, &open, 1.0).unwrap(), 5);
    assert!(min_deferred_agents(&work, &open, 0.8).unwrap() < 5);
    assert_eq!(min_deferred_agents(&[], &open, 1.0).unwrap(), 0);
    let late = [item(1, 0, 100.0)];
    assert!(matches!(min_deferred_agents(&late, &open, 0.9), Err(StaffingError::Unreachable { .. })));
    assert!(run_deferred(&[item(5, 6, 1.0)], &[1.0]).unwrap_err().to_string().starts_with("arrives is 5"));
}

/// 20 agents 70 % busy who may be 85 % busy: 3 agents' time, of which 60 % comes in usable stretches.
#[test]
fn time_between_calls() {
    let seconds = blended_capacity_s(20, 0.7, 0.85, 0.6, 1800.0).unwrap();
    assert!((seconds - 3240.0).abs() < 1e-9);
    assert_eq!(blended_capacity_s(20, 0.9, 0.85, 0.6, 1800.0).unwrap(), 0.0);
    assert!(blended_capacity_s(20, 70.0, 0.85, 0.6, 1800.0).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Work is neither lost nor made, and the level found is the least: it keeps every deadline, 1 % less does not.
    #[test]
    fn level_and_run_agree(
        items in proptest::collection::vec((0_usize..12, 0_usize..6, 1.0..100.0_f64), 1..30),
        open in proptest::collection::vec(0.1..10.0_f64, 12),
    ) {
        let work: Vec<DeferredWork> =
            items.iter().map(|&(arrives, slack, work_s)| item(arrives, (arrives + slack).min(11), work_s)).collect();
        let level = level_for_deadlines(&work, &open).unwrap();
        let at = |level: f64| run_deferred(&work, &open.iter().map(|open| level * open).collect::<Vec<_>>()).unwrap();
        let enough = at(level * (1.0 + 1e-9));
        prop_assert!(enough.on_time.unwrap() > 1.0 - 1e-9);
        prop_assert!(at(0.99 * level).on_time.unwrap() < 1.0 - 1e-9);
        let total: f64 = work.iter().map(|item| item.work_s).sum();
        let short = at(0.5 * level);
        prop_assert!((short.done_s.iter().sum::<f64>() + short.backlog_s[11] - total).abs() < 1e-9 * total);
    }
}
