use super::*;
use crate::queue::{Model, Workload};

fn queue() -> Queue {
    Queue {
        workload: Workload { contacts: 200.0, interval_s: 1800.0, handle_s: 240.0 },
        model: Model::ErlangC,
    }
}

#[test]
fn distribution_from_quantiles() {
    let volume = VolumeDistribution::from_quantiles(&[(0.1, 160.0), (0.5, 200.0), (0.9, 250.0)]).unwrap();
    assert!((volume.quantile(0.5) - 200.0).abs() < 1e-12);
    assert!((volume.cdf(180.0) - 0.3).abs() < 1e-12);
    // The lines go on: 10 a tenth below, 12.5 a tenth above.
    assert!((volume.quantile(0.0) - 150.0).abs() < 1e-9);
    assert!((volume.quantile(1.0) - 262.5).abs() < 1e-9);
    assert_eq!((volume.cdf(149.0), volume.cdf(263.0)), (0.0, 1.0));
    assert!(VolumeDistribution::from_quantiles(&[(0.5, 10.0)]).is_err());
    assert!(VolumeDistribution::from_quantiles(&[(0.5, 10.0), (0.9, 9.0)]).is_err());
    assert!(VolumeDistribution::from_quantiles(&[(10.0, 10.0), (90.0, 19.0)]).is_err());
}

#[test]
fn distribution_from_days() {
    let volume = VolumeDistribution::from_samples(&[30.0, 10.0, 20.0, 20.0]).unwrap();
    assert_eq!(volume.cdf(9.0), 0.0);
    assert_eq!(volume.cdf(10.0), 0.25);
    assert_eq!(volume.cdf(20.0), 0.75);
    assert_eq!(volume.cdf(25.0), 0.75);
    assert_eq!(volume.cdf(30.0), 1.0);
    assert_eq!(volume.quantile(0.5), 20.0);
    assert_eq!(volume.quantile(0.9), 30.0);
    assert!(VolumeDistribution::from_samples(&[]).is_err());
}

/// Counting days one by one says the same as the greatest volume does.
#[test]
fn days_on_which_the_promise_holds() {
    let days: Vec<f64> = (0..50).map(|day| 150.0 + 2.0 * f64::from(day)).collect();
    let target = Target::service(0.8, 20.0);
    let volume = VolumeDistribution::from_samples(&days).unwrap();
    let risk = staffing_risk(&queue(), &target, 31, &volume).unwrap();
    let state = |contacts: f64| performance(&with_contacts(&queue(), contacts), 31, Some(20.0)).unwrap();
    let good = days.iter().filter(|&&contacts| target.met(&state(contacts))).count();
    assert!(good > 10 && good < 50, "{good}");
    assert!((risk.p_met - good as f64 / 50.0).abs() < 1e-12);
    let level = |contacts: f64| state(contacts).service.unwrap().answered_of_offered;
    let mean = days.iter().map(|&c| c * level(c)).sum::<f64>() / days.iter().sum::<f64>();
    assert!((risk.service_level_mean.unwrap() - mean).abs() < 1e-9);
    assert!((risk.service_level_bad_day.unwrap() - level(volume.quantile(0.9))).abs() < 1e-12);
    let safe = min_agents_at_risk(&queue(), &target, 0.9, &volume).unwrap();
    assert!(staffing_risk(&queue(), &target, safe, &volume).unwrap().p_met >= 0.9);
    assert!(staffing_risk(&queue(), &target, safe - 1, &volume).unwrap().p_met < 0.9);
}

#[test]
fn a_promise_that_holds_always_or_never() {
    let never = Target { occupancy_max: Some(1e-10), ..Target::default() };
    assert_eq!(greatest_volume(&queue(), &never, 5).unwrap(), 0.0);
    let mut overloadable = queue();
    overloadable.model = Model::ErlangA { patience_s: 60.0 };
    let always = Target { occupancy_max: Some(1.0), ..Target::default() };
    assert!(greatest_volume(&overloadable, &always, 5).is_err());
}
