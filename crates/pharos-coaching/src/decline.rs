//! Agents whose performance declines against their own past, with mix, season and events common to all taken out.
//!
//! Each agent's value per period is set against what the others had in the same cells of the mix in the same period; thin
//! cells lean on wider ones. The residuals of the first periods give the agent's own level; a one-sided CUSUM watches the
//! later ones, and beside it the surest lasting shift is looked for, which needs no clean start. The probability of both
//! comes from simulating the same procedure on an agent who stays as he is, so the level being an estimate and the many
//! looks are part of it; small counts have their own null. The metrics of an agent make one probability, and over the agents
//! the false discovery rate is held. Not judged are the first twelve weeks of a newcomer and the two after a long absence;
//! a change that shows only in work new to the agent is the new work's.
//!
//! Sources: Page (1954), Biometrika 41; Hawkins (1977), JASA 72 (the shift); Simes (1986), Biometrika 73; Benjamini and
//! Hochberg (1995); Anscombe (1948), Biometrika 35; indirect standardisation as in Breslow and Day (1987), volume 2.

use std::collections::BTreeMap;

use pharos_stats::{interval, multiple};
use serde::Serialize;

mod mix;
mod null;
mod period;
mod reading;
mod series;
mod statistic;
mod watch;

use mix::{Adjustment, Mix};
use null::Nulls;
use watch::Watched;

pub use reading::{Kind, Reading, Worse, guessed_reading};
pub use series::NotJudged;

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

/// How strict the watch is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Share of false flags tolerated among the flags (0.08).
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
    /// The agent's mix of contacts changed, or the change shows only in work new to the agent.
    Mix,
    /// The agent is new and still learning.
    Tenure,
    /// The change began with the return from a long absence.
    Schedule,
    /// All agents changed alike (season, incident, new product).
    Team,
}

impl Explanation {
    /// As written: mix, tenure, schedule, team.
    pub fn as_str(self) -> &'static str {
        match self {
            Explanation::Mix => "mix",
            Explanation::Tenure => "tenure",
            Explanation::Schedule => "schedule",
            Explanation::Team => "team",
        }
    }
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
    pub not_judged: Option<NotJudged>,
    /// What each metric shows, in the order of their names.
    pub signs: Vec<Sign>,
}

/// What one metric shows of one agent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sign {
    /// The metric.
    pub metric: String,
    /// Probability of such a sign in an agent who stays as he is; None when not judged.
    pub p: Option<f64>,
    /// First period of the change.
    pub since: Option<String>,
    /// Relative change, with its 95 % limits.
    pub effect: Option<(f64, f64, f64)>,
    /// Why the plain figures moved although the agent did not.
    pub explained_by: Option<Explanation>,
    /// The last four periods are at the old level again.
    pub is_back: bool,
    /// Periods with data.
    pub n: u64,
    /// Why it was not judged.
    pub not_judged: Option<NotJudged>,
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
/// Share of the work that must have moved to other cells to explain a metric without cells.
const MOVED_WORK_MIN: f64 = 0.15;
/// Periods after the return from an absence within which a change is the absence's.
const RETURN_PERIODS: usize = 3;

/// Judges every agent once. As [`Judge::findings`].
///
/// # Errors
/// A number that is none, or below zero.
pub fn findings(
    rows: &[Row<'_>],
    reading: impl Fn(&str) -> Reading,
    settings: Settings,
) -> Result<Vec<Finding>, DeclineError> {
    Judge::new(settings).findings(rows, reading)
}

/// Judges agents, again and again: what was simulated for one look serves the next.
pub struct Judge {
    settings: Settings,
    nulls: Nulls,
}

impl Judge {
    /// Of that strictness.
    pub fn new(settings: Settings) -> Judge {
        Judge { settings, nulls: Nulls::new(settings.seed) }
    }

    /// Judges every agent. Findings come in the order of the agents' names. `reading` says how to read each metric. Data by
    /// the day are brought together to weeks. Cells may have levels, the most telling first: `billing|refund|voice`.
    ///
    /// # Errors
    /// A number that is none, or below zero.
    pub fn findings(
        &mut self,
        rows: &[Row<'_>],
        reading: impl Fn(&str) -> Reading,
    ) -> Result<Vec<Finding>, DeclineError> {
        check(rows)?;
        let weeks = period::weeks(&period::in_order(rows));
        let weekly: Vec<Row<'_>> = match &weeks {
            Some(weeks) => rows.iter().map(|it| Row { period: &weeks[it.period], ..*it }).collect(),
            None => rows.to_vec(),
        };
        let periods = period::in_order(&weekly);
        let mut metrics: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
        for row in &weekly {
            metrics.entry(row.metric).or_default().push(row);
        }
        let mixes: BTreeMap<&str, Mix<'_>> =
            metrics.iter().map(|(metric, rows)| (*metric, Mix::new(rows, &periods))).collect();
        // The metric with the finest cells knows best what work somebody does.
        let work = mixes.values().max_by_key(|it| it.cells()).filter(|it| 1 < it.cells());
        let mut agents: BTreeMap<&str, Vec<Sign>> = BTreeMap::new();
        for (metric, mix) in &mixes {
            let reading = reading(metric);
            let watch = Watch { mix, work, reading, settings: self.settings, periods: &periods };
            for (agent, sign) in watch.signs(metric, &mut self.nulls) {
                agents.entry(agent).or_default().push(sign);
            }
        }
        Ok(judge(agents, self.settings))
    }
}

/// One metric of all agents.
struct Watch<'m, 'a> {
    mix: &'m Mix<'a>,
    /// The work of all agents at its finest; None where no metric has cells.
    work: Option<&'m Mix<'a>>,
    reading: Reading,
    settings: Settings,
    periods: &'m [&'m str],
}

impl<'a> Watch<'_, 'a> {
    fn signs(&self, metric: &str, nulls: &mut Nulls) -> Vec<(&'a str, Sign)> {
        let mut watched = |adjustment| {
            let residuals = self.mix.residuals(adjustment, self.reading.kind);
            watch::watch_all(&residuals, self.reading, self.settings, nulls)
        };
        let adjusted = watched(Adjustment::MixAndPeriod);
        let (without_mix, plain) = (watched(Adjustment::Period), watched(Adjustment::Nothing));
        let agents = self.mix.agents().enumerate();
        let sign = |(index, agent): (usize, &'a str)| {
            let others = [&without_mix[index], &plain[index]];
            (agent, self.sign(metric, agent, adjusted[index].clone(), others))
        };
        agents.map(sign).collect()
    }

    /// The others are the findings without the mix, and without mix and period.
    fn sign(
        &self,
        metric: &str,
        agent: &str,
        watched: Result<Watched, NotJudged>,
        others: [&Result<Watched, NotJudged>; 2],
    ) -> Sign {
        let watched = watched
            .and_then(|it| if self.mix.is_alone(agent) { Err(NotJudged::NotComparable) } else { Ok(it) });
        let strong = |it: &Watched| it.p <= EXPLAIN_P_MAX;
        let moved = |it: &Result<Watched, NotJudged>| it.as_ref().is_ok_and(strong);
        let mut explained_by = None;
        let mut p = watched.as_ref().ok().map(|it| it.p);
        if let Some((watched, since)) =
            watched.as_ref().ok().filter(|it| strong(it)).and_then(|it| Some((it, it.since?)))
        {
            let within = self.p_within_cells(agent, watched, since);
            let returned = watched.back_since.is_some_and(|it| it <= since && since < it + RETURN_PERIODS);
            if within.is_some_and(|it| EXPLAIN_P_MAX < it) || self.is_blind_to_new_work(agent, since) {
                explained_by = Some(Explanation::Mix);
            } else if returned && watched.is_back {
                explained_by = Some(Explanation::Schedule);
            }
            p = p.map(|it| if explained_by.is_some() { 1.0 } else { it.max(within.unwrap_or(0.0)) });
        } else if moved(others[0]) {
            explained_by = Some(Explanation::Mix);
        } else if moved(others[1]) {
            explained_by = Some(Explanation::Team);
        } else if matches!(watched, Err(NotJudged::Ramp(_))) {
            explained_by = Some(Explanation::Tenure);
        }
        let ok = watched.as_ref().ok();
        Sign {
            metric: metric.to_owned(),
            p,
            since: ok.and_then(|it| it.since).map(|it| self.periods[it].to_owned()),
            effect: ok.and_then(|it| it.effect),
            explained_by,
            is_back: ok.is_some_and(|it| it.is_back),
            n: self.mix.periods_of(agent) as u64,
            not_judged: watched.err(),
        }
    }

    /// True where the metric knows no cells and the agent's work, by a metric that does, is not what it was.
    fn is_blind_to_new_work(&self, agent: &str, since: usize) -> bool {
        self.mix.cells() <= 1
            && self.work.and_then(|it| it.work_moved(agent, since)).is_some_and(|it| MOVED_WORK_MIN <= it)
    }

    /// Probability that the cells the agent knew before show no change; None where the work is hardly new.
    fn p_within_cells(&self, agent: &str, watched: &Watched, since: usize) -> Option<f64> {
        let (change, per_case) = self.mix.change_within_cells(agent, since, self.reading.kind)?;
        let z = change / (per_case * watched.case_variance).sqrt();
        let p = match self.reading.worse {
            Worse::Up => interval::normal_upper_tail(z),
            Worse::Down => interval::normal_upper_tail(-z),
            Worse::Either => 2.0 * interval::normal_upper_tail(z.abs()),
        };
        Some(if z.is_nan() { 1.0 } else { p.min(1.0) })
    }
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

fn judge(agents: BTreeMap<&str, Vec<Sign>>, settings: Settings) -> Vec<Finding> {
    let p: Vec<Option<f64>> = agents.values().map(|it| simes(it)).collect();
    let judged: Vec<f64> = p.iter().flatten().copied().collect();
    let mut q = multiple::benjamini_hochberg(&judged).into_iter();
    let mut findings = Vec::new();
    for ((agent, signs), p) in agents.into_iter().zip(p) {
        let q = p.and_then(|_| q.next());
        let judged = signs.iter().filter_map(|it| it.p.map(|p| (it, p)));
        let loudest = judged.min_by(|a, b| a.1.total_cmp(&b.1)).map(|it| it.0);
        let flagged = q.is_some_and(|q| q <= settings.false_share_max);
        let effect = loudest.and_then(|it| it.effect);
        findings.push(Finding {
            agent: agent.to_owned(),
            flagged,
            metric: loudest.map(|it| it.metric.clone()),
            since: loudest.and_then(|it| it.since.clone()),
            p,
            q,
            effect: effect.map(|it| it.0),
            lo: effect.map(|it| it.1),
            hi: effect.map(|it| it.2),
            explained_by: signs.iter().find_map(|it| it.explained_by).filter(|_| !flagged),
            n: signs.iter().map(|it| it.n).max().unwrap_or(0),
            not_judged: signs.iter().find_map(|it| it.not_judged.clone()).filter(|_| p.is_none()),
            signs,
        });
    }
    findings
}

/// One probability for several metrics. None when none was judged.
fn simes(signs: &[Sign]) -> Option<f64> {
    let mut p: Vec<f64> = signs.iter().filter_map(|it| it.p).collect();
    p.sort_by(f64::total_cmp);
    let n = p.len() as f64;
    p.iter().zip(1..).map(|(p, rank)| p * n / f64::from(rank)).reduce(f64::min).map(|it| it.min(1.0))
}

#[cfg(test)]
mod tests;
