//! Numbers of agents by week, whose intervals are drawn over days: the same however the days come to their agent and week.

use pharos_calendar::Grain;
use pharos_metric::IntervalMethod;

use crate::query::{Answer, Question, Scope, ZoneChoice, ask};
use crate::testing;

const WEEKS: [&str; 4] = ["2026-03-15", "2026-03-22", "2026-03-29", "2026-04-05"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn agents_by_week_are_what_each_is_alone() {
    let random = &mut testing::generator("agents_by_week_are_what_each_is_alone", 1);
    let folder = tempfile::tempdir().expect("a folder");
    let facts = testing::facts(random);
    let (catalogue, _) = testing::metrics(0, random);
    let mut dataset = testing::store(folder.path(), catalogue);
    testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, 1).await;
    let (mut by_agent, mut by_week) = (0, 0);
    let ids: Vec<&str> = dataset
        .catalogue
        .iter()
        .filter(|metric| metric.interval == IntervalMethod::Bootstrap)
        .map(|metric| metric.id.as_str())
        .collect();
    for id in ids {
        for zone in [None, Some(ZoneChoice::Site)] {
            let question = |from: &str, to: &str| Question {
                zone: zone.clone(),
                from: Some(from.to_owned()),
                to: Some(to.to_owned()),
                raw: true,
                ..Question::of(&[id], Scope::whole_centre())
            };
            let weeks = Question { grain: Grain::Week, ..question(WEEKS[0], WEEKS[3]) };
            // Not every metric can be split by agent.
            let Ok(all) = ask(&dataset, &Question { by: vec!["agent".into()], ..weeks.clone() }).await else {
                continue;
            };
            for agent in ["a1", "a2"] {
                let alone = Question { filter: Some(format!("agent = '{agent}'")), ..weeks.clone() };
                let alone = numbers(&ask(&dataset, &alone).await.expect("an answer"), None);
                assert_eq!(numbers(&all, Some(agent)), alone, "{id} of {agent}, {zone:?}");
                by_agent += alone.len();
            }
            if zone.is_some() {
                continue;
            }
            let whole = numbers(&ask(&dataset, &weeks).await.expect("an answer"), None);
            let mut single = Vec::new();
            for pair in WEEKS.windows(2) {
                single.extend(numbers(
                    &ask(&dataset, &question(pair[0], pair[1])).await.expect("an answer"),
                    None,
                ));
            }
            single.retain(|number| !number.contains("no data"));
            assert_eq!(whole, single, "{id}");
            by_week += whole.len();
        }
    }
    assert!(
        20 < by_agent && 10 < by_week,
        "{by_agent} numbers of agents and {by_week} of weeks were compared"
    );
}

/// Value, what stands behind it and interval of every row, of one agent's rows.
fn numbers(answer: &Answer, agent: Option<&str>) -> Vec<String> {
    let own = answer
        .rows
        .iter()
        .filter(|row| agent.is_none() || row.dims.first().is_some_and(|it| it.as_deref() == agent));
    own.map(|row| format!("{:?} {:?} {:?} {:?} {:?}", row.value, row.n, row.lo, row.hi, row.flags)).collect()
}
