use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::definition::{Baseline, Milestone};
use crate::target::Target;

fn measure(target: Target, period: PeriodLength, mode: Mode, whom: Whom, baseline: Option<f64>) -> Measure {
    let frozen = Baseline {
        from: date(2025, 10, 1),
        to: date(2025, 12, 31),
        value: baseline,
        n: 1000,
        frozen_at: String::new(),
    };
    Measure {
        metric: "m".to_owned(),
        version: 1,
        params: BTreeMap::new(),
        filter: String::new(),
        target,
        whom,
        direction: None,
        period,
        mode,
        n_min: 0,
        parts: None,
        baseline: Some(frozen),
        baseline_window: None,
    }
}

fn months(values: &[f64]) -> Known {
    let start = |month: usize| date(2026, 1, 1).saturating_add((month as i64).months());
    Known {
        periods: values
            .iter()
            .enumerate()
            .map(|(index, value)| Period {
                start: start(index),
                value: Some(*value),
                numerator: None,
                denominator: Some(100.0),
            })
            .collect(),
        ends: (0..values.len()).map(|it| start(it + 1)).collect(),
        ..Known::default()
    }
}

fn year() -> Definition {
    Definition { starts: Some(date(2026, 1, 1)), by: Some(date(2026, 12, 31)), ..Definition::default() }
}

#[test]
fn a_relative_change_runs_from_the_frozen_baseline() {
    // A quarter faster than 40 s is 30 s; after half a year at 34 s, 60 % of the way where half was planned.
    let measure = measure(
        Target::RelativeChange { share: 0.25 },
        PeriodLength::Month,
        Mode::Sustained(1),
        Whom::Together,
        Some(40.0),
    );
    let known = months(&[40.0, 39.0, 38.0, 36.0, 35.0, 34.0, 20.0]);
    let it = standing(&year(), &measure, Direction::Down, false, &known, date(2026, 7, 2)).unwrap();
    assert_eq!((it.value, it.aim), (Some(34.0), [None, Some(30.0)]));
    assert!((it.progress.way.unwrap() - 0.6).abs() < 1e-12);
    assert_eq!(it.progress.status, Status::OnTrack);
    // The running month says nothing yet but is shown.
    assert_eq!(it.current.unwrap().value, Some(20.0));
}

#[test]
fn each_period_is_counted_and_a_count_has_its_pace() {
    let measure = measure(
        Target::Value { value: 1200.0 },
        PeriodLength::Month,
        Mode::Each,
        Whom::Together,
        Some(1150.0),
    );
    let known = months(&[1250.0, 1180.0, 1230.0, 1240.0, 600.0]);
    let it = standing(&year(), &measure, Direction::Up, true, &known, date(2026, 5, 10)).unwrap();
    assert_eq!(it.periods, Some([4, 3]));
    assert_eq!(it.progress.status, Status::AtRisk);
    let current = it.current.unwrap();
    assert_eq!((current.left, current.days_left), (Some(600.0), 21));
    assert!((current.left_per_day.unwrap() - 600.0 / 21.0).abs() < 1e-9);
    assert!((current.heading_for.unwrap() - 1860.0).abs() < 1e-9);
}

#[test]
fn once_reached_stays_reached() {
    let measure =
        measure(Target::Value { value: 70.0 }, PeriodLength::Month, Mode::Once, Whom::Together, Some(60.0));
    let it =
        standing(&year(), &measure, Direction::Up, false, &months(&[65.0, 71.0, 66.0]), date(2026, 4, 1));
    assert_eq!(it.unwrap().progress.status, Status::Reached);
    let running = standing(&year(), &measure, Direction::Up, false, &months(&[65.0, 71.0]), date(2026, 2, 3));
    assert_ne!(running.unwrap().progress.status, Status::Reached);
}

#[test]
fn what_stands_behind_a_number_is_of_its_own_periods() {
    let behind = |period, mode, today| {
        let measure = measure(Target::Value { value: 70.0 }, period, mode, Whom::Together, Some(60.0));
        let mut known = months(&[60.0, 66.0, 72.0, 50.0]);
        for (place, period) in known.periods.iter_mut().enumerate() {
            period.denominator = Some([10.0, 20.0, 40.0, 80.0][place]);
        }
        let it = standing(&year(), &measure, Direction::Up, false, &known, today).unwrap();
        (it.value, it.n)
    };
    // In April March is the last month that is over; from May on it is April.
    let (april, may) = (date(2026, 4, 9), date(2026, 5, 1));
    assert_eq!(behind(PeriodLength::Month, Mode::Once, april), (Some(72.0), Some(40.0)));
    assert_eq!(behind(PeriodLength::Month, Mode::Each, may), (Some(50.0), Some(80.0)));
    assert_eq!(behind(PeriodLength::Month, Mode::Sustained(2), april), (Some(69.0), Some(60.0)));
    assert_eq!(behind(PeriodLength::Month, Mode::Once, date(2026, 1, 5)), (Some(50.0), Some(80.0)));
    assert_eq!(behind(PeriodLength::Whole, Mode::Once, april), (Some(50.0), Some(80.0)));
}

#[test]
fn coverage_is_the_share_of_members() {
    let whom = Whom::ShareOfMembers { share: 0.75 };
    let measure = measure(Target::Value { value: 1.0 }, PeriodLength::Whole, Mode::Once, whom, None);
    let member = |id: &str, value: Option<f64>| Member { id: id.to_owned(), value, n: 1 };
    let known = Known {
        members: vec![
            member("a", Some(1.0)),
            member("b", Some(0.0)),
            member("c", Some(2.0)),
            member("d", None),
        ],
        ..months(&[3.0])
    };
    let it = standing(&year(), &measure, Direction::Up, true, &known, date(2026, 6, 30)).unwrap();
    assert_eq!((it.value, it.n), (Some(0.5), Some(4.0)));
    assert_eq!(it.members.unwrap().below, ["b", "d"]);
    assert!((it.progress.way.unwrap() - 0.5 / 0.75).abs() < 1e-12);
}

#[test]
fn a_project_is_as_far_as_its_milestones() {
    let stone = |id: &str, month| Milestone {
        id: id.to_owned(),
        title: String::new(),
        due: date(2026, month, 1),
        value: None,
        owner: None,
    };
    let goal = Definition { milestones: vec![stone("a", 2), stone("b", 5), stone("c", 9)], ..year() };
    let mut work = Work::default();
    work.done.insert("a".to_owned(), date(2026, 2, 1));
    assert_eq!(project(&goal, &work, date(2026, 4, 1)).progress.status, Status::OnTrack);
    assert_eq!(project(&goal, &work, date(2026, 9, 2)).progress.status, Status::OffTrack);
    work.done.insert("b".to_owned(), date(2026, 5, 1));
    work.done.insert("c".to_owned(), date(2026, 8, 1));
    assert_eq!(project(&goal, &work, date(2026, 9, 2)).progress.status, Status::Reached);
}
