//! The simulated thousand agents of the reference data.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::PathBuf;

use super::*;

/// Agent, week, queue, contacts, seconds.
type SimulatedRow = (String, String, String, f64, f64);

/// The simulated thousand agents and the truth about them, or None after saying so.
fn thousand_agents(test: &str) -> Option<(Vec<SimulatedRow>, String)> {
    let folder = std::env::var_os("PHAROS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let file = std::fs::File::open(folder.join("stats/agents_sim.csv.gz")).ok();
    let truth = std::fs::read_to_string(folder.join("stats/agents_sim_truth.csv")).ok();
    let Some((file, truth)) = file.zip(truth) else {
        println!("skipped: {test}, since stats/agents_sim.csv.gz of the shared data is not there");
        return None;
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let (n, mean): (f64, f64) = (fields[3].parse().unwrap(), fields[4].parse().unwrap());
        (fields[0].to_owned(), fields[1].to_owned(), fields[2].to_owned(), n, n * mean)
    };
    Some((text.lines().skip(1).map(row).collect(), truth))
}

#[test]
fn a_thousand_agents_are_judged_as_well_as_the_reference_asks() {
    let test = "a_thousand_agents_are_judged_as_well_as_the_reference_asks";
    let Some((data, truth)) = thousand_agents(test) else { return };
    let all: Vec<Row<'_>> = data
        .iter()
        .map(|it| Row { agent: &it.0, period: &it.1, metric: "aht", cell: &it.2, n: it.3, value: it.4 })
        .collect();
    let truth: BTreeMap<&str, (&str, i32)> = truth
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .map(|it| (it[0], (it[1], it[2].parse().unwrap())))
        .collect();
    let is = |agent: &str, kind: &str| truth[agent].0 == kind;
    let mut judge = Judge::new(SETTINGS);
    let once = findings(&all, |_| TIME, SETTINGS).unwrap();
    let named = flagged(&once);
    let found = named.iter().filter(|it| is(it, "declining")).count();
    let mixed = named.iter().filter(|it| is(it, "mix_shift")).count();
    let false_share = (named.len() - found) as f64 / named.len() as f64;
    println!("flagged {}, found {found} of 50, mix shift {mixed}, false share {false_share:.3}", named.len());
    // The same look every week from the fourteenth on.
    let mut starts: Vec<i32> = Vec::new();
    for it in once.iter().filter(|it| it.flagged && is(&it.agent, "declining")) {
        starts.push((it.since.as_ref().unwrap().parse::<i32>().unwrap() - truth[it.agent.as_str()].1).abs());
    }
    starts.sort_unstable();
    println!("start of the change missed by {} weeks (median)", starts[starts.len() / 2]);
    assert!(starts[starts.len() / 2] <= 1, "{starts:?}");
    let mut false_ever = BTreeSet::new();
    let mut delays = Vec::new();
    let mut seen = BTreeSet::new();
    for week in 13..26 {
        let so_far: Vec<Row<'_>> =
            all.iter().filter(|it| it.period.parse::<i32>().unwrap() <= week).copied().collect();
        let findings = judge.findings(&so_far, |_| TIME).unwrap();
        for agent in flagged(&findings) {
            if !is(agent, "declining") || week < truth[agent].1 {
                false_ever.insert(agent.to_owned());
            } else if seen.insert(agent.to_owned()) {
                delays.push(week - truth[agent].1);
            }
        }
    }
    delays.sort_unstable();
    let delay = delays[delays.len() / 2];
    println!(
        "weekly looks: found {}, median delay {delay} weeks, ever false {}",
        delays.len(),
        false_ever.len()
    );
    assert!(45 <= found, "found {found}");
    assert!(false_share <= 0.12, "false share {false_share}");
    assert!(mixed <= 2, "mix shift {mixed}");
    assert!(delay <= 3, "{delays:?}");
}
