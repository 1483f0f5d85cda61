use super::*;
use crate::made::{MONDAY, counts};
use crate::{Effort, Request, forecast_with};

#[test]
fn a_steady_week_is_continued() {
    // 2,000 contacts on a day of factor 1: chance is 3 to 7 % of a slot.
    let grid = counts(120, 4, |_| 2_000.0);
    let days = DayValues::totals(&grid);
    let said = decomposed(&grid, &days, 112, 7).expect("long enough");
    for (h, day) in said.chunks(4).enumerate() {
        for (slot, own) in day.iter().enumerate() {
            let truth = 2_000.0 * crate::made::WEEK[h % 7] * crate::made::SHARES[slot];
            assert_eq!(own.is_finite(), truth > 0.0, "day {h} slot {slot}");
            assert!(truth == 0.0 || (own / truth - 1.0).abs() < 0.1, "day {h} slot {slot}: {own}, {truth}");
        }
    }
}

#[test]
fn gaps_are_met_and_nothing_at_all_is_no_answer() {
    let mut values = vec![f64::NAN, 2.0, 3.0, 4.0, f64::NAN, f64::NAN];
    assert!(fill(&mut values, 3));
    assert_eq!(values, [4.0, 2.0, 3.0, 4.0, 2.0, 3.0]);
    assert!(!fill(&mut [f64::NAN, f64::NAN], 1));
    let mut grid = counts(120, 4, |_| 300.0);
    (60..75).for_each(|day| grid.day_mut(day).fill(f64::NAN));
    let said = decomposed(&grid, &DayValues::totals(&grid), 120, 28).expect("gaps are no obstacle");
    assert!(said.iter().all(|value| value.is_nan() || *value < 1_000.0));
}

#[test]
fn it_weighs_nothing_where_it_errs_far_more_and_less_than_half_elsewhere() {
    assert_eq!(weight([2.0, 2.0]), Some(EVEN_WEIGHT));
    assert_eq!(weight([1.0, 1.5]), None);
    assert_eq!(weight([0.0, 0.0]), None);
    assert!(weight([1.0, 0.5]).is_some_and(|weight| weight > 0.59 && weight < 0.6));
}

#[test]
fn the_thorough_forecast_names_it_and_leaves_days_with_events_alone() {
    let grid = counts(140, 11, |day| 500.0 + 2.0 * (day - MONDAY) as f64);
    let event = crate::Event {
        name: "campaign".to_owned(),
        kind: "campaign".to_owned(),
        start_s: (MONDAY + 142) * 86_400,
        end_s: (MONDAY + 143) * 86_400,
        expected: Some(0.5),
    };
    let request = Request { horizon_days: 14, events: &[event], prior: &[] };
    let (fast, thorough) =
        (forecast_with(&grid, &request, Effort::Fast), forecast_with(&grid, &request, Effort::Thorough));
    let own = thorough.members.iter().find(|member| member.member == NAME).expect("a member");
    let sum = |b: usize| thorough.members.iter().map(|member| member.weights[b]).sum::<f64>();
    assert!(own.weights[0] > 0.0 && (0..4).all(|b| (sum(b) - 1.0).abs() < 1e-9));
    assert_eq!(fast.days[2].mean, thorough.days[2].mean);
    assert_ne!(fast.days[1].mean, thorough.days[1].mean);
    assert!(fast.members.iter().all(|member| member.member != NAME));
}
