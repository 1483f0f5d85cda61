use super::*;

/// 14 agents and 30 %: 20 people (pyworkforce README), not 14 x 1.3 = 18.2.
#[test]
fn shrinkage_divides() {
    let shrinkage = Shrinkage::new(0.3).unwrap();
    assert!((shrinkage.scheduled(14.0) - 20.0).abs() < 1e-12);
    assert!((shrinkage.at_work(20.0) - 14.0).abs() < 1e-12);
}

#[test]
fn parts_one_after_another() {
    let shrinkage = Shrinkage::one_after_another(&[0.1, 0.2]).unwrap();
    assert!((shrinkage.share() - 0.28).abs() < 1e-15);
    assert!(Shrinkage::new(30.0).unwrap_err().to_string().contains("percent"));
    assert!(Shrinkage::new(1.0).is_err());
}
