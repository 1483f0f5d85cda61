use std::sync::Arc;

use arrow::array::{BooleanArray, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow::util::pretty::pretty_format_batches;
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use rand::Rng;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

struct Row {
    group: Option<String>,
    word: Option<String>,
    flag: Option<bool>,
    at_us: Option<i64>,
    key: String,
    counts: Option<bool>,
}

/// Few times, so that many rows of a group have the same one.
fn rows(draws: &mut ChaCha8Rng) -> Vec<Row> {
    let row = |number: usize, draws: &mut ChaCha8Rng| Row {
        group: (!draws.random_bool(0.05)).then(|| format!("g{}", draws.random_range(0..300))),
        word: (!draws.random_bool(0.3)).then(|| format!("w{}", draws.random_range(0..50))),
        flag: (!draws.random_bool(0.3)).then(|| draws.random_bool(0.5)),
        at_us: (!draws.random_bool(0.1)).then(|| draws.random_range(0..4)),
        key: format!("{:05}", (number * 7919) % 100_003),
        counts: (!draws.random_bool(0.1)).then(|| draws.random_bool(0.6)),
    };
    (0..3000).map(|number| row(number, draws)).collect()
}

fn batch(rows: &[Row]) -> RecordBatch {
    let at: TimestampMicrosecondArray = rows.iter().map(|it| it.at_us).collect();
    let words = |of: fn(&Row) -> Option<&str>| rows.iter().map(of).collect::<StringArray>();
    RecordBatch::try_from_iter_with_nullable([
        ("g", Arc::new(words(|it| it.group.as_deref())) as _, true),
        ("word", Arc::new(words(|it| it.word.as_deref())) as _, true),
        ("flag", Arc::new(rows.iter().map(|it| it.flag).collect::<BooleanArray>()) as _, true),
        ("at", Arc::new(at.with_timezone("UTC")) as _, true),
        ("key", Arc::new(words(|it| Some(&it.key))) as _, true),
        ("counts", Arc::new(rows.iter().map(|it| it.counts).collect::<BooleanArray>()) as _, true),
    ])
    .unwrap()
}

async fn told(context: &SessionContext, sql: &str) -> String {
    let batches = context.sql(sql).await.unwrap().collect().await.unwrap();
    pretty_format_batches(&batches).unwrap().to_string()
}

/// DataFusion's own ordered aggregates are what these must be equal to, whatever the order and the parts of the rows.
#[tokio::test]
async fn the_same_as_ordered_first_and_last_values() {
    let mut draws = ChaCha8Rng::seed_from_u64(7);
    let own = |value: &str, filter: &str| {
        format!("earliest({value}, at, key){filter} AS a, latest({value}, at, key){filter} AS b")
    };
    let theirs = |value: &str, filter: &str| {
        format!(
            "first_value({value} ORDER BY at, key){filter} AS a, last_value({value} ORDER BY at, key){filter} AS b"
        )
    };
    for partitions in [1, 3] {
        let mut all = rows(&mut draws);
        all.shuffle(&mut draws);
        let batches: Vec<RecordBatch> = all.chunks(170).map(batch).collect();
        let parts = batches.chunks(batches.len().div_ceil(partitions)).map(<[_]>::to_vec).collect();
        let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(128);
        let context = SessionContext::new_with_config(config);
        super::functions().into_iter().for_each(|it| context.register_udaf(it));
        let table = MemTable::try_new(batches[0].schema(), parts).unwrap();
        context.register_table("t", Arc::new(table)).unwrap();
        for value in ["word", "flag"] {
            for filter in
                ["", " FILTER (WHERE counts)", " FILTER (WHERE word IS NOT NULL AND flag IS NOT NULL)"]
            {
                for (group, order) in [("g, ", "GROUP BY g ORDER BY g"), ("", "")] {
                    let sql = |columns: String| format!("SELECT {group}{columns} FROM t {order}");
                    let (own, theirs) = (sql(own(value, filter)), sql(theirs(value, filter)));
                    assert_eq!(told(&context, &own).await, told(&context, &theirs).await, "{own}");
                }
            }
        }
        let none = told(&context, "SELECT earliest(word, at, key) AS a FROM t WHERE key = 'x'").await;
        assert!(none.contains("|   |"), "{none}");
    }
}
