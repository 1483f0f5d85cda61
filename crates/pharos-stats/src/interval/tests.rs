use super::*;
use crate::reference::{assert_near, expected, numbers};

#[track_caller]
fn check(actual: Option<Interval>, expected: [f64; 2], tolerance: f64) {
    let actual = actual.expect("an interval");
    assert_near(actual.lo, expected[0], tolerance);
    assert_near(actual.hi, expected[1], tolerance);
}

#[test]
fn wilson_gives_newcombes_examples() {
    let reference = expected("B1.wilson");
    for (case, limits) in reference["expected"].as_object().unwrap() {
        let (successes, n) = case.split_once('/').unwrap();
        let limits = numbers(limits);
        let actual = wilson(successes.parse().unwrap(), n.parse().unwrap(), 0.95);
        check(actual, [limits[0], limits[1]], 1e-7);
    }
}

#[test]
fn wilson_refuses_what_is_no_share() {
    let none = [(0.0, 0.0), (1.0, -1.0), (3.0, 2.0), (-1.0, 2.0), (f64::NAN, 2.0), (1.0, f64::INFINITY)];
    for (successes, n) in none {
        assert_eq!(wilson(successes, n, 0.95), None, "{successes}/{n}");
    }
    for confidence in [0.0, 1.0, 95.0, f64::NAN] {
        assert_eq!(wilson(1.0, 2.0, confidence), None, "{confidence}");
    }
}

#[test]
fn wilson_reaches_the_border_exactly() {
    assert_eq!(wilson(0.0, 7.0, 0.95).unwrap().lo, 0.0);
    assert_eq!(wilson(7.0, 7.0, 0.95).unwrap().hi, 1.0);
}

#[test]
fn student_quantiles_are_those_of_the_printed_tables() {
    // Abramowitz and Stegun table 26.10; the last two from R's qt.
    let table = [
        (1.0, 0.95, 12.706),
        (2.0, 0.95, 4.303),
        (5.0, 0.90, 2.015),
        (10.0, 0.95, 2.228),
        (30.0, 0.99, 2.750),
        (120.0, 0.95, 1.980),
        (1e9, 0.95, 1.960),
    ];
    for (freedom, confidence, quantile) in table {
        assert_near(student_two_sided(freedom, confidence).unwrap(), quantile, 5.1e-4);
    }
}

#[test]
fn student_quantiles_invert_the_distribution_and_join_where_the_method_changes() {
    for freedom in 1..200 {
        let distribution = StudentsT::new(0.0, 1.0, f64::from(freedom)).unwrap();
        for confidence in [0.5, 0.8, 0.95, 0.999] {
            let quantile = student_two_sided(f64::from(freedom), confidence).unwrap();
            assert_near(2.0 * distribution.cdf(quantile) - 1.0, confidence, 1e-9);
        }
    }
    let distribution = StudentsT::new(0.0, 1.0, STUDENT_EXPANSION_FROM).unwrap();
    let quantile = student_two_sided(STUDENT_EXPANSION_FROM, 0.95).unwrap();
    assert_near(distribution.cdf(quantile), 0.975, 1e-10);
}

#[test]
fn mean_t_of_michelsons_twenty_values() {
    // Michelson's speed of light, first series (km/s less 299,000): mean 909, standard deviation 104.926.
    let values = [
        850.0, 740.0, 900.0, 1070.0, 930.0, 850.0, 950.0, 980.0, 980.0, 880.0, 1000.0, 980.0, 930.0, 650.0,
        760.0, 810.0, 1000.0, 1000.0, 960.0, 960.0,
    ];
    let sum: f64 = values.iter().sum();
    let squares: f64 = values.iter().map(|it| it * it).sum();
    check(mean_t(20, sum, squares, 0.95), [859.8931, 958.1069], 1e-3);
}

#[test]
fn mean_t_of_equal_values_has_no_width_and_of_one_value_no_answer() {
    check(mean_t(3, 0.3, 0.03, 0.95), [0.1, 0.1], 1e-8);
    assert_eq!(mean_t(1, 5.0, 25.0, 0.95), None);
    assert_eq!(mean_t(5, f64::NAN, 25.0, 0.95), None);
}

#[test]
fn order_statistics_of_the_printed_table() {
    // Ranks from 1 of the sign-test table (Conover, table A3, 95 % for the median): n, r, n - r + 1.
    for (n, low, high) in [(6, 1, 6), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18)] {
        assert_eq!(order_statistic_ranks(n, 0.5, 0.95), Some((low - 1, high - 1)), "n = {n}");
    }
}

#[test]
fn order_statistics_need_a_sample_large_enough_for_the_quantile() {
    // Above the largest of n lies the 0.9 quantile with probability 0.9^n: below 2.5 % from n = 36.
    assert_eq!(order_statistic_ranks(5, 0.5, 0.95), None);
    assert_eq!(order_statistic_ranks(35, 0.9, 0.95), None);
    assert_eq!(order_statistic_ranks(36, 0.9, 0.95).map(|it| it.1), Some(35));
    assert_eq!(order_statistic_ranks(0, 0.5, 0.95), None);
    assert_eq!(order_statistic_ranks(100, 1.0, 0.95), None);
}

#[test]
fn order_statistics_of_many_values_follow_the_normal_law() {
    let (low, high) = order_statistic_ranks(100_000_000, 0.9, 0.95).unwrap();
    // 90,000,000 -+ 1.95996 x 3,000
    assert!((89_994_118..=89_994_121).contains(&low), "{low}");
    assert!((90_005_877..=90_005_881).contains(&high), "{high}");
}

#[test]
fn poisson_gives_garwoods_table() {
    // Garwood (1936), 95 %, as printed in later tables (Ulm 1990).
    let table = [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904)];
    for (count, lo, hi) in table {
        check(poisson(count, 0.95), [lo, hi], 5.1e-5);
    }
    check(poisson(100, 0.95), [81.3640, 121.6273], 5.1e-4);
}

#[test]
fn poisson_of_large_counts_joins_the_exact_one() {
    let exact = poisson(GARWOOD_EXACT_UP_TO, 0.95).unwrap();
    let next = poisson(GARWOOD_EXACT_UP_TO + 1, 0.95).unwrap();
    assert_near(next.lo - exact.lo, 1.0, 5e-3);
    assert_near(next.hi - exact.hi, 1.0, 5e-3);
}

#[test]
fn nps_gives_the_reference_values() {
    let reference = &expected("B5.nps")["expected"];
    let limits = |case: &str, method: &str| {
        let limits = numbers(&reference[case][method]);
        [limits[0], limits[1]]
    };
    check(nps_normal(60, 15, 100, 0.95), limits("P=60,N=25,D=15", "wald"), 1e-6);
    check(nps_normal(700, 100, 1000, 0.95), limits("P=700,N=200,D=100", "wald"), 1e-6);
    check(nps_normal(7, 1, 10, 0.95), limits("P=7,N=2,D=1", "adj_wald_add3"), 1e-6);
}

#[test]
fn nps_of_one_kind_of_answer_keeps_a_width() {
    let interval = nps_normal(50, 0, 50, 0.95).unwrap();
    assert!(interval.lo < 98.0 && interval.hi == 100.0, "{interval:?}");
    assert_eq!(nps_normal(0, 0, 0, 0.95), None);
    assert_eq!(nps_normal(2, 2, 3, 0.95), None);
}

/// Population of 10 cities in 1920 and 1930 (Davison and Hinkley, table 2.1).
const CITIES: [(f64, f64); 10] = [
    (143.0, 138.0),
    (104.0, 93.0),
    (69.0, 61.0),
    (260.0, 179.0),
    (75.0, 48.0),
    (63.0, 37.0),
    (50.0, 29.0),
    (48.0, 23.0),
    (111.0, 30.0),
    (50.0, 2.0),
];

#[test]
fn bootstrap_ratio_approaches_the_exact_bootstrap_distribution() {
    // Limits from all 5^5 resamples of the first five cities.
    let interval = Bootstrap::new(1, 20_000).ratio(&CITIES[..5], 0.95).unwrap();
    assert_near(interval.lo, 1.075356, 4e-3);
    assert_near(interval.hi, 1.434951, 4e-3);
}

#[test]
fn bootstrap_ratio_forgets_the_order_and_keeps_to_the_seed() {
    let mut shuffled = CITIES;
    shuffled.reverse();
    shuffled.swap(1, 5);
    let first = Bootstrap::new(7, 200).ratio(&CITIES, 0.95);
    assert_eq!(first, Bootstrap::new(7, 200).ratio(&shuffled, 0.95));
    assert_ne!(first, Bootstrap::new(8, 200).ratio(&CITIES, 0.95));
}

#[test]
fn bootstrap_ratio_of_many_clusters_is_as_wide_as_the_normal_law_says() {
    // 20,000 clusters (0 or 2, 1): ratio 1, standard error 1 / sqrt(20,000).
    let clusters: Vec<(f64, f64)> = (0..20_000).map(|it| (f64::from(it % 2) * 2.0, 1.0)).collect();
    let interval = Bootstrap::new(3, 1_000).ratio(&clusters, 0.95).unwrap();
    let half = 1.959964 / 20_000_f64.sqrt();
    assert_near(interval.hi - interval.lo, 2.0 * half, 0.2 * half);
    assert_near(interval.hi + interval.lo, 2.0, 0.3 * half);
}

#[test]
fn bootstrap_ratio_refuses_small_and_senseless_input() {
    assert_eq!(Bootstrap::new(1, 100).ratio(&CITIES[..4], 0.95), None);
    assert_eq!(Bootstrap::new(1, 100).ratio(&[(1.0, 0.0); 9], 0.95), None);
    assert_eq!(Bootstrap::new(1, 100).ratio(&[(f64::NAN, 1.0); 9], 0.95), None);
    assert_eq!(Bootstrap::new(1, 0).ratio(&CITIES, 0.95), None);
}

#[test]
fn kept_draws_are_the_ones_drawn_one_by_one() {
    use rand::{Rng, SeedableRng};
    for size in [5, 7, 31, 64, 65] {
        let clusters: Vec<(f64, f64)> =
            (0..size).map(|it| (f64::from(it * it % 17), 1.0 + f64::from(it))).collect();
        let mut sorted = clusters.clone();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(9);
        let mut ratios: Vec<f64> = (0..501)
            .map(|_| {
                let drawn: Vec<_> = (0..size).map(|_| sorted[rng.random_range(0..sorted.len())]).collect();
                drawn.iter().map(|it| it.0).sum::<f64>() / drawn.iter().map(|it| it.1).sum::<f64>()
            })
            .collect();
        ratios.sort_by(f64::total_cmp);
        // The 2.5 and 97.5 % points of 501 values lie between the 13th and 14th, the 488th and 489th: at 12.5 and 487.5.
        let expected = [[ratios[12], ratios[13]], [ratios[487], ratios[488]]].map(|[a, b]| a + 0.5 * (b - a));
        let interval = Bootstrap::new(9, 501).ratio(&clusters, 0.95).unwrap();
        assert_near(interval.lo, expected[0], 1e-12);
        assert_near(interval.hi, expected[1], 1e-12);
    }
}
