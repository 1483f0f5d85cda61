use super::*;

fn ended(times: impl Iterator<Item = f64>) -> Vec<Handling> {
    times.map(|handled_s| Handling { handled_s, ended: true }).collect()
}

/// 100, 200, 300: mean 200, standard error 100 / sqrt(3).
#[test]
fn mean_and_interval_by_hand() {
    let estimate = estimate_handle_time(&ended([100.0, 200.0, 300.0].into_iter())).unwrap();
    assert_eq!((estimate.mean_s, estimate.n, estimate.ended), (200.0, 3, 3));
    assert!((estimate.high_s - (200.0 + 1.96 * 57.735)).abs() < 0.01);
    assert!((estimate.low_s - (200.0 - 1.96 * 57.735)).abs() < 0.01);
    assert!((estimate.cv2 - 0.25).abs() < 1e-12);
    assert!(matches!(estimate.warnings[..], [Warning::TooFewToCheck { .. }]));
}

/// Contacts still going on carry work but no end.
#[test]
fn work_going_on_is_not_lost() {
    let mut contacts = ended([100.0; 4].into_iter());
    contacts.push(Handling { handled_s: 200.0, ended: false });
    assert_eq!(estimate_handle_time(&contacts).unwrap().mean_s, 150.0);
    assert!(estimate_handle_time(&contacts[3..]).is_err());
}

#[test]
fn exponential_times_pass_and_others_are_told() {
    let n = 2000;
    let at = |i: i32| (f64::from(i) + 0.5) / f64::from(n);
    let exponential = estimate_handle_time(&ended((0..n).map(|i| -200.0 * (1.0 - at(i)).ln()))).unwrap();
    assert_eq!(exponential.warnings, vec![]);
    let pareto = estimate_handle_time(&ended((0..n).map(|i| 60.0 * (1.0 - at(i)).powf(-1.0 / 1.3)))).unwrap();
    assert!(pareto.warnings.iter().any(|w| matches!(w, Warning::HeavyTail { .. })), "{:?}", pareto.warnings);
    let constant = estimate_handle_time(&ended((0..n).map(|i| 200.0 + at(i)))).unwrap();
    assert!(matches!(constant.warnings[..], [Warning::HandleTimeNotExponential { cv2 }] if cv2 < 1e-3));
}

/// 90 % of 2 minutes and 10 % of 20: mean 228 s, second moment 0.9 x 2 x 120^2 + 0.1 x 2 x 1200^2.
#[test]
fn a_mixture_of_kinds() {
    let (mean_s, warning) = mixed_handle_time(&[(90.0, 120.0), (10.0, 1200.0)]).unwrap();
    assert!((mean_s - 228.0).abs() < 1e-12);
    let expected = (25_920.0 + 288_000.0) / 228.0_f64.powi(2) - 1.0;
    assert!(matches!(warning, Some(Warning::Mixed { cv2 }) if (cv2 - expected).abs() < 1e-12));
    assert_eq!(mixed_handle_time(&[(90.0, 120.0), (10.0, 130.0)]).unwrap().1, None);
    assert!(mixed_handle_time(&[]).is_err());
}
