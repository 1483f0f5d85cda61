//! How a metric is to be read: what its sum is made of, and which way it gets worse.

use super::Row;

/// What a metric's sum is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A quantity above zero per case, such as a time; compared as a ratio.
    Mean,
    /// Cases that count among all, such as missed targets, or things counted.
    Count,
}

/// Which way a metric gets worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worse {
    /// More is worse (handle time, missed targets).
    Up,
    /// Less is worse (quality, contacts an hour).
    Down,
    /// Either way is a change to talk about.
    Either,
}

/// How to read a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What its sum is made of.
    pub kind: Kind,
    /// Which way it gets worse.
    pub worse: Worse,
}

impl std::fmt::Display for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = match self.kind {
            Kind::Mean => "a quantity per case",
            Kind::Count => "things counted",
        };
        let worse = match self.worse {
            Worse::Up => "more is worse",
            Worse::Down => "less is worse",
            Worse::Either => "either way is a change",
        };
        write!(f, "{kind}, {worse}")
    }
}

/// Words in a metric's name by which more is worse, whatever else the name says.
const MORE_IS_WORSE: [&str; 19] = [
    "abandon",
    "absen",
    "aht",
    "breach",
    "break",
    "complain",
    "delay",
    "error",
    "escalat",
    "fail",
    "handle_time",
    "hold",
    "late",
    "miss",
    "overdue",
    "reopen",
    "repeat",
    "transfer",
    "wait",
];
/// Words by which less is worse.
const LESS_IS_WORSE: [&str; 26] = [
    "accuracy",
    "adherence",
    "answered",
    "attain",
    "closed",
    "completed",
    "complian",
    "conformance",
    "contacts",
    "conversion",
    "csat",
    "fcr",
    "handled",
    "kept",
    "_met",
    "nps",
    "pass",
    "productiv",
    "qa",
    "quality",
    "resol",
    "sales",
    "satisf",
    "score",
    "solved",
    "within",
];

/// Mean of a row's whole numbers below which they are things counted rather than seconds.
const COUNTED_MAX: f64 = 200.0;

/// How a metric is read when nobody says: by its name and its numbers. What is not known by name gets worse upward. Whole
/// numbers no greater than the cases, or small, count things; all else is a quantity per case.
pub fn guessed_reading(metric: &str, rows: &[Row<'_>]) -> Reading {
    let own = || rows.iter().filter(|it| it.metric == metric);
    let whole = own().all(|it| it.value.fract() == 0.0);
    let mean = own().map(|it| it.value).sum::<f64>() / own().count().max(1) as f64;
    let counts = whole && (own().all(|it| it.value <= it.n) || mean < COUNTED_MAX);
    let name = metric.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|it| name.contains(it));
    let worse = if !has(&MORE_IS_WORSE) && has(&LESS_IS_WORSE) { Worse::Down } else { Worse::Up };
    Reading { kind: if counts { Kind::Count } else { Kind::Mean }, worse }
}
