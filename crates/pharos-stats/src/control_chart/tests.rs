use super::*;
use crate::reference::{assert_near, expected, numbers};

#[test]
fn the_handbooks_individuals_chart() {
    let reference = expected("B1.xmr");
    let values = numbers(&reference["input"]["data"]);
    let limits = individuals(&values).unwrap();
    let reference = &reference["expected"];
    assert_near(limits.centre, reference["mean"].as_f64().unwrap(), 1e-9);
    assert_near(limits.lower, reference["lcl"].as_f64().unwrap(), 1e-4);
    assert_near(limits.upper, reference["ucl"].as_f64().unwrap(), 1e-4);
    assert_near(mean_moving_range(&values).unwrap(), reference["mr_bar"].as_f64().unwrap(), 1e-9);
}

#[test]
fn the_orange_juice_cans() {
    let reference = expected("B1.pchart");
    let cans: Vec<Share> = numbers(&reference["input"]["defectives"])
        .into_iter()
        .map(|counted| Share { counted, n: 50.0 })
        .collect();
    let limits = share_limits(&cans, 50.0, 1.0).unwrap();
    let reference = &reference["expected"];
    assert_near(limits.centre, reference["pbar"].as_f64().unwrap(), 1e-9);
    assert_near(limits.lower, reference["lcl"].as_f64().unwrap(), 1e-4);
    assert_near(limits.upper, reference["ucl"].as_f64().unwrap(), 1e-4);
    let is_out = |it: &Share| it.counted / it.n < limits.lower || limits.upper < it.counted / it.n;
    let out: Vec<f64> = (1..).zip(&cans).filter(|it| is_out(it.1)).map(|it| f64::from(it.0)).collect();
    assert_eq!(out, numbers(&reference["out"]));
    let spread = laney_spread(&cans).unwrap();
    assert_near(spread, reference["laney_sigma_z"].as_f64().unwrap(), 1e-4);
    let laney = share_limits(&cans, 50.0, spread).unwrap();
    assert_near(laney.upper, reference["laney_ucl"].as_f64().unwrap(), 1e-4);
    assert_near(laney.lower, 0.0, 1e-12);
}

#[test]
fn the_cusum_example_signals_at_the_fourteenth_value() {
    let reference = expected("B2.cusum");
    let input = &reference["input"];
    let [target, slack, h] = ["target", "k", "h"].map(|it| input[it].as_f64().unwrap());
    let sums = cusum(&numbers(&input["data"]), target, slack);
    for (sum, high) in sums.iter().zip(numbers(&reference["expected"]["s_hi"])) {
        assert_near(sum.high, high, 1e-4);
    }
    for (sum, low) in sums.iter().zip(numbers(&reference["expected"]["s_lo"])) {
        assert_near(sum.low, low, 1e-4);
    }
    assert_eq!(sums.iter().position(|it| h < it.high.max(it.low)), Some(13));
}

#[test]
fn nothing_to_chart() {
    assert_eq!(individuals(&[1.0]), None);
    assert_eq!(share_limits(&[], 5.0, 1.0), None);
    assert_eq!(laney_spread(&[Share { counted: 0.0, n: 5.0 }; 3]), None);
}
