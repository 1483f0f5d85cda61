use super::mean;

/// Means and limits of R: `mean(x)` and `1.96 * sd(x) / sqrt(length(x))`.
#[test]
fn agents_have_a_mean_with_its_interval() {
    let (value, interval) = mean(&[594.0, 512.0, 431.0, 603.0]).expect("a mean");
    assert!((value - 535.0).abs() < 1e-9);
    let (lo, hi) = interval.expect("an interval");
    assert!((hi - value - 78.9088).abs() < 1e-3, "{hi}");
    assert!((value - lo - 78.9088).abs() < 1e-3);
}

#[test]
fn one_agent_has_no_interval_and_none_no_mean() {
    assert_eq!(mean(&[7.0]), Some((7.0, None)));
    assert_eq!(mean(&[]), None);
}
