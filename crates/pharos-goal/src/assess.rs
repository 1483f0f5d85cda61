//! How likely a target is reached by its date, and which smaller step is within reach.

use jiff::civil::Date;
use pharos_stats::{interval, quantile};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::future::{self, Futures, Kind, Method};
use crate::history::{HistoryError, Period, Regular};
use crate::reached::{ReachedBefore, reached_before};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// When the target has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In at least one period by the date.
    Once,
    /// In every period up to the date.
    Each,
    /// In the mean of the last so many periods up to the date.
    Sustained(u32),
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// What kind of number the metric is.
    pub kind: Kind,
    /// The number to reach, in the unit of the history.
    pub target: f64,
    /// Which way is better.
    pub direction: Direction,
    /// The last day.
    pub by: Date,
    /// When the target has to hold.
    pub mode: Mode,
    /// Seed of the drawn futures.
    pub seed: u64,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// Probability of reaching the target by the date; None when refused.
    pub p: Option<f64>,
    /// Lower end of the probability: the model's parameters are not known, and a second opinion may disagree.
    pub p_lo: Option<f64>,
    /// Upper end of the probability.
    pub p_hi: Option<f64>,
    /// Where the judged number (mean of the last periods, best or worst period) will lie with 80 %; when refused, the
    /// interval of the overall share, if there is one.
    pub band80: Option<[f64; 2]>,
    /// How the answer was found.
    pub method: String,
    /// Facts of the past.
    pub reached_before: ReachedBefore,
    /// A target with a probability of 50 to 70 %.
    pub step: Option<Step>,
    /// Periods with a value.
    pub n: u64,
    /// Why no probability is given.
    pub refused: Option<String>,
}

/// A target within reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// The target.
    pub target: f64,
    /// Its probability.
    pub p: f64,
}

/// Why a question cannot be asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AssessError {
    /// The history is at fault.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// The target is not a number, or no share where the metric is one.
    #[error("the target {0} is out of range; maybe a share was meant as percent (0.8 is 80 %)")]
    Target(f64),
    /// A share below 0 or above 1.
    #[error(
        "the period starting {period} has the share {value}; maybe percent was meant (0.8 is 80 %), or the columns were swapped"
    )]
    Share {
        /// First day of the period.
        period: Date,
        /// The value.
        value: f64,
    },
    /// `sustained:0`.
    #[error("a target cannot be sustained over 0 periods; maybe 4 was meant")]
    NothingSustained,
}

/// Periods with a value below which no probability is given.
pub const PERIODS_MIN: usize = 8;
/// Expected successes or failures over the whole history below which no probability is given.
const CASES_MIN: f64 = 5.0;
/// Periods over which `sustained` without a number is judged.
pub const SUSTAINED_DEFAULT: u32 = 4;
/// The probability a smaller step aims at, and the range it must lie in.
const STEP_P: f64 = 0.6;
const STEP_RANGE: std::ops::RangeInclusive<f64> = 0.5..=0.7;
/// Past changes below which the second opinion stays silent.
const CHANGES_MIN: usize = 10;
/// Standard normal quantile of an 80 % interval.
const Z80: f64 = 1.281_551_565_5;

impl Direction {
    /// True when the value is at or beyond the target.
    pub fn reaches(self, value: f64, target: f64) -> bool {
        match self {
            Direction::Up => target <= value,
            Direction::Down => value <= target,
        }
    }
}

impl Mode {
    /// The one number of a future that is set against the target. `past` are the last known values before it: a mean of the
    /// last periods reaches back into them where the future is shorter.
    pub fn judged(self, past: &[f64], future: &[f64], direction: Direction) -> f64 {
        let greatest = || future.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = || future.iter().copied().fold(f64::INFINITY, f64::min);
        match (self, direction) {
            (Mode::Once, Direction::Up) | (Mode::Each, Direction::Down) => greatest(),
            (Mode::Once, Direction::Down) | (Mode::Each, Direction::Up) => least(),
            (Mode::Sustained(periods), _) => {
                let periods = periods as usize;
                let ahead = &future[future.len().saturating_sub(periods)..];
                let behind = &past[past.len().saturating_sub(periods - ahead.len())..];
                behind.iter().chain(ahead).sum::<f64>() / (behind.len() + ahead.len()) as f64
            }
        }
    }

    /// Periods whose mean is compared with the target in the past.
    pub fn window(self) -> usize {
        match self {
            Mode::Once | Mode::Each => 1,
            Mode::Sustained(periods) => periods as usize,
        }
    }
}

/// Answers the question from the history.
pub fn assess(history: &[Period], question: &Question) -> Result<Assessment, AssessError> {
    if !question.target.is_finite()
        || (question.kind == Kind::Rate && !(0.0..=1.0).contains(&question.target))
    {
        return Err(AssessError::Target(question.target));
    }
    if question.mode == Mode::Sustained(0) {
        return Err(AssessError::NothingSustained);
    }
    let n = history.iter().filter(|it| it.value.is_some()).count();
    let history = match Regular::new(&with_values(history, question.kind)?) {
        // One period or none: nothing is wrong with them, they only say next to nothing.
        Err(HistoryError::TooShort(_)) => return Ok(too_short(history, question, n)),
        history => history?,
    };
    let horizon = history.periods_until(question.by);
    if let Some(reason) = refusal(&history, question, horizon) {
        return Ok(refused(&history, question, reason));
    }
    let mut rng = ChaCha8Rng::seed_from_u64(question.seed);
    let Some(futures) = future::draw(&history, question.kind, horizon, &mut rng) else {
        return Ok(refused(&history, question, "the history does not vary".to_owned()));
    };
    Ok(answer(&history, question, horizon, &futures))
}

/// The numbers that futures of `horizon` periods will be judged by, ascending. None where the history does not vary.
pub fn judged_futures(history: &Regular, question: &Question, horizon: usize) -> Option<Vec<f64>> {
    let mut rng = ChaCha8Rng::seed_from_u64(question.seed);
    let futures = future::draw(history, question.kind, horizon, &mut rng)?;
    let past = history.last_known(question.mode.window());
    let judge = |it: &Vec<f64>| question.mode.judged(&past, it, question.direction);
    let mut judged: Vec<f64> = futures.groups.iter().flatten().map(judge).collect();
    judged.sort_by(f64::total_cmp);
    Some(judged)
}

/// The history as it is judged: a rate's value is its numerator over its denominator, none where nothing was counted.
fn with_values(history: &[Period], kind: Kind) -> Result<Vec<Period>, AssessError> {
    let mut history = history.to_vec();
    for period in history.iter_mut().filter(|_| kind == Kind::Rate) {
        match (period.numerator, period.denominator) {
            (_, Some(n)) if n <= 0.0 => period.value = None,
            (Some(counted), Some(n)) if counted < 0.0 || n < counted => {
                return Err(AssessError::Share { period: period.start, value: counted / n });
            }
            (Some(counted), Some(n)) => period.value = Some(counted / n),
            _ => {}
        }
        if let Some(value) = period.value.filter(|it| !(0.0..=1.0).contains(it)) {
            return Err(AssessError::Share { period: period.start, value });
        }
    }
    Ok(history)
}

/// The answer to a history without two periods.
fn too_short(history: &[Period], question: &Question, n: usize) -> Assessment {
    let length = crate::history::Length::Days(7);
    let periods = history.to_vec();
    let regular = Regular { length, periods, open_weekdays: [true; 7] };
    refused(&regular, question, format!("too little history: {n} periods, {PERIODS_MIN} are needed"))
}

fn refusal(history: &Regular, question: &Question, horizon: usize) -> Option<String> {
    let known = history.periods.iter().filter(|it| it.value.is_some()).count();
    if horizon == 0 {
        return Some(format!("no whole period after the history ends by {}", question.by));
    }
    if known < PERIODS_MIN {
        return Some(format!("too little history: {known} periods, {PERIODS_MIN} are needed"));
    }
    if question.kind != Kind::Rate {
        return None;
    }
    let (counted, n) = totals(history)?;
    let few = counted.min(n - counted);
    (few < CASES_MIN)
        .then(|| format!("too little history: {few} of {n} cases differ, {CASES_MIN} are needed"))
}

fn totals(history: &Regular) -> Option<(f64, f64)> {
    let shares = future::shares(history)?;
    Some(shares.iter().flatten().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1)))
}

fn refused(history: &Regular, question: &Question, reason: String) -> Assessment {
    let overall = totals(history).filter(|_| question.kind == Kind::Rate);
    let band = overall.and_then(|(counted, n)| interval::wilson(counted, n, 0.8));
    Assessment {
        p: None,
        p_lo: None,
        p_hi: None,
        band80: band.map(|it| [it.lo, it.hi]),
        method: if band.is_some() { "wilson" } else { "none" }.to_owned(),
        reached_before: past(history, question),
        step: None,
        n: history.periods.iter().filter(|it| it.value.is_some()).count() as u64,
        refused: Some(reason),
    }
}

fn past(history: &Regular, question: &Question) -> ReachedBefore {
    reached_before(history, question.target, question.direction, question.mode.window())
}

fn answer(history: &Regular, question: &Question, horizon: usize, futures: &Futures) -> Assessment {
    let Question { mode, direction, target, .. } = *question;
    let behind = history.last_known(mode.window());
    let judge = |it: &Vec<f64>| mode.judged(&behind, it, direction);
    let groups: Vec<Vec<f64>> = futures.groups.iter().map(|it| it.iter().map(judge).collect()).collect();
    let per_group: Vec<f64> = groups.iter().map(|it| share_reaching(it, direction, target)).collect();
    let p = per_group.iter().sum::<f64>() / per_group.len() as f64;
    let half = Z80 * spread_beyond_chance(&per_group, p, groups[0].len());
    let second = second_opinion(history, question, horizon);
    let mut judged: Vec<f64> = groups.into_iter().flatten().collect();
    judged.sort_by(f64::total_cmp);
    let band = quantile::type7_sorted(&judged, 0.1).zip(quantile::type7_sorted(&judged, 0.9));
    let name = match futures.method {
        Method::BetaBinomial => "beta-binomial, discounted",
        Method::GammaPoisson => "gamma-poisson, discounted",
        Method::LocalLevelLogit => "local level of the logit",
        Method::LocalLevelLog => "local level of the logarithm",
        Method::LocalLevel => "local level",
    };
    let opinion = if second.is_some() { "; second opinion: block bootstrap" } else { "" };
    Assessment {
        p: Some(p),
        p_lo: Some((p - half).max(0.0).min(second.unwrap_or(1.0))),
        p_hi: Some((p + half).min(1.0).max(second.unwrap_or(0.0))),
        band80: band.map(|(lo, hi)| [lo, hi]),
        method: format!("{name}{opinion}"),
        reached_before: past(history, question),
        step: step(&judged, question),
        n: history.periods.iter().filter(|it| it.value.is_some()).count() as u64,
        refused: None,
    }
}

/// Share of the numbers at or beyond the target.
pub fn share_reaching(judged: &[f64], direction: Direction, target: f64) -> f64 {
    judged.iter().filter(|it| direction.reaches(**it, target)).count() as f64 / judged.len() as f64
}

/// Standard deviation of the groups' probabilities less what the number of futures in a group alone makes.
fn spread_beyond_chance(per_group: &[f64], p: f64, futures: usize) -> f64 {
    let n = per_group.len() as f64;
    let seen = per_group.iter().map(|it| (it - p).powi(2)).sum::<f64>() / (n - 1.0);
    let chance = per_group.iter().map(|it| it * (1.0 - it)).sum::<f64>() / n / futures as f64;
    (seen - chance).max(0.0).sqrt()
}

/// Share of past stretches of the same length whose change from where they began would reach the target from here: a
/// bootstrap of blocks without any model. None with too few stretches.
fn second_opinion(history: &Regular, question: &Question, horizon: usize) -> Option<f64> {
    let values: Vec<f64> = history.periods.iter().filter_map(|it| it.value).collect();
    let window = question.mode.window().max(SUSTAINED_DEFAULT as usize);
    let here = values.get(values.len().checked_sub(window)?..)?;
    let mean = |it: &[f64]| it.iter().sum::<f64>() / it.len() as f64;
    let mut changes = Vec::new();
    for stretch in values.windows(window + horizon) {
        let (before, after) = stretch.split_at(window);
        changes.push(mean(here) + question.mode.judged(before, after, question.direction) - mean(before));
    }
    if changes.len() < CHANGES_MIN {
        return None;
    }
    let reached = changes.iter().filter(|it| question.direction.reaches(**it, question.target)).count();
    Some((reached as f64 + 0.5) / (changes.len() as f64 + 1.0))
}

/// The roundest number with a probability between 50 and 70 %.
fn step(sorted: &[f64], question: &Question) -> Option<Step> {
    let place = match question.direction {
        Direction::Up => 1.0 - STEP_P,
        Direction::Down => STEP_P,
    };
    let exact = quantile::type7_sorted(sorted, place)?;
    let spread = quantile::type7_sorted(sorted, 0.9)? - quantile::type7_sorted(sorted, 0.1)?;
    let magnitude = 10_f64.powf(spread.max(f64::MIN_POSITIVE).log10().ceil());
    let at = |target: f64| Step { target, p: share_reaching(sorted, question.direction, target) };
    for finer in 0..4 {
        // Multiplying before dividing keeps 0.785 free of a tail of rounding.
        let steps_per_unit = 10_f64.powi(finer) / magnitude;
        for part in [1.0, 2.0, 5.0, 10.0] {
            let rounded = at((exact * steps_per_unit * part).round() / (steps_per_unit * part));
            if STEP_RANGE.contains(&rounded.p) {
                return Some(rounded);
            }
        }
    }
    Some(at(exact)).filter(|it| STEP_RANGE.contains(&it.p))
}

#[cfg(test)]
mod tests;
