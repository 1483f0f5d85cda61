use proptest::prelude::*;

use super::*;
use crate::lines::limited_wait;

#[track_caller]
fn close(got: f64, expected: f64, relative: f64) {
    assert!((got - expected).abs() <= relative * expected.abs(), "{got}, expected {expected}");
}

/// Without abandonment the offered wait of those who wait has mean 1 / (s - l).
#[test]
fn exponential_without_abandonment() {
    let rates = Rates { arrival: 2.0, service: 2.5, abandon: 0.0 };
    let wait = offered_wait(rates, 1.0);
    let all = wait.within.plus(wait.beyond);
    close(all.queued_s / all.all, 2.0, 1e-14);
    close(wait.beyond.all / all.all, (-0.5_f64).exp(), 1e-14);
    close(offered_wait(rates, 1e-3).within.queued_s, 4.998_333_75e-7, 1e-7);
}

#[test]
fn phi_is_smooth_where_its_forms_meet() {
    for w in [0.125_f64, -0.125, 0.124_999, -0.124_999] {
        close(phi(w), w + (-w).exp_m1(), 1e-13);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Number waiting and abandonment from the birth-death chain itself, summed term by term.
    #[test]
    fn agrees_with_the_chain(
        service in 0.05..50.0_f64,
        ratio in 0.05..3.0_f64,
        patience in -2.0..2.5_f64,
    ) {
        let abandon = 10.0_f64.powf(-patience);
        let rates = Rates { arrival: ratio * service, service, abandon };
        let (mut weight, mut waiting, mut queue) = (1.0, 0.0, 0.0);
        for k in 0..2_000_000_u32 {
            waiting += weight;
            queue += weight * f64::from(k);
            weight *= rates.arrival / (service + f64::from(k + 1) * abandon);
            if weight < 1e-18 * waiting {
                break;
            }
        }
        let wait = offered_wait(rates, 1.0);
        let all = wait.within.plus(wait.beyond);
        // Sum of the chain = service x integral of the density, the density being 1 at zero.
        let scaled = service * all.all / wait.at_zero;
        // The chain's plain sums leave the range of f64 before the integrals do: then it is no witness.
        prop_assume!(scaled.is_finite() && waiting.is_finite() && queue.is_finite());
        prop_assert!((scaled / waiting - 1.0).abs() < 1e-11, "{} {}", scaled, waiting);
        if queue > 0.0 {
            let queue_by_wait = rates.arrival * all.queued_s / all.all;
            let queue_by_chain = queue / waiting;
            prop_assert!((queue_by_wait / queue_by_chain - 1.0).abs() < 1e-11, "{queue_by_wait} {queue_by_chain}");
        }
    }

    /// The adaptive integration of limited lines, with lines that never run out, is the other way to the same moments.
    #[test]
    fn agrees_with_lines_that_never_run_out(
        service in 0.05..5.0_f64,
        ratio in 0.1..1.6_f64,
        patience in -1.0..2.0_f64,
        threshold in 0.0..100.0_f64,
    ) {
        let rates = Rates { arrival: ratio * service, service, abandon: 10.0_f64.powf(-patience) };
        let free = offered_wait(rates, threshold);
        let places = (4.0 * rates.arrival / rates.abandon) as u32 + 400;
        let limited = limited_wait(rates, places, threshold).wait;
        let rescale = free.at_zero / limited.at_zero;
        for (one, other) in [(free.within, limited.within), (free.beyond, limited.beyond)] {
            for (a, b) in [
                (one.all, other.all),
                (one.served, other.served),
                (one.queued_s, other.queued_s),
                (one.served_wait_s, other.served_wait_s),
            ] {
                // Below 1e-300 a value may be 0: it is where subnormal numbers lose their digits.
                prop_assert!((a - b * rescale).abs() <= 1e-10 * a + 1e-300, "{} {}", a, b * rescale);
            }
        }
    }
}
