//! The tables of the database as it describes itself: for what concerns all of them, whoever made them.

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement, Value};

use crate::Result;

/// What a column holds, as far as moving and searching it needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Text,
    Json,
    Whole,
    Flag,
    Number,
    Bytes,
}

/// A column as the database describes it.
#[derive(Clone, Debug)]
pub(crate) struct DbColumn {
    pub(crate) name: String,
    pub(crate) kind: ColumnKind,
    pub(crate) is_nullable: bool,
}

/// A table as the database describes it.
#[derive(Clone, Debug)]
pub(crate) struct DbTable {
    pub(crate) name: String,
    pub(crate) columns: Vec<DbColumn>,
}

/// Every table of our own, the list of migrations left out.
pub(crate) async fn tables(connection: &impl ConnectionTrait) -> Result<Vec<DbTable>> {
    let backend = connection.get_database_backend();
    let sql = match backend {
        DatabaseBackend::Sqlite => {
            "SELECT m.name, c.name, c.type, 1 - MAX(c.\"notnull\", c.pk > 0) FROM sqlite_master m
                JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
                ORDER BY m.name, c.cid"
        }
        _ => {
            "SELECT table_name::text, column_name::text, data_type::text, CASE is_nullable WHEN 'YES' THEN 1 ELSE 0 END
                FROM information_schema.columns WHERE table_schema = current_schema()
                ORDER BY table_name, ordinal_position"
        }
    };
    let mut tables: Vec<DbTable> = Vec::new();
    for row in connection.query_all_raw(Statement::from_string(backend, sql)).await? {
        let text = |place: usize| row.try_get_by_index::<String>(place);
        let name = text(0)?;
        if name == "seaql_migrations" {
            continue;
        }
        let is_nullable = match backend {
            DatabaseBackend::Sqlite => row.try_get_by_index::<i64>(3)? == 1,
            _ => row.try_get_by_index::<i32>(3)? == 1,
        };
        let column = DbColumn { name: text(1)?, kind: kind(&text(2)?), is_nullable };
        match tables.last_mut() {
            Some(table) if table.name == name => table.columns.push(column),
            _ => tables.push(DbTable { name, columns: vec![column] }),
        }
    }
    Ok(tables)
}

/// `"name"`, for names the database itself gave us.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A statement with values, placeholders written `?` throughout.
pub(crate) fn statement(backend: DatabaseBackend, sql: &str, values: Vec<Value>) -> Statement {
    if backend == DatabaseBackend::Sqlite {
        return Statement::from_sql_and_values(backend, sql, values);
    }
    let mut numbered = String::with_capacity(sql.len() + values.len());
    let mut number = 0;
    for sign in sql.chars() {
        if sign == '?' {
            number += 1;
            numbered.push_str(&format!("${number}"));
        } else {
            numbered.push(sign);
        }
    }
    Statement::from_sql_and_values(backend, numbered, values)
}

fn kind(declared: &str) -> ColumnKind {
    let declared = declared.to_ascii_lowercase();
    let has = |word: &str| declared.contains(word);
    if has("json") {
        ColumnKind::Json
    } else if has("bool") {
        ColumnKind::Flag
    } else if has("int") || has("serial") {
        ColumnKind::Whole
    } else if has("double") || has("real") || has("float") || has("numeric") || has("decimal") {
        ColumnKind::Number
    } else if has("blob") || has("bytea") || has("binary") {
        ColumnKind::Bytes
    } else {
        ColumnKind::Text
    }
}
