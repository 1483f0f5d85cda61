use jiff::civil::date;

use super::*;

fn periods(starts: &[Date]) -> Vec<Period> {
    starts
        .iter()
        .map(|start| Period { start: *start, value: Some(1.0), numerator: None, denominator: None })
        .collect()
}

#[test]
fn weeks_with_a_hole_in_any_order() {
    let history = periods(&[date(2026, 1, 26), date(2026, 1, 5), date(2026, 1, 12)]);
    let regular = Regular::new(&history).unwrap();
    assert_eq!(regular.length, Length::Days(7));
    let values: Vec<Option<f64>> = regular.periods.iter().map(|it| it.value).collect();
    assert_eq!(values, [Some(1.0), Some(1.0), None, Some(1.0)]);
    // The weeks of 2, 9 and 16 February end on 8, 15 and 22.
    assert_eq!(regular.periods_until(date(2026, 2, 22)), 3);
    assert_eq!(regular.periods_until(date(2026, 2, 21)), 2);
    assert_eq!(regular.periods_until(date(2025, 1, 1)), 0);
}

#[test]
fn months_are_calendar_months() {
    let regular = Regular::new(&periods(&[date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)])).unwrap();
    assert_eq!(regular.length, Length::Months(1));
    assert_eq!(regular.periods_until(date(2026, 6, 30)), 3);
}

#[test]
fn histories_that_cannot_be_read() {
    assert_eq!(Regular::new(&[]), Err(HistoryError::TooShort(0)));
    let twice = periods(&[date(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 12)]);
    assert_eq!(Regular::new(&twice), Err(HistoryError::Twice(date(2026, 1, 5))));
    let uneven = periods(&[date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 26), date(2026, 2, 11)]);
    assert!(
        matches!(Regular::new(&uneven), Err(HistoryError::Uneven(start, _)) if start == date(2026, 2, 11))
    );
    let mut broken = periods(&[date(2026, 1, 5), date(2026, 1, 12)]);
    broken[1].value = Some(f64::NAN);
    assert_eq!(Regular::new(&broken), Err(HistoryError::NotFinite(date(2026, 1, 12))));
}
