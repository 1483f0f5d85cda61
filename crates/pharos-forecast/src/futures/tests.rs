use super::*;
use crate::made::{counts, plain};
use crate::{Forecast, forecast};

fn answer() -> Forecast {
    // Days move together: a level that swings over weeks.
    forecast(&counts(300, 21, |day| 300.0 * (1.0 + 0.2 * (day as f64 / 9.0).sin())), &plain(14))
}

#[test]
fn futures_spread_as_the_quantiles_say() {
    let answer = answer();
    let futures = draw((&answer.slots, &answer.templates), None, 14, 400, 1);
    for at in [5, 10, 33] {
        let said = answer.slots[at];
        let inside = futures.contacts.iter().filter(|f| (said.q10..=said.q90).contains(&f[at])).count();
        assert!((0.7..0.9).contains(&(inside as f64 / 400.0)), "slot {at}: {inside} of 400");
        assert!(futures.contacts.iter().all(|f| f[at] >= 0.0));
    }
}

#[test]
fn slots_of_a_day_move_together_as_they_did() {
    let answer = answer();
    let futures = draw((&answer.slots, &answer.templates), None, 14, 400, 1);
    let (a, b): (Vec<f64>, Vec<f64>) = futures.contacts.iter().map(|f| (f[5], f[6])).unzip();
    let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
    let (ma, mb) = (mean(&a), mean(&b));
    let product: f64 = a.iter().zip(&b).map(|(x, y)| (x - ma) * (y - mb)).sum();
    let square = |x: &[f64], m: f64| x.iter().map(|v| (v - m).powi(2)).sum::<f64>();
    let correlation = product / (square(&a, ma) * square(&b, mb)).sqrt();
    assert!(correlation > 0.1, "{correlation}");
}

#[test]
fn equal_seeds_give_equal_futures_and_others_others() {
    let answer = answer();
    let draw = |seed| draw((&answer.slots, &answer.templates), None, 14, 5, seed);
    assert_eq!(draw(4), draw(4));
    assert_ne!(draw(4), draw(5));
}

#[test]
fn values_at_ranks_run_through_the_quantiles() {
    let said = Quantiles::from_values(10.0, [2.0, 4.0, 10.0, 18.0, 24.0]);
    for (rank, value) in
        [(0.025, 2.0), (0.1, 4.0), (0.3, 7.0), (0.5, 10.0), (0.9, 18.0), (0.975, 24.0), (0.0, 0.0)]
    {
        assert!((value_at(&said, rank) - value).abs() < 1e-9, "{rank}");
    }
}
