//! One contact with all that belongs to it.

use pharos_engine::lookup::{ContactFacts, contact};
use pharos_engine::query::{cells, columns};
use pharos_schema::RecordBatch;
use serde_json::Value;

use crate::corrections::CorrectionView;
use crate::{App, AppError, Permission, Result};

/// A contact as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactView {
    /// the contact
    pub contact_id: String,
    /// source of its segments
    pub source_name: String,
    /// time zone of its site
    pub time_zone: String,
    /// its segments in the order of time
    pub segments: FactRows,
    /// what else belongs to it: offers, messages, callbacks, survey and evaluation answers, outcomes, tickets
    pub others: Vec<FactRows>,
    /// corrections of its segments, newest first
    pub corrections: Vec<CorrectionView>,
}

/// Rows of a fact table, without columns that say nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRows {
    /// the table
    pub table: &'static str,
    /// names and kinds (text, number, count, flag, instant)
    pub columns: Vec<(String, &'static str)>,
    /// the cells
    pub rows: Vec<Vec<Value>>,
}

impl App {
    /// A contact by its id, or by the id or key of one of its segments.
    ///
    /// # Errors
    /// A contact that is not there, or that is not the reader's to see; data that cannot be read.
    pub async fn contact(
        &self,
        _permission: &Permission,
        id: &str,
        source_name: Option<&str>,
    ) -> Result<ContactView> {
        let dataset = self.dataset().await?;
        let gone = || AppError::NotFound {
            what: "contact",
            name: id.to_owned(),
            advice: "; maybe its import was undone".to_owned(),
        };
        let facts: ContactFacts = contact(&dataset, id, source_name).await?.ok_or_else(gone)?;
        let segments = rows("contact_segments", &facts.segments)?;
        let texts = |name: &str| {
            let place = segments.columns.iter().position(|(column, _)| column == name);
            let row = place.and_then(|place| segments.rows.iter().find_map(|row| row.get(place)?.as_str()));
            row.map(str::to_owned)
        };
        let site = texts("site").unwrap_or_default();
        let zone = dataset.centre.site_zones.get(&site).unwrap_or(&dataset.centre.zone).name().to_owned();
        let keys: Vec<String> = column_texts(&segments, "key");
        let corrections = self.corrections(_permission).await?;
        let own = |it: &CorrectionView| it.source_name == facts.source_name && keys.contains(&it.key);
        Ok(ContactView {
            contact_id: facts.contact_id.clone(),
            source_name: facts.source_name.clone(),
            time_zone: zone,
            corrections: corrections.into_iter().filter(own).collect(),
            others: facts
                .others
                .iter()
                .map(|(table, batches)| rows(table, batches))
                .collect::<Result<_>>()?,
            segments,
        })
    }
}

fn column_texts(rows: &FactRows, name: &str) -> Vec<String> {
    let place = rows.columns.iter().position(|(column, _)| column == name);
    let cells =
        place.into_iter().flat_map(|place| rows.rows.iter().filter_map(move |row| row.get(place)?.as_str()));
    cells.map(str::to_owned).collect()
}

/// Rows without the columns that are NULL everywhere or only tell how the row came in.
fn rows(table: &'static str, batches: &[RecordBatch]) -> Result<FactRows> {
    let (all, rows) = (columns(batches), cells(batches)?);
    let says = |place: usize| rows.iter().any(|row| row.get(place).is_some_and(|cell| !cell.is_null()));
    let own = |name: &str| !matches!(name, "ingest_seq" | "content_hash" | "source_version");
    let shown: Vec<usize> = (0..all.len()).filter(|place| own(&all[*place].0) && says(*place)).collect();
    Ok(FactRows {
        table,
        columns: shown.iter().map(|place| all[*place].clone()).collect(),
        rows: rows
            .iter()
            .map(|row| shown.iter().map(|place| row.get(*place).cloned().unwrap_or_default()).collect())
            .collect(),
    })
}
