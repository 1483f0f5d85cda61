//! The scorecard of a person: a few weighted metrics fit for one, each against the target, the own past and colleagues on
//! the same work.

use serde::Serialize;

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The value.
    pub value: f64,
    /// Lower limit, 95 %; the value itself where there is none.
    pub lo: f64,
    /// Upper limit.
    pub hi: f64,
    /// What it stands on.
    pub n: u64,
}

/// A line asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Id of the metric.
    pub metric: String,
    /// Weight among the lines, above zero.
    pub weight: f64,
    /// Which way is better.
    pub better: Better,
    /// The target, where one is set.
    pub target: Option<f64>,
    /// The person's value; None without data.
    pub own: Option<Measured>,
    /// The person's value in the time before.
    pub past: Option<f64>,
    /// What colleagues have on the same work.
    pub peers: Option<f64>,
    /// Limits (95 %) of the value drawn towards colleagues' by how little is known; the value's own where None.
    pub shrunken: Option<(f64, f64)>,
    /// Below this n nothing is said.
    pub n_min: u64,
}

/// How a value stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Surely better: the whole interval is.
    Better,
    /// It cannot be told apart.
    Same,
    /// Surely worse.
    Worse,
    /// There is nothing to compare, or too little.
    Unknown,
}

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Id of the metric.
    pub metric: String,
    /// Weight, of all lines together 1.
    pub weight: f64,
    /// The value.
    pub value: Option<f64>,
    /// Lower limit.
    pub lo: Option<f64>,
    /// Upper limit.
    pub hi: Option<f64>,
    /// What it stands on.
    pub n: u64,
    /// The target.
    pub target: Option<f64>,
    /// The person's value in the time before.
    pub past: Option<f64>,
    /// What colleagues have on the same work.
    pub peers: Option<f64>,
    /// Against the target.
    pub to_target: Standing,
    /// Against the own past.
    pub to_past: Standing,
    /// Against colleagues.
    pub to_peers: Standing,
}

/// The card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scorecard {
    /// The lines, in the order asked.
    pub lines: Vec<Line>,
    /// Share of the weight at or beyond its target, of the weight that can be told (0..1); None where nothing can.
    pub reached: Option<f64>,
    /// Metrics in which the person is surely better than colleagues or the target, the heaviest first.
    pub strengths: Vec<String>,
    /// Metrics in which the person is surely worse, the heaviest first.
    pub areas: Vec<String>,
}

/// Makes the card. A value on too little is shown and not judged; going beyond a target earns nothing more, so that no
/// line can be paid for with another.
pub fn scorecard(items: &[Item]) -> Scorecard {
    let total: f64 = items.iter().map(|it| it.weight).sum();
    let lines: Vec<Line> = items.iter().map(|it| line(it, total)).collect();
    let told = |line: &&Line| line.target.is_some() && line.to_target != Standing::Unknown;
    let told_weight: f64 = lines.iter().filter(told).map(|it| it.weight).sum();
    // A value that cannot be told from its target counts as reached: the doubt is the person's.
    let reached: f64 =
        lines.iter().filter(told).filter(|it| it.to_target != Standing::Worse).map(|it| it.weight).sum();
    let named = |standing: Standing| {
        let is = |line: &&Line| line.to_peers == standing || line.to_target == standing;
        let contrary = if standing == Standing::Better { Standing::Worse } else { Standing::Better };
        let mut named: Vec<&Line> = lines
            .iter()
            .filter(is)
            .filter(|line| line.to_peers != contrary && line.to_target != contrary)
            .collect();
        named.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        named.into_iter().map(|line| line.metric.clone()).collect()
    };
    let (strengths, areas) = (named(Standing::Better), named(Standing::Worse));
    Scorecard { reached: (0.0 < told_weight).then(|| reached / told_weight), strengths, areas, lines }
}

fn line(it: &Item, total: f64) -> Line {
    let own = it.own.filter(|own| it.n_min <= own.n);
    let against = |other: Option<f64>| match (own, other) {
        (Some(own), Some(other)) => standing(own, other, it.better),
        _ => Standing::Unknown,
    };
    Line {
        metric: it.metric.clone(),
        weight: if 0.0 < total { it.weight / total } else { 0.0 },
        value: it.own.map(|own| own.value),
        lo: it.own.map(|own| own.lo),
        hi: it.own.map(|own| own.hi),
        n: it.own.map_or(0, |own| own.n),
        target: it.target,
        past: it.past,
        peers: it.peers,
        to_target: against(it.target),
        to_past: against(it.past),
        to_peers: match (own, it.peers, it.shrunken) {
            (Some(own), Some(peers), Some((lo, hi))) => {
                standing(Measured { lo, hi, ..own }, peers, it.better)
            }
            _ => against(it.peers),
        },
    }
}

fn standing(own: Measured, other: f64, better: Better) -> Standing {
    let (above, below) = match better {
        Better::Up => (Standing::Better, Standing::Worse),
        Better::Down => (Standing::Worse, Standing::Better),
    };
    if other < own.lo {
        above
    } else if own.hi < other {
        below
    } else {
        Standing::Same
    }
}

#[cfg(test)]
mod tests;
