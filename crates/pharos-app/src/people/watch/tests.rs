//! Truth tests on the simulated centre: its decliners are found in time, an agent like Jay sooner still, and hardly anybody else.

use std::collections::{BTreeMap, BTreeSet};

use pharos_simulation::centre::{Centre, CentreDay, ContactSegment, WorkItem};

use super::*;

/// Sums of a week: agent, week, metric, cell; cases and value.
type Sums = BTreeMap<(String, usize, &'static str, String), (f64, f64)>;

const DEADLINES: &str = "sla_attainment.resolution";

/// The weeks of a simulated centre, straight from its days: neither engine nor metric has a hand in it.
fn week_sums(days: &[CentreDay]) -> Sums {
    let mut sums = Sums::new();
    let mut items: BTreeMap<&str, (usize, &WorkItem)> = BTreeMap::new();
    for (index, day) in days.iter().enumerate() {
        let mut add = |agent: &str, metric: &'static str, cell: String, value: f64| {
            let to = sums.entry((agent.to_owned(), index / 7, metric, cell)).or_default();
            *to = (to.0 + 1.0, to.1 + value);
        };
        for it in &day.contact_segments {
            let (Some(agent), Some(talk)) = (it.agent_id.as_deref(), it.talk_s) else { continue };
            let time = talk + it.hold_s.unwrap_or(0.0) + it.acw_s.unwrap_or(0.0);
            let at_once = it.concurrency.unwrap_or(1).clamp(1, 3);
            add(agent, "aht", format!("{at_once}|{}", cell(it)), time);
            add(agent, "escalation_rate", cell(it), f64::from(u8::from(it.escalated == Some(true))));
        }
        for it in day.agent_offers.iter().filter(|it| it.result != "caller_gone") {
            let missed = matches!(it.result, "no_answer" | "rejected");
            add(&it.agent_id, "ring_no_answer_rate", String::new(), f64::from(u8::from(missed)));
        }
        items.extend(day.work_items.iter().map(|it| (it.key.as_str(), (index, it))));
    }
    for (index, it) in items.into_values() {
        let (Some(agent), Some(met)) = (&it.solved_by, it.sla_met) else { continue };
        let to = sums.entry((agent.clone(), index / 7, DEADLINES, it.queue.to_owned())).or_default();
        *to = (to.0 + 1.0, to.1 + f64::from(u8::from(!met)));
    }
    sums
}

fn cell(it: &ContactSegment) -> String {
    [it.queue.unwrap_or("-"), it.channel, it.reason.unwrap_or("-")].join("|")
}

/// What a look at the end of a week sees.
fn before(sums: &Sums, week: usize) -> Vec<WeekRow> {
    let seen = sums.iter().filter(|it| it.0.1 < week);
    let row =
        |((agent, week, metric, cell), (n, value)): (&(String, usize, &'static str, String), &(f64, f64))| {
            let week = format!("{week:03}");
            WeekRow { agent: agent.clone(), week, metric, cell: cell.clone(), n: *n, value: *value }
        };
    seen.map(row).collect()
}

#[test]
fn the_decliners_of_a_simulated_centre_are_found_soon_and_hardly_anybody_else() {
    let until: jiff::civil::Date = "2026-05-01".parse().unwrap();
    let centre = Centre::new(3, until).unwrap();
    let days: Vec<CentreDay> = centre.days().collect();
    let mut sums = week_sums(&days);
    let first: jiff::civil::Date = centre.truth().from.parse().unwrap();
    let week_of = |date: &str| {
        let date: jiff::civil::Date = date.parse().unwrap();
        (date - first).get_days() as usize / 7
    };
    let declines: BTreeMap<&str, usize> =
        centre.truth().declines.iter().map(|it| (it.agent_id.as_str(), week_of(&it.since))).collect();
    // Whole weeks only: of a cut one nothing can be said.
    let weeks = days.len() / 7;
    let mut strict = strict();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    for week in (20..weeks).step_by(2).chain([weeks]) {
        for it in judge(&mut strict, &before(&sums, week)).unwrap().into_iter().filter(|it| it.flagged) {
            match declines.get(it.agent.as_str()) {
                Some(since) if *since <= week => {
                    found.entry(it.agent).or_insert(week);
                }
                _ => {
                    wrong.insert(it.agent);
                }
            }
        }
    }
    println!("declines (week) {declines:?}, found {found:?} of {weeks} weeks, wrong {wrong:?}");
    assert!(declines.len() <= found.len() + 1, "{found:?} of {declines:?}");
    assert!(wrong.len() <= 2, "{wrong:?}");
    jay(&mut strict, &mut sums, &declines);
}

/// Somebody steady begins to need a quarter more time for a contact and to miss two deadlines a week; in the fifth week a second
/// customer asks for somebody else. The look finds it before the tenth missed deadline and the second escalation.
fn jay(strict: &mut Judge, sums: &mut Sums, declines: &BTreeMap<&str, usize>) {
    const SINCE: usize = 40;
    const MISSED_A_WEEK: f64 = 2.0;
    let mut deadlines: BTreeMap<&str, f64> = BTreeMap::new();
    for ((agent, _, metric, _), (n, _)) in sums.iter().filter(|it| it.0.2 == DEADLINES && it.0.1 < SINCE) {
        assert_eq!(*metric, DEADLINES);
        *deadlines.entry(agent).or_default() += n;
    }
    let steady = deadlines.into_iter().filter(|it| !declines.contains_key(it.0));
    let jay = steady.max_by(|a, b| a.1.total_cmp(&b.1)).expect("somebody with deadlines").0.to_owned();
    for ((_, week, metric, _), (n, value)) in sums.iter_mut().filter(|it| it.0.0 == jay && SINCE <= it.0.1) {
        match *metric {
            "aht" => *value *= 1.25,
            DEADLINES => *value = (*value + MISSED_A_WEEK).min(*n),
            "escalation_rate" if *week == SINCE + 5 => *value = (*value + 1.0).min(*n),
            _ => {}
        }
    }
    let flagged = (SINCE + 1..=SINCE + 8).find(|week| {
        judge(strict, &before(sums, *week)).unwrap().iter().any(|it| it.agent == jay && it.flagged)
    });
    let missed = flagged.map(|week| (week - SINCE) as f64 * MISSED_A_WEEK);
    println!("{jay}: flagged at the end of week {flagged:?}, {missed:?} deadlines missed since week {SINCE}");
    assert!(missed.is_some_and(|it| it < 10.0), "{missed:?}");
    assert!(flagged.is_some_and(|week| week <= SINCE + 5), "after the second escalation");
}
