use super::*;

#[track_caller]
fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-13 * expected.abs().max(1e-3), "{got}, expected {expected}");
}

#[test]
fn probabilities_by_hand() {
    close(ln_pmf(0, 2.5), -2.5);
    // e^-2 2^3 / 6
    close(ln_pmf(3, 2.0), (8.0_f64 / 6.0).ln() - 2.0);
    close(ln_cdf(2, 2.0), 5.0_f64.ln() - 2.0);
    close(ln_cdf(2, 10.0), 61.0_f64.ln() - 10.0);
    close(ln_exponential_sum(2, 10.0), 61.0_f64.ln());
    close(ln_exponential_sum(2, 1.0), 2.5_f64.ln());
}

/// The terms 16 and 15 use the two forms of the Stirling error.
#[test]
fn stirling_forms_agree() {
    close(ln_pmf(16, 16.0), ln_pmf(15, 16.0));
}

/// Garwood's bounds as printed in tables: 3 events, 95 %: 0.6187 and 8.7673; none: 3.6889.
#[test]
fn bounds_of_a_count() {
    assert!((mean_at_cdf(3, 0.025) - 8.767_3).abs() < 5e-5);
    assert!((mean_at_cdf(2, 0.975) - 0.618_7).abs() < 5e-5);
    assert!((mean_at_cdf(0, 0.025) - 3.688_9).abs() < 5e-5);
}

#[test]
fn x_minus_ln_is_smooth_where_its_forms_meet() {
    for x in [0.3_f64, -0.3] {
        let direct = x - x.ln_1p();
        close(x_minus_ln_1p(x), direct);
    }
    close(x_minus_ln_1p(1e-8), 0.5e-16 - 1e-24 / 3.0);
}
