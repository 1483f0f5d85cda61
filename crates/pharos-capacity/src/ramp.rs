//! How new agents come up to speed: weeks of training without output, then a learning curve.
//!
//! Productivity is output per hour against an agent of long tenure: the ratio of their handle times (and, where it is
//! measured, of contacts solved). A table by week on the floor is used as it is; from records the curve
//! `1 - (1 - start) e^(-week / tau)` is fitted, the usual shape of learning by doing.

use serde::{Deserialize, Serialize};

use crate::error::{CapacityError, share, within};

/// Training and learning curve of new agents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RampUp {
    /// Weeks of training before the floor; no output.
    pub training_weeks: u32,
    /// Productivity in each week on the floor, 0..1; afterwards 1.
    pub productivity: Vec<f64>,
}

/// Mean handle time of a week on the floor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearningPoint {
    /// Week on the floor, from 0.
    pub week: f64,
    /// Mean handle time of agents in that week, seconds.
    pub handle_s: f64,
    /// Contacts behind it.
    pub contacts: f64,
}

/// A fitted learning curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LearningCurve {
    /// Productivity in the first moment on the floor.
    pub start: f64,
    /// Weeks in which what is missing falls to 1/e.
    pub tau_weeks: f64,
    /// Root of the weighted mean square of the residuals, in productivity.
    pub residual: f64,
}

impl RampUp {
    /// Checks the numbers.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] for training longer than two years or productivity outside 0..1.
    pub fn check(&self) -> Result<(), CapacityError> {
        within("training weeks", f64::from(self.training_weeks), 0.0, 104.0, "but must be 0..104")?;
        self.productivity.iter().try_for_each(|&value| share("productivity of a new agent", value))
    }

    /// Productivity of a person `weeks` after the first day (whole weeks).
    pub fn productivity_at(&self, weeks: u32) -> f64 {
        let Some(on_floor) = weeks.checked_sub(self.training_weeks) else { return 0.0 };
        self.productivity.get(on_floor as usize).copied().unwrap_or(1.0)
    }

    /// Weeks from the first day until full productivity.
    pub fn weeks_to_full(&self) -> u32 {
        self.training_weeks + self.productivity.len() as u32
    }
}

impl LearningCurve {
    /// Least squares over start 0..1 and tau 0.5..52 weeks, weighted by contacts; for each tau the best start has a
    /// closed form, tau is searched on a fine grid.
    ///
    /// # Errors
    /// [`CapacityError`] for less than 4 weeks, or handle times that are not above zero.
    pub fn fit(points: &[LearningPoint], tenured_handle_s: f64) -> Result<LearningCurve, CapacityError> {
        if points.len() < 4 {
            let what = "weeks of a learning curve";
            return Err(CapacityError::TooFew { what, least: 4, found: points.len() });
        }
        let rule = "but must be above zero";
        within("handle time of tenured agents", tenured_handle_s, 1e-9, 1e9, rule)?;
        for point in points {
            within("handle time of new agents", point.handle_s, 1e-9, 1e9, rule)?;
            within("contacts of new agents", point.contacts, 1e-9, 1e12, rule)?;
        }
        let candidates =
            (1..=206).map(|step| fit_start(points, tenured_handle_s, f64::from(step) * 0.25 + 0.25));
        let best = candidates.min_by(|a, b| a.residual.total_cmp(&b.residual));
        Ok(best.unwrap_or(LearningCurve { start: 1.0, tau_weeks: 1.0, residual: 0.0 }))
    }

    /// Productivity in `week` on the floor (its middle).
    pub fn productivity(&self, week: u32) -> f64 {
        1.0 - (1.0 - self.start) * (-(f64::from(week) + 0.5) / self.tau_weeks).exp()
    }

    /// The table of [`RampUp`] until 99 % are reached, at most a year.
    pub fn table(&self) -> Vec<f64> {
        (0..52).map(|week| self.productivity(week)).take_while(|&value| value < 0.99).collect()
    }
}

/// What is missing to full productivity is `gap x e^(-t/tau)`: a line through the origin for a given tau.
fn fit_start(points: &[LearningPoint], tenured_handle_s: f64, tau_weeks: f64) -> LearningCurve {
    let shape = |point: &LearningPoint| (-(point.week + 0.5) / tau_weeks).exp();
    let missing = |point: &LearningPoint| 1.0 - tenured_handle_s / point.handle_s;
    let sum = |of: &dyn Fn(&LearningPoint) -> f64| points.iter().map(|it| it.contacts * of(it)).sum::<f64>();
    let gap = sum(&|it| missing(it) * shape(it)) / sum(&|it| shape(it).powi(2));
    let gap = gap.clamp(0.0, 1.0);
    let squares = sum(&|it| (missing(it) - gap * shape(it)).powi(2));
    let residual = (squares / sum(&|_| 1.0)).sqrt();
    LearningCurve { start: 1.0 - gap, tau_weeks, residual }
}

#[cfg(test)]
mod tests;
