//! Marks every number that corrected rows have a part in: by what they count under now, and by what they counted under before.

use std::collections::HashMap;

use pharos_metric::relation;

use super::answer::{Answer, Dims};
use super::plan::Scan;
use super::question::{Asked, Question};
use super::{Result, bind, scan};
use crate::dataset::Dataset;
use crate::lookup::corrected_files;
use crate::relations;

/// The fact table whose rows can be corrected.
const TABLE: &str = "contact_segments";

/// Flags the rows of an answer: `corrected 3`, three rows of its period and group are corrected.
pub(super) async fn flag(
    dataset: &Dataset,
    question: &Question,
    asked: &Asked,
    answer: &mut Answer,
) -> Result<()> {
    let Some(segments) = relation(TABLE).filter(|_| dataset.corrections.touch(TABLE)) else { return Ok(()) };
    if !question.by.iter().all(|name| segments.has_dimension(name)) {
        return Ok(());
    }
    // A filter over another relation's columns says nothing here: then every group counts.
    let filter = question.filter.as_deref().and_then(|text| bind::filter(segments, text).ok());
    let (filter, joined) = filter.map_or((None, Vec::new()), |(sql, names)| (Some(sql), names));
    let cells = vec!["count(DISTINCT source_name || '/' || key)".to_owned()];
    let scan = Scan { filter, joined, cells, sql_name: relations::CORRECTED, ..Scan::over(segments) };
    let Some(table) = pharos_schema::table(TABLE) else { return Ok(()) };
    let files = corrected_files(dataset, table).await?;
    let context = scan::session_over(dataset, asked, &[&scan], (TABLE, &files)).await?;
    let batches = context.sql(&scan.sql(asked, question)).await?.collect().await?;
    let mut counts: HashMap<(Option<i64>, Dims), u64> = HashMap::new();
    for row in scan::groups(&scan, asked, question, &batches) {
        let count = row.cells.first().map_or(0, scan::Cell::count);
        let (start, _) = asked.period(row.period);
        *counts.entry((start, row.dims)).or_default() += count;
    }
    let reads_segments = |id: &str| {
        let measures = dataset.catalogue.get(id).map(|metric| metric.measure.values());
        measures.is_some_and(|mut all| all.any(|it| relations::tables(&it.relation).contains(&TABLE)))
    };
    for row in &mut answer.rows {
        let count = counts.get(&(row.period_start_us, row.dims.clone())).copied().unwrap_or(0);
        if 0 < count && reads_segments(&row.metric) {
            row.flags.push(format!("corrected {count}"));
        }
    }
    Ok(())
}
