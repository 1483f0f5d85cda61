//! Closed days of the two sites, for any year.
//!
//! Hong Kong: fixed days and, from a table, the lunar new year (2020 to 2040). Tel Aviv: the Hebrew calendar by its
//! molad arithmetic (Dershowitz and Reingold, *Calendrical Calculations*, chapter on the Hebrew calendar).

use jiff::civil::{Date, date};

use super::layout::Site;

/// First days of the lunar year, 2020 to 2040 (month, day).
const LUNAR_NEW_YEARS: [(i8, i8); 21] = [
    (1, 25),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 3),
    (1, 23),
    (2, 11),
    (1, 31),
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 15),
    (2, 4),
    (1, 24),
    (2, 12),
];

/// The name of the holiday a site is closed for.
pub(super) fn holiday(site: Site, day: Date) -> Option<&'static str> {
    if site == 0 { israel(day) } else { hong_kong(day) }
}

fn hong_kong(day: Date) -> Option<&'static str> {
    let fixed = match (day.month(), day.day()) {
        (1, 1) => Some("New Year"),
        (5, 1) => Some("Labour Day"),
        (7, 1) => Some("Establishment Day"),
        (10, 1) => Some("National Day"),
        (12, 25) => Some("Christmas"),
        _ => None,
    };
    let lunar = usize::try_from(day.year() - 2020).ok().and_then(|index| LUNAR_NEW_YEARS.get(index));
    let lunar =
        lunar.filter(|(month, first)| (0..3).contains(&days_between(date(day.year(), *month, *first), day)));
    fixed.or(lunar.map(|_| "Lunar New Year"))
}

fn israel(day: Date) -> Option<&'static str> {
    // Tishri of the Hebrew year that begins in this civil year; Passover of a spring belongs to the same reckoning.
    let new_year = hebrew_new_year(i64::from(day.year()) + 3761);
    let autumn = days_between(new_year, day);
    let spring = autumn + 163; // The first day of Passover is 163 days before the next new year.
    match (autumn, spring) {
        (0 | 1, _) => Some("Rosh Hashanah"),
        (9, _) => Some("Yom Kippur"),
        (14, _) => Some("Sukkot"),
        (21, _) => Some("Simchat Torah"),
        (_, 0 | 6) => Some("Passover"),
        (_, 50) => Some("Shavuot"),
        _ => None,
    }
}

/// First of Tishri.
fn hebrew_new_year(year: i64) -> Date {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (last, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let correction = match (next - this, this - last) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    // Day 1 of the reckoning is 1 January of year 1; the Hebrew epoch lies 1,373,427 days before day 0.
    let ordinal = this + correction - 1_373_427;
    let epoch = date(1970, 1, 1);
    epoch.saturating_add(jiff::Span::new().days(ordinal - 719_163))
}

/// Days from `from` to `to`.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests;
