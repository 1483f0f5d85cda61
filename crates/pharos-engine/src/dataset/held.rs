//! Relations that take long to put together (cases, contacts in their order, replies), held while many questions are asked of
//! one moment: the first that needs one works it out, the others read it.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use pharos_schema::table;
use tokio::sync::Mutex;

use super::{Aliases, Corrections, Dataset};
use crate::query::plan::Scan;
use crate::query::question::Asked;
use crate::query::{Result, scan};
use crate::relations;

/// Rows of the tables beneath, from which on a relation is not held: memory is for questions first.
const ROWS_MAX: u64 = 2_000_000;

/// The relations worked out so far.
#[derive(Debug, Default)]
pub struct Held(Mutex<HashMap<&'static str, Relation>>);

#[derive(Debug)]
struct Relation {
    of: Of,
    table: Arc<MemTable>,
}

/// What a relation's rows depend on.
#[derive(Debug, PartialEq)]
struct Of {
    versions: Vec<Option<u64>>,
    customer_keys: Option<u64>,
    aliases: Aliases,
    corrections: Corrections,
    zones: Vec<String>,
    as_of_us: i64,
}

/// The scan over the held relation, worked out now if it is not there; `None` where it is read as ever: nothing is held, the
/// relation is quickly made, its rows wait in the inbox, or there are too many.
pub(crate) async fn held(dataset: &Dataset, asked: &Asked, of_scan: &Scan) -> Result<Option<Scan>> {
    let Some((held, name)) = dataset.held.as_ref().zip(relations::held(of_scan.sql_name)) else {
        return Ok(None);
    };
    let beneath = relations::tables(of_scan.sql_name);
    let waits = |name: &str| dataset.inbox.contains_key(name);
    if beneath.iter().any(|it| waits(it)) || waits("customer_keys") || is_great(dataset, beneath).await? {
        return Ok(None);
    }
    let of = of(dataset, asked, beneath);
    let mut known = held.0.lock().await;
    if known.get(name).is_none_or(|it| it.of != of) {
        // Later questions ask of other times.
        let every = Scan { all_times: true, ..of_scan.clone() };
        let context = scan::session(dataset, asked, &[&every]).await?;
        let sql = relations::sql(of_scan.sql_name).unwrap_or_default();
        match in_memory(&context, &sql, dataset.threads).await {
            Ok(table) => drop(known.insert(name, Relation { of, table: Arc::new(table) })),
            Err(error) => {
                // Whatever is wrong with the data, the question itself says it.
                tracing::warn!(%error, name, "a relation could not be held; it is read for each question");
                return Ok(None);
            }
        }
    }
    Ok(Some(Scan { sql_name: name, ..of_scan.clone() }))
}

/// Registers a held relation under its name.
pub(crate) async fn register(context: &SessionContext, dataset: &Dataset, name: &str) -> Result<()> {
    let Some(held) = &dataset.held else { return Ok(()) };
    if let Some(relation) = held.0.lock().await.get(name) {
        context.register_table(name, relation.table.clone())?;
    }
    Ok(())
}

/// The rows of a statement as a table.
pub(crate) async fn in_memory(context: &SessionContext, sql: &str, threads: usize) -> Result<MemTable> {
    let frame = context.sql(sql).await?;
    let planned = Arc::new(frame.schema().as_arrow().clone());
    let batches = frame.collect().await?;
    // What comes out may be stricter about NULL than what was planned.
    let schema = batches.first().map_or(planned, RecordBatch::schema);
    let mut partitions: Vec<Vec<RecordBatch>> = vec![Vec::new(); threads.max(1)];
    for (place, batch) in batches.into_iter().enumerate() {
        partitions[place % threads.max(1)].push(batch);
    }
    Ok(MemTable::try_new(schema, partitions)?)
}

async fn is_great(dataset: &Dataset, beneath: &[&str]) -> Result<bool> {
    let mut rows = 0;
    for table in beneath.iter().filter_map(|name| table(name)) {
        let files = dataset.warehouse.files(table, &dataset.heads).await?;
        rows += files.iter().map(|it| it.stats.num_records).sum::<u64>();
    }
    Ok(ROWS_MAX < rows)
}

fn of(dataset: &Dataset, asked: &Asked, beneath: &[&str]) -> Of {
    let version = |name: &str| dataset.heads.0.get(name).copied();
    let clockwork = &asked.clockwork;
    let sites = clockwork.site_zones.iter().map(|(site, zone)| format!("{site} {}", zone.name()));
    let mut zones: Vec<String> = sites.collect();
    zones.sort_unstable();
    zones.push(clockwork.zone.name().to_owned());
    Of {
        versions: beneath.iter().map(|name| version(name)).collect(),
        customer_keys: version("customer_keys"),
        aliases: dataset.aliases.clone(),
        corrections: dataset.corrections.clone(),
        zones,
        as_of_us: asked.as_of_us,
    }
}
