use super::*;
use crate::day::numbers::DayMeasured;

fn number(direction: &str, day: (f64, f64, f64, u64), before: (f64, f64, f64, u64)) -> DayNumber {
    let measured =
        |(value, lo, hi, n)| DayMeasured { value: Some(value), n: Some(n), lo: Some(lo), hi: Some(hi) };
    DayNumber {
        metric: "m".to_owned(),
        version: 1,
        unit: "share".to_owned(),
        display_unit: "%".to_owned(),
        direction: direction.to_owned(),
        filter: "channel = 'voice'".to_owned(),
        from: "2026-03-03".to_owned(),
        to: "2026-03-04".to_owned(),
        day: measured(day),
        week_before: measured(before),
        n_min: 30,
        flags: Vec::new(),
    }
}

#[test]
fn only_a_clear_change_for_the_worse_is_a_need() {
    let cases = [
        // (direction, day, week before, expected)
        ("up", (0.70, 0.66, 0.74, 500), (0.80, 0.76, 0.84, 500), true),
        ("up", (0.78, 0.74, 0.82, 500), (0.80, 0.76, 0.84, 500), false),
        ("up", (0.90, 0.88, 0.92, 500), (0.80, 0.76, 0.84, 500), false),
        ("down", (0.09, 0.07, 0.11, 500), (0.03, 0.02, 0.05, 500), true),
        ("down", (0.02, 0.01, 0.03, 500), (0.06, 0.04, 0.08, 500), false),
        // Handling time has no direction that is better by itself.
        ("none", (400.0, 390.0, 410.0, 500), (300.0, 290.0, 310.0, 500), false),
        // Too few.
        ("up", (0.20, 0.10, 0.30, 12), (0.80, 0.76, 0.84, 500), false),
    ];
    for (direction, day, before, expected) in cases {
        let needs = of_numbers(&[number(direction, day, before)]);
        assert_eq!(!needs.is_empty(), expected, "{direction} {day:?} {before:?}");
    }
}

#[test]
fn a_need_leads_to_its_number() {
    let needs = of_numbers(&[number("up", (0.7, 0.66, 0.74, 500), (0.8, 0.76, 0.84, 500))]);
    let href = needs.first().map(|need| need.href.as_str());
    assert_eq!(href, Some("/explore?m=m&from=2026-03-03&to=2026-03-04&where=channel+%3D+%27voice%27"));
}

#[test]
fn the_most_pressing_comes_first() {
    let need = |kind: &str, severity, impact| Need::new(kind, severity, "x", String::new()).ranked(impact);
    let sorted = ranked(vec![
        need("c", Severity::Notice, 1.0),
        need("b", Severity::Warning, 0.1),
        need("a", Severity::Warning, 0.9),
        need("d", Severity::Critical, 0.0),
    ]);
    let kinds: Vec<_> = sorted.iter().map(|need| need.kind.as_str()).collect();
    assert_eq!(kinds, ["d", "a", "b", "c"]);
}
