use jiff::civil::date;

use super::*;

fn measured() -> Definition {
    Definition {
        title: "Answered 25 % faster".to_owned(),
        measure: Some(Measure {
            metric: "asa".to_owned(),
            version: 1,
            params: BTreeMap::new(),
            filter: "shift = 'night'".to_owned(),
            target: Target::RelativeChange { share: 0.25 },
            whom: Whom::Together,
            direction: None,
            period: PeriodLength::Month,
            mode: Mode::Sustained(3),
            n_min: 30,
            parts: Some("team".to_owned()),
            baseline: None,
            baseline_window: None,
        }),
        starts: Some(date(2026, 1, 1)),
        by: Some(date(2026, 12, 31)),
        ..Definition::default()
    }
}

#[test]
fn what_is_missing_is_listed_in_the_order_of_the_form() {
    let missing = measured().missing(&Work::default());
    assert_eq!(missing.first(), Some(&Missing::What));
    assert!(missing.contains(&Missing::Baseline) && missing.contains(&Missing::Objective));
    assert!(!missing.contains(&Missing::By) && !missing.contains(&Missing::Measure));
    let empty = Definition::default().missing(&Work::default());
    assert!(empty.contains(&Missing::Measure) && !empty.contains(&Missing::Baseline));
}

#[test]
fn a_definition_comes_back_from_its_text() {
    let goal = measured();
    let text = serde_json::to_string(&goal).unwrap();
    assert!(
        text.contains(r#""whom":{"of":"together"}"#) && text.contains(r#""mode":{"sustained":3}"#),
        "{text}"
    );
    assert_eq!(serde_json::from_str::<Definition>(&text).unwrap(), goal);
    let sparse: Definition = serde_json::from_str(
        r#"{"title":"x","measure":{"metric":"nps","target":{"kind":"value","value":70},"whom":{"of":"each_member"},"period":"month","mode":"each"}}"#,
    )
    .unwrap();
    assert_eq!(sparse.measure.unwrap().whom, Whom::EachMember);
}
