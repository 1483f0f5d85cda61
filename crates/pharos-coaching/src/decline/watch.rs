//! The watch over every agent's residuals.

use pharos_stats::{interval, quantile};

use super::mix::Residual;
use super::null::{Nulls, Shape};
use super::series::{NotJudged, Series};
use super::statistic::{self, Standardised};
use super::{Kind, Reading, Settings, Worse};

/// What the watch shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// Probability of so strong a sign in an agent who stays as he is.
    pub p: f64,
    /// Index of the first period of the change; None when nothing is worse than before.
    pub since: Option<usize>,
    /// Relative change with its 95 % limits.
    pub effect: Option<(f64, f64, f64)>,
    /// True when the last four periods are at the old level again.
    pub is_back: bool,
    /// First period after the last long absence.
    pub back_since: Option<usize>,
    /// Variance of a score of one case (of one counted case, for counts).
    pub case_variance: f64,
}

/// Agents from which the agents themselves show how much ordinary people drift.
const DRIFT_AGENTS_MIN: usize = 20;
/// What the middle of the agents may exceed the simulated one by before it counts as drift.
const DRIFT_TOLERATED: f64 = 1.15;
/// Periods watched from which that can be seen.
const DRIFT_PERIODS_MIN: usize = 4;
/// Share of the own spread, at least: the rest is the median of all, since few periods know a spread badly.
const OWN_SHARE_MIN: f64 = 0.5;
/// Share trimmed from either end of the agents' dispersions.
const TRIMMED: f64 = 0.1;
/// Periods that show whether somebody is back at the old level.
const LATEST: usize = 4;

/// What all agents of a metric have in common.
struct Common {
    median_sd: f64,
    own_share: f64,
    dispersion: f64,
    worse: Worse,
    settings: Settings,
}

/// Watches every agent; an agent who cannot be judged has the reason instead.
pub fn watch_all(
    agents: &[Vec<Residual>],
    reading: Reading,
    settings: Settings,
    nulls: &mut Nulls,
) -> Vec<Result<Watched, NotJudged>> {
    let periods = agents.iter().flatten().map(|it| it.period + 1).max().unwrap_or(0);
    let series: Vec<Result<Series, NotJudged>> =
        agents.iter().map(|it| Series::new(it, periods, reading.kind)).collect();
    let Some(common) = Common::of(&series, reading, settings) else {
        return series.into_iter().map(|it| it.and(Err(NotJudged::NoVariation))).collect();
    };
    let drift = common.drift(&series, nulls);
    series.into_iter().map(|it| it.map(|it| common.watch(&it, reading.kind, drift, nulls))).collect()
}

impl Common {
    fn of(series: &[Result<Series, NotJudged>], reading: Reading, settings: Settings) -> Option<Common> {
        let judged = || series.iter().flatten();
        let mut spreads: Vec<(f64, usize)> = judged()
            .filter(|it| !it.is_small_count() && 0.0 < it.own_sd)
            .map(|it| (it.own_sd, it.scores.len()))
            .collect();
        spreads.sort_by(|a, b| a.0.total_cmp(&b.0));
        let sorted: Vec<f64> = spreads.iter().map(|it| it.0).collect();
        let median_sd = quantile::type7_sorted(&sorted, 0.5);
        if median_sd.is_none() && !judged().any(Series::is_small_count) {
            return None;
        }
        let mut dispersions: Vec<f64> =
            judged().filter(|it| it.is_small_count()).filter_map(Series::dispersion).collect();
        dispersions.sort_by(f64::total_cmp);
        Some(Common {
            median_sd: median_sd.unwrap_or(1.0),
            own_share: own_share(&spreads),
            dispersion: trimmed_mean(&dispersions).unwrap_or(1.0).max(1.0),
            worse: reading.worse,
            settings,
        })
    }

    fn watch(&self, series: &Series, kind: Kind, drift: f64, nulls: &mut Nulls) -> Watched {
        let z = self.standardised(series);
        let it = Standardised { z: &z, precision: &series.precision, train: series.train };
        let statistic = statistic::read(it, self.worse, z.len());
        let p = nulls.of(self.shape(series, self.worse, self.settings.watch_periods)).p(statistic, drift);
        let first = statistic::shift_from(it, self.worse);
        Watched {
            p,
            since: first.map(|it| series.residuals[it].period),
            effect: first.and_then(|first| self.effect(series, first, kind)),
            is_back: self.is_back(it),
            back_since: series.back_since,
            case_variance: self.case_variance(series, kind),
        }
    }

    fn shape(&self, series: &Series, worse: Worse, looks: usize) -> Shape {
        let shape = Shape::new(series.train, series.watched(), looks, worse, self.own_share);
        match series.rate.filter(|_| series.is_small_count()) {
            Some(rate) => shape.counting(rate, self.dispersion),
            None => shape,
        }
    }

    fn standardised(&self, series: &Series) -> Vec<f64> {
        let sd = if series.is_small_count() { self.dispersion.sqrt() } else { self.sd(series) };
        series.scores.iter().map(|it| it / sd).collect()
    }

    fn sd(&self, series: &Series) -> f64 {
        self.own_share * series.own_sd + (1.0 - self.own_share) * self.median_sd
    }

    fn case_variance(&self, series: &Series, kind: Kind) -> f64 {
        match kind {
            Kind::Mean => {
                let cases: f64 = series.residuals.iter().map(|it| it.n).sum();
                self.sd(series).powi(2) * cases / series.residuals.len() as f64
            }
            Kind::Count if series.is_small_count() => self.dispersion,
            Kind::Count => self.sd(series).powi(2),
        }
    }

    fn is_back(&self, it: Standardised<'_>) -> bool {
        let from = it.z.len().saturating_sub(LATEST).max(it.train);
        let level = statistic::level(&it.z[..it.train], &it.precision[..it.train]);
        let latest = statistic::level(&it.z[from..], &it.precision[from..]) - level;
        let half = 1.0 / ((it.z.len() - from) as f64).sqrt();
        match self.worse {
            Worse::Up => latest < half,
            Worse::Down => -half < latest,
            Worse::Either => latest.abs() < half,
        }
    }

    /// How much higher the sums of ordinary agents are than those of agents who stay as they are, at least 1. It is read
    /// from the other side (getting better), where no decline can be.
    fn drift(&self, series: &[Result<Series, NotJudged>], nulls: &mut Nulls) -> f64 {
        let mirror = match self.worse {
            Worse::Up => Worse::Down,
            Worse::Down => Worse::Up,
            Worse::Either => return 1.0,
        };
        let (mut seen, mut expected) = (Vec::new(), Vec::new());
        let usable = |it: &&Series| DRIFT_PERIODS_MIN <= it.watched() && !it.is_small_count();
        for it in series.iter().flatten().filter(usable) {
            let z = self.standardised(it);
            let standardised = Standardised { z: &z, precision: &it.precision, train: it.train };
            seen.push(statistic::read(standardised, mirror, z.len()).cusum);
            expected.push(nulls.of(self.shape(it, mirror, 0)).middle());
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
    fn effect(&self, series: &Series, first: usize, kind: Kind) -> Option<(f64, f64, f64)> {
        let z = interval::normal_two_sided(0.95)?;
        let before = ..first.min(series.train);
        if kind == Kind::Mean {
            let weights = |precision: &[f64]| precision.iter().map(|it| it * it).sum::<f64>();
            let level = statistic::level(&series.scores[before], &series.precision[before]);
            let change = statistic::level(&series.scores[first..], &series.precision[first..]) - level;
            let after = weights(&series.precision[first..]);
            let half = z * self.sd(series) * (1.0 / after + 1.0 / weights(&series.precision[before])).sqrt();
            return Some((change.exp_m1(), (change - half).exp_m1(), (change + half).exp_m1()));
        }
        let sums = |part: &[Residual]| {
            part.iter().fold((0.5, 0.0), |sum, it| (sum.0 + it.observed, sum.1 + it.expected))
        };
        // Half a case each keeps the logarithm where nothing was counted.
        let (before, after) = (sums(&series.residuals[before]), sums(&series.residuals[first..]));
        let change = (after.0 / after.1).ln() - (before.0 / before.1).ln();
        let half = z * (self.dispersion * (1.0 / after.0 + 1.0 / before.0)).sqrt();
        Some((change.exp_m1(), (change - half).exp_m1(), (change + half).exp_m1()))
    }
}

/// How much of an agent's spread is his own: the more the agents' spreads differ beyond chance, the more.
fn own_share(spreads: &[(f64, usize)]) -> f64 {
    if spreads.len() < DRIFT_AGENTS_MIN {
        return OWN_SHARE_MIN;
    }
    let n = spreads.len() as f64;
    let logs: Vec<f64> = spreads.iter().map(|it| it.0.ln()).collect();
    let mean = logs.iter().sum::<f64>() / n;
    let seen = logs.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / (n - 1.0);
    // Sampling variance of the logarithm of a spread from m differences of neighbours: about 3 / (4 m).
    let chance = spreads.iter().map(|it| 0.75 / (it.1 - 1) as f64).sum::<f64>() / n;
    let share = ((seen - chance) / seen).clamp(OWN_SHARE_MIN, 1.0);
    if share.is_finite() { (share * 4.0).round() / 4.0 } else { OWN_SHARE_MIN }
}

fn trimmed_mean(sorted: &[f64]) -> Option<f64> {
    let cut = (sorted.len() as f64 * TRIMMED) as usize;
    let kept = &sorted[cut..sorted.len() - cut];
    (!kept.is_empty()).then(|| kept.iter().sum::<f64>() / kept.len() as f64)
}
