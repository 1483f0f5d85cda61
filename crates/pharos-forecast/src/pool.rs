//! The pool of day members. The plain ones (mean and median of the same weekday in the last six weeks, same weekday last
//! week) are always in it.

use crate::days::DayMember;
use crate::last_year::LastYear;
use crate::level::{Level, LevelSettings, LogLevel, Start};
use crate::same_weekday::SameWeekday;
use crate::small_count::SmallCount;
use crate::two_speed::{Speeds, TwoSpeed};

/// Place in the pool of the member that others are measured against: the six-week mean of the same weekday.
pub(crate) const REFERENCE: usize = 0;

/// All members, begun at `start`.
pub(crate) fn members(start: &Start) -> Vec<Box<dyn DayMember>> {
    let mut res: Vec<Box<dyn DayMember>> = vec![
        Box::new(SameWeekday::new(6, false)),
        Box::new(SameWeekday::new(1, false)),
        Box::new(SameWeekday::new(6, true)),
    ];
    let level =
        |alpha, gamma, beta| Level::new(LevelSettings { alpha, gamma, beta, phi: 0.95, bound: 3.0 }, start);
    for (alpha, beta) in [(0.03, 0.0), (0.03, 0.1), (0.08, 0.0), (0.08, 0.1), (0.2, 0.0)] {
        res.push(Box::new(LogLevel(level(alpha, 0.05, beta))));
    }
    for share in [0.5, 1.0] {
        res.push(Box::new(LastYear::new(level(0.2, 0.1, 0.0), share)));
    }
    for slow in [0.02, 0.05] {
        for (fast, phi) in [(0.2, 0.98), (0.2, 0.92), (0.5, 0.92)] {
            for year in [0.0, 0.6] {
                let set = Speeds { slow, fast, phi, gamma: 0.05, year, half_window: 5 };
                res.push(Box::new(TwoSpeed::new(set, start)));
            }
        }
    }
    if start.level < SMALL_LOG {
        for keep in [0.97, 0.99] {
            res.push(Box::new(SmallCount::new(keep, start)));
        }
    }
    res
}

/// Log of the day total below which the log scale is a poor one: 30 contacts a day.
const SMALL_LOG: f64 = 3.4;
