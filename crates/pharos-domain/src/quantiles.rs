use serde::{Deserialize, Serialize};

/// What a forecast says of one number: its mean and the bounds of its 80 % and 95 % prediction intervals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quantiles {
    /// The point forecast.
    pub mean: f64,
    /// One in forty falls below.
    pub q025: f64,
    /// One in ten falls below.
    pub q10: f64,
    /// Half fall below.
    pub q50: f64,
    /// One in ten falls above.
    pub q90: f64,
    /// One in forty falls above.
    pub q975: f64,
}

impl Quantiles {
    /// The probabilities of [`Quantiles::values`].
    pub const PROBABILITIES: [f64; 5] = [0.025, 0.1, 0.5, 0.9, 0.975];

    /// A number known for certain.
    pub fn certain(value: f64) -> Self {
        Self { mean: value, q025: value, q10: value, q50: value, q90: value, q975: value }
    }

    /// A point forecast with the values at [`Quantiles::PROBABILITIES`].
    pub fn from_values(mean: f64, values: [f64; 5]) -> Self {
        let [q025, q10, q50, q90, q975] = values;
        Self { mean, q025, q10, q50, q90, q975 }
    }

    /// The quantiles in rising order.
    pub fn values(&self) -> [f64; 5] {
        [self.q025, self.q10, self.q50, self.q90, self.q975]
    }

    /// (probability, value) pairs, rising.
    pub fn pairs(&self) -> [(f64, f64); 5] {
        let values = self.values();
        std::array::from_fn(|i| (Self::PROBABILITIES[i], values[i]))
    }

    /// All numbers multiplied by a factor that is not negative.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self::from_values(self.mean * factor, self.values().map(|value| value * factor))
    }
}

#[cfg(test)]
mod tests;
