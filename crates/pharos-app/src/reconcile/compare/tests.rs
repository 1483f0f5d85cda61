#![allow(clippy::expect_used)]

use super::*;

fn variant(metric: &str) -> Variant {
    Variant { metric: metric.to_owned(), part: "value", params: BTreeMap::new() }
}

fn series(values: &[f64]) -> Series {
    (0..).zip(values).map(|(day, value)| ((day, None), (*value, 100.0))).collect()
}

fn ours(values: &[f64]) -> BTreeMap<Slot, f64> {
    (0..).zip(values).map(|(day, value)| ((day, None), *value)).collect()
}

#[test]
fn the_definition_that_agrees_wins() {
    // By hand: differences 0.05, 0.05 against 0 and rounding of a printed report.
    let reported = series(&[0.80, 0.7004]);
    let fits = [
        fit(Measure::Share, &reported, &variant("a"), &ours(&[0.85, 0.75])).expect("a fit"),
        fit(Measure::Share, &reported, &variant("b"), &ours(&[0.80, 0.7])).expect("a fit"),
    ];
    assert_eq!((fits[0].agree, fits[0].compared), (0, 2));
    assert!((fits[0].misfit - 0.0498).abs() < 1e-12, "{}", fits[0].misfit);
    assert_eq!(best(&fits).map(|it| it.variant.metric.as_str()), Some("b"));
}

#[test]
fn of_equal_ones_the_plainer_stands() {
    let reported = series(&[10.0, 20.0]);
    let same = |name| fit(Measure::Count, &reported, &variant(name), &ours(&[10.0, 20.0])).expect("a fit");
    assert_eq!(
        best(&[same("offered"), same("entered")]).map(|it| it.variant.metric.clone()),
        Some("offered".to_owned())
    );
    assert_eq!(best(&[]), None);
}

#[test]
fn a_day_that_is_missing_counts_for_counts_only() {
    let reported = series(&[10.0, 30.0]);
    let one_day = BTreeMap::from([((0, None), 10.0)]);
    let count = fit(Measure::Count, &reported, &variant("offered"), &one_day).expect("a fit");
    assert_eq!((count.agree, count.compared, count.misfit), (1, 2, 0.75));
    let mean = fit(Measure::Seconds, &reported, &variant("asa"), &one_day).expect("a fit");
    assert_eq!((mean.agree, mean.compared, mean.misfit), (1, 1, 0.0));
}

#[test]
fn the_nearest_of_those_that_are_far_off_explains_nothing() {
    let fit = |agree, misfit| Fit { variant: variant("a"), misfit, agree, compared: 10 };
    let ours = fit(2, 0.10);
    assert!(!explains(&fit(3, 0.08), &ours), "three of ten days");
    assert!(!explains(&fit(0, 0.03), &ours), "no day, and not much nearer");
    assert!(explains(&fit(5, 0.06), &ours), "half of the days");
    assert!(explains(&fit(0, 0.02), &ours), "five times nearer");
    assert!(!explains(&fit(2, 0.10), &ours), "the same");
}
