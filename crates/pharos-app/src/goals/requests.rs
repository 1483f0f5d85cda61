//! Which questions answer how a goal stands.

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_calendar::Zone;
use pharos_engine::query::AnswerRow;
use pharos_goal::definition::{Measure, PeriodLength};
use pharos_goal::history::Period;
use pharos_metric::{Aggregate, Expression, Metric};

use crate::QueryRequest;

/// A question about the measure from a day up to and including another.
pub(super) fn request(
    measure: &Measure,
    from: Date,
    to: Date,
    period: PeriodLength,
    by: &[&str],
) -> QueryRequest {
    let mut request = of_metric(&measure.metric, &measure.filter, from, to, period, by);
    request.params = measure.params.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    request
}

/// The same for any metric with its parameters at their defaults.
pub(super) fn of_metric(
    metric: &str,
    filter: &str,
    from: Date,
    to: Date,
    period: PeriodLength,
    by: &[&str],
) -> QueryRequest {
    QueryRequest {
        metrics: vec![metric.to_owned()],
        by: by.iter().map(|&it| it.to_owned()).collect(),
        filter: (!filter.trim().is_empty()).then(|| filter.to_owned()),
        from: Some(from.to_string()),
        to: Some(to.saturating_add(1.day()).to_string()),
        grain: grain(period).to_owned(),
        ..QueryRequest::default()
    }
}

/// The engine's word for a period; half a year is asked for piece by piece.
fn grain(period: PeriodLength) -> &'static str {
    match period {
        PeriodLength::Day => "day",
        PeriodLength::Week => "week",
        PeriodLength::Month => "month",
        PeriodLength::Quarter => "quarter",
        PeriodLength::Year => "year",
        PeriodLength::HalfYear | PeriodLength::Whole => "none",
    }
}

/// The stretches that are asked for one by one: halves of years, the whole, or everything in one question.
pub(super) fn pieces(period: PeriodLength, from: Date, to: Date) -> Vec<(Date, Date)> {
    if period != PeriodLength::HalfYear {
        return vec![(from, to)];
    }
    let mut pieces = Vec::new();
    let mut start = from;
    while start <= to {
        let month = if start.month() <= 6 { 6 } else { 12 };
        let end = jiff::civil::date(start.year(), month, 1).last_of_month();
        pieces.push((start, end.min(to)));
        start = end.saturating_add(1.day());
    }
    pieces
}

/// The period of a row: first day, first day after.
pub(super) fn days(row: &AnswerRow, zone: &Zone, piece: (Date, Date)) -> (Date, Date) {
    let day = |it: Option<i64>| it.map(|it| zone.local_date(it));
    let start = day(row.period_start_us).unwrap_or(piece.0);
    let end = day(row.period_end_us).unwrap_or(piece.1.saturating_add(1.day()));
    (start, end)
}

/// A row as a period of a history.
pub(super) fn period(row: &AnswerRow, start: Date) -> Period {
    Period {
        start,
        value: row.value,
        numerator: row.numerator,
        denominator: row.denominator.or(row.n.map(|it| it as f64)),
    }
}

/// First day after the period that holds the day.
pub(super) fn end_of(
    period: PeriodLength,
    day: Date,
    last: Date,
    first_weekday: jiff::civil::Weekday,
) -> Date {
    let month_end = |months: i8| {
        let month = (day.month() - 1) / months * months + months;
        jiff::civil::date(day.year(), month, 1).last_of_month().saturating_add(1.day())
    };
    match period {
        PeriodLength::Day => day.saturating_add(1.day()),
        PeriodLength::Week => {
            let gone = first_weekday.until(day.weekday());
            day.saturating_add((7 - i64::from(gone)).days())
        }
        PeriodLength::Month => month_end(1),
        PeriodLength::Quarter => month_end(3),
        PeriodLength::HalfYear => month_end(6),
        PeriodLength::Year => month_end(12),
        PeriodLength::Whole => last.saturating_add(1.day()),
    }
}

/// True where the metric's numbers add up over time: a count or a sum of things, no ratio and no least of days.
pub(super) fn adds_up(metric: &Metric) -> bool {
    let divides = Expression::parse(&metric.formula).ok().and_then(|it| it.division()).is_some();
    let additive = |it: Aggregate| matches!(it, Aggregate::Count | Aggregate::CountTrue | Aggregate::Sum);
    let instant = metric.measure.values().any(|it| it.relation == "open_items");
    !divides
        && metric.per.is_none()
        && metric.computed.is_none()
        && !instant
        && metric.measure.values().all(|it| additive(it.aggregate))
}
