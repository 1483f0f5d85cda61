//! One agent's periods made comparable with each other, and those that cannot be told apart from learning or absence.

use std::collections::BTreeSet;

use pharos_stats::quantile;
use serde::Serialize;

use super::Kind;
use super::mix::Residual;

/// One agent's residuals ready for the watch.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What is watched, in order of time.
    pub residuals: Vec<Residual>,
    /// Logarithm of observed over expected, or the difference of roots of a count.
    pub scores: Vec<f64>,
    /// Relative precision: square root of cases over their mean; 1 for counts.
    pub precision: Vec<f64>,
    /// How many of the first give the level.
    pub train: usize,
    /// The agent's own spread, from differences of neighbours: a lasting change does not widen it.
    pub own_sd: f64,
    /// Mean number of counted cases a period that the agent's own past leads one to expect; None for a mean.
    pub rate: Option<f64>,
    /// First period after the last long absence.
    pub back_since: Option<usize>,
}

/// Periods that give the level, at least and at most, and the least that anybody must have.
pub const TRAIN_MIN: usize = 12;
pub const TRAIN_MAX: usize = 26;
/// Periods watched at most.
pub const WATCH_MAX: usize = 26;
/// Periods after which somebody who was not there at the start is no newcomer any more.
const RAMP: usize = 12;
/// Missing periods in a row that count as an absence, and the periods after it that are not held against anybody.
const ABSENCE: usize = 3;
const SETTLING: usize = 2;
/// Cases below which a period says nothing, where the middle period has more than three times as many.
const CASES_MIN: f64 = 3.0;
/// Below this mean a count is judged by its own distribution, above by the normal one of its root.
pub const SMALL_RATE_MAX: f64 = 5.0;

/// Why somebody is not judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotJudged {
    /// Too few periods: how many there are.
    History(usize),
    /// In the first weeks: how many periods there are.
    Ramp(usize),
    /// Nothing after the periods that give the level.
    NothingToWatch,
    /// Most of the work is done by hardly anybody else.
    NotComparable,
    /// All values are the same.
    NoVariation,
}

impl std::fmt::Display for NotJudged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotJudged::History(known) => {
                write!(f, "too little history: {known} periods, more than {TRAIN_MIN} are needed")
            }
            NotJudged::Ramp(known) => {
                write!(f, "still learning: {known} periods since the first, the first {RAMP} are not judged")
            }
            NotJudged::NothingToWatch => {
                f.write_str("nothing to watch after the periods that give the level")
            }
            NotJudged::NotComparable => {
                f.write_str("not comparable: 40 % of the work is in cells that hardly anybody else serves")
            }
            NotJudged::NoVariation => f.write_str("the values do not vary"),
        }
    }
}

impl Series {
    /// Makes the series of one agent. `periods` is the number of periods of all the data. The periods of somebody who came
    /// later begin after the ramp; those right after a long absence are left out.
    pub fn new(residuals: &[Residual], periods: usize, kind: Kind) -> Result<Series, NotJudged> {
        let (residuals, back_since) = settled(&busy(residuals));
        let newcomer = residuals.first().is_some_and(|it| 1 < it.period);
        let known = residuals.len();
        let residuals = if newcomer && RAMP < known { &residuals[RAMP..] } else { &residuals[..] };
        if residuals.len() <= TRAIN_MIN {
            return Err(if newcomer { NotJudged::Ramp(known) } else { NotJudged::History(known) });
        }
        let watched_from = periods.saturating_sub(WATCH_MAX).max(TRAIN_MIN);
        let before = residuals.iter().filter(|it| it.period < watched_from).count();
        let train = before.max(TRAIN_MIN);
        let residuals = residuals[train.saturating_sub(TRAIN_MAX)..].to_vec();
        let train = train.min(TRAIN_MAX);
        if residuals.len() <= train {
            return Err(NotJudged::NothingToWatch);
        }
        Ok(Series::of(residuals, train, kind, back_since))
    }

    fn of(residuals: Vec<Residual>, train: usize, kind: Kind, back_since: Option<usize>) -> Series {
        let own = ratio(&residuals[..train]);
        let score = |it: &Residual| match kind {
            Kind::Mean => (it.observed / it.expected).ln(),
            // Anscombe's root makes the spread of a count the same whatever its size.
            Kind::Count => 2.0 * ((it.observed + 0.375).sqrt() - (own * it.expected + 0.375).sqrt()),
        };
        let n_mean = residuals.iter().map(|it| it.n).sum::<f64>() / residuals.len() as f64;
        let precision = |it: &Residual| if kind == Kind::Mean { (it.n / n_mean).sqrt() } else { 1.0 };
        let scores: Vec<f64> = residuals.iter().map(score).collect();
        let precision: Vec<f64> = residuals.iter().map(precision).collect();
        let own_sd = neighbours_sd(&scores, &precision);
        let rate = (kind == Kind::Count).then(|| {
            let expected = residuals.iter().map(|it| it.expected).sum::<f64>() / residuals.len() as f64;
            expected * ratio(&residuals)
        });
        Series { scores, precision, train, own_sd, rate, back_since, residuals }
    }

    /// True for a count so small that the normal distribution would be wrong about it.
    pub fn is_small_count(&self) -> bool {
        self.rate.is_some_and(|it| it < SMALL_RATE_MAX)
    }

    /// Periods watched.
    pub fn watched(&self) -> usize {
        self.scores.len() - self.train
    }

    /// Variance of the counts over their mean, from differences of neighbours; 1 for pure chance.
    pub fn dispersion(&self) -> Option<f64> {
        let it = &self.residuals;
        let own = ratio(it);
        let pairs = it.windows(2).filter_map(|pair| {
            let (a, b) = (pair[0], pair[1]);
            let variance = own * (a.expected + b.expected);
            let difference = (a.observed - own * a.expected) - (b.observed - own * b.expected);
            (0.0 < variance).then(|| difference * difference / variance)
        });
        let all: Vec<f64> = pairs.collect();
        (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
    }
}

/// Observed over expected; half a case each keeps it above zero.
fn ratio(residuals: &[Residual]) -> f64 {
    let (seen, expected) =
        residuals.iter().fold((0.5, 0.5), |sum, it| (sum.0 + it.observed, sum.1 + it.expected));
    seen / expected
}

/// Periods with enough cases to say anything.
fn busy(residuals: &[Residual]) -> Vec<Residual> {
    let mut cases: Vec<f64> = residuals.iter().map(|it| it.n).collect();
    cases.sort_by(f64::total_cmp);
    let least = quantile::type7_sorted(&cases, 0.5).map_or(0.0, |middle| CASES_MIN.min(middle / 3.0));
    residuals.iter().filter(|it| least <= it.n).copied().collect()
}

/// Leaves out the periods in which somebody finds the way back after an absence.
fn settled(residuals: &[Residual]) -> (Vec<Residual>, Option<usize>) {
    let mut left_out = BTreeSet::new();
    let mut back = None;
    for (index, pair) in residuals.windows(2).enumerate() {
        if ABSENCE < pair[1].period - pair[0].period {
            left_out.extend(index + 1..=index + SETTLING);
            back = Some(pair[1].period);
        }
    }
    let kept = residuals.iter().enumerate().filter(|(index, _)| !left_out.contains(index));
    (kept.map(|it| *it.1).collect(), back)
}

fn neighbours_sd(scores: &[f64], precision: &[f64]) -> f64 {
    let pairs = scores.windows(2).zip(precision.windows(2));
    let squares: f64 = pairs.map(|(s, w)| (s[1] - s[0]).powi(2) / (w[0].powi(-2) + w[1].powi(-2))).sum();
    (squares / (scores.len() - 1) as f64).sqrt()
}
