use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use super::*;

/// The zones of the properties: whole, half and quarter hours, a change of 30 minutes, changes at and over midnight.
pub(crate) const ZONES: [&str; 8] = [
    "Asia/Jerusalem",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "America/Goose_Bay",
    "Pacific/Apia",
];

const FINITE_GRAINS: [Grain; 8] = [
    Grain::Minutes15,
    Grain::Minutes30,
    Grain::Hour,
    Grain::Day,
    Grain::Week,
    Grain::Month,
    Grain::Quarter,
    Grain::Year,
];

/// Instants from 1900 to 2100, one in four within two hours of 2000 to 2030's clock changes in Berlin (which other
/// zones share or miss).
pub(crate) fn any_instant_us() -> impl Strategy<Value = i64> {
    let years = 1_900i64..2_100;
    let anywhere = (-2_208_988_800i64..4_102_444_800).prop_map(|s| s * SECOND_US);
    let near_change = (years, 0usize..4, -200_000i64..200_000).prop_map(|(year, which, off_s)| {
        let (month, day) = [(3, 28), (10, 30), (4, 7), (11, 5)][which];
        (crate::civil::day_of_ymd(year, month, day) * 86_400 + off_s) * SECOND_US
    });
    prop_oneof![3 => anywhere, 1 => near_change]
}

fn instant(text: &str) -> i64 {
    text.parse::<Timestamp>().expect("an instant").as_microsecond()
}

fn shown(us: i64) -> String {
    Timestamp::from_microsecond(us).expect("an instant").to_string()
}

fn zone(name: &str) -> Zone {
    Zone::get(name).expect("a zone")
}

proptest! {
    #[test]
    fn periods_tile_time(name in proptest::sample::select(&ZONES), grain in proptest::sample::select(&FINITE_GRAINS), at in any_instant_us(), first in 0i8..7) {
        let first_weekday = Weekday::from_monday_zero_offset(first).expect("a weekday");
        let mut finder = PeriodFinder::new(&zone(name), grain, first_weekday);
        let (start, end) = finder.period(at);
        prop_assert!(start <= at && at < end);
        // A fresh finder asked at the ends gives the same period: no gap, no overlap, no memory in the answer.
        for within in [start, end - 1] {
            let mut fresh = PeriodFinder::new(&zone(name), grain, first_weekday);
            prop_assert_eq!(fresh.period(within), (start, end));
        }
        prop_assert_eq!(finder.period(end).0, end);
        prop_assert_eq!(finder.previous(at).1, start);
    }

    #[test]
    fn slots_of_a_day_add_up_to_the_day(name in proptest::sample::select(&ZONES), at in any_instant_us()) {
        let zone = zone(name);
        let (start, end) = PeriodFinder::new(&zone, Grain::Day, Weekday::Monday).period(at);
        for grain in [Grain::Minutes15, Grain::Minutes30, Grain::Hour] {
            let mut finder = PeriodFinder::new(&zone, grain, Weekday::Monday);
            let slots = finder.periods(start, end);
            let total: i64 = slots.iter().map(|(from, to)| to.min(&end) - from.max(&start)).sum();
            prop_assert_eq!(total, end - start);
        }
    }

    #[test]
    fn slots_since_1972_stand_on_the_local_clock(name in proptest::sample::select(&ZONES), at in 63_072_000i64..4_102_444_800) {
        let zone = zone(name);
        let slot_us = 900 * SECOND_US;
        let (start, end) = PeriodFinder::new(&zone, Grain::Minutes15, Weekday::Monday).period(at * SECOND_US);
        // Goose Bay and Cairo's neighbours changed at 00:01: there a slot is cut at the change.
        let cut = zone.offset_s(start) != zone.offset_s(start - 1) || zone.offset_s(end) != zone.offset_s(end - 1);
        if !cut {
            prop_assert_eq!(zone.instant_to_local(start).rem_euclid(slot_us), 0);
            prop_assert_eq!(end - start, slot_us);
        }
    }

    #[test]
    fn days_agree_with_an_independent_calendar(name in proptest::sample::select(&ZONES), at in any_instant_us()) {
        let tz = jiff::tz::TimeZone::get(name).expect("a zone");
        let zoned = Timestamp::from_microsecond(at).expect("an instant").to_zoned(tz);
        let start = zoned.start_of_day().expect("a day").timestamp().as_microsecond();
        let end = zoned.date().tomorrow().expect("a day").to_zoned(zoned.time_zone().clone()).expect("a day");
        let end = end.start_of_day().expect("a day").timestamp().as_microsecond();
        let res = PeriodFinder::new(&zone(name), Grain::Day, Weekday::Monday).period(at);
        // Where the clock went back over midnight, the independent day is not one stretch of time.
        if start <= at && at < end && zoned.date() == zone(name).local_date(start) {
            prop_assert_eq!(res, (start, end));
        }
    }
}

#[test]
fn days_have_the_hours_their_clock_gives_them() {
    let table = [
        ("Asia/Jerusalem", "2024-03-29T12:00:00Z", 23.0),
        ("Asia/Jerusalem", "2024-10-27T12:00:00Z", 25.0),
        ("Europe/Berlin", "2024-03-31T12:00:00Z", 23.0),
        ("America/New_York", "2024-11-03T12:00:00Z", 25.0),
        ("Australia/Lord_Howe", "2024-10-05T20:00:00Z", 23.5),
        ("Australia/Lord_Howe", "2024-04-06T20:00:00Z", 24.5),
        ("Asia/Kathmandu", "2024-03-31T12:00:00Z", 24.0),
    ];
    for (name, at, hours) in table {
        let (start, end) = PeriodFinder::new(&zone(name), Grain::Day, Weekday::Monday).period(instant(at));
        assert_eq!((end - start) as f64 / 3.6e9, hours, "{name} {at}");
    }
}

#[test]
fn periods_on_the_calendar() {
    use Grain::{Hour, Minutes15, Month, Quarter, Week, Year};
    let table = [
        ("Asia/Jerusalem", Week, "2024-03-29T12:00:00Z", "2024-03-23T22:00:00Z", "2024-03-30T21:00:00Z"),
        ("Asia/Jerusalem", Month, "2024-03-31T21:00:00Z", "2024-03-31T21:00:00Z", "2024-04-30T21:00:00Z"),
        ("America/New_York", Quarter, "2024-02-29T00:00:00Z", "2024-01-01T05:00:00Z", "2024-04-01T04:00:00Z"),
        ("Europe/Berlin", Year, "2023-12-31T23:30:00Z", "2023-12-31T23:00:00Z", "2024-12-31T23:00:00Z"),
        ("Asia/Kathmandu", Hour, "2024-05-31T18:15:00Z", "2024-05-31T18:15:00Z", "2024-05-31T19:15:00Z"),
        ("Asia/Kathmandu", Minutes15, "2024-05-31T18:29:59Z", "2024-05-31T18:15:00Z", "2024-05-31T18:30:00Z"),
        // The repeated hour is two hours.
        ("America/New_York", Hour, "2024-11-03T05:30:00Z", "2024-11-03T05:00:00Z", "2024-11-03T06:00:00Z"),
        ("America/New_York", Hour, "2024-11-03T06:30:00Z", "2024-11-03T06:00:00Z", "2024-11-03T07:00:00Z"),
        // Lord Howe goes back from 02:00 to 01:30 and forward from 02:00 to 02:30.
        ("Australia/Lord_Howe", Hour, "2024-04-06T15:10:00Z", "2024-04-06T15:00:00Z", "2024-04-06T15:30:00Z"),
        ("Australia/Lord_Howe", Hour, "2024-10-05T15:40:00Z", "2024-10-05T15:30:00Z", "2024-10-05T16:00:00Z"),
    ];
    for (name, grain, at, start, end) in table {
        let res = PeriodFinder::new(&zone(name), grain, Weekday::Sunday).period(instant(at));
        assert_eq!((shown(res.0).as_str(), shown(res.1).as_str()), (start, end), "{name} {grain} {at}");
    }
}

#[test]
fn one_period_holds_everything_without_a_grain() {
    let mut finder = PeriodFinder::new(&Zone::utc(), Grain::None, Weekday::Monday);
    assert_eq!(finder.period(5), (i64::MIN, i64::MAX));
    assert_eq!(finder.previous(5), (i64::MIN, i64::MAX));
    assert_eq!(finder.periods(0, 10), [(i64::MIN, i64::MAX)]);
    assert!(finder.periods(10, 10).is_empty());
}

#[test]
fn instants_that_are_no_dates_have_a_period() {
    for grain in FINITE_GRAINS {
        let mut finder = PeriodFinder::new(&zone("Europe/Berlin"), grain, Weekday::Monday);
        for at in [i64::MIN, MIN_US - 1, MIN_US, MAX_US - 1, MAX_US, i64::MAX - 1] {
            let (start, end) = finder.period(at);
            assert!(start <= at && at < end, "{grain} {at}");
        }
    }
}

#[test]
fn the_previous_period_goes_by_the_calendar() {
    let table = [
        // A month with 31 days before a month of 30; both over a change of the clock.
        ("Asia/Jerusalem", "2024-04-01T00:00", "2024-05-01T00:00", "2024-03-01T00:00", "2024-04-01T00:00"),
        ("Asia/Jerusalem", "2024-01-01T00:00", "2025-01-01T00:00", "2023-01-01T00:00", "2024-01-01T00:00"),
        ("Europe/Berlin", "2024-03-31T00:00", "2024-04-01T00:00", "2024-03-30T00:00", "2024-03-31T00:00"),
        ("Europe/Berlin", "2024-04-01T00:00", "2024-04-08T00:00", "2024-03-25T00:00", "2024-04-01T00:00"),
        ("Europe/Berlin", "2024-04-01T09:00", "2024-04-01T17:00", "2024-03-31T09:00", "2024-03-31T17:00"),
        ("Europe/Berlin", "2024-04-01T09:00", "2024-04-03T10:00", "2024-03-29T09:00", "2024-03-31T10:00"),
    ];
    for (name, from, to, expected_from, expected_to) in table {
        let zone = zone(name);
        let at = |text: &str| zone.local_to_instant(instant(&format!("{text}:00Z")));
        let res = previous_period(&zone, at(from), at(to));
        assert_eq!(res, (at(expected_from), at(expected_to)), "{name} {from} {to}");
    }
}

#[test]
fn a_year_of_days_is_the_year() {
    let lord_howe = zone("Australia/Lord_Howe");
    let (start, end) =
        (lord_howe.parse_local_date_start(2024, 1, 1), lord_howe.parse_local_date_start(2025, 1, 1));
    let days = PeriodFinder::new(&lord_howe, Grain::Day, Weekday::Monday).periods(start, end);
    assert_eq!(days.len(), 366);
    assert_eq!(
        end - start,
        Timestamp::UNIX_EPOCH.checked_add(8_784.hours()).expect("a time").as_microsecond()
    );
}
