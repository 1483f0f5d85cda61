use super::*;

fn entrant(id: &str, value: f64, sd: f64, n: u64) -> Entrant {
    Entrant { id: id.to_owned(), value, variance: sd * sd, n }
}

#[test]
fn what_chance_explains_is_not_ranked() {
    // Shares of 100 contacts around 0.8 with a standard deviation of 0.04: five draws of the same thing.
    let same = [0.76, 0.79, 0.80, 0.82, 0.84].map(|it| entrant(&it.to_string(), it, 0.04, 100));
    assert_eq!(board(&same, Direction::Up, 30).refused, Some(Refusal::CannotBeToldApart));
    let few = [entrant("a", 0.9, 0.01, 100), entrant("b", 0.1, 0.01, 5)];
    let it = board(&few, Direction::Up, 30);
    assert_eq!((it.refused, it.not_ranked), (Some(Refusal::TooFew), vec!["b".to_owned()]));
}

#[test]
fn clear_differences_make_groups_the_best_first() {
    let entrants = [
        entrant("slow", 90.0, 1.0, 400),
        entrant("quick", 40.0, 1.0, 400),
        entrant("quick too", 41.0, 1.0, 400),
    ];
    let it = board(&entrants, Direction::Down, 30);
    let names: Vec<Vec<&str>> =
        it.groups.iter().map(|it| it.iter().map(|it| it.id.as_str()).collect()).collect();
    assert_eq!(names, [vec!["quick", "quick too"], vec!["slow"]]);
    assert!(it.groups[0][0].lo < 40.0 && 40.0 < it.groups[0][0].hi);
}

#[test]
fn a_team_below_the_aim_comes_before_its_people() {
    assert!(is_team_cause(Some((0.60, 0.70)), 0.75, Direction::Up, 0, 10));
    assert!(!is_team_cause(Some((0.70, 0.80)), 0.75, Direction::Up, 5, 10));
    assert!(is_team_cause(None, 0.75, Direction::Up, 6, 10));
    assert!(is_team_cause(Some((40.0, 50.0)), 30.0, Direction::Down, 0, 0));
}
