//! The statement of a target: its expressions looked through, cast to the table's kinds.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use pharos_ingest::mapping::Target;
use pharos_schema::{Kind, Table};
use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Ident, VisitMut, VisitorMut};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use super::{MappingError, RECORD, Result, functions};

/// SQL of a target over the table `source`: record, key, version, then the table's own columns.
pub(super) fn of(table: &'static Table, target: &Target, source: &SchemaRef) -> Result<String> {
    let known: BTreeSet<&str> = source.fields().iter().map(|field| field.name().as_str()).collect();
    let expression = |place: &str, text: &str| {
        checked(text, &known).map_err(|cause| MappingError::Sql {
            table: table.name.to_owned(),
            place: place.to_owned(),
            cause,
        })
    };
    let mut select = vec![format!("\"{RECORD}\"")];
    select.push(match &target.key {
        Some(key) => format!("CAST({} AS VARCHAR)", expression("key", key)?),
        None => "'' AS key".to_owned(),
    });
    select.push(match &target.version {
        Some(version) => format!("CAST({} AS BIGINT)", expression("version", version)?),
        None => "CAST(0 AS BIGINT) AS version".to_owned(),
    });
    for column in wanted(table) {
        let sql = match target.columns.get(column.name) {
            Some(text) => cast(column.kind, &expression(column.name, text)?),
            None => cast(column.kind, "NULL"),
        };
        select.push(format!("{sql} AS \"own_{}\"", column.name));
    }
    let filter = match &target.filter {
        Some(filter) => format!(" WHERE {}", expression("filter", filter)?),
        None => String::new(),
    };
    Ok(format!("SELECT {} FROM source{filter}", select.join(", ")))
}

/// Schema of the statement's rows.
pub(super) fn schema(table: &'static Table) -> SchemaRef {
    let mut fields = vec![
        Field::new(RECORD, DataType::Int64, true),
        Field::new("key", DataType::Utf8, true),
        Field::new("version", DataType::Int64, true),
    ];
    fields.extend(wanted(table).map(|column| Field::new(column.name, column.kind.data_type(), true)));
    Arc::new(Schema::new(fields))
}

/// A planning error as the mapping's fault.
pub(super) fn fault(table: &'static Table, error: &datafusion::error::DataFusionError) -> MappingError {
    let text = error.strip_backtrace();
    MappingError::Sql {
        table: table.name.to_owned(),
        place: "an expression".to_owned(),
        cause: text.lines().next().unwrap_or_default().to_owned(),
    }
}

/// Own columns and `site`.
fn wanted(table: &'static Table) -> impl Iterator<Item = &'static pharos_schema::Column> {
    table.all_columns().filter(|column| {
        !matches!(column.name, "key" | "source_name" | "source_version" | "ingest_seq" | "content_hash")
    })
}

fn cast(kind: Kind, sql: &str) -> String {
    let name = match kind {
        Kind::Id | Kind::Word | Kind::FreeText | Kind::Attributes => "VARCHAR",
        Kind::Instant => return format!("arrow_cast({sql}, 'Timestamp(Microsecond, Some(\"UTC\"))')"),
        Kind::Seconds | Kind::Number => "DOUBLE",
        Kind::Count => "BIGINT",
        Kind::Flag => "BOOLEAN",
    };
    format!("CAST({sql} AS {name})")
}

/// Parses an expression, refuses what reaches beyond the record, and gives our functions the record's number.
fn checked(text: &str, known: &BTreeSet<&str>) -> std::result::Result<String, String> {
    let dialect = GenericDialect {};
    let mut parser = Parser::new(&dialect)
        .with_recursion_limit(80)
        .try_with_sql(text)
        .map_err(|error| format!("`{text}`: {error}"))?;
    let mut tree = parser.parse_expr().map_err(|error| format!("`{text}`: {error}"))?;
    let rest = parser.peek_token();
    if rest.token != sqlparser::tokenizer::Token::EOF {
        return Err(format!("`{text}`: `{rest}` comes after its end"));
    }
    match tree.visit(&mut Look { known }) {
        ControlFlow::Continue(()) => Ok(tree.to_string()),
        ControlFlow::Break(cause) => Err(cause),
    }
}

struct Look<'a> {
    known: &'a BTreeSet<&'a str>,
}

impl VisitorMut for Look<'_> {
    type Break = String;

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<String> {
        match expr {
            Expr::Subquery(_) | Expr::Exists { .. } | Expr::InSubquery { .. } => {
                return ControlFlow::Break(format!(
                    "`{expr}` reads a table; only the record's own columns can be used"
                ));
            }
            Expr::Identifier(name) if !self.known.contains(name.value.as_str()) => {
                let list =
                    self.known.iter().filter(|known| **known != RECORD && !known.starts_with("column_"));
                let list: Vec<&str> = list.copied().collect();
                return ControlFlow::Break(format!(
                    "the source has no column `{}`; it has {} (or column_1, column_2, ... by position)",
                    name.value,
                    list.join(", ")
                ));
            }
            Expr::Identifier(name) => name.quote_style = Some('"'),
            Expr::Function(function) => {
                let name = function.name.to_string().to_ascii_lowercase();
                if functions::NAMES.contains(&name.as_str())
                    && let FunctionArguments::List(list) = &mut function.args
                {
                    let record = Expr::Identifier(Ident::with_quote('"', RECORD));
                    list.args.insert(0, FunctionArg::Unnamed(FunctionArgExpr::Expr(record)));
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}
