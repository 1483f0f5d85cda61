use super::*;

fn check_mean_and_cv(sampler: Sampler, mean: f64, cv: f64) {
    let mut draws = stream(1, 2, 3);
    let count = 200_000;
    let values: Vec<f64> = (0..count).map(|_| sampler.draw(&mut draws)).collect();
    let found = values.iter().sum::<f64>() / f64::from(count);
    let square = values.iter().map(|value| (value - found).powi(2)).sum::<f64>() / f64::from(count - 1);
    assert!((found / mean - 1.0).abs() < 0.01, "{sampler:?}: mean {found}");
    assert!((square.sqrt() / found - cv).abs() < 0.02, "{sampler:?}: cv {}", square.sqrt() / found);
}

#[test]
fn laws_have_the_stated_mean_and_spread() {
    check_mean_and_cv(Sampler::new(Distribution::Exponential, 180.0, 0.0), 180.0, 1.0);
    check_mean_and_cv(Sampler::new(Distribution::Lognormal, 300.0, 0.7), 300.0, 0.7);
    check_mean_and_cv(Sampler::new(Distribution::Constant, 60.0, 0.0), 60.0, 0.0);
}

#[test]
fn streams_of_different_purpose_differ() {
    let draw = |seed, purpose, index| stream(seed, purpose, index).random::<u64>();
    assert_eq!(draw(7, 1, 0), draw(7, 1, 0));
    assert_ne!(draw(7, 1, 0), draw(7, 0, 1));
    assert_ne!(draw(7, 1, 0), draw(8, 1, 0));
}
