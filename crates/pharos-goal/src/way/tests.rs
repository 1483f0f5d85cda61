use jiff::civil::date;

use super::*;

#[test]
fn a_year_is_cut_forward_in_equal_parts_and_backward_in_months() {
    let quarters = milestones(40.0, 30.0, date(2026, 1, 1), date(2026, 12, 31), 4, Split::Forward, &[]);
    let days: Vec<String> = quarters.iter().map(|it| it.due.to_string()).collect();
    assert_eq!(days, ["2026-04-01", "2026-07-02", "2026-10-01", "2026-12-31"]);
    assert_eq!(quarters.iter().map(|it| it.value).collect::<Vec<_>>(), [37.5, 35.0, 32.5, 30.0]);
    let back = milestones(0.0, 6.0, date(2026, 1, 1), date(2026, 3, 31), 3, Split::Backward, &[]);
    let days: Vec<String> = back.iter().map(|it| it.due.to_string()).collect();
    assert_eq!(days, ["2026-01-31", "2026-02-28", "2026-03-31"]);
    let weighted =
        milestones(0.0, 100.0, date(2026, 1, 1), date(2026, 2, 28), 2, Split::Forward, &[3.0, 1.0]);
    assert_eq!(weighted[0].value, 75.0);
    assert!(milestones(0.0, 1.0, date(2026, 1, 1), date(2026, 1, 1), 4, Split::Forward, &[]).is_empty());
}

#[test]
fn parts_roll_up_by_the_stated_rule() {
    let parts = [(Status::Reached, Some(1.4)), (Status::AtRisk, Some(0.5)), (Status::NoData, None)];
    let way = |rule| roll_up(rule, &parts).way;
    assert_eq!(way(RollUp::Mean), Some(0.75));
    assert_eq!(way(RollUp::Least), Some(0.5));
    assert_eq!(way(RollUp::ShareReached), Some(1.0 / 3.0));
    assert_eq!(way(RollUp::Own), None);
    assert_eq!(roll_up(RollUp::Mean, &[]).way, None);
}

#[test]
fn late_facts_restate_what_was_over() {
    let period = |month, value| Period {
        start: date(2026, month, 1),
        value: Some(value),
        numerator: None,
        denominator: Some(10.0),
    };
    let shown = [period(1, 5.0), period(2, 6.0), period(3, 7.0)];
    let now = [period(1, 5.0 + 1e-12), period(2, 6.5), period(3, 8.0)];
    let found = restated(&shown, &now, |start| start < date(2026, 3, 1));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].was, found[0].is), (Some(6.0), Some(6.5)));
}

#[test]
fn the_season_weighs_months_by_what_a_day_brought() {
    let months: Vec<(Date, f64)> = (1..=12)
        .map(|month| {
            let first = date(2025, month, 1);
            let a_day = if month == 12 { 20.0 } else { 10.0 };
            (first, a_day * f64::from(first.days_in_month()))
        })
        .collect();
    let found = season(&months, date(2026, 11, 16), date(2026, 12, 10));
    assert_eq!(found, [(date(2026, 11, 16), 150.0), (date(2026, 12, 1), 200.0)]);
    // November has not been seen: nobody knows what it brings.
    let seen: Vec<_> = months.into_iter().filter(|it| it.0.month() != 11).collect();
    assert!(season(&seen, date(2026, 11, 16), date(2026, 12, 10)).is_empty());
}
