use super::*;

#[test]
fn output_begins_after_training_and_ends_full() {
    let ramp = RampUp { training_weeks: 2, productivity: vec![0.5, 0.8] };
    let found: Vec<f64> = (0..6).map(|week| ramp.productivity_at(week)).collect();
    assert_eq!(found, [0.0, 0.0, 0.5, 0.8, 1.0, 1.0]);
    assert_eq!(ramp.weeks_to_full(), 4);
    assert!(RampUp { training_weeks: 2, productivity: vec![50.0] }.check().is_err());
}

/// Handle times made from start 0.55 and tau 6 weeks against 300 s of the tenured.
#[test]
fn the_curve_the_handle_times_came_from_is_found() {
    let true_curve = |week: f64| 1.0 - 0.45 * (-(week + 0.5) / 6.0).exp();
    let points: Vec<LearningPoint> = (0..20)
        .map(|week| LearningPoint {
            week: f64::from(week),
            handle_s: 300.0 / true_curve(f64::from(week)),
            contacts: 100.0,
        })
        .collect();
    let fit = LearningCurve::fit(&points, 300.0).unwrap();
    assert!((fit.start - 0.55).abs() < 1e-9 && (fit.tau_weeks - 6.0).abs() < 1e-9, "{fit:?}");
    assert!(fit.residual < 1e-9);
    let table = fit.table();
    assert!(table.windows(2).all(|pair| pair[0] < pair[1]) && *table.last().unwrap() < 0.99);
    assert!(LearningCurve::fit(&points[..3], 300.0).is_err());
}
