use super::event::{Event, EventHeap};
use super::pool::Pool;
use super::*;

#[test]
fn events_come_in_order_of_time() {
    let mut heap = EventHeap::default();
    for (at, agent) in [(3.0, 3), (1.0, 1), (2.0, 2)] {
        heap.push(at, Event::DutyStarts { agent });
    }
    heap.replace(2.5, Event::DutyEnds { agent: 1 });
    let mut order = Vec::new();
    while let Some(event) = heap.peek() {
        order.push((heap.earliest(), event));
        heap.pop();
    }
    let expected = [
        (2.0, Event::DutyStarts { agent: 2 }),
        (2.5, Event::DutyEnds { agent: 1 }),
        (3.0, Event::DutyStarts { agent: 3 }),
    ];
    assert_eq!(order, expected);
    assert_eq!(heap.earliest(), f64::INFINITY);
}

#[test]
fn the_least_loaded_then_longest_free_agent_is_first() {
    let mut pool = Pool::new(2);
    pool.push(1, 7, 0.0);
    pool.push(0, 8, 5.0);
    pool.push(0, 9, 6.0);
    pool.push(2, 10, 1.0); // full: not kept
    assert_eq!(pool.first().map(|(load, free)| (load, free.agent)), Some((0, 8)));
    pool.remove(0, 9);
    pool.pop(0);
    assert_eq!(pool.first().map(|(load, free)| (load, free.agent)), Some((1, 7)));
}

#[test]
fn numbers_by_slot_become_stretches_of_duty() {
    let group = Group {
        name: "g".to_owned(),
        agents: vec![1, 2, 0, 2],
        shifts: Vec::new(),
        concurrency: 1,
        slowdown: 0.0,
        absence: 0.0,
        cost: 1.0,
    };
    let found = duties(&group, 100.0, 380.0);
    assert_eq!(found, vec![vec![[0.0, 200.0], [300.0, 380.0]], vec![[100.0, 200.0], [300.0, 380.0]]]);
}
