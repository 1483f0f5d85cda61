//! What the values of a column are, whatever its name.

use std::collections::HashSet;

use super::SampleColumn;
use crate::functions::{InstantFormat, flag_of, number_of, seconds_of};

/// What a column's values are.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Nothing but NULL and placeholders.
    Empty,
    /// Date and clock, or a date alone; without a format ISO 8601.
    Time {
        /// strptime format, `None`: ISO 8601.
        format: Option<String>,
        /// A clock is part of it.
        clock: bool,
        /// It names its own offset.
        zoned: bool,
    },
    /// Seconds, milliseconds or microseconds since 1970.
    Epoch {
        /// `s`, `ms` or `us`.
        unit: &'static str,
    },
    /// A time of day.
    Clock,
    /// `mm:ss` or `hh:mm:ss`.
    Duration,
    /// Numbers.
    Number {
        /// All whole.
        whole: bool,
        /// Smallest.
        low: f64,
        /// Largest.
        high: f64,
        /// Different ones.
        distinct: usize,
    },
    /// Yes and no.
    Flag,
    /// Words of which few differ.
    Word {
        /// Different ones.
        distinct: usize,
    },
    /// Text of which nearly each differs.
    Id,
}

impl Kind {
    /// A time without zone.
    pub(crate) fn is_local_time(&self) -> bool {
        matches!(self, Kind::Time { zoned: false, .. } | Kind::Clock)
    }

    /// An instant by itself.
    pub(crate) fn is_instant(&self) -> bool {
        matches!(self, Kind::Time { clock: true, .. } | Kind::Epoch { .. })
    }

    /// A length of time, perhaps.
    pub(crate) fn may_last(&self) -> bool {
        matches!(self, Kind::Duration | Kind::Number { .. })
    }
}

/// Share of the values that have to fit.
const FIT: f64 = 0.98;

/// Texts that stand for nothing.
const PLACEHOLDERS: &[&str] = &["?", "-", "--", "null", "none", "n/a", "na", "nan", "#n/a", "(null)", "nil"];

const DATES: &[&str] = &[
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%Y",
    "%m.%d.%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d.%m.%y",
    "%y%m%d",
    "%d %b %Y",
    "%b %d, %Y",
    "%d-%b-%Y",
    "%Y年%m月%d日",
];
const CLOCKS: &[&str] =
    &["", " %H:%M", " %H:%M:%S", " %H:%M:%S%.f", "T%H:%M:%S", " %I:%M %p", " %I:%M:%S %p"];

/// `true` for text that means NULL.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    lower.is_empty() || PLACEHOLDERS.contains(&lower.as_str())
}

/// The values that are something.
pub(crate) fn values(column: &SampleColumn) -> impl Iterator<Item = &str> {
    column.values.iter().flatten().map(String::as_str).filter(|text| !is_placeholder(text))
}

/// `true` where numbers read with a comma fit columns that they do not fit with a point.
pub(crate) fn decimal_comma(columns: &[SampleColumn]) -> bool {
    let pattern = |text: &str| {
        let (whole, part) = text.trim().rsplit_once(',')?;
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        // 1,234 may be a thousand; 1,5 and 1.234,56 cannot.
        Some(
            digits(whole.trim_start_matches('-'))
                && part.bytes().all(|b| b.is_ascii_digit())
                && (part.len() != 3 || whole.contains('.')),
        )
    };
    columns.iter().any(|column| {
        let mut seen = 0;
        let mut fit = 0;
        for text in values(column) {
            seen += 1;
            fit += usize::from(number_of(text, true).is_ok());
        }
        let commas = values(column).filter(|text| pattern(text) == Some(true)).count();
        seen > 0 && commas > 0 && fit as f64 >= seen as f64 * FIT
    })
}

/// The kind of a column and, where its values fit two readings, the question that stays.
pub(crate) fn kind_of(column: &SampleColumn, decimal_comma: bool) -> (Kind, Option<String>) {
    let all: Vec<&str> = values(column).collect();
    if all.is_empty() {
        return (Kind::Empty, None);
    }
    let fits = |test: &dyn Fn(&str) -> bool| {
        let misses_max = (all.len() as f64 * (1.0 - FIT)) as usize;
        let mut misses = 0;
        all.iter().all(|text| {
            misses += usize::from(!test(text));
            misses <= misses_max
        })
    };
    let iso = InstantFormat::iso();
    if fits(&|text| iso.utc_instant(text).is_ok()) {
        let clock = fits(&|text| text.contains(':'));
        let zoned = clock
            && fits(&|text| {
                text.ends_with(['Z', 'z']) || text.get(11..).is_some_and(|rest| rest.contains(['+', '-']))
            });
        return (Kind::Time { format: None, clock, zoned }, None);
    }
    if fits(&|text| flag_of(text).is_ok()) && !fits(&|text| number_of(text, false).is_ok()) {
        return (Kind::Flag, None);
    }
    if let Some((format, clock, open)) = time_format(&all, &fits) {
        return (Kind::Time { format: Some(format), clock, zoned: false }, open);
    }
    if fits(&|text| text.contains(':') && seconds_of(text, decimal_comma).is_ok()) {
        return (clock_or_duration(&all), None);
    }
    if fits(&|text| number_of(text, decimal_comma).is_ok()) {
        return (number_kind(&all, decimal_comma), None);
    }
    let distinct = all.iter().collect::<HashSet<_>>().len();
    if distinct * 10 > all.len() * 9 && all.len() > 20 {
        (Kind::Id, None)
    } else {
        (Kind::Word { distinct }, None)
    }
}

/// Whether nearly all values pass a test.
type Fits<'a> = dyn Fn(&dyn Fn(&str) -> bool) -> bool + 'a;

/// The format all values fit; where days and months can be swapped, the order of the rows decides, or the question stays.
fn time_format(all: &[&str], fits: &Fits<'_>) -> Option<(String, bool, Option<String>)> {
    let first = all.first()?;
    if !first.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut fitting = Vec::new();
    for date in DATES {
        // Six or eight digits are a date only where nothing else stands there.
        for clock in CLOCKS {
            let format = format!("{date}{clock}");
            let Ok(reader) = InstantFormat::new(&format) else { continue };
            if reader.utc_instant(first).is_err() && reader.utc_instant(all[all.len() / 2]).is_err() {
                continue;
            }
            let bare = *date == "%Y%m%d" || *date == "%y%m%d";
            let digits = if *date == "%Y%m%d" { 8 } else { 6 };
            let long_enough =
                |text: &str| !bare || text.split([' ', 'T']).next().is_some_and(|day| day.len() == digits);
            if fits(&|text| long_enough(text) && reader.utc_instant(text).is_ok()) {
                fitting.push((format, !clock.is_empty(), reader));
            }
        }
    }
    let chosen = fitting
        .iter()
        .enumerate()
        .max_by(|(left_place, left), (right_place, right)| {
            // Nearer to sorted is likelier; of equals the earlier in the list.
            ordered_share(all, &left.2)
                .total_cmp(&ordered_share(all, &right.2))
                .then(right_place.cmp(left_place))
        })
        .map(|(place, _)| place)?;
    let (format, clock, reader) = &fitting[chosen];
    let rival = fitting.iter().find(|(other, ..)| other != format && swapped(other) == *format);
    let open = rival.and_then(|(other, _, other_reader)| {
        let sure = ordered_share(all, reader) - ordered_share(all, other_reader) > 0.2;
        let example = all.first()?;
        (!sure).then(|| format!("`{example}` fits {format} and {other} alike: every day and month is at most 12; taken as {format}"))
    });
    Some((format.clone(), *clock, open))
}

/// The format with day and month exchanged.
fn swapped(format: &str) -> String {
    format.replace("%d", "\u{1}").replace("%m", "%d").replace('\u{1}', "%m")
}

/// Share of steps from value to value that do not go back.
fn ordered_share(all: &[&str], format: &InstantFormat) -> f64 {
    let instants: Vec<i64> = all.iter().filter_map(|text| format.utc_instant(text).ok().flatten()).collect();
    let steps = instants.windows(2).count().max(1);
    instants.windows(2).filter(|pair| pair[1] >= pair[0]).count() as f64 / steps as f64
}

/// Clocks run through the day, durations stay small.
fn clock_or_duration(all: &[&str]) -> Kind {
    let mut seconds: Vec<f64> =
        all.iter().filter_map(|text| seconds_of(text, false).ok().flatten()).filter(|s| *s != 0.0).collect();
    seconds.sort_by(f64::total_cmp);
    let middle = seconds.get(seconds.len() / 2).copied().unwrap_or(0.0);
    let last = seconds.last().copied().unwrap_or(0.0);
    if middle >= 4.0 * 3600.0 && last < 86_400.0 { Kind::Clock } else { Kind::Duration }
}

fn number_kind(all: &[&str], decimal_comma: bool) -> Kind {
    let numbers: Vec<f64> =
        all.iter().filter_map(|text| number_of(text, decimal_comma).ok().flatten()).collect();
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let whole = numbers.iter().all(|number| number.fract() == 0.0);
    // From 1995 to 2060.
    for (unit, scale) in [("s", 1.0), ("ms", 1e3), ("us", 1e6)] {
        if low >= 7.9e8 * scale && high <= 2.84e9 * scale && high - low < 1e9 * scale && !padded(all) {
            return Kind::Epoch { unit };
        }
    }
    let distinct = numbers.iter().map(|number| number.to_bits()).collect::<HashSet<_>>().len();
    Kind::Number { whole, low, high, distinct }
}

/// Leading zeros: an id, no number.
fn padded(all: &[&str]) -> bool {
    all.iter().any(|text| text.len() > 1 && text.starts_with('0') && !text.contains('.'))
}
