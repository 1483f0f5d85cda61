use super::*;
use crate::reference::{assert_near, expected, numbers};

#[test]
fn benjamini_and_hochbergs_own_example() {
    let reference = expected("B2.bh");
    let p = numbers(&reference["input"]["p"]);
    let q = benjamini_hochberg(&p);
    for (actual, expected) in q.iter().zip(numbers(&reference["expected"]["bh_adj"])) {
        assert_near(*actual, expected, 1e-12);
    }
    let rejected = |q: &[f64]| q.iter().filter(|it| **it <= 0.05).count() as u64;
    let number = |name: &str| reference["expected"][name].as_u64().unwrap();
    assert_eq!(rejected(&q), number("bh_rejected"));
    assert_eq!(rejected(&bonferroni(&p)), number("bonferroni_rejected"));
    assert_eq!(rejected(&benjamini_yekutieli(&p)), number("by_rejected"));
}

#[test]
fn the_order_of_the_input_is_kept_and_no_number_is_no_evidence() {
    let q = benjamini_hochberg(&[0.5, f64::NAN, 0.01]);
    assert_eq!(q, [0.75, 1.0, 0.03]);
    assert!(benjamini_hochberg(&[]).is_empty());
}
