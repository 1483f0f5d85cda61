//! Roll-ups give what rows give: whatever the data, whatever is asked, whatever has been rolled up by then.

use std::collections::BTreeSet;

use pharos_calendar::Grain;
use pharos_metric::{Aggregate, Metric};
use rand::seq::{IndexedRandom, SliceRandom};

use super::cube::MadeOf;
use super::{Cover, cover, make};
use crate::dataset::Dataset;
use crate::query::{Scope, ask, plan, question::Asked};
use crate::testing;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rollups_and_rows_agree() {
    let mut covered = 0;
    let mut asked = 0;
    for seed in testing::cases(1) {
        let random = &mut testing::generator("rollups_and_rows_agree", seed);
        let folder = tempfile::tempdir().expect("a folder");
        let mut facts = testing::facts(random);
        let (catalogue, mut ids) = testing::metrics(12, random);
        // Late versions come after the roll-ups are made: some are merged, some wait in the inbox.
        facts.shuffle(random);
        let late = facts.split_off(facts.len() - 8);
        let mut dataset = testing::store(folder.path(), catalogue);
        testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, 0).await;
        make(&dataset, 0).await.expect("roll-ups");
        let late: Vec<_> = late.chunks(4).map(<[_]>::to_vec).collect();
        testing::deliver(&mut dataset, &late, 1000, 1).await;
        for (key, field, value) in
            [(3, "queue", Some("sales")), (17, "excluded", Some("test")), (40, "agent_id", None)]
        {
            let row = ("random".to_owned(), format!("contact_segments-{key}"));
            dataset.corrections.add("contact_segments", row, field, value.map(str::to_owned));
        }
        let built: Vec<String> = dataset.catalogue.iter().map(|metric| metric.id.clone()).collect();
        ids.extend(built);
        for id in &ids {
            let mut question = testing::question(id, random);
            question.raw = true;
            let Ok(rows) = ask(&dataset, &question).await else { continue };
            question.raw = false;
            let parts = ask(&dataset, &question).await.expect("an answer");
            assert_eq!(rows.to_csv(), parts.to_csv(), "{question:?}");
            asked += 1;
            let plan = plan::plan(&dataset, &question).expect("a plan");
            let words = Asked::of(&dataset, &question).await.expect("its words");
            for scan in &plan.scans {
                covered +=
                    usize::from(cover(&dataset, &question, &words, scan).await.expect("a cover").is_some());
            }
        }
    }
    assert!(asked > 100 && covered > 30, "{covered} of {asked} questions were answered by roll-ups");
}

/// Metrics a case asks for beside all quantiles.
const METRICS: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn coarser_cubes_and_rows_agree() {
    let mut used = BTreeSet::new();
    let mut approximate = 0;
    for seed in testing::cases(1) {
        let random = &mut testing::generator("coarser_cubes_and_rows_agree", seed);
        let folder = tempfile::tempdir().expect("a folder");
        let facts = testing::facts(random);
        let catalogue = pharos_metric::Catalogue::built_in().expect("the catalogue");
        let mut dataset = testing::store(folder.path(), catalogue);
        testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, 0).await;
        make(&dataset, 0).await.expect("roll-ups");
        let is_quantile = |metric: &&Metric| {
            metric
                .measure
                .values()
                .any(|it| matches!(it.aggregate, Aggregate::Quantile | Aggregate::KmQuantile))
        };
        let catalogue = dataset.catalogue.clone();
        let (quantiles, others): (Vec<&Metric>, Vec<&Metric>) = catalogue.iter().partition(is_quantile);
        let others = others.choose_multiple(random, METRICS).copied();
        let ids: Vec<&str> = quantiles.into_iter().chain(others).map(|metric| metric.id.as_str()).collect();
        for (place, id) in ids.into_iter().enumerate() {
            let mut question = testing::question(id, random);
            let grains = [Grain::Week, Grain::Month, Grain::Quarter, Grain::Year, Grain::None];
            question.grain = *grains.choose(random).expect("a grain");
            question.zone = None;
            // Every other by what a month of queues or agents knows.
            if place % 2 == 0 {
                question.by.retain(|name| matches!(name.as_str(), "queue" | "channel" | "agent" | "site"));
                question.filter = None;
                question.scope = Scope::whole_centre();
                question.as_of = None;
            }
            question.to = question.to.map(|_| "2026-04-01".to_owned());
            question.from = None;
            question.raw = true;
            let Ok(rows) = ask(&dataset, &question).await else { continue };
            question.raw = false;
            let parts = ask(&dataset, &question).await.expect("an answer");
            assert_eq!(rows.to_csv(), parts.to_csv(), "{question:?}");
            question.approx = true;
            let words = Asked::of(&dataset, &question).await.expect("its words");
            for scan in &plan::plan(&dataset, &question).expect("a plan").scans {
                let Some(found) = cover(&dataset, &question, &words, scan).await.expect("a cover") else {
                    continue;
                };
                let coarse = coarse_parts(&dataset, &found);
                approximate += usize::from(found.approximate && !coarse.is_empty());
                used.extend(coarse);
            }
        }
    }
    // By queue from quarters, by agent from days, values; each by several relations and clocks.
    assert!(used.len() > 4 && approximate > 0, "{used:?}, {approximate} times approximately");
}

/// Folders of the cover's parts that were added up from finer ones.
fn coarse_parts(dataset: &Dataset, found: &Cover) -> BTreeSet<String> {
    let cubes = dataset.cubes();
    let coarser = cubes.iter().filter(|cube| matches!(cube.made_of, MadeOf::Finer(_)));
    let folders: BTreeSet<&str> = coarser.map(|cube| cube.name.as_str()).collect();
    let parts = found.pieces.iter().flat_map(|piece| &piece.parts);
    let names = parts.filter_map(|part| part.parent()?.file_name()?.to_str());
    names.filter(|name| folders.contains(name)).map(str::to_owned).collect()
}
