use super::*;
use crate::reference::assert_near;

#[test]
fn anscombes_first_set_has_its_published_correlation() {
    // Anscombe (1973), The American Statistician 27: 0.816 in all four sets.
    let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
    let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    assert_near(pearson(&x, &y).unwrap(), 0.816_420_5, 1e-7);
}

#[test]
fn with_one_other_series_the_partial_correlation_is_the_textbook_formula() {
    let a = [1.0, 3.0, 2.0, 5.0, 4.0, 6.0, 8.0, 7.0];
    let b = vec![2.0, 1.0, 4.0, 3.0, 6.0, 5.0, 7.0, 9.0];
    let c = vec![1.0, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0];
    let (ab, ac, bc) = (pearson(&a, &b).unwrap(), pearson(&a, &c).unwrap(), pearson(&b, &c).unwrap());
    let textbook = (ab - ac * bc) / ((1.0 - ac * ac) * (1.0 - bc * bc)).sqrt();
    assert_near(partial(&a, &[b, c]).unwrap()[0], textbook, 1e-12);
}

#[test]
fn fishers_interval_and_series_that_say_the_same() {
    // Textbook example: r = 0.5, n = 28: z = 0.5493 -+ 1.96 / 5, so 0.156 to 0.736.
    let it = fisher(0.5, 28, 0, 0.95).unwrap();
    assert_near(it.lo, 0.156, 1e-3);
    assert_near(it.hi, 0.736, 1e-3);
    assert_eq!(fisher(0.5, 4, 0, 0.95), None);
    let same = vec![1.0, 2.0, 4.0, 3.0];
    assert_eq!(partial(&[1.0, 2.0, 3.0, 5.0], &[same.clone(), same]), None);
    assert_eq!(pearson(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), None);
}

#[test]
fn a_correlation_of_chance_has_no_small_probability() {
    assert_near(p_value(0.5, 28, 0), 0.006_010, 1e-4);
    assert_near(p_value(0.0, 28, 0), 1.0, 1e-12);
    assert_near(p_value(0.9, 3, 0), 1.0, 1e-12);
}
