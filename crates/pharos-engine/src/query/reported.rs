//! What other systems reported: totals of interval reports as they are, whether or not there are contacts beside them.

use pharos_metric::relation;

use super::answer::Dims;
use super::plan::{Extra, Scan};
use super::question::{Asked, Question};
use super::scan::Cell;
use super::{QueryError, Result, bind, scan};
use crate::dataset::Dataset;

/// A total of a period and group.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Start of the period, microseconds; `None` without periods.
    pub period_start_us: Option<i64>,
    /// Values of the question's dimensions.
    pub dims: Dims,
    /// offered, answered, abandoned, answered_in_threshold, ...
    pub measure: String,
    /// Threshold of `answered_in_threshold`, seconds.
    pub threshold_s: Option<f64>,
    /// The total.
    pub value: f64,
}

/// Totals by period, group, measure and threshold. The question's metrics say nothing here; its period, grain, zone, filter
/// and dimensions do.
///
/// # Errors
/// A filter or dimension that interval reports do not have.
pub async fn reported(dataset: &Dataset, question: &Question) -> Result<Vec<Reported>> {
    let reports = relation("interval_reports")
        .ok_or_else(|| QueryError::Question("there is no relation `interval_reports`".to_owned()))?;
    if let Some(name) = question.by.iter().find(|name| !reports.has_dimension(name)) {
        return Err(QueryError::Question(format!("interval reports cannot be split by `{name}`")));
    }
    let asked = Asked::of(dataset, question).await?;
    let filter = question.filter.as_deref().map(|text| bind::filter(reports, text)).transpose()?;
    let (filter, joined) = filter.map_or((None, Vec::new()), |(sql, names)| (Some(sql), names));
    let scan = Scan {
        extra: Extra::Per(vec!["measure".to_owned(), "threshold_s".to_owned()]),
        cells: vec!["sum(CAST(round(value * 1000.0) AS BIGINT))".to_owned()],
        filter,
        joined,
        ..Scan::over(reports)
    };
    let context = scan::session(dataset, &asked, &[&scan]).await?;
    let batches = context.sql(&scan.sql(&asked, question)).await?.collect().await?;
    let one = |row: scan::ScanRow| {
        let Some(Cell::Whole(sum)) = row.cells.first() else { return None };
        let mut extra = row.extra.iter().cloned();
        Some(Reported {
            measure: extra.next().flatten()?,
            threshold_s: extra.next().flatten().and_then(|text| text.parse().ok()),
            value: *sum as f64 / 1000.0,
            period_start_us: row.period,
            dims: row.dims,
        })
    };
    Ok(scan::groups(&scan, &asked, question, &batches).into_iter().filter_map(one).collect())
}
