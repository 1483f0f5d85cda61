use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::reference::{assert_near, expected, numbers, shared};

#[test]
fn eight_schools_do_not_differ_by_reml() {
    let reference = expected("B2.random_effects");
    let schools = &reference["input"]["eight_schools"];
    let units: Vec<Measured> = numbers(&schools["y"])
        .into_iter()
        .zip(numbers(&schools["se"]))
        .map(|(value, se)| Measured { value, variance: se * se })
        .collect();
    let effects = reml(&units).unwrap();
    let schools = &reference["expected"]["eight_schools"];
    assert_near(effects.between, schools["tau2"].as_f64().unwrap(), 1e-4);
    assert_near(effects.mean, schools["mu"].as_f64().unwrap(), 1e-4);
    assert_near(effects.mean_se, schools["se"].as_f64().unwrap(), 1e-4);
    let apart = heterogeneity(&units, effects.between).unwrap();
    assert_near(apart.q, schools["Q"].as_f64().unwrap(), 1e-4);
    assert_near(apart.share, 0.0, 1e-12);
    // Nothing tells the schools apart, so each is shown at the mean.
    assert_near(shrunken(units[0], &effects).0, effects.mean, 1e-9);
}

#[test]
fn the_vaccine_trials_give_the_reference_values() {
    let Some(text) = shared("stats/bcg.csv", "the_vaccine_trials_give_the_reference_values") else { return };
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').map(|it| it.trim_matches('"')).collect();
    let column = |name: &str| header.iter().position(|it| *it == name).unwrap();
    let (value, variance) = (column("yi"), column("vi"));
    let units: Vec<Measured> = lines
        .map(|line| line.split(',').collect::<Vec<_>>())
        .map(|it| Measured { value: it[value].parse().unwrap(), variance: it[variance].parse().unwrap() })
        .collect();
    let effects = reml(&units).unwrap();
    let reference = &expected("B2.random_effects")["expected"]["bcg"];
    assert_near(effects.mean, reference["mu"].as_f64().unwrap(), 1e-4);
    assert_near(effects.mean_se, reference["se"].as_f64().unwrap(), 1e-4);
    assert_near(effects.between, reference["tau2"].as_f64().unwrap(), 1e-4);
    let apart = heterogeneity(&units, effects.between).unwrap();
    assert_near(apart.q, reference["Q"].as_f64().unwrap(), 1e-3);
    assert_near(100.0 * apart.share, reference["I2"].as_f64().unwrap(), 0.01);
}

#[test]
fn eighteen_batters_of_1970() {
    let reference = expected("B2.james_stein");
    let input = &reference["input"];
    let n = input["n"].as_f64().unwrap();
    let seen: Vec<f64> = numbers(&input["hits"]).iter().map(|it| it / n).collect();
    let mean = seen.iter().sum::<f64>() / seen.len() as f64;
    let (kept, shrunken) = james_stein(&seen, mean * (1.0 - mean) / n).unwrap();
    let reference = &reference["expected"];
    assert_near(mean, reference["grand_mean"].as_f64().unwrap(), 1e-9);
    assert_near(kept, reference["shrink_factor"].as_f64().unwrap(), 1e-5);
    for (value, expected) in shrunken.iter().zip(numbers(&reference["js"])) {
        assert_near(*value, expected, 1e-5);
    }
    // Closer to what the rest of the season showed than the averages themselves.
    let truth = numbers(&input["truth"]);
    let squares = |values: &[f64]| values.iter().zip(&truth).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
    assert_near(squares(&seen), reference["sse_mle"].as_f64().unwrap(), 1e-5);
    assert_near(squares(&shrunken), reference["sse_js"].as_f64().unwrap(), 1e-5);
}

#[test]
fn a_balanced_layout_has_the_textbook_answer() {
    // Values 0, 2, 4 with variance 1: between = 4 - 1, reliability 3/4.
    let units = [0.0, 2.0, 4.0].map(|value| Measured { value, variance: 1.0 });
    let effects = reml(&units).unwrap();
    assert_near(effects.mean, 2.0, 1e-12);
    assert_near(effects.between, 3.0, 1e-9);
    assert_near(shrunken(units[2], &effects).0, 3.5, 1e-9);
}

/// Morris (1983) for equal variances: V (1 - (k - 1) / k B) + 2 / (k - 3) B^2 away^2 with B = (k - 3) / (k - 1) V / (V + A).
#[test]
fn the_error_of_a_shrunken_value_is_morris() {
    let units = [0.0, 1.0, 2.0, 3.0, 4.0].map(|value| Measured { value, variance: 1.0 });
    let effects = reml(&units).unwrap();
    // Mean 2, variance 2.5, of which 1.5 lies between: B = 2 / 4 / 2.5 = 0.2.
    let (value, se) = shrunken(units[4], &effects);
    assert_near(value, 2.0 + 0.6 * 2.0, 1e-9);
    assert_near(se * se, 1.0 - 0.8 * 0.2 + 2.0 / 2.0 * 0.04 * 4.0, 1e-9);
}

/// Units that hardly differ, of unequal size: the estimated spread is often zero, and the intervals hold the truth all the
/// same, though they are shorter than those of the units alone. Of eight units and 2,000 draws the share that holds has a
/// standard error under 0.003.
#[test]
fn intervals_hold_the_truth_also_where_no_difference_is_found() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let mut normal = || (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
    for between in [0.0, 0.1, 0.3, 1.0] {
        let (mut held, mut all, mut zero) = (0, 0, 0);
        let (mut width, mut alone) = (0.0, 0.0);
        for _ in 0..2_000 {
            let truths: Vec<f64> = (0..8).map(|_| 5.0 + f64::sqrt(between) * normal()).collect();
            let draw = |(place, truth): (usize, &f64)| {
                let variance = 0.5 + 0.25 * place as f64;
                Measured { value: truth + variance.sqrt() * normal(), variance }
            };
            let units: Vec<Measured> = truths.iter().enumerate().map(draw).collect();
            let effects = reml(&units).unwrap();
            zero += usize::from(effects.between == 0.0);
            for (truth, unit) in truths.iter().zip(&units) {
                let (value, se) = shrunken(*unit, &effects);
                held += usize::from((value - truth).abs() <= 1.96 * se);
                all += 1;
                width += se;
                alone += unit.variance.sqrt();
            }
        }
        let share = f64::from(u32::try_from(held).unwrap()) / f64::from(u32::try_from(all).unwrap());
        println!(
            "between {between}: {share:.3} hold, {zero} of 2000 spreads are zero, width {:.2}",
            width / alone
        );
        assert!(0.93 <= share, "between {between}: {share}");
        assert!(width < 0.9 * alone, "between {between}: {width} of {alone}");
    }
}

#[test]
fn too_little_or_senseless_input_is_refused() {
    let one = Measured { value: 1.0, variance: 1.0 };
    assert_eq!(reml(&[one]), None);
    assert_eq!(heterogeneity(&[one], 0.0), None);
    assert_eq!(james_stein(&[1.0, 2.0, 3.0], 1.0), None);
    assert_eq!(james_stein(&[1.0; 5], 1.0), None);
    assert_eq!(reml(&[one, Measured { value: 1.0, variance: 0.0 }]), None);
    assert_eq!(reml(&[one, Measured { value: f64::NAN, variance: 1.0 }]), None);
}
