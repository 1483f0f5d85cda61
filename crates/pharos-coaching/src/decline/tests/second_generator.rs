//! A second, harsher centre: a year of several queues with seasons, incidents that hit a queue, absences, gaps, leavers,
//! newcomers who learn, part-timers, agents of uneven steadiness, single bad weeks, and five metrics. Some decline, some
//! only change their work. The generator knows nothing of the watch.

use rand::Rng;
use rand_distr::{Distribution, Gamma, LogNormal, Poisson, StandardNormal};

use super::*;

const QUEUES: [(&str, f64); 4] =
    [("orders", 300.0), ("billing", 480.0), ("returns", 620.0), ("technical", 900.0)];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    Stable,
    /// From that week on: longer calls, longer breaks, fewer contacts, more misses.
    Declining(usize),
    /// From that week on mostly difficult work.
    OtherWork(usize),
}

struct Plan {
    seed: u64,
    agents: usize,
    weeks: usize,
    /// Relative change of the handle time in those who decline.
    slower: f64,
    declining: usize,
    other_work: usize,
}

struct Centre {
    rows: Vec<(String, String, &'static str, String, f64, f64)>,
    roles: Vec<Role>,
}

struct Person {
    role: Role,
    level: f64,
    weekly_sd: f64,
    hours: f64,
    first_week: usize,
    last_week: usize,
    leave: std::ops::Range<usize>,
    mix: [f64; 4],
}

fn person(plan: &Plan, index: usize, rng: &mut ChaCha8Rng) -> Person {
    let start = rng.random_range(plan.weeks / 3..plan.weeks - 6);
    let role = if index < plan.declining {
        Role::Declining(start)
    } else if index < plan.declining + plan.other_work {
        Role::OtherWork(start)
    } else {
        Role::Stable
    };
    let long_leave = rng.random_bool(0.25);
    let from = rng.random_range(4..plan.weeks - 4);
    let z: f64 = StandardNormal.sample(rng);
    let newcomer = index % 10 == 9;
    let leaver = index % 23 == 22;
    let mut mix = [0.0; 4];
    mix.iter_mut().for_each(|it| *it = Gamma::new(3.0, 1.0).unwrap().sample(rng));
    Person {
        role,
        level: (0.14 * z).exp(),
        weekly_sd: rng.random_range(0.0..0.05),
        hours: *[40.0, 40.0, 40.0, 32.0, 20.0].get(index % 5).unwrap(),
        first_week: if newcomer { rng.random_range(6..plan.weeks / 2) } else { 0 },
        last_week: if leaver { rng.random_range(plan.weeks / 2..plan.weeks) } else { plan.weeks },
        leave: if long_leave { from..from + rng.random_range(3..9) } else { 0..0 },
        mix,
    }
}

fn centre(plan: &Plan) -> Centre {
    let mut rng = ChaCha8Rng::seed_from_u64(plan.seed);
    let incident: Vec<(usize, usize, f64)> = (0..plan.weeks / 9)
        .map(|_| (rng.random_range(0..plan.weeks), rng.random_range(0..4), rng.random_range(1.15..1.5)))
        .collect();
    let people: Vec<Person> = (0..plan.agents).map(|it| person(plan, it, &mut rng)).collect();
    let mut rows = Vec::new();
    for (index, person) in people.iter().enumerate() {
        for week in person.first_week..person.last_week {
            if person.leave.contains(&week) || rng.random_bool(0.04) {
                continue;
            }
            one_week(index, person, week, &incident, &mut rng, &mut rows);
        }
    }
    let roles = people
        .iter()
        .map(|it| match it.role {
            // Who left before, or hardly worked since, cannot be found.
            Role::Declining(start) if it.last_week <= start + 4 => Role::Stable,
            // Who is still learning is not judged.
            Role::Declining(start) if 0 < it.first_week && start < it.first_week + 24 => Role::Stable,
            role => role,
        })
        .collect();
    apply_slower(plan, &people, &mut rows);
    Centre { rows, roles }
}

type Rows = Vec<(String, String, &'static str, String, f64, f64)>;

fn declines(person: &Person, week: usize) -> bool {
    matches!(person.role, Role::Declining(start) if start <= week)
}

/// The decline of the handle time is put in afterwards, so that its size can be chosen.
fn apply_slower(plan: &Plan, people: &[Person], rows: &mut Rows) {
    for row in rows.iter_mut().filter(|it| it.2 == "aht") {
        let (agent, week): (usize, usize) = (row.0[1..].parse().unwrap(), row.1[6..].parse().unwrap());
        if declines(&people[agent], week - 1) {
            row.5 *= 1.0 + plan.slower;
        }
    }
}

fn one_week(
    index: usize,
    person: &Person,
    week: usize,
    incidents: &[(usize, usize, f64)],
    rng: &mut ChaCha8Rng,
    rows: &mut Rows,
) {
    let noise = LogNormal::new(-0.18, 0.6).unwrap();
    let season = 1.0 + 0.08 * (week as f64 / 52.0 * std::f64::consts::TAU).sin();
    let learning = 1.0
        + 0.5
            * (-((week - person.first_week) as f64) / 4.0).exp()
            * f64::from(u8::from(0 < person.first_week));
    let z: f64 = StandardNormal.sample(rng);
    let bad_week = if rng.random_bool(0.01) { 1.25 } else { 1.0 };
    let own = person.level * (person.weekly_sd * z).exp() * learning * bad_week;
    let declines = declines(person, week);
    let mut mix = person.mix;
    if matches!(person.role, Role::OtherWork(start) if start <= week) {
        mix = [0.3, 0.4, 1.0, 8.0];
    }
    let sum: f64 = mix.iter().sum();
    let name = format!("a{index:03}");
    let period = format!("2025-W{}", week + 1);
    let mut push = |metric, cell: &str, n: f64, value: f64| {
        if 0.0 < n {
            rows.push((name.clone(), period.clone(), metric, cell.to_owned(), n, value));
        }
    };
    let mut contacts_all = 0.0;
    for (queue, (cell, base)) in QUEUES.iter().enumerate() {
        let hit: f64 = incidents.iter().filter(|it| it.0 == week && it.1 == queue).map(|it| it.2).product();
        let volume = 1.0 + 0.1 * (week as f64 / 52.0 * std::f64::consts::TAU).cos();
        let n = Poisson::new(2.6 * person.hours * mix[queue] / sum * volume).unwrap().sample(rng);
        let queue_season = if queue == 2 { season * season } else { season };
        let scale = base * own * queue_season * hit;
        let time: f64 = (0..n as usize).map(|_| scale * noise.sample(rng)).sum();
        push("aht", cell, n, time);
        let miss = 0.012 * (1.0 + queue as f64 * 0.5) * if declines { 3.5 } else { 1.0 } * hit;
        let misses = Poisson::new((n * miss).max(1e-9)).unwrap().sample(rng);
        push("sla_misses", cell, n, misses);
        let escalated = Poisson::new((n * 0.004 * (1.0 + queue as f64)).max(1e-9)).unwrap().sample(rng);
        push("escalations", cell, n, escalated);
        contacts_all += n;
    }
    let slow = if declines { 0.93 } else { 1.0 };
    push("contacts_per_hour", "all", person.hours, (contacts_all * slow).round());
    let breaks: f64 = (0..5).map(|_| 2_700.0 * LogNormal::new(0.0, 0.25).unwrap().sample(rng)).sum();
    push("break_s", "all", 5.0, breaks * if declines { 1.15 } else { 1.0 } * person.hours / 40.0);
}

fn judged(centre: &Centre, judge: &mut Judge) -> (usize, usize, usize, usize, Vec<Finding>) {
    let rows: Vec<Row<'_>> = centre
        .rows
        .iter()
        .map(|it| Row { agent: &it.0, period: &it.1, metric: it.2, cell: &it.3, n: it.4, value: it.5 })
        .collect();
    let mut readings = BTreeMap::new();
    for it in &rows {
        readings.entry(it.metric).or_insert_with(|| guessed_reading(it.metric, &rows));
    }
    let all = judge.findings(&rows, |it| readings[it]).unwrap();
    let role = |agent: &str| centre.roles[agent[1..].parse::<usize>().unwrap()];
    let flagged = all.iter().filter(|it| it.flagged);
    let (mut found, mut mixed, mut stable) = (0, 0, 0);
    for it in flagged {
        match role(&it.agent) {
            Role::Declining(_) => found += 1,
            Role::OtherWork(_) => mixed += 1,
            Role::Stable => stable += 1,
        }
    }
    let declining = centre.roles.iter().filter(|it| matches!(it, Role::Declining(_))).count();
    (declining, found, mixed, stable, all)
}

/// Weeks between the start found and the true one, of those who do decline.
fn late(it: &Finding, centre: &Centre) -> Option<usize> {
    let Role::Declining(start) = centre.roles[it.agent[1..].parse::<usize>().unwrap()] else { return None };
    let since: usize = it.since.as_ref()?[6..].parse().unwrap();
    Some((since - 1).abs_diff(start))
}

#[test]
fn harsher_centres_are_judged_as_well() {
    let mut judge = Judge::new(SETTINGS);
    let (mut all_declining, mut all_found, mut all_mixed, mut all_stable) = (0, 0, 0, 0);
    for (seed, weeks) in [(11, 52), (12, 26), (13, 40), (14, 52)] {
        let plan = Plan { seed, agents: 200, weeks, slower: 0.15, declining: 20, other_work: 24 };
        let centre = centre(&plan);
        let (declining, found, mixed, stable, all) = judged(&centre, &mut judge);
        println!(
            "seed {seed}: {found} of {declining} found, {mixed} with other work, {stable} stable flagged"
        );
        let mut late: Vec<usize> =
            all.iter().filter(|it| it.flagged).filter_map(|it| late(it, &centre)).collect();
        late.sort_unstable();
        println!("  start missed by weeks: {late:?}");
        for it in all.iter().filter(|it| it.flagged && self::late(it, &centre).is_none()) {
            println!(
                "  false: {} {:?} since {:?} p {:?} q {:?} {:?}",
                it.agent, it.metric, it.since, it.p, it.q, it.effect
            );
        }
        assert!(late[late.len() / 2] <= 2, "seed {seed}: {late:?}");
        all_declining += declining;
        all_found += found;
        all_mixed += mixed;
        all_stable += stable;
    }
    let false_share = (all_mixed + all_stable) as f64 / (all_found + all_mixed + all_stable) as f64;
    assert!(0.9 * f64::from(all_declining as u32) <= all_found as f64, "{all_found} of {all_declining}");
    assert!(false_share <= 0.12, "{all_mixed} and {all_stable} false beside {all_found}");
}

#[test]
fn a_harsher_centre_without_decline_is_mostly_silent() {
    let mut judge = Judge::new(SETTINGS);
    let mut loud = 0;
    for seed in 100..108 {
        let plan = Plan { seed, agents: 120, weeks: 52, slower: 0.0, declining: 0, other_work: 12 };
        let (_, _, mixed, stable, all) = judged(&centre(&plan), &mut judge);
        let named: Vec<String> = all
            .iter()
            .filter(|it| it.flagged)
            .map(|it| format!("{} {:?} {:?} {:?}", it.agent, it.metric, it.since, it.p))
            .collect();
        println!("seed {seed}: {mixed} {stable} {named:?}");
        loud += usize::from(0 < mixed + stable);
    }
    assert!(loud <= 3, "{loud} of 8 centres had somebody flagged");
}
