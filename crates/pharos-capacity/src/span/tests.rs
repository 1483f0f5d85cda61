use super::*;

fn with_people(people: [f64; 3]) -> Vec<Level> {
    let mut levels = usual_levels();
    for (level, people) in levels.iter_mut().zip(people) {
        level.people = Some(people);
    }
    levels
}

/// 60 agents: 4 to 5 supervisors; 4 supervisors: one manager; a director even for one manager.
#[test]
fn leaders_follow_from_agents() {
    for (agents, expected) in [
        (60.0, [(4, 5, 4), (1, 1, 1), (1, 1, 1)]),
        (0.0, [(0, 0, 0), (0, 0, 0), (0, 0, 0)]),
        (13.0, [(1, 1, 1), (1, 1, 1), (1, 1, 1)]),
        (600.0, [(40, 50, 44), (11, 14, 13), (3, 3, 3)]),
    ] {
        let found = span_of_control(agents, &usual_levels()).unwrap();
        let found: Vec<_> = found.iter().map(|it| (it.need_least, it.need_most, it.need)).collect();
        assert_eq!(found, expected, "{agents} agents");
    }
}

#[test]
fn todays_people_are_held_against_the_band() {
    for (people, expected) in [
        ([4.0, 1.0, 1.0], [SpanVerdict::Within, SpanVerdict::Within, SpanVerdict::Narrow]),
        ([3.0, 2.0, 0.0], [SpanVerdict::Wide, SpanVerdict::Narrow, SpanVerdict::Nobody]),
        ([6.0, 1.0, 1.0], [SpanVerdict::Narrow, SpanVerdict::Wide, SpanVerdict::Narrow]),
    ] {
        let found = span_of_control(60.0, &with_people(people)).unwrap();
        assert_eq!(found.iter().map(|it| it.verdict).collect::<Vec<_>>(), expected, "{people:?}");
    }
    assert_eq!(span_of_control(60.0, &usual_levels()).unwrap()[0].verdict, SpanVerdict::Unknown);
}

#[test]
fn a_chart_upside_down_is_refused() {
    let mut levels = usual_levels();
    levels.reverse();
    assert!(span_of_control(60.0, &levels).unwrap_err().to_string().contains("before this one"));
    let mut levels = usual_levels();
    levels[0].band = SpanBand { low: 15.0, high: 12.0 };
    assert!(span_of_control(60.0, &levels).is_err());
}
