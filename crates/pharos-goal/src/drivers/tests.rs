use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

fn series(metric: &str, direction: Direction, values: &[f64]) -> Series {
    Series {
        metric: metric.to_owned(),
        direction: Some(direction),
        values: values.iter().copied().map(Some).collect(),
    }
}

#[test]
fn the_true_driver_is_found_and_the_bystander_is_not() {
    // The aim (a wait, less is better) falls by 2 for each unit of the driver; the bystander only follows the driver.
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut noise = || (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
    let driver: Vec<f64> = (0..80).map(|_| noise()).collect();
    let aim: Vec<f64> = driver.iter().map(|it| 100.0 - 2.0 * it + noise()).collect();
    let bystander: Vec<f64> = driver.iter().map(|it| it + noise()).collect();
    let noise_only: Vec<f64> = (0..80).map(|_| noise()).collect();
    let found = drivers(
        &series("asa", Direction::Down, &aim),
        &[
            series("driver", Direction::Up, &driver),
            series("bystander", Direction::Up, &bystander),
            series("noise", Direction::Up, &noise_only),
        ],
    );
    assert_eq!(found[0].metric, "driver");
    assert!(0.6 < found[0].strength && 0.4 < found[0].lo, "{found:?}");
    assert_eq!((found[0].held, found[0].n), (2, 79));
    let others = found.iter().filter(|it| it.metric != "driver");
    assert!(others.into_iter().all(|it| it.lo < 0.1 && -0.1 < it.hi), "{found:?}");
}

#[test]
fn two_aims_that_pull_against_each_other_are_known_by_their_history() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let mut noise = || (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
    let aht: Vec<f64> = (0..60).map(|_| 300.0 + 10.0 * noise()).collect();
    let fcr: Vec<f64> = aht.iter().map(|it| 0.7 + 0.001 * (it - 300.0) + 0.002 * noise()).collect();
    let (aht, fcr) = (series("aht", Direction::Down, &aht), series("fcr", Direction::Up, &fcr));
    let pull_between = pull(&aht, &fcr).unwrap();
    assert!(pull_between.strength < -0.8 && pull_between.hi < -0.7, "{pull_between:?}");
    assert_eq!(pull(&Series { direction: None, ..aht.clone() }, &fcr), None);
    let short = Series { values: fcr.values[..9].to_vec(), ..fcr };
    assert_eq!(pull(&aht, &short), None);
}
