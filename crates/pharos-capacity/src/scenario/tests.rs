use super::*;
use crate::attrition::Attrition;
use crate::headcount::{Cohort, Workforce};
use crate::offers::Funnel;
use crate::plan::{Costs, Rules};
use crate::ramp::RampUp;

fn problem() -> Problem {
    Problem {
        required: (0..40).map(|week| 40.0 + f64::from(week) * 0.25).collect(),
        workforce: Workforce {
            present: vec![Cohort { tenure_weeks: 60.0, people: 42.0 }],
            booked: Vec::new(),
            moves: Vec::new(),
            attrition: Attrition::yearly(0.3).unwrap(),
            ramp: RampUp { training_weeks: 4, productivity: vec![0.6, 0.8] },
            passed: 0.9,
        },
        funnel: Funnel { accepted: 0.7, came: 0.9, passed: 0.9 },
        rules: Rules {
            lead_weeks: 3,
            class_min: 4,
            class_max: 12,
            classes_at_once: 1,
            no_start_weeks: vec![],
        },
        costs: Costs { wage_week: 900.0, offer: 300.0, class: 4000.0, short_week: 3000.0 },
        class_full: 0.8,
    }
}

fn outlook(name: &str, volume: f64, attrition: f64, accepted: f64) -> Outlook {
    Outlook { name: name.to_owned(), volume, attrition, accepted, lead_weeks_more: 0 }
}

#[test]
fn worse_years_cost_more_and_the_own_plan_is_never_dearer() {
    let problem = problem();
    let likely = plan(&problem).unwrap();
    let found = outlooks(
        &problem,
        &likely,
        &[outlook("best", 0.95, 0.8, 1.1), outlook("same", 1.0, 1.0, 1.0), outlook("worst", 1.1, 1.3, 0.8)],
    )
    .unwrap();
    let [best, same, worst] = &found[..] else { panic!("three") };
    assert!((same.likely_plan.cost.total() - likely.cost.total()).abs() < 1e-6);
    assert!(best.own_plan.cost.total() < likely.cost.total());
    assert!(worst.own_plan.cost.total() > likely.cost.total());
    for result in &found {
        // Within what the search promises.
        assert!(result.own_plan.cost.total() <= result.likely_plan.cost.total() * 1.001);
    }
    assert!(worst.likely_plan.short_person_weeks() > worst.own_plan.short_person_weeks());
}

#[test]
fn waiting_is_never_free_where_people_are_missing() {
    let problem = problem();
    let now = plan(&problem).unwrap();
    let found = waiting(&problem, &now, 4).unwrap();
    assert!(found.extra > 0.0 && found.short_later > found.short_now, "{found:?}");
    assert!((waiting(&problem, &now, 0).unwrap().extra).abs() < 1e-6);
}
