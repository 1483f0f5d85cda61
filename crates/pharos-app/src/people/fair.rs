//! A person beside colleagues on the same work: what the others have on the person's own mix (indirect standardisation, the
//! person left out), and the person's own value drawn towards it by how little is known (empirical Bayes).
//!
//! Sources: Breslow and Day (1987), volume 2 (indirect standardisation); Viechtbauer (2005) and Efron and Morris (1975)
//! (random effects).

use std::collections::BTreeMap;

use pharos_engine::query::AnswerRow;
use pharos_stats::random_effects::{Measured, reml, shrunken};

/// What is fair to say of a person's number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fair {
    /// what colleagues have on the same work
    pub(super) peers: Option<f64>,
    /// the person's value, drawn towards colleagues', with its 95 % interval
    pub(super) shrunken: Option<[f64; 3]>,
}

/// Cases of colleagues in the same work below which it is not compared.
const PEERS_MIN: f64 = 30.0;
/// Share of a person's work that somebody else does too, below which the person is not comparable.
const SHARED_MIN: f64 = 0.6;
/// Agents below which their spread cannot be known.
const AGENTS_MIN: usize = 5;

type Cell<'a> = &'a [Option<String>];
type Sums = (f64, f64);

/// Of each agent with a number, `own`, what is fair to say; `cells` are rows of an agent and a piece of work.
pub(super) fn fair(
    cells: &[AnswerRow],
    own: &[&AnswerRow],
    possible: [Option<f64>; 2],
) -> BTreeMap<String, Fair> {
    let (agents, totals) = sums(cells);
    let mut found: BTreeMap<String, Fair> = BTreeMap::new();
    let mut measured: Vec<(&str, f64, Measured)> = Vec::new();
    for row in own {
        let Some(agent) = row.dims.first().and_then(Option::as_deref) else { continue };
        let peers = agents.get(agent).and_then(|it| peers(it, &totals));
        found.insert(agent.to_owned(), Fair { peers, shrunken: None });
        let (Some(peers), Some(value), Some(variance)) = (peers, row.value, variance(row)) else { continue };
        measured.push((agent, peers, Measured { value: value - peers, variance }));
    }
    let units: Vec<Measured> = measured.iter().map(|it| it.2).collect();
    let Some(effects) = (AGENTS_MIN <= units.len()).then(|| reml(&units)).flatten() else { return found };
    for (agent, peers, unit) in measured {
        let (away, se) = shrunken(unit, &effects);
        let value = peers + away;
        if let Some(it) = found.get_mut(agent) {
            // A mean of shares is a share, whatever the normal curve says beyond it.
            let inside =
                |it: f64| it.max(possible[0].unwrap_or(f64::MIN)).min(possible[1].unwrap_or(f64::MAX));
            it.shrunken = Some([value, value - 1.96 * se, value + 1.96 * se].map(inside));
        }
    }
    found
}

/// Sums by what the work was.
type ByCell<'a> = BTreeMap<Cell<'a>, Sums>;

/// What every agent has in each piece of work, and all agents together.
fn sums(cells: &[AnswerRow]) -> (BTreeMap<&str, ByCell<'_>>, ByCell<'_>) {
    let mut agents: BTreeMap<&str, BTreeMap<Cell<'_>, Sums>> = BTreeMap::new();
    let mut totals: BTreeMap<Cell<'_>, Sums> = BTreeMap::new();
    for row in cells {
        let (Some(numerator), Some(denominator)) = (row.numerator, row.denominator) else { continue };
        let Some((who, cell)) = row.dims.split_first() else { continue };
        let add = |to: &mut Sums| *to = (to.0 + numerator, to.1 + denominator);
        add(totals.entry(cell).or_default());
        if let Some(who) = who.as_deref() {
            add(agents.entry(who).or_default().entry(cell).or_default());
        }
    }
    (agents, totals)
}

/// What the others have on somebody's mix of work; none where hardly anybody else does that work.
fn peers(own: &BTreeMap<Cell<'_>, Sums>, totals: &BTreeMap<Cell<'_>, Sums>) -> Option<f64> {
    let (mut shared, mut expected, mut others) = (0.0, 0.0, 0.0);
    for (cell, (numerator, denominator)) in own {
        let Some(total) = totals.get(cell) else { continue };
        let rest = (total.0 - numerator, total.1 - denominator);
        if 0.0 < *denominator && 0.0 < rest.1 {
            shared += denominator;
            others += rest.1;
            expected += denominator * rest.0 / rest.1;
        }
    }
    let all: f64 = own.values().map(|it| it.1).sum();
    let comparable = 0.0 < shared && SHARED_MIN * all <= shared && PEERS_MIN <= others;
    comparable.then(|| expected / shared)
}

/// Variance of a value's sampling error, from its 95 % interval.
fn variance(row: &AnswerRow) -> Option<f64> {
    let se = (row.hi? - row.lo?) / (2.0 * 1.96);
    (se.is_finite() && 0.0 < se).then_some(se * se)
}

#[cfg(test)]
mod tests;
