use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::Error;
use crate::civil::MINUTE_US;

fn hours(text: &str) -> OpeningHours {
    text.parse().expect("opening hours")
}

fn zone(name: &str) -> Zone {
    Zone::get(name).expect("a zone")
}

fn at(zone: &Zone, reading: &str) -> i64 {
    zone.local_to_instant(format!("{reading}Z").parse::<Timestamp>().expect("a time").as_microsecond())
}

#[test]
fn texts_are_read_and_written() {
    let table = [
        ("mon-fri 07:00-21:00; sat 08:00-12:00", "mon-fri 07:00-21:00; sat 08:00-12:00"),
        ("Monday 7:00-12:00, 13:00-17:30;", "mon 07:00-12:00,13:00-17:30"),
        ("sun-thu 08:00-20:00", "mon-thu 08:00-20:00; sun 08:00-20:00"),
        ("mon,wed 09:00-10:00; mon 10:00-11:00", "mon 09:00-11:00; wed 09:00-10:00"),
        ("fri 22:00-06:00", "fri 22:00-06:00"),
        ("mon-sun 00:00-24:00", "always"),
        ("always", "always"),
        ("mon-fri 09:00-17:00; sat closed", "mon-fri 09:00-17:00"),
        (
            "mon 09:00-17:00; 2026-12-24..2026-12-26 closed",
            "mon 09:00-17:00; 2026-12-24 closed; 2026-12-25 closed; 2026-12-26 closed",
        ),
        ("2026-12-24,2026-12-31 08:00-13:00:30", "2026-12-24 08:00-13:00:30; 2026-12-31 08:00-13:00:30"),
        ("", ""),
    ];
    for (text, written) in table {
        assert_eq!(hours(text).to_string(), written, "{text}");
        assert_eq!(hours(written), hours(text), "{text}");
    }
}

#[test]
fn faults_name_the_part() {
    let table = [
        ("mon-fri", "no hours after the days"),
        ("mon 7-21", "is no time of day"),
        ("mon 07:00-25:00", "\"25:00\" is no time of day"),
        ("mon 07:60-08:00", "\"07:60\" is no time of day"),
        ("mon 09:00-09:00", "is empty, maybe 00:00-24:00"),
        ("mon 24:00-02:00", "24:00 cannot be an opening time"),
        ("mon 09:00-12:00,11:00-13:00", "hours overlap"),
        ("mon 09:00-12:00; mon-tue 11:00-13:00", "hours of mon overlap"),
        ("funday 09:00-12:00", "unknown weekday"),
        ("2026-13-01 closed", "is no date"),
        ("2026-12-26..2026-12-24 closed", "ends before it begins"),
        ("2020-01-01..2040-01-01 closed", "longer than ten years"),
    ];
    for (text, expected) in table {
        let fault = text.parse::<OpeningHours>().expect_err(text);
        assert!(matches!(fault, Error::OpeningHours { .. }), "{fault}");
        assert!(fault.to_string().contains(expected), "{text}: {fault}");
    }
}

#[test]
fn business_time_by_hand() {
    let office = hours("mon-fri 09:00-17:00; 2024-12-25,2024-12-26 closed; 2024-12-24 09:00-12:00");
    let berlin = zone("Europe/Berlin");
    let table = [
        // Friday afternoon to Monday morning.
        ("2024-03-29T16:00:00", "2024-04-01T10:00:00", 2.0),
        // Over Christmas: 3 hours on the 24th, none on the two days, 1 hour on the 27th.
        ("2024-12-24T08:00:00", "2024-12-27T10:00:00", 4.0),
        ("2024-03-30T00:00:00", "2024-04-01T00:00:00", 0.0),
        ("2024-04-02T12:00:00", "2024-04-02T11:00:00", 0.0),
    ];
    for (from, to, expected_h) in table {
        let res = business_seconds(&office, &berlin, at(&berlin, from), at(&berlin, to));
        assert_eq!(res, expected_h * 3_600.0, "{from} {to}");
    }
}

#[test]
fn the_night_of_a_clock_change() {
    let berlin = zone("Europe/Berlin");
    let always = OpeningHours::always();
    let night = hours("sat 22:00-06:00");
    let spring = (at(&berlin, "2024-03-30T12:00:00"), at(&berlin, "2024-03-31T12:00:00"));
    let autumn = (at(&berlin, "2024-10-26T12:00:00"), at(&berlin, "2024-10-27T12:00:00"));
    assert_eq!(business_seconds(&always, &berlin, spring.0, spring.1), 23.0 * 3_600.0);
    assert_eq!(business_seconds(&always, &berlin, autumn.0, autumn.1), 25.0 * 3_600.0);
    assert_eq!(business_seconds(&night, &berlin, spring.0, spring.1), 7.0 * 3_600.0);
    assert_eq!(business_seconds(&night, &berlin, autumn.0, autumn.1), 9.0 * 3_600.0);
    assert_eq!(open_spans(&always, &berlin, spring.0, autumn.1), [(spring.0, autumn.1)]);
    // Skipped times are never open; times shown twice are open twice.
    let half = hours("sun 02:00-02:30");
    assert_eq!(open_spans(&half, &berlin, spring.0, spring.1), []);
    assert_eq!(business_seconds(&half, &berlin, autumn.0, autumn.1), 3_600.0);
    assert_eq!(open_spans(&half, &berlin, autumn.0, autumn.1).len(), 2);
}

#[test]
fn open_slots_carry_their_open_part() {
    let kathmandu = zone("Asia/Kathmandu");
    let office = hours("mon 09:10-10:00");
    let day = (at(&kathmandu, "2024-06-03T00:00:00"), at(&kathmandu, "2024-06-04T00:00:00"));
    let res = open_slots(&office, &kathmandu, Grain::Minutes30, day.0, day.1);
    let expected = [("2024-06-03T09:00:00", 1_200.0), ("2024-06-03T09:30:00", 1_800.0)];
    assert_eq!(res.len(), 2);
    for (slot, (start, open_s)) in res.iter().zip(expected) {
        assert_eq!((slot.start_us, slot.open_s), (at(&kathmandu, start), open_s));
        assert_eq!(slot.end_us - slot.start_us, 1_800 * SECOND_US);
    }
    assert!(is_open(&office, &kathmandu, at(&kathmandu, "2024-06-03T09:59:59")));
    assert!(!is_open(&office, &kathmandu, at(&kathmandu, "2024-06-03T10:00:00")));
}

#[test]
fn ranges_without_ends_are_answered() {
    let days = 365.25 * 9_998.0;
    let res = business_seconds(&hours("mon 00:00-00:01"), &Zone::utc(), i64::MIN, i64::MAX);
    assert!((res / 60.0 - days / 7.0).abs() < 200.0, "{res}");
}

proptest! {
    #[test]
    fn business_time_agrees_with_counting_minutes(
        name in proptest::sample::select(&["Asia/Jerusalem", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
        text in proptest::sample::select(&["mon-fri 07:00-21:00; sat 08:00-12:00", "sun-thu 22:15-05:45; 2024-03-29 closed", "always", "sat,sun 01:15-03:10,12:00-13:00"]),
        change in 0usize..6,
        from_min in -4_000i64..1_000,
        length_min in 0i64..6_000,
    ) {
        // Near the changes of the zones above, 2024.
        let change_s = [1_711_670_400, 1_711_846_800, 1_710_054_000, 1_712_415_600, 1_729_983_600, 1_730_613_600][change];
        let zone = zone(name);
        let (office, tz) = (hours(text), TimeZone::get(name).expect("a zone"));
        let from_us = change_s * SECOND_US + from_min * MINUTE_US;
        let open = (0..length_min).filter(|minute| {
            let at = Timestamp::from_microsecond(from_us + minute * MINUTE_US).expect("an instant");
            let shown = tz.to_datetime(at);
            let clock_s = i32::from(shown.hour()) * 3_600 + i32::from(shown.minute()) * 60;
            let yesterday = shown.date().yesterday().expect("a date");
            office.on_date(shown.date()).iter().any(|span| span.from_s <= clock_s && clock_s < span.to_s)
                || office.on_date(yesterday).iter().any(|span| span.from_s <= clock_s + 86_400 && clock_s + 86_400 < span.to_s)
        });
        let expected = open.count() as f64 * 60.0;
        prop_assert_eq!(business_seconds(&office, &zone, from_us, from_us + length_min * MINUTE_US), expected);
    }

    #[test]
    fn business_time_adds_up(split in 0i64..20_000, text in proptest::sample::select(&["mon-fri 07:00-21:00", "fri-mon 20:00-04:00"])) {
        let (office, zone) = (hours(text), zone("Asia/Jerusalem"));
        let (from, to) = (1_711_000_000 * SECOND_US, 1_711_000_000 * SECOND_US + 20_000 * MINUTE_US);
        let middle = from + split * MINUTE_US;
        let parts = business_seconds(&office, &zone, from, middle) + business_seconds(&office, &zone, middle, to);
        prop_assert_eq!(parts, business_seconds(&office, &zone, from, to));
    }
}
