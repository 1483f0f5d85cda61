use super::*;

/// Binomial tails computed with exact integers elsewhere: 18 offers give 10 of 63 % with 0.83, 21 with 0.96.
#[test]
fn more_offers_make_a_full_class_surer() {
    let funnel = Funnel { accepted: 0.7, came: 0.9, passed: 0.85 };
    for (probability, expected, sure) in [(0.8, 16, 18), (0.95, 16, 21)] {
        assert_eq!(funnel.offers(10, probability).unwrap(), Offers { expected, sure });
    }
    assert_eq!(funnel.offers(0, 0.8).unwrap(), Offers { expected: 0, sure: 0 });
    let certain = Funnel { accepted: 1.0, came: 1.0, passed: 1.0 };
    assert_eq!(certain.offers(12, 0.9).unwrap(), Offers { expected: 12, sure: 12 });
    assert!(Funnel { accepted: 70.0, ..funnel }.offers(1, 0.8).is_err());
}
