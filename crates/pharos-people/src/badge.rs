//! Badges: for learning, staying and being thanked. None is for a number that could be pushed at a customer's cost, and none
//! compares people.

use serde::Serialize;

/// A badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// the first certification
    Certified,
    /// three certifications
    Expert,
    /// every course finished by its day, three or more within a year
    AlwaysReady,
    /// thanked by three different people
    Appreciated,
    /// thanked three different people
    Encourager,
    /// a year here
    FirstYear,
}

/// What is known of somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// certifications passed
    pub certifications: u32,
    /// courses due within the last year
    pub courses_due: u32,
    /// of these finished by their day
    pub courses_in_time: u32,
    /// different people who thanked
    pub thanked_by: u32,
    /// different people thanked
    pub thanked: u32,
    /// full days here
    pub days_here: i64,
}

impl Badge {
    /// Its word, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Badge::Certified => "certified",
            Badge::Expert => "expert",
            Badge::AlwaysReady => "always_ready",
            Badge::Appreciated => "appreciated",
            Badge::Encourager => "encourager",
            Badge::FirstYear => "first_year",
        }
    }
}

/// The badges somebody has earned.
pub fn earned(it: Deeds) -> Vec<Badge> {
    let all = [
        (Badge::Certified, 1 <= it.certifications),
        (Badge::Expert, 3 <= it.certifications),
        (Badge::AlwaysReady, 3 <= it.courses_due && it.courses_in_time == it.courses_due),
        (Badge::Appreciated, 3 <= it.thanked_by),
        (Badge::Encourager, 3 <= it.thanked),
        (Badge::FirstYear, 365 <= it.days_here),
    ];
    all.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}

#[cfg(test)]
mod tests;
