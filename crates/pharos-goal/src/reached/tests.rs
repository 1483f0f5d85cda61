use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::history::Period;

fn weeks(values: &[Option<f64>]) -> Regular {
    let periods: Vec<Period> = (0..)
        .zip(values)
        .map(|(week, value)| Period {
            start: date(2026, 1, 5).saturating_add((7 * week).days()),
            value: *value,
            numerator: None,
            denominator: None,
        })
        .collect();
    Regular::new(&periods).unwrap()
}

#[test]
fn share_last_and_longest() {
    let history = weeks(&[Some(0.8), Some(0.9), Some(0.9), Some(0.7), Some(0.9), None, Some(0.6), Some(0.7)]);
    let facts = reached_before(&history, 0.8, Direction::Up, 1);
    assert_eq!(facts, ReachedBefore { share: Some(4.0 / 7.0), last: Some(date(2026, 2, 2)), longest: 3 });
    let facts = reached_before(&history, 0.7, Direction::Down, 1);
    assert_eq!(facts.share, Some(3.0 / 7.0));
    // Means of two: .85 .90 .80 .80 - - .65, the fourth up to a rounding.
    let facts = reached_before(&history, 0.79, Direction::Up, 2);
    assert_eq!((facts.share, facts.longest), (Some(4.0 / 5.0), 4));
}

#[test]
fn never_and_nothing() {
    let never = reached_before(&weeks(&[Some(1.0), Some(2.0)]), 5.0, Direction::Up, 1);
    assert_eq!(never, ReachedBefore { share: Some(0.0), last: None, longest: 0 });
    assert_eq!(reached_before(&weeks(&[Some(1.0), Some(2.0)]), 5.0, Direction::Up, 3).share, None);
}
