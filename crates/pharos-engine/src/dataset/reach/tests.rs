#![allow(clippy::expect_used)]

use arrow::array::AsArray;
use arrow::datatypes::TimestampMicrosecondType;
use pharos_metric::Catalogue;
use rand::seq::IndexedRandom;

use super::*;
use crate::testing;

/// What a table's rows say when they are read: of each key the newest.
async fn read(dataset: &Dataset, table: &'static Table) -> BTreeMap<String, (u64, Option<i64>)> {
    let mut found: BTreeMap<String, (u64, Option<i64>)> = BTreeMap::new();
    for rows in dataset.rows_of_small(table.name).await.expect("rows") {
        let names = rows.column_by_name("source_name").expect("a column").as_string::<i32>();
        for row in 0..rows.num_rows() {
            let clocks = HAPPENED.iter().filter_map(|name| rows.column_by_name(name));
            let newest = clocks
                .map(|clock| clock.as_primitive::<TimestampMicrosecondType>())
                .filter(|clock| clock.is_valid(row))
                .map(|clock| clock.value(row))
                .max();
            let (count, all) = found.entry(names.value(row).to_owned()).or_default();
            (*count, *all) = (*count + 1, newest.max(*all));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_what_reading_every_row_says() {
    for seed in testing::cases(3) {
        let random = &mut testing::generator("it_is_what_reading_every_row_says", seed);
        let mut facts = testing::facts(random);
        // Rows of several sources, of one file too.
        for (_, values) in &mut facts {
            let source = *["phone", "chat"].choose(random).expect("a source");
            let key = values.iter().find(|(name, _)| *name == "key").map(|(_, key)| format!("{key:?}"));
            if key.is_some_and(|key| key.len() % 2 == 0) {
                values.retain(|(name, _)| *name != "source_name");
                values.push(("source_name", source.into()));
            }
        }
        let deliveries = testing::deliveries(&facts, random);
        let folder = tempfile::tempdir().expect("a folder");
        let mut dataset = testing::store(folder.path(), Catalogue::built_in().expect("the catalogue"));
        // The last two wait in the inbox; some of their rows replace rows on disk.
        testing::deliver(&mut dataset, &deliveries, 1, 2).await;
        let mut several = 0;
        for name in ["contact_segments", "agent_offers", "messages", "work_items", "survey_answers"] {
            let table = pharos_schema::table(name).expect("a table");
            let expected = read(&dataset, table).await;
            let reach = dataset.reach(table).await.expect("a reach");
            several += usize::from(1 < reach.len());
            assert_eq!(reach.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{name}");
            for (source, (count, newest)) in expected {
                let found = reach[&source];
                assert_eq!(found.rows, count, "{name} of {source}");
                // What was replaced may have reached further; until it is folded it still counts for that.
                assert!(newest <= found.newest_us, "{name} of {source}");
            }
            // The second time nothing is read: the same again.
            assert_eq!(dataset.reach(table).await.expect("a reach"), reach, "{name}");
        }
        assert!(0 < several, "tables of several sources");
    }
}
