//! The offered wait when lines are limited: those who find all lines taken never wait.
//!
//! With m places to wait the density of [`crate::waiting`] is multiplied by P(Poisson(l (1 - e^(-h t)) / h) < m),
//! because the sum over the queue ahead ends at m - 1. The product is log-concave and positive.

use crate::poisson::ln_exponential_sum;
use crate::quadrature::panel;
use crate::waiting::{Moments, OfferedWait, Rates};

/// The offered wait of those who are let in, and the weight of the full system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LimitedWait {
    /// Moments, in the scale of `wait.at_zero`.
    pub wait: OfferedWait,
    /// Weight of "all lines taken" in the same scale.
    pub full: f64,
}

/// Moments with `places` >= 0 places to wait.
pub(crate) fn limited_wait(rates: Rates, places: u32, threshold_s: f64) -> LimitedWait {
    let ln_full = ln_full(rates, places);
    if places == 0 {
        let wait = OfferedWait { within: Moments::default(), beyond: Moments::default(), at_zero: 1.0 };
        return LimitedWait { wait, full: ln_full.exp() };
    }
    let density = Density { rates, places };
    let mode_s = density.mode_s();
    let top = density.ln(mode_s);
    let within = density.stretch(0.0, threshold_s, mode_s, top);
    let beyond = density.stretch(threshold_s, f64::INFINITY, mode_s, top);
    // The density at zero is 1 before scaling, its logarithm 0.
    LimitedWait { wait: OfferedWait { within, beyond, at_zero: (-top).exp() }, full: (ln_full - top).exp() }
}

/// Logarithm of (probability that all lines are taken) / (probability that one agent is free) / arrival rate.
fn ln_full(rates: Rates, places: u32) -> f64 {
    let mut product = 1.0 / rates.service;
    let mut ln = 0.0;
    for place in 1..=places {
        product *= rates.arrival / (rates.service + f64::from(place) * rates.abandon);
        if !(1e-200..1e200).contains(&product) {
            ln += product.ln();
            product = 1.0;
            if ln < -1e5 {
                return f64::NEG_INFINITY;
            }
        }
    }
    ln + product.ln()
}

struct Density {
    rates: Rates,
    places: u32,
}

impl Density {
    /// Logarithm of the density at wait `t`, relative to zero wait.
    fn ln(&self, t: f64) -> f64 {
        let Rates { arrival, service, abandon } = self.rates;
        let reached = if abandon == 0.0 { t } else { -(-abandon * t).exp_m1() / abandon };
        ln_exponential_sum(self.places - 1, arrival * reached) - service * t
    }

    /// Where the density is greatest: golden-section search on a concave function.
    fn mode_s(&self) -> f64 {
        let Rates { arrival, service, .. } = self.rates;
        if arrival <= service {
            return 0.0;
        }
        let mut high = 1.0 / arrival;
        while self.ln(2.0 * high) > self.ln(high) {
            high *= 2.0;
        }
        let (mut low, mut high) = (0.0, 2.0 * high);
        for _ in 0..60 {
            let third = 0.381_966_011_250_105_2 * (high - low);
            let (left, right) = (low + third, high - third);
            if self.ln(left) < self.ln(right) { low = left } else { high = right }
        }
        0.5 * (low + high)
    }

    /// Moments over `low..high`, scaled by e^-`top`.
    fn stretch(&self, low: f64, high: f64, mode_s: f64, top: f64) -> Moments {
        let densest = mode_s.clamp(low, high);
        let cut = self.ln(densest) - 42.0;
        let left = if low < densest { self.crossing(densest, low, cut) } else { low };
        let right = if high.is_finite() { high } else { self.below(densest, cut) };
        let right = if densest < right { self.crossing(densest, right, cut) } else { right };
        self.adaptive(left, densest, top).plus(self.adaptive(densest, right, top))
    }

    /// A wait beyond `from` at which the logarithm is below `cut`.
    fn below(&self, from: f64, cut: f64) -> f64 {
        let mut step = 1.0 / self.rates.service;
        while self.ln(from + step) > cut {
            step *= 2.0;
        }
        from + step
    }

    /// The point between `inside` and `outside` from which on the logarithm is below `cut` (or `outside`).
    fn crossing(&self, inside: f64, outside: f64, cut: f64) -> f64 {
        if self.ln(outside) >= cut {
            return outside;
        }
        let (mut inside, mut outside) = (inside, outside);
        for _ in 0..20 {
            let middle = 0.5 * (inside + outside);
            if self.ln(middle) < cut { outside = middle } else { inside = middle }
        }
        outside
    }

    fn adaptive(&self, low: f64, high: f64, top: f64) -> Moments {
        if high <= low {
            return Moments::default();
        }
        let whole = self.gauss(low, high, top);
        self.refine((low, high), top, whole, whole, 0)
    }

    /// Halves the stretch until both ways of integrating it agree, for every moment, to 1e-10 of the stretch or 1e-14
    /// of `all`: the finer way is then right to the rounding of the integrand.
    fn refine(&self, (low, high): (f64, f64), top: f64, whole: Moments, all: Moments, depth: u32) -> Moments {
        let middle = 0.5 * (low + high);
        let left = self.gauss(low, middle, top);
        let right = self.gauss(middle, high, top);
        let both = left.plus(right);
        if depth > 30 || agree(both, whole, all) {
            return both;
        }
        self.refine((low, middle), top, left, all, depth + 1).plus(self.refine(
            (middle, high),
            top,
            right,
            all,
            depth + 1,
        ))
    }

    fn gauss(&self, low: f64, high: f64, top: f64) -> Moments {
        let abandon = self.rates.abandon;
        let mut moments = Moments::default();
        panel(low, high, |t, weight| {
            let density = weight * (self.ln(t) - top).exp();
            let stay = (-abandon * t).exp();
            let queued_s = if abandon == 0.0 { t } else { -(-abandon * t).exp_m1() / abandon };
            moments.all += density;
            moments.served += density * stay;
            moments.queued_s += density * queued_s;
            moments.served_wait_s += density * stay * t;
        });
        moments
    }
}

fn agree(one: Moments, other: Moments, all: Moments) -> bool {
    let close = |a: f64, b: f64, all: f64| (a - b).abs() <= 1e-10 * a + 1e-14 * all;
    close(one.all, other.all, all.all)
        && close(one.served, other.served, all.served)
        && close(one.queued_s, other.queued_s, all.queued_s)
        && close(one.served_wait_s, other.served_wait_s, all.served_wait_s)
}

#[cfg(test)]
mod tests;
