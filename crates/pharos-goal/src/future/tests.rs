use jiff::ToSpan;
use jiff::civil::date;
use pharos_stats::quantile;
use rand::SeedableRng;

use super::*;
use crate::history::Period;

fn regular(rows: impl Iterator<Item = (Option<f64>, Option<f64>, Option<f64>)>) -> Regular {
    let periods: Vec<Period> = (0..)
        .zip(rows)
        .map(|(week, (value, numerator, denominator))| Period {
            start: date(2024, 1, 1).saturating_add((7 * week).days()),
            value,
            numerator,
            denominator,
        })
        .collect();
    Regular::new(&periods).unwrap()
}

/// Mean and standard deviation over all futures of the value in one period.
fn moments(futures: &Futures, ahead: usize) -> (f64, f64) {
    let values: Vec<f64> = futures.groups.iter().flatten().map(|it| it[ahead]).collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / n).sqrt())
}

fn rng() -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(5)
}

#[test]
fn shares_of_many_cases_wander_on_the_logit_and_stay_shares() {
    let history = regular((0..40).map(|it| (None, Some(780.0 + f64::from(it * 37 % 41)), Some(1000.0))));
    let futures = draw(&history, Kind::Rate, 6, &mut rng()).unwrap();
    assert_eq!(futures.method, Method::LocalLevelLogit);
    let (mean, sd) = moments(&futures, 0);
    assert!((mean - 0.80).abs() < 0.01, "{mean}");
    // Binomial chance alone is 0.0126.
    assert!((0.012..0.025).contains(&sd), "{sd}");
    assert!(futures.groups.iter().flatten().flatten().all(|it| (0.0..=1.0).contains(it)));
}

#[test]
fn rare_shares_and_counts_follow_their_own_laws() {
    let rare = regular((0..30).map(|it| (None, Some(f64::from(it % 3)), Some(50.0))));
    let futures = draw(&rare, Kind::Rate, 4, &mut rng()).unwrap();
    assert_eq!(futures.method, Method::BetaBinomial);
    let (mean, sd) = moments(&futures, 0);
    // One case of fifty a week; binomial chance of a week is 0.0198.
    assert!((mean - 0.02).abs() < 0.004, "{mean}");
    assert!((0.017..0.026).contains(&sd), "{sd}");
    let few = regular((0..30).map(|it| (Some(f64::from(it % 5)), None, None)));
    let futures = draw(&few, Kind::Count, 4, &mut rng()).unwrap();
    assert_eq!(futures.method, Method::GammaPoisson);
    let (mean, sd) = moments(&futures, 3);
    assert!((mean - 2.0).abs() < 0.3, "{mean}");
    assert!((1.3..1.9).contains(&sd), "{sd}");
}

#[test]
fn times_stay_above_zero_and_scores_may_be_anything() {
    let times = regular((0..20).map(|it| (Some(300.0 + f64::from(it * 7 % 11)), None, None)));
    let futures = draw(&times, Kind::Duration, 3, &mut rng()).unwrap();
    assert_eq!(futures.method, Method::LocalLevelLog);
    assert!(futures.groups.iter().flatten().flatten().all(|it| 0.0 < *it));
    let scores = regular((0..20).map(|it| (Some(f64::from(it * 7 % 11) - 5.0), None, None)));
    assert_eq!(draw(&scores, Kind::Score, 3, &mut rng()).unwrap().method, Method::LocalLevel);
}

#[test]
fn a_weekly_pattern_of_days_goes_on() {
    let noise = |day: i32| f64::from(day * 31 % 17) / 17.0;
    let days: Vec<Period> = (0..56)
        .map(|day| Period {
            start: date(2026, 1, 5).saturating_add(day.days()),
            value: Some(if day % 7 == 0 { 40.0 } else { 20.0 } + noise(day)),
            numerator: None,
            denominator: None,
        })
        .collect();
    let futures = draw(&Regular::new(&days).unwrap(), Kind::Score, 8, &mut rng()).unwrap();
    assert!((moments(&futures, 0).0 - 40.5).abs() < 1.0);
    assert!((moments(&futures, 1).0 - 20.5).abs() < 1.0);
    assert!((moments(&futures, 7).0 - 40.5).abs() < 1.0);
}

#[test]
fn what_does_not_vary_has_no_futures() {
    let constant = regular((0..20).map(|_| (Some(5.0), None, None)));
    assert_eq!(draw(&constant, Kind::Score, 3, &mut rng()), None);
}

#[test]
fn the_further_the_wider() {
    let mut level = 0.0;
    let walk = regular((0..60).map(|it| {
        level += f64::from(it * 7919 % 13) - 6.0;
        (Some(level), None, None)
    }));
    let futures = draw(&walk, Kind::Score, 12, &mut rng()).unwrap();
    assert!(2.0 * moments(&futures, 0).1 < moments(&futures, 11).1);
    let mut ends: Vec<f64> = futures.groups.iter().flatten().map(|it| it[11]).collect();
    ends.sort_by(f64::total_cmp);
    let median = quantile::type7_sorted(&ends, 0.5).unwrap();
    assert!((median - level).abs() < 4.0, "{median} against {level}");
}
