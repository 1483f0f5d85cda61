use super::*;

#[test]
fn type_7_is_rs_default() {
    // R: quantile(c(1, 2, 4, 8), c(0, .25, .5, .9, 1)) = 1, 1.75, 3, 6.8, 8
    let sorted = [1.0, 2.0, 4.0, 8.0];
    for (q, expected) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.9, 6.8), (1.0, 8.0)] {
        let actual = type7_sorted(&sorted, q).unwrap();
        assert!((actual - expected).abs() < 1e-12, "{q}: {actual}");
    }
}

#[test]
fn type_7_of_nothing_or_outside_the_scale_is_none() {
    assert_eq!(type7_sorted(&[], 0.5), None);
    assert_eq!(type7_sorted(&[1.0], 1.1), None);
    assert_eq!(type7_sorted(&[1.0], f64::NAN), None);
    assert_eq!(type7_sorted(&[3.0], 0.9), Some(3.0));
}

#[test]
fn values_in_any_order_have_the_quantiles_of_the_sorted_ones() {
    let mut state = 1_u64;
    for length in [1, 2, 3, 10, 499, 500] {
        let mut values: Vec<f64> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from((state >> 40) as u32 % 97) / 7.0
        })
        .take(length)
        .collect();
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        for q in [0.025, 0.975, 0.0, 0.5, 1.0, 0.1] {
            assert_eq!(type7(&mut values, q), type7_sorted(&sorted, q), "{length} values, {q}");
        }
    }
    assert_eq!(type7(&mut [], 0.5), None);
    assert_eq!(type7(&mut [1.0], -0.1), None);
}
