use super::*;
use crate::reference::{assert_near, expected, shared};

fn points(values: &[f64]) -> Vec<Point> {
    values.iter().map(|value| Point { value: Some(*value), known_variance: 0.0 }).collect()
}

#[test]
fn the_nile_has_the_published_variances() {
    let Some(text) = shared("stats/raw/datasets_Nile.csv", "the_nile_has_the_published_variances") else {
        return;
    };
    let flow: Vec<f64> =
        text.lines().skip(1).map(|it| it.rsplit(',').next().unwrap().parse().unwrap()).collect();
    let noise = maximum_likelihood(&flow).unwrap();
    let reference = &expected("B1.local_level")["expected"];
    assert_near(noise.observation / reference["sigma2_eps"].as_f64().unwrap(), 1.0, 0.005);
    assert_near(noise.step / reference["sigma2_eta"].as_f64().unwrap(), 1.0, 0.005);
    // Durbin and Koopman, section 2.2: the filtered level of 1970 is about 798, its variance 4032.
    let filtered = filter(&points(&flow), noise).unwrap();
    assert_near(filtered.level, 798.4, 1.0);
    assert_near(filtered.level_variance, 4032.0, 10.0);
}

#[test]
fn without_steps_the_level_is_the_mean() {
    let filtered = filter(&points(&[1.0, 2.0, 6.0]), Noise { observation: 3.0, step: 0.0 }).unwrap();
    assert_near(filtered.level, 3.0, 1e-12);
    assert_near(filtered.level_variance, 1.0, 1e-12);
}

#[test]
fn a_period_without_value_widens_and_known_variances_weigh() {
    let mut gap = points(&[1.0, 2.0, 3.0]);
    gap[2].value = None;
    let filtered = filter(&gap, Noise { observation: 1.0, step: 1.0 }).unwrap();
    // After two values: 1 + 2/3, variance 2/3; then one more step.
    assert_near(filtered.level, 1.0 + 2.0 / 3.0, 1e-12);
    assert_near(filtered.level_variance, 2.0 / 3.0 + 1.0, 1e-12);
    let known =
        [(0.0, 1.0), (4.0, 3.0)].map(|(value, known_variance)| Point { value: Some(value), known_variance });
    assert_near(filter(&known, Noise { observation: 0.0, step: 0.0 }).unwrap().level, 1.0, 1e-12);
}

#[test]
fn the_posterior_sums_to_one_and_knows_a_random_walk_from_noise() {
    let noise: Vec<f64> = (0..60).map(|it| f64::from(it * 7919 % 13)).collect();
    let walk: Vec<f64> = noise
        .iter()
        .scan(0.0, |level, it| {
            *level += it - 6.0;
            Some(*level)
        })
        .collect();
    let step_share = |values: &[f64]| {
        let grid = posterior(&points(values));
        assert_near(grid.iter().map(|it| it.weight).sum(), 1.0, 1e-12);
        grid.iter().map(|it| it.weight * it.noise.step / (it.noise.step + it.noise.observation)).sum::<f64>()
    };
    assert!(step_share(&noise) < 0.1);
    assert!(0.8 < step_share(&walk));
}

#[test]
fn too_short_or_constant_series_have_no_variances() {
    assert_eq!(maximum_likelihood(&[1.0, 2.0]), None);
    assert_eq!(maximum_likelihood(&[1.0; 9]), None);
    assert!(posterior(&points(&[1.0; 9])).is_empty());
    assert_eq!(filter(&[], Noise { observation: 1.0, step: 1.0 }), None);
}
