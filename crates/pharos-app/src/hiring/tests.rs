use super::*;

const NOW: i64 = 100 * WEEK_US;

fn stretch(agent: &str, role: &str, hired_week: i64, left_week: Option<i64>, fte: f64) -> Employment {
    Employment {
        agent_id: agent.to_owned(),
        name: None,
        site: None,
        team: None,
        supervisor: None,
        role: Some(role.to_owned()),
        shift: None,
        contract: None,
        fte: Some(fte),
        hired_us: Some(hired_week * WEEK_US),
        left_us: left_week.map(|week| week * WEEK_US),
        from_us: Some(hired_week * WEEK_US),
        to_us: None,
    }
}

#[test]
fn a_person_with_two_stretches_is_one_person() {
    let mut later = stretch("noa", "agent", 10, None, 0.5);
    later.from_us = Some(50 * WEEK_US);
    let all = [
        stretch("noa", "agent", 10, None, 1.0),
        later,
        stretch("dana", "supervisor", 0, None, 1.0),
        stretch("omar", "agent", 90, Some(95), 1.0),
        stretch("lin", "agent", 120, None, 1.0),
    ];
    let found = persons(&all, NOW);
    assert_eq!(found.len(), 2, "the leader is no agent, and who comes later is not here: {found:?}");
    assert_eq!(cohorts(&found, NOW), [Cohort { tenure_weeks: 84.5, people: 0.5 }]);
}

/// Records from week 60 on. One was hired in week 0 and is watched from tenure 60 to 100; one left in week 80 with tenure
/// 10; one left before the records began and is not seen at all.
#[test]
fn leaving_is_watched_from_where_the_records_begin() {
    let people = persons(
        &[
            stretch("a", "agent", 0, None, 1.0),
            stretch("b", "agent", 70, Some(80), 1.0),
            stretch("c", "agent", 10, Some(40), 1.0),
        ],
        NOW,
    );
    let curve = attrition(&people, 60 * WEEK_US, NOW).unwrap();
    let weeks: f64 = curve.bands().iter().map(|band| band.person_weeks).sum();
    let leavers: u64 = curve.bands().iter().map(|band| band.leavers).sum();
    assert!((weeks - 50.0).abs() < 1e-9, "{weeks}");
    assert_eq!(leavers, 1);
    assert!(
        (curve.bands()[1].weekly_hazard - 1.0 / 4.0).abs() < 1e-9,
        "weeks 6 to 10 of b: {:?}",
        curve.bands()
    );
}

#[test]
fn the_plan_to_start_from_can_be_solved() {
    let date: Date = "2026-11-29".parse().unwrap();
    assert_eq!(next_monday(date).to_string(), "2026-11-30");
    let present = vec![Cohort { tenure_weeks: 60.0, people: 50.0 }];
    let file = plan(next_monday(date), vec![1300.0; 52], present, None);
    let text = toml::to_string(&file).unwrap();
    assert_eq!(HiringFile::read(&text).unwrap(), file);
    assert_eq!(file.problem().unwrap().required.len(), 52);
}
