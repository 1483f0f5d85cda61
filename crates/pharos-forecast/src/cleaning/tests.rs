use super::*;
use crate::made::{MONDAY, SHARES, counts};

/// A quiet history of 20 weeks with a dead day, a doubled day, a slot that exploded, a slot without values.
fn history() -> Grid {
    let mut grid = counts(140, 41, |_| 300.0);
    grid.day_mut(50).fill(0.0);
    grid.day_mut(72).iter_mut().for_each(|v| *v *= 2.0);
    grid.day_mut(86)[3] = 260.0;
    grid.day_mut(100)[1] = f64::NAN;
    grid
}

#[test]
fn what_was_broken_is_found_with_its_reason_and_little_else() {
    let odd = odd_ones(&history());
    let found: Vec<_> = odd.iter().map(|odd| (odd.day - MONDAY, odd.slots, odd.kind)).collect();
    for wanted in [
        (50, None, OddKind::Empty),
        (72, None, OddKind::High),
        (86, Some((3, 4)), OddKind::High),
        (100, Some((1, 2)), OddKind::Gaps),
    ] {
        assert!(found.contains(&wanted), "seed 41: {wanted:?} in {found:?}");
    }
    assert!(found.len() <= 6, "seed 41: {found:?}");
    let doubled = odd.iter().find(|odd| odd.day == MONDAY + 72).expect("found");
    assert!((doubled.usual / 330.0 - 1.0).abs() < 0.1 && doubled.deviations > 4.0, "{doubled:?}");
}

#[test]
fn decisions_change_a_copy_only() {
    let grid = history();
    let decided = [
        Decided { day: MONDAY + 72, slots: None, decision: Decision::Keep },
        Decided { day: MONDAY + 50, slots: None, decision: Decision::LeaveOut },
        Decided { day: MONDAY + 86, slots: Some((3, 4)), decision: Decision::Replace(30.0) },
        Decided { day: MONDAY + 100, slots: None, decision: Decision::Replace(330.0) },
        Decided { day: MONDAY - 5, slots: None, decision: Decision::LeaveOut },
    ];
    let res = cleaned(&grid, &decided);
    assert!(res.day(50).iter().all(|v| v.is_nan()));
    assert_eq!(res.day(72), grid.day(72));
    assert_eq!(res.day(86)[3], 30.0);
    assert!(
        (res.day(100).iter().sum::<f64>() - 330.0).abs() < 130.0 + SHARES[1],
        "the missing slot is filled as usual"
    );
    assert_eq!(grid.day(50)[0], 0.0);
}
