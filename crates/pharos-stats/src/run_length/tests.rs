use super::*;
use crate::reference::{assert_near, expected};

/// The numbers in a name such as `h=4,k=0.5,delta=0.25`.
fn parts(name: &str) -> [f64; 3] {
    let mut numbers = name.split(',').map(|it| it.split_once('=').unwrap().1.parse().unwrap());
    [numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap()]
}

#[test]
fn the_cusums_of_the_textbook_run_as_long_as_it_says() {
    let reference = expected("B2.cusum_arl");
    for (name, value) in reference["expected"].as_object().unwrap() {
        let [limit, slack, shift] = parts(name);
        let value = value.as_f64().unwrap();
        assert_near(cusum(slack, limit, shift).unwrap(), value, 0.005 * value);
    }
    // R's spc, xcusum.arl(k = 0.5, h = 5, mu, sided = "two").
    assert_near(cusum(0.5, 5.0, 0.0).unwrap(), 465.443_51, 1e-3);
    assert_near(cusum(0.5, 5.0, 1.0).unwrap(), 10.375_97, 1e-4);
}

#[test]
fn the_moving_averages_of_the_paper_run_as_long_as_it_says() {
    let reference = expected("B2.ewma_arl");
    for (name, value) in reference["expected"].as_object().unwrap() {
        let [weight, width, shift] = parts(name);
        let value = value.as_f64().unwrap();
        assert_near(ewma(weight, width, shift).unwrap(), value, 0.01 * value);
    }
    // R's spc, xewma.arl(0.1, 2.703, mu, sided = "two").
    assert_near(ewma(0.1, 2.703, 0.0).unwrap(), 371.887_75, 1e-2);
    assert_near(ewma(0.1, 2.703, 1.0).unwrap(), 9.745_415_8, 1e-4);
}

#[test]
fn a_moving_average_of_the_newest_value_alone_is_shewharts_chart() {
    assert_near(ewma(1.0, 3.0, 0.0).unwrap(), 1.0 / (2.0 * normal_upper_tail(3.0)), 1e-6);
}

#[test]
fn charts_without_limits_are_refused() {
    assert_eq!(cusum(0.0, 5.0, 0.0), None);
    assert_eq!(cusum(0.5, f64::NAN, 0.0), None);
    assert_eq!(ewma(0.0, 3.0, 0.0), None);
    assert_eq!(ewma(1.1, 3.0, 0.0), None);
}
