use super::*;
use crate::reference::{assert_near, expected};

#[test]
fn binomial_tails_of_small_samples() {
    let terms = binomial(4, 0.5).unwrap();
    assert_near(terms.from(4), 1.0 / 16.0, 1e-15);
    assert_near(terms.from(3), 5.0 / 16.0, 1e-15);
    assert_near(terms.below(1), 1.0 / 16.0, 1e-15);
    assert_eq!(terms.from(5), 0.0);
    assert_eq!(terms.from(0), 1.0);
    assert!(binomial(4, 0.0).is_none());
}

#[test]
fn poisson_tails() {
    let terms = poisson(1.0).unwrap();
    let head = (-1.0_f64).exp();
    assert_near(terms.below(1), head, 1e-15);
    assert_near(terms.from(3), 1.0 - 2.5 * head, 1e-15);
    // 20 or more events where 3 are expected: exp(-3) 3^20 / 20! x (1 + 3/21 + 3^2/(21 22) + ...)
    assert_near(poisson(3.0).unwrap().from(20) / 8.3145e-11, 1.0, 1e-4);
    assert!(poisson(0.0).is_none());
}

#[test]
fn gamma_poisson_with_shape_one_is_geometric_and_with_a_great_shape_poisson() {
    let geometric = gamma_poisson(3.0, 1.0).unwrap();
    assert_near(geometric.from(4), 0.75_f64.powi(4), 1e-13);
    assert_near(gamma_poisson(3.0, 1e9).unwrap().from(5), poisson(3.0).unwrap().from(5), 1e-8);
}

#[test]
fn beta_binomial_gives_the_reference_value() {
    let reference = expected("B1.beta");
    let expected =
        reference["expected"]["P(next 40 has >=30 | 45/60, Jeffreys beta-binomial)"].as_f64().unwrap();
    assert_near(beta_binomial(40, 45.5, 15.5).unwrap().from(30), expected, 1e-9);
}

#[test]
fn beta_binomial_with_flat_and_bathtub_shapes() {
    assert_near(beta_binomial(9, 1.0, 1.0).unwrap().from(8), 0.2, 1e-12);
    // Arcsine law: mass symmetric, most of it at both ends.
    let terms = beta_binomial(2, 0.5, 0.5).unwrap();
    assert_near(terms.from(2), 0.375, 1e-12);
    assert_near(terms.below(1), 0.375, 1e-12);
    assert_near(beta_binomial(100_000, 0.01, 0.01).unwrap().below(50_000), 0.5, 0.01);
}
