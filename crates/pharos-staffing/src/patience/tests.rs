use super::*;

fn times(n: usize, rate: impl Fn(f64) -> f64) -> Vec<QueueTime> {
    // Patience at the quantiles of its distribution; every second customer is answered at up to a minute.
    (0..n)
        .map(|i| {
            let patience_s = rate((i as f64 + 0.5) / n as f64);
            let answered_s = 60.0 * ((i * 7919) % n) as f64 / n as f64;
            QueueTime { wait_s: patience_s.min(answered_s), abandoned: patience_s < answered_s }
        })
        .collect()
}

/// 4 abandons in 400 s: mean 100 s; Garwood's bounds of 4 events are 1.0899 and 10.2416.
#[test]
fn mean_and_interval_by_hand() {
    let mut waits = vec![QueueTime { wait_s: 30.0, abandoned: true }; 4];
    waits.extend([QueueTime { wait_s: 28.0, abandoned: false }; 10]);
    let estimate = estimate_patience(&waits).unwrap();
    assert_eq!(estimate.mean_s, Some(100.0));
    assert!((estimate.low_s - 400.0 / 10.241_6).abs() < 1e-3);
    assert!((estimate.high_s.unwrap() - 400.0 / 1.089_9).abs() < 2e-2);
    assert_eq!((estimate.n, estimate.abandons), (14, 4));
    assert_eq!(estimate.warnings, vec![Warning::TooFewToCheck { events: 4, least: 15 }]);
}

#[test]
fn nobody_gave_up() {
    let estimate = estimate_patience(&[QueueTime { wait_s: 40.0, abandoned: false }; 5]).unwrap();
    assert_eq!((estimate.mean_s, estimate.high_s), (None, None));
    assert!((estimate.low_s - 200.0 / 3.688_9).abs() < 1e-2);
}

#[test]
fn exponential_patience_is_found_without_a_warning() {
    let estimate = estimate_patience(&times(4001, |u| -90.0 * (1.0 - u).ln())).unwrap();
    let (mean_s, high_s) = (estimate.mean_s.unwrap(), estimate.high_s.unwrap());
    assert!(estimate.low_s < 90.0 && 90.0 < high_s, "{estimate:?}");
    assert!((mean_s / 90.0 - 1.0).abs() < 0.05, "{mean_s}");
    assert_eq!(estimate.warnings, vec![]);
}

/// A third hangs up within three seconds, the rest hardly ever.
#[test]
fn two_kinds_of_customers_are_told() {
    let two = |u: f64| if u < 0.33 { 9.0 * u } else { -600.0 * (1.0 - (u - 0.33) / 0.67).ln() };
    let estimate = estimate_patience(&times(4001, two)).unwrap();
    let [Warning::PatienceNotExponential { first_per_s, last_per_s, .. }] = estimate.warnings[..] else {
        panic!("{estimate:?}");
    };
    assert!(first_per_s > 10.0 * last_per_s);
}

#[test]
fn bad_waits_are_named() {
    assert!(estimate_patience(&[]).is_err());
    assert!(
        estimate_patience(&[QueueTime { wait_s: -1.0, abandoned: true }])
            .unwrap_err()
            .to_string()
            .contains("-1")
    );
    assert!(estimate_patience(&[QueueTime { wait_s: 0.0, abandoned: true }]).is_err());
}

/// Printed tables: 9.4877 is the 95 % point for 4 degrees of freedom, 5.9915 for 2.
#[test]
fn chi_square_tail() {
    assert!((chi_square_tail_even(9.4877, 4) - 0.05).abs() < 1e-5);
    assert!((chi_square_tail_even(5.9915, 2) - 0.05).abs() < 1e-5);
}
