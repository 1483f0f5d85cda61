//! How far the data of each source reach.

use std::collections::BTreeMap;

use arrow::array::{Array, AsArray};
use arrow::datatypes::Int64Type;
use datafusion::prelude::{SessionConfig, SessionContext};
use pharos_schema::{Table, table};

use super::{Dataset, HAPPENED, latest, register};
use crate::query::QueryError;
use crate::warehouse::{DataFile, WarehouseError};

/// How far the rows of a source reach in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// rows
    pub rows: u64,
    /// oldest instant of anything that happened, microseconds
    pub oldest_us: Option<i64>,
    /// newest
    pub newest_us: Option<i64>,
}

/// Tables of what customers asked for, with the columns that say when it began.
const ARRIVALS: [(&str, &[&str]); 2] =
    [("contact_segments", &["started_at", "enqueued_at"]), ("interval_reports", &["starts_at"])];

impl Dataset {
    /// How far arrivals are known: the latest instant at which a contact began. What happens to an old ticket later, or is
    /// entered about people, moves the newest event but tells of no contacts. `None` without any.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub async fn newest_contact_us(&self) -> Result<Option<i64>, WarehouseError> {
        let mut newest = None;
        for (table, columns) in ARRIVALS.iter().filter_map(|(name, columns)| Some((table(name)?, columns))) {
            for file in self.warehouse.files(table, &self.heads).await?.iter() {
                let of_file = columns.iter().filter_map(|name| file.instants(name)).map(|(_, high)| high);
                newest = newest.max(of_file.max());
            }
            if let Some(rows) = self.inbox.get(table.name) {
                newest = newest.max(columns.iter().filter_map(|name| latest(rows, name)).max());
            }
        }
        Ok(newest)
    }

    /// By source, how many rows a table has and from when to when.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn reach(&self, table: &'static Table) -> Result<BTreeMap<String, Reach>, QueryError> {
        if !self.has_rows(table.name) {
            return Ok(BTreeMap::new());
        }
        let mut config =
            SessionConfig::new().with_target_partitions(self.threads.max(1)).with_information_schema(false);
        let options = config.options_mut();
        options.execution.parquet.schema_force_view_types = false;
        options.sql_parser.map_string_types_to_utf8view = false;
        let context = SessionContext::new_with_config_rt(config, self.runtime()?);
        register(&context, self, &[table.name], &|_: &'static Table, _: &DataFile| true).await?;
        let clocks: Vec<&str> = HAPPENED
            .iter()
            .copied()
            .filter(|name| table.column(name).is_some() && !table.day_from.is_empty())
            .collect();
        let over = |function: &str, inner: &str| match clocks.as_slice() {
            [] => "CAST(NULL AS BIGINT)".to_owned(),
            [one] => format!("CAST({function}({one}) AS BIGINT)"),
            many => format!("CAST({function}({inner}({})) AS BIGINT)", many.join(", ")),
        };
        let sql = format!(
            "SELECT source_name, count(*), {} AS oldest, {} AS newest FROM {} GROUP BY source_name",
            over("min", "least"),
            over("max", "greatest"),
            table.name
        );
        let mut found = BTreeMap::new();
        for batch in context.sql(&sql).await?.collect().await? {
            let names = batch.column(0).as_string::<i32>();
            let [rows, oldest, newest] =
                [1, 2, 3].map(|place| batch.column(place).as_primitive::<Int64Type>());
            for row in 0..batch.num_rows() {
                let reach = Reach {
                    rows: u64::try_from(rows.value(row)).unwrap_or(0),
                    oldest_us: oldest.is_valid(row).then(|| oldest.value(row)),
                    newest_us: newest.is_valid(row).then(|| newest.value(row)),
                };
                found.insert(names.value(row).to_owned(), reach);
            }
        }
        Ok(found)
    }
}
