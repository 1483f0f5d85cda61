//! The Erlang loss function, as its reciprocal: it stays a sum of positive terms.

/// Reciprocal 1/B(n, a) of the Erlang B blocking probability of `servers` at `load_erl` > 0.
///
/// It is also (sum of the probabilities of 0..=n busy servers) / (probability of n busy servers), which is what
/// every delay model needs. Infinite where B is below 1e-308. Relative error about 1e-16 x (terms summed).
///
/// Formula: 1/B = 1 + n/a + n(n-1)/a^2 + ...; about 9 sqrt(a) terms count near n = a.
/// (D. L. Jagerman, "Some properties of the Erlang loss function", 1974.)
pub(crate) fn inverse_loss(servers: u32, load_erl: f64) -> f64 {
    let per_load = 1.0 / load_erl;
    let mut left = f64::from(servers);
    let mut term = 1.0;
    let mut sum = 1.0;
    while left > 0.0 {
        term *= left * per_load;
        sum += term;
        // Terms rise while left > a: then `term` is at least about sum / left and the test cannot be true.
        if term < sum * 1e-17 || sum == f64::INFINITY {
            break;
        }
        left -= 1.0;
    }
    sum
}

#[cfg(test)]
mod tests;
