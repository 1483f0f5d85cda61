//! Quantiles of numbers that fade: a histogram on a scale that is even near zero and logarithmic far from it.

/// Bins on each side of zero.
const HALF: usize = 240;
/// Width of a bin in asinh of the value: 2.5 % of a large one.
const WIDTH: f64 = 0.025;

/// Weighted numbers whose weights can be faded together.
#[derive(Debug, Clone)]
pub(crate) struct FadingHistogram {
    bins: Vec<f64>,
}

impl FadingHistogram {
    pub fn new() -> Self {
        Self { bins: vec![0.0; 2 * HALF + 1] }
    }

    pub fn add(&mut self, value: f64, weight: f64) {
        let half = HALF as f64;
        let bin = (value.asinh() / WIDTH).round().clamp(-half, half) + half;
        self.bins[bin as usize] += weight;
    }

    /// Multiplies all weights.
    pub fn fade(&mut self, factor: f64) {
        if factor < 1.0 {
            self.bins.iter_mut().for_each(|bin| *bin *= factor);
        }
    }

    /// The value below which a share p of the weight lies; 0 without any.
    pub fn quantile(&self, p: f64) -> f64 {
        let wanted = p * self.bins.iter().sum::<f64>();
        let mut sum = 0.0;
        for (k, bin) in self.bins.iter().enumerate() {
            if *bin > 0.0 && sum + bin >= wanted {
                let inside = ((wanted - sum) / bin).clamp(0.0, 1.0);
                return ((k as f64 - HALF as f64 - 0.5 + inside) * WIDTH).sinh();
            }
            sum += bin;
        }
        0.0
    }
}

#[cfg(test)]
mod tests;
