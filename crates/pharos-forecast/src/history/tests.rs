use super::*;

fn hours(day: i64, hours: std::ops::Range<i64>, value: f64) -> Vec<Point> {
    hours.map(|hour| Point { local_s: day * DAY_S + hour * 3_600, value }).collect()
}

/// 2024-01-01, a Monday.
const MONDAY: i64 = crate::made::MONDAY;

#[test]
fn interval_and_open_slots_are_those_of_the_last_eight_weeks() {
    // Half hours long ago, hours since; Saturdays only in the morning.
    let mut points: Vec<Point> =
        (0..20).map(|k| Point { local_s: MONDAY * DAY_S + k * 1_800, value: 1.0 }).collect();
    for day in 7..70 {
        match weekday(MONDAY + day) {
            6 => {}
            5 => points.extend(hours(MONDAY + day, 9..12, 2.0)),
            _ => points.extend(hours(MONDAY + day, 9..17, 3.0)),
        }
    }
    let (grid, notes) = grid_of(&points, MONDAY + 70, Layout::default()).expect("a grid");
    assert_eq!((grid.slot_s(), grid.slots(), grid.days()), (3_600, 8, 70));
    assert_eq!(grid.slot_starts_s()[0], 9 * 3_600);
    assert!(!grid.is_open_weekday(6));
    assert_eq!(grid.open_on(5).iter().filter(|open| **open).count(), 3);
    assert_eq!(grid.open_on(0).iter().filter(|open| **open).count(), 8);
    assert!(notes.off_hours > 0, "the half hours before nine");
}

#[test]
fn an_hour_the_clock_shows_twice_counts_as_one_hour() {
    // 2024-10-27 in Europe: 02:00 to 03:00 came twice, with 10 and 14 contacts.
    let sunday = MONDAY + 300;
    let mut points = hours(sunday, 0..24, 6.0);
    points[2].value = 10.0;
    points.push(Point { local_s: sunday * DAY_S + 2 * 3_600, value: 14.0 });
    let (grid, notes) = grid_of(&points, sunday + 1, Layout::default()).expect("a grid");
    assert_eq!((grid.day(0)[2], notes.doubled), (12.0, 1));
}

#[test]
fn nothing_at_or_after_the_origin_is_seen() {
    let mut points = hours(MONDAY, 9..12, 5.0);
    points.extend(hours(MONDAY + 1, 8..20, 99.0));
    let (grid, _) = grid_of(&points, MONDAY + 1, Layout::default()).expect("a grid");
    assert_eq!((grid.days(), grid.slots()), (1, 3));
}

#[test]
fn quarter_hours_become_half_hours_when_asked() {
    let points: Vec<Point> = (0..8)
        .map(|k| Point { local_s: MONDAY * DAY_S + 9 * 3_600 + k * 900, value: 1.0 + k as f64 })
        .collect();
    let layout = Layout { slot_s: Some(1_800), opening: None };
    let (grid, _) = grid_of(&points, MONDAY + 1, layout).expect("a grid");
    assert_eq!(grid.day(0), [3.0, 7.0, 11.0, 15.0]);
    let finer = grid_of(&points, MONDAY + 1, Layout { slot_s: Some(300), opening: None });
    assert!(finer.is_err_and(|error| error.to_string().contains("finer")));
    let odd = grid_of(&points, MONDAY + 1, Layout { slot_s: Some(7_000), opening: None });
    assert!(odd.is_err_and(|error| error.to_string().contains("divide")));
}

#[test]
fn hours_given_open_slots_without_history_also_past_midnight() {
    let points = hours(MONDAY, 9..12, 5.0);
    let hours: OpeningHours = "mon-fri 09:00-12:00; sat 22:00-02:00".parse().expect("hours");
    let layout = Layout { slot_s: None, opening: Some(&hours) };
    let (grid, _) = grid_of(&points, MONDAY + 3, layout).expect("a grid");
    let open = |w: usize| -> Vec<u32> {
        let starts = grid.slot_starts_s().iter().zip(grid.open_on(w));
        starts.filter(|(_, open)| **open).map(|(start, _)| start / 3_600).collect()
    };
    assert_eq!(open(4), [9, 10, 11]);
    assert_eq!(open(5), [22, 23]);
    assert_eq!(open(6), [0, 1]);
}

#[test]
fn without_history_before_the_origin_the_origin_is_named() {
    let error = grid_of(&hours(MONDAY, 9..12, 5.0), MONDAY, Layout::default());
    assert!(error.is_err_and(|error| error.to_string().contains("2024-01-01")));
}
