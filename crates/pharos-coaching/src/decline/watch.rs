//! The watch over one agent's residuals and what it shows in an agent who stays as he is.

use std::collections::BTreeMap;

use pharos_stats::interval;
use pharos_stats::quantile;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::mix::Residual;
use super::{Kind, Reading, Settings, Worse};

/// What the watch shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// Probability of so high a sum in an agent who stays as he is.
    pub p: f64,
    /// Index of the first period of the change; None when the sum never left zero.
    pub since: Option<usize>,
    /// Relative change with its 95 % limits.
    pub effect: Option<(f64, f64, f64)>,
}

/// Periods that give the level, at least and at most, and the least that a newcomer may have.
const TRAIN_MIN: usize = 12;
const TRAIN_MAX: usize = 26;
/// Periods watched at most.
const WATCH_MAX: usize = 26;
/// Slack of the CUSUM in standard deviations, half of the shift it finds soonest. The level is an estimate from few
/// periods; a smaller slack would sum its error up and find shifts of two deviations a week later.
const SLACK: f64 = 0.75;
const SIMULATIONS: usize = 20_000;
/// Agents from which the agents themselves show how much ordinary people drift.
const DRIFT_AGENTS_MIN: usize = 20;
/// What the middle of the agents may exceed the simulated one by before it counts as drift.
const DRIFT_TOLERATED: f64 = 1.15;
/// Periods watched from which that can be seen.
const DRIFT_PERIODS_MIN: usize = 4;

/// One agent's standardised residuals, split.
struct Split {
    periods: Vec<usize>,
    /// Logarithm of the ratio, or difference of roots.
    scores: Vec<f64>,
    /// Relative precision: square root of cases over their mean.
    precision: Vec<f64>,
    train: usize,
    own_sd: f64,
}

/// Watches every agent; an agent who cannot be judged has the reason instead.
pub fn watch_all(
    agents: &[Vec<Residual>],
    reading: Reading,
    settings: Settings,
    nulls: &mut Nulls,
) -> Vec<Result<Watched, String>> {
    let periods = agents.iter().flatten().map(|it| it.period + 1).max().unwrap_or(0);
    let splits: Vec<Result<Split, String>> =
        agents.iter().map(|residuals| split(residuals, periods, reading.kind)).collect();
    let mut spreads: Vec<f64> = splits.iter().flatten().map(|it| it.own_sd).collect();
    spreads.sort_by(f64::total_cmp);
    let Some(median) = quantile::type7_sorted(&spreads, 0.5).filter(|it| 0.0 < *it) else {
        let nothing = |it: Result<Split, String>| it.and(Err("the values do not vary".to_owned()));
        return splits.into_iter().map(nothing).collect();
    };
    let drift = drift(&splits, median, reading.worse, settings, nulls);
    let results = agents.iter().zip(splits).map(|(residuals, split)| {
        let split = split?;
        let z = standardised(&split, median);
        let highest = highest(&z[split.train..], reading.worse);
        let since = shift_from(&z[split.train..], reading.worse);
        let null = nulls.of(&split, reading.worse, settings);
        let above = null.len() - null.partition_point(|it| *it < highest / drift);
        let p = (above as f64 + 1.0) / (null.len() as f64 + 1.0);
        let first = since.map(|it| it + split.train);
        let effect = first.and_then(|it| effect(residuals, &split, it, median, reading.kind));
        Ok(Watched { p, since: first.map(|it| split.periods[it]), effect })
    });
    results.collect()
}

/// The periods that give the level come before the last 26; a newcomer's first twelve do.
fn split(residuals: &[Residual], periods: usize, kind: Kind) -> Result<Split, String> {
    let known = residuals.len();
    if known <= TRAIN_MIN {
        return Err(format!("too little history: {known} periods, more than {TRAIN_MIN} are needed"));
    }
    let watched_from = periods.saturating_sub(WATCH_MAX).max(TRAIN_MIN);
    let before = residuals.iter().filter(|it| it.period < watched_from).count();
    let train = before.max(TRAIN_MIN);
    let residuals = &residuals[train.saturating_sub(TRAIN_MAX)..];
    let train = train.min(TRAIN_MAX);
    if residuals.len() <= train {
        return Err("nothing to watch: no periods after those that give the level".to_owned());
    }
    let (seen, expected) =
        residuals[..train].iter().fold((0.5, 0.5), |sum, it| (sum.0 + it.observed, sum.1 + it.expected));
    let own = seen / expected;
    let score = |it: &Residual| match kind {
        Kind::Mean => (it.observed / it.expected).ln(),
        // Anscombe's root makes the spread of a count the same whatever its size.
        Kind::Count => 2.0 * ((it.observed + 0.375).sqrt() - (own * it.expected + 0.375).sqrt()),
    };
    let n_mean = residuals.iter().map(|it| it.n).sum::<f64>() / residuals.len() as f64;
    let precision = |it: &Residual| if kind == Kind::Mean { (it.n / n_mean).sqrt() } else { 1.0 };
    let mut split = Split {
        periods: residuals.iter().map(|it| it.period).collect(),
        scores: residuals.iter().map(score).collect(),
        precision: residuals.iter().map(precision).collect(),
        train,
        own_sd: 0.0,
    };
    let level = split.level();
    let squares = (0..train).map(|it| ((split.scores[it] - level) * split.precision[it]).powi(2));
    split.own_sd = (squares.sum::<f64>() / (train - 1) as f64).sqrt();
    Ok(split)
}

impl Split {
    /// Precision-weighted mean of the first periods.
    fn level(&self) -> f64 {
        let weights = self.precision[..self.train].iter().map(|it| it * it);
        let sum: f64 = weights.clone().zip(&self.scores).map(|(weight, score)| weight * score).sum();
        sum / weights.sum::<f64>()
    }
}

/// Half the agent's own spread, half the median of all: twelve periods know a spread badly.
fn sd(own: f64, median: f64) -> f64 {
    f64::midpoint(own, median)
}

fn standardised(split: &Split, median: f64) -> Vec<f64> {
    let (level, sd) = (split.level(), sd(split.own_sd, median));
    split
        .scores
        .iter()
        .zip(&split.precision)
        .map(|(score, precision)| (score - level) / sd * precision)
        .collect()
}

/// The highest CUSUM, of the side that is worse.
fn highest(z: &[f64], worse: Worse) -> f64 {
    let rise = |sign: f64| {
        let (mut sum, mut best) = (0.0_f64, 0.0_f64);
        for z in z {
            sum = (sum + sign * z - SLACK).max(0.0);
            best = best.max(sum);
        }
        best
    };
    match worse {
        Worse::Up => rise(1.0),
        Worse::Down => rise(-1.0),
        Worse::Either => rise(1.0).max(rise(-1.0)),
    }
}

/// The index from which on the mean lies surest on the worse side (the likeliest place of one shift that lasts); None
/// where no such mean is worse.
fn shift_from(z: &[f64], worse: Worse) -> Option<usize> {
    let (mut sum, mut best) = (0.0, (0.0, None));
    for (index, value) in z.iter().enumerate().rev() {
        sum += value;
        let sureness = sum / ((z.len() - index) as f64).sqrt();
        let height = match worse {
            Worse::Up => sureness,
            Worse::Down => -sureness,
            Worse::Either => sureness.abs(),
        };
        if best.0 < height {
            best = (height, Some(index));
        }
    }
    best.1
}

/// How much higher the sums of ordinary agents are than those of agents who stay as they are, at least 1. It is read from
/// the other side (getting better), where no decline can be.
fn drift(
    splits: &[Result<Split, String>],
    median: f64,
    worse: Worse,
    settings: Settings,
    nulls: &mut Nulls,
) -> f64 {
    let mirror = match worse {
        Worse::Up => Worse::Down,
        Worse::Down => Worse::Up,
        Worse::Either => return 1.0,
    };
    let (mut seen, mut expected) = (Vec::new(), Vec::new());
    for split in splits.iter().flatten().filter(|it| DRIFT_PERIODS_MIN <= it.scores.len() - it.train) {
        seen.push(highest(&standardised(split, median)[split.train..], mirror));
        let single_look = Settings { watch_periods: 0, ..settings };
        expected.push(quantile::type7_sorted(nulls.of(split, mirror, single_look), 0.5).unwrap_or(0.0));
    }
    if seen.len() < DRIFT_AGENTS_MIN {
        return 1.0;
    }
    seen.sort_by(f64::total_cmp);
    expected.sort_by(f64::total_cmp);
    let middle = quantile::type7_sorted(&seen, 0.5).zip(quantile::type7_sorted(&expected, 0.5));
    // Less what the number of agents alone, and the few who did change, may make it.
    let sure = (1.0 - 1.0 / (seen.len() as f64).sqrt()) / DRIFT_TOLERATED;
    middle.filter(|it| 0.0 < it.1).map_or(1.0, |(seen, expected)| (sure * seen / expected).max(1.0))
}

/// Relative change from the first period on, with 95 % limits.
fn effect(
    residuals: &[Residual],
    split: &Split,
    first: usize,
    median: f64,
    kind: Kind,
) -> Option<(f64, f64, f64)> {
    let z = interval::normal_two_sided(0.95)?;
    if kind == Kind::Mean {
        let weights =
            |range: std::ops::Range<usize>| split.precision[range].iter().map(|it| it * it).sum::<f64>();
        let after = weights(first..split.scores.len());
        let sum: f64 =
            (first..split.scores.len()).map(|it| split.precision[it].powi(2) * split.scores[it]).sum();
        let change = sum / after - split.level();
        let half = z * sd(split.own_sd, median) * (1.0 / after + 1.0 / weights(0..split.train)).sqrt();
        return Some((change.exp_m1(), (change - half).exp_m1(), (change + half).exp_m1()));
    }
    let sums = |from: usize, to: usize| {
        let inside =
            residuals.iter().filter(|it| (split.periods[from]..=split.periods[to]).contains(&it.period));
        inside.fold((0.0, 0.0), |sum, it| (sum.0 + it.observed, sum.1 + it.expected))
    };
    let (before, after) = (sums(0, split.train - 1), sums(first, split.scores.len() - 1));
    // Half a case each keeps the logarithm where nothing was counted.
    let change = ((after.0 + 0.5) / after.1).ln() - ((before.0 + 0.5) / before.1).ln();
    let half = z * (1.0 / (after.0 + 0.5) + 1.0 / (before.0 + 0.5)).sqrt();
    Some((change.exp_m1(), (change - half).exp_m1(), (change + half).exp_m1()))
}

/// Highest sums of simulated agents who stay as they are, ascending, by the length of both stretches.
pub struct Nulls {
    seed: u64,
    made: BTreeMap<(usize, usize, bool), Vec<f64>>,
}

impl Nulls {
    pub fn new(seed: u64) -> Nulls {
        Nulls { seed, made: BTreeMap::new() }
    }

    fn of(&mut self, split: &Split, worse: Worse, settings: Settings) -> &[f64] {
        let watched = (split.scores.len() - split.train).max(settings.watch_periods);
        let key = (split.train, watched, worse == Worse::Either);
        let seed = self.seed;
        self.made.entry(key).or_insert_with(|| simulate(seed, split.train, watched, worse))
    }
}

/// The same procedure on independent normal residuals: level and own spread from the first periods, half of the spread
/// known (the median of many agents).
fn simulate(seed: u64, train: usize, watched: usize, worse: Worse) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    // On both sides alike, so up serves for down.
    let worse = if worse == Worse::Either { Worse::Either } else { Worse::Up };
    let mut sums = Vec::with_capacity(SIMULATIONS);
    for _ in 0..SIMULATIONS {
        let z: Vec<f64> = (0..train + watched).map(|_| StandardNormal.sample(&mut rng)).collect();
        let level = z[..train].iter().sum::<f64>() / train as f64;
        let own = z[..train].iter().map(|it| (it - level).powi(2)).sum::<f64>() / (train - 1) as f64;
        let later: Vec<f64> = z[train..].iter().map(|it| (it - level) / sd(own.sqrt(), 1.0)).collect();
        sums.push(highest(&later, worse));
    }
    sums.sort_by(f64::total_cmp);
    sums
}
