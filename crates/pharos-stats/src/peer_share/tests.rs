use std::collections::BTreeMap;

use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::reference::{assert_near, shared};

/// One contact: agent, cell, counted.
type Contact = (String, String, bool);

fn compare_contacts(contacts: &[Contact]) -> PeerComparison {
    let mut counts: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
    for (agent, cell, counted) in contacts {
        let count = counts.entry((agent, cell)).or_default();
        count.0 += 1;
        count.1 += u64::from(*counted);
    }
    let rows: Vec<CellCount<'_>> = counts
        .iter()
        .map(|(&(agent, cell), &(contacts, counted))| CellCount { agent, cell, contacts, counted })
        .collect();
    compare(&rows, Strictness::HANDLING)
}

fn named(comparison: &PeerComparison) -> Vec<&str> {
    comparison.agents.iter().filter(|it| it.stands_out).map(|it| it.agent.as_str()).collect()
}

/// Thirty agents over six cells whose base shares differ tenfold; each agent's own factor is lognormal.
fn centre(seed: u64, spread: f64, gaming: &[(usize, f64)]) -> Vec<Contact> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut contacts = Vec::new();
    for agent in 0..30 {
        let chance: f64 = (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
        let factor = gaming.iter().find(|it| it.0 == agent).map_or((spread * chance).exp(), |it| it.1);
        for _ in 0..900 {
            // Agents prefer different cells, so raw shares mislead.
            let cell = (agent + rng.random_range(0..3)) % 6;
            let share = [0.01, 0.02, 0.03, 0.05, 0.07, 0.10][cell] * factor;
            contacts.push((format!("agent {agent}"), format!("cell {cell}"), rng.random::<f64>() < share));
        }
    }
    contacts
}

fn shuffled_within_cells(contacts: &[Contact], seed: u64) -> Vec<Contact> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut cells: BTreeMap<&str, (Vec<&str>, Vec<bool>)> = BTreeMap::new();
    for (agent, cell, counted) in contacts {
        let cell = cells.entry(cell).or_default();
        cell.0.push(agent);
        cell.1.push(*counted);
    }
    let mut out = Vec::new();
    for (cell, (mut agents, counted)) in cells {
        agents.shuffle(&mut rng);
        out.extend(agents.into_iter().zip(counted).map(|(a, c)| (a.to_owned(), cell.to_owned(), c)));
    }
    out
}

#[test]
fn agents_who_cut_contacts_short_are_named_and_nobody_else() {
    let contacts = centre(20, 0.25, &[(3, 4.0), (11, 3.5), (25, 4.5)]);
    let comparison = compare_contacts(&contacts);
    let mut names = named(&comparison);
    names.sort_unstable();
    assert_eq!(names, ["agent 11", "agent 25", "agent 3"]);
    let first = &comparison.agents[0];
    let interval = first.interval.unwrap();
    assert_eq!(first.n, 900);
    assert_near(first.ratio, first.observed as f64 / first.expected, 1e-12);
    assert!(interval.lo < first.ratio && first.ratio < interval.hi);
    // The expectation rests on the ordinary peers: the truth is 4 times theirs, whose lognormal mean is exp(0.25^2 / 2).
    let agent_3 = comparison.agents.iter().find(|it| it.agent == "agent 3").unwrap();
    assert_near(agent_3.ratio, 4.0, 1.0);
}

#[test]
fn agents_who_merely_differ_from_each_other_are_not_named() {
    let false_alarms: usize = (100..140)
        .map(|seed| usize::from(!named(&compare_contacts(&centre(seed, 0.2, &[]))).is_empty()))
        .sum();
    assert!(false_alarms <= 2, "{false_alarms} of 40 centres with a false name");
}

#[test]
fn shuffled_labels_name_nobody() {
    let contacts = centre(1, 0.4, &[(3, 4.0)]);
    let loud: Vec<u64> = (0..100)
        .filter(|&seed| !named(&compare_contacts(&shuffled_within_cells(&contacts, seed))).is_empty())
        .collect();
    assert!(loud.len() <= 5, "not silent with seeds {loud:?}");
}

/// Ordinary agents who never have a single one do not hide the one who has hundreds.
#[test]
fn one_among_agents_without_any_is_named() {
    let mut contacts = Vec::new();
    for agent in 0..20 {
        for index in 0..4000 {
            contacts.push((
                format!("agent {agent:02}"),
                format!("cell {}", index % 5),
                agent == 7 && index % 13 == 0,
            ));
        }
    }
    let comparison = compare_contacts(&contacts);
    assert_eq!(named(&comparison), ["agent 07"]);
    assert!(comparison.agents[0].expected < 0.1 && comparison.agents[0].observed == 308);
}

#[test]
fn a_mix_of_its_own_is_not_compared_and_a_handful_of_agents_names_nobody() {
    let mut contacts = centre(5, 0.1, &[]);
    for index in 0..500 {
        contacts.push(("specialist".to_owned(), "claims".to_owned(), index % 3 == 0));
    }
    let comparison = compare_contacts(&contacts);
    let specialist = comparison.agents.iter().find(|it| it.agent == "specialist").unwrap();
    assert!(!specialist.comparable && !specialist.stands_out);
    let few: Vec<Contact> = contacts
        .into_iter()
        .filter(|it| ["agent 1", "agent 2", "agent 3"].contains(&it.0.as_str()))
        .collect();
    let comparison = compare_contacts(&few);
    assert_eq!(comparison.ordinary_agents, None);
    assert!(named(&comparison).is_empty());
    assert!(compare(&[], Strictness::HANDLING).agents.is_empty());
}

#[test]
fn the_bank_has_three_agents_who_stand_out_and_none_when_labels_are_shuffled() {
    let test = "the_bank_has_three_agents_who_stand_out_and_none_when_labels_are_shuffled";
    let Some(text) = shared("events/dev/anonymous_bank_1999_02.tsv", test) else { return };
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let column = |name: &str| header.iter().position(|it| *it == name).unwrap();
    let [kind, entry, outcome, talk, server] =
        ["type", "vru_entry", "outcome", "ser_time", "server"].map(column);
    let contacts: Vec<Contact> = lines
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|it| it[outcome] == "AGENT" && it[server] != "NO_SERVER")
        .map(|it| {
            let hour = it[entry].split(':').next().unwrap();
            (it[server].to_owned(), format!("{} {hour}", it[kind]), it[talk].parse::<u64>().unwrap() < 10)
        })
        .collect();
    let comparison = compare_contacts(&contacts);
    assert_eq!(named(&comparison), ["MORIAH", "ANAT", "MIKI"]);
    let share = |it: &Evidence| 100.0 * it.observed as f64 / it.n as f64;
    assert_near(share(&comparison.agents[0]), 18.7, 0.05);
    let loud: Vec<u64> = (0..100)
        .filter(|&seed| !named(&compare_contacts(&shuffled_within_cells(&contacts, seed))).is_empty())
        .collect();
    assert!(loud.len() <= 5, "not silent with seeds {loud:?}");
}
