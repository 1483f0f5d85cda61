use super::*;
use jiff::Timestamp;
use pharos_calendar::Zone;

fn shown(instant: Result<Option<i64>, FunctionError>) -> String {
    match instant {
        Ok(Some(instant)) => Timestamp::from_microsecond(instant).expect("in range").to_string(),
        Ok(None) => "NULL".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn zone(name: &str) -> Zone {
    Zone::get(name).expect(name)
}

#[test]
fn local_instants() {
    let check = |text: &str, format: Option<&str>, zone_name: &str, expected: &str| {
        let format = format.map_or(InstantFormat::iso(), |format| InstantFormat::new(format).expect(format));
        let got = shown(format.local_instant(text, &zone(zone_name)));
        assert!(got.starts_with(expected), "{text}: {got}, not {expected}");
    };
    let jerusalem = "Asia/Jerusalem";
    check("2021-01-01 09:12:58", None, "UTC", "2021-01-01T09:12:58Z");
    check("2021-01-01T09:12:58", None, jerusalem, "2021-01-01T07:12:58Z");
    check("2021-07-01T09:12:58.25", None, jerusalem, "2021-07-01T06:12:58.25Z");
    check("2021-07-01T09:12:58Z", None, jerusalem, "2021-07-01T09:12:58Z");
    check("2012-10-09T14:50:17+00:00", None, jerusalem, "2012-10-09T14:50:17Z");
    check("2012-10-09T14:50:17-05:30", None, jerusalem, "2012-10-09T20:20:17Z");
    check("2021-01-01", None, jerusalem, "2020-12-31T22:00:00Z");
    check("29/2/2016 01:16", Some("%d/%m/%Y %H:%M"), "UTC", "2016-02-29T01:16:00Z");
    check("01-09-2021", Some("%d-%m-%Y"), "UTC", "2021-09-01T00:00:00Z");
    check("990201", Some("%y%m%d"), jerusalem, "1999-01-31T22:00:00Z");
    check("000615", Some("%y%m%d"), jerusalem, "2000-06-14T21:00:00Z");
    check("3 Mar 2021 4:05 PM", Some("%d %b %Y %I:%M %p"), "UTC", "2021-03-03T16:05:00Z");
    check("2021-03-03 10:00 +0200", Some("%Y-%m-%d %H:%M %z"), "UTC", "2021-03-03T08:00:00Z");
    check("  ", None, "UTC", "NULL");
    check(
        "30/2/2016 01:16",
        Some("%d/%m/%Y %H:%M"),
        "UTC",
        "a time cannot be read from `30/2/2016 01:16`; the format is",
    );
    check("1/2/2016 24:00", Some("%d/%m/%Y %H:%M"), "UTC", "a time cannot be read");
    check("1/2/2016 1:00 x", Some("%d/%m/%Y %H:%M"), "UTC", "a time cannot be read");
    check("yesterday", None, "UTC", "a time cannot be read from `yesterday`; the format is ISO 8601");
    // The clocks of Berlin skip 02:30 in spring and show it twice in autumn.
    check("2021-03-28 02:30:00", None, "Europe/Berlin", "2021-03-28T01:30:00Z");
    check("2021-10-31 02:30:00", None, "Europe/Berlin", "2021-10-31T00:30:00Z");
}

#[test]
fn quick_formats_read_as_the_library_reads() {
    let texts = [
        "990201",
        "29/2/2016 01:16",
        "2021-01-01T09:12:58",
        "1/1/2021 0:00",
        "31.12.1999 23:59:59",
        "",
        "x",
        "12",
    ];
    for format in ["%y%m%d", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y %H:%M", "%d.%m.%Y %T", "%F"] {
        for text in texts {
            let quick = InstantFormat::new(format).expect(format).utc_instant(text).ok().flatten();
            let parts = jiff::fmt::strtime::BrokenDownTime::parse(format, text).ok();
            let library = parts.and_then(|parts| {
                let date = parts.to_date().ok()?;
                let time = parts.to_time().unwrap_or(jiff::civil::Time::midnight());
                Some(
                    date.to_datetime(time)
                        .to_zoned(jiff::tz::TimeZone::UTC)
                        .ok()?
                        .timestamp()
                        .as_microsecond(),
                )
            });
            assert_eq!(quick, library, "{text} as {format}");
        }
    }
}

#[test]
fn an_unknown_format_is_an_error() {
    assert!(
        InstantFormat::new("%Y-%Q-%!").expect_err("no such directive").to_string().contains("a time format")
    );
}

#[test]
fn days_and_clocks_in_two_columns() {
    let day = InstantFormat::new("%y%m%d").expect("a format");
    let jerusalem = zone("Asia/Jerusalem");
    let check = |date: &str, clock: &str, after: Option<&str>, expected: &str| {
        let instant = match after {
            Some(first) => local_day_clock_after(date, &day, clock, first, &jerusalem),
            None => local_day_clock(date, &day, clock, &jerusalem),
        };
        let got = shown(instant);
        assert!(got.starts_with(expected), "{date} {clock}: {got}");
    };
    check("990201", "7:02:47", None, "1999-02-01T05:02:47Z");
    check("990201", "0:00:00", None, "1999-01-31T22:00:00Z");
    check("990215", "0:10:05", Some("23:59:41"), "1999-02-15T22:10:05Z");
    // A little earlier than the first clock is a fault, not midnight.
    check("990215", "9:00:00", Some("9:03:12"), "1999-02-15T07:00:00Z");
    check("990215", "", Some("9:03:12"), "NULL");
    check("990215", "24:00:00", None, "a clock cannot be read from `24:00:00`");
    check("990215", "soon", None, "a clock cannot be read");
    check("991315", "1:00:00", None, "a time cannot be read from `991315`");
    // The night in which summer time began: 2 April 1999, the next day has its own offset.
    check("990401", "0:30:00", Some("23:50:00"), "1999-04-01T22:30:00Z");
}

#[test]
fn counts_since_1970() {
    let check = |text: &str, unit: Option<&str>, expected: &str| {
        let got = shown(epoch_instant(text, unit));
        assert!(got.starts_with(expected), "{text}: {got}");
    };
    check("1266833361", None, "2010-02-22T10:09:21Z");
    check("1266833361500", None, "2010-02-22T10:09:21.5Z");
    check("1266833361.25", Some("s"), "2010-02-22T10:09:21.25Z");
    check("1000", Some("ms"), "1970-01-01T00:00:01Z");
    check("", None, "NULL");
    check("1", Some("h"), "an instant cannot be read");
    check("1e300", None, "an instant cannot be read");
}

#[test]
fn durations() {
    let check = |text: &str, expected: Option<f64>| {
        assert_eq!(seconds_of(text, false).ok(), Some(expected), "{text}")
    };
    check("123", Some(123.0));
    check("123.5", Some(123.5));
    check("2:03", Some(123.0));
    check("00:02:23", Some(143.0));
    check("100:00:01", Some(360_001.0));
    check("-0:05", Some(-5.0));
    check("0:00:05.25", Some(5.25));
    check("250ms", Some(0.25));
    check("90 s", Some(90.0));
    check("PT1M30S", Some(90.0));
    check(" ", None);
    for bad in ["x", "1:2:3:4", "1:60", "1:", ":5", "1-2", "1:30s", "nan", "inf"] {
        assert!(seconds_of(bad, false).is_err(), "{bad}");
    }
}

#[test]
fn durations_with_a_decimal_comma() {
    let check = |text: &str, expected: f64| assert_eq!(seconds_of(text, true), Ok(Some(expected)), "{text}");
    check("65,5", 65.5);
    check("82", 82.0);
    check("1.234,25", 1234.25);
    check("1.234", 1234.0);
    check("-0:05,5", -5.5);
    check("0:01:05,25", 65.25);
    check("0:01:05.250", 65.25);
    check("90,5 s", 90.5);
    // A point that parts no thousands would make ten times as much of it.
    for bad in ["65.5", "1,234.5", "1,2,3", "1.2345,6", "1234.567", ",", "0:01,5.5"] {
        assert!(seconds_of(bad, true).is_err(), "{bad}");
    }
    assert!(seconds_of("65,5", false).is_err());
}

#[test]
fn numbers() {
    let check = |text: &str, comma: bool, expected: f64| {
        assert_eq!(number_of(text, comma), Ok(Some(expected)), "{text}")
    };
    check("42", false, 42.0);
    check("1,234.5", false, 1234.5);
    check("1.234,5", true, 1234.5);
    check("3.26702E+11", false, 326_702_000_000.0);
    check("-36,4", true, -36.4);
    check("94.01%", false, 0.9401);
    check("(12)", false, -12.0);
    check("\u{20ac} 1 234,50", true, 1234.5);
    check("0,5", true, 0.5);
    assert_eq!(number_of("", false), Ok(None));
    for bad in ["x", "1,2x", "1.2.3", "--1", "nan", "inf"] {
        assert!(number_of(bad, false).is_err(), "{bad}");
    }
}

#[test]
fn yes_and_no() {
    for (text, expected) in
        [("Y", true), ("no", false), ("כן", true), ("否", false), ("TRUE", true), ("0", false)]
    {
        assert_eq!(flag_of(text), Ok(Some(expected)), "{text}");
    }
    assert_eq!(flag_of(" "), Ok(None));
    assert!(flag_of("maybe").is_err());
}

#[test]
fn objects_and_hashes() {
    let object = attributes([("a", Some("x \"y\"")), ("b", None), ("c", Some("1"))]);
    assert_eq!(object.as_deref(), Some(r#"{"a":"x \"y\"","c":"1"}"#));
    assert_eq!(attributes([("a", None)]), None);
    // BLAKE3 of the empty text, as the specification prints it.
    assert_eq!(word_hash(""), "af1349b9f5f9a1a6a0404dea36dcc949");
    assert_ne!(row_hash([Some("ab"), Some("c")]), row_hash([Some("a"), Some("bc")]));
    assert_ne!(row_hash([Some(""), None]), row_hash([None, Some("")]));
    assert_eq!(row_hash([Some("a"), None]), row_hash([Some("a"), None]));
}

#[test]
fn an_instant_some_seconds_later() {
    assert_eq!(instant_after(1_000_000, 1.5), 2_500_000);
    assert_eq!(instant_after(1_000_000, -1.0), 0);
    assert_eq!(instant_after(i64::MAX, 1.0), i64::MAX);
}
