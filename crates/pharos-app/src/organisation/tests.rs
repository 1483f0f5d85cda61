#![allow(clippy::expect_used)]

use super::*;

fn line(agent: &str) -> MembershipChange {
    MembershipChange { agent_id: agent.to_owned(), ..MembershipChange::default() }
}

fn settings() -> CentreSettings {
    CentreSettings {
        time_zone: Some("Asia/Jerusalem".to_owned()),
        sites: [("hk".to_owned(), "Asia/Hong_Kong".to_owned())].into(),
        ..CentreSettings::default()
    }
}

#[test]
fn a_day_begins_at_midnight_of_the_site() {
    let day = Some("2026-03-01".to_owned());
    let here = row(&MembershipChange { from: day.clone(), ..line("noa") }, &settings()).expect("a row");
    assert_eq!(here["valid_from"], json!("2026-02-28T22:00:00Z"));
    let there = MembershipChange { from: day, site: Some("hk".to_owned()), ..line("lin") };
    let there = row(&there, &settings()).expect("a row");
    assert_eq!((&there["valid_from"], &there["site"]), (&json!("2026-02-28T16:00:00Z"), &json!("hk")));
}

#[test]
fn a_line_at_fault_says_what_and_the_value() {
    let check = |line: MembershipChange, word: &str| {
        let fault = row(&line, &settings()).expect_err("a fault");
        assert!(fault.words.contains(word), "{fault:?}");
    };
    check(line(" "), "agent_id");
    check(MembershipChange { from: Some("1/3/2026".to_owned()), ..line("noa") }, "1/3/2026");
    check(MembershipChange { fte: Some(38.5), ..line("noa") }, "38.5");
    let backwards = MembershipChange {
        from: Some("2026-03-02".to_owned()),
        to: Some("2026-03-01".to_owned()),
        ..line("noa")
    };
    check(backwards, "ends before");
}
