use super::*;

fn person(id: &str, role: &str, leader: Option<&str>) -> Employment {
    Employment {
        agent_id: id.to_owned(),
        name: Some(id.to_uppercase()),
        site: None,
        team: None,
        supervisor: leader.map(str::to_owned),
        role: Some(role.to_owned()),
        shift: None,
        contract: None,
        fte: None,
        hired_us: None,
        left_us: None,
        from_us: None,
        to_us: None,
    }
}

/// Dana leads 13, Noa leads 17, one agent has nobody; two supervisors, no manager on record.
#[test]
fn leaders_are_counted_and_held_against_the_band() {
    let mut all: Vec<Employment> = (0..31)
        .map(|index| {
            let leader = match index {
                0..13 => Some("dana"),
                13..30 => Some("noa"),
                _ => None,
            };
            person(&format!("a{index}"), "agent", leader)
        })
        .collect();
    all.extend(["dana", "noa"].map(|id| person(id, "supervisor", None)));
    let now: Vec<&Employment> = all.iter().collect();
    let found = view(&now, usual_levels()).unwrap();
    assert_eq!((found.agents, found.without_leader), (31, 1));
    let leaders: Vec<_> =
        found.leaders.iter().map(|it| (it.leader.as_str(), it.reports, it.verdict)).collect();
    assert_eq!(leaders, [("dana", 13, SpanVerdict::Within), ("noa", 17, SpanVerdict::Wide)]);
    assert_eq!(found.leaders[0].name.as_deref(), Some("DANA"));
    // 31 agents over two supervisors: 15.5, more than 15; three are needed at least, and nobody knows of managers.
    assert_eq!((found.levels[0].verdict, found.levels[0].need_least), (SpanVerdict::Wide, 3));
    assert_eq!(found.levels[1].verdict, SpanVerdict::Unknown);
}
