use super::*;

fn workforce() -> Workforce {
    Workforce {
        present: vec![Cohort { tenure_weeks: 100.0, people: 50.0 }],
        booked: Vec::new(),
        moves: Vec::new(),
        attrition: Attrition::assumed(&[8.0], &[0.02, 0.005]).unwrap(),
        ramp: RampUp { training_weeks: 4, productivity: vec![0.5, 0.75] },
        passed: 0.9,
    }
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "found {found}, expected {expected}");
}

#[test]
fn those_there_go_by_the_hazard_of_their_tenure() {
    let weeks = project(&workforce(), &[], 52);
    near(weeks[0].people, 50.0 * (-0.0025_f64).exp());
    near(weeks[51].people, 50.0 * (-0.005 * 51.5_f64).exp());
    near(weeks[51].output, weeks[51].people);
    let stays = (-0.005 * 51.5_f64).exp();
    near(weeks[51].output_sd, (50.0 * stays * (1.0 - stays)).sqrt());
}

#[test]
fn a_class_trains_learns_and_shrinks() {
    let mut empty = workforce();
    empty.present.clear();
    let weeks = project(&empty, &[Class { week: 2, starts: 10 }], 12);
    near(weeks[1].people, 0.0);
    near(weeks[2].people, 10.0 * (-0.01_f64).exp());
    near(weeks[5].in_training, weeks[5].people);
    near(weeks[5].output, 0.0);
    near(weeks[6].output, 10.0 * 0.9 * (-0.09_f64).exp() * 0.5);
    near(weeks[8].output, 10.0 * 0.9 * (-0.13_f64).exp());
    // Beyond eight weeks of tenure the second hazard counts.
    near(weeks[11].output, 10.0 * 0.9 * (-0.16 - 0.005 * 1.5_f64).exp());
}

#[test]
fn known_moves_count_from_their_week() {
    let mut moved = workforce();
    moved.moves.push(Move { week: 3, people: -2.0 });
    let (with, without) = (project(&moved, &[], 5), project(&workforce(), &[], 5));
    near(without[2].output - with[2].output, 0.0);
    near(without[3].output - with[3].output, 2.0);
}

/// People in training today pass or not when their training ends, as those of a class.
#[test]
fn people_in_training_today_are_a_class_that_began_before() {
    let mut present = workforce();
    present.present = vec![Cohort { tenure_weeks: 0.0, people: 10.0 }];
    let mut empty = workforce();
    empty.present.clear();
    assert_eq!(project(&present, &[], 20), project(&empty, &[Class { week: 0, starts: 10 }], 20));
}
