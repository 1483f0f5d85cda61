//! The rows behind a number add up to it: for every metric of the catalogue and for metrics drawn from the language.

use pharos_metric::{Aggregate, Metric};
use serde_json::Value;

use crate::dataset::Dataset;
use crate::query::{Part, Question, ask, rows};
use crate::testing;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_behind_a_number_add_up_to_it() {
    let mut compared = std::collections::BTreeSet::new();
    for seed in testing::cases(1) {
        let random = &mut testing::generator("rows_behind_a_number_add_up_to_it", seed);
        let folder = tempfile::tempdir().expect("a folder");
        let facts = testing::facts(random);
        let (catalogue, _) = testing::metrics(25, random);
        let mut dataset = testing::store(folder.path(), catalogue);
        testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, 1).await;
        let metrics: Vec<Metric> = dataset.catalogue.iter().cloned().collect();
        for metric in metrics.iter().filter(|metric| adds_up(metric)) {
            let mut question = testing::question(&metric.id, random);
            // Any split of the same rows has the same sum: the number of the whole is compared.
            (question.by, question.grain) = (Vec::new(), pharos_calendar::Grain::None);
            if !matches!(&question.zone, Some(crate::query::ZoneChoice::Named(_)) | None) {
                question.zone = None;
            }
            let Ok(answer) = ask(&dataset, &question).await else { continue };
            let [row] = answer.rows.as_slice() else { panic!("{}: {} rows", metric.id, answer.rows.len()) };
            if let Some(numerator) =
                row.numerator.filter(|_| !row.flags.iter().any(|it| it.starts_with("unknown")))
            {
                let sum = sum(&dataset, &question, Part::Numerator).await;
                assert!(
                    close(sum, numerator),
                    "{}: rows give {sum}, the number {numerator}; {question:?}",
                    metric.id
                );
                compared.insert(metric.id.clone());
            }
            if let (Some(denominator), true) = (row.denominator, counts_below(metric)) {
                let count = rows(&dataset, &question, Part::Denominator, None, 0).await.expect("rows").total;
                assert!(close(count as f64, denominator), "{}: {count} rows below {denominator}", metric.id);
            }
        }
    }
    assert!(compared.len() > 90, "{} metrics were compared: {compared:?}", compared.len());
}

/// Sums of what single rows add; second levels, functions and formulas over several relations have rows, but no such sum.
fn adds_up(metric: &Metric) -> bool {
    let mut sources: Vec<(&str, &str)> =
        metric.measure.values().map(|it| (it.relation.as_str(), it.clock.as_str())).collect();
    sources.sort_unstable();
    sources.dedup();
    let additive = |it: &pharos_metric::Measure| {
        matches!(it.aggregate, Aggregate::Count | Aggregate::CountTrue | Aggregate::Sum)
    };
    metric.per.is_none()
        && metric.computed.is_none()
        && sources.len() == 1
        && metric.measure.values().all(additive)
}

/// A single count below the line.
fn counts_below(metric: &Metric) -> bool {
    let Some((_, below)) = metric.formula.split_once(" / ") else { return false };
    metric.measure.get(below.trim()).is_some_and(|it| it.aggregate == Aggregate::Count)
}

async fn sum(dataset: &Dataset, question: &Question, part: Part) -> f64 {
    let found = rows(dataset, question, part, None, 0).await.expect("rows");
    assert_eq!(found.rows.len() as u64, found.total, "{question:?}");
    if found.rows.is_empty() {
        return 0.0;
    }
    let place = found.columns.iter().position(|(name, _)| name == "weight").expect("weights");
    found.rows.iter().map(|row| row[place].as_f64().unwrap_or(0.0)).fold(0.0, |sum, weight| sum + weight)
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-6 * right.abs().max(1.0)
}

/// A row of the numerator that weighs nothing is told from one that is not there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn detractors_weigh_against_promoters() {
    let folder = tempfile::tempdir().expect("a folder");
    let random = &mut testing::generator("detractors_weigh_against_promoters", 3);
    let facts = testing::facts(random);
    let mut dataset =
        testing::store(folder.path(), pharos_metric::Catalogue::built_in().expect("the catalogue"));
    testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, 0).await;
    let question = Question::of(&["nps"], crate::query::Scope::whole_centre());
    let found = rows(&dataset, &question, Part::Numerator, None, 0).await.expect("rows");
    let place = |name: &str| found.columns.iter().position(|(column, _)| column == name).expect("a column");
    let (value, weight) = (place("value"), place("weight"));
    assert!(found.total > 1);
    for row in &found.rows {
        let expected = if row[value].as_f64().expect("an answer") >= 9.0 { 100.0 } else { -100.0 };
        assert_eq!(row[weight].as_f64(), Some(expected), "{row:?}");
    }
    assert!(found.rows.iter().all(|row| !matches!(row[weight], Value::Null)));
}
