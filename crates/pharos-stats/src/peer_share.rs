//! Agents whose share of something (very short contacts, agent-ended contacts) stands out from peers with the same mix.
//!
//! The count an agent would have with the peers' shares in each mix cell (indirect standardisation, the agent left out)
//! is set against the count seen; the measure is the excess share, (observed - expected) / contacts. Ordinary agents differ among themselves by more than chance, so their spread is
//! estimated from the ordinary agents alone (an empirical null) and outliers are sought one after the other against the
//! rest, so that several of them cannot hide each other behind the spread they cause.
//!
//! The promise of 5 % holds where the ordinary agents' true excess is about normal. Where it follows a strongly skewed law
//! (ratios lognormal with a spread of 0.3) about one centre in ten gets a false name: a name is a reason to look, no
//! verdict.
//!
//! Sources: Spiegelhalter (2005), Statistics in Medicine 24 (additive over-dispersion); Rosner (1983), Technometrics 25
//! (several outliers); Efron (2004), JASA 99 (empirical null); Benjamini and Hochberg (1995).

use std::collections::{BTreeMap, BTreeSet};

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::interval::{self, Interval};
use crate::random_effects::{self, Measured};
use crate::{multiple, tail};

/// What one agent did in one cell of the mix (queue and hour, say). Several rows of the same agent and cell are added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellCount<'a> {
    /// The agent.
    pub agent: &'a str,
    /// The mix cell; agents are compared only within cells.
    pub cell: &'a str,
    /// Contacts of the agent in the cell.
    pub contacts: u64,
    /// Those among them that are counted (the very short ones).
    pub counted: u64,
}

/// How strict the comparison is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strictness {
    /// Share of false names tolerated among the agents named (0.05).
    pub false_share_max: f64,
    /// Least ratio to the peers that is worth a word (2), to be reached by the lower limit of the interval: ordinary
    /// agents differ by a skewed law, and up to twice the peers' share is met among them too often.
    pub ratio_min: f64,
    /// Least count expected before an agent is judged (2).
    pub expected_min: f64,
    /// Confidence of the intervals (0.95).
    pub confidence: f64,
}

impl Strictness {
    /// The settings of the handling report.
    pub const HANDLING: Strictness =
        Strictness { false_share_max: 0.05, ratio_min: 2.0, expected_min: 2.0, confidence: 0.95 };
}

/// An agent against the peers, with all that is needed to judge the judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The agent.
    pub agent: String,
    /// Contacts.
    pub n: u64,
    /// Counted contacts.
    pub observed: u64,
    /// Count expected at the ordinary peers' shares of the same cells.
    pub expected: f64,
    /// Share of the contacts beyond the expectation, (observed - expected) / n: what the agents are compared by.
    pub excess_share: f64,
    /// `observed / expected`, at least a tenth of a contact being expected; 0 when not comparable.
    pub ratio: f64,
    /// Exact (Poisson) interval of the ratio; None when not comparable.
    pub interval: Option<Interval>,
    /// One-sided probability of such a count for an ordinary agent; 1 when not comparable.
    pub p: f64,
    /// `p` adjusted for the number of agents looked at.
    pub q: f64,
    /// False when too little is expected (and not many times that is seen), or 40 % of the contacts lie in cells that hardly anybody else serves.
    pub comparable: bool,
    /// True when the agent stands out.
    pub stands_out: bool,
}

/// All agents against their peers.
#[derive(Debug, Clone, PartialEq)]
pub struct PeerComparison {
    /// Every agent, the greatest excess share first.
    pub agents: Vec<Evidence>,
    /// Standard deviation of the ordinary agents' true excess shares (0: they differ by chance alone).
    pub ordinary_sd: f64,
    /// Agents whose spread served as the yardstick; None when fewer than eight could be compared, and nobody is named.
    pub ordinary_agents: Option<u64>,
}

/// Contacts of peers below which a cell leans on the overall share rather than on its own.
const PEER_WEIGHT: f64 = 20.0;
/// Peer contacts below which a cell counts as served by hardly anybody else.
const PEER_CONTACTS_MIN: f64 = 20.0;
const ALONE_SHARE_MAX: f64 = 0.4;
const AGENTS_MIN: usize = 8;
/// Where ordinary agents have hardly any, an agent is judged by what is seen: so many times the least expectation, which
/// chance does not bring about where less than the least is expected (Poisson: 20 where 2 are expected, 1 in 10^13).
const SEEN_FACTOR: f64 = 10.0;
/// Keeps the law of the count proper when ordinary agents have hardly any.
const EXPECTED_LEAST: f64 = 0.1;
/// At most one agent in four can stand out: beyond that the unusual is the usual.
const OUTLIERS_ONE_IN: usize = 4;

/// Compares each agent with the peers of the same mix. Rows that count more than their contacts are left out.
pub fn compare(rows: &[CellCount<'_>], strictness: Strictness) -> PeerComparison {
    let table = Table::new(rows);
    let all: BTreeSet<&str> = table.agents.keys().copied().collect();
    let first = table.standings(&all);
    let outliers = seek_outliers(&first, strictness);
    let ordinary: BTreeSet<&str> = all.difference(&outliers.agents).copied().collect();
    let standings = table.standings(&ordinary);
    judge(&standings, &outliers, strictness)
}

struct Table<'a> {
    /// agent -> cell -> (contacts, counted)
    agents: BTreeMap<&'a str, BTreeMap<&'a str, (f64, f64)>>,
}

/// An agent's counts and what the peers lead one to expect.
#[derive(Clone, Copy)]
struct Standing<'a> {
    agent: &'a str,
    n: f64,
    observed: f64,
    expected: f64,
    /// Variance of `expected`, the peers being a sample themselves.
    expected_variance: f64,
    comparable: bool,
}

struct Outliers<'a> {
    agents: BTreeSet<&'a str>,
    /// The others who were judged.
    others: BTreeSet<&'a str>,
    enough: bool,
}

impl<'a> Table<'a> {
    fn new(rows: &[CellCount<'a>]) -> Table<'a> {
        let mut agents: BTreeMap<&str, BTreeMap<&str, (f64, f64)>> = BTreeMap::new();
        for row in rows.iter().filter(|it| 0 < it.contacts && it.counted <= it.contacts) {
            let cell = agents.entry(row.agent).or_default().entry(row.cell).or_default();
            cell.0 += row.contacts as f64;
            cell.1 += row.counted as f64;
        }
        Table { agents }
    }

    /// Every agent against the peers named.
    fn standings(&self, peers: &BTreeSet<&str>) -> Vec<Standing<'a>> {
        let mut totals = Totals { cells: BTreeMap::new(), overall: (0.0, 0.0) };
        for (_, cells) in self.agents.iter().filter(|(agent, _)| peers.contains(**agent)) {
            totals.add(cells, 1.0);
        }
        let standing = |agent: &'a str| {
            let own = &self.agents[agent];
            let others = if peers.contains(agent) { totals.without(own) } else { totals.of(own) };
            standing(agent, own, &others)
        };
        self.agents.keys().map(|agent| standing(agent)).collect()
    }
}

/// Contacts and counted contacts per cell and over all cells.
struct Totals<'a> {
    cells: BTreeMap<&'a str, (f64, f64)>,
    overall: (f64, f64),
}

impl<'a> Totals<'a> {
    fn add(&mut self, cells: &BTreeMap<&'a str, (f64, f64)>, sign: f64) {
        for (cell, counts) in cells {
            let total = self.cells.entry(cell).or_default();
            *total = (total.0 + sign * counts.0, total.1 + sign * counts.1);
            self.overall = (self.overall.0 + sign * counts.0, self.overall.1 + sign * counts.1);
        }
    }

    /// The totals of an agent's cells.
    fn of(&self, own: &BTreeMap<&'a str, (f64, f64)>) -> Totals<'a> {
        let cells = own.keys().map(|cell| (*cell, self.cells.get(cell).copied().unwrap_or_default()));
        Totals { cells: cells.collect(), overall: self.overall }
    }

    /// The totals of an agent's cells, less the agent's own.
    fn without(&self, own: &BTreeMap<&'a str, (f64, f64)>) -> Totals<'a> {
        let mut others = self.of(own);
        others.add(own, -1.0);
        others
    }
}

fn standing<'a>(agent: &'a str, own: &BTreeMap<&'a str, (f64, f64)>, peers: &Totals<'a>) -> Standing<'a> {
    let overall = peers.overall;
    let overall_share = if 0.0 < overall.0 { overall.1 / overall.0 } else { 0.0 };
    let mut it =
        Standing { agent, n: 0.0, observed: 0.0, expected: 0.0, expected_variance: 0.0, comparable: true };
    let mut alone = 0.0;
    for (cell, (contacts, counted)) in own {
        let (peer_contacts, peer_counted) = peers.cells.get(cell).copied().unwrap_or_default();
        let weight = peer_contacts + PEER_WEIGHT;
        let share = (peer_counted + PEER_WEIGHT * overall_share) / weight;
        it.n += contacts;
        it.observed += counted;
        it.expected += contacts * share;
        it.expected_variance += contacts * contacts * share * (1.0 - share) / weight;
        alone += if peer_contacts < PEER_CONTACTS_MIN { *contacts } else { 0.0 };
    }
    it.comparable = alone <= ALONE_SHARE_MAX * it.n;
    it
}

impl Standing<'_> {
    fn is_judged(&self, strictness: Strictness) -> bool {
        let seen_min = SEEN_FACTOR * strictness.expected_min;
        self.comparable && (strictness.expected_min <= self.expected || seen_min <= self.observed)
    }

    /// Excess share over the expectation, with the sampling variance it has when the agent is ordinary.
    fn measured(&self) -> Measured {
        let variance = (self.expected.max(EXPECTED_LEAST) + self.expected_variance) / self.n.powi(2);
        Measured { value: (self.observed - self.expected) / self.n, variance }
    }

    /// Probability that an ordinary agent has such a count or a greater one: Student's t against the spread of the
    /// ordinary agents, and never less than chance alone (Poisson) gives, whose tail is the longer one in small counts.
    fn p(&self, ordinary: &[Measured]) -> Option<f64> {
        let effects = random_effects::reml(ordinary)?;
        let own = self.measured();
        let sd = (own.variance + effects.between + effects.mean_se.powi(2)).sqrt();
        let student = StudentsT::new(0.0, 1.0, (ordinary.len() - 1) as f64).ok()?;
        let spread = student.sf((own.value - effects.mean) / sd);
        let mean = (self.expected + effects.mean * self.n).max(EXPECTED_LEAST);
        let chance = tail::poisson(mean)?.from(self.observed as u64);
        Some(spread.max(chance))
    }
}

/// Takes away the most extreme agent again and again, up to a quarter of them. The last one that stands out of those left
/// is the last outlier, and so are all before it.
fn seek_outliers<'a>(standings: &[Standing<'a>], strictness: Strictness) -> Outliers<'a> {
    let mut left: Vec<Standing<'a>> =
        standings.iter().filter(|it| it.is_judged(strictness)).copied().collect();
    if left.len() < AGENTS_MIN {
        return Outliers { agents: BTreeSet::new(), others: BTreeSet::new(), enough: false };
    }
    let judged: BTreeSet<&str> = left.iter().map(|it| it.agent).collect();
    let mut removed = Vec::new();
    let mut outliers = 0;
    for _ in 0..left.len() / OUTLIERS_ONE_IN {
        let tests = left.len() as f64;
        let Some(index) = most_extreme(&left) else { break };
        let candidate = left.remove(index);
        let rest: Vec<Measured> = left.iter().map(Standing::measured).collect();
        let p = candidate.p(&rest).unwrap_or(1.0);
        removed.push(candidate.agent);
        if p * tests <= strictness.false_share_max {
            outliers = removed.len();
        }
    }
    removed.truncate(outliers);
    let agents: BTreeSet<&str> = removed.into_iter().collect();
    Outliers { others: judged.difference(&agents).copied().collect(), agents, enough: true }
}

/// The agent furthest above the others, in units of the spread of all.
fn most_extreme(left: &[Standing<'_>]) -> Option<usize> {
    let measured: Vec<Measured> = left.iter().map(Standing::measured).collect();
    let effects = random_effects::reml(&measured)?;
    let height = |it: &Measured| (it.value - effects.mean) / (it.variance + effects.between).sqrt();
    (0..left.len()).max_by(|&a, &b| height(&measured[a]).total_cmp(&height(&measured[b])))
}

fn judge(standings: &[Standing<'_>], outliers: &Outliers<'_>, strictness: Strictness) -> PeerComparison {
    let is_ordinary = |it: &Standing<'_>| it.is_judged(strictness) && !outliers.agents.contains(it.agent);
    let mut ordinary: Vec<&Standing<'_>> = standings.iter().filter(|it| is_ordinary(it)).collect();
    if ordinary.len() < AGENTS_MIN {
        // Without the outliers next to nothing is expected of anybody: the others are the yardstick all the same.
        ordinary = standings.iter().filter(|it| outliers.others.contains(it.agent)).collect();
    }
    let judged: Vec<bool> = standings.iter().map(|it| outliers.enough && it.is_judged(strictness)).collect();
    let p_of = |it: &Standing<'_>| {
        let rest = ordinary.iter().filter(|peer| peer.agent != it.agent).map(|peer| peer.measured());
        it.p(&rest.collect::<Vec<_>>()).unwrap_or(1.0)
    };
    let p: Vec<f64> =
        standings.iter().zip(&judged).filter(|(_, judged)| **judged).map(|(it, _)| p_of(it)).collect();
    let mut adjusted = p.iter().copied().zip(multiple::benjamini_hochberg(&p));
    let mut agents: Vec<Evidence> = Vec::new();
    for (standing, judged) in standings.iter().zip(&judged) {
        let (p, q) = if *judged { adjusted.next().unwrap_or((1.0, 1.0)) } else { (1.0, 1.0) };
        agents.push(evidence(standing, p, q, *judged, outliers, strictness));
    }
    agents.sort_by(|a, b| b.excess_share.total_cmp(&a.excess_share).then_with(|| a.agent.cmp(&b.agent)));
    let effects = random_effects::reml(&ordinary.iter().map(|it| it.measured()).collect::<Vec<_>>());
    PeerComparison {
        agents,
        ordinary_sd: effects.map_or(0.0, |it| it.between.sqrt()),
        ordinary_agents: outliers.enough.then_some(ordinary.len() as u64),
    }
}

fn evidence(
    standing: &Standing<'_>,
    p: f64,
    q: f64,
    comparable: bool,
    outliers: &Outliers<'_>,
    strictness: Strictness,
) -> Evidence {
    let Standing { agent, expected, .. } = *standing;
    let least = expected.max(EXPECTED_LEAST);
    let (n, observed) = (standing.n as u64, standing.observed as u64);
    let ratio = if comparable { standing.observed / least } else { 0.0 };
    let excess_share = (standing.observed - expected) / standing.n;
    let interval = interval::poisson(observed, strictness.confidence)
        .filter(|_| comparable)
        .map(|it| Interval { lo: it.lo / least, hi: it.hi / least });
    let stands_out = outliers.agents.contains(agent)
        && q <= strictness.false_share_max
        && interval.is_some_and(|it| strictness.ratio_min <= it.lo);
    Evidence {
        agent: agent.to_owned(),
        n,
        observed,
        expected,
        excess_share,
        ratio,
        interval,
        p,
        q,
        comparable,
        stands_out,
    }
}

#[cfg(test)]
mod tests;
