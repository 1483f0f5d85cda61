use super::*;

#[test]
fn student_quantiles_are_those_of_the_tables() {
    // Tables of Student's t, two-sided 5 %.
    for (degrees, expected) in
        [(1.0, 12.706), (3.0, 3.182), (4.0, 2.776), (10.0, 2.228), (30.0, 2.042), (120.0, 1.980)]
    {
        assert!((student_975(degrees) - expected).abs() < 0.002, "{degrees}: {}", student_975(degrees));
    }
}

#[test]
fn ratio_of_sums_with_interval() {
    // Equal denominators: the mean 2 of 1, 2, 3 with standard error 1 / sqrt(3).
    let found = ratio([(10.0, 10.0), (20.0, 10.0), (30.0, 10.0)].into_iter());
    assert_eq!(found.value, Some(2.0));
    assert!((found.se.unwrap() - 1.0 / 3f64.sqrt()).abs() < 1e-12);
    assert!((found.hi.unwrap() - 2.0 - 4.302_652_73 / 3f64.sqrt()).abs() < 1e-8);
    assert_eq!(found.n, 30.0);
}

#[test]
fn nothing_divided_by_nothing_has_no_value() {
    assert_eq!(ratio([(0.0, 0.0)].into_iter()).value, None);
    let one = ratio([(1.0, 2.0)].into_iter());
    assert_eq!((one.value, one.se), (Some(0.5), None));
}

/// With denominators of 1 a difference of ratios is the paired t interval: differences 1, 2, 3 have mean 2, standard error
/// 1/sqrt(3), and t = 4.3027 with two degrees of freedom.
#[test]
fn paired_differences_are_students() {
    let pairs = [((1.0, 1.0), (2.0, 1.0)), ((5.0, 1.0), (7.0, 1.0)), ((2.0, 1.0), (5.0, 1.0))];
    let found = difference(pairs.iter().copied());
    assert!((found.value.unwrap() - 2.0).abs() < 1e-12);
    assert!((found.se.unwrap() - 3.0_f64.sqrt().recip()).abs() < 1e-12);
    assert!((found.hi.unwrap() - 2.0 - 4.302_652_73 / 3.0_f64.sqrt()).abs() < 1e-6);
    assert_eq!(difference([((1.0, 0.0), (1.0, 1.0))].into_iter()).value, None);
}
