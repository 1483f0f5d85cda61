//! Wall-clock arithmetic on `local_us`, without a time zone.
use jiff::civil::{Date, Weekday};

pub(crate) const SECOND_US: i64 = 1_000_000;
pub(crate) const MINUTE_US: i64 = 60 * SECOND_US;
pub(crate) const HOUR_US: i64 = 60 * MINUTE_US;
pub(crate) const DAY_US: i64 = 24 * HOUR_US;

/// First and last (exclusive) supported instant: 0001-01-03 and 9998-12-30. The margin of two days keeps every
/// offset (at most 26 hours) inside what a [`Date`] can hold.
pub(crate) const MIN_US: i64 = (-719_162 + 2) * DAY_US;
pub(crate) const MAX_US: i64 = (2_932_530 - 2) * DAY_US;

/// The date a wall clock shows at `local_us`; readings outside the years 1 to 9998 give the nearest date inside.
pub fn date_of_local(local_us: i64) -> Date {
    date_of_day(local_us.div_euclid(DAY_US))
}

/// Midnight at the start of `date`, as a wall-clock reading.
pub fn date_to_local(date: Date) -> i64 {
    day_of_date(date) * DAY_US
}

/// The hour (0 to 23) a wall clock shows at `local_us`.
pub fn hour_of_local(local_us: i64) -> i8 {
    (local_us.rem_euclid(DAY_US) / HOUR_US) as i8
}

/// The weekday of the date a wall clock shows at `local_us`.
pub fn weekday_of_local(local_us: i64) -> Weekday {
    weekday_of_day(local_us.div_euclid(DAY_US))
}

pub(crate) fn weekday_of_day(day: i64) -> Weekday {
    // 1970-01-01 was a Thursday.
    match (day + 3).rem_euclid(7) {
        0 => Weekday::Monday,
        1 => Weekday::Tuesday,
        2 => Weekday::Wednesday,
        3 => Weekday::Thursday,
        4 => Weekday::Friday,
        5 => Weekday::Saturday,
        _ => Weekday::Sunday,
    }
}

/// The date of a day count since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms", 2021:
/// the year is taken to begin in March, so the leap day comes last).
pub(crate) fn date_of_day(day: i64) -> Date {
    let day = day.clamp(MIN_US / DAY_US - 2, MAX_US / DAY_US + 1) + 719_468;
    let era = day.div_euclid(146_097);
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    jiff::civil::date(year as i16, month as i8, day_of_month as i8)
}

/// Days since 1970-01-01 (the inverse of [`date_of_day`], same source).
pub(crate) fn day_of_date(date: Date) -> i64 {
    day_of_ymd(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

/// Days since 1970-01-01 of a year, month (1 to 12) and day, without building a date.
pub(crate) fn day_of_ymd(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The first day (count since 1970-01-01) of a month counted from year 0 (`year * 12 + month - 1`).
pub(crate) fn day_of_month_index(month_index: i64) -> i64 {
    day_of_ymd(month_index.div_euclid(12), month_index.rem_euclid(12) + 1, 1)
}

/// The month of a date, counted from year 0.
pub(crate) fn month_index(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

#[cfg(test)]
mod tests;
