//! Order, doubles and batches do not matter: the same facts give the same bytes, however they come.

use pharos_metric::Catalogue;
use rand::seq::IndexedRandom;

use crate::dataset::Dataset;
use crate::query::ask;
use crate::testing;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn order_doubles_and_batches_do_not_matter() {
    for seed in testing::cases(1) {
        let random = &mut testing::generator("order_doubles_and_batches_do_not_matter", seed);
        let facts = testing::facts(random);
        let catalogue = Catalogue::built_in().expect("the catalogue");
        let ids: Vec<String> = catalogue.iter().map(|metric| metric.id.clone()).collect();
        let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
        let mut datasets: Vec<Dataset> = Vec::new();
        // Once all merged, once with the last deliveries still waiting.
        for (folder, waiting) in folders.iter().zip([0, 2]) {
            let mut dataset = testing::store(folder.path(), catalogue.clone());
            testing::deliver(&mut dataset, &testing::deliveries(&facts, random), 1, waiting).await;
            datasets.push(dataset);
        }
        let mut answered = 0;
        for id in ids.choose_multiple(random, 40) {
            let question = testing::question(id, random);
            let Ok(one) = ask(&datasets[0], &question).await else { continue };
            let other = ask(&datasets[1], &question).await.expect("an answer");
            assert_eq!(one.to_csv(), other.to_csv(), "{question:?}");
            answered += 1;
        }
        assert!(answered > 15, "{answered} questions were answered");
    }
}
