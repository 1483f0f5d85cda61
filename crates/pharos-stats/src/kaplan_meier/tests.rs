use super::*;
use crate::reference::{assert_near, expected, numbers, shared};

fn observations(pairs: &[(f64, bool)]) -> Vec<Observation> {
    pairs.iter().map(|&(time, event)| Observation { time, event }).collect()
}

/// The maintained arm of the leukaemia data of Miller, Survival Analysis (1981).
const MAINTAINED: [(f64, bool); 11] = [
    (161.0, false),
    (9.0, true),
    (13.0, true),
    (13.0, false),
    (18.0, true),
    (23.0, true),
    (28.0, false),
    (31.0, true),
    (34.0, true),
    (45.0, false),
    (48.0, true),
];

#[test]
fn the_curve_of_the_leukaemia_data() {
    let reference = expected("B6.aml");
    let survival = reference["expected"]["maintained_S"].as_object().unwrap();
    let steps = curve(&mut observations(&MAINTAINED));
    assert_eq!(steps.len(), survival.len());
    for step in &steps {
        let expected = survival[&step.time.to_string()].as_f64().unwrap();
        assert_near(step.survival, expected, 5e-4);
    }
    assert_eq!(quantile(&mut observations(&MAINTAINED), 0.5, 0.95).value, Some(31.0));
}

#[test]
fn limits_that_the_curve_never_reaches_are_open() {
    let quantile = quantile(&mut observations(&MAINTAINED), 0.5, 0.95);
    let (lower, upper) = quantile.interval.unwrap();
    assert_eq!(lower, Some(13.0));
    assert_eq!(upper, None);
}

#[test]
fn without_censoring_it_is_the_ordinary_quantile() {
    let mut times = observations(&[(5.0, true), (1.0, true), (2.0, true), (4.0, true), (3.0, true)]);
    assert_eq!(quantile(&mut times, 0.6, 0.95).value, Some(3.0));
    assert_eq!(quantile(&mut times, 0.61, 0.95).value, Some(4.0));
}

#[test]
fn without_events_or_with_a_senseless_share_there_is_no_answer() {
    let mut censored = observations(&[(1.0, false), (2.0, false)]);
    assert_eq!(quantile(&mut censored, 0.5, 0.95), Quantile { value: None, interval: None });
    let mut event = observations(&[(1.0, true)]);
    assert_eq!(quantile(&mut event, 1.0, 0.95), Quantile { value: None, interval: None });
    assert_eq!(quantile(&mut [], 0.5, 0.95), Quantile { value: None, interval: None });
}

#[test]
fn the_lung_data_give_the_reference_curve() {
    let Some(text) = shared("stats/lung.csv", "the_lung_data_give_the_reference_curve") else { return };
    let mut times = Vec::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        times.push(Observation { time: fields[1].parse().unwrap(), event: fields[2] == "2" });
    }
    let reference = &expected("B6.km")["expected"];
    let steps = curve(&mut times);
    let at = |time: f64| steps.iter().rfind(|it| it.time <= time).unwrap();
    for (time, key) in [(180.0, "S180"), (365.0, "S365"), (500.0, "S500")] {
        assert_near(at(time).survival, reference[key].as_f64().unwrap(), 1e-6);
    }
    let se = at(365.0).survival * at(365.0).greenwood.sqrt();
    assert_near(se, reference["se365"].as_f64().unwrap(), 1e-6);
    let median = quantile(&mut times, 0.5, 0.95);
    assert_eq!(median.value, reference["median"].as_f64());
    // The reference inverts limits on the scale log S; ours, on log(-log S), may differ by one event time.
    let (lower, upper) = median.interval.unwrap();
    let limits = numbers(&reference["median_ci"]);
    assert_near(lower.unwrap(), limits[0], 2.0);
    assert_near(upper.unwrap(), limits[1], 3.0);
}
