//! Delta's log: create, list, commit, restore.

use std::collections::HashMap;
use std::path::Path;

use deltalake::DeltaTable;
use deltalake::kernel::transaction::{CommitBuilder, CommitProperties};
use deltalake::kernel::{Action, Add, DataType, PrimitiveType, StructField, Transaction};
use deltalake::operations::create::CreateBuilder;
use deltalake::protocol::{DeltaOperation, SaveMode};
use pharos_schema::{Kind, Table};

use super::file::DataFile;
use super::vacuum::log_files;
use super::{Result, WarehouseError};

/// Who we are in the log; the transaction number is the ingest sequence.
const APPLICATION: &str = "pharos";

/// The live files of a version.
pub(super) async fn files(folder: &Path, name: &str, version: u64) -> Result<Vec<DataFile>> {
    let table = open(folder, name, Some(version)).await?;
    listing(&table, name)
}

/// Commits added and removed files on top of `head`; gives the new version. A version above the head is what a crash
/// left: its files are removed and the head's come back first, in the same commit.
pub(super) async fn commit(
    folder: &Path,
    table: &Table,
    head: Option<u64>,
    added: Vec<DataFile>,
    removed: &[DataFile],
    sequence: i64,
) -> Result<u64> {
    let name = table.name;
    let failed = |source| WarehouseError::Log { table: name.to_owned(), source };
    if !is_begun(folder)? {
        create(folder, table).await?;
    }
    let latest = open(folder, name, None).await?;
    let head = head.unwrap_or(0);
    let mut actions = Vec::new();
    let now_ms = jiff::Timestamp::now().as_millisecond();
    let mut live: HashMap<String, DataFile> =
        listing(&latest, name)?.into_iter().map(|file| (file.path.clone(), file)).collect();
    let wanted: Vec<DataFile> = if latest.version() == Some(head) {
        live.values().cloned().collect()
    } else {
        listing(&open(folder, name, Some(head)).await?, name)?
    };
    let wanted =
        wanted.into_iter().filter(|file| !removed.iter().any(|gone| gone.path == file.path)).chain(added);
    for file in wanted {
        if live.remove(&file.path).is_none() {
            actions.push(Action::Add(add_action(&file, now_ms)));
        }
    }
    for file in live.into_values() {
        actions.push(Action::Remove(remove_action(&file, now_ms)));
    }
    let operation = DeltaOperation::Write { mode: SaveMode::Append, partition_by: None, predicate: None };
    let properties = CommitProperties::default()
        .with_application_transaction(Transaction::new(APPLICATION, sequence))
        .with_create_checkpoint(true);
    let snapshot = latest.snapshot().map_err(failed)?;
    let done = CommitBuilder::from(properties)
        .with_actions(actions)
        .build(Some(snapshot.snapshot()), latest.log_store(), operation)
        .await
        .map_err(failed)?;
    Ok(done.version())
}

/// Writes a checkpoint of a version: opening it needs nothing older.
pub(super) async fn checkpoint(folder: &Path, name: &str, version: u64) -> Result<()> {
    let table = open(folder, name, Some(version)).await?;
    let failed = |source| WarehouseError::Log { table: name.to_owned(), source };
    deltalake::checkpoints::create_checkpoint(&table, None).await.map_err(failed)
}

/// Whether a log has an entry. Its folder may stand there without any, or with what was to become the first one: the process
/// ended while it was being made.
fn is_begun(folder: &Path) -> Result<bool> {
    let is_entry = |name: &str| name.ends_with(".json") || name.ends_with(".parquet");
    Ok(log_files(&folder.join("_delta_log"))?
        .iter()
        .any(|file| file.version.is_some() && is_entry(&file.name)))
}

async fn create(folder: &Path, table: &Table) -> Result<()> {
    std::fs::create_dir_all(folder)
        .map_err(|source| WarehouseError::Io { path: folder.to_owned(), source })?;
    let failed = |source| WarehouseError::Log { table: table.name.to_owned(), source };
    let mut columns: Vec<StructField> = table
        .all_columns()
        .enumerate()
        .map(|(index, column)| StructField::new(column.name, delta_type(column.kind), index >= 4))
        .collect();
    let mut builder = CreateBuilder::new()
        .with_location(location(folder)?.to_string())
        .with_table_name(table.name)
        .with_comment(table.doc)
        .with_configuration_property(deltalake::TableProperty::EnableExpiredLogCleanup, Some("false"));
    if !table.day_from.is_empty() {
        columns.push(StructField::new("day", DataType::Primitive(PrimitiveType::Date), true));
        builder = builder.with_partition_columns(["day"]);
    }
    builder.with_columns(columns).await.map_err(failed).map(drop)
}

fn delta_type(kind: Kind) -> DataType {
    DataType::Primitive(match kind {
        Kind::Id | Kind::Word | Kind::FreeText | Kind::Attributes => PrimitiveType::String,
        Kind::Instant => PrimitiveType::Timestamp,
        Kind::Seconds | Kind::Number => PrimitiveType::Double,
        Kind::Count => PrimitiveType::Long,
        Kind::Flag => PrimitiveType::Boolean,
    })
}

fn location(folder: &Path) -> Result<url::Url> {
    let absolute = std::path::absolute(folder)
        .map_err(|source| WarehouseError::Io { path: folder.to_owned(), source })?;
    url::Url::from_directory_path(&absolute).map_err(|()| WarehouseError::File {
        path: absolute,
        detail: "the data folder cannot be written as a URL; maybe its name has signs outside UTF-8".into(),
    })
}

async fn open(folder: &Path, name: &str, version: Option<u64>) -> Result<DeltaTable> {
    let failed = |source| WarehouseError::Log { table: name.to_owned(), source };
    let url = location(folder)?;
    let mut builder = deltalake::DeltaTableBuilder::from_url(url).map_err(failed)?;
    if let Some(version) = version {
        builder = builder.with_version(version);
    }
    builder.load().await.map_err(failed)
}

fn listing(table: &DeltaTable, name: &str) -> Result<Vec<DataFile>> {
    let failed = |source| WarehouseError::Log { table: name.to_owned(), source };
    let snapshot = table.snapshot().map_err(failed)?;
    let mut files: Vec<DataFile> = snapshot
        .log_data()
        .iter()
        .map(|view| DataFile {
            path: view.path().into_owned(),
            day: view.partition_values_map().get("day").cloned().flatten(),
            size: u64::try_from(view.size()).unwrap_or(0),
            stats: view.stats().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
            hash: None,
        })
        .collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

fn add_action(file: &DataFile, now_ms: i64) -> Add {
    Add {
        path: file.path.clone(),
        partition_values: file.day.iter().map(|day| ("day".to_owned(), Some(day.clone()))).collect(),
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        modification_time: now_ms,
        data_change: true,
        stats: serde_json::to_string(&file.stats).ok(),
        ..Add::default()
    }
}

fn remove_action(file: &DataFile, now_ms: i64) -> deltalake::kernel::Remove {
    deltalake::kernel::Remove {
        path: file.path.clone(),
        data_change: true,
        deletion_timestamp: Some(now_ms),
        extended_file_metadata: Some(true),
        partition_values: Some(
            file.day.iter().map(|day| ("day".to_owned(), Some(day.clone()))).collect::<HashMap<_, _>>(),
        ),
        size: i64::try_from(file.size).ok(),
        ..deltalake::kernel::Remove::default()
    }
}
