use std::fmt;
use std::str::FromStr;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::Error;

/// The length of the periods a report is cut into. Written as `none 15m 30m hour day week month quarter year`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grain {
    /// One period over everything.
    #[serde(rename = "none")]
    None,
    /// Slots of 15 minutes on the local clock (:00, :15, :30, :45).
    #[serde(rename = "15m")]
    Minutes15,
    /// Slots of 30 minutes on the local clock.
    #[serde(rename = "30m")]
    Minutes30,
    /// Hours of the local clock.
    #[serde(rename = "hour")]
    Hour,
    /// Local dates: 23, 24 or 25 hours (23.5 or 24.5 on Lord Howe).
    #[serde(rename = "day")]
    Day,
    /// Seven local dates from the centre's first weekday.
    #[serde(rename = "week")]
    Week,
    /// Calendar months.
    #[serde(rename = "month")]
    Month,
    /// Three calendar months from January, April, July, October.
    #[serde(rename = "quarter")]
    Quarter,
    /// Calendar years.
    #[serde(rename = "year")]
    Year,
}

impl Grain {
    /// All grains, from the endless one to the year.
    pub const ALL: [Grain; 9] = [
        Grain::None,
        Grain::Minutes15,
        Grain::Minutes30,
        Grain::Hour,
        Grain::Day,
        Grain::Week,
        Grain::Month,
        Grain::Quarter,
        Grain::Year,
    ];

    /// The grain's name as written in commands and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Grain::None => "none",
            Grain::Minutes15 => "15m",
            Grain::Minutes30 => "30m",
            Grain::Hour => "hour",
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Year => "year",
        }
    }

    /// Length in seconds of a grain below the day; `None` for those whose length depends on the calendar.
    pub fn slot_s(self) -> Option<i64> {
        match self {
            Grain::Minutes15 => Some(900),
            Grain::Minutes30 => Some(1_800),
            Grain::Hour => Some(3_600),
            _ => None,
        }
    }
}

impl fmt::Display for Grain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Grain {
    type Err = Error;

    fn from_str(name: &str) -> Result<Grain, Error> {
        let wanted = name.trim();
        Grain::ALL
            .into_iter()
            .find(|grain| grain.as_str().eq_ignore_ascii_case(wanted))
            .ok_or_else(|| Error::UnknownGrain { name: name.to_owned() })
    }
}

/// Reads `mon` or `monday` (any case).
///
/// # Errors
/// [`Error::UnknownWeekday`] for anything else.
pub fn parse_weekday(name: &str) -> Result<Weekday, Error> {
    let wanted = name.trim().to_ascii_lowercase();
    WEEKDAYS
        .into_iter()
        .find(|(_, short, long)| wanted == *short || wanted == *long)
        .map(|(weekday, ..)| weekday)
        .ok_or_else(|| Error::UnknownWeekday { name: name.to_owned() })
}

/// The short name of a weekday: `mon` to `sun`.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS[weekday.to_monday_zero_offset() as usize].1
}

const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Monday, "mon", "monday"),
    (Weekday::Tuesday, "tue", "tuesday"),
    (Weekday::Wednesday, "wed", "wednesday"),
    (Weekday::Thursday, "thu", "thursday"),
    (Weekday::Friday, "fri", "friday"),
    (Weekday::Saturday, "sat", "saturday"),
    (Weekday::Sunday, "sun", "sunday"),
];

#[cfg(test)]
mod tests;
