//! The simulated structs as rows of their tables, a month at a time.

use std::collections::BTreeMap;
use std::sync::mpsc::{SyncSender, sync_channel};

use pharos_schema::{RecordBatch, Table, from_structs, table};
use pharos_simulation::centre::{Centre, CentreDay, Dimensions};
use serde::Serialize;
use tokio::sync::mpsc::Sender;

use crate::{AppError, Result};

/// Months simulated ahead of their rows.
const AHEAD: usize = 1;

/// Rows by table, as the warehouse takes them.
pub(super) type TableBatches = BTreeMap<&'static str, (&'static Table, RecordBatch)>;

/// Simulates day by day and sends each month's rows; ends early where nobody listens any more. Days are simulated while
/// those of the month before become rows: either takes about as long.
pub(super) fn simulate(
    centre: &Centre,
    source_name: &str,
    sequence: i64,
    sender: &Sender<Result<(String, TableBatches)>>,
) {
    let collector = Collector { source_name, sequence };
    let dimensions =
        collector.dimensions(&centre.dimensions()).map(|rows| ("people, queues, calendars".to_owned(), rows));
    if sender.blocking_send(dimensions).is_err() {
        return;
    }
    std::thread::scope(|scope| {
        let (days, months) = sync_channel::<Vec<CentreDay>>(AHEAD);
        scope.spawn(move || send_months(centre, &days));
        for month in months {
            if sender.blocking_send(collector.month(&month)).is_err() {
                return;
            }
        }
    });
}

/// Simulates day by day and sends whole months.
fn send_months(centre: &Centre, sender: &SyncSender<Vec<CentreDay>>) {
    let mut month: Vec<CentreDay> = Vec::new();
    for day in centre.days() {
        if month.first().is_some_and(|first| first.date[..7] != day.date[..7])
            && sender.send(std::mem::take(&mut month)).is_err()
        {
            return;
        }
        month.push(day);
    }
    // Nobody listens any more: then there is nobody to tell either.
    drop(sender.send(month));
}

/// The rows of the dimensions and of some days.
#[cfg(test)]
pub(super) fn of_days(
    centre: &Centre,
    days: &[CentreDay],
    source_name: &str,
    sequence: i64,
) -> Result<[TableBatches; 2]> {
    let collector = Collector { source_name, sequence };
    Ok([collector.dimensions(&centre.dimensions())?, collector.month(days)?.1])
}

struct Collector<'a> {
    source_name: &'a str,
    sequence: i64,
}

impl Collector<'_> {
    fn dimensions(&self, all: &Dimensions) -> Result<TableBatches> {
        let mut batches = TableBatches::new();
        self.add(&mut batches, "employment", all.employment.iter())?;
        self.add(&mut batches, "agent_skills", all.agent_skills.iter())?;
        self.add(&mut batches, "customers", all.customers.iter())?;
        self.add(&mut batches, "customer_keys", all.customer_keys.iter())?;
        self.add(&mut batches, "queues", all.queues.iter())?;
        self.add(&mut batches, "calendars", all.calendars.iter())?;
        Ok(batches)
    }

    fn month(&self, days: &[CentreDay]) -> Result<(String, TableBatches)> {
        let mut batches = TableBatches::new();
        self.add(&mut batches, "contact_segments", days.iter().flat_map(|day| &day.contact_segments))?;
        self.add(&mut batches, "agent_offers", days.iter().flat_map(|day| &day.agent_offers))?;
        self.add(&mut batches, "agent_intervals", days.iter().flat_map(|day| &day.agent_intervals))?;
        self.add(&mut batches, "callbacks", days.iter().flat_map(|day| &day.callbacks))?;
        self.add(&mut batches, "messages", days.iter().flat_map(|day| &day.messages))?;
        self.add(&mut batches, "work_items", days.iter().flat_map(|day| &day.work_items))?;
        self.add(&mut batches, "work_item_events", days.iter().flat_map(|day| &day.work_item_events))?;
        self.add(&mut batches, "survey_answers", days.iter().flat_map(|day| &day.survey_answers))?;
        self.add(&mut batches, "self_service_steps", days.iter().flat_map(|day| &day.self_service_steps))?;
        let name = days.first().map_or_else(String::new, |day| day.date[..7].to_owned());
        Ok((name, batches))
    }

    fn add<'r, S: Serialize + 'r>(
        &self,
        batches: &mut TableBatches,
        name: &'static str,
        rows: impl Iterator<Item = &'r S>,
    ) -> Result<()> {
        let rows: Vec<&S> = rows.collect();
        if rows.is_empty() {
            return Ok(());
        }
        let failed = |cause: String| AppError::Internal(format!("simulated rows of {name}: {cause}"));
        let table = table(name).ok_or_else(|| failed("the table is not known".to_owned()))?;
        let batch = from_structs(table, self.source_name, self.sequence, &rows)
            .map_err(|error| failed(error.to_string()))?;
        batches.insert(table.name, (table, batch));
        Ok(())
    }
}
