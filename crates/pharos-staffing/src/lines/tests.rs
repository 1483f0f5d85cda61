use super::*;

#[track_caller]
fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-12 * expected, "{got}, expected {expected}");
}

/// Without a place to wait there is only the full system: l / s relative to one free agent.
#[test]
fn no_place_to_wait() {
    let rates = Rates { arrival: 3.0, service: 4.0, abandon: 0.5 };
    let limited = limited_wait(rates, 0, 20.0);
    close(limited.full, 0.25);
    assert_eq!(limited.wait.within.all, 0.0);
}

/// One place: whoever takes it waits for one departure, of rate s + h, and is served in s of s + h cases.
#[test]
fn one_place_to_wait() {
    let rates = Rates { arrival: 3.0, service: 4.0, abandon: 0.5 };
    let limited = limited_wait(rates, 1, 0.7);
    let all = limited.wait.within.plus(limited.wait.beyond);
    let scale = limited.wait.at_zero;
    close(all.all / scale, 1.0 / 4.0);
    close(all.served / scale, 1.0 / 4.5);
    close(all.queued_s / scale, 1.0 / (4.0 * 4.5));
    close(limited.full / scale, 3.0 / (4.0 * 4.5));
    close(limited.wait.beyond.all / all.all, (-2.8_f64).exp());
}

/// Overloaded and patient for ever: full with probability near 1 - s/l.
#[test]
fn overload_without_abandonment_is_finite() {
    let rates = Rates { arrival: 2.0, service: 1.0, abandon: 0.0 };
    let limited = limited_wait(rates, 500, 10.0);
    let total = limited.wait.within.plus(limited.wait.beyond).all + limited.full;
    assert!((limited.full / total - 0.5).abs() < 1e-9);
}
