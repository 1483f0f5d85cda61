use arrow::array::AsArray;
use pharos_schema::{TableBuilder, Value, table};

use super::*;

fn rows(sequence: i64, given: &[(&str, i64, f64)]) -> RecordBatch {
    let mut builder = TableBuilder::new(table("contact_segments").expect("a table"));
    for (key, version, wait_s) in given {
        builder
            .push([
                ("key", Value::from(*key)),
                ("source_name", Value::from("acd")),
                ("source_version", Value::Count(*version)),
                ("ingest_seq", Value::Count(sequence)),
                ("started_at", Value::Instant(1_700_000_000_000_000)),
                ("queue", Value::from("billing")),
                ("wait_s", Value::Number(*wait_s)),
            ])
            .expect("a row");
    }
    builder.finish().expect("a batch")
}

async fn stored(warehouse: &Warehouse, heads: &Heads) -> Vec<(String, f64)> {
    let table = table("contact_segments").expect("a table");
    let mut all = Vec::new();
    for file in warehouse.files(table, heads).await.expect("files").iter() {
        for batch in read_file(&warehouse.path(table, file), None).expect("a file") {
            let keys = batch.column_by_name("key").expect("keys").as_string::<i32>();
            let waits = batch
                .column_by_name("wait_s")
                .expect("waits")
                .as_primitive::<arrow::datatypes::Float64Type>();
            all.extend((0..batch.num_rows()).map(|row| (keys.value(row).to_owned(), waits.value(row))));
        }
    }
    all.sort_by(|left, right| left.0.cmp(&right.0));
    all
}

fn own(rows: &[(&str, f64)]) -> Vec<(String, f64)> {
    rows.iter().map(|(key, wait)| ((*key).to_owned(), *wait)).collect()
}

/// Import, its rows (key, version, wait), what became of them, what is stored afterwards.
type Step<'a> = (i64, &'a [(&'a str, i64, f64)], &'a [RowStatus], &'a [(&'a str, f64)]);

#[tokio::test]
async fn the_greatest_version_wins_in_whatever_order_and_undo_brings_the_older_back() {
    use RowStatus::{Duplicate, Inserted, Replaced, Superseded, Unchanged};
    let folder = tempfile::tempdir().expect("a folder");
    let warehouse = Warehouse::new(folder.path());
    let table = table("contact_segments").expect("a table");
    let mut heads = Heads::default();
    let steps: [Step<'_>; 7] = [
        (
            1,
            &[("a", 1, 5.0), ("a", 2, 6.0), ("b", 1, 1.0), ("b", 1, 1.0)],
            &[Superseded, Inserted, Inserted, Duplicate],
            &[("a", 6.0), ("b", 1.0)],
        ),
        (2, &[("a", 2, 6.0), ("c", 0, 9.0)], &[Unchanged, Inserted], &[("a", 6.0), ("b", 1.0), ("c", 9.0)]),
        (3, &[("a", 1, 7.0)], &[Superseded], &[("a", 6.0), ("b", 1.0), ("c", 9.0)]),
        // The same again: it stands in the history.
        (7, &[("a", 1, 7.0)], &[Unchanged], &[("a", 6.0), ("b", 1.0), ("c", 9.0)]),
        (8, &[("a", 1, 5.0), ("a", 2, 6.0)], &[Unchanged, Unchanged], &[("a", 6.0), ("b", 1.0), ("c", 9.0)]),
        (4, &[("a", 3, 8.0)], &[Replaced], &[("a", 8.0), ("b", 1.0), ("c", 9.0)]),
        (5, &[("b", 1, 2.0)], &[Replaced], &[("a", 8.0), ("b", 2.0), ("c", 9.0)]),
    ];
    for (sequence, given, statuses, after) in steps {
        let report =
            warehouse.merge(table, &mut heads, rows(sequence, given), sequence).await.expect("a merge");
        assert_eq!(report.rows, statuses, "import {sequence}");
        assert_eq!(stored(&warehouse, &heads).await, own(after), "import {sequence}");
    }
    let done = warehouse.undo(table, &mut heads, 4, 6).await.expect("an undo");
    assert_eq!((done.removed, done.returned), (1, 1));
    assert_eq!(stored(&warehouse, &heads).await, own(&[("a", 6.0), ("b", 2.0), ("c", 9.0)]));
    warehouse.undo(table, &mut heads, 1, 7).await.expect("an undo");
    assert_eq!(stored(&warehouse, &heads).await, own(&[("a", 7.0), ("b", 2.0), ("c", 9.0)]));
    let before = heads.clone();
    warehouse.merge(table, &mut heads, rows(8, &[("d", 1, 3.0)]), 8).await.expect("a merge");
    let mut crashed = before.clone();
    warehouse.merge(table, &mut crashed, rows(9, &[("e", 1, 4.0)]), 9).await.expect("a merge after a crash");
    assert_eq!(
        stored(&warehouse, &crashed).await,
        own(&[("a", 7.0), ("b", 2.0), ("c", 9.0), ("e", 4.0)]),
        "what a crash left above the head is gone"
    );
}

#[tokio::test]
async fn a_table_whose_making_was_interrupted_is_made_anew() {
    let table = table("contact_segments").expect("a table");
    // What a process leaves that is killed before the first entry has its name.
    for left in [None, Some("00000000000000000000.json#1")] {
        let folder = tempfile::tempdir().expect("a folder");
        let warehouse = Warehouse::new(folder.path());
        let log = warehouse.folder(table).join("_delta_log");
        std::fs::create_dir_all(&log).expect("a folder");
        if let Some(left) = left {
            std::fs::write(log.join(left), "{\"protocol\":").expect("a file");
        }
        let mut heads = Heads::default();
        let report = warehouse.merge(table, &mut heads, rows(1, &[("a", 1, 5.0)]), 1).await.expect("a merge");
        assert_eq!(report.rows, [RowStatus::Inserted]);
        assert_eq!(stored(&warehouse, &heads).await, own(&[("a", 5.0)]));
    }
}
