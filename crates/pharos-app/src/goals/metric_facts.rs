//! What is known of a goal's metric, and targets it cannot have.

use pharos_goal::definition::Definition;
use pharos_goal::warning::{MetricFacts, is_impossible};
use pharos_metric::{IntervalMethod, Metric};

use crate::{App, AppError, Reason, Result};

impl App {
    /// Refuses a target the metric cannot have, whatever people do.
    pub(super) fn require_possible(&self, definition: &Definition) -> Result<()> {
        let Some(measure) = &definition.measure else { return Ok(()) };
        let metric = facts(self.catalogue_metric(&measure.metric)?);
        if !is_impossible(definition, &metric) {
            return Ok(());
        }
        let [least, greatest] = metric.possible;
        let bound = |it: Option<f64>| it.map_or_else(|| "anything".to_owned(), |it| it.to_string());
        Err(AppError::refused(
            Reason::GoalImpossible,
            format!(
                "`{}` is from {} to {}; maybe 0.9 was meant instead of 9 or 90",
                metric.id,
                bound(least),
                bound(greatest)
            ),
        ))
    }
}

/// What is known of a metric, for the warnings.
pub(crate) fn facts(metric: &Metric) -> MetricFacts {
    MetricFacts {
        id: metric.id.clone(),
        unit: metric.unit.clone(),
        direction: metric.direction.clone(),
        level: metric.level.clone(),
        guard: metric.guard.clone(),
        possible: possible(metric),
    }
}

/// What the metric's value can be at least and at most.
fn possible(metric: &Metric) -> [Option<f64>; 2] {
    match (metric.interval, metric.unit.as_str()) {
        (IntervalMethod::Wilson, _) => [Some(0.0), Some(1.0)],
        (IntervalMethod::NpsNormal, _) => [Some(-100.0), Some(100.0)],
        (_, "s" | "count" | "per_hour") => [Some(0.0), None],
        _ => [None, None],
    }
}
