use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

/// Groups of one pair each around forecasts of 100, with normal misses of a standard deviation given by the day.
fn groups(days: usize, sd: impl Fn(usize) -> f64) -> Vec<Group> {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut normal = move || (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
    (0..days)
        .map(|day| {
            let pair = Pair { slot: 0, forecast: 100.0, value: 100.0 + sd(day) * normal() };
            Group { known: day, lead: 0, pairs: vec![pair] }
        })
        .collect()
}

#[test]
fn bounds_are_those_of_the_misses_seen() {
    let bounds = Calibration::new(&groups(700, |_| 10.0), 1, 700, 0.0).around(1, 0, 100.0);
    // Normal quantiles times 10, somewhat wider for what 700 days cannot tell.
    let expected = [80.4, 87.2, 100.0, 112.8, 119.6];
    for (found, expected) in bounds.iter().zip(expected) {
        assert!((found - expected).abs() < 2.0, "seed 3: {bounds:?}");
    }
}

#[test]
fn bounds_follow_when_misses_grow() {
    let calm = Calibration::new(&groups(700, |_| 10.0), 1, 700, 0.0).around(1, 0, 100.0);
    let grown = groups(700, |day| if day < 500 { 10.0 } else { 25.0 });
    let wild = Calibration::new(&grown, 1, 700, 0.0).around(1, 0, 100.0);
    assert!(wild[4] - wild[0] > 1.5 * (calm[4] - calm[0]), "{calm:?} {wild:?}");
}

#[test]
fn few_experiences_make_wide_bounds_and_none_still_makes_some() {
    let width = |n: usize| {
        let bounds = Calibration::new(&groups(n, |_| 10.0)[..], 1, n, 0.0).around(1, 0, 100.0);
        bounds[4] - bounds[0]
    };
    let none = Calibration::new(&[], 1, 0, 1.0).around(1, 0, 100.0);
    assert!(none[0] < 80.0 && none[4] > 120.0, "{none:?}");
    assert!(width(700) < 45.0);
    let beyond = Calibration::new(&groups(30, |_| 10.0), 1, 30, 0.0);
    let (near, far) = (beyond.around(1, 0, 100.0), beyond.around(28, 0, 100.0));
    assert!(far[4] - far[0] > near[4] - near[0], "nothing was seen four weeks ahead, so it is wider");
}

#[test]
fn no_interval_is_narrower_than_chance() {
    let sure = groups(300, |_| 0.01);
    let bounds = Calibration::new(&sure, 1, 300, 1.0).around(1, 0, 100.0);
    assert!(bounds[1] <= 100.0 - 12.8 && bounds[3] >= 100.0 + 12.8, "{bounds:?}");
}

#[test]
fn student_over_normal_is_that_of_the_tables() {
    // Student's t: 0.9 and 0.975 quantiles of 10 degrees of freedom are 1.372 and 2.228.
    assert!((student_over_normal(1.281_552, 10.0) - 1.372 / 1.2816).abs() < 0.002);
    assert!((student_over_normal(1.959_964, 10.0) - 2.228 / 1.96).abs() < 0.004);
}
