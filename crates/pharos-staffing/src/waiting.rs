//! The wait a customer of endless patience would be offered, when lines are not limited.
//!
//! With arrival rate l, total service rate s of the busy agents, and abandonment rate h, that wait has the density
//! proportional to `exp(l (1 - e^(-h t)) / h - s t)` for t > 0 beside an atom at zero (Baccelli and Hebuterne
//! 1981; Mandelbaum and Zeltyn 2007). Every quantity of Erlang A is a moment of that density. All integrands are
//! positive, so small probabilities keep their relative accuracy.
//!
//! The exponent is written relative to the mode of the density, where no large numbers cancel:
//! `g(u) = -slope u - (rate / h) phi(h u)`, `phi(w) = w - 1 + e^(-w)`.

use crate::quadrature::panel;

/// Integrals of the density (not normalised) over a stretch of waits.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Moments {
    /// Of the density: customers with such an offered wait.
    pub all: f64,
    /// x e^(-h t): those of them who stay and are served.
    pub served: f64,
    /// x (1 - e^(-h t)) / h: their mean time in queue, served or not.
    pub queued_s: f64,
    /// x t e^(-h t): the wait of the served.
    pub served_wait_s: f64,
}

impl Moments {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            served: self.served + other.served,
            queued_s: self.queued_s + other.queued_s,
            served_wait_s: self.served_wait_s + other.served_wait_s,
        }
    }
}

/// The offered wait split at a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct OfferedWait {
    /// Waits up to the threshold.
    pub within: Moments,
    /// Waits beyond it.
    pub beyond: Moments,
    /// Density at zero in the same scale (the density is scaled to 1 at its mode).
    pub at_zero: f64,
}

/// Rates of a queue while all agents are busy, per second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rates {
    /// Arrivals.
    pub arrival: f64,
    /// Completions with all agents busy.
    pub service: f64,
    /// Abandonments of one waiting customer; 0: all wait for ever.
    pub abandon: f64,
}

/// Moments of the offered wait. Without abandonment `arrival < service` is required (else the result is not finite).
pub(crate) fn offered_wait(rates: Rates, threshold_s: f64) -> OfferedWait {
    if rates.abandon == 0.0 {
        return exponential_wait(rates.service - rates.arrival, threshold_s);
    }
    let density = Density::new(rates);
    let mode = density.mode_s;
    let (within, beyond);
    if threshold_s >= mode {
        let rise = density.walk(mode, -1.0, mode);
        within = rise.plus(density.walk(mode, 1.0, threshold_s - mode));
        beyond = density.walk(threshold_s, 1.0, f64::INFINITY);
    } else {
        within = density.walk(threshold_s, -1.0, threshold_s);
        let rise = density.walk(mode, -1.0, mode - threshold_s);
        beyond = rise.plus(density.walk(mode, 1.0, f64::INFINITY));
    }
    OfferedWait { within, beyond, at_zero: density.ln(0.0).exp() }
}

/// Erlang C: the wait of those who wait is exponential.
fn exponential_wait(spare: f64, threshold_s: f64) -> OfferedWait {
    let depth = spare * threshold_s;
    let left = (-depth).exp();
    let all = -(-depth).exp_m1() / spare;
    let within_wait = exponential_mean_part(depth) / (spare * spare);
    let beyond_wait = left * (1.0 + depth) / (spare * spare);
    let moments = |all: f64, wait: f64| Moments { all, served: all, queued_s: wait, served_wait_s: wait };
    OfferedWait {
        within: moments(all, within_wait),
        beyond: moments(left / spare, beyond_wait),
        at_zero: 1.0,
    }
}

/// Integral of x e^(-x) from 0 to `depth`.
fn exponential_mean_part(depth: f64) -> f64 {
    if depth < 0.05 {
        let d = depth;
        return d
            * d
            * (0.5 - d * (1.0 / 3.0 - d * (0.125 - d * (1.0 / 30.0 - d * (1.0 / 144.0 - d / 840.0)))));
    }
    -(-depth).exp_m1() - depth * (-depth).exp()
}

/// The density of the offered wait, scaled to 1 at its mode.
struct Density {
    rates: Rates,
    mode_s: f64,
    /// Decline of the logarithm at the mode (0 unless the mode is at zero wait).
    slope: f64,
    /// Arrival rate of those still waiting at the mode, over the abandonment rate.
    curve: f64,
}

impl Density {
    fn new(rates: Rates) -> Self {
        let Rates { arrival, service, abandon } = rates;
        if arrival > service {
            let mode_s = (arrival / service).ln() / abandon;
            Self { rates, mode_s, slope: 0.0, curve: service / abandon }
        } else {
            Self { rates, mode_s: 0.0, slope: service - arrival, curve: arrival / abandon }
        }
    }

    /// Logarithm of the density at wait `t`.
    fn ln(&self, t: f64) -> f64 {
        let after = t - self.mode_s;
        -self.slope * after - self.curve * phi(self.rates.abandon * after)
    }

    /// Integrates from `from`, where the stretch is densest, forwards (`direction` 1) or backwards (-1), until the
    /// stretch ends or what is left is below e^-38 of its start. Panels follow the local scale of the density and
    /// double: the density is log-concave, so it only gets steeper.
    fn walk(&self, from: f64, direction: f64, length: f64) -> Moments {
        let mut moments = Moments::default();
        if length <= 0.0 {
            return moments;
        }
        let Rates { arrival, service, abandon } = self.rates;
        let here = arrival * (-abandon * from).exp();
        let slope = if from == self.mode_s { self.slope } else { (service - here).abs() };
        // Beyond 2.5 mean patiences a panel would see e^(-h t) change too much for 16 nodes.
        let widest = 2.5 / abandon;
        let mut step = (13.0 / slope).min(3.0 / (here * abandon).sqrt()).min(widest);
        let start = self.ln(from);
        let mut at = 0.0;
        let mut level = start;
        loop {
            let mut end = (at + step).min(length);
            let mut next = self.ln(from + direction * end);
            while level - next > 37.0 && end - at > 1e-3 * step {
                end = 0.5 * (at + end);
                next = self.ln(from + direction * end);
            }
            let (low, high) = if direction > 0.0 { (from + at, from + end) } else { (from - end, from - at) };
            self.add_panel(low, high, &mut moments);
            if end >= length || next < start - 38.0 {
                return moments;
            }
            step = if direction > 0.0 { 2.0 * step } else { (2.0 * step).min(widest) };
            at = end;
            level = next;
        }
    }

    fn add_panel(&self, low: f64, high: f64, moments: &mut Moments) {
        let abandon = self.rates.abandon;
        panel(low, high, |t, weight| {
            let density = weight * self.ln(t).exp();
            let patience = abandon * t;
            let (stay, leave) = if patience < 1.0 {
                let minus_leave = (-patience).exp_m1();
                (1.0 + minus_leave, -minus_leave)
            } else {
                let stay = (-patience).exp();
                (stay, 1.0 - stay)
            };
            moments.all += density;
            moments.served += density * stay;
            moments.queued_s += density * leave / abandon;
            moments.served_wait_s += density * stay * t;
        });
    }
}

/// w - 1 + e^(-w), accurate near zero.
fn phi(w: f64) -> f64 {
    if w.abs() > 0.125 {
        return w - 1.0 + (-w).exp();
    }
    let series = 1.0 / 362_880.0 - w * (1.0 / 3_628_800.0 - w / 39_916_800.0);
    let series = 1.0 / 720.0 - w * (1.0 / 5040.0 - w * (1.0 / 40_320.0 - w * series));
    w * w * (0.5 - w * (1.0 / 6.0 - w * (1.0 / 24.0 - w * (1.0 / 120.0 - w * series))))
}

#[cfg(test)]
mod tests;
