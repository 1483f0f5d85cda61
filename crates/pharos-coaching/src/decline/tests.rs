use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, LogNormal, Poisson};

use super::*;

const SETTINGS: Settings = Settings { false_share_max: 0.08, watch_periods: 0, seed: 1 };
const TIME: Reading = Reading { kind: Kind::Mean, worse: Worse::Up };

/// One row with owned names.
type Owned = (String, String, &'static str, &'static str, f64, f64);

fn rows(owned: &[Owned]) -> Vec<Row<'_>> {
    let row = |it: &'_ Owned| (it.4, it.5);
    owned
        .iter()
        .map(|it| Row {
            agent: &it.0,
            period: &it.1,
            metric: it.2,
            cell: it.3,
            n: row(it).0,
            value: row(it).1,
        })
        .collect()
}

/// Agents over weeks and three cells; `change(agent, week)` multiplies the handle time, `claims(agent, week)` is the share
/// of the long contacts, `common(week)` an incident that hits everybody.
fn centre(
    seed: u64,
    agents: usize,
    weeks: usize,
    change: impl Fn(usize, usize) -> f64,
    claims: impl Fn(usize, usize) -> f64,
    common: impl Fn(usize) -> f64,
) -> Vec<Owned> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let noise = LogNormal::new(0.0, 0.5).unwrap();
    let level = LogNormal::new(0.0, 0.15).unwrap();
    let mut out = Vec::new();
    for agent in 0..agents {
        let own = level.sample(&mut rng);
        for week in 0..weeks {
            let claims = claims(agent, week);
            for (cell, base, share) in [
                ("password", 200.0, 0.6 - claims / 2.0),
                ("order", 300.0, 0.4 - claims / 2.0),
                ("claim", 700.0, claims),
            ] {
                let n = (80.0 * share * rng.random_range(0.8..1.2_f64)).round();
                let scale = base * own * change(agent, week) * common(week);
                let sum: f64 = (0..n as usize).map(|_| scale * noise.sample(&mut rng)).sum();
                out.push((format!("agent {agent:03}"), week.to_string(), "aht", cell, n, sum));
            }
        }
    }
    out
}

fn flagged(findings: &[Finding]) -> Vec<&str> {
    findings.iter().filter(|it| it.flagged).map(|it| it.agent.as_str()).collect()
}

#[test]
fn an_agent_who_slows_down_is_flagged_with_size_and_start() {
    let change = |agent, week| if agent == 7 && 18 <= week { 1.25 } else { 1.0 };
    let data = centre(1, 40, 26, change, |_, _| 0.2, |_| 1.0);
    let findings = findings(&rows(&data), |_| TIME, SETTINGS).unwrap();
    assert_eq!(flagged(&findings), ["agent 007"]);
    let it = &findings[7];
    let since: i32 = it.since.as_ref().unwrap().parse().unwrap();
    assert!((16..=19).contains(&since), "{it:?}");
    assert!(it.lo.unwrap() < 0.25 && 0.25 < it.hi.unwrap() && 0.1 < it.effect.unwrap(), "{it:?}");
    assert_eq!((it.explained_by, it.n), (None, 26));
}

#[test]
fn harder_work_and_a_bad_week_for_all_are_not_held_against_anybody() {
    let claims = |agent, week| if agent == 3 && 16 <= week { 0.45 } else { 0.2 };
    let common = |week| if (18..22).contains(&week) { 1.4 } else { 1.0 };
    let data = centre(2, 40, 26, |_, _| 1.0, claims, common);
    let findings = findings(&rows(&data), |_| TIME, SETTINGS).unwrap();
    assert_eq!(flagged(&findings), Vec::<&str>::new());
    assert_eq!(findings[3].explained_by, Some(Explanation::Mix));
    assert_eq!(findings[0].explained_by, Some(Explanation::Team));
}

#[test]
fn stable_centres_are_mostly_silent() {
    let loud: Vec<u64> = (0..20)
        .filter(|&seed| {
            let data = centre(100 + seed, 30, 26, |_, _| 1.0, |_, _| 0.2, |week| 1.0 + 0.01 * week as f64);
            !flagged(&findings(&rows(&data), |_| TIME, SETTINGS).unwrap()).is_empty()
        })
        .collect();
    // At a false discovery rate of 10 % one stable centre in ten may be loud: more than 5 of 20 has a chance of 1 %.
    assert!(loud.len() <= 5, "loud with seeds {loud:?}");
}

#[test]
fn a_careful_worker_who_starts_to_miss_his_targets_is_seen_before_the_tenth_miss() {
    // One miss in two hundred before; from week 20 on three a week. Nine misses by the end of week 22.
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let chance = Poisson::new(0.5).unwrap();
    let mut data: Vec<Owned> = Vec::new();
    for agent in 0..25 {
        for week in 0..23 {
            let misses = if agent == 0 && 20 <= week { 3.0 } else { chance.sample(&mut rng) };
            data.push((format!("agent {agent:03}"), week.to_string(), "sla_misses", "all", 100.0, misses));
        }
    }
    let rows = rows(&data);
    let reading = guessed_reading("sla_misses", &rows);
    assert_eq!(reading, Reading { kind: Kind::Count, worse: Worse::Up });
    let findings = findings(&rows, |_| reading, SETTINGS).unwrap();
    assert_eq!(flagged(&findings), ["agent 000"]);
    assert!(1.0 < findings[0].lo.unwrap(), "{:?}", findings[0]);
}

#[test]
fn newcomers_and_specialists_are_not_judged() {
    let mut data = centre(4, 10, 26, |_, _| 1.0, |_, _| 0.2, |_| 1.0);
    data.retain(|it| it.0 != "agent 001" || it.1.parse::<usize>().unwrap() < 9);
    for week in 0..26 {
        data.push(("zoe".to_owned(), week.to_string(), "aht", "legal", 50.0, 50_000.0));
    }
    let findings = findings(&rows(&data), |_| TIME, SETTINGS).unwrap();
    assert!(
        findings[1].not_judged.as_ref().unwrap().to_string().starts_with("too little history: 9 periods")
    );
    assert_eq!((findings[1].p, findings[1].flagged), (None, false));
    assert!(findings[10].not_judged.as_ref().unwrap().to_string().starts_with("not comparable"));
}

#[test]
fn a_wrong_number_is_named() {
    let row = Row { agent: "ada", period: "3", metric: "aht", cell: "", n: 4.0, value: f64::NAN };
    let error = findings(&[row], |_| TIME, SETTINGS).unwrap_err();
    assert_eq!(
        error.to_string(),
        "agent ada, period 3, metric aht: value is NaN; maybe an empty field or a changed sign"
    );
    assert!(findings(&[], |_| TIME, SETTINGS).unwrap().is_empty());
}

mod reference;
mod second_generator;
