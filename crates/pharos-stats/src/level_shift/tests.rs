use super::*;
use crate::reference::{assert_near, expected, numbers, shared};

/// Flow of the Nile at Aswan, 1871 to 1970.
pub(crate) fn nile(test: &str) -> Option<Vec<f64>> {
    let text = shared("stats/raw/datasets_Nile.csv", test)?;
    let value = |line: &str| line.rsplit(',').next().and_then(|it| it.trim().parse().ok());
    Some(text.lines().skip(1).map(|line| value(line).unwrap()).collect())
}

#[test]
fn the_nile_fell_after_1898() {
    let Some(flow) = nile("the_nile_fell_after_1898") else { return };
    let reference = &expected("B2.nile_break")["expected"];
    let number = |name: &str| reference[name].as_f64().unwrap();
    let found = level_shift(&flow, 15).unwrap();
    assert_eq!(found.at as f64, number("break_obs"));
    assert_eq!(1870.0 + found.at as f64, number("last_year_old_level"));
    assert_near(found.squares_without, number("rss0"), 0.1);
    assert_near(found.squares, number("rss1"), 0.1);
    assert_near(found.before, number("mean_before"), 0.1);
    assert_near(found.after, number("mean_after"), 0.1);
    let criteria = numbers(&reference["bic"]);
    assert_near(found.bic_without, criteria[0], 0.1);
    assert_near(found.bic, criteria[1], 0.1);
    assert!(found.is_there() && criteria[1] < criteria[2]);
    let (earliest, latest) = found.between.unwrap();
    let years = numbers(&reference["ci95_years"]);
    assert_eq!(vec![1870.0 + earliest as f64, 1870.0 + latest as f64], years);
}

#[test]
fn the_place_of_the_maximum_has_a_distribution() {
    for phi in [0.5, 1.0, 2.0] {
        assert_near(place(-900.0, phi), 0.0, 1e-9);
        assert_near(place(900.0, phi), 1.0, 1e-9);
        let points: Vec<f64> = (-100..=100).map(|it| place(f64::from(it) / 4.0, phi)).collect();
        assert!(points.windows(2).all(|it| it[0] <= it[1] + 1e-12), "{phi}");
    }
    // Both sides alike: the middle lies at no offset.
    assert_near(place(0.0, 1.0), 0.5, 1e-12);
    assert_near(place(1e-9, 1.0), 0.5, 1e-4);
}

#[test]
fn a_level_that_stays_has_no_change() {
    let steady: Vec<f64> = (0..40).map(|it| f64::from(it * 7919 % 13)).collect();
    assert!(!level_shift(&steady, 5).unwrap().is_there());
    assert_eq!(level_shift(&[1.0; 30], 5), None);
    assert_eq!(level_shift(&[1.0, 2.0, 3.0], 2), None);
    assert_eq!(level_shift(&[1.0, 2.0, f64::NAN, 4.0], 2), None);
}
