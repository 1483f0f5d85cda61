use std::sync::Arc;

use arrow::array::{Float64Array, RecordBatch};
use arrow::util::pretty::pretty_format_batches;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

async fn told(values: Vec<Option<f64>>, sql: &str) -> Result<String, String> {
    let context = SessionContext::new();
    for function in super::functions() {
        context.register_udf(function);
    }
    let column = Arc::new(Float64Array::from(values)) as _;
    let rows = RecordBatch::try_from_iter_with_nullable([("v", column, true)]).unwrap();
    let table = MemTable::try_new(rows.schema(), vec![vec![rows]]).unwrap();
    context.register_table("t", Arc::new(table)).unwrap();
    let rows = context.sql(sql).await.unwrap().collect().await.map_err(|error| error.to_string())?;
    Ok(pretty_format_batches(&rows).unwrap().to_string())
}

/// DataFusion's own casts are what these must be equal to.
#[tokio::test]
async fn the_same_as_casts() {
    let mut draws = ChaCha8Rng::seed_from_u64(11);
    let mut values = vec![None, Some(0.0), Some(-0.0), Some(0.0005), Some(-0.0005), Some(2.0015), Some(9e14)];
    values.extend((0..5000).map(|_| (!draws.random_bool(0.1)).then(|| draws.random_range(-1e6..1e6))));
    values.extend((0..500).map(|_| Some(f64::from(draws.random_range(-9999..9999)) / 2000.0)));
    let columns = |whole: &str, square: &str| {
        format!(
            "SELECT {whole} AS a, {square} AS b FROM t UNION ALL SELECT sum({whole}), sum({square}) FROM t"
        )
    };
    let cast = "CAST(round(v * 1000.0) AS BIGINT)";
    let wide = format!("CAST({cast} AS DECIMAL(18, 0)) * CAST({cast} AS DECIMAL(18, 0))");
    let own = told(values.clone(), &columns("thousandths(v)", "squared(thousandths(v))")).await;
    assert_eq!(own, told(values, &columns(cast, &wide)).await);
}

#[tokio::test]
async fn what_cannot_be_counted_is_named() {
    for (value, word) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (-1e16, "-10000000000000000")] {
        let error = told(vec![Some(1.0), Some(value)], "SELECT thousandths(v) FROM t").await.unwrap_err();
        assert!(error.contains(&format!("{word} cannot be counted in thousandths")), "{error}");
    }
}
