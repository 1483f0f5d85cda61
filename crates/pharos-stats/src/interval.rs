//! Interval methods of the metric catalogue (column `interval_method` of the list of metrics).
//!
//! Every method takes the confidence as a share (0.95) and gives `None` when the sample cannot bear an interval, when a
//! value is not finite or when the confidence is not strictly between 0 and 1.

use std::sync::OnceLock;

use statrs::distribution::{ContinuousCDF, Gamma, Normal, StudentsT};

use crate::tail;

mod bootstrap;

pub use bootstrap::Bootstrap;

/// A two-sided confidence interval, in the unit of the value it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub lo: f64,
    /// Upper limit.
    pub hi: f64,
}

/// Degrees of freedom from which Fisher's expansion of Student's t is exact to ten digits.
const STUDENT_EXPANSION_FROM: f64 = 200.0;
/// The confidence at which Student's quantiles are kept.
const USUAL_CONFIDENCE: f64 = 0.95;
/// Student's quantiles at that confidence by whole degrees of freedom, each searched for once: an answer with a million means
/// would search a million times for the same few hundred.
static USUAL_STUDENT: [OnceLock<Option<f64>>; STUDENT_EXPANSION_FROM as usize] =
    [const { OnceLock::new() }; STUDENT_EXPANSION_FROM as usize];
/// Answers from which the plain normal interval of the net promoter score is used.
const NPS_PLAIN_FROM: u64 = 30;
/// Counts from which Wilson and Hilferty's cube root replaces the exact gamma quantile (relative difference below 1e-9).
const GARWOOD_EXACT_UP_TO: u64 = 100_000;

/// Wilson score interval of a share.
///
/// None when n = 0 and for a numerator outside 0..=n, since a ratio over 1 is no share.
///
/// Source: Wilson (1927), JASA 22; Newcombe (1998), Statistics in Medicine 17, method 3.
pub fn wilson(successes: f64, n: f64, confidence: f64) -> Option<Interval> {
    let z = normal_two_sided(confidence)?;
    if !successes.is_finite() || !n.is_finite() || n <= 0.0 || successes < 0.0 || n < successes {
        return None;
    }
    let share = successes / n;
    let z2 = z * z;
    let centre = share + z2 / (2.0 * n);
    let half = z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // At the borders the formula is 0 or 1 but for rounding.
    let lo = if successes == 0.0 { 0.0 } else { ((centre - half) / scale).max(0.0) };
    let hi = if successes == n { 1.0 } else { ((centre + half) / scale).min(1.0) };
    Some(Interval { lo, hi })
}

/// Interval of a mean from the number of values, their sum and the sum of their squares (Student's t, n - 1 degrees of
/// freedom). None below n = 2.
///
/// Source: Student (1908), Biometrika 6.
pub fn mean_t(n: u64, sum: f64, sum_squares: f64, confidence: f64) -> Option<Interval> {
    if n < 2 || !sum.is_finite() || !sum_squares.is_finite() {
        return None;
    }
    let count = n as f64;
    let mean = sum / count;
    // Rounding can leave a tiny negative rest where all values are equal.
    let variance = ((sum_squares - sum * mean) / (count - 1.0)).max(0.0);
    let half = student_two_sided(count - 1.0, confidence)? * (variance / count).sqrt();
    Some(Interval { lo: mean - half, hi: mean + half })
}

/// Ranks (from 0, in ascending order) of the order statistics that bound the q-quantile, whatever the distribution.
///
/// Each side errs with at most half of 1 - confidence (exact binomial). None when the sample is too small to have such
/// an order statistic on both sides.
///
/// Source: Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2.
pub fn order_statistic_ranks(n: u64, q: f64, confidence: f64) -> Option<(u64, u64)> {
    let alpha_half = one_side(confidence)?;
    if n == 0 || !(0.0 < q && q < 1.0) {
        return None;
    }
    // With B = number of values at or below the quantile, binomial(n, q): the value of rank r (from 1) lies above the
    // quantile when B < r, the value of rank s lies below it when B >= s.
    let terms = tail::binomial(n, q)?;
    let lower = terms.largest_with_below_at_most(alpha_half)?;
    let upper = terms.smallest_with_from_at_most(alpha_half)?;
    if lower == 0 || n < upper {
        return None;
    }
    Some((lower - 1, upper - 1))
}

/// Exact interval of a Poisson count (Garwood). Divide both limits by the exposure for a rate.
///
/// Source: Garwood (1936), Biometrika 28; above 100,000 events the cube-root form of Wilson and Hilferty (1931).
pub fn poisson(count: u64, confidence: f64) -> Option<Interval> {
    let alpha_half = one_side(confidence)?;
    if GARWOOD_EXACT_UP_TO < count {
        let z = normal_two_sided(confidence)?;
        let cube =
            |shape: f64, z: f64| shape * (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).powi(3);
        return Some(Interval { lo: cube(count as f64, -z), hi: cube(count as f64 + 1.0, z) });
    }
    let gamma_quantile = |shape: f64, p: f64| Gamma::new(shape, 1.0).ok().map(|it| it.inverse_cdf(p));
    let lo = if count == 0 { 0.0 } else { gamma_quantile(count as f64, alpha_half)? };
    let hi = gamma_quantile(count as f64 + 1.0, 1.0 - alpha_half)?;
    Some(Interval { lo, hi })
}

/// Interval of the net promoter score on -100..=100 with the variance p + d - (p - d)^2 of a difference of two shares of
/// one sample. None when n = 0 or promoters and detractors exceed n.
///
/// Below 30 answers, and when all answers are of one kind, the plain form leaves the scale or has no width; there three
/// answers are added first (3/4 promoter, 3/4 detractor, 3/2 passive).
///
/// Source: Agresti, Categorical Data Analysis, section 1.5; the small-sample form is Bonett and Price (2012), Journal of
/// Educational and Behavioral Statistics 37.
pub fn nps_normal(promoters: u64, detractors: u64, n: u64, confidence: f64) -> Option<Interval> {
    let z = normal_two_sided(confidence)?;
    if n == 0 || promoters.checked_add(detractors).is_none_or(|answers| n < answers) {
        return None;
    }
    let one_kind = promoters == n || detractors == n || promoters + detractors == 0;
    let added = if n < NPS_PLAIN_FROM || one_kind { 0.75 } else { 0.0 };
    let count = n as f64 + 4.0 * added;
    let up = (promoters as f64 + added) / count;
    let down = (detractors as f64 + added) / count;
    let centre = up - down;
    let half = z * ((up + down - centre * centre) / count).sqrt();
    Some(Interval { lo: (100.0 * (centre - half)).max(-100.0), hi: (100.0 * (centre + half)).min(100.0) })
}

/// Standard normal quantile that leaves half of 1 - confidence on each side (1.96 for 0.95).
pub fn normal_two_sided(confidence: f64) -> Option<f64> {
    Some(normal_quantile(1.0 - one_side(confidence)?))
}

/// Probability that a standard normal value lies above.
pub fn normal_upper_tail(z: f64) -> f64 {
    Normal::standard().sf(z)
}

/// Quantile of Student's t that leaves half of 1 - confidence on each side.
pub fn student_two_sided(freedom: f64, confidence: f64) -> Option<f64> {
    let alpha_half = one_side(confidence)?;
    if freedom.is_nan() || freedom <= 0.0 {
        return None;
    }
    if freedom < STUDENT_EXPANSION_FROM {
        let searched = || StudentsT::new(0.0, 1.0, freedom).ok().map(|it| it.inverse_cdf(1.0 - alpha_half));
        let is_usual = confidence == USUAL_CONFIDENCE && freedom.fract() == 0.0;
        return match USUAL_STUDENT.get(freedom as usize).filter(|_| is_usual) {
            Some(known) => *known.get_or_init(searched),
            None => searched(),
        };
    }
    // Fisher's expansion in 1/freedom (Abramowitz and Stegun 26.7.5).
    let z = normal_quantile(1.0 - alpha_half);
    let z2 = z * z;
    let terms = [
        z * (z2 + 1.0) / 4.0,
        z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
        z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92160.0,
    ];
    Some(terms.iter().rev().fold(0.0, |rest, term| (rest + term) / freedom) + z)
}

fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The probability each side may err with.
fn one_side(confidence: f64) -> Option<f64> {
    (0.0 < confidence && confidence < 1.0).then_some((1.0 - confidence) / 2.0)
}

#[cfg(test)]
mod tests;
