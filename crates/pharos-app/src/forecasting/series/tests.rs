use std::collections::BTreeMap;

use jiff::civil::date;
use pharos_calendar::{OpeningHours, Zone, date_to_local};

use super::{Came, instants, is_open, is_whole, points};

const HALF_HOUR: u32 = 1_800;

fn berlin() -> Zone {
    Zone::get("Europe/Berlin").expect("a zone")
}

fn day(y: i16, m: i8, d: i8) -> i64 {
    date_to_local(date(y, m, d)) / 86_400_000_000
}

fn came(contacts: f64) -> Came {
    Came { contacts, handle_sum_s: 200.0 * contacts, handled: contacts }
}

/// 2026-10-25 03:00 goes back to 02:00 in Berlin, 2026-03-29 02:00 jumps to 03:00: by the rules of the European Union.
#[test]
fn an_hour_shown_twice_has_two_instants_and_a_skipped_one_none() {
    let at = |y, m, d, s: i64| instants(&berlin(), day(y, m, d) * 86_400 + s);
    let twice = at(2026, 10, 25, 9_000);
    assert_eq!(twice.len(), 2);
    assert_eq!(twice[1] - twice[0], 3_600_000_000);
    assert!(at(2026, 3, 29, 9_000).is_empty());
    assert_eq!(at(2026, 3, 29, 10_800).len(), 1);
}

#[test]
fn open_intervals_without_contacts_are_zero_and_closed_ones_are_absent() {
    let hours: OpeningHours = "mon-fri 08:00-12:00; 2026-03-04 closed".parse().expect("hours");
    let zone = berlin();
    let mut rows = BTreeMap::new();
    for (d, contacts) in [(2, 20.0), (3, 20.0), (5, 20.0), (6, 20.0)] {
        rows.insert(zone.date_start(date(2026, 3, d)) + 9 * 3_600_000_000, came(contacts));
    }
    let (contacts, handle, bound) = points(&rows, &zone, Some(&hours), HALF_HOUR, day(2026, 3, 9));
    assert!(bound);
    // Four days of eight half hours; the closed Wednesday and the weekend are not there.
    assert_eq!(contacts.len(), 32);
    assert_eq!(handle.len(), 32);
    assert_eq!(contacts.iter().map(|it| it.value).sum::<f64>(), 80.0);
    assert_eq!(handle.iter().map(|it| it.value).sum::<f64>(), 80.0 * 200.0);
    assert_eq!(contacts.iter().filter(|it| it.value == 0.0).count(), 28);
}

/// E-mail comes by night: the hours of those who answer do not bind it.
#[test]
fn hours_that_contacts_do_not_keep_are_not_theirs() {
    let hours: OpeningHours = "mon-fri 08:00-12:00".parse().expect("hours");
    let zone = berlin();
    let start = zone.date_start(date(2026, 3, 2));
    let rows: BTreeMap<i64, Came> = (0..48 * 14).map(|k| (start + k * 1_800_000_000, came(1.0))).collect();
    let (contacts, _, bound) = points(&rows, &zone, Some(&hours), HALF_HOUR, day(2026, 3, 16));
    assert!(!bound);
    assert_eq!(contacts.len(), 48 * 14);
}

/// The clock goes back within the night: 50 half hours of that day, all of them of the history.
#[test]
fn the_long_day_of_autumn_has_fifty_half_hours() {
    let zone = berlin();
    let (start, end) = (zone.date_start(date(2026, 10, 25)), zone.date_start(date(2026, 10, 26)));
    let rows: BTreeMap<i64, Came> = (0..)
        .map(|k| start + k * 1_800_000_000)
        .take_while(|us| *us < end)
        .map(|us| (us, came(2.0)))
        .collect();
    let (contacts, ..) = points(&rows, &zone, None, HALF_HOUR, day(2026, 10, 26));
    assert_eq!(contacts.len(), 50);
    let twice = contacts.iter().filter(|it| it.local_s.rem_euclid(86_400) == 7_200).count();
    assert_eq!(twice, 2);
}

#[test]
fn spans_past_midnight_belong_to_the_evening_before() {
    let hours: OpeningHours = "fri 22:00-02:00".parse().expect("hours");
    let friday = day(2026, 3, 6) * 86_400;
    assert!(is_open(&hours, friday + 79_200, HALF_HOUR));
    assert!(is_open(&hours, friday + 86_400 + 5_400, HALF_HOUR));
    assert!(!is_open(&hours, friday + 86_400 + 7_200, HALF_HOUR));
}

/// Mondays from nine until four, half past four, five and half past three; then one that is looked at.
#[test]
fn a_day_is_whole_that_goes_as_far_as_its_weekday_did() {
    let zone = berlin();
    let mut rows = BTreeMap::new();
    let mut fill = |d: i8, last_half_hour: i64| {
        let start = zone.date_start(date(2026, 6, d));
        rows.retain(|us, _| *us < start);
        rows.extend((18..=last_half_hour).map(|k| (start + k * 1_800_000_000, came(3.0))));
        rows.clone()
    };
    for (d, last) in [(1, 32), (8, 33), (15, 34), (22, 31)] {
        fill(d, last);
    }
    let monday = day(2026, 6, 29);
    let is_whole_at = |rows: &BTreeMap<i64, Came>, slot_s| is_whole(rows, &zone, monday, slot_s);
    assert!(is_whole_at(&fill(29, 31), HALF_HOUR));
    assert!(!is_whole_at(&fill(29, 30), HALF_HOUR), "loaded at half past three");
    let empty: BTreeMap<i64, Came> =
        fill(29, 30).into_iter().filter(|(us, _)| *us < zone.date_start(date(2026, 6, 29))).collect();
    assert!(!is_whole_at(&empty, HALF_HOUR), "nothing came");
    let days = |last: f64| {
        let totals = [(1, 45.0), (8, 48.0), (15, 51.0), (22, 42.0), (29, last)];
        totals
            .into_iter()
            .map(|(d, n)| (zone.date_start(date(2026, 6, d)), came(n)))
            .collect::<BTreeMap<_, _>>()
    };
    assert!(is_whole_at(&days(42.0), 86_400) && !is_whole_at(&days(41.0), 86_400));
    assert!(!is_whole_at(&BTreeMap::new(), HALF_HOUR));
}
