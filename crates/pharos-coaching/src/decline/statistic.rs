//! The two figures the watch reads from a series: the CUSUM, quick to see a change, and the surest lasting shift, which
//! needs no clean start.

use super::Worse;

/// Slack of the CUSUM in standard deviations, half of the shift it finds soonest. The level is an estimate from few
/// periods; a smaller slack would sum its error up and find shifts of two deviations a week later.
const SLACK: f64 = 0.75;
/// A single period counts at most so many standard deviations: one bad week is no decline.
const Z_MAX: f64 = 3.5;
/// Periods a shift has lasted, at least.
const LASTING_MIN: usize = 2;
/// Periods before the shift, at least.
const BEFORE_MIN: usize = 6;

/// What the watch reads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statistic {
    /// Highest CUSUM of the watched periods.
    pub cusum: f64,
    /// The surest lasting shift to the worse side, in standard errors.
    pub shift: f64,
}

/// Scores in standard deviations, with their precision.
#[derive(Debug, Clone, Copy)]
pub struct Standardised<'a> {
    pub z: &'a [f64],
    pub precision: &'a [f64],
    pub train: usize,
}

/// Reads a series; `looks_from` periods on, the shift is looked for at the end of each period, as one who looks weekly.
pub fn read(it: Standardised<'_>, worse: Worse, looks_from: usize) -> Statistic {
    let clipped = clipped(it);
    let it = Standardised { z: &clipped, ..it };
    let sides: &[f64] = match worse {
        Worse::Up => &[1.0],
        Worse::Down => &[-1.0],
        Worse::Either => &[1.0, -1.0],
    };
    let mut best = Statistic { cusum: 0.0, shift: 0.0 };
    for sign in sides {
        best.cusum = best.cusum.max(cusum(it, *sign));
        let sums = Sums::new(it, *sign);
        for end in looks_from.min(it.z.len())..=it.z.len() {
            best.shift = best.shift.max(sums.height(end));
        }
    }
    best
}

/// The index from which on the mean lies surest on the worse side (the likeliest place of one shift that lasts); None
/// where no such mean is worse.
pub fn shift_from(it: Standardised<'_>, worse: Worse) -> Option<usize> {
    let clipped = clipped(it);
    let it = Standardised { z: &clipped, ..it };
    let of = |sign: f64| Sums::new(it, sign).surest(it.z.len());
    let best = match worse {
        Worse::Up => of(1.0),
        Worse::Down => of(-1.0),
        Worse::Either => of(1.0).into_iter().chain(of(-1.0)).max_by(|a, b| a.0.total_cmp(&b.0)),
    };
    best.map(|it| it.1)
}

/// Precision-weighted mean of the first periods.
pub fn level(z: &[f64], precision: &[f64]) -> f64 {
    let weights: f64 = precision.iter().map(|it| it * it).sum();
    let sum: f64 = z.iter().zip(precision).map(|(z, w)| w * w * z).sum();
    sum / weights
}

/// Takes the level out and clips what lies far from the middle of the first periods.
fn clipped(it: Standardised<'_>) -> Vec<f64> {
    let mut first: Vec<f64> = it.z[..it.train].to_vec();
    first.sort_by(f64::total_cmp);
    let middle = f64::midpoint(first[(it.train - 1) / 2], first[it.train / 2]);
    let clip = |(z, w): (&f64, &f64)| (z - middle).clamp(-Z_MAX / w, Z_MAX / w);
    it.z.iter().zip(it.precision).map(clip).collect()
}

fn cusum(it: Standardised<'_>, sign: f64) -> f64 {
    let level = level(&it.z[..it.train], &it.precision[..it.train]);
    let (mut sum, mut best) = (0.0_f64, 0.0_f64);
    for (z, w) in it.z.iter().zip(it.precision).skip(it.train) {
        sum = (sum + sign * (z - level) * w - SLACK).max(0.0);
        best = best.max(sum);
    }
    best
}

/// Running sums of weights and weighted scores.
struct Sums {
    weights: Vec<f64>,
    scores: Vec<f64>,
}

impl Sums {
    fn new(it: Standardised<'_>, sign: f64) -> Sums {
        let mut sums = Sums { weights: vec![0.0], scores: vec![0.0] };
        let (mut weights, mut scores) = (0.0, 0.0);
        for (z, w) in it.z.iter().zip(it.precision) {
            weights += w * w;
            scores += w * w * z * sign;
            sums.weights.push(weights);
            sums.scores.push(scores);
        }
        sums
    }

    /// Standard errors between the mean before and after, and where it is greatest.
    fn surest(&self, end: usize) -> Option<(f64, usize)> {
        let squares = self.squares(end).enumerate();
        let (start, square) = squares.filter(|it| 0.0 < it.1).reduce(|a, b| if a.1 < b.1 { b } else { a })?;
        Some(((square / self.weights[end]).sqrt(), BEFORE_MIN + start))
    }

    /// As [`Sums::surest`], without the place: a simulated null reads it a hundred million times. 0 without a worse mean.
    fn height(&self, end: usize) -> f64 {
        (self.squares(end).fold(0.0, f64::max) / self.weights[end]).sqrt()
    }

    /// Of every start of a lasting shift the squared height times all weights; 0 where the mean after is no worse.
    ///
    /// With b and a the weights before and after, B and A the weighted scores, the height
    /// `(A/a − B/b) / √(1/b + 1/a)` is `(A·b − B·a) / √(a·b·(a + b))`: one division for each start and no root.
    fn squares(&self, end: usize) -> impl Iterator<Item = f64> {
        let last = (end + 1).saturating_sub(LASTING_MIN).max(BEFORE_MIN).min(self.weights.len());
        let (all, total) = (self.weights[end], self.scores[end]);
        let starts = BEFORE_MIN.min(last)..last;
        self.weights[starts.clone()].iter().zip(&self.scores[starts]).map(move |(before, score)| {
            let after = all - before;
            let lead = ((total - score) * before - score * after).max(0.0);
            lead * lead / (before * after)
        })
    }
}
