//! The records as a file, for backups: one SQLite file whatever database they live in, and back again.

use std::path::Path;

use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, QueryResult, Statement, Value};

use crate::personal::whole;
use crate::tables::{ColumnKind, DbTable, quoted, statement, tables};
use crate::{Place, RECORDS_FILE, Result, Store, StoreError};

/// Where a copy is filled, within its folder.
const BESIDE: &str = "records.unfinished";
/// Values of one statement: SQLite takes 32,766 at most.
const VALUES_PER_STATEMENT: usize = 20_000;

impl Store {
    /// Writes the records of this moment into `records.sqlite` in a folder that has none.
    ///
    /// # Errors
    /// The database; a folder that cannot be written.
    pub async fn copy_into(&self, folder: &Path) -> Result<()> {
        let at_fault = |source| StoreError::Folder { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(at_fault)?;
        if self.database().get_database_backend() == DatabaseBackend::Sqlite {
            return self.vacuum_into(folder).await;
        }
        // Filled beside and copied from there: one file, without the journal that a file in use has beside it.
        let beside = folder.join(BESIDE);
        let target = Store::open(&Place::Folder(beside.clone())).await?;
        let from = self.read().await?;
        copy(&from, &target).await?;
        from.commit().await?;
        target.vacuum_into(folder).await?;
        target.close().await?;
        std::fs::remove_dir_all(&beside).map_err(at_fault)
    }

    async fn vacuum_into(&self, folder: &Path) -> Result<()> {
        let into = folder.join(RECORDS_FILE).to_string_lossy().replace('\'', "''");
        self.database().execute_unprepared(&format!("VACUUM INTO '{into}'")).await?;
        Ok(())
    }

    /// Replaces all records by those in `records.sqlite` of a folder, in one transaction.
    ///
    /// # Errors
    /// The database; records of a newer version.
    pub async fn replace_from(&self, folder: &Path) -> Result<()> {
        let source = Store::open(&Place::Folder(folder.to_owned())).await?;
        let from = source.read().await?;
        copy(&from, self).await?;
        from.commit().await?;
        source.close().await
    }
}

async fn copy(from: &DatabaseTransaction, target: &Store) -> Result<()> {
    let there = tables(from).await?;
    let into = target.write().await?;
    let own = tables(&into).await?;
    // Tables that refer to others stand after them in the order of the migrations' names, or have no keys to check.
    for table in own.iter().rev() {
        into.execute_unprepared(&format!("DELETE FROM {}", quoted(&table.name))).await?;
    }
    for table in &own {
        let Some(source) = there.iter().find(|it| it.name == table.name) else { continue };
        copy_table(from, &into, source, table).await?;
    }
    if into.get_database_backend() == DatabaseBackend::Postgres {
        raise_counters(&into, &own).await?;
    }
    Ok(into.commit().await?)
}

async fn copy_table(
    from: &DatabaseTransaction,
    into: &DatabaseTransaction,
    source: &DbTable,
    target: &DbTable,
) -> Result<()> {
    let shared: Vec<_> = target
        .columns
        .iter()
        .filter(|column| source.columns.iter().any(|it| it.name == column.name))
        .collect();
    let names: Vec<String> = shared.iter().map(|column| quoted(&column.name)).collect();
    let read: Vec<String> = shared
        .iter()
        .map(|column| match (from.get_database_backend(), column.kind) {
            (DatabaseBackend::Postgres, ColumnKind::Text | ColumnKind::Json) => {
                format!("{}::text", quoted(&column.name))
            }
            _ => quoted(&column.name),
        })
        .collect();
    let sql = format!("SELECT {} FROM {}", read.join(", "), quoted(&source.name));
    let rows = from.query_all_raw(Statement::from_string(from.get_database_backend(), sql)).await?;
    let place = |kind: ColumnKind| match (into.get_database_backend(), kind) {
        (DatabaseBackend::Postgres, ColumnKind::Json) => "?::json",
        _ => "?",
    };
    let places: Vec<&str> = shared.iter().map(|column| place(column.kind)).collect();
    let places = format!("({})", places.join(", "));
    let at_once = (VALUES_PER_STATEMENT / shared.len().max(1)).max(1);
    for part in rows.chunks(at_once) {
        let mut values = Vec::with_capacity(part.len() * shared.len());
        for row in part {
            for (index, column) in shared.iter().enumerate() {
                values.push(value(row, index, column.kind)?);
            }
        }
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {}",
            quoted(&target.name),
            names.join(", "),
            vec![places.as_str(); part.len()].join(", ")
        );
        into.execute_raw(statement(into.get_database_backend(), &sql, values)).await?;
    }
    Ok(())
}

fn value(row: &QueryResult, place: usize, kind: ColumnKind) -> Result<Value> {
    Ok(match kind {
        ColumnKind::Text | ColumnKind::Json => row.try_get_by_index::<Option<String>>(place)?.into(),
        ColumnKind::Whole => whole(row, place)?.into(),
        ColumnKind::Flag => row.try_get_by_index::<Option<bool>>(place)?.into(),
        ColumnKind::Number => row.try_get_by_index::<Option<f64>>(place)?.into(),
        ColumnKind::Bytes => row.try_get_by_index::<Option<Vec<u8>>>(place)?.into(),
    })
}

/// Numbers PostgreSQL gives to new rows begin after those that came in.
async fn raise_counters(into: &DatabaseTransaction, tables: &[DbTable]) -> Result<()> {
    for table in tables {
        for column in table.columns.iter().filter(|column| column.kind == ColumnKind::Whole) {
            let sql = format!(
                "SELECT setval(s, GREATEST((SELECT MAX({}) FROM {}), 1)) FROM pg_get_serial_sequence(?, ?) s
                    WHERE s IS NOT NULL",
                quoted(&column.name),
                quoted(&table.name)
            );
            let values = vec![quoted(&table.name).into(), column.name.as_str().into()];
            into.query_all_raw(statement(DatabaseBackend::Postgres, &sql, values)).await?;
        }
    }
    Ok(())
}
