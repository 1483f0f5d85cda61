//! Redials: lost attempts that come back as new ones.

use crate::performance::attempt_state;
use crate::queue::Queue;

/// Arrivals per interval with redials: the solution of `x = contacts + share x (lost share at x) x`.
///
/// Lost attempts grow with x, but slower than x, so the equation has exactly one solution between `contacts` and
/// `contacts / (1 - share)`; found by the Illinois variant of the false position.
pub(crate) fn effective_contacts(queue: &Queue, agents: u32, redial_share: f64) -> f64 {
    let contacts = queue.workload.contacts;
    let overflowing = |x: f64| {
        queue.may_overflow() && x * queue.workload.handle_s >= f64::from(agents) * queue.workload.interval_s
    };
    if redial_share == 0.0 || overflowing(contacts) {
        return contacts;
    }
    let excess = |x: f64| {
        let state = attempt_state(queue, x, agents, None);
        x - contacts - redial_share * x * (state.p_abandon + state.p_block)
    };
    let (mut low, mut high) = (contacts, contacts / (1.0 - redial_share));
    let (mut below, mut above) = (excess(low), excess(high));
    if below >= 0.0 {
        return low;
    }
    if above <= 0.0 {
        return high;
    }
    let mut x = high;
    for _ in 0..200 {
        let next = (low * above - high * below) / (above - below);
        let next = if next > low && next < high { next } else { 0.5 * (low + high) };
        let moved = (next - x).abs();
        x = next;
        let value = excess(x);
        if value == 0.0 || moved <= 2e-16 * x || high - low <= 2e-16 * x {
            break;
        }
        if value < 0.0 {
            low = x;
            below = value;
            above *= 0.5;
        } else {
            high = x;
            above = value;
            below *= 0.5;
        }
    }
    x
}
