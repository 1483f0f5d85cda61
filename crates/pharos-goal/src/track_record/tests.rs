use jiff::ToSpan;
use jiff::civil::date;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::assess::{Direction, Mode};
use crate::future::Kind;
use crate::history::Period;

fn question() -> Question {
    let (direction, mode) = (Direction::Down, Mode::Sustained(4));
    Question { kind: Kind::Score, target: 0.0, direction, by: date(2026, 1, 1), mode, seed: 1 }
}

#[test]
fn the_record_of_a_steady_noisy_metric_is_good() {
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    let periods: Vec<Period> = (0..90)
        .map(|week| Period {
            start: date(2024, 1, 1).saturating_add((7 * week).days()),
            value: Some(50.0 + (0..12).map(|_| rng.random::<f64>()).sum::<f64>()),
            numerator: None,
            denominator: None,
        })
        .collect();
    let history = Regular::new(&periods).unwrap();
    let record = track_record(&history, &question(), 8).unwrap();
    assert_eq!(record.origins, 90 - 8 - 8 + 1);
    assert_eq!(record.record.n, record.origins * 6);
    assert!(0.3 < record.record.skill.unwrap(), "{record:?}");
    assert!((0.6..=0.95).contains(&record.coverage80), "{record:?}");
    assert_eq!(track_record(&history, &question(), 83), None);
}
