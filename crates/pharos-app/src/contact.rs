//! One contact with all that belongs to it.

use std::collections::BTreeSet;

use pharos_engine::dataset::Dataset;
use pharos_engine::lookup::{ContactFacts, contact};
use pharos_engine::query::{cells, columns};
use pharos_schema::RecordBatch;
use serde_json::Value;

use crate::corrections::CorrectionView;
use crate::{Action, App, AppError, Part, Permission, Result, organisation};

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

/// Columns that name an agent.
const AGENT_COLUMNS: [&str; 6] = ["agent_id", "owner", "owner_then", "solved_by", "supervisor", "evaluator"];

impl App {
    /// A contact by its id, or by the id or key of one of its segments.
    ///
    /// # Errors
    /// A contact that is not there, or that is not the reader's to see; data that cannot be read.
    pub async fn contact(
        &self,
        permission: &Permission,
        id: &str,
        source_name: Option<&str>,
    ) -> Result<ContactView> {
        permission.require(Action::ReadContacts)?;
        let dataset = self.dataset().await?;
        let gone = || AppError::NotFound {
            what: "contact",
            name: id.to_owned(),
            advice: "; maybe its import was undone".to_owned(),
        };
        // What is not the reader's to see is answered as what is not there.
        let facts: ContactFacts = contact(&dataset, id, source_name).await?.ok_or_else(gone)?;
        if !self.is_contact_in_part(permission, id, facts.days).await? {
            return Err(gone());
        }
        let mut segments = rows("contact_segments", &facts.segments)?;
        let mut others =
            facts.others.iter().map(|(table, batches)| rows(table, batches)).collect::<Result<Vec<_>>>()?;
        let seen = self.agents_in_sight(permission, &dataset, &segments).await?;
        for rows in std::iter::once(&mut segments).chain(&mut others) {
            rows.leave_out_agents(&seen);
        }
        let mut persons = column_texts(&segments, "agent_id");
        persons.extend(column_texts(&segments, "customer_id"));
        persons.sort_unstable();
        persons.dedup();
        self.audit_seen(permission, "contact.read", ("contact", id), "", persons.len()).await?;
        let texts = |name: &str| {
            let place = segments.columns.iter().position(|(column, _)| column == name);
            let row = place.and_then(|place| segments.rows.iter().find_map(|row| row.get(place)?.as_str()));
            row.map(str::to_owned)
        };
        let site = texts("site").unwrap_or_default();
        let zone = dataset.centre.site_zones.get(&site).unwrap_or(&dataset.centre.zone).name().to_owned();
        let keys: Vec<String> = column_texts(&segments, "key");
        let corrections = self.all_corrections().await?;
        let own = |it: &CorrectionView| it.source_name == facts.source_name && keys.contains(&it.key);
        Ok(ContactView {
            contact_id: facts.contact_id.clone(),
            source_name: facts.source_name.clone(),
            time_zone: zone,
            corrections: corrections.into_iter().filter(own).collect(),
            others,
            segments,
        })
    }
}

impl App {
    /// Agents who are in the reader's part on the day of a contact; `None`: everybody is.
    async fn agents_in_sight(
        &self,
        permission: &Permission,
        dataset: &Dataset,
        segments: &FactRows,
    ) -> Result<Option<BTreeSet<String>>> {
        if *permission.part() == Part::Whole {
            return Ok(None);
        }
        let mut seen: BTreeSet<String> = permission.agent_id().map(str::to_owned).into_iter().collect();
        let started = column_texts(segments, "started_at");
        let started = started.first().and_then(|text| text.parse::<jiff::Timestamp>().ok());
        let day = started.map(|it| dataset.centre.zone.local_date(it.as_microsecond()).to_string());
        let people = organisation::people(dataset).await?;
        let own = people.values().filter(|it| organisation::is_in_sight(permission, it, day.as_deref()));
        seen.extend(own.map(|it| it.agent_id.clone()));
        Ok(Some(seen))
    }
}

impl FactRows {
    /// A contact that went through several teams is seen whole by each, but colleagues of other teams are not named.
    fn leave_out_agents(&mut self, seen: &Option<BTreeSet<String>>) {
        let Some(seen) = seen else { return };
        for (place, (name, _)) in self.columns.iter().enumerate() {
            if !AGENT_COLUMNS.contains(&name.as_str()) {
                continue;
            }
            for cell in self.rows.iter_mut().filter_map(|row| row.get_mut(place)) {
                if cell.as_str().is_some_and(|agent| !seen.contains(agent)) {
                    *cell = Value::Null;
                }
            }
        }
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
