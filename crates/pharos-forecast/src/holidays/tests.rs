use super::*;
use crate::forecast;
use crate::made::{MONDAY, counts};
use crate::{Request, grid};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn known_holidays_are_there() {
    // From calendars: Easter Monday and Thanksgiving move, Christmas does not, the new year of the moon and Yom Kippur follow
    // their own calendars.
    let cases = [
        ("GB", "2026-12-25", "Christmas"),
        ("DE", "2026-04-06", "Easter Monday"),
        ("US", "2026-11-26", "Thanksgiving"),
        ("CN", "2026-02-17", "New Year"),
        ("HK", "2026-02-17", "New Year"),
        ("IL", "2026-09-21", "Yom Kippur"),
    ];
    for (country, day, name) in cases {
        let found = holidays(country, date(day), date(day).tomorrow().expect("a date"));
        assert!(found.iter().any(|holiday| holiday.name.contains(name)), "{country} {day}: {found:?}");
    }
}

#[test]
fn every_row_can_be_read() {
    assert!(countries().len() > 200);
    for (country, name, dates) in rows() {
        let written = if dates.starts_with('*') { 14 } else { dates.split(' ').count() };
        assert_eq!(dates_of(dates).len(), written, "{country} {name}");
    }
    assert!(holidays("XX", date("2026-01-01"), date("2027-01-01")).is_empty());
}

#[test]
fn a_centre_that_closes_on_a_holiday_is_expected_to_close_again() {
    // 2024-12-25 was a Wednesday without contacts; the next one is 2025-12-25, a Thursday.
    let mut centre = counts(720, 9, |_| 200.0);
    let christmas = (grid_day("2024-12-25") - MONDAY) as usize;
    centre.day_mut(christmas).fill(f64::NAN);
    let events = holiday_events("GB", &centre, 20);
    let christmas = events.iter().filter(|event| event.name == "Christmas Day").collect::<Vec<_>>();
    assert!(christmas.len() == 2 && christmas.iter().all(|event| event.is_closed()), "{christmas:?}");
    assert!(events.iter().any(|event| event.kind == "holiday: Good Friday"));
    let said = forecast(&centre, &Request { horizon_days: 20, events: &events, prior: &[] });
    let ahead = (grid_day("2025-12-25") - MONDAY - 720) as usize;
    assert_eq!(said.days[ahead].mean, 0.0);
    assert!(said.days[ahead - 1].mean > 100.0);
    assert_eq!(grid::date_of(said.first_day + ahead as i64), date("2025-12-25"));
}

fn grid_day(text: &str) -> i64 {
    date_to_local(date(text)) / 1_000_000 / DAY_S
}
