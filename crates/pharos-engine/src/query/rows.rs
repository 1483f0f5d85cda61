//! The rows behind a number: the same plan with its projection changed.

use arrow::array::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use serde_json::{Value, json};

use super::answer::{aligned, csv_cell, csv_file_cell};
use super::plan::{Plan, Scan};
use super::question::{Asked, Question};
use super::{Cause, QueryError, Result, plan, scan};
use crate::dataset::Dataset;

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// every row of the relation the question covers
    All,
    /// rows that count above or below the line: what stands behind the number
    Behind,
    /// rows that count above the line
    Numerator,
    /// rows that count below it
    Denominator,
}

/// Rows of facts.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Names and kinds (text, number, count, flag, instant).
    pub columns: Vec<(String, &'static str)>,
    /// The cells.
    pub rows: Vec<Vec<Value>>,
    /// Rows there are in all.
    pub total: u64,
    /// The same as Arrow, for Parquet.
    pub batches: Vec<RecordBatch>,
}

/// Rows behind the numbers of a question: the relation's columns and, per metric, whether a row counts above and below the
/// line and with what weight.
///
/// # Errors
/// Metrics of several relations, and whatever `ask` refuses.
pub async fn rows(
    dataset: &Dataset,
    question: &Question,
    part: Part,
    limit: Option<usize>,
    offset: usize,
) -> Result<Rows> {
    let (total, batches) = row_batches(dataset, question, part, limit, offset).await?;
    Ok(Rows { columns: columns(&batches), rows: cells(&batches)?, total, batches })
}

/// The rows of [`rows`] as Arrow alone, and how many there are in all: for files, which may hold very many.
///
/// # Errors
/// As [`rows`].
pub async fn row_batches(
    dataset: &Dataset,
    question: &Question,
    part: Part,
    limit: Option<usize>,
    offset: usize,
) -> Result<(u64, Vec<RecordBatch>)> {
    if question.scope.smallest_group().is_some() {
        let words = "you see groups only, and rows are single persons'";
        return Err(QueryError::refused(Cause::GroupsOnly, words));
    }
    let asked = Asked::of(dataset, question).await?;
    let plan = plan::plan(dataset, question)?;
    let first =
        plan.scans.first().ok_or_else(|| QueryError::refused(Cause::NoMetric, "no metric is named"))?;
    if let Some(other) = plan
        .scans
        .iter()
        .find(|scan| scan.relation.name != first.relation.name || scan.clock_name != first.clock_name)
    {
        let words = format!(
            "the metrics read {} by {} and {} by {}; ask for the rows of one at a time",
            first.relation.name, first.clock_name, other.relation.name, other.clock_name
        );
        return Err(QueryError::refused(Cause::Rows, words));
    }
    // Every column of the relation is shown, whatever the question needs.
    let first = &Scan { sql_name: first.relation.name, ..first.clone() };
    let context = scan::session(dataset, &asked, &[first]).await?;
    let is_marked = dataset.corrections.touch(first.relation.base);
    let sql = sql(&plan, first, &asked, question, part, is_marked);
    let total = context.sql(&format!("SELECT count(*) FROM ({sql})")).await?.collect().await?;
    let total = count(&total);
    let limit = limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
    let ordered = format!("SELECT * FROM ({sql}) ORDER BY clock_at_, key{limit} OFFSET {offset}");
    let batches = context.sql(&ordered).await?.drop_columns(&["clock_at_"])?.collect().await?;
    Ok((total, batches))
}

impl Rows {
    /// CSV; NULL is empty.
    pub fn to_csv(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|(name, _)| csv_cell(&json!(name))).collect();
        let mut out = format!("{}\n", names.join(","));
        for row in &self.rows {
            out.push_str(&row.iter().map(csv_file_cell).collect::<Vec<_>>().join(","));
            out.push('\n');
        }
        out
    }

    /// JSON: columns, rows, total.
    pub fn to_json(&self) -> Value {
        let columns: Vec<Value> =
            self.columns.iter().map(|(name, kind)| json!({"name": name, "type": kind})).collect();
        json!({"columns": columns, "rows": self.rows, "total": self.total})
    }

    /// A table for a terminal.
    pub fn to_table(&self) -> String {
        let mut lines = vec![self.columns.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()];
        lines.extend(self.rows.iter().map(|row| row.iter().map(csv_cell).collect()));
        aligned(&lines)
    }
}

fn sql(plan: &Plan, scan: &Scan, asked: &Asked, question: &Question, part: Part, is_marked: bool) -> String {
    let mut select: Vec<String> =
        scan.relation.column_names().iter().map(|name| format!("\"{name}\"")).collect();
    if !scan.relation.column_names().contains(&"key") {
        select.insert(0, "key".into());
    }
    for name in question.by.iter().filter(|name| scan.relation.column(name).is_none()) {
        select.push(format!("\"{}\"", name.replace('"', "\"\"")));
    }
    if is_marked {
        select.push(format!("is_corrected_{}(source_name, key) AS corrected", scan.relation.base));
    }
    let mut above = Vec::new();
    let mut below = Vec::new();
    for planned in &plan.metrics {
        let (numerator, denominator, weight) = planned.membership();
        let id = &planned.metric.id;
        let named = |what: &str| match plan.metrics.len() {
            1 => format!("\"{what}\""),
            _ => format!("\"{id}.{what}\""),
        };
        select.push(format!("coalesce({numerator}, FALSE) AS {}", named("in_numerator")));
        select.push(format!("coalesce({denominator}, FALSE) AS {}", named("in_denominator")));
        select
            .push(format!("CASE WHEN {numerator} THEN CAST({weight} AS DOUBLE) END AS {}", named("weight")));
        above.push(numerator);
        below.push(denominator);
    }
    select.push("clock_at_".into());
    let mut conditions = scan.row_conditions(asked, question);
    match part {
        Part::All => {}
        Part::Behind => {
            conditions.push_str(&format!(" AND ({} OR {})", above.join(" OR "), below.join(" OR ")));
        }
        Part::Numerator => conditions.push_str(&format!(" AND ({})", above.join(" OR "))),
        Part::Denominator => conditions.push_str(&format!(" AND ({})", below.join(" OR "))),
    }
    format!("SELECT {} FROM ({}) WHERE {conditions}", select.join(", "), scan.rows(&question.by))
}

fn count(batches: &[RecordBatch]) -> u64 {
    use arrow::array::AsArray;
    batches
        .iter()
        .flat_map(|batch| batch.column(0).as_primitive::<arrow::datatypes::Int64Type>().iter().flatten())
        .map(|total| u64::try_from(total).unwrap_or(0))
        .sum()
}

/// Names and kinds of the columns of rows.
pub fn columns(batches: &[RecordBatch]) -> Vec<(String, &'static str)> {
    use arrow::datatypes::DataType;
    let Some(first) = batches.first() else { return Vec::new() };
    let kind = |kind: &DataType| match kind {
        DataType::Timestamp(..) => "instant",
        DataType::Float64 => "number",
        DataType::Int64 => "count",
        DataType::Boolean => "flag",
        _ => "text",
    };
    first.schema().fields().iter().map(|field| (field.name().clone(), kind(field.data_type()))).collect()
}

/// Rows as JSON cells.
///
/// # Errors
/// A column that cannot be shown.
pub fn cells(batches: &[RecordBatch]) -> Result<Vec<Vec<Value>>> {
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::{DataType, Float64Type, Int64Type, TimestampMicrosecondType};
    let mut rows = Vec::new();
    for batch in batches {
        let formatters = batch
            .columns()
            .iter()
            .map(|column| ArrayFormatter::try_new(column.as_ref(), &FormatOptions::default()))
            .collect::<std::result::Result<Vec<_>, _>>()
            .map_err(datafusion::error::DataFusionError::from)?;
        for row in 0..batch.num_rows() {
            let cell = |index: usize| {
                let column = batch.column(index);
                if column.is_null(row) {
                    return Value::Null;
                }
                match column.data_type() {
                    DataType::Int64 => json!(column.as_primitive::<Int64Type>().value(row)),
                    DataType::Float64 => json!(column.as_primitive::<Float64Type>().value(row)),
                    DataType::Boolean => json!(column.as_boolean().value(row)),
                    DataType::Timestamp(..) => super::answer::instant(Some(
                        column.as_primitive::<TimestampMicrosecondType>().value(row),
                    )),
                    _ => json!(formatters[index].value(row).to_string()),
                }
            };
            rows.push((0..batch.num_columns()).map(cell).collect());
        }
    }
    Ok(rows)
}
