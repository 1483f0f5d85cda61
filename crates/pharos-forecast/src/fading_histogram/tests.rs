use super::*;

#[test]
fn quantiles_are_those_of_the_numbers_within_a_bin() {
    let mut histogram = FadingHistogram::new();
    (1..=1000).for_each(|k| histogram.add(f64::from(k) / 100.0, 1.0));
    for p in [0.025, 0.1, 0.5, 0.9, 0.975] {
        let found = histogram.quantile(p);
        assert!((found / (10.0 * p) - 1.0).abs() < 0.03, "{p}: {found}");
    }
}

#[test]
fn faded_numbers_give_way_to_new_ones() {
    let mut histogram = FadingHistogram::new();
    (0..100).for_each(|_| histogram.add(1.0, 1.0));
    histogram.fade(0.01);
    (0..100).for_each(|_| histogram.add(-1.0, 1.0));
    assert!((histogram.quantile(0.9) + 1.0).abs() < 0.05);
    assert_eq!(FadingHistogram::new().quantile(0.9), 0.0);
}
