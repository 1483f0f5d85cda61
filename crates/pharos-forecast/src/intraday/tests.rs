use super::*;

fn slots(came: &[f64]) -> Vec<TodaySlot> {
    (0..8)
        .map(|s| TodaySlot {
            said: Quantiles::from_values(100.0, [70.0, 80.0, 100.0, 120.0, 130.0]),
            came: came.get(s).copied(),
        })
        .collect()
}

#[test]
fn the_ratio_is_believed_more_the_more_has_come_in_and_the_worse_days_are_forecast() {
    let level = |came: &[f64], day_cv: f64| day_level(&slots(came), DaySpread { day_cv, dispersion: 1.5 });
    let early = level(&[130.0], 0.1);
    let late = level(&[130.0; 5], 0.1);
    let unsure = level(&[130.0], 0.4);
    assert!(early.weight < late.weight && early.weight < unsure.weight);
    assert!(1.0 < early.factor && early.factor < late.factor && late.factor < 1.3);
    assert_eq!(late.ratio, Some(1.3));
    let none = level(&[], 0.1);
    assert_eq!((none.factor, none.ratio, none.weight), (1.0, None, 0.0));
}

#[test]
fn the_posterior_is_that_of_the_conjugate_gamma() {
    // Prior gamma(100, 100), 2 slots of 100 seen as 120: gamma(100 + 240, 100 + 200).
    let level = day_level(&slots(&[120.0; 2]), DaySpread { day_cv: 0.1, dispersion: 1.0 });
    assert!((level.factor - 340.0 / 300.0).abs() < 1e-12);
    assert!((level.factor_sd - 340.0_f64.sqrt() / 300.0).abs() < 1e-12);
}

/// However much has come in, three tenths of a ratio stay in doubt.
#[test]
fn no_more_of_a_ratio_is_believed_than_measured_days_bear_out() {
    let level = day_level(&slots(&[120.0; 7]), DaySpread { day_cv: 0.3, dispersion: 1.0 });
    assert!((level.weight - 0.7).abs() < 1e-12 && (level.factor - 1.14).abs() < 1e-12);
}

#[test]
fn what_came_stays_and_the_rest_moves() {
    let res = rest_of_day(&slots(&[120.0, 120.0]), DaySpread { day_cv: 0.2, dispersion: 1.0 });
    assert_eq!(res[0], Quantiles::certain(120.0));
    assert!(res[7].mean > 110.0 && res[7].q10 < res[7].mean && res[7].mean < res[7].q90);
}
