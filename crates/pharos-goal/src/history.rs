//! The history of a goal's metric, one value per period.

use jiff::civil::Date;
use jiff::{Span, ToSpan, Unit};

pub mod table;

/// One period of the metric's history.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// First day of the period.
    pub start: Date,
    /// Value of the metric, None where it has none.
    pub value: Option<f64>,
    /// For a rate: those that count.
    pub numerator: Option<f64>,
    /// For a rate: all; for other metrics: the number of contacts behind the value, where known.
    pub denominator: Option<f64>,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// So many days.
    Days(i32),
    /// So many calendar months.
    Months(i32),
}

/// A history without holes: consecutive periods of one length, those missing filled in without a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Regular {
    /// The length of each period.
    pub length: Length,
    /// The periods, oldest first. Of a daily history, weekdays that never have a value (closed days) are left out.
    pub periods: Vec<Period>,
    /// Weekdays, Monday first, that are periods; all but for daily histories.
    pub open_weekdays: [bool; 7],
}

/// Why a history cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// Fewer than two periods: their length is unknown.
    #[error(
        "the history has {0} periods; maybe a longer time span was meant, the length of a period needs two"
    )]
    TooShort(usize),
    /// The same period twice.
    #[error("the period starting {0} is there twice; maybe the history holds several groups")]
    Twice(Date),
    /// A start that does not fit the length of the others.
    #[error("the period starting {0} does not fit periods of {1}; maybe a row has a wrong date")]
    Uneven(Date, String),
    /// A number that is not finite.
    #[error("the period starting {0} has a value that is not a number")]
    NotFinite(Date),
}

impl Length {
    /// The span of `count` periods.
    pub fn times(self, count: i32) -> Span {
        match self {
            Length::Days(days) => (days * count).days(),
            Length::Months(months) => (months * count).months(),
        }
    }

    /// Periods after which a yearly pattern returns, where periods of this length can show one.
    fn yearly(self) -> Option<usize> {
        match self {
            Length::Days(7) => Some(52),
            Length::Months(1) => Some(12),
            Length::Months(3) => Some(4),
            Length::Days(_) | Length::Months(_) => None,
        }
    }
}

/// Days of a daily history from which a weekday without any value counts as closed.
const CLOSED_FROM_DAYS: usize = 21;

impl Regular {
    /// Sorts the periods, finds their length and fills holes.
    pub fn new(history: &[Period]) -> Result<Regular, HistoryError> {
        let mut sorted = history.to_vec();
        sorted.sort_by_key(|it| it.start);
        if sorted.len() < 2 {
            return Err(HistoryError::TooShort(sorted.len()));
        }
        if let Some(twice) = sorted.windows(2).find(|it| it[0].start == it[1].start) {
            return Err(HistoryError::Twice(twice[0].start));
        }
        let finite = |it: Option<f64>| it.is_none_or(f64::is_finite);
        let broken =
            sorted.iter().find(|it| !finite(it.value) || !finite(it.numerator) || !finite(it.denominator));
        if let Some(it) = broken {
            return Err(HistoryError::NotFinite(it.start));
        }
        let length = length_of(&sorted);
        let first = sorted[0].start;
        let mut periods = Vec::new();
        let mut rest = sorted.iter().peekable();
        for index in 0.. {
            let Some(next) = rest.peek() else { break };
            let start = first.saturating_add(length.times(index));
            if next.start < start {
                return Err(HistoryError::Uneven(next.start, format!("{length:?}")));
            }
            let found = rest.next_if(|it| it.start == start);
            let hole = Period { start, value: None, numerator: None, denominator: None };
            periods.push(found.copied().unwrap_or(hole));
        }
        let open_weekdays = open_weekdays(length, &periods);
        periods.retain(|it| open_weekdays[weekday(it.start)]);
        Ok(Regular { length, periods, open_weekdays })
    }

    /// The same history up to before the period with this index.
    pub fn before(&self, index: usize) -> Regular {
        Regular { periods: self.periods[..index.min(self.periods.len())].to_vec(), ..*self }
    }

    /// Periods after which a weekly or yearly pattern returns, where periods of this length can show one.
    pub fn season(&self) -> Option<usize> {
        match self.length {
            Length::Days(1) => Some(self.open_weekdays.iter().filter(|it| **it).count()).filter(|it| 1 < *it),
            length => length.yearly(),
        }
    }

    /// The last known values before the future, at most `count`, oldest first.
    pub fn last_known(&self, count: usize) -> Vec<f64> {
        let last = &self.periods[self.periods.len().saturating_sub(count)..];
        last.iter().filter_map(|it| it.value).collect()
    }

    /// How many full periods lie after the last one and end on or before the date.
    pub fn periods_until(&self, by: Date) -> usize {
        let Some(last) = self.periods.last() else { return 0 };
        if self.length == Length::Days(1) {
            let days = last.start.saturating_add(1.day()).series(1.day()).take_while(|it| *it <= by);
            return days.filter(|it| self.open_weekdays[weekday(*it)]).count();
        }
        let mut count = 0;
        // The period after `count` more ends the day before the one after it starts.
        while last.start.saturating_add(self.length.times(count + 2)) <= by.saturating_add(1.day()) {
            count += 1;
        }
        usize::try_from(count).unwrap_or(0)
    }
}

/// The commonest distance of neighbours: months where they all start on the same day of the month, else days.
fn length_of(sorted: &[Period]) -> Length {
    let months = |it: &[Period]| {
        let (from, to) = (it[0].start, it[1].start);
        i32::from(to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month())
    };
    let same_day = sorted.iter().all(|it| it.start.day() == sorted[0].start.day());
    if same_day && let Some(months) = sorted.windows(2).map(months).min().filter(|it| 0 < *it) {
        return Length::Months(months);
    }
    let days = |it: &[Period]| it[0].start.until((Unit::Day, it[1].start)).map_or(1, |it| it.get_days());
    Length::Days(sorted.windows(2).map(days).min().unwrap_or(1).max(1))
}

fn weekday(day: Date) -> usize {
    usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)
}

/// Weekdays that have a value at least once; all where the history is not daily or too short to say.
fn open_weekdays(length: Length, periods: &[Period]) -> [bool; 7] {
    if length != Length::Days(1) || periods.len() < CLOSED_FROM_DAYS {
        return [true; 7];
    }
    let mut open = [false; 7];
    for period in periods.iter().filter(|it| it.value.is_some() || it.denominator.is_some_and(|n| 0.0 < n)) {
        open[weekday(period.start)] = true;
    }
    if open == [false; 7] { [true; 7] } else { open }
}

#[cfg(test)]
mod tests;
