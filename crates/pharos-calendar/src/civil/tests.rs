use jiff::civil::date;

use super::*;

#[test]
fn day_counts_agree_with_an_independent_calendar() {
    let epoch = date(1970, 1, 1);
    for day in (MIN_US / DAY_US..=MAX_US / DAY_US).step_by(37) {
        let expected = epoch.saturating_add(jiff::Span::new().days(day));
        assert_eq!(date_of_day(day), expected, "day {day}");
        assert_eq!(day_of_date(expected), day, "{expected}");
        assert_eq!(weekday_of_day(day), expected.weekday(), "{expected}");
    }
}

#[test]
fn readings_before_1970_round_down() {
    assert_eq!(hour_of_local(-1), 23);
    assert_eq!(date_of_local(-1), date(1969, 12, 31));
    assert_eq!(weekday_of_local(-1), Weekday::Wednesday);
    assert_eq!(date_to_local(date(1969, 12, 31)), -DAY_US);
}

#[test]
fn readings_far_outside_give_the_nearest_date() {
    assert_eq!(date_of_local(i64::MIN).year(), 1);
    assert_eq!(date_of_local(i64::MAX).year(), 9998);
}
