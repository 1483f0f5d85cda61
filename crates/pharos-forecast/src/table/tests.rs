use super::*;

fn history(text: &str) -> Result<HistoryTable, String> {
    read_history(text.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn cells_that_cannot_be_read_are_named_with_line_value_and_advice() {
    let cases = [
        ("", "the file is empty"),
        ("time,volume\n2026-01-01,1\n", "timestamp"),
        ("timestamp,volume\n2026-01-01,1\n2026-13-01,1\n", "line 3: timestamp is \"2026-13-01\""),
        ("timestamp,volume\n2026-01-01 09:00:00Z,1\n", "without an offset"),
        ("timestamp,volume\n2026-01-01,many\n", "volume is \"many\""),
        ("timestamp,volume\n2026-01-01,-3\n", "zero or more"),
    ];
    for (text, expected) in cases {
        let told = history(text).expect_err(text);
        assert!(told.contains(expected) && told.contains("maybe"), "{told}");
    }
    let fine = history("Timestamp, volume \n2026-01-01T09:30,4\n2026-01-01 10:00:00,\n").expect("fine");
    assert_eq!((fine.points.len(), fine.empty, fine.has_times), (1, 1, true));
}

#[test]
fn events_end_with_the_day_named() {
    let text = "name,start,end,kind,expected\noffer,2026-03-01,2026-03-02,campaign,0.4\nfire,2026-03-05 10:00,2026-03-05 12:00,outage,\n";
    let events = read_events(text.as_bytes()).expect("fine");
    assert_eq!(events[0].end_s - events[0].start_s, 2 * DAY_S);
    assert_eq!((events[0].expected, events[1].expected), (Some(0.4), None));
    assert_eq!(events[1].end_s - events[1].start_s, 7_200);
    let wrong = "name,start,end,kind\nx,2026-03-02,2026-03-01,campaign\n";
    assert!(read_events(wrong.as_bytes()).is_err_and(|error| error.to_string().contains("line 2")));
}

fn rows(history: &HistoryTable, request: &TableRequest<'_>) -> Vec<String> {
    let mut out = vec![];
    forecast_table(history, request, &mut out).expect("forecasts");
    String::from_utf8(out).expect("text").lines().map(str::to_owned).collect()
}

const PLAIN: TableRequest<'static> = TableRequest {
    origins: &[],
    horizon_days: 7,
    events: &[],
    opening: None,
    interval_s: None,
    country: None,
};

/// Ten weeks of weekdays from 2026-01-05, 9 to 12 o'clock, 10 x hour contacts.
fn weekdays() -> HistoryTable {
    let monday = parse_local("2026-01-05").expect("a date");
    let mut points = vec![];
    for day in (0..70).filter(|day| day % 7 < 5) {
        points.extend(
            (9..12).map(|hour| Point {
                local_s: monday + day * DAY_S + hour * 3_600,
                value: 10.0 * hour as f64,
            }),
        );
    }
    HistoryTable { points, has_times: true, empty: 0 }
}

#[test]
fn later_values_change_nothing() {
    let origin = parse_local("2026-03-02").expect("a date");
    let mut other = weekdays();
    other.points.iter_mut().filter(|p| p.local_s >= origin).for_each(|p| p.value *= 7.0);
    let request = TableRequest { origins: &[origin], ..PLAIN };
    assert_eq!(rows(&weekdays(), &request), rows(&other, &request));
}

#[test]
fn a_row_for_every_slot_of_open_days_and_of_hours_given() {
    let origin = parse_local("2026-03-16").expect("a date");
    let request = TableRequest { origins: &[origin], ..PLAIN };
    let found = rows(&weekdays(), &request);
    assert_eq!(found.len(), 1 + 15);
    assert!(found[1].starts_with("2026-03-16,2026-03-16 09:00:00,90.0"), "{}", found[1]);
    let hours: OpeningHours = "mon-sat 09:00-13:00".parse().expect("hours");
    let wider = rows(&weekdays(), &TableRequest { opening: Some(&hours), ..request });
    assert_eq!(wider.len(), 1 + 6 * 4, "Saturday and noon have no history and still a row");
}

#[test]
fn a_daily_history_keeps_its_dates() {
    let points = (0..60)
        .map(|day| Point { local_s: parse_local("2026-01-01").expect("a date") + day * DAY_S, value: 50.0 });
    let history = HistoryTable { points: points.collect(), has_times: false, empty: 0 };
    let origin = parse_local("2026-03-02").expect("a date");
    let found = rows(&history, &TableRequest { origins: &[origin], ..PLAIN });
    assert_eq!(found.len(), 8);
    assert!(found[1].starts_with("2026-03-02,2026-03-02,50.0"), "{}", found[1]);
}

#[test]
fn an_origin_within_the_day_forecasts_its_rest_from_what_came() {
    let mut history = weekdays();
    let noon = parse_local("2026-03-13 11:00").expect("a time");
    history
        .points
        .iter_mut()
        .filter(|p| p.local_s >= noon - 2 * 3_600 && p.local_s < noon)
        .for_each(|p| p.value *= 1.6);
    let found = rows(&history, &TableRequest { origins: &[noon], ..PLAIN });
    let mean: f64 = found[1].split(',').nth(2).and_then(|cell| cell.parse().ok()).expect("a number");
    assert!(found[1].starts_with("2026-03-13 11:00:00,2026-03-13 11:00:00,"), "{}", found[1]);
    assert!(mean > 111.0, "110 was usual, the morning was busy: {mean}");
}

/// A holiday on which nobody was there a year ago is closed this year, where the country is told.
#[test]
fn holidays_of_the_country_told_are_closed_where_they_were() {
    let first = parse_local("2025-01-06").expect("a Monday");
    let closed = parse_local("2025-01-20").expect("the third Monday");
    let days =
        (0..377).map(|day| first + day * DAY_S).filter(|day| weekday(day / DAY_S) < 5 && *day != closed);
    let points =
        days.flat_map(|day| (9..12).map(move |hour| Point { local_s: day + hour * 3_600, value: 30.0 }));
    let history = HistoryTable { points: points.collect(), has_times: true, empty: 0 };
    let origin = parse_local("2026-01-19").expect("a date");
    let of_day = |country: Option<&str>| -> f64 {
        let found = rows(&history, &TableRequest { origins: &[origin], country, ..PLAIN });
        let own = found.iter().filter(|row| row.contains(",2026-01-19 "));
        own.map(|row| row.split(',').nth(2).expect("a mean").parse::<f64>().expect("a number")).sum()
    };
    assert_eq!(of_day(Some("US")), 0.0, "Martin Luther King Jr. Day");
    assert!((of_day(None) - 90.0).abs() < 9.0, "{}", of_day(None));
    assert!((of_day(Some("IL")) - 90.0).abs() < 9.0, "no holiday there");
}
