//! Fact tables as tables of a session: files of the head, inbox on top, aliases applied.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::{Array, AsArray, StringArray};
use arrow::datatypes::{DataType, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use datafusion::prelude::SessionContext;
use pharos_schema::Table;

use super::{Dataset, twins};
use crate::warehouse::DataFile;

/// Which files of a table a question needs.
pub(crate) type Keep<'a> = dyn Fn(&'static Table, &DataFile) -> bool + Sync + 'a;

/// Registers the tables of that name, and the timelines of agents and customers, in a session.
pub(crate) async fn register(
    context: &SessionContext,
    dataset: &Dataset,
    names: &[&str],
    keep: &Keep<'_>,
) -> Result<()> {
    register_functions(context, dataset).await?;
    for name in names {
        let Some(table) = pharos_schema::table(name) else { continue };
        register_table(context, dataset, table, keep).await?;
    }
    register_timelines(context, dataset).await
}

/// Registers the functions that put one id in place of another.
pub(crate) async fn register_functions(context: &SessionContext, dataset: &Dataset) -> Result<()> {
    let dimensions = dataset.dimensions().await.map_err(external)?;
    for (name, map) in [
        ("canonical_agent", Arc::new(dataset.aliases.agents.clone())),
        ("canonical_queue", Arc::new(dataset.aliases.queues.clone())),
        ("canonical_customer", dimensions.customer_ids.clone()),
    ] {
        context.register_udf(canonical(name, map));
    }
    for function in dataset.corrections.functions() {
        context.register_udf(function);
    }
    Ok(())
}

/// Registers the timelines of agents and customers.
pub(crate) async fn register_timelines(context: &SessionContext, dataset: &Dataset) -> Result<()> {
    let dimensions = dataset.dimensions().await.map_err(external)?;
    for (name, rows) in [("agent_timeline", &dimensions.agents), ("customer_timeline", &dimensions.customers)]
    {
        context
            .register_table(name, Arc::new(MemTable::try_new(rows.schema(), vec![vec![rows.clone()]])?))?;
    }
    Ok(())
}

/// Data files of one shape as a table.
pub(crate) fn listing(paths: &[PathBuf], schema: SchemaRef) -> Result<Arc<dyn TableProvider>> {
    if paths.is_empty() {
        return Ok(Arc::new(MemTable::try_new(schema, vec![vec![]])?));
    }
    let urls = paths
        .iter()
        .map(|path| ListingTableUrl::parse(path.to_string_lossy()))
        .collect::<Result<Vec<_>>>()?;
    let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
    let config =
        ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options).with_schema(schema);
    Ok(Arc::new(ListingTable::try_new(config)?))
}

pub(crate) fn external(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

async fn register_table(
    context: &SessionContext,
    dataset: &Dataset,
    table: &'static Table,
    keep: &Keep<'_>,
) -> Result<()> {
    let files = dataset.warehouse.files(table, &dataset.heads).await.map_err(external)?;
    let (kept, left_out): (Vec<&DataFile>, Vec<&DataFile>) = files.iter().partition(|file| keep(table, file));
    let paths: Vec<PathBuf> = kept.iter().map(|file| dataset.warehouse.path(table, file)).collect();
    dataset.warehouse.verify(paths.clone(), dataset.threads).await.map_err(external)?;
    let stored = format!("stored_{}", table.name);
    context.register_table(&stored, listing(&paths, table.arrow_schema())?)?;
    if let Some(rows) = dataset.inbox.get(table.name) {
        // A newer version may stand in a file the question has no need of otherwise.
        let rows = twins::newest(dataset, table, rows, &left_out).map_err(external)?;
        let rows = MemTable::try_new(table.arrow_schema(), vec![vec![rows]])?;
        context.register_table(format!("inbox_{}", table.name), Arc::new(rows))?;
    }
    view(context, dataset, table, table.name, &columns(dataset, table, true)).await?;
    if dataset.corrections.touch(table.name) {
        let name = format!("uncorrected_{}", table.name);
        view(context, dataset, table, &name, &columns(dataset, table, false)).await?;
    }
    Ok(())
}

/// The stored rows and those of the inbox, of each key the newest, as a table of that name.
async fn view(
    context: &SessionContext,
    dataset: &Dataset,
    table: &'static Table,
    name: &str,
    columns: &str,
) -> Result<()> {
    let stored = format!("stored_{}", table.name);
    let sql = match dataset.inbox.get(table.name) {
        None => format!("SELECT {columns} FROM {stored}"),
        Some(_) => {
            let inbox = format!("inbox_{}", table.name);
            let newer = |mine: &str, other: &str| {
                format!(
                    "SELECT {columns} FROM {mine} m LEFT ANTI JOIN {other} o ON o.source_name = m.source_name
                        AND o.key = m.key AND (o.source_version > m.source_version
                        OR (o.source_version = m.source_version AND o.ingest_seq > m.ingest_seq))"
                )
            };
            format!("{} UNION ALL {}", newer(&stored, &inbox), newer(&inbox, &stored))
        }
    };
    let view = context.sql(&sql).await?.into_view();
    context.register_table(name, view)?;
    Ok(())
}

/// The table's columns, with corrections and then aliases applied where there are any.
fn columns(dataset: &Dataset, table: &Table, is_corrected: bool) -> String {
    let aliases = &dataset.aliases;
    let column = |name: &'static str| {
        let own = match dataset.corrections.function(table.name, name).filter(|_| is_corrected) {
            Some(function) => format!("{function}(source_name, key, {name})"),
            None => name.to_owned(),
        };
        let function = match name {
            "agent_id" | "owner" | "solved_by" | "supervisor" if !aliases.agents.is_empty() => {
                "canonical_agent"
            }
            "queue" if !aliases.queues.is_empty() => "canonical_queue",
            "customer_id" if table.name != "customer_keys" => "canonical_customer",
            _ => return format!("{own} AS {name}"),
        };
        format!("{function}({own}) AS {name}")
    };
    table.all_columns().map(|own| column(own.name)).collect::<Vec<_>>().join(", ")
}

fn canonical(name: &str, map: Arc<HashMap<String, String>>) -> ScalarUDF {
    create_udf(
        name,
        vec![DataType::Utf8],
        DataType::Utf8,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            if map.is_empty() {
                return Ok(arguments[0].clone());
            }
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let names = arrays[0].as_string::<i32>();
            let mapped: StringArray = (0..names.len())
                .map(|row| {
                    let name = names.is_valid(row).then(|| names.value(row))?;
                    Some(map.get(name).map_or(name, String::as_str))
                })
                .collect();
            Ok(ColumnarValue::Array(Arc::new(mapped)))
        }),
    )
}
