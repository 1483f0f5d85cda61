use jiff::civil::date;

use super::*;

/// From 70 to 80 within 100 days from 1 January 2026.
fn plan() -> Plan {
    let (starts, by) = (date(2026, 1, 1), date(2026, 4, 10));
    Plan { baseline: 70.0, aim: Aim::AtLeast(80.0), starts, by, pace: Pace::Even }
}

#[test]
fn status_by_rule() {
    use Status::{AtRisk, Missed, NoData, NotStarted, OffTrack, OnTrack, Reached};
    let half = date(2026, 2, 19);
    let table = [
        (Some(75.0), half, OnTrack),
        (Some(74.0), half, OnTrack),
        (Some(73.9), half, AtRisk),
        (Some(72.5), half, AtRisk),
        (Some(72.4), half, OffTrack),
        (Some(60.0), half, OffTrack),
        (Some(80.0), half, Reached),
        (None, half, NoData),
        (Some(75.0), date(2025, 12, 31), NotStarted),
        (Some(79.9), date(2026, 4, 10), OnTrack),
        (Some(79.9), date(2026, 4, 11), Missed),
        (None, date(2026, 4, 11), Missed),
    ];
    for (value, today, status) in table {
        assert_eq!(progress(&plan(), value, today).status, status, "{value:?} on {today}");
    }
}

#[test]
fn half_of_the_time_and_a_quarter_of_the_way() {
    let it = progress(&plan(), Some(72.5), date(2026, 2, 19));
    assert_eq!((it.way, it.planned_way, it.planned_value), (Some(0.25), 0.5, 75.0));
    // 50 days for a quarter of the way: 200 days in all.
    assert_eq!(it.expected_on, Some(date(2026, 7, 19)));
    assert_eq!(progress(&plan(), Some(69.0), date(2026, 2, 19)).expected_on, None);
    assert_eq!(progress(&plan(), Some(70.1), date(2026, 2, 19)).expected_on, None);
}

#[test]
fn less_can_be_better_and_a_band_has_two_sides() {
    let less = Plan { baseline: 300.0, aim: Aim::AtMost(270.0), ..plan() };
    assert_eq!(progress(&less, Some(285.0), date(2026, 2, 19)).way, Some(0.5));
    let band = Plan { baseline: 0.70, aim: Aim::Within(0.80, 0.85), ..plan() };
    let way = |value| progress(&band, Some(value), date(2026, 2, 19)).way.unwrap();
    assert!((way(0.75) - 0.5).abs() < 1e-9);
    assert_eq!(way(0.82), 1.0);
    assert!((way(0.90) - 0.5).abs() < 1e-9);
    let kept = Plan { baseline: 85.0, ..plan() };
    assert_eq!(progress(&kept, Some(84.0), date(2026, 2, 19)).status, Status::Reached);
    assert_eq!(progress(&kept, Some(79.0), date(2026, 2, 19)).status, Status::OffTrack);
}

#[test]
fn the_season_sets_the_pace() {
    let year = Plan {
        starts: date(2026, 1, 1),
        by: date(2026, 12, 31),
        pace: Pace::Weighted(vec![(date(2026, 1, 1), 1.0), (date(2026, 12, 1), 3.0)]),
        ..plan()
    };
    assert_eq!(progress(&year, None, date(2026, 11, 30)).planned_way, 0.25);
    assert_eq!(progress(&year, None, date(2026, 12, 31)).planned_way, 1.0);
}

#[test]
fn a_busy_season_brings_the_day_forward() {
    // Half of the year's work comes in December; by the end of June a fifth of it was planned, and a quarter is done.
    let (starts, by) = (date(2026, 1, 1), date(2026, 12, 31));
    let mut stretches: Vec<(Date, f64)> = (1..=11).map(|it| (date(2026, it, 1), 1.0)).collect();
    stretches.push((date(2026, 12, 1), 11.0));
    let year = Plan { baseline: 0.0, aim: Aim::AtLeast(22.0), starts, by, pace: Pace::Weighted(stretches) };
    let seen = progress(&year, Some(7.5), date(2026, 6, 30));
    assert!((seen.planned_way - 6.0 / 22.0).abs() < 1e-9, "{seen:?}");
    // 6 / 7.5 of the plan's work makes the whole: 17.6 of 22, of which December brings 6.6 of its 11.
    assert_eq!(seen.expected_on, Some(date(2026, 12, 19)));
    let late = progress(&year, Some(3.0), date(2026, 6, 30));
    assert!(by < late.expected_on.unwrap(), "{late:?}");
}
