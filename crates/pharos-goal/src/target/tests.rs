use super::*;

#[track_caller]
fn check(target: Target, baseline: Option<f64>, direction: Direction, expected: Result<Aim, TargetError>) {
    match (target.aim(baseline, direction), expected) {
        (Ok(Aim::AtLeast(a)), Ok(Aim::AtLeast(b))) | (Ok(Aim::AtMost(a)), Ok(Aim::AtMost(b))) => {
            assert!((a - b).abs() < 1e-12, "{target:?}: {a} is not {b}");
        }
        (actual, expected) => assert_eq!(actual, expected, "{target:?}"),
    }
}

#[test]
fn targets_become_numbers() {
    use Direction::{Down, Up};
    check(Target::Value { value: 0.8 }, None, Up, Ok(Aim::AtLeast(0.8)));
    check(Target::Value { value: 0.03 }, None, Down, Ok(Aim::AtMost(0.03)));
    check(Target::RelativeChange { share: 0.1 }, Some(300.0), Down, Ok(Aim::AtMost(270.0)));
    check(Target::RelativeChange { share: 0.1 }, Some(-20.0), Up, Ok(Aim::AtLeast(-18.0)));
    check(Target::Change { by: 0.05 }, Some(0.70), Up, Ok(Aim::AtLeast(0.75)));
    check(Target::Change { by: 0.05 }, None, Up, Err(TargetError::NoBaseline));
    check(Target::Band { lo: 0.8, hi: 0.85 }, None, Up, Ok(Aim::Within(0.8, 0.85)));
    let upside_down = Target::Band { lo: 0.9, hi: 0.8 };
    assert!(upside_down.aim(None, Up).unwrap_err().to_string().contains("maybe two numbers were swapped"));
    assert!(Target::Value { value: f64::NAN }.aim(None, Up).is_err());
}

fn member(id: &str, value: Option<f64>, n: u64) -> Member {
    Member { id: id.to_owned(), value, n }
}

#[test]
fn every_agent_at_least_75_per_cent() {
    let members = [member("ada", Some(0.8), 60), member("ben", Some(0.75), 40), member("cas", Some(1.0), 3)];
    let standing = members_standing(&members, Aim::AtLeast(0.75), Whom::EachMember, 30);
    assert_eq!((standing.eligible, standing.holding, standing.reached), (2, 2, Some(true)));
    assert_eq!(standing.not_judged, ["cas"]);
    let standing = members_standing(&members, Aim::AtLeast(0.78), Whom::EachMember, 30);
    assert_eq!((standing.reached, standing.below), (Some(false), vec!["ben".to_owned()]));
    let standing = members_standing(&members[2..], Aim::AtLeast(0.75), Whom::EachMember, 30);
    assert_eq!((standing.share, standing.reached), (None, None));
}

#[test]
fn coverage_counts_those_who_have_done_nothing() {
    let mut members: Vec<Member> = (0..99).map(|it| member(&it.to_string(), Some(1.0), 1)).collect();
    members.push(member("late", None, 0));
    let whom = Whom::ShareOfMembers { share: 0.99 };
    let standing = members_standing(&members, Aim::AtLeast(1.0), whom, 0);
    assert_eq!((standing.share, standing.reached), (Some(0.99), Some(true)));
    assert_eq!(standing.below, ["late"]);
}
