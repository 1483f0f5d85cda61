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
