use super::*;
use crate::reference::{assert_near, expected, numbers};

#[test]
fn the_limits_of_the_paper() {
    let reference = expected("B2.funnel");
    let target = reference["input"]["target"].as_f64().unwrap();
    for (n, limits) in reference["expected"].as_object().unwrap() {
        for (name, value) in limits.as_object().unwrap() {
            let p: f64 = name.trim_start_matches(['l', 'o', 'h', 'i']).trim_end_matches('%').parse().unwrap();
            let found = share_limit(target, n.parse().unwrap(), p / 100.0).unwrap();
            assert_near(found, value.as_f64().unwrap(), 1e-9);
        }
    }
}

#[test]
fn the_cans_vary_more_than_chance() {
    let reference = expected("B2.phi");
    let cans: Vec<Share> = numbers(&expected("B1.pchart")["input"]["defectives"])
        .into_iter()
        .map(|counted| Share { counted, n: 50.0 })
        .collect();
    let number = |name: &str| reference["expected"][name].as_f64().unwrap();
    assert_near(overdispersion(&cans, 0.0).unwrap(), number("phi_raw"), 1e-6);
    assert_near(overdispersion(&cans, 0.1).unwrap(), number("phi_winsorised_10%"), 1e-6);
}

#[test]
fn nothing_to_plot() {
    assert_eq!(share_limit(0.0, 10, 0.5), None);
    assert_eq!(share_limit(0.5, 0, 0.5), None);
    assert_eq!(share_limit(0.5, 10, f64::NAN), None);
    assert_eq!(overdispersion(&[Share { counted: 0.0, n: 5.0 }; 3], 0.1), None);
    assert_eq!(overdispersion(&[], 0.1), None);
}
