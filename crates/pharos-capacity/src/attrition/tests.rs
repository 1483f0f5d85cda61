use pharos_stats::kaplan_meier::{Observation, curve};

use super::*;

fn spell(from_weeks: f64, until_weeks: f64, left: bool) -> Spell {
    Spell { from_weeks, until_weeks, left }
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

#[test]
fn a_yearly_share_is_gone_after_a_year() {
    let attrition = Attrition::yearly(0.3).unwrap();
    near(attrition.survival(52.0), 0.7, 1e-12);
    near(attrition.staying(500.0, 104.0), 0.49, 1e-12);
    assert!(Attrition::yearly(30.0).is_err());
}

/// Counted by hand: below 13 weeks 10 + 13 + 3 person-weeks and one leaver, above 7 + 17 and one.
#[test]
fn hazards_are_leavers_over_person_weeks_with_delayed_entry() {
    let spells = [spell(0.0, 10.0, true), spell(0.0, 20.0, false), spell(10.0, 30.0, true)];
    let attrition = Attrition::from_spells(&spells, &[13.0]).unwrap();
    let [first, second] = attrition.bands() else { panic!("two bands") };
    near(first.weekly_hazard, 1.0 / 26.0, 1e-15);
    near(second.weekly_hazard, 1.0 / 24.0, 1e-15);
    assert_eq!((first.leavers, first.person_weeks, second.person_weeks), (1, 26.0, 24.0));
    // Garwood's limits of one event: 0.02532 and 5.57164.
    let (low, high) = first.limits.unwrap();
    near(low * 26.0, 0.025_317_8, 1e-6);
    near(high * 26.0, 5.571_643_4, 1e-6);
    near(attrition.survival(20.0), (-13.0 / 26.0 - 7.0 / 24.0_f64).exp(), 1e-12);
    near(attrition.staying(10.0, 10.0), (-3.0 / 26.0 - 7.0 / 24.0_f64).exp(), 1e-12);
}

#[test]
fn a_band_nobody_was_watched_in_borrows() {
    let attrition = Attrition::from_spells(&[spell(0.0, 10.0, true)], &[20.0, 40.0]).unwrap();
    assert!(attrition.bands().iter().all(|band| (band.weekly_hazard - 0.1).abs() < 1e-15));
    assert_eq!(attrition.bands()[2].limits, None);
    assert!(Attrition::from_spells(&[], &[20.0]).is_err());
    assert!(Attrition::from_spells(&[spell(5.0, 4.0, true)], &[20.0]).is_err());
}

/// With narrow bands and nobody entering late the curve is Kaplan and Meier's, but for the grouping.
#[test]
fn agrees_with_kaplan_and_meier() {
    let mut seed = 7_u64;
    let mut uniform = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let people: Vec<(f64, bool)> = (0..2000)
        .map(|_| {
            let (stays, watched) = (-60.0 * (1.0 - uniform()).ln(), 100.0 * uniform());
            (stays.min(watched), stays <= watched)
        })
        .collect();
    let spells: Vec<Spell> = people.iter().map(|&(until, left)| spell(0.0, until, left)).collect();
    let ends: Vec<f64> = (1..100).map(f64::from).collect();
    let attrition = Attrition::from_spells(&spells, &ends).unwrap();
    let mut observations: Vec<Observation> =
        people.iter().map(|&(time, event)| Observation { time, event }).collect();
    for step in curve(&mut observations).iter().filter(|step| step.time < 80.0) {
        near(attrition.survival(step.time), step.survival, 0.01);
    }
    near(attrition.survival(52.0), (-52.0 / 60.0_f64).exp(), 0.05);
}
