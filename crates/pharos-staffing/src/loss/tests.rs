use super::*;

#[track_caller]
fn check(servers: u32, load_erl: f64, blocked: f64) {
    let got = 1.0 / inverse_loss(servers, load_erl);
    assert!((got - blocked).abs() <= 1e-11 * blocked, "B({servers}, {load_erl}) = {got}, expected {blocked}");
}

/// octave-queueing 1.2.7 erlangb, printed to 12 digits.
#[test]
fn blocking_probabilities() {
    check(1, 0.5, 0.333_333_333_333_333_3);
    check(10, 9.0, 0.167_963_226_292_2);
    check(14, 10.0, 0.056_819_143_386_5);
    check(105, 100.0, 0.048_260_770_661_2);
    check(1030, 1000.0, 0.009_560_040_415_22);
}

#[test]
fn no_server_blocks_all_and_far_above_the_load_nothing_is_left() {
    assert_eq!(inverse_loss(0, 3.0), 1.0);
    assert_eq!(inverse_loss(30_000, 10_000.0), f64::INFINITY);
}
