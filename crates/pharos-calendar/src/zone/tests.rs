use super::*;

fn instant(text: &str) -> i64 {
    text.parse::<Timestamp>().expect("an instant").as_microsecond()
}

fn local(text: &str) -> i64 {
    instant(&format!("{text}Z"))
}

fn zone(name: &str) -> Zone {
    Zone::get(name).expect("a zone")
}

#[test]
fn wall_clock_readings_become_instants() {
    // (zone, reading, instant): gaps move forward, folds mean the earlier one.
    let table = [
        ("Europe/Berlin", "2024-03-31T01:59:59", "2024-03-31T00:59:59Z"),
        ("Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:30:00Z"),
        ("Europe/Berlin", "2024-10-27T02:30:00", "2024-10-27T00:30:00Z"),
        ("Europe/Berlin", "2024-10-27T03:00:00", "2024-10-27T02:00:00Z"),
        ("America/New_York", "2024-03-10T02:15:00", "2024-03-10T07:15:00Z"),
        ("Asia/Jerusalem", "2024-03-29T02:30:00", "2024-03-29T00:30:00Z"),
        ("Australia/Lord_Howe", "2024-10-06T02:15:00", "2024-10-05T15:45:00Z"),
        ("Australia/Lord_Howe", "2024-04-07T01:45:00", "2024-04-06T14:45:00Z"),
        ("Asia/Kathmandu", "2024-06-01T00:00:00", "2024-05-31T18:15:00Z"),
    ];
    for (name, reading, expected) in table {
        assert_eq!(zone(name).local_to_instant(local(reading)), instant(expected), "{name} {reading}");
    }
}

#[test]
fn a_date_begins_at_its_first_instant() {
    let table = [
        ("Asia/Jerusalem", (2024, 3, 29), "2024-03-28T22:00:00Z"),
        // Midnight is skipped: the day begins at 01:00.
        ("Africa/Cairo", (2024, 4, 26), "2024-04-25T22:00:00Z"),
        // From 23:30 to 00:30: the day begins at 00:30.
        ("America/Toronto", (1919, 3, 31), "1919-03-31T04:30:00Z"),
        // Midnight came twice (00:01 back to 23:01).
        ("America/Goose_Bay", (2010, 11, 7), "2010-11-07T03:00:00Z"),
        // A date that was skipped has no length: it begins with the next.
        ("Pacific/Apia", (2011, 12, 30), "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", (2011, 12, 31), "2011-12-30T10:00:00Z"),
        // 31 April is 1 May.
        ("UTC", (2024, 4, 31), "2024-05-01T00:00:00Z"),
    ];
    for (name, (y, m, d), expected) in table {
        assert_eq!(zone(name).parse_local_date_start(y, m, d), instant(expected), "{name} {y}-{m}-{d}");
    }
}

#[test]
fn clock_readings_at_an_instant() {
    let kathmandu = zone("asia/kathmandu");
    assert_eq!(kathmandu.name(), "Asia/Kathmandu");
    assert_eq!(kathmandu.offset_s(0), 5 * 3_600 + 1_800, "until 1986 it was five and a half hours");
    let at = instant("2024-05-31T18:14:59Z");
    assert_eq!(kathmandu.offset_s(at), 5 * 3_600 + 2_700);
    assert_eq!(kathmandu.hour_of_day(at), 23);
    assert_eq!(kathmandu.weekday(at), Weekday::Friday);
    assert_eq!(kathmandu.local_date(at), jiff::civil::date(2024, 5, 31));
    assert_eq!(kathmandu.local_date(at + SECOND_US), jiff::civil::date(2024, 6, 1));
}

#[test]
fn a_stretch_ends_where_the_offset_changes() {
    let res = zone("Europe/Berlin").stretch(instant("2024-07-01T00:00:00Z"));
    assert_eq!(res.from_us, instant("2024-03-31T01:00:00Z"));
    assert_eq!(res.until_us, instant("2024-10-27T01:00:00Z"));
    assert_eq!(res.offset_us, 7_200 * SECOND_US);
    let at_the_change = zone("Europe/Berlin").stretch(instant("2024-03-31T01:00:00Z"));
    assert_eq!(at_the_change, res);
    let utc = Zone::utc().stretch(0);
    assert_eq!((utc.from_us, utc.until_us, utc.offset_us), (i64::MIN, i64::MAX, 0));
}

#[test]
fn an_unknown_zone_is_answered_with_near_names() {
    for (name, expected) in
        [("Jerusalem!", "Jerusalem"), ("Europe/Berln", "Europe/Berlin"), ("new york", "America/New_York")]
    {
        let fault = Zone::get(name).expect_err("no zone");
        let Error::UnknownZone { maybe, .. } = &fault else { panic!("{fault}") };
        assert!(maybe.iter().any(|near| near.ends_with(expected)), "{name}: {maybe:?}");
        assert!(fault.to_string().starts_with(&format!("unknown time zone {name:?}, maybe ")), "{fault}");
    }
}

#[test]
fn instants_that_are_no_dates_do_not_panic() {
    for at in [i64::MIN, i64::MAX, MIN_US - 1, MAX_US + 1] {
        let berlin = zone("Europe/Berlin");
        berlin.offset_s(at);
        berlin.local_to_instant(at);
        berlin.stretch(at);
        berlin.local_date(at);
    }
}
