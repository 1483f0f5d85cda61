use super::*;
use crate::level_shift::tests::nile;
use crate::reference::{assert_near, expected, numbers};

#[test]
fn the_nile_runs_on_its_level_since_1899() {
    let Some(flow) = nile("the_nile_runs_on_its_level_since_1899") else { return };
    let mean = flow.iter().sum::<f64>() / flow.len() as f64;
    let sd = (flow.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / flow.len() as f64).sqrt();
    let standard: Vec<f64> = flow.iter().map(|it| (it - mean) / sd).collect();
    let rows = run_lengths(&standard, 0.01, Prior::STANDARD);
    let reference = &expected("B2.bocpd")["expected"];
    let lengths = most_probable(&rows);
    assert_eq!(lengths[99] as f64, reference["MAP_run_length_at_1970"].as_f64().unwrap());
    assert_eq!(1971 - lengths[99] as i64, reference["implied_start_year"].as_i64().unwrap());
    let about = rows[99][71..=73].iter().sum::<f64>();
    assert_near(about, reference["P_runlength_71_73_at_end"].as_f64().unwrap(), 1e-6);
    // The year in which the run is first seen to be shorter than it could be.
    let short = (1..100).find(|it| lengths[*it] < lengths[it - 1]).map(|it| 1871.0 + it as f64);
    assert_eq!(short.into_iter().collect::<Vec<_>>(), numbers(&reference["first_year_MAP_run_is_short"]));
}

#[test]
fn the_probabilities_of_a_row_are_those_of_all_lengths() {
    let values: Vec<f64> =
        (0..30).map(|it| f64::from(it * 31 % 7) + if it < 20 { 0.0 } else { 12.0 }).collect();
    let rows = run_lengths(&values, 0.02, Prior { scale: 4.0, ..Prior::STANDARD });
    for row in &rows {
        assert_near(row.iter().sum::<f64>(), 1.0, 1e-12);
    }
    assert_eq!(most_probable(&rows)[29], 10);
}

#[test]
fn senseless_input_is_refused() {
    assert!(run_lengths(&[1.0, f64::NAN], 0.1, Prior::STANDARD).is_empty());
    assert!(run_lengths(&[1.0], 1.0, Prior::STANDARD).is_empty());
}
