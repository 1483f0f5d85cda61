//! Published forecasts as facts: what metrics, goals and other tools read of them.
//!
//! A manual change is a newer forecast of its slots, made when it was made: whoever asks how good the forecast of a week ahead
//! was gets what had been said by then.

use std::collections::BTreeMap;

use pharos_schema::{from_structs, table};
use pharos_store::{ForecastChange, ForecastRecord};
use serde::Serialize;
use serde_json::Value as Json;

use super::stored::{Kept, Value, Values};
use crate::writer::Also;
use crate::{App, AppError, FactsRequest, Result, rfc3339};

/// The fact table.
const TABLE: &str = "forecasts";
/// Name of the source of what the product itself publishes.
const SOURCE: &str = "pharos";
const DAY_S: i32 = 86_400;

/// A row of the fact table; instants in microseconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ForecastFact {
    key: String,
    forecast_id: String,
    site: Option<String>,
    queue: Option<String>,
    channel: Option<String>,
    measure: &'static str,
    slot_at: i64,
    slot_s: f64,
    made_at: i64,
    lead_s: f64,
    mean: f64,
    q025: f64,
    q10: f64,
    q50: f64,
    q90: f64,
    q975: f64,
}

/// The rows of a forecast as its models said: intervals, and the days they make. None of a series of chosen rows: the table
/// cannot say which rows it is about.
pub(crate) fn published(record: &ForecastRecord, site: Option<&str>, values: &Values) -> Vec<ForecastFact> {
    rows(record, site, values, record.made_at_us, &|_| true)
}

/// The rows a manual change says anew.
pub(crate) fn changed(kept: &Kept, site: Option<&str>, change: &ForecastChange) -> Vec<ForecastFact> {
    let touched = |value: &Value| change.from_us < value.to_us && value.from_us < change.to_us;
    rows(&kept.record, site, &kept.adjusted(), change.made_at_us, &touched)
}

fn rows(
    record: &ForecastRecord,
    site: Option<&str>,
    values: &Values,
    made_at_us: i64,
    wanted: &dyn Fn(&Value) -> bool,
) -> Vec<ForecastFact> {
    if record.series.filter.is_some() {
        return vec![];
    }
    let days: &[Value] = if record.interval_s < DAY_S { &values.days } else { &[] };
    let mut res = vec![];
    for value in values.slots.iter().chain(days).filter(|value| wanted(value)) {
        let it = value.workload();
        let measures =
            [("contacts", Some(it.contacts)), ("handle_time_s", it.handle_s), ("workload_s", it.workload_s)];
        for (measure, said) in measures {
            let Some(q) = said else { continue };
            let slot_s = (value.to_us - value.from_us) as f64 / 1e6;
            res.push(ForecastFact {
                key: format!("{}:{measure}:{}:{slot_s}:{made_at_us}", record.id, value.from_us),
                forecast_id: record.id.clone(),
                site: site.map(str::to_owned),
                queue: record.series.queue.clone(),
                channel: record.series.channel.clone(),
                measure,
                slot_at: value.from_us,
                slot_s,
                made_at: made_at_us,
                lead_s: (value.from_us - made_at_us) as f64 / 1e6,
                mean: q.mean,
                q025: q.q025,
                q10: q.q10,
                q50: q.q50,
                q90: q.q90,
                q975: q.q975,
            });
        }
    }
    res
}

impl App {
    /// Sends rows through the streaming door; `name` makes it once.
    pub(crate) async fn send_forecast_facts(&self, rows: &[ForecastFact], name: &str) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = rows.iter().map(line).collect::<Result<_>>()?;
        let body = lines.join("\n");
        let request =
            FactsRequest { table: TABLE, source_name: SOURCE, body: &body, idempotency_key: Some(name) };
        self.take_plan_facts(request).await.map(drop)
    }

    /// Writes rows to the warehouse at once, for many forecasts together.
    pub(crate) async fn write_forecast_facts(&self, rows: &[ForecastFact]) -> Result<()> {
        let failed = |cause: String| AppError::Internal(format!("rows of {TABLE}: {cause}"));
        let table = table(TABLE).ok_or_else(|| failed("the table is not known".to_owned()))?;
        let mut writer = self.writer(std::time::Duration::ZERO).await?;
        let batch =
            from_structs(table, SOURCE, writer.sequence, rows).map_err(|error| failed(error.to_string()))?;
        writer.merge(BTreeMap::from([(table.name, (table, batch))])).await?;
        writer.publish(Also::default()).await
    }
}

/// A row as the streaming door takes it: instants as text.
fn line(row: &ForecastFact) -> Result<String> {
    let mut object = serde_json::to_value(row).map_err(|error| AppError::Internal(error.to_string()))?;
    for (name, us) in [("slot_at", row.slot_at), ("made_at", row.made_at)] {
        object[name] = Json::String(rfc3339(us));
    }
    Ok(object.to_string())
}
