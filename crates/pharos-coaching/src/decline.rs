//! Agents whose performance declines against their own past, with mix, season and events common to all taken out.
//!
//! Each agent's value per period is set against what the others had in the same cells of the mix in the same period. The
//! residuals of the first periods give the agent's own level and spread; a one-sided CUSUM watches the later ones. The
//! probability of its highest point comes from simulating the same procedure on an agent who stays as he is, so the level
//! being an estimate and the many looks are part of it. Over the agents the false discovery rate is held.
//!
//! Sources: Page (1954), Biometrika 41; Simes (1986), Biometrika 73; Benjamini and Hochberg (1995); indirect
//! standardisation as in Breslow and Day (1987), volume 2.

use std::collections::BTreeMap;

use pharos_stats::multiple;
use serde::Serialize;

mod mix;
mod watch;

use mix::{Adjustment, Mix};
use watch::{Nulls, Watched};

/// What one agent did in one cell in one period, for one metric. Several rows of the same kind are added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'a> {
    /// The agent.
    pub agent: &'a str,
    /// The period: a date (2026-01-05), a week (2026-W02) or a number; numbers sort as numbers, all else as text.
    pub period: &'a str,
    /// The metric.
    pub metric: &'a str,
    /// The mix cell: queue, type, channel, hours.
    pub cell: &'a str,
    /// Cases (contacts).
    pub n: f64,
    /// Sum of the metric's value over the cases: seconds, or the number of cases that count.
    pub value: f64,
}

/// What a metric's sum is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A quantity above zero per case, such as a time; compared as a ratio.
    Mean,
    /// Cases that count among all, such as missed targets, or things counted.
    Count,
}

/// Which way a metric gets worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worse {
    /// More is worse (handle time, missed targets).
    Up,
    /// Less is worse (quality, contacts an hour).
    Down,
    /// Either way is a change to talk about.
    Either,
}

/// How to read a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What its sum is made of.
    pub kind: Kind,
    /// Which way it gets worse.
    pub worse: Worse,
}

/// How strict the watch is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Share of false flags tolerated among the flags (0.10).
    pub false_share_max: f64,
    /// Periods watched over which the false alarms are counted. With 26, looking every week for half a year is one test;
    /// with 0 only the periods there are count, right for a single look.
    pub watch_periods: usize,
    /// Seed of the simulated null.
    pub seed: u64,
}

/// What explains a change that is no decline of the agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Explanation {
    /// The agent's mix of contacts changed.
    Mix,
    /// All agents changed alike (season, incident, new product).
    Team,
}

/// The finding about one agent: of several metrics, the one that speaks loudest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The agent.
    pub agent: String,
    /// True when the agent should be talked with.
    pub flagged: bool,
    /// The metric the figures belong to; None when nobody could judge.
    pub metric: Option<String>,
    /// First period of the change, as estimated; None without any sign of one.
    pub since: Option<String>,
    /// Probability of such a sign in an agent who stays as he is, over all the metrics; None when not judged.
    pub p: Option<f64>,
    /// `p` adjusted for the number of agents.
    pub q: Option<f64>,
    /// Size of the change relative to before (0.15: 15 % more).
    pub effect: Option<f64>,
    /// Lower limit of the effect, 95 %.
    pub lo: Option<f64>,
    /// Upper limit of the effect, 95 %.
    pub hi: Option<f64>,
    /// Why the plain figures moved although the agent did not.
    pub explained_by: Option<Explanation>,
    /// Periods with data.
    pub n: u64,
    /// Why the agent was not judged.
    pub not_judged: Option<String>,
}

/// Why the rows cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DeclineError {
    /// A number that is none, or below zero.
    #[error(
        "agent {agent}, period {period}, metric {metric}: {what} is {value}; maybe an empty field or a changed sign"
    )]
    Number {
        /// The agent of the row.
        agent: String,
        /// The period of the row.
        period: String,
        /// The metric of the row.
        metric: String,
        /// The column.
        what: &'static str,
        /// Its value.
        value: f64,
    },
}

/// Probability below which a plain change that the adjusted figures do not show calls for an explanation.
const EXPLAIN_P_MAX: f64 = 0.01;

/// Judges every agent. Findings come in the order of the agents' names. `reading` says how to read each metric.
pub fn findings(
    rows: &[Row<'_>],
    reading: impl Fn(&str) -> Reading,
    settings: Settings,
) -> Result<Vec<Finding>, DeclineError> {
    check(rows)?;
    let periods = periods_in_order(rows);
    let mut metrics: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
    for row in rows {
        metrics.entry(row.metric).or_default().push(row);
    }
    let mut nulls = Nulls::new(settings.seed);
    let mut agents: BTreeMap<&str, Vec<Sign<'_>>> = BTreeMap::new();
    for (metric, rows) in &metrics {
        let mix = Mix::new(rows, &periods);
        for sign in signs(metric, &mix, reading(metric), settings, &mut nulls) {
            agents.entry(sign.agent).or_default().push(sign);
        }
    }
    Ok(judge(&agents, &periods, settings))
}

/// How a metric is read when nobody says: by its name and its numbers. What is not known by name gets worse upward; a
/// metric whose sums are whole numbers no greater than the cases counts cases.
pub fn guessed_reading(metric: &str, rows: &[Row<'_>]) -> Reading {
    let mut own = rows.iter().filter(|it| it.metric == metric);
    let counts = own.all(|it| it.value.fract() == 0.0 && it.value <= it.n);
    let less_is_worse = [
        "adherence",
        "contacts",
        "conversion",
        "csat",
        "fcr",
        "handled",
        "qa",
        "quality",
        "resolution",
        "sales",
        "score",
    ];
    let name = metric.to_lowercase();
    let worse = if less_is_worse.iter().any(|it| name.contains(it)) { Worse::Down } else { Worse::Up };
    Reading { kind: if counts { Kind::Count } else { Kind::Mean }, worse }
}

/// One metric's sign for one agent.
struct Sign<'a> {
    agent: &'a str,
    metric: &'a str,
    n: usize,
    result: Result<Watched, String>,
    explanation: Option<Explanation>,
}

fn check(rows: &[Row<'_>]) -> Result<(), DeclineError> {
    for row in rows {
        for (what, value) in [("n", row.n), ("value", row.value)] {
            if !value.is_finite() || value < 0.0 {
                let [agent, period, metric] = [row.agent, row.period, row.metric].map(str::to_owned);
                return Err(DeclineError::Number { agent, period, metric, what, value });
            }
        }
    }
    Ok(())
}

fn periods_in_order<'a>(rows: &[Row<'a>]) -> Vec<&'a str> {
    let mut periods: Vec<&str> = rows.iter().map(|it| it.period).collect();
    periods.sort_unstable();
    periods.dedup();
    let numbers: Option<Vec<f64>> = periods.iter().map(|it| it.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let mut numbered: Vec<(f64, &str)> = numbers.into_iter().zip(periods).collect();
        numbered.sort_by(|a, b| a.0.total_cmp(&b.0));
        return numbered.into_iter().map(|it| it.1).collect();
    }
    periods
}

fn signs<'a>(
    metric: &'a str,
    mix: &Mix<'a>,
    reading: Reading,
    settings: Settings,
    nulls: &mut Nulls,
) -> Vec<Sign<'a>> {
    let adjusted =
        watch::watch_all(&mix.residuals(Adjustment::MixAndPeriod, reading.kind), reading, settings, nulls);
    let mut plain =
        |adjustment| watch::watch_all(&mix.residuals(adjustment, reading.kind), reading, settings, nulls);
    let without_mix = plain(Adjustment::Period);
    let without_anything = plain(Adjustment::Nothing);
    let moved = |it: &Result<Watched, String>| it.as_ref().is_ok_and(|it| it.p <= EXPLAIN_P_MAX);
    let mut signs = Vec::new();
    for (index, agent) in mix.agents().enumerate() {
        let result = if mix.is_alone(agent) {
            Err("not comparable: 40 % of the work is in cells that hardly anybody else serves".to_owned())
        } else {
            adjusted[index].clone()
        };
        let steady = !moved(&result);
        let explanation = if steady && moved(&without_mix[index]) {
            Some(Explanation::Mix)
        } else if steady && moved(&without_anything[index]) {
            Some(Explanation::Team)
        } else {
            None
        };
        signs.push(Sign { agent, metric, n: mix.periods_of(agent), result, explanation });
    }
    signs
}

fn judge(agents: &BTreeMap<&str, Vec<Sign<'_>>>, periods: &[&str], settings: Settings) -> Vec<Finding> {
    let p: Vec<Option<f64>> = agents.values().map(|it| simes(it)).collect();
    let judged: Vec<f64> = p.iter().flatten().copied().collect();
    let mut q = multiple::benjamini_hochberg(&judged).into_iter();
    let mut findings = Vec::new();
    for ((agent, signs), p) in agents.iter().zip(p) {
        let q = p.and_then(|_| q.next());
        let loudest = signs
            .iter()
            .filter_map(|sign| sign.result.as_ref().ok().map(|watched| (sign, watched)))
            .min_by(|a, b| a.1.p.total_cmp(&b.1.p));
        let watched = loudest.map(|it| it.1);
        let flagged = q.is_some_and(|q| q <= settings.false_share_max);
        let explained_by = signs.iter().find_map(|it| it.explanation).filter(|_| !flagged);
        findings.push(Finding {
            agent: (*agent).to_owned(),
            flagged,
            metric: loudest.map(|it| it.0.metric.to_owned()),
            since: watched.and_then(|it| it.since).map(|it| periods[it].to_owned()),
            p,
            q,
            effect: watched.and_then(|it| it.effect).map(|it| it.0),
            lo: watched.and_then(|it| it.effect).map(|it| it.1),
            hi: watched.and_then(|it| it.effect).map(|it| it.2),
            explained_by,
            n: signs.iter().map(|it| it.n).max().unwrap_or(0) as u64,
            not_judged: signs.iter().find_map(|it| it.result.as_ref().err().cloned()).filter(|_| p.is_none()),
        });
    }
    findings
}

/// One probability for several metrics. None when none was judged.
fn simes(signs: &[Sign<'_>]) -> Option<f64> {
    let mut p: Vec<f64> = signs.iter().filter_map(|it| it.result.as_ref().ok().map(|it| it.p)).collect();
    p.sort_by(f64::total_cmp);
    let n = p.len() as f64;
    p.iter().zip(1..).map(|(p, rank)| p * n / f64::from(rank)).reduce(f64::min).map(|it| it.min(1.0))
}

#[cfg(test)]
mod tests;
