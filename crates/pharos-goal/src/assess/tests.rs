use jiff::ToSpan;
use jiff::civil::{Date, date};
use pharos_stats::calibration::{self, Stated};

use super::*;
use crate::shared::unzipped;

const FIRST: Date = date(2025, 1, 6);

fn week(index: usize) -> Date {
    FIRST.saturating_add((7 * i64::try_from(index).unwrap()).days())
}

fn values(values: &[f64]) -> Vec<Period> {
    let period = |(index, value): (usize, &f64)| Period {
        start: week(index),
        value: Some(*value),
        numerator: None,
        denominator: None,
    };
    values.iter().enumerate().map(period).collect()
}

fn rates(cases: &[(f64, f64)]) -> Vec<Period> {
    let period = |(index, (counted, n)): (usize, &(f64, f64))| Period {
        start: week(index),
        value: Some(counted / n),
        numerator: Some(*counted),
        denominator: Some(*n),
    };
    cases.iter().enumerate().map(period).collect()
}

fn question(target: f64, periods_ahead: usize, history: usize) -> Question {
    let by = week(history + periods_ahead).saturating_sub(1.day());
    Question { kind: Kind::Score, target, direction: Direction::Up, by, mode: Mode::Sustained(4), seed: 1 }
}

/// Even spread without a pattern, between 0 and 12.
fn noise(n: usize) -> Vec<f64> {
    (0..n).map(|it| (it * 7919 % 13) as f64).collect()
}

#[test]
fn a_target_at_the_mean_is_even_and_one_far_above_is_hopeless() {
    let history = values(&noise(52));
    let even = assess(&history, &question(6.0, 8, 52)).unwrap();
    assert!((even.p.unwrap() - 0.5).abs() < 0.12, "{even:?}");
    assert!(even.p_lo < even.p && even.p < even.p_hi);
    let hopeless = assess(&history, &question(20.0, 8, 52)).unwrap();
    assert!(hopeless.p.unwrap() < 0.02, "{hopeless:?}");
    assert_eq!(hopeless.reached_before.share, Some(0.0));
    let step = hopeless.step.unwrap();
    assert!((0.5..=0.7).contains(&step.p) && step.target < 6.5, "{step:?}");
    let down = Question { direction: Direction::Down, ..question(20.0, 8, 52) };
    assert!(0.98 < assess(&history, &down).unwrap().p.unwrap());
}

#[test]
fn once_is_likelier_than_sustained_and_each_is_less_likely() {
    let history = values(&noise(52));
    let p = |mode| assess(&history, &Question { mode, ..question(8.0, 8, 52) }).unwrap().p.unwrap();
    let (once, sustained, each) = (p(Mode::Once), p(Mode::Sustained(4)), p(Mode::Each));
    assert!(each < sustained && sustained < once, "{each} {sustained} {once}");
    // Eight draws from 0..12: at least one of 8 or more has 1 - (8/13)^8 = 0.98, all of them (5/13)^8 = 0.0005.
    assert!(0.9 < once && each < 0.05);
}

#[test]
fn the_seed_decides_and_the_same_seed_decides_the_same() {
    let history = values(&noise(52));
    let ask = |seed| assess(&history, &Question { seed, ..question(7.0, 8, 52) }).unwrap();
    assert_eq!(ask(3), ask(3));
    assert_ne!(ask(3).p, ask(4).p);
}

#[test]
fn too_little_history_gives_an_interval_and_no_probability() {
    let short = assess(
        &rates(&[(3.0, 4.0), (2.0, 4.0), (4.0, 4.0)]),
        &Question { kind: Kind::Rate, ..question(0.75, 8, 3) },
    );
    let short = short.unwrap();
    assert_eq!(short.p, None);
    assert!(short.refused.unwrap().contains("too little history"));
    // Wilson 80 % of 9 of 12.
    let [lo, hi] = short.band80.unwrap();
    assert!((lo - 0.570).abs() < 0.01 && (hi - 0.872).abs() < 0.01, "{lo} {hi}");
    let rare = [(0.0, 40.0); 20].map(|it: (f64, f64)| it);
    let rare = assess(&rates(&rare), &Question { kind: Kind::Rate, ..question(0.03, 8, 20) }).unwrap();
    assert!(rare.refused.unwrap().contains("0 of 800 cases"));
    let constant = assess(&values(&[4.0; 20]), &question(5.0, 8, 20)).unwrap();
    assert_eq!(constant.refused.as_deref(), Some("the history does not vary"));
    let past = assess(&values(&noise(20)), &question(5.0, 0, 20)).unwrap();
    assert!(past.refused.unwrap().starts_with("no whole period"));
}

#[test]
fn one_period_or_none_is_refused_and_no_error() {
    for n in [0, 1] {
        let answer = assess(&values(&noise(n)), &question(5.0, 8, n)).unwrap();
        assert_eq!((answer.p, answer.n), (None, n as u64));
        assert!(answer.refused.unwrap().contains("too little history"));
    }
}

#[test]
fn a_mean_of_the_last_periods_reaches_back_where_the_date_is_near() {
    // Three periods of 12 and one still to come: the mean of four is at least 8 unless the last falls below -4.
    let mut history = noise(40);
    history.extend([12.0, 12.0, 12.0]);
    let near = assess(&values(&history), &question(8.0, 1, 43)).unwrap();
    assert!(0.97 < near.p.unwrap(), "{near:?}");
}

#[test]
fn periods_without_a_case_have_no_value_and_shares_beyond_one_are_an_error() {
    let mut cases = [(30.0, 40.0); 12];
    cases[3] = (0.0, 0.0);
    cases[7] = (33.0, 40.0);
    let rate = Question { kind: Kind::Rate, ..question(0.75, 8, 12) };
    let mut history = rates(&cases);
    history[3].value = Some(0.0);
    assert_eq!(assess(&history, &rate).unwrap().n, 11);
    history[5].denominator = Some(20.0);
    let error = assess(&history, &rate).unwrap_err().to_string();
    assert!(error.contains("has the share 1.5"), "{error}");
    // A share that never differs still varies as chance does.
    let even = assess(&rates(&[(30.0, 40.0); 12]), &rate).unwrap();
    assert!((0.3..0.7).contains(&even.p.unwrap()), "{even:?}");
}

#[test]
fn closed_weekdays_are_no_gaps() {
    // Ten weeks of Monday to Friday, each day's value its place in the week.
    let days: Vec<Period> = (0..70)
        .filter(|day| day % 7 < 5)
        .map(|day: i64| Period {
            start: FIRST.saturating_add(day.days()),
            value: Some((day % 7) as f64 + if day % 2 == 0 { 0.1 } else { 0.0 }),
            numerator: None,
            denominator: None,
        })
        .collect();
    let by = FIRST.saturating_add(76.days());
    let sustained = Question { mode: Mode::Sustained(5), by, ..question(1.5, 0, 0) };
    let answer = assess(&days, &sustained).unwrap();
    assert_eq!((answer.n, answer.reached_before.share), (50, Some(1.0)));
    let [lo, hi] = answer.band80.unwrap();
    assert!(1.5 < lo && hi < 2.6, "{lo} {hi}");
}

#[test]
fn a_share_given_as_percent_is_an_error_with_advice() {
    let percent = Question { kind: Kind::Rate, ..question(80.0, 8, 20) };
    let error = assess(&values(&noise(20)), &percent).unwrap_err();
    assert!(error.to_string().contains("maybe a share was meant as percent"));
    let never = Question { mode: Mode::Sustained(0), ..question(5.0, 8, 20) };
    assert_eq!(assess(&values(&noise(20)), &never), Err(AssessError::NothingSustained));
}

#[test]
fn pseudo_goals_are_called_as_well_as_the_reference_asks() {
    let Some(text) =
        unzipped("stats/goal_pseudo.csv.gz", "pseudo_goals_are_called_as_well_as_the_reference_asks")
    else {
        return;
    };
    let mut statements = Vec::new();
    let mut inside = 0;
    for line in text.lines().skip(1) {
        let numbers: Vec<f64> = line.split(',').map(|it| it.parse().unwrap()).collect();
        let (history, later) = numbers[3..].split_at(52);
        let answer = assess(&values(history), &question(numbers[1], 12, 52)).unwrap();
        let outcome = later[8..12].iter().sum::<f64>() / 4.0;
        let [lo, hi] = answer.band80.unwrap();
        inside += usize::from(lo <= outcome && outcome <= hi);
        statements.push(Stated { p: answer.p.unwrap(), came: numbers[2] == 1.0 });
    }
    let record = calibration::record(&statements).unwrap();
    let coverage = inside as f64 / statements.len() as f64;
    let skill = record.skill.unwrap();
    println!("skill {skill:.4}, calibration error {:.4}, coverage {coverage:.4}", record.calibration_error);
    assert!(0.31 <= skill, "skill {skill}");
    assert!(record.calibration_error <= 0.03, "calibration error {}", record.calibration_error);
    assert!((0.77..=0.83).contains(&coverage), "coverage {coverage}");
}
