use super::*;

const YEAR: &str = include_str!("../../../../samples/hiring/year.toml");

/// The sample, planned: the properties that any answer to it has.
#[test]
fn the_sample_is_planned() {
    let file = HiringFile::read(YEAR).unwrap();
    let answer = hiring_answer(&file).unwrap();
    assert_eq!((answer.weeks.len(), answer.months.len()), (52, 12));
    assert!(!answer.classes.is_empty() && answer.gap <= 0.02);
    let starts: u32 = answer.classes.iter().map(|class| class.class.starts).sum();
    assert_eq!(starts, answer.months.iter().map(|month| month.starts).sum::<u32>());
    assert_eq!(answer.classes[0].starts_on, file.date(answer.classes[0].class.week));
    let [best, worst] = &answer.outlooks[..] else { panic!("two outlooks") };
    assert!(best.own_cost < answer.cost_total && answer.cost_total < worst.own_cost);
    assert!(answer.waiting.extra > 0.0);
    assert_eq!(answer.levels.len(), 3);
    let text = write_text(&answer);
    assert!(text.contains("decide by") && text.contains("2027-01"), "{text}");
    let class = &answer.classes[0];
    let dates = [class.decide_by, class.starts_on, class.on_floor].map(|date| date.to_string()).join("  ");
    assert!(text.contains(&dates), "columns stand apart: {text}");
}

/// 2027-01-04: 1850 h / (40 h x 0.82 x 0.90) = 62.67 people; in August 18 % are away.
#[test]
fn weeks_take_the_leave_of_their_month() {
    let problem = HiringFile::read(YEAR).unwrap().problem().unwrap();
    assert!((problem.required[0] - 1850.0 / (40.0 * 0.82 * 0.90)).abs() < 1e-9, "{}", problem.required[0]);
    let august = problem.required[31] * 40.0 * 0.82;
    assert!((august * 0.82 - 1975.0).abs() < 1e-6, "{}", august * 0.82);
}

#[test]
fn faults_are_named() {
    for (from, to, expected) in [
        ("paid_hours = 40", "paid_hours = 0", "paid_hours is 0"),
        ("agent_hours = [", "handling_hours = [", "demand.occupancy is missing"),
        ("[ramp]", "[ramp]\nspeed = 3", "unknown field `speed`"),
        ("starts = \"2027-01-04\"", "starts = \"2027-13-04\"", "not readable"),
        ("weekly = [0.02, 0.008, 0.004]", "weekly = [0.02]", "number of hazards is 1"),
        ("weekly = [0.02, 0.008, 0.004]", "weekly = [2, 0.8, 0.4]", "maybe it is in percent"),
        ("weekly = [0.02", "yearly = 0.3\nweekly = [0.02", "either yearly or weekly"),
    ] {
        assert!(YEAR.contains(from), "{from}");
        let error = HiringFile::read(&YEAR.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(expected), "{to}: {error}");
    }
}
