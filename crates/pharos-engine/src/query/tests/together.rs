//! Metrics asked for together are what each is alone, also where their relations are held in memory.

use std::sync::Arc;

use crate::dataset::{Dataset, Held};
use crate::query::{Answer, Question, ask};
use crate::testing;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_asked_together_are_what_each_is_alone() {
    let random = &mut testing::generator("metrics_asked_together_are_what_each_is_alone", 1);
    let folder = tempfile::tempdir().expect("a folder");
    let facts = testing::facts(random);
    let (catalogue, _) = testing::metrics(0, random);
    let mut dataset = testing::store(folder.path(), catalogue);
    testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, 1).await;
    let held = Dataset { held: Some(Arc::<Held>::default()), ..dataset.clone() };
    let question = |metrics: &[&str]| Question {
        grain: pharos_calendar::Grain::Week,
        from: Some("2026-03-16".to_owned()),
        to: Some("2026-04-06".to_owned()),
        ..Question::of(metrics, crate::query::Scope::whole_centre())
    };
    let all: Vec<&str> = dataset.catalogue.iter().map(|it| it.id.as_str()).collect();
    let together = ask(&held, &question(&all)).await.expect("an answer");
    let mut compared = 0;
    for id in all {
        let alone = ask(&dataset, &question(&[id])).await.expect("an answer");
        let (alone, own) = (rows(&alone, id), rows(&together, id));
        assert_eq!(alone, own, "{id}");
        compared += alone.len();
    }
    assert!(300 < compared, "{compared} numbers were compared");
}

fn rows(answer: &Answer, id: &str) -> Vec<String> {
    answer.rows.iter().filter(|row| *row.metric == *id).map(|row| format!("{row:?}")).collect()
}
