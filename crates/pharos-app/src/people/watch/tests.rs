//! Truth tests on the simulated centre: its decliners are found in time, and hardly anybody else.

use std::collections::{BTreeMap, BTreeSet};

use pharos_simulation::centre::{Centre, ContactSegment};

use super::*;

/// The weeks of a simulated centre, straight from its days: neither engine nor metric has a hand in it.
fn week_rows(centre: &Centre) -> Vec<WeekRow> {
    let mut sums: BTreeMap<(String, String, &'static str, String), (f64, f64)> = BTreeMap::new();
    for (index, day) in centre.days().enumerate() {
        let week = format!("{:03}", index / 7);
        let mut add = |agent: &str, metric: &'static str, cell: String, n: f64, value: f64| {
            let to = sums.entry((agent.to_owned(), week.clone(), metric, cell)).or_default();
            *to = (to.0 + n, to.1 + value);
        };
        for it in &day.contact_segments {
            let (Some(agent), Some(talk)) = (it.agent_id.as_deref(), it.talk_s) else { continue };
            let time = talk + it.hold_s.unwrap_or(0.0) + it.acw_s.unwrap_or(0.0);
            add(agent, "aht", cell(it), 1.0, time);
            add(agent, "escalation_rate", cell(it), 1.0, f64::from(u8::from(it.escalated == Some(true))));
        }
        for it in &day.agent_offers {
            let missed = matches!(it.result, "no_answer" | "rejected");
            if it.result != "caller_gone" {
                add(&it.agent_id, "ring_no_answer_rate", String::new(), 1.0, f64::from(u8::from(missed)));
            }
        }
    }
    let row = |((agent, week, metric, cell), (n, value))| WeekRow { agent, week, metric, cell, n, value };
    sums.into_iter().map(row).collect()
}

fn cell(it: &ContactSegment) -> String {
    [it.queue.as_deref().unwrap_or("-"), it.channel, it.reason.as_deref().unwrap_or("-")].join("|")
}

#[test]
fn the_decliners_of_a_simulated_centre_are_found_soon_and_hardly_anybody_else() {
    let until: jiff::civil::Date = "2026-05-01".parse().unwrap();
    let centre = Centre::new(3, until).unwrap();
    let rows = week_rows(&centre);
    let declines: BTreeMap<&str, &str> =
        centre.truth().declines.iter().map(|it| (it.agent_id.as_str(), it.since.as_str())).collect();
    let first: jiff::civil::Date = centre.truth().from.parse().unwrap();
    let week_of = |date: &str| {
        let date: jiff::civil::Date = date.parse().unwrap();
        (date - first).get_days() as usize / 7
    };
    let weeks = 1 + rows.iter().map(|it| it.week.parse::<usize>().unwrap()).max().unwrap();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    for week in (20..weeks).step_by(2).chain([weeks - 1]) {
        let so_far: Vec<WeekRow> =
            rows.iter().filter(|it| it.week.parse::<usize>().unwrap() < week).cloned().collect();
        for it in judge(&so_far).unwrap().into_iter().filter(|it| it.flagged) {
            match declines.get(it.agent.as_str()) {
                Some(since) if week_of(since) <= week => {
                    found.entry(it.agent).or_insert(week);
                }
                _ => {
                    wrong.insert(it.agent);
                }
            }
        }
    }
    println!(
        "declines {declines:?} (week {:?}), found {found:?} of {weeks} weeks, wrong {wrong:?}",
        declines.values().map(|it| week_of(it)).collect::<Vec<_>>()
    );
    assert!(declines.len() <= found.len() + 1, "{found:?} of {declines:?}");
    assert!(wrong.len() <= 2, "{wrong:?}");
}
