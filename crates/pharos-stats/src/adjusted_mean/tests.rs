use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::reference::assert_near;

fn row<'a>(unit: &'a str, cell: &[&'a str], values: &[f64]) -> CellSum<'a> {
    CellSum {
        unit,
        cell: cell.to_vec(),
        n: values.len() as u64,
        sum: values.iter().sum(),
        sum_squares: values.iter().map(|it| it * it).sum(),
    }
}

#[test]
fn the_expectation_is_that_of_the_others_with_the_same_mix() {
    // 950 others at 100 s lean on the 1,900 of both cells at (100 + 300) / 2.
    let (short, long) = ([100.0; 950], [300.0; 950]);
    let rows = [
        row("others", &["password"], &short),
        row("others", &["claim"], &long),
        row("ada", &["password"], &[110.0, 90.0, 130.0]),
    ];
    let ada = compare(&rows, 0.95).remove(0);
    assert_near(ada.observed, 110.0, 1e-9);
    assert_near(ada.expected, (950.0 * 100.0 + 50.0 * 200.0) / 1000.0, 1e-9);
    assert_near(ada.difference, 5.0, 1e-9);
    // Two units are too few to learn how much units differ.
    assert_eq!((ada.shrunken, ada.interval), (ada.difference, None));
}

#[test]
fn a_unit_alone_has_no_expectation() {
    assert!(compare(&[row("ada", &["claim"], &[1.0, 2.0])], 0.95).is_empty());
    assert!(compare(&[], 0.95).is_empty());
}

#[test]
fn few_contacts_are_shrunken_and_the_mix_is_not_held_against_anybody() {
    // Forty agents; every other serves long claims only, true differences are -20, 0 or 20 s; one has 5 contacts.
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let names: Vec<String> = (0..40).map(|it| format!("{it:02}")).collect();
    let truth = |agent: usize| [-20.0, 0.0, 20.0][agent % 3];
    let mut rows = Vec::new();
    for (agent, name) in names.iter().enumerate() {
        let claims = agent % 2 == 0;
        let n = if agent == 7 { 5 } else { 400 };
        let base = if claims { 500.0 } else { 200.0 };
        let values: Vec<f64> =
            (0..n).map(|_| base + truth(agent) + 240.0 * (rng.random::<f64>() - 0.5)).collect();
        rows.push(row(name, &[if claims { "claim" } else { "password" }], &values));
    }
    let results = compare(&rows, 0.95);
    let inside = results.iter().enumerate().filter(|(agent, it)| {
        let interval = it.interval.unwrap();
        interval.lo <= truth(*agent) && truth(*agent) <= interval.hi
    });
    assert!(34 <= inside.count());
    for (agent, it) in results.iter().enumerate().filter(|it| it.0 != 7) {
        assert_near(it.shrunken, truth(agent), 15.0);
    }
    let few = &results[7];
    assert!(few.shrunken.abs() < 0.6 * few.difference.abs(), "{few:?}");
}
