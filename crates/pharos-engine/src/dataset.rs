//! What a question is asked of: heads and inbox of one moment, the centre's time, aliases, the catalogue.

mod corrections;
mod dimensions;
mod held;
mod kept;
mod people;
mod queue_clock;
mod reach;
mod special_events;
mod tables;
mod twins;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use pharos_calendar::{Weekday, Zone};
use pharos_metric::Catalogue;
use pharos_schema::{TABLES, Table, table};

use crate::functions::Clockwork;
use crate::rollup::{self, Cube};
use crate::spill;
use crate::warehouse::{Heads, Warehouse, WarehouseError};

pub use corrections::{CORRECTABLE, Corrections};
pub use held::Held;
pub(crate) use held::{held, in_memory, register as register_held};
pub(crate) use kept::{KeptDimensions, KeptNewest};
pub use people::Employment;
pub use queue_clock::QueueClock;
pub use reach::Reach;
pub(crate) use reach::Reaches;
pub use special_events::SpecialEvent;
pub(crate) use tables::{Keep, listing, register, register_functions, register_timelines};
pub(crate) use twins::twins;

/// One moment of a centre's data.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The tables on disk.
    pub warehouse: Warehouse,
    /// Versions readers use.
    pub heads: Heads,
    /// Accepted rows not yet folded, by table: one row per key, in the table's schema.
    pub inbox: BTreeMap<&'static str, RecordBatch>,
    /// The centre's time.
    pub centre: Centre,
    /// Ids that stand for others.
    pub aliases: Aliases,
    /// Rows that read otherwise than their source sent them.
    pub corrections: Corrections,
    /// Metrics that can be asked for.
    pub catalogue: Arc<Catalogue>,
    /// Threads a question may use.
    pub threads: usize,
    /// Persons a group has at least in the sight of whoever may not see single ones.
    pub smallest_group: usize,
    /// Where relations worked out for one question stay for the next; `None`: each works out its own.
    pub held: Option<Arc<Held>>,
}

/// Time of a centre.
#[derive(Clone, Debug)]
pub struct Centre {
    /// Zone of the centre.
    pub zone: Zone,
    /// Zones by site.
    pub site_zones: HashMap<String, Zone>,
    /// First day of its week.
    pub first_weekday: Weekday,
}

/// Ids that stand for others: a merged agent, a renamed queue, two ids of one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// agents
    pub agents: HashMap<String, String>,
    /// queues
    pub queues: HashMap<String, String>,
    /// customers
    pub customers: HashMap<String, String>,
}

/// Tables of what customers asked for and what was done about it.
const WORK: &[&str] = &["contact_segments", "interval_reports", "work_items"];

/// Columns whose instants tell how far the data reach: what happened, not what is planned or due.
const HAPPENED: &[&str] = &[
    "started_at",
    "enqueued_at",
    "left_queue_at",
    "connected_at",
    "ended_at",
    "offered_at",
    "requested_at",
    "first_attempt_at",
    "reached_at",
    "at",
    "created_at",
    "updated_at",
    "first_response_at",
    "first_solved_at",
    "solved_at",
    "closed_at",
    "escalated_at",
    "sent_at",
    "answered_at",
    "eligible_at",
    "starts_at",
    "evaluated_at",
    "held_at",
];

impl Dataset {
    /// The newest event: the latest instant of anything that happened. `None` without data.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub async fn newest_us(&self) -> Result<Option<i64>, WarehouseError> {
        let mut newest = self.newest_stored_us().await?;
        for (table, columns) in happened() {
            if let Some(rows) = self.inbox.get(table.name) {
                newest = newest.max(columns.iter().filter_map(|name| latest(rows, name)).max());
            }
        }
        Ok(newest)
    }

    /// The newest instant of contacts or work, of anything where there are none: up to when the data reach.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub async fn reaches_us(&self) -> Result<Option<i64>, WarehouseError> {
        match self.newest_work_us().await? {
            Some(newest) => Ok(Some(newest)),
            None => self.newest_us().await,
        }
    }

    /// The newest instant of contacts or work. `None` without any. Thanks, courses and other things kept of people go
    /// beyond it: a week of work is not over because somebody was thanked in the next one.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub async fn newest_work_us(&self) -> Result<Option<i64>, WarehouseError> {
        let mut newest: Option<i64> = None;
        for table in TABLES.iter().filter(|table| WORK.contains(&table.name)) {
            let columns: Vec<&str> =
                HAPPENED.iter().copied().filter(|name| table.column(name).is_some()).collect();
            for file in self.warehouse.files(table, &self.heads).await?.iter() {
                newest = newest
                    .max(columns.iter().filter_map(|name| file.instants(name)).map(|(_, high)| high).max());
            }
            if let Some(rows) = self.inbox.get(table.name) {
                newest = newest.max(columns.iter().filter_map(|name| latest(rows, name)).max());
            }
        }
        Ok(newest)
    }

    /// Since when there are contacts or work at all: their oldest instant. `None` without any.
    ///
    /// A comparison with a time before it compares with nothing.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub async fn oldest_us(&self) -> Result<Option<i64>, WarehouseError> {
        let mut oldest: Option<i64> = None;
        let mut earlier = |found: Option<i64>| oldest = oldest.into_iter().chain(found).min();
        for table in TABLES.iter().filter(|table| WORK.contains(&table.name)) {
            let columns: Vec<&str> =
                HAPPENED.iter().copied().filter(|name| table.column(name).is_some()).collect();
            for file in self.warehouse.files(table, &self.heads).await?.iter() {
                earlier(columns.iter().filter_map(|name| file.instants(name)).map(|(low, _)| low).min());
            }
            if let Some(rows) = self.inbox.get(table.name) {
                earlier(columns.iter().filter_map(|name| earliest(rows, name)).min());
            }
        }
        Ok(oldest)
    }

    /// True if the table has ever had a row.
    pub(crate) fn has_rows(&self, name: &str) -> bool {
        self.heads.0.contains_key(name) || self.inbox.contains_key(name)
    }

    /// The roll-ups of its catalogue.
    pub(crate) fn cubes(&self) -> Arc<Vec<Cube>> {
        let zone = self.centre.zone.name();
        let kept = &self.warehouse.kept().cubes;
        if let Ok(kept) = kept.lock()
            && let Some((_, _, cubes)) =
                kept.as_ref().filter(|(of, name, _)| Arc::ptr_eq(of, &self.catalogue) && name == zone)
        {
            return cubes.clone();
        }
        let cubes = Arc::new(rollup::cubes(self));
        if let Ok(mut kept) = kept.lock() {
            *kept = Some((self.catalogue.clone(), zone.to_owned(), cubes.clone()));
        }
        cubes
    }

    /// Rows of a small table, inbox included; of each key the newest.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn rows_of_small(&self, name: &str) -> Result<Vec<RecordBatch>, crate::query::QueryError> {
        let Some(table) = table(name) else { return Ok(Vec::new()) };
        let mut config = SessionConfig::new().with_target_partitions(1).with_information_schema(false);
        config.options_mut().execution.parquet.schema_force_view_types = false;
        config.options_mut().sql_parser.map_string_types_to_utf8view = false;
        let context = SessionContext::new_with_config_rt(config, self.runtime()?);
        register(&context, self, &[table.name], &|_, _| true).await?;
        Ok(context.table(table.name).await?.collect().await?)
    }

    /// Identities of customers over channels: the identity, and the customer it belongs to.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn customer_keys(&self) -> Result<HashMap<String, String>, WarehouseError> {
        dimensions::customer_keys(self).await
    }

    /// Rows of a small table, inbox included: one row per key, the greatest version, in the order of source and key, so that
    /// what is said twice is settled the same way in whatever order it came.
    pub(crate) async fn small(&self, name: &str) -> Result<Vec<RecordBatch>, WarehouseError> {
        let Some(table) = table(name) else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for file in self.warehouse.files(table, &self.heads).await?.iter() {
            let path = self.warehouse.path(table, file);
            self.warehouse.verify_file(&path)?;
            all.extend(crate::warehouse::read_file(&path, None)?);
        }
        all.extend(self.inbox.get(name).cloned());
        dimensions::latest(table, &all).map(|rows| vec![rows])
    }

    /// An environment with a memory pool, spilling and what is known of the files' ends, shared by the scans of a question.
    pub(crate) fn runtime(&self) -> datafusion::error::Result<Arc<RuntimeEnv>> {
        let pooled = || {
            RuntimeEnvBuilder::new()
                .with_memory_pool(self.warehouse.memory.pool())
                .with_cache_manager(self.warehouse.footers.config())
        };
        let beside = pooled().with_temp_file_path(spill::folder(&self.warehouse)).build_arc();
        // A data folder that is only read: the system's temporary folder.
        beside.or_else(|_| pooled().build_arc())
    }
}

/// Tables of what happened, each with the columns that say when.
fn happened() -> impl Iterator<Item = (&'static Table, Vec<&'static str>)> {
    let is_planned = |name: &str| matches!(name, "planned_activities" | "forecasts" | "requirements");
    let own = |table: &'static &'static Table| {
        (*table, HAPPENED.iter().copied().filter(|name| table.column(name).is_some()).collect())
    };
    TABLES.iter().filter(move |table| !table.day_from.is_empty() && !is_planned(table.name)).map(own)
}

impl Clockwork {
    /// True where every site keeps its own time.
    pub fn by_site(&self) -> bool {
        !self.site_zones.is_empty()
    }
}

fn earliest(rows: &RecordBatch, name: &str) -> Option<i64> {
    use arrow::array::AsArray;
    let column = rows.column_by_name(name)?;
    arrow::compute::min(column.as_primitive::<arrow::datatypes::TimestampMicrosecondType>())
}

fn latest(rows: &RecordBatch, name: &str) -> Option<i64> {
    use arrow::array::AsArray;
    let column = rows.column_by_name(name)?;
    arrow::compute::max(column.as_primitive::<arrow::datatypes::TimestampMicrosecondType>())
}
