use jiff::civil::date;

use super::*;
use crate::definition::{Baseline, Measure, Reward, Step};
use crate::reached::ReachedBefore;

fn facts(id: &str, unit: &str, direction: &str, level: &str) -> MetricFacts {
    MetricFacts {
        id: id.to_owned(),
        unit: unit.to_owned(),
        direction: direction.to_owned(),
        level: level.to_owned(),
        guard: vec!["fcr.cross_channel".to_owned()],
        possible: if unit == "share" { [Some(0.0), Some(1.0)] } else { [Some(0.0), None] },
    }
}

#[test]
fn a_target_the_metric_cannot_have() {
    let sl = facts("sl.offered", "share", "up", "queue");
    let asked = |target| is_impossible(&goal("sl.offered", target, Whom::Together, 0.8), &sl);
    assert!(asked(Target::Value { value: 9.0 }) && asked(Target::Value { value: -0.1 }));
    assert!(asked(Target::RelativeChange { share: 0.5 }) && asked(Target::Change { by: 0.3 }));
    assert!(!asked(Target::Value { value: 1.0 }) && !asked(Target::RelativeChange { share: 0.25 }));
    let asa = facts("asa", "s", "down", "queue");
    let less = |share| goal("asa", Target::RelativeChange { share }, Whom::Together, 40.0);
    assert!(is_impossible(&less(2.0), &asa) && !is_impossible(&less(0.5), &asa));
    let found = warnings(&less(2.0), &Work::default(), Some(&asa), None);
    assert!(found.iter().any(|it| it.code == Code::Impossible));
}

fn goal(metric: &str, target: Target, whom: Whom, baseline: f64) -> Definition {
    Definition {
        measure: Some(Measure {
            metric: metric.to_owned(),
            version: 1,
            params: BTreeMap::new(),
            filter: String::new(),
            target,
            whom,
            direction: None,
            period: PeriodLength::Month,
            mode: Mode::Sustained(3),
            n_min: 0,
            parts: None,
            baseline: Some(Baseline {
                from: date(2025, 10, 1),
                to: date(2025, 12, 31),
                value: Some(baseline),
                n: 100,
                frozen_at: String::new(),
            }),
            baseline_window: None,
        }),
        starts: Some(date(2026, 1, 1)),
        by: Some(date(2026, 6, 30)),
        ..Definition::default()
    }
}

fn codes(goal: &Definition, metric: &MetricFacts, assessment: Option<&Assessment>) -> Vec<Code> {
    let found = warnings(goal, &Work::default(), Some(metric), assessment);
    found.into_iter().map(|it| it.code).collect()
}

fn assessed(p: f64, share: f64) -> Assessment {
    Assessment {
        p: Some(p),
        p_lo: None,
        p_hi: None,
        band80: None,
        method: String::new(),
        reached_before: ReachedBefore { share: Some(share), last: None, longest: 0 },
        step: None,
        n: 30,
        refused: None,
    }
}

#[test]
fn metrics_that_drive_bad_behaviour() {
    let aht = facts("aht", "s", "band", "team");
    let of_agents = goal("aht", Target::Value { value: 240.0 }, Whom::EachMember, 300.0);
    let found = codes(&of_agents, &aht, None);
    for code in [Code::HandleTime, Code::WiderLevel, Code::RetireStrict, Code::NoGuardrail] {
        assert!(found.contains(&code), "{code:?} of {found:?}");
    }
    let nps = goal("nps", Target::Value { value: 70.0 }, Whom::Together, 40.0);
    assert!(codes(&nps, &facts("nps", "points", "up", "queue"), None).contains(&Code::SurveyScore));
    let volume = goal("handled", Target::Value { value: 500.0 }, Whom::EachMember, 450.0);
    assert!(codes(&volume, &facts("handled", "count", "none", "agent"), None).contains(&Code::Volume));
}

#[test]
fn a_direction_that_contradicts_and_a_percent_that_may_be_points() {
    let asa = facts("asa", "s", "down", "queue");
    let slower = goal("asa", Target::RelativeChange { share: -0.25 }, Whom::Together, 40.0);
    assert!(codes(&slower, &asa, None).contains(&Code::DirectionContradicts));
    let quicker = goal("asa", Target::RelativeChange { share: 0.25 }, Whom::Together, 40.0);
    assert!(!codes(&quicker, &asa, None).contains(&Code::DirectionContradicts));
    let above = goal("asa", Target::Value { value: 50.0 }, Whom::Together, 40.0);
    assert!(codes(&above, &asa, None).contains(&Code::DirectionContradicts));
    let fcr = facts("fcr.cross_channel", "share", "up", "team");
    let ten = goal("fcr.cross_channel", Target::RelativeChange { share: 0.10 }, Whom::Together, 0.7);
    let found = warnings(&ten, &Work::default(), Some(&fcr), None);
    let which = found.iter().find(|it| it.code == Code::PercentOrPoints).unwrap();
    assert!((which.values["percent"].parse::<f64>().unwrap() - 0.77).abs() < 1e-9);
    assert!((which.values["points"].parse::<f64>().unwrap() - 0.80).abs() < 1e-9);
}

#[test]
fn too_easy_too_hard_and_the_reward_on_it() {
    let csat = facts("csat.t2b", "share", "up", "team");
    let mut it = goal("csat.t2b", Target::Value { value: 0.8 }, Whom::Together, 0.7);
    assert!(codes(&it, &csat, Some(&assessed(0.97, 0.7))).contains(&Code::TooEasy));
    it.reward = Some(Reward { what: "an afternoon".to_owned(), to: "the team".to_owned() });
    let hard = codes(&it, &csat, Some(&assessed(0.05, 0.0)));
    for code in [Code::BeyondAnything, Code::Unlikely, Code::RewardUnlikely, Code::RewardGameable] {
        assert!(hard.contains(&code), "{code:?} of {hard:?}");
    }
    it.by = Some(date(2026, 1, 10));
    let plan = Work {
        steps: vec![Step {
            id: "a".to_owned(),
            ..serde_json::from_str(r#"{"id":"a","title":"b"}"#).unwrap()
        }],
        ..Work::default()
    };
    let found: Vec<Code> = warnings(&it, &plan, Some(&csat), None).into_iter().map(|it| it.code).collect();
    assert!(found.contains(&Code::TooShort) && !found.contains(&Code::NoPlan));
}

#[test]
fn goals_beside_each_other() {
    let mut aht = goal("aht", Target::Value { value: 240.0 }, Whom::Together, 300.0);
    let mut fcr = goal("fcr.cross_channel", Target::Value { value: 0.8 }, Whom::Together, 0.7);
    aht.owners = vec!["dana".to_owned()];
    fcr.people = vec!["dana".to_owned()];
    let other = |id, goal, direction| Beside { id, goal, direction: Some(direction) };
    let mine = other("1", &aht, Direction::Down);
    let (b, c, d) =
        (other("2", &fcr, Direction::Up), other("3", &fcr, Direction::Up), other("4", &fcr, Direction::Up));
    let found = beside(&mine, &[mine.clone(), b, c, d]);
    assert_eq!(found.iter().filter(|it| it.code == Code::ConflictByRule).count(), 3);
    let many = found.iter().find(|it| it.code == Code::TooManyGoals).unwrap();
    assert_eq!((many.values["person"].as_str(), many.values["goals"].as_str()), ("dana", "4"));
    assert_eq!(direction_of(&aht, "band"), Some(Direction::Down));
}
