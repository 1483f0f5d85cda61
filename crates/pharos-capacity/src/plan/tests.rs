use proptest::prelude::*;

use super::*;
use crate::attrition::Attrition;
use crate::headcount::Cohort;
use crate::ramp::RampUp;

fn problem(required: Vec<f64>) -> Problem {
    Problem {
        required,
        workforce: Workforce {
            present: vec![Cohort { tenure_weeks: 100.0, people: 20.0 }],
            booked: Vec::new(),
            moves: Vec::new(),
            attrition: Attrition::assumed(&[8.0], &[0.02, 0.006]).unwrap(),
            ramp: RampUp { training_weeks: 2, productivity: vec![0.6, 0.8] },
            passed: 0.9,
        },
        funnel: Funnel { accepted: 0.7, came: 0.9, passed: 0.9 },
        rules: Rules {
            lead_weeks: 1,
            class_min: 2,
            class_max: 4,
            classes_at_once: 1,
            no_start_weeks: vec![],
        },
        costs: Costs { wage_week: 900.0, offer: 300.0, class: 2500.0, short_week: 2700.0 },
        class_full: 0.8,
    }
}

/// The cost of every allowed set of classes, tried one by one; with two rooms up to two classes start in a week.
fn brute_force(problem: &Problem) -> f64 {
    let weeks = problem.required.len() as u32;
    let rules = &problem.rules;
    let sizes: Vec<u32> = (rules.class_min..=rules.class_max).collect();
    let mut choices: Vec<Vec<u32>> = vec![Vec::new()];
    choices.extend(sizes.iter().map(|&size| vec![size]));
    if rules.classes_at_once > 1 {
        choices.extend(sizes.iter().flat_map(|&one| sizes.iter().map(move |&other| vec![one, other])));
    }
    let starts: Vec<u32> =
        (rules.lead_weeks..weeks).filter(|week| !rules.no_start_weeks.contains(week)).collect();
    let mut least = f64::INFINITY;
    for mut code in 0..choices.len().pow(starts.len() as u32) {
        let mut classes = Vec::new();
        for &week in &starts {
            let choice = &choices[code % choices.len()];
            code /= choices.len();
            classes.extend(choice.iter().map(|&starts| Class { week, starts }));
        }
        let training = problem.workforce.ramp.training_weeks.max(1);
        let at_once = |week: u32| {
            classes.iter().filter(|class| class.week <= week && week - class.week < training).count()
        };
        if (0..weeks).all(|week| at_once(week) <= rules.classes_at_once as usize) {
            least = least.min(evaluate(problem, &classes).unwrap().cost.total());
        }
    }
    least
}

fn check(problem: &Problem) -> Result<(), TestCaseError> {
    let found = plan(problem).unwrap();
    let least = brute_force(problem);
    let total = found.cost.total();
    prop_assert!(total >= least * (1.0 - 1e-9), "cheaper than everything: {total} {least}");
    let bound = total * (1.0 - found.gap);
    prop_assert!(bound <= least * (1.0 + 1e-9), "the bound {bound} is above {least}");
    prop_assert!(total <= least * 1.002, "{total} against {least}, gap {}", found.gap);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
    /// On instances small enough to try everything the plan is the cheapest, and its bound below it.
    #[test]
    fn nothing_is_cheaper(
        required in prop::collection::vec(10.0..40.0_f64, 6..=7),
        short_week in 500.0..6000.0_f64,
        class in 0.0..9000.0_f64,
        lead_weeks in 1..3_u32,
        forbidden in 0..7_u32,
    ) {
        let mut problem = problem(required);
        problem.costs.short_week = short_week;
        problem.costs.class = class;
        problem.rules = Rules { lead_weeks, no_start_weeks: vec![forbidden], ..problem.rules };
        check(&problem)?;
    }

    /// The same with two rooms.
    #[test]
    fn nothing_is_cheaper_with_two_rooms(
        required in prop::collection::vec(10.0..40.0_f64, 5..=5),
        short_week in 500.0..6000.0_f64,
        class in 0.0..9000.0_f64,
    ) {
        let mut problem = problem(required);
        problem.costs.short_week = short_week;
        problem.costs.class = class;
        problem.rules = Rules { class_max: 3, classes_at_once: 2, ..problem.rules };
        check(&problem)?;
    }
}

/// A year with a season: the plan meets the requirement in every week a class can reach, at a high price of missing people.
#[test]
fn a_year_is_met_where_it_can_be() {
    let season = |week: u32| 24.0 + 6.0 * (f64::from(week) / 52.0 * std::f64::consts::TAU).sin();
    let mut year = problem((0..52).map(season).collect());
    year.costs.short_week = 50_000.0;
    year.rules.class_max = 12;
    let found = plan(&year).unwrap();
    let reach = (year.rules.lead_weeks + year.workforce.ramp.training_weeks) as usize;
    assert!(found.weeks[..reach].iter().any(|week| week.short > 0.0));
    let later: f64 = found.weeks[reach + 2..].iter().map(|week| week.short).sum();
    assert!(later < 1e-6, "{later} person-weeks missing; {:?}", found.classes);
    assert!(found.gap <= 0.02, "{}", found.gap);
    for class in &found.classes {
        assert!((2..=12).contains(&class.starts));
        assert_eq!(class.floor_week, class.week + 2);
        assert_eq!(class.decide_week, class.week - 1);
        assert!(
            class.offers.expected >= u64::from(class.starts) && class.offers.sure >= class.offers.expected
        );
    }
}

#[test]
fn enough_people_need_no_class() {
    let found = plan(&problem(vec![10.0; 30])).unwrap();
    assert_eq!((found.classes.len(), found.short_person_weeks()), (0, 0.0));
}

/// More work, earlier leaving or a longer lead never makes the best plan cheaper.
#[test]
fn the_cost_follows_the_burden() {
    let base = problem((0..26).map(|week| 20.0 + f64::from(week) * 0.2).collect());
    let cost = |problem: &Problem| plan(problem).unwrap().cost.total();
    let least = cost(&base);
    let mut more_work = base.clone();
    more_work.required.iter_mut().for_each(|required| *required *= 1.1);
    let mut longer_lead = base.clone();
    longer_lead.rules.lead_weeks += 4;
    assert!(cost(&more_work) > least);
    assert!(cost(&longer_lead) >= least * (1.0 - 1e-3));
}

#[test]
fn nonsense_is_refused() {
    let good = problem(vec![20.0; 10]);
    let mut bad = good.clone();
    bad.rules.class_max = 1;
    assert!(plan(&bad).unwrap_err().to_string().contains("class_max"));
    let mut bad = good.clone();
    bad.required[3] = f64::NAN;
    assert!(plan(&bad).is_err());
    let mut bad = good;
    bad.funnel.accepted = 0.0;
    assert!(plan(&bad).is_err());
}
