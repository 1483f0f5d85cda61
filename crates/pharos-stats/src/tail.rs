//! Tail probabilities of counts, summed term by term.
//!
//! The terms are built by their recursion outward from the mode until they no longer count, and normalised by their sum:
//! no logarithm of a factorial loses digits, and a count of a thousand million takes some hundred thousand steps.

/// Terms smaller than this share of the largest one are left out.
const TERM_MIN: f64 = 1e-22;

/// The terms of a count's distribution that matter.
#[derive(Debug, Clone)]
pub struct Terms {
    first: u64,
    probabilities: Vec<f64>,
}

/// Binomial(n, share). None unless 0 < share < 1.
pub fn binomial(n: u64, share: f64) -> Option<Terms> {
    if !(0.0 < share && share < 1.0) {
        return None;
    }
    let odds = share / (1.0 - share);
    let mode = (((n as f64 + 1.0) * share).floor() as u64).min(n);
    Some(Terms::around(mode, Some(n), |k| odds * (n - k) as f64 / (k + 1) as f64))
}

/// Poisson(mean). None unless the mean is finite and above zero.
pub fn poisson(mean: f64) -> Option<Terms> {
    if !(mean.is_finite() && 0.0 < mean) {
        return None;
    }
    Some(Terms::around(mean.floor() as u64, None, |k| mean / (k + 1) as f64))
}

/// Negative binomial: a Poisson count whose mean has itself a gamma distribution with this mean and shape (variance
/// mean^2 / shape). None unless both are finite and above zero.
pub fn gamma_poisson(mean: f64, shape: f64) -> Option<Terms> {
    if !(mean.is_finite() && shape.is_finite() && 0.0 < mean && 0.0 < shape) {
        return None;
    }
    let share = mean / (mean + shape);
    let mode = ((shape - 1.0).max(0.0) * mean / shape).floor() as u64;
    Some(Terms::around(mode, None, |k| share * (k as f64 + shape) / (k + 1) as f64))
}

/// Beta-binomial: the number of successes in n trials whose share has a beta distribution with shapes `a` and `b`.
/// None unless both shapes are finite and above zero.
pub fn beta_binomial(n: u64, a: f64, b: f64) -> Option<Terms> {
    if !(a.is_finite() && b.is_finite() && 0.0 < a && 0.0 < b) {
        return None;
    }
    let step = |k: u64| {
        let (k, rest) = (k as f64, (n - k) as f64);
        rest * (k + a) / ((k + 1.0) * (rest - 1.0 + b))
    };
    // A shape below one puts a mode at a border; the steps there are not monotone, so every term is kept.
    if a < 1.0 || b < 1.0 {
        return Some(Terms::all(n, step));
    }
    let mode =
        if a + b <= 2.0 { n / 2 } else { ((n as f64 + 1.0) * (a - 1.0) / (a + b - 2.0)).floor() as u64 };
    Some(Terms::around(mode.min(n), Some(n), step))
}

impl Terms {
    /// P(count >= k).
    pub fn from(&self, k: u64) -> f64 {
        let skip = k.saturating_sub(self.first).min(self.probabilities.len() as u64) as usize;
        // Smallest terms first, so that none is lost in the sum.
        self.probabilities[skip..].iter().rev().sum::<f64>().min(1.0)
    }

    /// P(count < k).
    pub fn below(&self, k: u64) -> f64 {
        let take = k.saturating_sub(self.first).min(self.probabilities.len() as u64) as usize;
        self.probabilities[..take].iter().sum::<f64>().min(1.0)
    }

    /// The largest k with P(count < k) <= p.
    pub fn largest_with_below_at_most(&self, p: f64) -> Option<u64> {
        let mut below = 0.0;
        for (index, probability) in self.probabilities.iter().enumerate() {
            below += probability;
            if p < below {
                return Some(self.first + index as u64);
            }
        }
        None
    }

    /// The smallest k with P(count >= k) <= p.
    pub fn smallest_with_from_at_most(&self, p: f64) -> Option<u64> {
        let mut from = 0.0;
        for (index, probability) in self.probabilities.iter().enumerate().rev() {
            from += probability;
            if p < from {
                return Some(self.first + index as u64 + 1);
            }
        }
        None
    }

    /// `step(k)` is the ratio of the term of k + 1 to that of k.
    fn around(mode: u64, last: Option<u64>, step: impl Fn(u64) -> f64) -> Terms {
        let mut left = Vec::new();
        let (mut k, mut term) = (mode, 1.0);
        while 0 < k {
            term /= step(k - 1);
            if term < TERM_MIN {
                break;
            }
            k -= 1;
            left.push(term);
        }
        let first = k;
        left.reverse();
        let mut terms = left;
        terms.push(1.0);
        let (mut k, mut term) = (mode, 1.0);
        while last.is_none_or(|last| k < last) {
            term *= step(k);
            if term < TERM_MIN {
                break;
            }
            k += 1;
            terms.push(term);
        }
        Terms { first, probabilities: normalised(terms) }
    }

    fn all(last: u64, step: impl Fn(u64) -> f64) -> Terms {
        let mut terms = vec![1.0];
        for k in 0..last {
            let term = terms[k as usize] * step(k);
            terms.push(term);
            if 1e250 < term {
                terms.iter_mut().for_each(|it| *it /= 1e250);
            }
        }
        Terms { first: 0, probabilities: normalised(terms) }
    }
}

fn normalised(mut terms: Vec<f64>) -> Vec<f64> {
    let mut ascending = terms.clone();
    ascending.sort_by(f64::total_cmp);
    let total: f64 = ascending.iter().sum();
    terms.iter_mut().for_each(|it| *it /= total);
    terms
}

#[cfg(test)]
mod tests;
