use super::*;

fn judged(mean: f64, came: f64) -> Judged {
    let said = Quantiles::from_values(mean, [mean - 4.0, mean - 2.0, mean, mean + 2.0, mean + 4.0]);
    Judged { said, came, same_slot_mean: Some(10.0) }
}

#[test]
fn figures_are_those_counted_by_hand() {
    let res = accuracy(&[judged(10.0, 12.0), judged(10.0, 7.0), judged(20.0, 21.0)]).expect("some");
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
    close(res.wape, 6.0 / 40.0);
    close(res.bias, 0.0);
    close(res.coverage_80, 2.0 / 3.0);
    close(res.coverage_95, 1.0);
    close(res.same_slot_wape.expect("known"), 16.0 / 40.0);
    // Losses: 12 of (8, 10, 12): 0.4 + 1 + 0; 7 of the same: 0.9 + 1.5 + 0.5; 21 of (18, 20, 22): 0.3 + 0.5 + 0.1.
    close(res.pinball, 2.0 * (1.4 + 2.9 + 0.9) / 3.0 / 40.0);
    assert!(accuracy(&[]).is_none() && accuracy(&[judged(5.0, 0.0)]).is_none());
}

#[test]
fn the_floor_is_the_mean_deviation_of_poisson_counts() {
    // By summing |k - m| m^k e^-m / k!.
    for mean in [0.4, 3.0, 7.5, 40.0, 200.5] {
        let (mut log_p, mut sum) = (-mean, 0.0_f64);
        for k in 0..2_000 {
            sum += (f64::from(k) - mean).abs() * log_p.exp();
            log_p += f64::ln(mean) - f64::from(k + 1).ln();
        }
        assert!((poisson_mean_deviation(mean) / sum - 1.0).abs() < 2e-3, "{mean}");
    }
    assert_eq!(poisson_mean_deviation(0.0), 0.0);
}

#[test]
fn the_parts_of_a_miss_add_up_to_it() {
    let parts = miss_parts(100.0, 300.0, 110.0, 280.0);
    assert_eq!((parts.volume_s, parts.handle_s), (3_000.0, -2_200.0));
    assert_eq!(parts.volume_s + parts.handle_s, 110.0 * 280.0 - 100.0 * 300.0);
}
