use super::*;
use crate::reference::{assert_near, expected, numbers};

#[test]
fn brier_score_and_its_parts() {
    let reference = expected("B1.brier");
    let came = numbers(&reference["input"]["y"]);
    let statements: Vec<Stated> = numbers(&reference["input"]["p"])
        .into_iter()
        .zip(came)
        .map(|(p, came)| Stated { p, came: came == 1.0 })
        .collect();
    let record = record(&statements).unwrap();
    assert_near(record.brier, reference["expected"]["brier"].as_f64().unwrap(), 1e-9);
    let parts = numbers(&reference["expected"]["rel_res_unc"]);
    for (actual, expected) in [record.murphy.0, record.murphy.1, record.murphy.2].into_iter().zip(parts) {
        assert_near(actual, expected, 1e-9);
    }
    assert_near(record.skill.unwrap(), 1.0 - 0.062 / 0.25, 1e-9);
}

#[test]
fn a_coin_called_at_seventy_per_cent_is_off_by_twenty() {
    let statements: Vec<Stated> = (0..10).map(|it| Stated { p: 0.7, came: it % 2 == 0 }).collect();
    let record = record(&statements).unwrap();
    assert_near(record.calibration_error, 0.2, 1e-12);
    assert_eq!(record.bins.len(), 1);
    assert!(record.skill.unwrap() < 0.0);
}

#[test]
fn no_statement_no_record() {
    assert_eq!(record(&[]), None);
    assert_eq!(record(&[Stated { p: 1.2, came: true }]), None);
    assert_eq!(record(&[Stated { p: 1.0, came: true }]).unwrap().skill, None);
}
