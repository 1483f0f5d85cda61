//! Roll-ups give what rows give: whatever the data, whatever is asked, whatever has been rolled up by then.

use rand::seq::SliceRandom;

use super::{cover, make};
use crate::query::{ask, plan, question::Asked};
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
