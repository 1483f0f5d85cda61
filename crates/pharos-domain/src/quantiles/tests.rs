use super::*;

#[test]
fn pairs_name_each_bound_with_its_probability() {
    let quantiles = Quantiles { mean: 10.5, q025: 5.0, q10: 7.0, q50: 10.0, q90: 14.0, q975: 17.0 };
    assert_eq!(quantiles.pairs(), [(0.025, 5.0), (0.1, 7.0), (0.5, 10.0), (0.9, 14.0), (0.975, 17.0)]);
    assert_eq!(Quantiles::from_values(10.5, quantiles.values()), quantiles);
    assert_eq!(quantiles.scaled(2.0).q90, 28.0);
}
