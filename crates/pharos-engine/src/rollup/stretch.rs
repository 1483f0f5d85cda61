//! Parts added up from other parts, several at once: planning costs more than adding up a small one.

use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::Schema;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use tokio::task::JoinSet;

use super::make::{ROWS_AT_ONCE, finished, session, with_day, write_apart};
use crate::dataset::Dataset;
use crate::functions::Clockwork;
use crate::query::Result;
use crate::warehouse::{read_file, schema_of};

/// Parts of one cube that are missing.
pub(super) struct Missing {
    /// Name of the table its SQL reads.
    pub(super) table: &'static str,
    /// SQL of its cells by `DAY_NUMBER`, which tells the parts apart.
    pub(super) sql: String,
    /// Parts that are read, and what the names of those that are written begin with.
    pub(super) parts: Vec<(PathBuf, PathBuf)>,
}

/// Parts that are added up together.
#[derive(Default)]
struct Stretch {
    rows: Vec<RecordBatch>,
    to: Vec<PathBuf>,
}

/// Adds up what is missing; gives the number of parts. A part without rows makes none.
pub(super) async fn add_up(
    dataset: &Dataset,
    clockwork: &Arc<Clockwork>,
    missing: Vec<Missing>,
) -> Result<usize> {
    let mut made = 0;
    let mut running = JoinSet::new();
    for Missing { table, sql, parts } in missing {
        let mut parts = parts.into_iter();
        while let Some(stretch) = read(&sql, &mut parts)? {
            if running.len() >= dataset.threads.max(1) {
                finished(running.join_next().await)?;
            }
            made += stretch.to.len();
            let (clockwork, sql) = (clockwork.clone(), sql.clone());
            running.spawn(async move { write(&clockwork, table, &sql, stretch).await });
        }
    }
    while !running.is_empty() {
        finished(running.join_next().await)?;
    }
    Ok(made)
}

/// The columns of the next parts that the SQL names.
fn read(sql: &str, parts: &mut impl Iterator<Item = (PathBuf, PathBuf)>) -> Result<Option<Stretch>> {
    let mut stretch = Stretch::default();
    let mut count = 0;
    while count < ROWS_AT_ONCE {
        let Some((from, to)) = parts.next() else { break };
        let schema = schema_of(&from)?;
        let names = schema.fields().iter().map(|field| field.name().as_str());
        let named: Vec<&str> = names.filter(|name| sql.contains(*name)).collect();
        let rows = read_file(&from, Some(&named))?;
        let own: u64 = rows.iter().map(|batch| batch.num_rows() as u64).sum();
        if own == 0 {
            continue;
        }
        for batch in &rows {
            stretch.rows.push(with_day(&open(batch)?, stretch.to.len())?);
        }
        stretch.to.push(to);
        count += own;
    }
    Ok(Some(stretch).filter(|stretch| !stretch.to.is_empty()))
}

/// The same rows with every column open to NULL: parts of one cube may differ in what they know to be there.
fn open(batch: &RecordBatch) -> Result<RecordBatch> {
    let fields =
        batch.schema().fields().iter().map(|it| it.as_ref().clone().with_nullable(true)).collect::<Vec<_>>();
    let open = RecordBatch::try_new(Arc::new(Schema::new(fields)), batch.columns().to_vec());
    Ok(open.map_err(DataFusionError::from)?)
}

async fn write(clockwork: &Arc<Clockwork>, table: &str, sql: &str, stretch: Stretch) -> Result<()> {
    let Some(schema) = stretch.rows.first().map(RecordBatch::schema) else { return Ok(()) };
    let context = session(clockwork);
    context.register_table(table, Arc::new(MemTable::try_new(schema, vec![stretch.rows])?))?;
    write_apart(context.sql(sql).await?, &stretch.to).await
}
