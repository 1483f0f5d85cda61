//! The history of a goal's metric: where it stood before, whether a source can feed it, its baseline.

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_engine::dataset::Dataset;
use pharos_goal::definition::{Baseline, Definition, Measure, PeriodLength};
use pharos_goal::future::Kind;
use pharos_goal::history::Period;
use pharos_goal::warning::history_period;
use pharos_goal::way;
use pharos_metric::{Metric, relation};

use super::evaluate::today;
use super::moment::Answers;
use super::requests;
use crate::{App, AppError, Permission, QueryRequest, Reason, Result, now_us, rfc3339};

/// Months of history a goal is judged by.
const HISTORY_MONTHS: i32 = 36;
/// Days back in which a source must have fed the metric.
const FED_WITHIN_DAYS: i64 = 400;
/// Days of the baseline window where none is stated.
const BASELINE_DAYS: i64 = 91;

impl App {
    /// Refuses a goal whose metric no loaded source can feed, and names what is missing.
    pub(super) async fn require_feed(&self, permission: &Permission, definition: &Definition) -> Result<()> {
        let Some(measure) = &definition.measure else {
            if definition.milestones.is_empty() {
                return Err(AppError::refused(
                    Reason::GoalNothingToFollow,
                    "the goal has neither a metric nor milestones: there is nothing to follow; maybe choose a metric",
                ));
            }
            return Ok(());
        };
        let dataset = self.goals_dataset().await?;
        let mut answers = self.answers(&dataset, permission);
        match self.fed(&dataset, &mut answers, measure).await? {
            None => Ok(()),
            Some(cause) => Err(AppError::refused(Reason::GoalNoValues, cause).with("days", FED_WITHIN_DAYS)),
        }
    }

    /// `None` where the metric had a value in the last 400 days; else which source is missing.
    pub(super) async fn fed(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        measure: &Measure,
    ) -> Result<Option<String>> {
        let metric = self.catalogue_metric(&measure.metric)?;
        let today = today(dataset).await?;
        let since = today.saturating_sub(FED_WITHIN_DAYS.days());
        // In the history's periods: who sees groups only may see months where a stretch that cuts them is hidden.
        let from = history_begin(today);
        // Whether a source feeds it is no secret, and the same for whoever asks.
        let request = history_request(measure, today);
        let found = match answers.get_as(&Permission::owner(), request).await? {
            Ok(answer) => answer.rows.iter().any(|row| {
                let (_, end) = requests::days(row, &dataset.centre.zone, (from, today));
                since < end && row.value.is_some() && row.n != Some(0)
            }),
            Err(cause) => return Ok(Some(cause)),
        };
        if found {
            return Ok(None);
        }
        let scope = if measure.filter.trim().is_empty() {
            String::new()
        } else {
            format!(" where {}", measure.filter)
        };
        Ok(Some(format!(
            "no loaded source can feed `{}`{scope}: it reads {}, and nothing there gave a value since {since}; maybe import them, or choose another metric",
            metric.id,
            tables(metric).join(", ")
        )))
    }

    /// Measures the baselines of goal and guardrails over the stated window and freezes them.
    pub(super) async fn freeze(&self, permission: &Permission, definition: &mut Definition) -> Result<()> {
        let dataset = self.goals_dataset().await?;
        let mut answers = self.answers(&dataset, permission);
        let today = today(&dataset).await?;
        let starts = definition.starts;
        let Some(measure) = &mut definition.measure else { return Ok(()) };
        let (from, to) = baseline_window(measure, starts, today);
        let baseline = self.baseline(&mut answers, measure, (from, to)).await?;
        measure.baseline_window = Some([from, to]);
        measure.baseline = Some(baseline);
        let measure = measure.clone();
        let views = self.guardrails(&mut answers, definition, &measure, (from, to)).await?;
        for (guardrail, view) in definition.guardrails.iter_mut().zip(views) {
            guardrail.baseline = view.value;
        }
        Ok(())
    }

    /// Measures the baselines anew unless the revision keeps metric, filter and window.
    pub(super) async fn keep_or_freeze(
        &self,
        permission: &Permission,
        old: &Definition,
        new: &mut Definition,
    ) -> Result<()> {
        let frozen: Option<Baseline> = match (&old.measure, &new.measure) {
            (Some(old), Some(new))
                if (&old.metric, &old.params, &old.filter, old.baseline_window)
                    == (&new.metric, &new.params, &new.filter, new.baseline_window) =>
            {
                old.baseline.clone()
            }
            _ => None,
        };
        self.freeze(permission, new).await?;
        if let Some((measure, frozen)) = new.measure.as_mut().zip(frozen) {
            measure.baseline = Some(frozen);
        }
        Ok(())
    }

    /// The metric over the window; of a count the mean of the periods that lie in it whole.
    pub(super) async fn baseline(
        &self,
        answers: &mut Answers<'_>,
        measure: &Measure,
        (from, to): (Date, Date),
    ) -> Result<Baseline> {
        let metric = self.catalogue_metric(&measure.metric)?;
        let mut baseline = Baseline { from, to, value: None, n: 0, frozen_at: rfc3339(now_us()) };
        if to < from {
            return Ok(baseline);
        }
        // A least or a count is one of a period: over a longer window it would be another number.
        let per_period = requests::adds_up(metric) || metric.per.is_some();
        let period = if per_period { history_period(measure.period) } else { PeriodLength::Whole };
        let request = requests::request(measure, from, to, period, &[]);
        let Ok(answer) = answers.get(request).await? else { return Ok(baseline) };
        let known: Vec<_> = answer.rows.iter().filter(|row| row.value.is_some()).collect();
        if !known.is_empty() {
            let sum: f64 = known.iter().filter_map(|row| row.value).sum();
            baseline.value = Some(sum / known.len() as f64);
            baseline.n = known.iter().filter_map(|row| row.n).sum();
        }
        Ok(baseline)
    }

    /// What the season brings of a count from the goal's first to its last day; empty where the history does not know.
    pub(super) async fn season(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        goal: &Definition,
        measure: &Measure,
        today: Date,
    ) -> Result<Vec<(Date, f64)>> {
        let (Some(starts), Some(by)) = (goal.starts, goal.by) else { return Ok(Vec::new()) };
        let monthly = Measure { period: PeriodLength::Month, ..measure.clone() };
        let Ok(history) = self.metric_history(dataset, answers, &monthly, today).await? else {
            return Ok(Vec::new());
        };
        let months: Vec<(Date, f64)> =
            history.iter().filter_map(|it| Some((it.period.start, it.period.value?))).collect();
        Ok(way::season(&months, starts, by))
    }

    /// The metric's history up to `until`, in the goal's periods; the running period and those before the first value are left
    /// out.
    pub(super) async fn metric_history(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        measure: &Measure,
        until: Date,
    ) -> Result<std::result::Result<Vec<HistoryPeriod>, String>> {
        let period = history_period(measure.period);
        let from = history_begin(until);
        let answer = match answers.get(history_request(measure, until)).await? {
            Ok(answer) => answer,
            Err(cause) => return Ok(Err(cause)),
        };
        let centre = &dataset.centre;
        let mut periods: Vec<HistoryPeriod> = Vec::new();
        for row in &answer.rows {
            let (start, _) = requests::days(row, &centre.zone, (from, until));
            let end = requests::end_of(period, start, until, centre.first_weekday);
            if end <= until.saturating_add(1.day()) {
                let period = requests::period(row, start);
                periods.push(HistoryPeriod { period, lo: row.lo, hi: row.hi, n: row.n });
            }
        }
        let first = periods.iter().position(|it| it.period.value.is_some_and(|it| it != 0.0));
        periods.drain(..first.unwrap_or(periods.len()));
        leave_out_the_first(&mut periods);
        Ok(Ok(periods))
    }
}

/// Leaves the first period with data out, which may have begun before them.
pub(super) fn leave_out_the_first(periods: &mut Vec<HistoryPeriod>) {
    if 3 < periods.len() {
        periods.remove(0);
    }
}

/// Which question answers [`App::metric_history`].
pub(super) fn history_request(measure: &Measure, until: Date) -> QueryRequest {
    requests::request(measure, history_begin(until), until, history_period(measure.period), &[])
}

pub(super) fn history_begin(until: Date) -> Date {
    until.saturating_sub(HISTORY_MONTHS.months())
}

/// A period of the history with its interval.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HistoryPeriod {
    pub(super) period: Period,
    pub(super) lo: Option<f64>,
    pub(super) hi: Option<f64>,
    pub(super) n: Option<u64>,
}

/// What kind of number a metric is, for the law of its futures.
pub(super) fn kind(metric: &Metric) -> Kind {
    match metric.unit.as_str() {
        "share" => Kind::Rate,
        "s" => Kind::Duration,
        "count" if requests::adds_up(metric) => Kind::Count,
        _ => Kind::Score,
    }
}

/// The window of the baseline: the stated one, else the quarter of a year before the first day, or before today.
pub(super) fn baseline_window(measure: &Measure, starts: Option<Date>, today: Date) -> (Date, Date) {
    if let Some([from, to]) = measure.baseline_window {
        return (from, to);
    }
    let first = starts.unwrap_or(today).min(today.saturating_add(1.day()));
    (first.saturating_sub(BASELINE_DAYS.days()), first.saturating_sub(1.day()))
}

/// The fact tables a metric reads.
pub(super) fn tables(metric: &Metric) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for measure in metric.measure.values() {
        let base = relation(&measure.relation).map(|it| it.base).filter(|it| !it.is_empty());
        let name = base.unwrap_or(&measure.relation).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
