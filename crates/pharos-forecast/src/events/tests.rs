use super::*;
use crate::made::{MONDAY, SHARES, counts, plain};
use crate::{Request, forecast};

fn campaign(day: i64, days: i64) -> Event {
    Event {
        name: "spring offer".to_owned(),
        kind: "campaign".to_owned(),
        start_s: (MONDAY + day) * DAY_S,
        end_s: (MONDAY + day + days) * DAY_S,
        expected: None,
    }
}

/// 200 contacts a day, half as many again on three campaigns of two days in the past.
fn with_campaigns(events: &[Event]) -> Grid {
    counts(140, 11, |day| if events.iter().any(|event| event.touches(day)) { 300.0 } else { 200.0 })
}

#[test]
fn a_campaign_is_expected_to_do_what_earlier_ones_did() {
    let past = [campaign(29, 2), campaign(58, 2), campaign(93, 2)];
    let grid = with_campaigns(&past);
    let mut events = past.to_vec();
    events.push(campaign(142, 1));
    let with = forecast(&grid, &Request { horizon_days: 7, events: &events, prior: &[] });
    let without = forecast(&grid, &Request { horizon_days: 7, events: &past, prior: &[] });
    let factor = with.days[2].mean / without.days[2].mean;
    assert!((1.35..1.6).contains(&factor), "seed 11: {factor}");
    assert!((with.days[1].mean / without.days[1].mean - 1.0).abs() < 1e-9, "other days stay");
    let learned = &with.learned[0];
    assert_eq!((learned.kind.as_str(), learned.days), ("campaign", 6.0));
}

#[test]
fn past_campaigns_do_not_lift_the_usual() {
    let past = [campaign(120, 2), campaign(134, 2)];
    let grid = with_campaigns(&past);
    let told = forecast(&grid, &Request { horizon_days: 7, events: &past, prior: &[] });
    let untold = forecast(&grid, &plain(7));
    let truth = 200.0 * 1.1;
    assert!((told.days[1].mean - truth).abs() < (untold.days[1].mean - truth).abs(), "seed 11");
}

#[test]
fn what_a_person_expects_and_what_other_queues_saw_is_used_where_history_has_nothing() {
    let grid = with_campaigns(&[]);
    let mut event = campaign(142, 1);
    let base = forecast(&grid, &plain(7)).days[2].mean;
    let asked = |event: &Event, prior: &[KindEffect]| {
        forecast(&grid, &Request { horizon_days: 7, events: std::slice::from_ref(event), prior }).days[2].mean
            / base
    };
    let prior = pool_effects(&[
        vec![KindEffect { kind: "campaign".to_owned(), log_factor: 0.2, days: 1.0 }],
        vec![KindEffect { kind: "campaign".to_owned(), log_factor: 0.4, days: 3.0 }],
    ]);
    assert!((asked(&event, &prior) - 0.35_f64.exp()).abs() < 1e-9);
    event.expected = Some(0.4);
    assert!((asked(&event, &[]) - 1.4).abs() < 1e-9);
}

#[test]
fn closed_slots_are_certain_zeros() {
    let grid = with_campaigns(&[]);
    let morning = (MONDAY + 142) * DAY_S;
    let closed = Event {
        name: "stocktaking".to_owned(),
        kind: "closed".to_owned(),
        start_s: morning,
        end_s: morning + 11 * 3_600,
        expected: None,
    };
    let res = forecast(&grid, &Request { horizon_days: 7, events: &[closed], prior: &[] });
    let open: Vec<bool> = (0..4).map(|s| res.open[2 * 4 + s]).collect();
    assert_eq!(open, [false, false, true, true]);
    assert_eq!((res.at(2, 0).q975, res.at(2, 1).mean), (0.0, 0.0));
    let share = res.days[2].mean / forecast(&grid, &plain(7)).days[2].mean;
    assert!((share - (SHARES[2] + SHARES[3])).abs() < 0.02, "{share}");
}

#[test]
fn an_event_of_the_morning_bends_the_day() {
    let past = [campaign(29, 1), campaign(58, 1), campaign(93, 1)];
    let mut grid = counts(140, 12, |_| 200.0);
    for event in &past {
        let day = (event.start_s / DAY_S - MONDAY) as usize;
        grid.day_mut(day)[0] *= 4.0;
    }
    let mut events = past.to_vec();
    events.push(campaign(142, 1));
    let res = forecast(&grid, &Request { horizon_days: 7, events: &events, prior: &[] });
    let (first, usual) = (res.at(2, 0).mean / res.days[2].mean, res.at(1, 0).mean / res.days[1].mean);
    // 0.2 x 4 of 0.8 + 0.8: half of the day, somewhat less by shrinkage.
    assert!((0.38..0.52).contains(&first) && (0.17..0.24).contains(&usual), "seed 12: {first} {usual}");
}
