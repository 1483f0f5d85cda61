//! The Poisson distribution, accurate in both tails.

use crate::loss::inverse_loss;

/// ln P(N = `count`) for a Poisson variable of mean `mean` > 0, without the cancellation of ln-gamma.
///
/// Saddle-point form: C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
pub(crate) fn ln_pmf(count: u32, mean: f64) -> f64 {
    if count == 0 {
        return -mean;
    }
    let k = f64::from(count);
    -k * x_minus_ln_1p((mean - k) / k) - stirling_error(count) - 0.5 * (std::f64::consts::TAU * k).ln()
}

/// ln P(N <= `count`) for a Poisson variable of mean `mean` >= 0.
pub(crate) fn ln_cdf(count: u32, mean: f64) -> f64 {
    let k = f64::from(count);
    if mean <= 0.0 {
        0.0
    } else if mean <= k + 1.0 {
        // Upper tail: P(N = k+1) (1 + m/(k+2) + ...), subtracted from one.
        let mut term = 1.0;
        let mut sum = 1.0;
        let mut next = k + 2.0;
        while term > sum * 1e-17 {
            term *= mean / next;
            sum += term;
            next += 1.0;
        }
        (-(ln_pmf(count + 1, mean).exp() * sum)).ln_1p()
    } else {
        ln_pmf(count, mean) + inverse_loss(count, mean).ln()
    }
}

/// ln(1 + m + m^2/2! + ... + m^k/k!), k = `count`: the Poisson distribution function without its e^-m.
pub(crate) fn ln_exponential_sum(count: u32, mean: f64) -> f64 {
    let k = f64::from(count);
    if mean <= k + 1.0 {
        mean + ln_cdf(count, mean)
    } else if count == 0 {
        0.0
    } else {
        // k ln m - ln k!, then the sum over its last term.
        k * (mean / k).ln() + k - stirling_error(count) - 0.5 * (std::f64::consts::TAU * k).ln()
            + inverse_loss(count, mean).ln()
    }
}

/// The mean at which P(N <= `count`) is `probability`; the bounds of a rate from `count` events.
///
/// `low <= probability <= 1`; bisection to a relative width of 1e-14.
pub(crate) fn mean_at_cdf(count: u32, probability: f64) -> f64 {
    let wanted = probability.ln();
    let mut low = 0.0;
    let mut high = f64::from(count) + 1.0;
    while ln_cdf(count, high) > wanted {
        low = high;
        high *= 2.0;
    }
    while high - low > 1e-14 * high {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if ln_cdf(count, middle) > wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// x - ln(1 + x) for x > -1, accurate near zero.
pub(crate) fn x_minus_ln_1p(x: f64) -> f64 {
    if x.abs() > 0.3 {
        return x - x.ln_1p();
    }
    // With r = x / (2 + x): ln(1 + x) = 2 (r + r^3/3 + r^5/5 + ...) and x = 2 r + r x.
    let r = x / (2.0 + x);
    let square = r * r;
    let mut power = r * square;
    let mut tail = 0.0;
    let mut odd = 3.0;
    while power.abs() > 1e-18 * square && odd < 60.0 {
        tail += power / odd;
        power *= square;
        odd += 2.0;
    }
    r * x - 2.0 * tail
}

/// ln n! - ln(sqrt(2 pi n) (n/e)^n).
fn stirling_error(count: u32) -> f64 {
    let n = f64::from(count);
    if count < 16 {
        let ln_factorial: f64 = (2..=count).map(|i| f64::from(i).ln()).sum();
        return ln_factorial - (0.5 * (std::f64::consts::TAU * n).ln() + n * n.ln() - n);
    }
    let square = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / (1188.0 * square)) / square) / square)
            / square)
        / n
}

#[cfg(test)]
mod tests;
